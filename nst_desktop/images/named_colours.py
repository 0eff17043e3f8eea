"""The colour space that a picture's file names otherwise than by an ICC profile."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any, BinaryIO

import numpy as np
from PIL import ExifTags, Image, ImageFile

from nst_desktop.images.colour_spaces import (
    ColourSpace,
    Primaries,
    adobe_rgb,
    coded,
    power,
    srgb_light,
)
from nst_desktop.images.exif import exif_of
from nst_desktop.images.nclx import nclx_of

# DCF 2.0 and EXIF 2.3: colour spaces, and the file kind of Adobe RGB. 2 is in no standard, and
# what cameras write.
_ADOBE, _UNCALIBRATED, _ADOBE_FILE = 2, 65535, "R03"
_USUAL_GAMMA = 0.45455  # PNG, third edition, 11.3.2.4: what sRGB is close to
_GAMMAS = 0.05, 5.0  # others are no pictures'


def before_icc(image: ImageFile.ImageFile) -> ColourSpace | None:
    """What goes before an ICC profile: PNG's cICP (third edition, 4.3)."""
    primaries, transfer, matrix, full_range = image.info.get("cicp", (0, 0, 0, 0))
    return coded(primaries, transfer, not full_range) if matrix == 0 else None


def without_icc(image: ImageFile.ImageFile, stream: BinaryIO) -> ColourSpace | None:
    """What a file says that has no ICC profile; None: nothing, so it is sRGB.

    The image need not be decoded. Moves the stream's position.
    """
    info = image.info
    if image.format == "AVIF":
        codes = nclx_of(stream)
        return coded(*codes) if codes else None
    if nclx := info.get("nclx_profile"):
        return coded(int(nclx["color_primaries"]), int(nclx["transfer_characteristics"]))
    if image.format == "PNG":
        return None if "srgb" in info else _measured(info)
    return None


def by_exif(image: Image.Image) -> ColourSpace | None:
    """Adobe RGB if the EXIF of the decoded picture says so."""
    with suppress(Exception):  # damaged EXIF says nothing
        exif = exif_of(image)
        about = exif.get_ifd(ExifTags.IFD.Exif)
        space = about.get(ExifTags.Base.ColorSpace)
        kind = exif.get_ifd(ExifTags.IFD.Interop).get(1, "")
        if space == _ADOBE or (space == _UNCALIBRATED and str(kind).startswith(_ADOBE_FILE)):
            return adobe_rgb()
    return None


def _measured(info: Mapping[Any, Any]) -> ColourSpace | None:
    """The space of PNG's gAMA and cHRM; None if they are not there, or no space."""
    gamma, found = info.get("gamma", _USUAL_GAMMA), info.get("chromaticity")
    primaries = Primaries()
    if found is not None:
        white, *colours = zip(found[::2], found[1::2], strict=True)
        primaries = Primaries((colours[0], colours[1], colours[2]), white)
    is_usual = abs(gamma / _USUAL_GAMMA - 1) < 0.02
    if not _GAMMAS[0] <= gamma <= _GAMMAS[1] or not _is_sound(primaries):
        return None
    if is_usual and ColourSpace(primaries, srgb_light).is_srgb:
        return None
    curve = srgb_light if "gamma" not in info else power(1 / gamma)
    return ColourSpace(primaries, curve)


def _is_sound(primaries: Primaries) -> bool:
    """Whether colours can be told by these."""
    if primaries.white[1] <= 0:
        return False
    try:
        with np.errstate(all="ignore"):
            matrix = primaries.to_srgb()
    except np.linalg.LinAlgError:
        return False
    return bool(np.isfinite(matrix).all() and np.abs(matrix).max() < 20)
