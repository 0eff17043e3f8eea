"""Picture files: the one door through which pictures come in."""

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
    """A decoded picture file. pixels: (H, W, 3) uint8, sRGB, upright, laid on the ground.

    alpha: (H, W) uint8, from 0 transparent to 255 opaque; None if all is opaque. notice: a
    sentence for people where only a part of the file was taken, such as the first frame, or where
    a high dynamic range was reduced. sha256: of the bytes that were decoded, in hexadecimal.
    details: what the file says of the picture. ground: #rrggbb, on which it was laid.
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
        """The file's name without its folder."""
        return self.path.name


def load_picture(
    path: Path, limits: PictureLimits | None = None, ground: str = "#ffffff"
) -> Picture:
    """Read a picture: turned upright (EXIF), in sRGB, 8 bits, transparency laid on the ground.

    The content tells the format, not the name. limits: None for the user's own. ground: a
    colour, #rrggbb.
    Raises PictureError if there is no such file, it is no whole picture of a known format, it
    asks for more than the limits, or it changes while it is read; within seconds and little
    memory, whatever the file holds.
    """
    from nst_desktop.images.decoder import decoded  # loads numpy: only when needed
    from nst_desktop.images.exif import exif_details
    from nst_desktop.images.open_picture import frames_notice, opened

    path = Path(path)
    with opened(path, limits or read_limits()) as (image, stream):
        pixels, alpha, notice = decoded(image, stream, ground)
        details = exif_details(image)
        notice = notice or frames_notice(image, stream)
        return Picture(pixels, path, alpha, notice, stream.sha256(), details, ground)


def load_artwork(path: Path) -> Picture:
    """A saved artwork, with the colours under its transparency as they were painted: on no ground.

    Raises PictureError as load_picture does.
    """
    picture = load_picture(path)
    if picture.alpha is None:
        return picture
    from numpy import asarray  # only when needed, like Pillow
    from PIL import Image

    with Image.open(path) as image:
        pixels = asarray(image.convert("RGBA"))[..., :3].copy()
    is_ours = pixels.shape == picture.pixels.shape
    return replace(picture, pixels=pixels) if is_ours else replace(picture, alpha=None)


def load_recipe_text(path: Path) -> str | None:
    """The recipe that save_picture has put into this file, or None; no pixel is decoded.

    Raises PictureError if there is no such file, or its head is none of a known format.
    """
    from nst_desktop.images.metadata import embedded_recipe
    from nst_desktop.images.open_picture import opened

    with opened(Path(path), read_limits()) as (image, _):
        return embedded_recipe(image)
