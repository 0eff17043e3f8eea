"""Masks as files: those that people name, and those that the program keeps for its runs."""

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

MAX_COUNT = 400  # kept files; a mask has some kilobytes
_MAX_DISTORTION = 1.03  # as StyleJob allows


def save_mask(mask: Mask, path: Path) -> None:
    """Write it as a grey PNG, in the place of what was there. Raises OSError."""
    write_whole(path, _encoded(mask))


def keep_mask(mask: Mask, folder: Path) -> Path:
    """A file of this mask in the folder; the same for the same mask. Raises OSError."""
    data = _encoded(mask)
    path = folder / f"{hashlib.sha256(data).hexdigest()[:32]}.png"
    if path.exists():
        os.utime(path)  # it is in use: others go first
        return path
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(path, data)
    _prune(folder)
    return path


def load_fitting(path: Path, width: int, height: int) -> Mask:
    """The brightness of a picture as a mask of this size, px.

    Raises PictureError if it cannot be read, or has another shape.
    """
    mask = load_mask(path)
    if not has_shape(mask, width, height):
        raise PictureError(
            "{name} has {mask_width} x {mask_height} px and the picture "
            "{width} x {height}: a mask has to have the picture's proportions. Crop it to them.",
            name=path.name,
            mask_width=mask.shape[1],
            mask_height=mask.shape[0],
            width=width,
            height=height,
        )
    return fitted_mask(mask, width, height)


def has_shape(mask: Mask, width: int, height: int) -> bool:
    """Whether the mask lies on a picture of this size without being distorted."""
    shapes = mask.shape[1] / mask.shape[0], width / height
    return max(shapes) / min(shapes) <= _MAX_DISTORTION


def _encoded(mask: Mask) -> bytes:
    file = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(mask)).save(file, "PNG", compress_level=2)
    return file.getvalue()


def _prune(folder: Path) -> None:
    """Remove those that were not used for the longest time."""
    with suppress(OSError):
        files = sorted(folder.glob("*.png"), key=lambda path: path.stat().st_mtime)
        for path in files[:-MAX_COUNT]:
            path.unlink(missing_ok=True)
