"""An entry of the history: one run that ended, in a folder with the artwork and its moments."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from nst_desktop.files.atomic import write_whole
from nst_desktop.files.images import load_recipe_text
from nst_desktop.files.moments import Moment, read_moments
from nst_desktop.files.strict_json import (
    JsonError,
    check_keys,
    is_plain,
    read_document,
    shown,
    take,
    write_document,
)

ENTRY, ARTWORK, THUMBNAIL = "entry.json", "artwork.png", "thumbnail.jpg"
_KIND, _VERSION = "nst-desktop history entry", 1
_PARTS = ("title", "date", "width", "height", "steps", "seconds", "ending", "pictures")
_LONGEST = 64 * 1024  # bytes of entry.json
_LONGEST_TITLE = 255  # characters
_MOST = 10**9  # of steps, of seconds, and of px a side


class Ending(StrEnum):
    """How a run ended."""

    FINISHED = "finished"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Entry:
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


def read_entry(folder: Path) -> Entry:
    """The entry in this folder. Raises JsonError if there is no sound one, or OSError."""
    for name in (ENTRY, ARTWORK, THUMBNAIL):
        if (folder / name).is_symlink() or not (folder / name).is_file():
            raise JsonError(f"lacks {name}")
    with (folder / ENTRY).open("rb") as file:
        data = file.read(_LONGEST + 1)
    try:
        parts = read_document(data.decode("ascii"), _KIND, _VERSION, _LONGEST)
    except UnicodeDecodeError:
        raise JsonError("has an entry that is no ASCII text") from None
    check_keys(parts, _PARTS)
    return Entry(
        id=folder.name,
        title=_word(take(parts, "title", str)),
        date=_date(take(parts, "date", str)),
        width=_count(parts, "width"),
        height=_count(parts, "height"),
        steps=_count(parts, "steps"),
        seconds=_seconds(take(parts, "seconds", float)),
        ending=_ending(take(parts, "ending", str)),
        pictures=_words(take(parts, "pictures", list)),
        folder=folder,
    )


def write_entry(entry: Entry) -> None:
    """Write entry.json, whole or not at all. Raises OSError."""
    text = write_document(_KIND, _VERSION, _to_json(entry), indent=2) + "\n"
    write_whole(entry.folder / ENTRY, text.encode("ascii"))


def plain_title(title: str) -> str:
    """As much of this title as an entry can have."""
    return "".join(each for each in title if is_plain(each, 1))[:_LONGEST_TITLE]


def _to_json(entry: Entry) -> dict[str, Any]:
    parts = {name: getattr(entry, name) for name in _PARTS}
    return parts | {
        "date": entry.date.isoformat(),
        "ending": entry.ending.value,
        "pictures": list(entry.pictures),
    }


def _word(text: str) -> str:
    if not is_plain(text, _LONGEST_TITLE):
        raise JsonError(f"has the text {shown(text)}, which cannot be shown")
    return text


def _words(texts: list[Any]) -> tuple[str, ...]:
    if not all(isinstance(text, str) for text in texts):
        raise JsonError("has 'pictures' that are no names")
    return tuple(_word(text) for text in texts)


def _count(parts: dict[str, Any], key: str) -> int:
    value = take(parts, key, int)
    if not 0 <= value <= _MOST:
        raise JsonError(f"has '{key}' out of range")
    return value


def _seconds(value: float) -> float:
    if not 0 <= value <= _MOST:
        raise JsonError("has 'seconds' out of range")
    return value


def _date(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise JsonError(f"has {shown(text)} for a date") from None
    if found.tzinfo is None or not 2000 <= found.year < 9000:  # no time zone can carry it beyond
        raise JsonError(f"has {shown(text)} for a date")
    return found.astimezone(UTC)


def _ending(text: str) -> Ending:
    try:
        return Ending(text)
    except ValueError:
        raise JsonError(f"has the unknown ending {shown(text)}") from None
