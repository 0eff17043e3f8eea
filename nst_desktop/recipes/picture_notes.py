"""What a recipe remembers of a file: its name without the folder, and its bytes' sha256."""

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
from nst_desktop.images.picture_errors import PictureError, shown_name
from nst_desktop.storage.checksum import sha256_of
from nst_desktop.storage.strict_json import is_plain, shown

logger = logging.getLogger(__name__)

SECONDS = 10.0
_MAX_FILES = 20_000  # of a folder
_MAX_LENGTH = 255  # characters; what file systems allow
_SHA256 = re.compile(r"[0-9a-f]{64}")


class RecipeError(UserError):
    """A recipe is missing, damaged or of a newer version. The text says which."""


@dataclass(frozen=True, slots=True)
class PictureNote:
    """One picture of a run. Raises RecipeError if a part of it cannot be.

    name: of the file, without its folder. sha256: of the file's bytes, in hexadecimal.
    weight, scale: as in core.job.Style, finite and > 0. role: what a picture that is neither
    photograph nor painting is for, such as `region 1`; empty for those two.
    """

    name: str
    sha256: str
    weight: float = 1.0
    scale: float = 1.0
    role: str = ""

    def __post_init__(self) -> None:
        check_word("picture", self.name)
        check_sha256(self.sha256)
        for part in (self.weight, self.scale):
            if not (math.isfinite(part) and part > 0):
                raise RecipeError("The weight and scale of {name} must be above 0.", name=self.name)
        if self.role:
            check_word("role", self.role)


def note_picture(
    path: Path, weight: float = 1.0, scale: float = 1.0, role: str = "", sha256: str = ""
) -> PictureNote:
    """The note of the picture in this file.

    sha256: of its bytes when they were decoded; where it is not known, that of the file as it is
    now. Raises PictureError if that cannot be read.
    """
    try:
        return PictureNote(recorded_name(path), sha256 or sha256_of(path), weight, scale, role)
    except OSError as error:
        raise PictureError(
            "{name} cannot be read: {reason}.", name=shown_name(path.name), reason=error.strerror
        ) from error


def recorded_name(path: Path) -> str:
    """The file's name as a recipe has it: `_` for bytes that are no text and for controls."""
    return re.sub(r"[\\\x00-\x1f\x7f-\x9f\ud800-\udfff]", "_", path.name)


def find_picture(
    note: PictureNote, folders: Iterable[Path], seconds: float = SECONDS
) -> Path | None:
    """The file of this picture in the folders, or None. See PictureSearch."""
    return PictureSearch(folders, seconds).find(note)


class PictureSearch:
    """Looks for the pictures of recipes in some folders; what counts is the content.

    A file of the name comes first, then one whose name differs only in case or in how its
    accents are written, then any picture: it may have been renamed. Files that may not be read
    are passed over. No file is read twice.
    """

    def __init__(self, folders: Iterable[Path], seconds: float = SECONDS) -> None:
        """seconds: for all reading of pictures that have another name."""
        unique: dict[str, Path] = {}
        for folder in folders:
            unique.setdefault(os.path.realpath(folder), Path(folder))
        self._folders = tuple(unique.values())
        self._files: dict[Path, list[Path]] = {}
        self._sums: dict[Path, str] = {}
        self._seconds = seconds

    def find(self, note: PictureNote) -> Path | None:
        """The first file with exactly this content, or None."""
        for path in self._named(note.name):
            if self._sum(path) == note.sha256:
                return path
        return self._renamed(note)

    def _named(self, name: str) -> Iterator[Path]:
        """Where it should be; then the files that are called so as far as people can see."""
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
        begun = monotonic()

        def check_time() -> None:
            if monotonic() > begun + self._seconds:
                raise _TimeIsUpError

        try:
            return next((each for each in pictures if self._is(each, note, check_time)), None)
        except _TimeIsUpError:
            logger.info("%s was looked for long enough", note.name)
            return None
        finally:
            self._seconds -= monotonic() - begun

    def _is(self, path: Path, note: PictureNote, checkpoint: Callable[[], None]) -> bool:
        if path not in self._sums:
            checkpoint()
        return self._sum(path, checkpoint) == note.sha256

    def _sum(self, path: Path, *checkpoint: Callable[[], None]) -> str:
        """Empty if there is no such file, or it cannot be read."""
        if path not in self._sums:
            try:
                self._sums[path] = sha256_of(path, *checkpoint) if path.is_file() else ""
            except OSError as error:
                logger.warning("%s is passed over: %s", path.name, error)
                self._sums[path] = ""
        return self._sums[path]

    def _all_files(self) -> Iterator[Path]:
        for folder in self._folders:
            if folder not in self._files:
                self._files[folder] = _files_in(folder)
            yield from self._files[folder]


class _TimeIsUpError(Exception):
    """Enough has been read."""


def _files_in(folder: Path) -> list[Path]:
    """Not more than can be gone through; none if the folder cannot be read."""
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in islice(entries, _MAX_FILES) if entry.is_file()]
    except OSError:
        return []
    return [folder / name for name in sorted(names)]


def _folded(name: str) -> str:
    """Equal for names that look alike: macOS takes accents apart, others do not."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def check_word(what: str, text: str) -> None:
    """Raise RecipeError if a text of a recipe is empty, cannot be shown or names a folder."""
    if text in ("", ".", "..") or not is_plain(text, _MAX_LENGTH) or "/" in text or "\\" in text:
        raise RecipeError("{text} cannot be a {what} in a recipe.", text=shown(text), what=what)


def check_sha256(text: str) -> None:
    """Raise RecipeError if this is no sha256 in small hexadecimal digits."""
    if not _SHA256.fullmatch(text):
        raise RecipeError("{text} is no sha256.", text=shown(text))
