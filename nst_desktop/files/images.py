"""Picture files: the one door through which pictures come in."""

import io
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from nst_desktop.core.errors import UserError
from nst_desktop.core.job import Pixels
from nst_desktop.files.embedding import embedded_recipe

OPEN_SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff", ".bmp", ".gif", ".avif")
OPEN_FORMATS = ("PNG", "JPEG", "WEBP", "TIFF", "BMP", "GIF", "AVIF")
MOST_PIXELS = 200_000_000  # 600 MB decoded: more is a mistake or an attack
MOST_BYTES = 2_000_000_000  # of a file: Pillow reads all of a WebP or AVIF only to see its size

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
