"""History entries: finished runs, each in a folder with its artwork and moments."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from msgspec import Meta, Struct
from msgspec.structs import asdict

from nst_desktop.history.moments import Moment, read_moments
from nst_desktop.images.load import load_recipe_text
from nst_desktop.storage.atomic import write_whole
from nst_desktop.storage.strict_json import JsonError, is_plain, read_document, write_document
from nst_desktop.storage.typed_json import Amount, Count, Plain, read_record, write_record

ENTRY, ARTWORK, THUMBNAIL = "entry.json", "artwork.png", "thumbnail.jpg"
_KIND, _VERSION = "nst-desktop history entry", 1
_MAX_LENGTH = 64 * 1024  # bytes in entry.json
_MAX_TITLE_LENGTH = 255  # characters


class Ending(StrEnum):
    """Way in which a run ended."""

    FINISHED = "finished"
    STOPPED = "stopped"
    FAILED = "failed"


_Title = Annotated[Plain, Meta(max_length=_MAX_TITLE_LENGTH)]


class _Record(Struct, forbid_unknown_fields=True):
    """An entry as stored in entry.json."""

    title: _Title
    date: Annotated[datetime, Meta(tz=True)]
    width: Count
    height: Count
    steps: Count
    seconds: Amount
    ending: Ending
    pictures: tuple[_Title, ...]


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """A run in the history.

    Attributes:
        id: Name of the folder.
        title: Title displayed in the gallery.
        date: Start time of the run, with a time zone.
        width: Width of the artwork in px.
        height: Height of the artwork in px.
        steps: Number of completed steps.
        seconds: Duration of the run in s.
        ending: Way in which the run ended.
        pictures: File names of the pictures from which the artwork was made.
        folder: Folder with all of the entry's files.
    """

    id: str
    title: str
    date: datetime
    width: int
    height: int
    steps: int
    seconds: float
    ending: Ending
    pictures: tuple[str, ...]
    folder: Path

    @property
    def artwork(self) -> Path:
        """Path of the PNG file with the artwork and its recipe.

        read_entry() checks that it exists.
        """
        return self.folder / ARTWORK

    @property
    def thumbnail(self) -> Path:
        """Path of the JPEG thumbnail, whose long side is at most 256 px.

        read_entry() checks that it exists.
        """
        return self.folder / THUMBNAIL

    def recipe_text(self) -> str | None:
        """Return the artwork's recipe, if any. Raises PictureError if the file is damaged."""
        return load_recipe_text(self.artwork)

    def moments(self) -> list[Moment]:
        """Return the kept moments, ordered by step."""
        return read_moments(self.folder)


def read_entry(folder: Path) -> HistoryEntry:
    """Read the entry in this folder. Raises OSError, or JsonError if it is missing or damaged."""
    for name in (ENTRY, ARTWORK, THUMBNAIL):
        if (folder / name).is_symlink() or not (folder / name).is_file():
            raise JsonError(f"lacks {name}")
    with (folder / ENTRY).open("rb") as file:
        data = file.read(_MAX_LENGTH + 1)
    try:
        parts = read_document(data.decode("ascii"), _KIND, _VERSION, _MAX_LENGTH)
    except UnicodeDecodeError:
        raise JsonError("has an entry that is not ASCII text") from None
    record = read_record(parts, _Record)
    if not 2000 <= record.date.year < 9000:  # no time zone can shift it out of range
        raise JsonError(f"has the date {record.date}")
    record.date = record.date.astimezone(UTC)
    return HistoryEntry(id=folder.name, folder=folder, **asdict(record))


def write_entry(entry: HistoryEntry) -> None:
    """Write entry.json completely or not at all. Raises OSError."""
    record = _Record(*(getattr(entry, name) for name in _Record.__struct_fields__))
    text = write_document(_KIND, _VERSION, write_record(record), indent=2) + "\n"
    write_whole(entry.folder / ENTRY, text.encode("ascii"))


def plain_title(title: str) -> str:
    """Return the title without control characters, truncated to the maximum length."""
    return "".join(char for char in title if is_plain(char, 1))[:_MAX_TITLE_LENGTH]
