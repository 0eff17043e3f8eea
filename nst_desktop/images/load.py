"""Loading picture files. Every picture that the program reads is loaded by this module."""

from dataclasses import dataclass, replace
from pathlib import Path

from nst_desktop.core.arrays import Alpha, Pixels
from nst_desktop.core.errors import Notice
from nst_desktop.images.input_formats import OPEN_FORMATS, open_suffixes
from nst_desktop.images.photo_details import NO_DETAILS, PhotoDetails
from nst_desktop.images.picture_errors import PictureError
from nst_desktop.images.picture_limits import PictureLimits, read_limits

__all__ = [
    "OPEN_FORMATS",
    "OPEN_SUFFIXES",
    "Picture",
    "PictureError",
    "PictureLimits",
    "load_artwork",
    "load_picture",
    "load_recipe_text",
]

OPEN_SUFFIXES = open_suffixes()


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A decoded picture file.

    Attributes:
        pixels: Upright sRGB pixels, (H, W, 3) uint8, flattened onto the ground colour.
        path: Path of the file.
        alpha: Opacity, (H, W) uint8, from 0 (transparent) to 255 (opaque), or None if the whole
            picture is opaque.
        notice: Message if only part of the file was loaded, such as the first frame, or if a high
            dynamic range was reduced; otherwise None.
        sha256: SHA-256 checksum of the decoded file, in hexadecimal.
        details: Photograph metadata.
        ground: Colour behind transparent parts, as #rrggbb.
    """

    pixels: Pixels
    path: Path
    alpha: Alpha | None = None
    notice: Notice | None = None
    sha256: str = ""
    details: PhotoDetails = NO_DETAILS
    ground: str = "#ffffff"

    @property
    def name(self) -> str:
        """The file name without its folder."""
        return self.path.name


def load_picture(
    path: Path, limits: PictureLimits | None = None, ground: str = "#ffffff"
) -> Picture:
    """Read a picture as upright 8-bit sRGB, flattened onto the ground colour.

    The picture is turned according to its EXIF orientation. The format is recognised by the
    content, not the name. Any file is loaded or rejected within seconds and with little memory.

    Args:
        path: Path of the picture file.
        limits: Size limits. If None, the user's setting applies.
        ground: Colour behind transparent parts, as #rrggbb.

    Raises:
        PictureError: The file does not exist, is not a complete picture of a supported format,
            exceeds the limits, or changes while it is read.
    """
    from nst_desktop.images.decoder import decode  # loads numpy, so only when needed
    from nst_desktop.images.exif import exif_details
    from nst_desktop.images.open_picture import frames_notice, open_picture

    path = Path(path)
    with open_picture(path, limits or read_limits()) as (image, stream):
        pixels, alpha, notice = decode(image, stream, ground)
        details = exif_details(image)
        notice = notice or frames_notice(image, stream)
        return Picture(pixels, path, alpha, notice, stream.sha256(), details, ground)


def load_artwork(path: Path) -> Picture:
    """Read a saved artwork, keeping the original colours of its transparent parts.

    Unlike load_picture, this function does not flatten the picture onto a ground colour. It raises
    the same errors.
    """
    picture = load_picture(path)
    if picture.alpha is None:
        return picture
    from numpy import asarray  # loaded only when needed, like Pillow
    from PIL import Image

    with Image.open(path) as image:
        pixels = asarray(image.convert("RGBA"))[..., :3].copy()
    is_same_shape = pixels.shape == picture.pixels.shape
    return replace(picture, pixels=pixels) if is_same_shape else replace(picture, alpha=None)


def load_recipe_text(path: Path) -> str | None:
    """Return the recipe that save_picture embedded in this file, or None if there is none.

    No pixels are decoded. Raises PictureError if the file does not exist or has an unsupported
    format.
    """
    from nst_desktop.images.metadata import embedded_recipe
    from nst_desktop.images.open_picture import open_picture

    with open_picture(Path(path), read_limits()) as (image, _):
        return embedded_recipe(image)
