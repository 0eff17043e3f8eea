"""EXIF data in open pictures: reading, orientation and photograph details."""

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

from PIL import ExifTags, Image, ImageFile

from nst_desktop.images.photo_details import PhotoDetails, read_details
from nst_desktop.images.tiff_directories import check_exif

logger = logging.getLogger(__name__)

_MAX_LENGTH = 1_000_000  # bytes; a JPEG holds at most 64 KB of EXIF
# PNG text chunks that correspond to EXIF tags
_PNG_TEXTS = {
    "Description": ExifTags.Base.ImageDescription,
    "Author": ExifTags.Base.Artist,
    "Copyright": ExifTags.Base.Copyright,
}
# Orientation (EXIF 2.3, 4.6.4) -> the transposition that turns the stored picture upright
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def exif_of(image: Image.Image) -> Image.Exif:
    """Return the picture's EXIF data, which may be empty.

    Damaged EXIF data may cause many different types of error.
    """
    data = image.info.get("exif", b"")
    if len(data) > _MAX_LENGTH:
        raise ValueError(f"{len(data)} bytes of EXIF")
    check_exif(data.removeprefix(b"Exif\0\0"))
    return image.getexif()


def turn_upright(image: ImageFile.ImageFile) -> Image.Image:
    """Turn a decoded picture upright according to its EXIF orientation."""
    if image.format == "TIFF":  # Pillow has already turned it.
        return image
    try:
        orientation = exif_of(image).get(ExifTags.Base.Orientation)
    except Exception as error:  # noqa: BLE001 - Pillow raises many types; the pixels are sound
        logger.info("ignoring damaged EXIF: %s", error)
        return image
    turn = _TURNS.get(orientation) if isinstance(orientation, int) else None
    return image if turn is None else image.transpose(turn)


def exif_details(image: Image.Image) -> PhotoDetails:
    """Return the photograph details from a decoded picture's file, omitting damaged values."""
    exif = _try(lambda: exif_of(image), Image.Exif())
    picture = {tag: _try(partial(exif.get, tag), None) for tag in exif}
    camera = _try(partial(exif.get_ifd, ExifTags.IFD.Exif), {})
    gps = _try(partial(exif.get_ifd, ExifTags.IFD.GPSInfo), {})
    return read_details({**_png_texts(image), **picture}, camera, gps)


def _try(read: Callable[[], Any], default: Any) -> Any:
    try:
        return read()
    except Exception as error:  # noqa: BLE001 - Pillow raises many types; the pixels are sound
        logger.info("ignoring damaged EXIF: %s", error)
        return default


def _png_texts(image: Image.Image) -> dict[int, bytes]:
    if image.format != "PNG":
        return {}
    texts = {tag: image.info.get(name) for name, tag in _PNG_TEXTS.items()}
    return {tag: text.encode() for tag, text in texts.items() if isinstance(text, str)}
