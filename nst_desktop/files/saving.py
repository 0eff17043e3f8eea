"""Picture files: the one door through which pictures go out."""

import errno
import io
import os
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageColor, features

from nst_desktop.files.atomic import write_whole
from nst_desktop.files.colour_profiles import srgb_profile
from nst_desktop.files.deep_pictures import DeepPixels, encode_png, encode_tiff
from nst_desktop.files.embedding import options_with, png_notes, tiff_notes
from nst_desktop.files.formats import SAVE_SUFFIXES, PictureFormat, SaveOptions, format_of
from nst_desktop.files.picture_errors import PictureError

__all__ = ["SAVE_SUFFIXES", "check_target", "encode", "save_picture", "writable_formats"]

AnyPixels = npt.NDArray[np.uint8] | npt.NDArray[np.uint16]  # (H, W, 3 or 4), straight alpha

_WIDENING = 257  # 255 * 257 = 65535
_WHOLE_COLOUR = 90  # from this quality on, JPEG and AVIF keep the colour of every single pixel
_AVIF_SPEED = 8  # of 10; half the time of the usual 6 for files 2 % larger
_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is used up",
    errno.EFBIG: "the file is too large for this disk",
    errno.EROFS: "it is read-only",
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
    errno.ENOENT: "the folder is gone",
    errno.ENAMETOOLONG: "the name is too long",
}


def save_picture(
    pixels: AnyPixels, path: Path, recipe: str | None = None, options: SaveOptions | None = None
) -> None:
    """Write a picture (H, W, 3 or 4), uint8 or uint16; without options as the suffix says.

    recipe: what recipes.to_text gives; kept in the file beside the pixels, which stay the same.
    The file appears whole or not at all: it is written beside the target, checked and moved
    into place, so an older file of that name is lost only to a complete new one.
    Raises PictureError if the suffix is unknown or not the format's, or the file cannot be
    written.
    """
    path = Path(path)
    check_target(path)
    options = options or SaveOptions(format=format_of(path) or PictureFormat.PNG)
    suffixes = options.format.traits.suffixes
    if path.suffix.lower() not in suffixes:
        raise PictureError(f"'{path.name}' must end in {' or '.join(suffixes)}.")
    data = encode(pixels, recipe, options)
    try:
        write_whole(path, data)
    except OSError as error:
        raise PictureError(_unwritable(path, error)) from error


def encode(pixels: AnyPixels, recipe: str | None, options: SaveOptions) -> bytes:
    """The bytes of the file: 8 bits become 16 and 16 become 8 as the format has them.

    The recipe is left out where the options say so. Raises PictureError if the format cannot
    hold so large a picture or cannot be written here.
    """
    traits = options.format.traits
    height, width = _check_shape(pixels)
    if options.format not in writable_formats():
        raise PictureError(f"{traits.codec} pictures cannot be written on this computer.")
    if max(height, width) > traits.longest_side:
        raise PictureError(
            f"{traits.codec} pictures end at {traits.longest_side} px a side, and this one "
            f"has {width} x {height}: save it as PNG or TIFF."
        )
    recipe = recipe if options.recipe else None
    if not traits.alpha:
        pixels = _laid_on(pixels, options.matte)
    if traits.bits == 16:
        return _encode_deep(_sixteen_bits(pixels), recipe, traits.codec)
    notes = {} if recipe is None else options_with(recipe, traits.codec)
    return _encode_plain(_eight_bits(pixels), {**_settings(options), **notes}, traits.codec)


def check_target(path: Path) -> None:
    """Raise PictureError if a picture can certainly not be written there, before any work."""
    if format_of(path) is None:
        raise PictureError(
            f"'{path.name}' does not say what kind of picture to write: "
            f"end the name in {', '.join(SAVE_SUFFIXES)}."
        )
    folder = path.parent
    if os.path.isdir(path):  # Path.is_dir raises where a name is too long
        raise PictureError(f"{path} is a folder; name a file.")
    if not os.path.isdir(folder):
        raise PictureError(f"There is no folder {folder}; make it, or choose another place.")
    if not os.access(folder, os.W_OK):
        raise PictureError(f"Nothing can be written in the folder {folder}; choose another place.")
    if os.path.exists(path) and not os.access(path, os.W_OK):
        raise PictureError(f"{path.name} is write-protected; choose another name.")


