"""Checks, what they find, and the report that lists the findings as plain text."""

import logging
import os
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from nst_desktop.core.errors import short_text

logger = logging.getLogger(__name__)

Check = Callable[[], str]  # returns what it found; may raise Problem or any other error


class Problem(Exception):  # noqa: N818 - a finding
    """Finding that keeps the program from working.

    Attributes:
        finding: What was found.
        advice: What to do about it.
    """

    def __init__(self, finding: str, advice: str) -> None:
        super().__init__(finding, advice)
        self.finding, self.advice = finding, advice


@dataclass(frozen=True, slots=True)
class Line:
    """Labelled finding, which may have several lines. Only a problem has advice."""

    label: str
    finding: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class ReportSection:
    """Findings about one subject."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that the checks found."""

    sections: tuple[ReportSection, ...]

    def problems(self) -> list[Line]:
        """Return the findings that keep the program from working."""
        return [line for section in self.sections for line in section.lines if line.advice]

    def text(self) -> str:
        """Return the report as text, in which the home folder is shown as `~`."""
        problems = tuple(Line(line.label, line.advice) for line in self.problems())
        shown = (*self.sections, ReportSection("Problems", problems or (Line("none", ""),)))
        text = _without_home("\n\n".join(map(_section_text, shown)))
        return text.encode("utf-8", "backslashreplace").decode()  # names may have other bytes


def carry_out(checks: Mapping[str, Mapping[str, Check]]) -> Report:
    """Carry out all checks, given by the titles of sections and by label.

    A check that fails is itself reported, and the others are carried out nevertheless.
    """
    return Report(
        tuple(
            ReportSection(title, tuple(_line(label, check) for label, check in members.items()))
            for title, members in checks.items()
        )
    )


def _line(label: str, check: Check) -> Line:
    try:
        return Line(label, check())
    except Problem as problem:
        return Line(label, problem.finding, problem.advice)
    except Exception as error:
        logger.debug("the check of %s failed", label, exc_info=True)
        return Line(label, f"unknown ({short_text(error)})")


def _section_text(section: ReportSection) -> str:
    width = max(len(line.label) for line in section.lines)
    rows = [section.title]
    for line in section.lines:
        for number, part in enumerate(line.finding.splitlines() or [""]):
            rows.append(f"  {'' if number else line.label:{width}}  {part}".rstrip())
    return "\n".join(rows)


def _without_home(text: str) -> str:
    """Replace the home folder, whose name is usually the user's, by `~`."""
    home = Path(os.path.expanduser("~"))
    if not home.is_absolute() or home == Path(home.anchor):  # as for some services
        return text
    names = "|".join(re.escape(str(path)) for path in (home, home.resolve()))
    flags = re.IGNORECASE if sys.platform == "win32" else 0
    return re.sub(rf"(?:{names})(?![\w.-])", "~", text, flags=flags)
