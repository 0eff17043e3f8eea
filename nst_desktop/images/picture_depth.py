"""From grey of 12, 16 or 32 bits, signed, unsigned or floating, to 8 bits.

Pillow's own conversion cuts off what lies above 255. Colours have 8 bits as Pillow reads them.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFile

from nst_desktop.images.picture_errors import PictureError

_BAND = 1 << 22  # values that are scaled at a time
# TIFF 6.0: tags and their values
_BITS, _COMPRESSION, _PHOTOMETRIC, _PLANES, _FORMAT = 258, 259, 262, 284, 339
_RAW, _WHITE_IS_ZERO, _SEPARATE, _SIGNED = 1, 0, 2, 2
# A float picture says nowhere what white is. Highlights may go beyond it, to twice.
_FLOAT_WHITES = (1.0, 255.0, 65535.0)


@dataclass(frozen=True, slots=True)
class Depth:
    """How the values of a picture's file are to be read.

    white: the value of white; None for 8 bits, and for floats, whose own values tell.
    """

    white: float | None = None
    signed: bool = False
    is_inverted: bool = False


def depth_of(image: ImageFile.ImageFile) -> Depth:
    """The depth of a picture that is opened, and not decoded.

    Raises PictureError if Pillow would give wrong values without a word.
    """
    tags = getattr(image, "tag_v2", None)
    if tags is None:
        return Depth(65535.0 if image.mode.startswith("I") else None)
    bits, signed = tags.get(_BITS, (1,))[0], tags.get(_FORMAT, (1,))[0] == _SIGNED
    if tags.get(_PLANES) == _SEPARATE and bits > 8 and tags.get(_COMPRESSION, _RAW) == _RAW:
        raise PictureError(
            "A TIFF whose colours of {bits} bits lie in separate planes cannot be read; save "
            "it as PNG in another program.",
            bits=bits,
        )
    is_deep = image.mode.startswith("I") or signed
    return Depth(
        white=2.0 ** (bits - signed) - 1 if is_deep else None,
        signed=signed,
        is_inverted=tags.get(_PHOTOMETRIC) == _WHITE_IS_ZERO and image.mode[0] in "IF",
    )


def eight_bits(image: Image.Image, depth: Depth) -> Image.Image:
    """Deep grey as mode L; any other picture as it is."""
    if depth.white is None and image.mode != "F":
        return image
    values = np.asarray(image)
    if image.mode == "L":
        values = values.view(np.int8)
    elif image.mode == "I" and not depth.signed:
        values = values.view(np.uint32)
    white = depth.white or _white_of(values)
    if values.dtype.kind == "u" and values.itemsize == 2:
        scaled = _scaled(np.arange(1 << 16), white)[values]
    else:
        scaled = np.empty(values.shape, np.uint8)
        rows = max(1, _BAND // values.shape[1])
        for top in range(0, len(values), rows):
            scaled[top : top + rows] = _scaled(values[top : top + rows], white)
    return Image.fromarray(255 - scaled if depth.is_inverted else scaled)


def _scaled(values: npt.NDArray[np.generic], white: float) -> npt.NDArray[np.uint8]:
    known = np.nan_to_num(values.astype(np.float64), nan=0.0, posinf=white, neginf=0.0)
    return (known.clip(0, white) * (255 / white)).round().astype(np.uint8)


def _white_of(values: npt.NDArray[np.float32]) -> float:
    """The smallest usual white that the values do not go far beyond; else their own highest."""
    highest = float(np.max(values, initial=0, where=np.isfinite(values)))
    return next((white for white in _FLOAT_WHITES if highest <= 2 * white), highest)
