"""Small JPEG pictures with a comment, as the history keeps them."""

import io
from pathlib import Path
from typing import Any

from PIL import Image

from nst_desktop.core.arrays import Pixels

QUALITY = 90


def small_jpeg(pixels: Pixels, long_side: int, **options: Any) -> bytes:
    """A JPEG of these (H, W, 3) uint8 pixels, its long side at most long_side px."""
    image = Image.fromarray(pixels)
    image.thumbnail((long_side, long_side), Image.Resampling.BICUBIC, reducing_gap=2.0)
    encoded = io.BytesIO()
    image.save(encoded, "JPEG", quality=QUALITY, **options)
    return encoded.getvalue()


def read_comment(path: Path) -> bytes:
    """The comment of a JPEG file, empty without one; no pixel is decoded.

    Raises what Pillow's readers raise: OSError, ValueError, SyntaxError, EOFError, OverflowError
    or struct.error.
    """
    try:
        with Image.open(path, formats=("JPEG",)) as image:
            comment = image.info.get("comment", b"")
    except Image.DecompressionBombError as error:
        raise ValueError(str(error)) from error
    return bytes(comment)
