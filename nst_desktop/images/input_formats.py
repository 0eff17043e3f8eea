"""The kinds of picture file that can be opened, told by their first bytes, never by their name."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, BinaryIO, cast

from nst_desktop.core.errors import Words

if TYPE_CHECKING:
    from PIL import ImageFile

HEAD = 64  # bytes that tell the kind

OPEN_FORMATS = ("PNG", "JPEG", "WEBP", "TIFF", "BMP", "GIF", "AVIF", "HEIF")
_ALWAYS = (".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff", ".bmp", ".gif", ".avif")
_HEIF_SUFFIXES = (".heic", ".heif")
_PACKAGE_FOR_HEIF = "pillow_heif"

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
_OTHERS = (
    (b"%PDF", Words("a PDF document")),
    (b"8BPS", Words("a Photoshop document")),
    (b"<svg", Words("a drawing in SVG")),
    (b"\0\0\0\x0cjP  ", Words("a JPEG 2000 picture")),
    (b"\0\0\0\x0cJXL ", Words("a JPEG XL picture")),
    (b"\xff\x0a", Words("a JPEG XL picture")),
    (b"PK\x03\x04", Words("an archive")),
    (b"<!doctype", Words("a web page")),
    (b"<html", Words("a web page")),
)


@dataclass(frozen=True, slots=True)
class InputFormat:
    """A kind of picture file. whole: whether its opener reads all of the file into memory."""

    name: str
    module: str
    opener: str
    whole: bool = False

    def open(self, stream: BinaryIO) -> "ImageFile.ImageFile":
        """The picture with only its head read. Raises errors of many types if that is damaged."""
        opener = getattr(import_module(self.module), self.opener)
        return cast("Callable[[BinaryIO], ImageFile.ImageFile]", opener)(stream)


# The openers themselves and not Image.open: that would hide what is wrong with a file, and has
# a limit of its own which is the same for the whole process.
_KINDS = {
    "PNG": InputFormat("PNG", "nst_desktop.images.png_file", "PngFile"),
    "JPEG": InputFormat("JPEG", "PIL.JpegImagePlugin", "jpeg_factory"),
    "GIF": InputFormat("GIF", "PIL.GifImagePlugin", "GifImageFile"),
    "BMP": InputFormat("BMP", "PIL.BmpImagePlugin", "BmpImageFile"),
    "TIFF": InputFormat("TIFF", "PIL.TiffImagePlugin", "TiffImageFile"),
    "WEBP": InputFormat("WEBP", "PIL.WebPImagePlugin", "WebPImageFile", whole=True),
    "AVIF": InputFormat("AVIF", "PIL.AvifImagePlugin", "AvifImageFile", whole=True),
    "HEIF": InputFormat("HEIF", _PACKAGE_FOR_HEIF, "HeifImageFile", whole=True),
}


def input_format_of(head: bytes) -> InputFormat | None:
    """The kind of a file that begins so; None if it is no picture that can be known."""
    for signature, name in _SIGNATURES:
        if head.startswith(signature):
            return _KINDS[name]
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return _KINDS["WEBP"]
    if head[4:8] == b"ftyp":
        return _container(head)
    return None


def other_format(head: bytes) -> str:
    """What else a file that begins so seems to be, such as "a web page"; or nothing."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for signature, name in _OTHERS:
        if head.startswith(signature) or start.startswith(signature):
            return name
    return ""


def is_heif_known() -> bool:
    """Whether the package that opens HEIC is there."""
    return find_spec(_PACKAGE_FOR_HEIF) is not None


def open_suffixes() -> tuple[str, ...]:
    """How the names of files that can be opened usually end."""
    return _ALWAYS + _HEIF_SUFFIXES if is_heif_known() else _ALWAYS


def _container(head: bytes) -> InputFormat | None:
    """AVIF and HEIC lie in the same container: the brands in its first box tell which it is."""
    size = int.from_bytes(head[:4], "big")
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, min(size, len(head)), 4))]
    if b"avif" in brands or b"avis" in brands:
        return _KINDS["AVIF"]
    return _KINDS["HEIF"] if any(brand in _HEIF_BRANDS for brand in brands) else None
