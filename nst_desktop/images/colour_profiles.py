"""ICC profiles: creating the sRGB profile, and converting pictures to sRGB."""

import io
from contextlib import suppress
from functools import cache

from PIL import Image, ImageCms

_HEADER_LENGTH = 128  # bytes; the header holds the creation date, the creator and similar data
_MODES = {"RGB": "RGB ", "L": "GRAY", "CMYK": "CMYK"}


@cache
def srgb_profile() -> bytes:
    """Return the sRGB profile without its creation date.

    The date would make the files of identical pictures differ.
    """
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[24:36] = bytes(12)
    return bytes(profile)


def to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Convert a picture in mode L, RGB, CMYK or LAB to sRGB in mode RGB.

    A profile that is damaged or belongs to another colour model is ignored.
    """
    if image.mode == "LAB":
        return _convert(image, ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")))
    if profile and profile[_HEADER_LENGTH:] != srgb_profile()[_HEADER_LENGTH:]:
        with suppress(ImageCms.PyCMSError, OSError, ValueError):
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            space = source.profile.xcolor_space
            if image.mode == "L" and space == "RGB ":
                image = image.convert("RGB")
            if space == _MODES[image.mode]:
                return _convert(image, source)
    return image if image.mode == "RGB" else image.convert("RGB")


def _convert(image: Image.Image, source: ImageCms.ImageCmsProfile) -> Image.Image:
    target = ImageCms.createProfile("sRGB")
    converted = ImageCms.profileToProfile(image, source, target, outputMode="RGB")
    if converted is None:  # Pillow returns None only for in-place conversion.
        raise ValueError("the conversion returned no picture")
    return converted
