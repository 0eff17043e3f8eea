"""What a recipe remembers of a file: its name without the folder, and its bytes' sha256."""

import logging
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from nst_desktop.core.errors import UserError
from nst_desktop.files.checksum import sha256_of
from nst_desktop.files.picture_errors import PictureError, shown_name
from nst_desktop.files.strict_json import is_plain, shown

logger = logging.getLogger(__name__)

_LONGEST = 255  # characters; what file systems allow
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


def find_picture(note: PictureNote, folders: Iterable[Path]) -> Path | None:
    """The first file of this name and exactly this content in the folders, or None.

    A file of the name with other content is passed over, and so is one that may not be read.
    """
    for folder in folders:
        path = Path(folder) / note.name
        try:
            if path.name == note.name and path.is_file() and sha256_of(path) == note.sha256:
                return path
        except OSError as error:
            logger.warning("%s is passed over: %s", path.name, error)
    return None


def check_word(what: str, text: str) -> None:
    """Raise RecipeError if a text of a recipe is empty, cannot be shown or names a folder."""
    if text in ("", ".", "..") or not is_plain(text, _LONGEST) or "/" in text or "\\" in text:
        raise RecipeError("{text} cannot be a {what} in a recipe.", text=shown(text), what=what)


def check_sha256(text: str) -> None:
    """Raise RecipeError if this is no sha256 in small hexadecimal digits."""
    if not _SHA256.fullmatch(text):
        raise RecipeError("{text} is no sha256.", text=shown(text))
