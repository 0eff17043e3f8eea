"""Colour spaces that picture files specify without an ICC profile."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any, BinaryIO

import numpy as np
from PIL import ExifTags, Image, ImageFile

from nst_desktop.images.colour_spaces import (
    ColourSpace,
    Primaries,
    adobe_rgb,
    power_curve,
    space_from_codes,
    srgb_to_light,
)
from nst_desktop.images.exif import exif_of
from nst_desktop.images.nclx import read_nclx

# DCF 2.0 and EXIF 2.3: colour spaces, and the interoperability index for Adobe RGB. Cameras write
# colour space 2 although no standard defines it.
_ADOBE, _UNCALIBRATED, _ADOBE_INDEX = 2, 65535, "R03"
_SRGB_GAMMA = 0.45455  # approximates sRGB: PNG, third edition, 11.3.2.4
_MIN_GAMMA, _MAX_GAMMA = 0.05, 5.0


def space_before_icc(image: ImageFile.ImageFile) -> ColourSpace | None:
    """Return the colour space that overrides an ICC profile, or None.

    This is the space specified by a PNG's cICP chunk (PNG, third edition, 4.3).
    """
    primaries, transfer, matrix, full_range = image.info.get("cicp", (0, 0, 0, 0))
    return space_from_codes(primaries, transfer, not full_range) if matrix == 0 else None


def space_without_icc(image: ImageFile.ImageFile, stream: BinaryIO) -> ColourSpace | None:
    """Return the colour space specified by a file without an ICC profile, or None for sRGB.

    The image need not be decoded. Moves the stream's position.
    """
    info = image.info
    if image.format == "AVIF":
        codes = read_nclx(stream)
        return space_from_codes(*codes) if codes else None
    if nclx := info.get("nclx_profile"):
        return space_from_codes(int(nclx["color_primaries"]), int(nclx["transfer_characteristics"]))
    if image.format == "PNG":
        return None if "srgb" in info else _space_from_gamma(info)
    return None


def space_from_exif(image: Image.Image) -> ColourSpace | None:
    """Return Adobe RGB if the decoded picture's EXIF data specifies it, else None."""
    with suppress(Exception):  # Damaged EXIF data counts as missing.
        exif = exif_of(image)
        camera = exif.get_ifd(ExifTags.IFD.Exif)
        space = camera.get(ExifTags.Base.ColorSpace)
        index = exif.get_ifd(ExifTags.IFD.Interop).get(1, "")
        if space == _ADOBE or (space == _UNCALIBRATED and str(index).startswith(_ADOBE_INDEX)):
            return adobe_rgb()
    return None


def _space_from_gamma(info: Mapping[Any, Any]) -> ColourSpace | None:
    """Return the colour space specified by PNG's gAMA and cHRM chunks.

    Returns None if they are missing or invalid, or specify sRGB.
    """
    gamma, points = info.get("gamma", _SRGB_GAMMA), info.get("chromaticity")
    primaries = Primaries()
    if points is not None:
        white, *colours = zip(points[::2], points[1::2], strict=True)
        primaries = Primaries((colours[0], colours[1], colours[2]), white)
    is_srgb_gamma = abs(gamma / _SRGB_GAMMA - 1) < 0.02
    if not _MIN_GAMMA <= gamma <= _MAX_GAMMA or not _is_valid(primaries):
        return None
    if is_srgb_gamma and ColourSpace(primaries, srgb_to_light).is_srgb:
        return None
    curve = srgb_to_light if "gamma" not in info else power_curve(1 / gamma)
    return ColourSpace(primaries, curve)


def _is_valid(primaries: Primaries) -> bool:
    """Return whether colours can be computed from these primaries."""
    if primaries.white[1] <= 0:
        return False
    try:
        with np.errstate(all="ignore"):
            matrix = primaries.srgb_matrix()
    except np.linalg.LinAlgError:
        return False
    return bool(np.isfinite(matrix).all() and np.abs(matrix).max() < 20)
