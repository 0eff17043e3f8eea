"""From an open picture of any kind to pixels: upright, sRGB, 8 bits, transparency kept apart."""

from typing import BinaryIO

import numpy as np
from PIL import Image, ImageFile

from nst_desktop.core.arrays import Alpha, Pixels
from nst_desktop.core.errors import Notice
from nst_desktop.images.colour_profiles import to_srgb
from nst_desktop.images.exif import upright
from nst_desktop.images.named_colours import before_icc, by_exif, without_icc
from nst_desktop.images.picture_depth import depth_of, eight_bits

_Key = int | tuple[int, ...]  # a value, or a colour, that stands for "transparent"

_BAND = 1 << 22  # pixels that are copied at a time
_NAMES_ITS_COLOURS = {"srgb", "gamma", "chromaticity", "nclx_profile"}
_KEPT_MODES = ("L", "RGB", "CMYK", "LAB")  # to_srgb takes these as they are


def decoded(
    image: ImageFile.ImageFile, stream: BinaryIO, ground: str
) -> tuple[Pixels, Alpha | None, Notice | None]:
    """Pixels (H, W, 3) laid on the colour of the ground, alpha if some of it is not opaque, and
    what to tell people if the colours are not those of the file.

    stream: the image's file. Raises errors of many types if that is damaged.
    """
    depth, key, profile = depth_of(image), _key(image), image.info.get("icc_profile")
    space = before_icc(image)
    if space is None and not profile:
        space = without_icc(image, stream)
    image.load()
    if space is None and not profile and not _NAMES_ITS_COLOURS.intersection(image.info):
        space = by_exif(image)
    turned = upright(image)
    colours, alpha = _apart(eight_bits(turned, depth))
    if key is not None:
        alpha = _alpha_of(turned, key)
    is_coded = space is not None and colours.mode in ("L", "RGB")
    colours = to_srgb(colours, None if is_coded else profile)
    if space is not None and is_coded and not space.is_srgb:
        colours = Image.fromarray(space.in_srgb(_array_of(colours)))
    notice = None
    if space is not None and space.is_high and is_coded:
        notice = Notice("Its high dynamic range was reduced to that of an ordinary screen.")
    if alpha is None or alpha.getextrema() == (255, 255):
        return _array_of(colours), None, notice
    laid = Image.composite(colours, Image.new("RGB", colours.size, ground), alpha)
    return _array_of(laid), np.asarray(alpha), notice


def _array_of(image: Image.Image) -> Pixels:
    """The pixels of an RGB image; band by band, since Pillow needs their memory a second time."""
    pixels = np.empty((image.height, image.width, 3), np.uint8)
    rows = max(1, _BAND // image.width)
    for top in range(0, image.height, rows):
        bottom = min(top + rows, image.height)
        pixels[top:bottom] = np.asarray(image.crop((0, top, image.width, bottom)))
    return pixels


def _apart(image: Image.Image) -> tuple[Image.Image, Image.Image | None]:
    """Colours in a mode that to_srgb takes, and alpha if there is any."""
    match image.mode:
        case "P" | "PA" | "RGBA" | "RGBa":
            whole = image.convert("RGBA")
            return whole.convert("RGB"), whole.getchannel("A")
        case "LA" | "La":
            whole = image.convert("LA")
            return whole.getchannel("L"), whole.getchannel("A")
        case "1":
            return image.convert("L"), None
    return image if image.mode in _KEPT_MODES else image.convert("RGB"), None


def _key(image: ImageFile.ImageFile) -> _Key | None:
    """The transparent value of a picture without alpha and palette, as its pixels will have it.

    Pillow reads some kinds with more bits or fewer than the file has, but not their keys.
    """
    key = image.info.get("transparency")
    if key is None or image.mode not in ("1", "L", "RGB", "I;16"):
        return None
    match image.tile[0].args if image.tile else None:
        case "L;2":
            return key * 85
        case "L;4":
            return key * 17
        case "RGB;16B":
            return tuple(part >> 8 for part in key)
    return bool(key) if image.mode == "1" else key


def _alpha_of(image: Image.Image, key: _Key) -> Image.Image:
    same = np.asarray(image) == np.asarray(key)
    if same.ndim == 3:
        same = same.all(axis=2)
    return Image.fromarray(~same * np.uint8(255))
