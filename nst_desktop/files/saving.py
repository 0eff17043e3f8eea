"""Picture files: the one door through which pictures go out."""

import errno
import os
from pathlib import Path

from nst_desktop.core.arrays import AnyPixels
from nst_desktop.files.atomic import write_whole
from nst_desktop.files.formats import SAVE_SUFFIXES, PictureFormat, SaveOptions, format_of
from nst_desktop.files.picture_errors import PictureError

__all__ = ["SAVE_SUFFIXES", "check_target", "save_picture"]

_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is used up",
    errno.EFBIG: "the file is too large for this disk",
    errno.EROFS: "it is read-only",
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
    errno.ENOENT: "the folder is gone",
    errno.ENAMETOOLONG: "the name is too long",
}


def save_picture(
    pixels: AnyPixels, path: Path, recipe: str | None = None, options: SaveOptions | None = None
) -> None:
    """Write a picture (H, W, 3 or 4), uint8 or uint16; without options as the suffix says.

    recipe: what recipes.to_text gives; kept in the file beside the pixels, which stay the same.
    The file appears whole or not at all: it is written beside the target, checked and moved
    into place, so an older file of that name is lost only to a complete new one.
    Raises PictureError if the suffix is unknown or not the format's, or the file cannot be
    written.
    """
    from nst_desktop.files.encoding import encode  # loads Pillow: only when needed

    path = Path(path)
    check_target(path)
    options = options or SaveOptions(format=format_of(path) or PictureFormat.PNG)
    suffixes = options.format.traits.suffixes
    if path.suffix.lower() not in suffixes:
        raise PictureError(f"'{path.name}' must end in {' or '.join(suffixes)}.")
    data = encode(pixels, recipe, options)
    try:
        write_whole(path, data)
    except OSError as error:
        raise PictureError(_unwritable(path, error)) from error


def check_target(path: Path) -> None:
    """Raise PictureError if a picture can certainly not be written there, before any work."""
    if format_of(path) is None:
        raise PictureError(
            f"'{path.name}' does not say what kind of picture to write: "
            f"end the name in {', '.join(SAVE_SUFFIXES)}."
        )
    folder = path.parent
    if os.path.isdir(path):  # Path.is_dir raises where a name is too long
        raise PictureError(f"{path} is a folder; name a file.")
    if not os.path.isdir(folder):
        raise PictureError(f"There is no folder {folder}; make it, or choose another place.")
    if not os.access(folder, os.W_OK):
        raise PictureError(f"Nothing can be written in the folder {folder}; choose another place.")
    if os.path.exists(path) and not os.access(path, os.W_OK):
        raise PictureError(f"{path.name} is write-protected; choose another name.")


def _unwritable(path: Path, error: OSError) -> str:
    reason = _REASONS.get(error.errno or 0) or error.strerror or str(error)
    return f"{path.name} could not be written in {path.parent}: {reason}. Choose another place."
