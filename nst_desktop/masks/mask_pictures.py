"""Masks from picture files. NumPy and Pillow are imported only when they are needed."""

from pathlib import Path

from nst_desktop.core.arrays import Mask
from nst_desktop.core.errors import Notice
from nst_desktop.images.load import Picture, load_picture

_UNMARKED = "#000000"  # transparent parts of the picture are outside the mask
_MAX_FAINT = 7  # out of 255; label images are no brighter, but intentionally weak masks are


def load_mask(path: Path) -> Mask:
    """Load a picture file and return its mask, as described in mask_of. Raises PictureError."""
    return mask_of(load_mask_picture(path))


def load_mask_picture(path: Path) -> Picture:
    """Decode a picture file for mask_of. Raises PictureError."""
    return load_picture(path, ground=_UNMARKED)


def mask_of(picture: Picture) -> Mask:
    """Return a mask, (H, W) uint8: the picture's brightness multiplied by its opacity.

    Black strokes on a transparent background would give a black mask. In that case, the opacity
    alone is the mask.

    Args:
        picture: Picture from load_mask_picture, flattened onto black.
    """
    luma = picture.pixels @ [0.299, 0.587, 0.114]
    mask: Mask = luma.round().astype("uint8")
    return mask if picture.alpha is None or not _is_faint(mask) else picture.alpha


def faint_mask_notice(mask: Mask) -> Notice | None:
    """Return a warning if the mask is so dark that it marks next to nothing, else None."""
    if not _is_faint(mask):
        return None
    return Notice(
        "The mask is nearly black: its brightest value is {most} out of 255. Use white to mark the "
        "region.",
        most=int(mask.max()),
    )


def _is_faint(mask: Mask) -> bool:
    return int(mask.max()) <= _MAX_FAINT
