"""Conversion of 12-, 16- and 32-bit grey pictures, integer or floating-point, to 8 bits.

Pillow's own conversion would clip values above 255. Colour pictures need no conversion, since
Pillow reads them as 8-bit.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFile

from nst_desktop.images.picture_errors import PictureError

_BAND = 1 << 22  # values scaled at a time
# TIFF 6.0: tags and their values
_BITS, _COMPRESSION, _PHOTOMETRIC, _PLANES, _FORMAT = 258, 259, 262, 284, 339
_RAW, _WHITE_IS_ZERO, _SEPARATE, _SIGNED = 1, 0, 2, 2
# Float pictures do not specify a white level, so one of these is assumed; see _estimate_white.
# Highlights may reach twice the white level.
_FLOAT_WHITES = (1.0, 255.0, 65535.0)


@dataclass(frozen=True, slots=True)
class Depth:
    """Interpretation of the values in a picture file.

    Attributes:
        white: White level, or None for 8-bit values and for floats, whose white level is estimated.
        is_signed: Whether values are signed integers.
        is_inverted: Whether 0 means white.
    """

    white: float | None = None
    is_signed: bool = False
    is_inverted: bool = False


def depth_of(image: ImageFile.ImageFile) -> Depth:
    """Return the depth of an open picture that has not been decoded yet.

    Raises PictureError if Pillow would silently return wrong values.
    """
    tags = getattr(image, "tag_v2", None)
    if tags is None:
        return Depth(65535.0 if image.mode.startswith("I") else None)
    bits, is_signed = tags.get(_BITS, (1,))[0], tags.get(_FORMAT, (1,))[0] == _SIGNED
    if tags.get(_PLANES) == _SEPARATE and bits > 8 and tags.get(_COMPRESSION, _RAW) == _RAW:
        raise PictureError(
            "{bits}-bit TIFF files with separate colour planes are not supported. Save the picture "
            "as PNG in another program.",
            bits=bits,
        )
    is_deep = image.mode.startswith("I") or is_signed
    return Depth(
        white=2.0 ** (bits - is_signed) - 1 if is_deep else None,
        is_signed=is_signed,
        is_inverted=tags.get(_PHOTOMETRIC) == _WHITE_IS_ZERO and image.mode[0] in "IF",
    )


def to_eight_bits(image: Image.Image, depth: Depth) -> Image.Image:
    """Convert a grey picture with more than 8 bits to mode L; return any other unchanged."""
    if depth.white is None and image.mode != "F":
        return image
    values = np.asarray(image)
    if image.mode == "L":
        values = values.view(np.int8)
    elif image.mode == "I" and not depth.is_signed:
        values = values.view(np.uint32)
    white = depth.white or _estimate_white(values)
    if values.dtype.kind == "u" and values.itemsize == 2:
        scaled = _scale(np.arange(1 << 16), white)[values]
    else:
        scaled = np.empty(values.shape, np.uint8)
        rows = max(1, _BAND // values.shape[1])
        for top in range(0, len(values), rows):
            scaled[top : top + rows] = _scale(values[top : top + rows], white)
    return Image.fromarray(255 - scaled if depth.is_inverted else scaled)


def _scale(values: npt.NDArray[np.generic], white: float) -> npt.NDArray[np.uint8]:
    finite = np.nan_to_num(values.astype(np.float64), nan=0.0, posinf=white, neginf=0.0)
    return (finite.clip(0, white) * (255 / white)).round().astype(np.uint8)


def _estimate_white(values: npt.NDArray[np.float32]) -> float:
    """Return the smallest standard white level that is at least half the highest value.

    If there is none, return the highest value.
    """
    highest = float(np.max(values, initial=0, where=np.isfinite(values)))
    return next((white for white in _FLOAT_WHITES if highest <= 2 * white), highest)
