"""Picture files: the one door through which pictures go out."""

import os
from pathlib import Path

from nst_desktop.core.arrays import AnyPixels
from nst_desktop.images.formats import SAVE_SUFFIXES, SaveOptions, format_of
from nst_desktop.images.photo_details import NO_DETAILS, PhotoDetails
from nst_desktop.images.picture_errors import PictureError
from nst_desktop.storage.atomic import reason_of, write_whole

__all__ = ["SAVE_SUFFIXES", "check_target", "save_picture"]


def save_picture(
    pixels: AnyPixels,
    path: Path,
    recipe: str | None = None,
    options: SaveOptions | None = None,
    details: PhotoDetails = NO_DETAILS,
) -> None:
    """Write a picture (H, W, 3 or 4), uint8 or uint16; without options as the suffix says.

    recipe: what recipes.to_text gives; kept in the file beside the pixels, which stay the same.
    details: the photograph's, of which the options say what is kept.
    The file appears whole or not at all: it is written beside the target, checked and moved
    into place, so an older file of that name is lost only to a complete new one.
    Raises PictureError if the suffix is unknown or not the format's, or the file cannot be
    written.
    """
    from nst_desktop.images.encoder import encode  # loads Pillow: only when needed

    path = Path(path)
    check_target(path)
    options = options or SaveOptions().for_file(path)
    suffixes = options.format.traits.suffixes
    if path.suffix.lower() not in suffixes:
        raise PictureError(
            "'{name}' must end in {suffixes}.", name=path.name, suffixes=" or ".join(suffixes)
        )
    data = encode(pixels, recipe, options, details)
    try:
        write_whole(path, data)
    except OSError as error:
        raise _unwritable(path, error) from error


def check_target(path: Path) -> None:
    """Raise PictureError if a picture can certainly not be written there, before any work."""
    if os.path.isdir(path):  # Path.is_dir raises where a name is too long
        raise PictureError(
            "{path} is a folder; name a file in it, for instance {example}.",
            path=path,
            example=path / "artwork.png",
        )
    if format_of(path) is None:
        raise PictureError(
            "'{name}' does not say what kind of picture to write: end the name in {suffixes}.",
            name=path.name,
            suffixes=", ".join(SAVE_SUFFIXES),
        )
    folder = path.parent
    if not os.path.isdir(folder):
        raise PictureError(
            "There is no folder {folder}; make it, or choose another place.", folder=folder
        )
    if not os.access(folder, os.W_OK):
        raise PictureError(
            "Nothing can be written in the folder {folder}; choose another place.", folder=folder
        )
    if os.path.exists(path) and not os.access(path, os.W_OK):
        raise PictureError("{name} is write-protected; choose another name.", name=path.name)


def _unwritable(path: Path, error: OSError) -> PictureError:
    return PictureError(
        "{name} could not be written in {folder}: {reason}. Choose another place.",
        name=path.name,
        folder=path.parent,
        reason=reason_of(error),
    )
