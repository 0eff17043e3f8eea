"""Picture formats that can be opened; files are recognised by their first bytes, not by name."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, BinaryIO, cast

from nst_desktop.core.errors import Words

if TYPE_CHECKING:
    from PIL import ImageFile

HEAD_LENGTH = 64  # bytes needed to identify the format

OPEN_FORMATS = ("PNG", "JPEG", "WEBP", "TIFF", "BMP", "GIF", "AVIF", "HEIF")
_BUILTIN_SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff", ".bmp", ".gif", ".avif")
_HEIF_SUFFIXES = (".heic", ".heif")
_HEIF_PACKAGE = "pi_heif"  # pillow-heif without its encoders, which are large

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"BM", "BMP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"II+\0", "TIFF"),  # BigTIFF
    (b"MM\0+", "TIFF"),
)
_HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_OTHER_SIGNATURES = (
    (b"%PDF", Words("a PDF document")),
    (b"8BPS", Words("a Photoshop document")),
    (b"<svg", Words("an SVG drawing")),
    (b"\0\0\0\x0cjP  ", Words("a JPEG 2000 picture")),
    (b"\0\0\0\x0cJXL ", Words("a JPEG XL picture")),
    (b"\xff\x0a", Words("a JPEG XL picture")),
    (b"PK\x03\x04", Words("an archive")),
    (b"<!doctype", Words("a web page")),
    (b"<html", Words("a web page")),
)


@dataclass(frozen=True, slots=True)
class InputFormat:
    """A picture format that can be opened.

    Attributes:
        name: Pillow's name for the format.
        module: Name of the module that contains the opener.
        opener: Name of the class or function that opens a file.
        is_read_whole: Whether the opener reads the whole file into memory.
    """

    name: str
    module: str
    opener: str
    is_read_whole: bool = False

    def open(self, stream: BinaryIO) -> "ImageFile.ImageFile":
        """Open a picture, reading only its header.

        A damaged picture may cause many different types of error.
        """
        opener = getattr(import_module(self.module), self.opener)
        return cast("Callable[[BinaryIO], ImageFile.ImageFile]", opener)(stream)


# The openers are called directly because Image.open hides what is wrong with a file, and its pixel
# limit is global to the process.
_FORMATS = {
    "PNG": InputFormat("PNG", "nst_desktop.images.png_file", "PngFile"),
    "JPEG": InputFormat("JPEG", "PIL.JpegImagePlugin", "jpeg_factory"),
    "GIF": InputFormat("GIF", "PIL.GifImagePlugin", "GifImageFile"),
    "BMP": InputFormat("BMP", "PIL.BmpImagePlugin", "BmpImageFile"),
    "TIFF": InputFormat("TIFF", "PIL.TiffImagePlugin", "TiffImageFile"),
    "WEBP": InputFormat("WEBP", "PIL.WebPImagePlugin", "WebPImageFile", is_read_whole=True),
    "AVIF": InputFormat("AVIF", "PIL.AvifImagePlugin", "AvifImageFile", is_read_whole=True),
    "HEIF": InputFormat("HEIF", _HEIF_PACKAGE, "HeifImageFile", is_read_whole=True),
}


def input_format_of(head: bytes) -> InputFormat | None:
    """Return the format of a file that starts with these bytes, or None if it is unsupported."""
    for signature, name in _SIGNATURES:
        if head.startswith(signature):
            return _FORMATS[name]
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return _FORMATS["WEBP"]
    if head[4:8] == b"ftyp":
        return _container_format(head)
    return None


def other_format(head: bytes) -> str:
    """Return a description, such as "a web page", for an unsupported file with these first bytes.

    Returns "" if the format is unknown.
    """
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for signature, name in _OTHER_SIGNATURES:
        if head.startswith(signature) or start.startswith(signature):
            return name
    return ""


def is_heif_supported() -> bool:
    """Return whether the package that opens HEIC pictures is installed."""
    return find_spec(_HEIF_PACKAGE) is not None


def open_suffixes() -> tuple[str, ...]:
    """Return the file name suffixes of pictures that can be opened."""
    return _BUILTIN_SUFFIXES + _HEIF_SUFFIXES if is_heif_supported() else _BUILTIN_SUFFIXES


def _container_format(head: bytes) -> InputFormat | None:
    """Return AVIF or HEIF, depending on the brands in the first box, or None.

    Both formats use the same container.
    """
    size = int.from_bytes(head[:4], "big")
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, min(size, len(head)), 4))]
    if b"avif" in brands or b"avis" in brands:
        return _FORMATS["AVIF"]
    return _FORMATS["HEIF"] if any(brand in _HEIF_BRANDS for brand in brands) else None
