"""Masks read from picture files. Neither numpy nor Pillow is imported before it is needed."""

from pathlib import Path

from nst_desktop.core.arrays import Mask
from nst_desktop.core.errors import Notice
from nst_desktop.images.load import Picture, load_picture

_UNMARKED = "#000000"  # transparent parts of a mask are outside it
_MAX_FAINT = 7  # of 255: label images have a few grey levels, intentionally weak masks have more


def load_mask(path: Path) -> Mask:
    """Return the mask in a picture file, as described in mask_of. Raises PictureError."""
    return mask_of(load_mask_picture(path))


def load_mask_picture(path: Path) -> Picture:
    """Decode a picture file for mask_of. Raises PictureError."""
    return load_picture(path, ground=_UNMARKED)


def mask_of(picture: Picture) -> Mask:
    """Return a picture's brightness times its opacity, (H, W) uint8.

    Black strokes on a transparent background would be all black; their opacity alone is the mask.

    Args:
        picture: From load_mask_picture, flattened onto black.
    """
    luma = picture.pixels @ [0.299, 0.587, 0.114]
    mask: Mask = luma.round().astype("uint8")
    return mask if picture.alpha is None or not _is_faint(mask) else picture.alpha


def faint_mask_notice(mask: Mask) -> Notice | None:
    """Return a warning if the mask is so dark that it marks next to nothing."""
    if not _is_faint(mask):
        return None
    return Notice(
        "The mask is nearly black: its brightest value is {most} of 255. White marks the region.",
        most=int(mask.max()),
    )


def _is_faint(mask: Mask) -> bool:
    return int(mask.max()) <= _MAX_FAINT
