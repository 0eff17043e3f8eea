"""Decoding an open picture to upright 8-bit sRGB pixels and a separate alpha channel."""

from typing import BinaryIO

import numpy as np
from PIL import Image, ImageFile

from nst_desktop.core.arrays import Alpha, Pixels
from nst_desktop.core.errors import Notice
from nst_desktop.images.colour_profiles import to_srgb
from nst_desktop.images.exif import turn_upright
from nst_desktop.images.named_colours import space_before_icc, space_from_exif, space_without_icc
from nst_desktop.images.picture_depth import depth_of, to_eight_bits

_Key = int | tuple[int, ...]  # the grey value or colour that means "transparent"

_BAND = 1 << 22  # pixels copied at a time
_COLOUR_KEYS = {"srgb", "gamma", "chromaticity", "nclx_profile"}
_DIRECT_MODES = ("L", "RGB", "CMYK", "LAB")  # modes that to_srgb accepts


def decode(
    image: ImageFile.ImageFile, stream: BinaryIO, ground: str
) -> tuple[Pixels, Alpha | None, Notice | None]:
    """Decode a picture. A damaged file may cause many different types of error.

    Args:
        image: Open picture that has not been decoded yet.
        stream: File that contains the picture.
        ground: Colour behind transparent parts, as #rrggbb.

    Returns:
        Pixels, (H, W, 3); alpha, (H, W), or None if the picture is opaque; and a notice if a high
        dynamic range was reduced, else None.
    """
    depth, key, profile = depth_of(image), _transparent_key(image), image.info.get("icc_profile")
    space = space_before_icc(image)
    if space is None and not profile:
        space = space_without_icc(image, stream)
    image.load()
    if space is None and not profile and not _COLOUR_KEYS.intersection(image.info):
        space = space_from_exif(image)
    turned = turn_upright(image)
    colours, alpha = _split_alpha(to_eight_bits(turned, depth))
    if key is not None:
        alpha = _alpha_from_key(turned, key)
    has_space = space is not None and colours.mode in ("L", "RGB")
    colours = to_srgb(colours, None if has_space else profile)
    if space is not None and has_space and not space.is_srgb:
        colours = Image.fromarray(space.to_srgb(_to_array(colours)))
    notice = None
    if space is not None and space.is_hdr and has_space:
        notice = Notice("The high dynamic range (HDR) was reduced to the standard range.")
    if alpha is None or alpha.getextrema() == (255, 255):
        return _to_array(colours), None, notice
    flattened = Image.composite(colours, Image.new("RGB", colours.size, ground), alpha)
    return _to_array(flattened), np.asarray(alpha), notice


def _to_array(image: Image.Image) -> Pixels:
    """Copy an RGB image's pixels in bands, since Pillow duplicates the data it converts."""
    pixels = np.empty((image.height, image.width, 3), np.uint8)
    rows = max(1, _BAND // image.width)
    for top in range(0, image.height, rows):
        bottom = min(top + rows, image.height)
        pixels[top:bottom] = np.asarray(image.crop((0, top, image.width, bottom)))
    return pixels


def _split_alpha(image: Image.Image) -> tuple[Image.Image, Image.Image | None]:
    """Split a picture into its colours and its alpha channel, if any.

    The colours have a mode that to_srgb accepts.
    """
    match image.mode:
        case "P" | "PA" | "RGBA" | "RGBa":
            rgba = image.convert("RGBA")
            return rgba.convert("RGB"), rgba.getchannel("A")
        case "LA" | "La":
            grey_alpha = image.convert("LA")
            return grey_alpha.getchannel("L"), grey_alpha.getchannel("A")
        case "1":
            return image.convert("L"), None
    return image if image.mode in _DIRECT_MODES else image.convert("RGB"), None


def _transparent_key(image: ImageFile.ImageFile) -> _Key | None:
    """Return the pixel value that is transparent, or None if the picture has no such value.

    Only pictures without an alpha channel or a palette can have one. When Pillow decodes a picture,
    it may change the bit depth of the pixels but not of this value, so the value is scaled here.
    """
    key = image.info.get("transparency")
    if key is None or image.mode not in ("1", "L", "RGB", "I;16"):
        return None
    match image.tile[0].args if image.tile else None:
        case "L;2":
            return int(key) * 85
        case "L;4":
            return int(key) * 17
        case "RGB;16B":
            return tuple(part >> 8 for part in key)
    return bool(key) if image.mode == "1" else key


def _alpha_from_key(image: Image.Image, key: _Key) -> Image.Image:
    is_clear = np.asarray(image) == np.asarray(key)
    if is_clear.ndim == 3:
        is_clear = is_clear.all(axis=2)
    return Image.fromarray(~is_clear * np.uint8(255))
