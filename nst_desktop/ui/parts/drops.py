"""Pictures in a drag or on the clipboard: files, folders, addresses and image data."""

import base64
import binascii
import os
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote_to_bytes

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage, QImageReader, QPixmap

from nst_desktop.images.load import OPEN_SUFFIXES

ARTWORK_MIME_TYPE = "application/x-nst-desktop-artwork"  # dragged out of our own canvas
# Formats in which file managers copy files when they offer no list of URLs.
_COPIED_FILES = ("x-special/gnome-copied-files", "x-special/mate-copied-files")
_KDE_FILES = "application/x-kde4-urilist"
_COPIED_TEXT = "x-special/nautilus-clipboard"  # first line of Nautilus' plain-text format

MAX_BYTES = 100_000_000  # size limit for a picture in a data: URL


@dataclass(frozen=True, slots=True)
class LocalFile:
    """A file on this computer, which may not be a picture."""

    path: Path


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder on this computer."""

    path: Path


@dataclass(frozen=True, slots=True)
class Address:
    """HTTP or HTTPS address of a picture on the web."""

    url: str


@dataclass(frozen=True, slots=True)
class Encoded:
    """Unchecked contents of a picture file in a data: URL, at most MAX_BYTES long."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Pasted:
    """A decoded picture without a file."""

    image: QImage


Source = LocalFile | Folder | Address | Encoded | Pasted


def dropped_sources(data: QMimeData) -> list[Source]:
    """Return the pictures in a drag or on the clipboard, in order; the list may be empty.

    The same picture is often offered in several formats, so only the first available one of these
    is used: local files if one of them is a picture or a folder; image data; other local files; web
    addresses; the first <img> in an HTML fragment; text that consists of a single web address.
    Files come first because file managers add the file's icon as image data. Image data comes
    before other files because office programs offer a document together with a picture. For our own
    artworks, the image data is used because the next drag deletes the exported file.
    """
    if data.hasFormat(ARTWORK_MIME_TYPE):
        return _images(data)
    local = _local(data)
    if any(map(_seems_picture, local)):
        return local
    return _images(data) or local or _remote(data) or _in_page(data.html()) or _in_text(data)


def brings_pictures(data: QMimeData) -> bool:
    """Return whether a drag may contain pictures, without decoding any before the drop."""
    return (
        data.hasImage()
        or bool(dropped_files(data))
        or any(_is_remote(url.toString()) for url in data.urls())
        or _first_picture(data.html()) is not None
        or bool(_in_text(data))
    )


def dropped_files(data: QMimeData) -> list[Path]:
    """Return the local files in a drag or on the clipboard, in order; the list may be empty."""
    urls = data.urls() or _copied_files(data)
    return [_path_of(url) for url in urls if url.isLocalFile()]


def _path_of(url: QUrl) -> Path:
    path = url.toLocalFile()
    if os.name == "posix" and "\N{REPLACEMENT CHARACTER}" in path:  # the name is not valid UTF-8
        encoded = url.path(QUrl.ComponentFormattingOption.FullyEncoded)
        return Path(os.fsdecode(unquote_to_bytes(encoded)))
    return Path(path)


def _copied_files(data: QMimeData) -> list[QUrl]:
    """Read file URLs, one per line; in GNOME's format, they follow a `copy` or `cut` line."""
    for mime_type in (*_COPIED_FILES, _KDE_FILES):
        if data.hasFormat(mime_type):
            return _addresses(bytes(data.data(mime_type).data()))
    text = data.text()
    return _addresses(text.encode()) if text.startswith(_COPIED_TEXT) else []


def _addresses(lines: bytes) -> list[QUrl]:
    return [QUrl.fromEncoded(line) for line in lines.replace(b"\0", b"").split()]


def _seems_picture(source: Source) -> bool:
    """Return whether a source is a folder, or looks like a picture by its name or content."""
    if not isinstance(source, LocalFile):
        return True
    path = source.path
    if not path.is_file():  # reading a pipe would block
        return path.is_dir()
    has_picture_suffix = path.suffix.lower() in OPEN_SUFFIXES
    return has_picture_suffix or bool(QImageReader.imageFormat(str(path)).data())


def _images(data: QMimeData) -> list[Source]:
    image = data.imageData() if data.hasImage() else None
    if isinstance(image, QPixmap):
        image = image.toImage()
    return [Pasted(image)] if isinstance(image, QImage) and not image.isNull() else []


def _local(data: QMimeData) -> list[Source]:
    return [Folder(path) if path.is_dir() else LocalFile(path) for path in dropped_files(data)]


def _remote(data: QMimeData) -> list[Source]:
    encoded = QUrl.ComponentFormattingOption.FullyEncoded
    sources = [_source_of(url.toString(encoded)) for url in data.urls()]
    return [source for source in sources if source is not None]


def _in_page(html: str) -> list[Source]:
    address = _first_picture(html)
    source = None if address is None else _source_of(address)
    return [] if source is None else [source]


def _in_text(data: QMimeData) -> list[Source]:
    text = data.text().strip()
    is_one_address = _scheme(text) in ("http", "https") and len(text.split()) == 1
    return [Address(text)] if is_one_address else []


def _source_of(address: str) -> Source | None:
    match _scheme(address):
        case "http" | "https":
            return Address(address)
        case "data":
            data = _decoded(address)
            return Encoded(data) if data else None
    return None


def _decoded(address: str) -> bytes:
    """Decode a data: URL; return no bytes if it is damaged, too large or not a picture."""
    head, comma, content = address.partition(",")
    if not comma or not head[5:].lower().startswith("image/") or len(content) > 3 * MAX_BYTES:
        return b""
    try:
        data = unquote_to_bytes(content)
        if head.lower().endswith(";base64"):
            data = base64.b64decode(data)
    except (binascii.Error, ValueError):
        return b""
    return data if len(data) <= MAX_BYTES else b""


def _is_remote(address: str) -> bool:
    return _scheme(address) in ("http", "https", "data")


def _scheme(address: str) -> str:
    scheme, colon, _ = address[:8].partition(":")
    return scheme.lower() if colon else ""


class _PictureFinder(HTMLParser):
    """Finds the first <img> with an address that can be fetched."""

    address: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = (dict(attrs).get("src") or "").strip() if tag == "img" else ""
        if self.address is None and _is_remote(address):
            self.address = address


def _first_picture(html: str) -> str | None:
    finder = _PictureFinder()
    finder.feed(html)
    return finder.address
