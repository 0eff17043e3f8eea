"""Mask files: those that users save and load, and those that the program keeps for its runs."""

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

MAX_COUNT = 400  # kept files, of some kilobytes each
_MAX_DISTORTION = 1.03  # as StyleJob allows


def save_mask(mask: Mask, path: Path) -> None:
    """Write a mask as a grey PNG, replacing an existing file. Raises OSError."""
    write_whole(path, _encoded(mask))


def keep_mask(mask: Mask, folder: Path) -> Path:
    """Return the folder's file of this mask, written if needed. Raises OSError."""
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
    """Load a mask from a picture file and scale it to this size, px.

    Raises:
        PictureError: The file cannot be read or has other proportions.
    """
    mask = load_mask(path)
    if not has_shape(mask, width, height):
        raise PictureError(
            "{name} has {mask_width} x {mask_height} px and the picture {width} x {height}. "
            "A mask must have the same proportions as the picture; crop it to match.",
            name=path.name,
            mask_width=mask.shape[1],
            mask_height=mask.shape[0],
            width=width,
            height=height,
        )
    return fitted_mask(mask, width, height)


def has_shape(mask: Mask, width: int, height: int) -> bool:
    """Whether the mask has the proportions of a picture of this size, within 3 %."""
    ratios = mask.shape[1] / mask.shape[0], width / height
    return max(ratios) / min(ratios) <= _MAX_DISTORTION


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
