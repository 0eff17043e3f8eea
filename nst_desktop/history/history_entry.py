"""An entry of the history: one run that ended, in a folder with the artwork and its moments."""

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
_MAX_LENGTH = 64 * 1024  # bytes of entry.json
_MAX_TITLE_LENGTH = 255  # characters


class Ending(StrEnum):
    """How a run ended."""

    FINISHED = "finished"
    STOPPED = "stopped"
    FAILED = "failed"


_Title = Annotated[Plain, Meta(max_length=_MAX_TITLE_LENGTH)]


class _Record(Struct, forbid_unknown_fields=True):
    """An entry as entry.json has it."""

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
    """One run of the history.

    id: the name of its folder. date: when the run began, with its time zone. width, height: of
    the artwork, px. steps, seconds: that were done. pictures: the names of those it was made from.
    artwork: a PNG with the recipe inside. thumbnail: a JPEG of at most 256 px; both exist when
    the entry is read.
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
        return self.folder / ARTWORK

    @property
    def thumbnail(self) -> Path:
        return self.folder / THUMBNAIL

    def recipe_text(self) -> str | None:
        """The recipe inside the artwork, or None. Raises PictureError if the file is damaged."""
        return load_recipe_text(self.artwork)

    def moments(self) -> list[Moment]:
        """The moments that were kept, in the order of the steps."""
        return read_moments(self.folder)


def read_entry(folder: Path) -> HistoryEntry:
    """The entry in this folder. Raises JsonError if there is no sound one, or OSError."""
    for name in (ENTRY, ARTWORK, THUMBNAIL):
        if (folder / name).is_symlink() or not (folder / name).is_file():
            raise JsonError(f"lacks {name}")
    with (folder / ENTRY).open("rb") as file:
        data = file.read(_MAX_LENGTH + 1)
    try:
        parts = read_document(data.decode("ascii"), _KIND, _VERSION, _MAX_LENGTH)
    except UnicodeDecodeError:
        raise JsonError("has an entry that is no ASCII text") from None
    record = read_record(parts, _Record)
    if not 2000 <= record.date.year < 9000:  # no time zone can carry it beyond
        raise JsonError(f"has the date {record.date}")
    record.date = record.date.astimezone(UTC)
    return HistoryEntry(id=folder.name, folder=folder, **asdict(record))


def write_entry(entry: HistoryEntry) -> None:
    """Write entry.json, whole or not at all. Raises OSError."""
    record = _Record(*(getattr(entry, name) for name in _Record.__struct_fields__))
    text = write_document(_KIND, _VERSION, write_record(record), indent=2) + "\n"
    write_whole(entry.folder / ENTRY, text.encode("ascii"))


def plain_title(title: str) -> str:
    """As much of this title as an entry can have."""
    return "".join(each for each in title if is_plain(each, 1))[:_MAX_TITLE_LENGTH]
