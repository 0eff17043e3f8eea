"""Atomic saving of picture files."""

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
    """Save a picture atomically, so that only a complete file replaces an existing one.

    Args:
        pixels: Pixel array, (H, W, 3 or 4), uint8 or uint16.
        path: Target file, whose suffix must match the format.
        recipe: Recipe text to embed, as returned by recipe_to_text.
        options: Format and encoding settings. If None, the suffix determines the format, and the
            settings have their defaults.
        details: Photograph details; the options determine which of them are embedded.

    Raises:
        PictureError: The suffix is unknown or does not match the format, or the file cannot be
            written.
    """
    from nst_desktop.images.encoder import encode  # loads Pillow, so only when needed

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
    """Raise PictureError early if writing to this path is certain to fail."""
    if os.path.isdir(path):  # Path.is_dir raises if the name is too long.
        raise PictureError(
            "{path} is a folder. Specify a file in it, for example {example}.",
            path=path,
            example=path / "artwork.png",
        )
    if format_of(path) is None:
        raise PictureError(
            "'{name}' does not have the suffix of a picture file. Choose a name that ends in "
            "one of these: {suffixes}.",
            name=path.name,
            suffixes=", ".join(SAVE_SUFFIXES),
        )
    folder = path.parent
    if not os.path.isdir(folder):
        raise PictureError(
            "The folder {folder} does not exist. Create it, or choose another folder.",
            folder=folder,
        )
    if not os.access(folder, os.W_OK):
        raise PictureError(
            "The folder {folder} is not writable. Choose another folder.", folder=folder
        )
    if os.path.exists(path) and not os.access(path, os.W_OK):
        raise PictureError("{name} is write-protected. Choose another name.", name=path.name)


def _unwritable(path: Path, error: OSError) -> PictureError:
    return PictureError(
        "{name} could not be written to {folder}: {reason}. Choose another folder.",
        name=path.name,
        folder=path.parent,
        reason=reason_of(error),
    )
