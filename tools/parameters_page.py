"""Generator of docs/parameters.md, run as `python -m tools.parameters_page`."""

from pathlib import Path

from nst_desktop.cli.parser import allowed_values, default_text
from nst_desktop.core.params import Group, describe, parameter_names

PAGE = Path(__file__).parent.parent / "docs" / "parameters.md"
HEAD = """# All parameters

Every field of `StyleParams`, as used by the window's panel, the command line's flags, presets and
recipes. Lists of layers are written as `conv4_2` or `conv1_1:1,conv2_1:0.5`; the layers are
`conv1_1` to `conv5_4` and `pool1` to `pool5`. *Live* parameters can be changed during a run.
"""


def page() -> str:
    """Return the text of the page."""
    lines = [HEAD]
    for group in Group:
        lines += [
            f"## {group.value}\n",
            "| flag | what it does | allowed | default |",
            "|---|---|---|---|",
        ]
        lines += [row(name) for name in parameter_names() if describe(name).group is group]
        lines.append("")
    return "\n".join(lines)


def row(name: str) -> str:
    """Return the table row of a parameter."""
    about = describe(name)
    notes = [about.help]
    if about.only_with is not None:
        notes.append("Only with `{}` `{}`.".format(*about.only_with))
    if about.not_with is not None:
        notes.append("Not with `{}` `{}`.".format(*about.not_with))
    if about.live:
        notes.append("*Live.*")
    flag = f"`--{name.replace('_', '-')}`"
    unit = f" {about.unit}" if about.unit else ""
    return f"| {flag} | {' '.join(notes)} | {allowed_values(name)}{unit} | `{default_text(name)}` |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
