"""Picture files: the one door through which pictures come in and go out."""

import io
import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from nst_desktop.core.errors import UserError
from nst_desktop.core.job import Pixels
from nst_desktop.files.atomic import write_whole
from nst_desktop.files.embedding import embedded_recipe, options_with

OPEN_SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff", ".bmp", ".gif", ".avif")
OPEN_FORMATS = ("PNG", "JPEG", "WEBP", "TIFF", "BMP", "GIF", "AVIF")
MOST_PIXELS = 200_000_000  # 600 MB decoded: more is a mistake or an attack
MOST_BYTES = 2_000_000_000  # of a file: Pillow reads all of a WebP or AVIF only to see its size

_SAVE: dict[str, tuple[str, dict[str, Any]]] = {
    ".png": ("PNG", {"compress_level": 6}),
    ".jpg": ("JPEG", {"quality": 95, "subsampling": 0}),
    ".jpeg": ("JPEG", {"quality": 95, "subsampling": 0}),
    ".tif": ("TIFF", {"compression": "tiff_deflate"}),
    ".tiff": ("TIFF", {"compression": "tiff_deflate"}),
    ".webp": ("WEBP", {"quality": 95, "method": 4}),
}
SAVE_SUFFIXES = tuple(_SAVE)
# Pillow's decoders, and its reader of EXIF, raise all of these for damaged files.
_DAMAGED = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    RuntimeError,
    OverflowError,
    MemoryError,
    struct.error,
)
_LONGEST_SIDE = {"JPEG": 65_500, "WEBP": 16_383}


class PictureError(UserError):
    """A picture file cannot be read or written. The text says why and what to do."""


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A decoded picture file. pixels: (H, W, 3) uint8, sRGB, upright, laid on white."""

    pixels: Pixels
    path: Path

    @property
    def name(self) -> str:
        """The file's name without its folder."""
        return self.path.name


def load_picture(path: Path) -> Picture:
    """Read a picture: turned upright (EXIF), in sRGB, 8 bits, transparency laid on white.

    Raises PictureError if there is no such file, or it is no whole picture of a known format.
    """
    path = Path(path)
    with _opened(path) as image:
        _check_size(image, path.name)
        image.load()
        return Picture(_to_pixels(image), path)


def load_recipe_text(path: Path) -> str | None:
    """The recipe that save_picture has put into this file, or None; no pixel is decoded.

    Raises PictureError if there is no such file, or its head is none of a known format.
    """
    with _opened(Path(path)) as image:
        return embedded_recipe(image)


def save_picture(pixels: Pixels, path: Path, recipe: str | None = None) -> None:
    """Write a picture (H, W, 3) uint8 in the format that the path's suffix names.

    recipe: what recipes.to_text gives; kept in the file beside the pixels, which stay the same.
    The file appears whole or not at all: it is written beside the target, checked and moved
    into place, so an older file of that name is lost only to a complete new one.
    Raises PictureError if the suffix is unknown or the file cannot be written.
    """
    path = Path(path)
    check_target(path)
    image_format, options = _SAVE[path.suffix.lower()]
    height, width = pixels.shape[:2]
    if max(height, width) > _LONGEST_SIDE.get(image_format, max(height, width)):
        raise PictureError(
            f"{image_format} pictures end at {_LONGEST_SIDE[image_format]} px a side, and this one "
            f"has {width} x {height}: save it as PNG or TIFF."
        )
    notes = {} if recipe is None else options_with(recipe, image_format)
    encoded = io.BytesIO()
    Image.fromarray(pixels).save(
        encoded, image_format, icc_profile=_srgb_profile(), **options, **notes
    )
    try:
        write_whole(path, encoded.getvalue())
    except OSError as error:
        raise PictureError(_unwritable(path, error)) from error


def check_target(path: Path) -> None:
    """Raise PictureError if a picture can certainly not be written there, before any work."""
    if path.suffix.lower() not in _SAVE:
        raise PictureError(
            f"'{path.name}' does not say what kind of picture to write: "
            f"end the name in {', '.join(SAVE_SUFFIXES)}."
        )
    folder = path.parent
    if path.is_dir():
        raise PictureError(f"{path} is a folder; name a file.")
    if not folder.is_dir():
        raise PictureError(f"There is no folder {folder}; make it, or choose another place.")
    if not os.access(folder, os.W_OK):
        raise PictureError(f"Nothing can be written in the folder {folder}; choose another place.")


@contextmanager
def _opened(path: Path) -> Iterator[Image.Image]:
    """The picture with only its head read; what goes wrong until it is closed, in plain words."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise PictureError(f"{path.name} is larger than {MOST_BYTES // 10**9} GB.")
        with Image.open(path, formats=OPEN_FORMATS) as image:
            yield image
    except FileNotFoundError:
        raise PictureError(f"There is no file {path}.") from None
    except IsADirectoryError:
        raise PictureError(f"{path} is a folder; choose a picture in it.") from None
    except PermissionError:
        raise PictureError(f"{path.name} may not be read: permission denied.") from None
    except UnidentifiedImageError:
        raise PictureError(
            f"{path.name} is not a picture that can be read. "
            f"Pictures may be {', '.join(OPEN_FORMATS)}."
        ) from None
    except Image.DecompressionBombError:
        raise PictureError(_too_large(path.name)) from None
    except _DAMAGED as error:
        raise PictureError(
            f"{path.name} is damaged or cut off and cannot be read ({error}). "
            "Try another copy of it."
        ) from error


def _check_size(image: Image.Image, name: str) -> None:
    if image.width * image.height > MOST_PIXELS:
        raise PictureError(_too_large(name))


def _too_large(name: str) -> str:
    most = MOST_PIXELS // 1_000_000
    return f"{name} has more than {most} million pixels; make a smaller copy of it."


def _to_pixels(image: Image.Image) -> Pixels:
    profile = image.info.get("icc_profile")
    image = ImageOps.exif_transpose(image)
    image = _eight_bits(image)
    if image.mode in ("P", "PA", "LA", "La", "RGBa") or "transparency" in image.info:
        image = image.convert("RGBA")
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    image = _to_srgb(image, profile)
    if alpha is not None:
        image = Image.composite(image, Image.new("RGB", image.size, "white"), alpha)
    return np.asarray(image)


def _eight_bits(image: Image.Image) -> Image.Image:
    """16-bit and float grey scaled down; Pillow's own conversion cuts off what lies above 255."""
    if image.mode.startswith("I") or image.mode == "F":
        values = np.nan_to_num(np.asarray(image, dtype=np.float64))
        highest = 1.0 if image.mode == "F" and values.max(initial=0) <= 1 else 65535.0
        return Image.fromarray((values / highest * 255).round().clip(0, 255).astype(np.uint8))
    return image


def _to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """RGB in sRGB; a colour profile that is damaged or of another kind is passed over."""
    if image.mode == "RGBA":
        image = image.convert("RGB")
    if profile and image.mode in ("RGB", "L", "CMYK"):
        with suppress(ImageCms.PyCMSError, OSError, ValueError):
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(
                image, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
            if converted is not None:
                return converted
    return image.convert("RGB")


def _srgb_profile() -> bytes:
    """The sRGB profile without its date of making, so that equal pictures are equal files."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[24:36] = bytes(12)
    return bytes(profile)


def _unwritable(path: Path, error: OSError) -> str:
    reason = error.strerror or str(error)
    return f"{path.name} could not be written in {path.parent}: {reason}. Choose another place."
