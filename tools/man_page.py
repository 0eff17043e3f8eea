"""Writer of the manual page, from the command line's parser: `python -m tools.man_page`.

An option that means the same in several commands is described with the first of them; the others
refer to it.
"""

import argparse
import re
import textwrap
from collections.abc import Iterator
from datetime import UTC, datetime

from nst_desktop import __version__
from nst_desktop.cli.parser import make_parser

FILES = (
    ("~/.config/nst-desktop/settings.ini", "the window's settings"),
    ("~/.local/share/nst-desktop/presets", "your own presets"),
    ("~/.local/state/nst-desktop", "history, queue, interrupted runs and the log"),
    ("~/.cache/nst-desktop", "files that can be recreated"),
)


def man_page(seconds: int) -> str:
    """Return the page in man(7) format, dated by a time in seconds since 1970."""
    parser = make_parser()
    date = datetime.fromtimestamp(seconds, UTC).date()
    lines = [
        f'.TH NST\\-DESKTOP 1 "{date}" "NST Desktop {__version__}" "User Commands"',
        ".SH NAME",
        r"nst\-desktop \- turn photographs into artwork in the style of paintings",
        ".SH SYNOPSIS",
        r"\fBnst\-desktop\fR [\fIPHOTO\fR [\fIPAINTING\fR ...]]",
        ".br",
        r"\fBnst\-desktop\fR \fICOMMAND\fR [\fIoption\fR ...] [\fIPICTURE\fR ...]",
        ".SH DESCRIPTION",
        _paragraph(parser.description or ""),
        ".SH OPTIONS",
        *_options(parser),
        ".SH COMMANDS",
        *_commands(parser),
        ".SH FILES",
        "The XDG base directory variables, such as XDG_CONFIG_HOME, move these.",
    ]
    for path, about in FILES:
        lines += [".TP", rf"\fI{_text(path)}\fR", _text(about)]
    lines += [
        ".SH EXAMPLES",
        "Render an artwork:",
        ".PP",
        ".EX",
        r"nst\-desktop render photo.jpg painting.jpg \-o artwork.png",
        ".EE",
        ".PP",
        "Draw a sketch of it first:",
        ".PP",
        ".EX",
        r"nst\-desktop sketch photo.jpg painting.jpg \-o sketch.png",
        ".EE",
    ]
    return "\n".join(lines) + "\n"


def _commands(parser: argparse.ArgumentParser) -> Iterator[str]:
    commands = next(a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    about = {choice.dest: choice.help or "" for choice in commands._choices_actions}
    described: dict[tuple[str, ...], str] = {}
    for name, command in commands.choices.items():
        yield f".SS {_text(name)}"
        yield _paragraph(f"{about[name][:1].upper()}{about[name][1:]}.")
        shared: dict[str, list[str]] = {}
        for action in sorted(command._actions, key=lambda each: bool(each.option_strings)):
            if isinstance(action, argparse._HelpAction):
                continue
            entry = tuple(_entry(action))
            first = described.setdefault(entry, name)
            if first == name or not action.option_strings:  # positions are always shown
                yield from entry
            else:
                shared.setdefault(first, []).append(_flags(action))
        for first, flags in shared.items():
            yield ".PP"
            yield _fill(rf"As for \fB{_text(first)}\fR: {', '.join(flags)}.")


def _options(parser: argparse.ArgumentParser) -> Iterator[str]:
    for action in parser._actions:
        if action.option_strings:
            yield from _entry(action)


def _entry(action: argparse.Action) -> list[str]:
    value = _value(action)
    name = f"{_flags(action)} {value}".strip() if action.option_strings else value
    values = {**vars(action), "prog": "nst-desktop"}
    return [".TP", name, _paragraph((action.help or "") % values)]


def _flags(action: argparse.Action) -> str:
    return ", ".join(rf"\fB{_text(flag)}\fR" for flag in action.option_strings)


def _value(action: argparse.Action) -> str:
    """Return the action's value as argparse's own usage line shows it, in italics."""
    if action.nargs == 0:
        return ""
    formatter = argparse.HelpFormatter(prog="")
    default = action.dest.upper() if action.option_strings else action.dest
    text = formatter._format_args(action, default)
    return re.sub(r"[^\s\[\]]+", lambda part: rf"\fI{_text(part[0])}\fR", text)


def _paragraph(text: str) -> str:
    return _fill(_text(text))


def _fill(text: str) -> str:
    """Break lines, so that the page's source can be read too; none may begin like a request."""
    lines = textwrap.wrap(text, 79, break_long_words=False, break_on_hyphens=False)
    return "\n".join(rf"\&{line}" if line.startswith((".", "'")) else line for line in lines)


def _text(text: str) -> str:
    """Escape what troff would interpret; hyphens are meant as typed, for searching and copying."""
    escaped = text.replace("\\", r"\e").replace("-", r"\-").replace("~", r"\(ti")
    return escaped.replace("^", r"\(ha").replace("`", r"\(ga").replace("'", r"\(aq")


if __name__ == "__main__":
    print(man_page(int(datetime.now(UTC).timestamp())), end="")
