"""From a picture's own colours to sRGB."""

import io
from contextlib import suppress
from functools import cache

from PIL import Image, ImageCms

_HEADER = 128  # bytes of a profile that say when and by whom it was made, among other things
_MODES = {"RGB": "RGB ", "L": "GRAY", "CMYK": "CMYK"}


@cache
def srgb_profile() -> bytes:
    """The sRGB profile without its date of making, so that equal pictures are equal files."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[24:36] = bytes(12)
    return bytes(profile)


def to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture in RGB, mode L, RGB, CMYK or LAB before.

    profile: the picture's ICC profile; one that is damaged or of other colours is passed over.
    """
    if image.mode == "LAB":
        return _converted(image, ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")))
    if profile and profile[_HEADER:] != srgb_profile()[_HEADER:]:
        with suppress(ImageCms.PyCMSError, OSError, ValueError):
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            space = source.profile.xcolor_space
            if image.mode == "L" and space == "RGB ":
                image = image.convert("RGB")
            if space == _MODES[image.mode]:
                return _converted(image, source)
    return image if image.mode == "RGB" else image.convert("RGB")


def _converted(image: Image.Image, source: ImageCms.ImageCmsProfile) -> Image.Image:
    target = ImageCms.createProfile("sRGB")
    found = ImageCms.profileToProfile(image, source, target, outputMode="RGB")
    if found is None:  # only for a conversion in place
        raise ValueError("no picture came of the conversion")
    return found