@cache
def writable_formats() -> tuple[PictureFormat, ...]:
    """The formats that can be written here: Pillow may have been built without some."""
    missing = {name.upper() for name in ("webp", "avif") if not features.check(name)}
    return tuple(each for each in PictureFormat if each.traits.codec not in missing)


def _check_shape(pixels: AnyPixels) -> tuple[int, int]:
    """Height and width. Raises ValueError if these are no pixels."""
    is_picture = pixels.ndim == 3 and pixels.shape[2] in (3, 4) and pixels.size > 0
    if not is_picture or pixels.dtype not in (np.uint8, np.uint16):
        raise ValueError(f"pixels of shape {pixels.shape} and type {pixels.dtype}")
    return pixels.shape[0], pixels.shape[1]


def _settings(options: SaveOptions) -> dict[str, Any]:
    """What Pillow takes for an 8-bit format."""
    whole_colour = options.quality >= _WHOLE_COLOUR
    match options.format:
        case PictureFormat.PNG:
            return {"compress_level": 6}
        case PictureFormat.TIFF:
            return {"compression": "tiff_deflate"}
        case PictureFormat.JPEG:
            sampling = "4:4:4" if whole_colour else "4:2:0"
            return {"quality": options.quality, "subsampling": sampling, "optimize": True}
        case PictureFormat.WEBP if options.lossless:
            return {"lossless": True, "exact": True, "method": 4}
        case PictureFormat.WEBP:
            return {"quality": options.quality, "method": 4}
        case PictureFormat.AVIF:
            sampling = "4:4:4" if whole_colour else "4:2:0"
            return {"quality": options.quality, "subsampling": sampling, "speed": _AVIF_SPEED}
    raise ValueError(f"{options.format} has more than 8 bits")


def _encode_plain(pixels: npt.NDArray[np.uint8], settings: dict[str, Any], codec: str) -> bytes:
    encoded = io.BytesIO()
    try:
        Image.fromarray(pixels).save(encoded, codec, icc_profile=srgb_profile(), **settings)
    except (OSError, RuntimeError) as error:
        if settings.get("optimize"):  # Pillow's room for it is too small for a grainy picture
            return _encode_plain(pixels, {**settings, "optimize": False}, codec)
        raise PictureError(
            f"The picture could not be written as {codec} ({error}). Save it as PNG."
        ) from error
    return encoded.getvalue()


def _encode_deep(pixels: DeepPixels, recipe: str | None, codec: str) -> bytes:
    if codec == "PNG":
        return encode_png(pixels, srgb_profile(), png_notes(recipe))
    return encode_tiff(pixels, srgb_profile(), dict(tiff_notes(recipe)))


def _eight_bits(pixels: AnyPixels) -> npt.NDArray[np.uint8]:
    if pixels.dtype == np.uint8:
        return pixels.astype(np.uint8, copy=False)
    return ((pixels.astype(np.uint32) + _WIDENING // 2) // _WIDENING).astype(np.uint8)


def _sixteen_bits(pixels: AnyPixels) -> DeepPixels:
    if pixels.dtype == np.uint16:
        return pixels.astype(np.uint16, copy=False)
    return pixels.astype(np.uint16) * np.uint16(_WIDENING)


def _laid_on(pixels: AnyPixels, matte: str) -> AnyPixels:
    """Without transparency: the picture on a ground of this colour."""
    if pixels.shape[2] == 3:
        return pixels
    highest = np.iinfo(pixels.dtype).max
    ground = np.array(ImageColor.getrgb(matte), np.float32) * (highest / 255)
    share = pixels[..., 3:].astype(np.float32) / highest
    mixed = (pixels[..., :3] * share + ground * (1 - share)).round()
    return mixed.astype(np.uint8) if pixels.dtype == np.uint8 else mixed.astype(np.uint16)


def _unwritable(path: Path, error: OSError) -> str:
    reason = _REASONS.get(error.errno or 0) or error.strerror or str(error)
    return f"{path.name} could not be written in {path.parent}: {reason}. Choose another place."
