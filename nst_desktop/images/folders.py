"""Folders: the pictures in one, and one for new pictures."""

import os
import re
from pathlib import Path

from nst_desktop.images.load import OPEN_SUFFIXES, PictureError


def pictures_in(folder: Path, limit: int = 200) -> list[Path]:
    """The first pictures of a folder, by suffix, in the order in which people count.

    Hidden files and sub-folders are left out; no file is opened. A broken link or a pipe that is
    named like a picture is included, so that reading it reports why it cannot be used.
    Raises PictureError if the folder cannot be read, or holds no picture.
    """
    folder = Path(folder)
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in entries if _is_picture(entry)]
    except FileNotFoundError:
        raise PictureError("There is no folder {folder}.", folder=folder) from None
    except NotADirectoryError:
        raise PictureError("{folder} is not a folder.", folder=folder) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise PictureError(
            "The folder {folder} cannot be read: {reason}.", folder=folder, reason=reason
        ) from error
    if not names:
        raise PictureError(
            "There is no picture in the folder {folder}. Pictures end in {suffixes}; "
            "those in its sub-folders are not looked at.",
            folder=folder,
            suffixes=", ".join(OPEN_SUFFIXES),
        )
    return [folder / name for name in sorted(names, key=_natural)[:limit]]


def check_folder(folder: Path) -> None:
    """Raise PictureError if nothing can certainly be written in this folder, made or not."""
    lineage = (folder.absolute(), *folder.absolute().parents)
    nearest = next(each for each in lineage if os.path.lexists(each))
    if not os.path.isdir(nearest):
        raise PictureError(
            "The folder {folder} cannot be made: {name} is a file. Choose another name.",
            folder=folder,
            name=nearest.name,
        )
    if not os.access(nearest, os.W_OK):
        raise PictureError(
            "Nothing can be written in the folder {folder}; choose another place.", folder=nearest
        )


def make_folder(folder: Path) -> Path:
    """The folder, made where it is missing. Raises PictureError if it cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PictureError(
            "The folder {folder} cannot be made: {reason}.", folder=folder, reason=error.strerror
        ) from error
    return folder


def _is_picture(entry: os.DirEntry[str]) -> bool:
    is_named_so = entry.name.lower().endswith(OPEN_SUFFIXES) and not entry.name.startswith(".")
    return is_named_so and not os.path.isdir(entry)  # entry.is_dir() raises for a link to itself


def _natural(name: str) -> tuple[list[str | int], str]:
    """Sorts picture2 before picture10, and capitals beside small letters."""
    parts = re.split(r"([0-9]+)", Path(name).stem.casefold())
    return [int(part) if index % 2 else part for index, part in enumerate(parts)], name
