"""What a drag or the clipboard brings: files, folders, addresses and pictures themselves."""

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

ARTWORK_MIME_TYPE = (
    "application/x-nst-desktop-artwork"  # marks what is dragged out of a canvas of ours
)
# How file managers put files on the clipboard where they give no list of addresses.
_COPIED_FILES = ("x-special/gnome-copied-files", "x-special/mate-copied-files")
_KDE_FILES = "application/x-kde4-urilist"
_COPIED_TEXT = "x-special/nautilus-clipboard"  # the first line of such a text

MAX_BYTES = 100_000_000  # of a picture that stands in an address itself


@dataclass(frozen=True, slots=True)
class LocalFile:
    """A file on this machine; nobody has looked yet whether it is a picture."""

    path: Path


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder on this machine."""

    path: Path


@dataclass(frozen=True, slots=True)
class Address:
    """A picture on the web, by its http or https address."""

    url: str


@dataclass(frozen=True, slots=True)
class Encoded:
    """A picture file's bytes, out of a data: address; not checked, at most MOST_BYTES."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Pasted:
    """A decoded picture without a file."""

    image: QImage


Source = LocalFile | Folder | Address | Encoded | Pasted


def dropped_sources(data: QMimeData) -> list[Source]:
    """The pictures in a drag or on the clipboard, in their order; empty if it holds none.

    One picture comes in several ways, so only the first kind that is there counts: local files
    that are pictures, or folders; the picture itself; other local files; web addresses; the first
    <img> of a piece of a page; and last a text that is nothing but a web address. A file manager
    adds a file's icon as a picture, an office program a document to a picture. Of our own artwork
    the picture counts, since its file is gone with the next drag.
    """
    if data.hasFormat(ARTWORK_MIME_TYPE):
        return _images(data)
    local = _local(data)
    if any(map(_seems_picture, local)):
        return local
    return _images(data) or local or _remote(data) or _in_page(data.html()) or _in_text(data)


def brings_pictures(data: QMimeData) -> bool:
    """Whether a drop may hold pictures; decodes nothing, for while a drag goes over a widget."""
    return (
        data.hasImage()
        or bool(dropped_files(data))
        or any(_is_remote(url.toString()) for url in data.urls())
        or _first_picture(data.html()) is not None
        or bool(_in_text(data))
    )


def dropped_files(data: QMimeData) -> list[Path]:
    """The local files in a drag or on the clipboard, in their order; empty if it holds none."""
    urls = data.urls() or _copied_files(data)
    return [_path_of(url) for url in urls if url.isLocalFile()]


def _path_of(url: QUrl) -> Path:
    path = url.toLocalFile()
    if os.name == "posix" and "\N{REPLACEMENT CHARACTER}" in path:  # for bytes that are no text
        encoded = url.path(QUrl.ComponentFormattingOption.FullyEncoded)
        return Path(os.fsdecode(unquote_to_bytes(encoded)))
    return Path(path)


def _copied_files(data: QMimeData) -> list[QUrl]:
    """Addresses, one a line; in GNOME's way after a line `copy` or `cut`."""
    for kind in (*_COPIED_FILES, _KDE_FILES):
        if data.hasFormat(kind):
            return _addresses(bytes(data.data(kind).data()))
    text = data.text()
    return _addresses(text.encode()) if text.startswith(_COPIED_TEXT) else []


def _addresses(lines: bytes) -> list[QUrl]:
    return [QUrl.fromEncoded(line) for line in lines.replace(b"\0", b"").split()]


def _seems_picture(source: Source) -> bool:
    """Whether a local source is a folder or, by its name or else its content, a picture."""
    if not isinstance(source, LocalFile):
        return True
    path = source.path
    if not path.is_file():  # to look into a pipe would be to wait for it
        return path.is_dir()
    named = path.suffix.lower() in OPEN_SUFFIXES
    return named or bool(QImageReader.imageFormat(str(path)).data())


def _images(data: QMimeData) -> list[Source]:
    image = data.imageData() if data.hasImage() else None
    if isinstance(image, QPixmap):
        image = image.toImage()
    return [Pasted(image)] if isinstance(image, QImage) and not image.isNull() else []


def _local(data: QMimeData) -> list[Source]:
    return [Folder(path) if path.is_dir() else LocalFile(path) for path in dropped_files(data)]


def _remote(data: QMimeData) -> list[Source]:
    encoded = QUrl.ComponentFormattingOption.FullyEncoded
    found = [_source_of(url.toString(encoded)) for url in data.urls()]
    return [source for source in found if source is not None]


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
    """The bytes of a data: address; none if it is no picture, damaged or too large."""
    kind, comma, content = address.partition(",")
    if not comma or not kind[5:].lower().startswith("image/") or len(content) > 3 * MAX_BYTES:
        return b""
    try:
        data = unquote_to_bytes(content)
        if kind.lower().endswith(";base64"):
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
    """Remembers the address of the first <img> that can be fetched."""

    found: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = (dict(attrs).get("src") or "").strip() if tag == "img" else ""
        if self.found is None and _is_remote(address):
            self.found = address


def _first_picture(html: str) -> str | None:
    finder = _PictureFinder()
    finder.feed(html)
    return finder.found
