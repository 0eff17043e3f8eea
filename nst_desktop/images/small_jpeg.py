"""JPEG thumbnails with a comment, as stored in the history."""

import io
from pathlib import Path
from typing import Any

from PIL import Image

from nst_desktop.core.arrays import Pixels

QUALITY = 90


def small_jpeg(pixels: Pixels, long_side: int, **options: Any) -> bytes:
    """Encode uint8 pixels, (H, W, 3), as a JPEG whose long side is at most `long_side` px."""
    image = Image.fromarray(pixels)
    image.thumbnail((long_side, long_side), Image.Resampling.BICUBIC, reducing_gap=2.0)
    encoded = io.BytesIO()
    image.save(encoded, "JPEG", quality=QUALITY, **options)
    return encoded.getvalue()


def read_comment(path: Path) -> bytes:
    """Return the comment in a JPEG file, or b"" if it has none. No pixels are decoded.

    Raises the same errors as Pillow's readers: OSError, ValueError, SyntaxError, EOFError,
    OverflowError or struct.error.
    """
    try:
        with Image.open(path, formats=("JPEG",)) as image:
            comment = image.info.get("comment", b"")
    except Image.DecompressionBombError as error:
        raise ValueError(str(error)) from error
    return bytes(comment)
