"""Where the artworks of the queue go, and how they are named."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from string import Formatter
from typing import Any

from nst_desktop.images.formats import PictureFormat
from nst_desktop.queue.queue import QueueError
from nst_desktop.recipes.plan import Plan
from nst_desktop.storage.naming import free_file, is_usable_name, stem_of

FIELDS = ("content", "style", "number", "size", "date")
MAX_PATTERN_LENGTH = 80  # bytes in UTF-8: with the longest names it is still a file's name
USUAL = "{content}_{style}"


class DestinationFault(StrEnum):
    """Why a pattern makes no names. The value says it in a sentence."""

    BRACES = "A brace in the name is not closed, or not opened."
    UNKNOWN = "There is something in braces that names do not have."
    TWICE = "Something in braces is there twice."
    LONG = "The name is too long."
    NAME = "No file can have this name: it is empty or has a sign such as /."


@dataclass(frozen=True, slots=True)
class Destination:
    """folder: made where it is missing. pattern: a name without suffix, with FIELDS in braces."""

    folder: Path
    pattern: str = USUAL
    format: PictureFormat = PictureFormat.PNG

    def file_for(self, plan: Plan, taken: Collection[str]) -> Path:
        """A file that is not there yet, nor promised to others: a number makes it another one.

        Raises QueueError if the pattern makes no name.
        """
        fault = fault_of(self.pattern)
        if fault:
            raise QueueError(fault)
        return free_file(self.folder, lambda number: self._name(plan, number), taken)

    def name_for(self, plan: Plan) -> str:
        """What its file is called where none of that name is there yet. The pattern is sound."""
        return self._name(plan, 1)

    def _name(self, plan: Plan, number: int) -> str:
        is_numbered = "{number}" in self.pattern
        stem = _filled(self.pattern, plan, number)
        if not is_numbered and number > 1:
            stem += f"-{number}"
        return f"{stem}{self.format.suffix}"

    def to_dict(self) -> dict[str, str]:
        """As plain values, for settings."""
        return {
            "folder": str(self.folder), "pattern": self.pattern, "format": self.format.value,
        }  # fmt: skip

    @classmethod
    def from_dict(cls, found: Mapping[str, Any], folder: Path) -> "Destination":
        """What to_dict gave; the usual in place of what is missing or cannot be used.

        folder: the usual one.
        """
        given, pattern = found.get("folder"), found.get("pattern")
        kind = found.get("format")
        is_folder = isinstance(given, str) and given and "\0" not in given
        is_pattern = isinstance(pattern, str) and not fault_of(pattern)
        return cls(
            Path(str(given)) if is_folder and Path(str(given)).is_absolute() else folder,
            str(pattern) if is_pattern else USUAL,
            PictureFormat(kind) if kind in list(PictureFormat) else PictureFormat.PNG,
        )


def fault_of(pattern: str) -> DestinationFault | None:
    """Why a pattern makes no names; None if it does."""
    try:
        parts = list(Formatter().parse(pattern))
    except ValueError:
        return DestinationFault.BRACES
    fields = [field for _, field, _, _ in parts if field is not None]
    if set(fields) - set(FIELDS) or any(spec or conversion for *_, spec, conversion in parts):
        return DestinationFault.UNKNOWN
    if len(set(fields)) < len(fields):
        return DestinationFault.TWICE
    if len(pattern.encode("utf-8", "replace")) > MAX_PATTERN_LENGTH:
        return DestinationFault.LONG
    example = "".join(text + ("a" if field else "") for text, field, _, _ in parts)
    if not is_usable_name(example) or re.search(r'[<>:"/\\|?*]', example):
        return DestinationFault.NAME
    return None


def _filled(pattern: str, plan: Plan, number: int) -> str:
    contents = [] if plan.content is None else [plan.content.name]
    styles = [each.path.name for each in plan.styles]
    values = {
        "content": stem_of(contents) if contents else "",
        "style": stem_of(styles) if styles else "",
        "number": f"{number:03d}",
        "size": str(plan.params.size),
        "date": date.today().isoformat(),
    }
    filled = pattern.format(**values)
    single = re.sub(r"([ _-])[ _-]*(?=[ _-])", "", filled) if "" in values.values() else filled
    return single.strip(" ._-") or stem_of([*contents, *styles])
