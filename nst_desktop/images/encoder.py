"""From pixels to the bytes of a picture file, in each of the formats."""

import io
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageColor

from nst_desktop.core.arrays import AnyPixels, DeepPixels
from nst_desktop.images.colour_profiles import srgb_profile
from nst_desktop.images.formats import PictureFormat, SaveOptions, writable_formats
from nst_desktop.images.metadata import exif_with, options_with, png_notes
from nst_desktop.images.photo_details import NO_DETAILS, PhotoDetails
from nst_desktop.images.picture_errors import PictureError
from nst_desktop.images.sixteen_bit import encode_png, encode_tiff

_WIDENING = 257  # 255 * 257 = 65535
_WHOLE_COLOUR = 90  # from this quality on, JPEG and AVIF keep the colour of every single pixel
_AVIF_SPEED = 8  # of 10; half the time of the usual 6 for files 2 % larger


def encode(
    pixels: AnyPixels,
    recipe: str | None,
    options: SaveOptions,
    details: PhotoDetails = NO_DETAILS,
) -> bytes:
    """The bytes of the file: 8 bits become 16 and 16 become 8 as the format has them.

    details: the photograph's; these and the recipe are written as the options say.
    Raises PictureError if the format cannot hold so large a picture or cannot be written here.
    """
    traits = options.format.traits
    height, width = _check_shape(pixels)
    if options.format not in writable_formats():
        raise PictureError(
            "{codec} pictures cannot be written on this computer.", codec=traits.codec
        )
    if max(height, width) > traits.longest_side:
        raise PictureError(
            "{codec} pictures end at {most} px a side, and this one has {width} x "
            "{height}: save it as PNG or TIFF.",
            codec=traits.codec,
            most=traits.longest_side,
            width=width,
            height=height,
        )
    recipe = recipe if options.recipe else None
    kept = details.chosen(options.metadata)
    if not traits.alpha:
        pixels = _laid_on(pixels, options.matte)
    pixels = _sixteen_bits(pixels) if traits.bits == 16 else _eight_bits(pixels)
    if traits.codec == "TIFF":
        return encode_tiff(pixels, srgb_profile(), exif_with(recipe, kept, options.density))
    if traits.bits == 16:
        exif = exif_with(None, kept, options.density).tobytes() if kept else b""
        return encode_png(pixels, srgb_profile(), png_notes(recipe), options.density, exif)
    notes = options_with(recipe, traits.codec, kept, options.density)
    return _encode_plain(pixels, {**_settings(options), **notes}, traits.codec)


def with_alpha(pixels: AnyPixels, alpha: npt.NDArray[np.uint8]) -> AnyPixels:
    """The pixels (H, W, 3) with alpha as a fourth channel, (H, W, 4), for save_picture.

    alpha: (H', W'), Picture.alpha; made as large as the pixels, and as deep.
    """
    height, width = pixels.shape[:2]
    if alpha.shape != (height, width):
        resized = Image.fromarray(alpha).resize((width, height), Image.Resampling.BICUBIC)
        alpha = np.asarray(resized)
    deep = alpha.astype(pixels.dtype) * (np.iinfo(pixels.dtype).max // 255)
    return np.concatenate([pixels, deep[..., None].astype(pixels.dtype)], axis=2)


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
    raise ValueError(f"Pillow does not write our {options.format}")


def _encode_plain(pixels: AnyPixels, settings: dict[str, Any], codec: str) -> bytes:
    encoded = io.BytesIO()
    try:
        Image.fromarray(pixels).save(encoded, codec, icc_profile=srgb_profile(), **settings)
    except (OSError, RuntimeError) as error:
        if settings.get("optimize"):  # Pillow's room for it is too small for a grainy picture
            return _encode_plain(pixels, {**settings, "optimize": False}, codec)
        raise PictureError(
            "The picture could not be written as {codec} ({error}). Save it as PNG.",
            codec=codec,
            error=error,
        ) from error
    return encoded.getvalue()


def _eight_bits(pixels: AnyPixels) -> npt.NDArray[np.uint8]:
    if pixels.dtype == np.uint8:
        return pixels.astype(np.uint8, copy=False)
    narrow = np.empty(pixels.shape, np.uint8)
    for row, wide in zip(narrow, pixels, strict=True):  # all at once takes 4 times the memory
        row[...] = (wide.astype(np.uint32) + _WIDENING // 2) // _WIDENING
    return narrow


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
