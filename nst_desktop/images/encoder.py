"""Encoding pixels as picture files, in every format that can be written."""

import io
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageColor

from nst_desktop.core.arrays import AnyPixels, DeepPixels
from nst_desktop.images.colour_profiles import srgb_profile
from nst_desktop.images.formats import PictureFormat, SaveOptions, writable_formats
from nst_desktop.images.metadata import exif_with, options_with, png_text_chunks
from nst_desktop.images.photo_details import NO_DETAILS, PhotoDetails
from nst_desktop.images.picture_errors import PictureError
from nst_desktop.images.sixteen_bit import encode_png, encode_tiff

_16_BIT_FACTOR = 257  # 255 * 257 = 65535
_FULL_COLOUR_QUALITY = 90  # minimum for full-resolution colour (4:4:4) in JPEG and AVIF
_AVIF_SPEED = 8  # out of 10; takes half as long as the default 6, and files are 2 % larger


def encode(
    pixels: AnyPixels,
    recipe: str | None,
    options: SaveOptions,
    details: PhotoDetails = NO_DETAILS,
) -> bytes:
    """Encode a picture, converting between 8 and 16 bits as the format requires.

    Args:
        pixels: Pixel array, (H, W, 3 or 4), uint8 or uint16.
        recipe: Recipe text, embedded if the options say so.
        options: Format and encoding settings.
        details: Photograph details; the options determine which of them are embedded.

    Raises:
        PictureError: The format cannot hold a picture this large, or is not available on this
            computer.
    """
    traits = options.format.traits
    height, width = _check_shape(pixels)
    if options.format not in writable_formats():
        raise PictureError(
            "{codec} is not available on this computer. Choose another format.",
            codec=traits.codec,
        )
    if max(height, width) > traits.longest_side:
        raise PictureError(
            "{codec} allows at most {most} px per side, but this picture is {width} x "
            "{height} px. Save it as PNG or TIFF.",
            codec=traits.codec,
            most=traits.longest_side,
            width=width,
            height=height,
        )
    recipe = recipe if options.recipe else None
    kept = details.chosen(options.metadata)
    if not traits.alpha:
        pixels = _flatten(pixels, options.matte)
    pixels = _to_16_bit(pixels) if traits.bits == 16 else _to_8_bit(pixels)
    if traits.codec == "TIFF":
        return encode_tiff(pixels, srgb_profile(), exif_with(recipe, kept, options.density))
    if traits.bits == 16:
        exif = exif_with(None, kept, options.density).tobytes() if kept else b""
        return encode_png(pixels, srgb_profile(), png_text_chunks(recipe), options.density, exif)
    embedded = options_with(recipe, traits.codec, kept, options.density)
    return _encode_8_bit(pixels, {**_codec_options(options), **embedded}, traits.codec)


def with_alpha(pixels: AnyPixels, alpha: npt.NDArray[np.uint8]) -> AnyPixels:
    """Return pixels, (H, W, 3), with alpha added as a fourth channel, (H, W, 4).

    Alpha is 8-bit, as in Picture.alpha, and may have a different size, (H', W'). It is scaled to
    the pixels' size and bit depth.
    """
    height, width = pixels.shape[:2]
    if alpha.shape != (height, width):
        resized = Image.fromarray(alpha).resize((width, height), Image.Resampling.BICUBIC)
        alpha = np.asarray(resized)
    scaled = alpha.astype(pixels.dtype) * (np.iinfo(pixels.dtype).max // 255)
    return np.concatenate([pixels, scaled[..., None].astype(pixels.dtype)], axis=2)


def _check_shape(pixels: AnyPixels) -> tuple[int, int]:
    """Return the picture's height and width. Raises ValueError if the array is not a picture."""
    is_picture = pixels.ndim == 3 and pixels.shape[2] in (3, 4) and pixels.size > 0
    if not is_picture or pixels.dtype not in (np.uint8, np.uint16):
        raise ValueError(f"pixels of shape {pixels.shape} and type {pixels.dtype}")
    return pixels.shape[0], pixels.shape[1]


def _codec_options(options: SaveOptions) -> dict[str, Any]:
    """Return Pillow's save options for an 8-bit format."""
    sampling = "4:4:4" if options.quality >= _FULL_COLOUR_QUALITY else "4:2:0"
    match options.format:
        case PictureFormat.PNG:
            return {"compress_level": 6}
        case PictureFormat.JPEG:
            return {"quality": options.quality, "subsampling": sampling, "optimize": True}
        case PictureFormat.WEBP if options.lossless:
            return {"lossless": True, "exact": True, "method": 4}
        case PictureFormat.WEBP:
            return {"quality": options.quality, "method": 4}
        case PictureFormat.AVIF:
            return {"quality": options.quality, "subsampling": sampling, "speed": _AVIF_SPEED}
    raise ValueError(f"{options.format} is not encoded by Pillow")


def _encode_8_bit(pixels: AnyPixels, settings: dict[str, Any], codec: str) -> bytes:
    encoded = io.BytesIO()
    try:
        Image.fromarray(pixels).save(encoded, codec, icc_profile=srgb_profile(), **settings)
    except (OSError, RuntimeError) as error:
        # Pillow's buffer for this option is too small for grainy pictures.
        if settings.get("optimize"):
            return _encode_8_bit(pixels, {**settings, "optimize": False}, codec)
        raise PictureError(
            "The picture could not be saved as {codec} ({error}). Save it as PNG instead.",
            codec=codec,
            error=error,
        ) from error
    return encoded.getvalue()


def _to_8_bit(pixels: AnyPixels) -> npt.NDArray[np.uint8]:
    if pixels.dtype == np.uint8:
        return pixels.astype(np.uint8, copy=False)
    narrow = np.empty(pixels.shape, np.uint8)
    # Converting all rows at once would take 4 times the memory.
    for row, wide in zip(narrow, pixels, strict=True):
        row[...] = (wide.astype(np.uint32) + _16_BIT_FACTOR // 2) // _16_BIT_FACTOR
    return narrow


def _to_16_bit(pixels: AnyPixels) -> DeepPixels:
    if pixels.dtype == np.uint16:
        return pixels.astype(np.uint16, copy=False)
    return pixels.astype(np.uint16) * np.uint16(_16_BIT_FACTOR)


def _flatten(pixels: AnyPixels, matte: str) -> AnyPixels:
    """Flatten the picture onto this colour, #rrggbb, and drop the alpha channel."""
    if pixels.shape[2] == 3:
        return pixels
    highest = np.iinfo(pixels.dtype).max
    ground = np.array(ImageColor.getrgb(matte), np.float32) * (highest / 255)
    share = pixels[..., 3:].astype(np.float32) / highest
    mixed = (pixels[..., :3] * share + ground * (1 - share)).round()
    return mixed.astype(np.uint8) if pixels.dtype == np.uint8 else mixed.astype(np.uint16)
