"""Mask files: those that users save and load, and those that the program stores for its runs."""

import hashlib
import io
import os
from contextlib import suppress
from pathlib import Path

import numpy as np
from PIL import Image

from nst_desktop.core.arrays import Mask
from nst_desktop.images.picture_errors import PictureError
from nst_desktop.masks.mask_pictures import load_mask
from nst_desktop.masks.shapes import fitted_mask
from nst_desktop.storage.atomic import write_whole

MAX_COUNT = 400  # stored files, a few kilobytes each
_MAX_DISTORTION = 1.03  # as in StyleJob


def save_mask(mask: Mask, path: Path) -> None:
    """Write a mask as a grey PNG, replacing an existing file. Raises OSError."""
    write_whole(path, _encoded(mask))


def keep_mask(mask: Mask, folder: Path) -> Path:
    """Store a mask in the folder, unless it is already there, and return the file's path.

    Raises OSError if the mask cannot be stored.
    """
    data = _encoded(mask)
    path = folder / f"{hashlib.sha256(data).hexdigest()[:32]}.png"
    if path.exists():
        os.utime(path)  # recently used files are removed last
        return path
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(path, data)
    _prune(folder)
    return path


def load_fitting(path: Path, width: int, height: int) -> Mask:
    """Load a mask from a picture file and scale it to this width and height, in px.

    Raises:
        PictureError: The file cannot be read or has different proportions.
    """
    mask = load_mask(path)
    if not has_shape(mask, width, height):
        raise PictureError(
            "{name} is {mask_width} x {mask_height} px, but the picture is {width} x {height} px. "
            "A mask must have the same proportions as the picture. Crop the mask to match.",
            name=path.name,
            mask_width=mask.shape[1],
            mask_height=mask.shape[0],
            width=width,
            height=height,
        )
    return fitted_mask(mask, width, height)


def has_shape(mask: Mask, width: int, height: int) -> bool:
    """Return whether the mask's proportions match this width and height, to within 3 %."""
    ratios = mask.shape[1] / mask.shape[0], width / height
    is_same: bool = max(ratios) / min(ratios) <= _MAX_DISTORTION
    return is_same


def _encoded(mask: Mask) -> bytes:
    file = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(mask)).save(file, "PNG", compress_level=2)
    return file.getvalue()


def _prune(folder: Path) -> None:
    """Remove the least recently used files beyond MAX_COUNT."""
    with suppress(OSError):
        files = sorted(folder.glob("*.png"), key=lambda path: path.stat().st_mtime)
        for path in files[:-MAX_COUNT]:
            path.unlink(missing_ok=True)
