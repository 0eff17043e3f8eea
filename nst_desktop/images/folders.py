"""Picture folders: listing their pictures, and checking or creating output folders."""

import os
import re
from pathlib import Path

from nst_desktop.images.load import OPEN_SUFFIXES, PictureError


def pictures_in(folder: Path, limit: int = 200) -> list[Path]:
    """Return up to `limit` pictures from a folder, in natural order (2 before 10).

    Pictures are recognised by their suffix; no file is opened. Hidden files and subfolders are
    skipped. A broken link or a pipe with a picture suffix is included, so that reading it reports
    why it cannot be used.

    Raises:
        PictureError: The folder cannot be read or contains no pictures.
    """
    folder = Path(folder)
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in entries if _is_picture(entry)]
    except FileNotFoundError:
        raise PictureError("The folder {folder} does not exist.", folder=folder) from None
    except NotADirectoryError:
        raise PictureError("{folder} is not a folder.", folder=folder) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise PictureError(
            "The folder {folder} cannot be read: {reason}.", folder=folder, reason=reason
        ) from error
    if not names:
        raise PictureError(
            "The folder {folder} contains no pictures. Picture names end in {suffixes}; subfolders "
            "are not searched.",
            folder=folder,
            suffixes=", ".join(OPEN_SUFFIXES),
        )
    return [folder / name for name in sorted(names, key=_natural_key)[:limit]]


def check_folder(folder: Path) -> None:
    """Raise PictureError if writing to this folder is certain to fail. It need not exist yet."""
    lineage = (folder.absolute(), *folder.absolute().parents)
    nearest = next(path for path in lineage if os.path.lexists(path))
    if not os.path.isdir(nearest):
        raise PictureError(
            "The folder {folder} cannot be created: {name} is a file. Choose another name.",
            folder=folder,
            name=nearest.name,
        )
    if not os.access(nearest, os.W_OK):
        raise PictureError(
            "The folder {folder} is not writable. Choose another folder.", folder=nearest
        )


def make_folder(folder: Path) -> Path:
    """Create the folder if it is missing and return it. Raises PictureError if that fails."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PictureError(
            "The folder {folder} cannot be created: {reason}.", folder=folder, reason=error.strerror
        ) from error
    return folder


def _is_picture(entry: os.DirEntry[str]) -> bool:
    has_picture_name = entry.name.lower().endswith(OPEN_SUFFIXES) and not entry.name.startswith(".")
    return has_picture_name and not os.path.isdir(entry)  # entry.is_dir() raises for link loops


def _natural_key(name: str) -> tuple[list[str | int], str]:
    """Return a sort key that ignores case and puts picture2 before picture10."""
    parts = re.split(r"([0-9]+)", Path(name).stem.casefold())
    return [int(part) if index % 2 else part for index, part in enumerate(parts)], name
