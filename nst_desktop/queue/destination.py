"""Output folder, file names and format for artworks in the queue."""

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
MAX_PATTERN_LENGTH = 80  # UTF-8 bytes; leaves room for the longest picture names
DEFAULT_PATTERN = "{content}_{style}"


class DestinationFault(StrEnum):
    """Reason why a pattern is invalid. The value is a sentence."""

    BRACES = "The file name has an unmatched brace."
    UNKNOWN = "The file name contains an unknown placeholder."
    TWICE = "The file name contains the same placeholder twice."
    LONG = "The file name is too long."
    NAME = "The file name is empty or contains an invalid character such as /."


@dataclass(frozen=True, slots=True)
class Destination:
    """Output folder, file name pattern and format for artworks.

    Attributes:
        folder: Output folder, created if missing.
        pattern: File name without the suffix. It may contain FIELDS as placeholders in braces.
        format: File format.
    """

    folder: Path
    pattern: str = DEFAULT_PATTERN
    format: PictureFormat = PictureFormat.PNG

    def file_for(self, plan: Plan, taken: Collection[str]) -> Path:
        """Return a path that does not exist yet, with a number if necessary.

        Args:
            plan: Plan of the artwork.
            taken: File names reserved for other artworks.

        Raises:
            QueueError: The pattern is invalid.
        """
        fault = fault_of(self.pattern)
        if fault:
            raise QueueError(fault)
        return free_file(self.folder, lambda number: self._name(plan, number), taken)

    def name_for(self, plan: Plan) -> str:
        """Return the file name to use if no such file exists. The pattern must be valid."""
        return self._name(plan, 1)

    def _name(self, plan: Plan, number: int) -> str:
        is_numbered = "{number}" in self.pattern
        stem = _fill(self.pattern, plan, number)
        if not is_numbered and number > 1:
            stem += f"-{number}"
        return f"{stem}{self.format.suffix}"

    def to_dict(self) -> dict[str, str]:
        """Return the destination as plain values for settings."""
        return {
            "folder": str(self.folder), "pattern": self.pattern, "format": self.format.value,
        }  # fmt: skip

    @classmethod
    def from_dict(cls, values: Mapping[str, Any], folder: Path) -> "Destination":
        """Parse the output of to_dict(), replacing missing or invalid values with defaults.

        The default folder is `folder`.
        """
        saved_folder, pattern = values.get("folder"), values.get("pattern")
        format_name = values.get("format")
        is_folder = isinstance(saved_folder, str) and saved_folder and "\0" not in saved_folder
        is_pattern = isinstance(pattern, str) and not fault_of(pattern)
        return cls(
            Path(str(saved_folder))
            if is_folder and Path(str(saved_folder)).is_absolute()
            else folder,
            str(pattern) if is_pattern else DEFAULT_PATTERN,
            PictureFormat(format_name) if format_name in list(PictureFormat) else PictureFormat.PNG,
        )


def fault_of(pattern: str) -> DestinationFault | None:
    """Return the reason why a pattern is invalid, or None if it is valid."""
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


def _fill(pattern: str, plan: Plan, number: int) -> str:
    contents = [] if plan.content is None else [plan.content.name]
    styles = [style.path.name for style in plan.styles]
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
