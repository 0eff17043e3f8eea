"""Picture notes in recipes, and a search for the files that they describe."""

import logging
import math
import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from time import monotonic

from nst_desktop.core.errors import UserError
from nst_desktop.images.load import OPEN_SUFFIXES
from nst_desktop.images.picture_errors import PictureError, printable_name
from nst_desktop.storage.checksum import sha256_of
from nst_desktop.storage.strict_json import is_plain, quoted

logger = logging.getLogger(__name__)

_SEARCH_TIMEOUT = 10.0  # s
_MAX_FILES = 20_000  # per folder
_MAX_LENGTH = 255  # characters; longest file name in common file systems
_SHA256 = re.compile(r"[0-9a-f]{64}")


class RecipeError(UserError):
    """A recipe is missing, invalid or too new, or one of its pictures is missing."""


@dataclass(frozen=True, slots=True)
class PictureNote:
    """A note on one picture that a run uses.

    Attributes:
        name: File name without the folder.
        sha256: SHA-256 of the file's bytes, in lowercase hexadecimal.
        weight: Finite weight above 0, as in core.job.Style.
        scale: Finite scale above 0, as in core.job.Style.
        role: Role such as `region 1`; empty for the photograph and paintings.

    Raises:
        RecipeError: An attribute is invalid.
    """

    name: str
    sha256: str
    weight: float = 1.0
    scale: float = 1.0
    role: str = ""

    def __post_init__(self) -> None:
        check_word("picture", self.name)
        check_sha256(self.sha256)
        for factor in (self.weight, self.scale):
            if not (math.isfinite(factor) and factor > 0):
                raise RecipeError("The weight and scale of {name} must be above 0.", name=self.name)
        if self.role:
            check_word("role", self.role)


def note_picture(
    path: Path, weight: float = 1.0, scale: float = 1.0, role: str = "", sha256: str = ""
) -> PictureNote:
    """Return a note on a picture file.

    Args:
        path: Path of the picture.
        weight: See PictureNote.
        scale: See PictureNote.
        role: See PictureNote.
        sha256: SHA-256 of the decoded bytes. If empty, the checksum of the file's current
            contents is computed.

    Raises:
        PictureError: No checksum was given and the file cannot be read.
    """
    try:
        return PictureNote(recorded_name(path), sha256 or sha256_of(path), weight, scale, role)
    except OSError as error:
        raise PictureError(
            "{name} cannot be read: {reason}.",
            name=printable_name(path.name),
            reason=error.strerror,
        ) from error


def recorded_name(path: Path) -> str:
    """Return the name to record in a recipe.

    Undecodable bytes, control characters and backslashes are replaced with `_`.
    """
    return re.sub(r"[\\\x00-\x1f\x7f-\x9f\ud800-\udfff]", "_", path.name)


def find_picture(
    note: PictureNote, folders: Iterable[Path], seconds: float = _SEARCH_TIMEOUT
) -> Path | None:
    """Return this picture's file if it is in the folders, else None. See PictureSearch."""
    return PictureSearch(folders, seconds).find(note)


class PictureSearch:
    """Content-based search for recipe pictures in a set of folders.

    The file with the recorded name is tried first. Next come names that differ only in case or in
    how accents are encoded. Finally, every picture is tried, since the file may have been renamed.
    Unreadable files are skipped. No file is read twice.
    """

    def __init__(self, folders: Iterable[Path], seconds: float = _SEARCH_TIMEOUT) -> None:
        """Initialise the search.

        Args:
            folders: Folders to search, in order.
            seconds: Total time limit for reading pictures with other names, in s.
        """
        unique: dict[str, Path] = {}
        for folder in folders:
            unique.setdefault(os.path.realpath(folder), Path(folder))
        self._folders = tuple(unique.values())
        self._files: dict[Path, list[Path]] = {}
        self._sums: dict[Path, str] = {}
        self._seconds = seconds

    def find(self, note: PictureNote) -> Path | None:
        """Return the first file whose content matches the note exactly, or None."""
        for path in self._named(note.name):
            if self._sum(path) == note.sha256:
                return path
        return self._renamed(note)

    def _named(self, name: str) -> Iterator[Path]:
        """Yield the path with this name in each folder, then files whose names look the same."""
        for folder in self._folders:
            if (folder / name).name == name:
                yield folder / name
        for path in self._all_files():
            if _folded(recorded_name(path)) == _folded(name):
                yield path

    def _renamed(self, note: PictureNote) -> Path | None:
        suffix = Path(note.name).suffix.lower()
        pictures = [path for path in self._all_files() if path.suffix.lower() in OPEN_SUFFIXES]
        pictures.sort(key=lambda path: path.suffix.lower() != suffix)
        started = monotonic()

        def check_time() -> None:
            if monotonic() > started + self._seconds:
                raise _TimeIsUpError

        try:
            return next((path for path in pictures if self._matches(path, note, check_time)), None)
        except _TimeIsUpError:
            logger.info("the search for %s timed out", note.name)
            return None
        finally:
            self._seconds -= monotonic() - started

    def _matches(self, path: Path, note: PictureNote, checkpoint: Callable[[], None]) -> bool:
        if path not in self._sums:
            checkpoint()
        return self._sum(path, checkpoint) == note.sha256

    def _sum(self, path: Path, *checkpoint: Callable[[], None]) -> str:
        """Return the file's SHA-256, or an empty string if the file is missing or unreadable."""
        if path not in self._sums:
            try:
                self._sums[path] = sha256_of(path, *checkpoint) if path.is_file() else ""
            except OSError as error:
                logger.warning("skipping %s: %s", path.name, error)
                self._sums[path] = ""
        return self._sums[path]

    def _all_files(self) -> Iterator[Path]:
        for folder in self._folders:
            if folder not in self._files:
                self._files[folder] = _files_in(folder)
            yield from self._files[folder]


class _TimeIsUpError(Exception):
    """The search has exceeded its time limit."""


def _files_in(folder: Path) -> list[Path]:
    """Return up to _MAX_FILES files, sorted by name, or none if the folder is unreadable."""
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in islice(entries, _MAX_FILES) if entry.is_file()]
    except OSError:
        return []
    return [folder / name for name in sorted(names)]


def _folded(name: str) -> str:
    """Return a key that is equal for names that look the same.

    macOS decomposes accented characters; other systems do not.
    """
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def check_word(what: str, text: str) -> None:
    """Raise RecipeError if the text is empty, too long or unprintable, or contains a path."""
    if text in ("", ".", "..") or not is_plain(text, _MAX_LENGTH) or "/" in text or "\\" in text:
        raise RecipeError("{text} is not a valid {what} in a recipe.", text=quoted(text), what=what)


def check_sha256(text: str) -> None:
    """Raise RecipeError if the text is not a SHA-256 in lowercase hexadecimal."""
    if not _SHA256.fullmatch(text):
        raise RecipeError("{text} is not a SHA-256 checksum.", text=quoted(text))
