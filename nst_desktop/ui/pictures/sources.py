"""From what a drop or the clipboard brings to files on this machine."""

import hashlib
import logging
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage

from nst_desktop import paths
from nst_desktop.images.folders import pictures_in
from nst_desktop.images.load import PictureError
from nst_desktop.storage.atomic import write_whole
from nst_desktop.ui.parts.drops import Address, Encoded, Folder, LocalFile, Pasted, Source

log = logging.getLogger(__name__)

MAX_KEPT = 60  # pictures that came without a file
MAX_AT_ONCE = 12  # pictures out of one folder


def files_of(source: Source) -> list[Path]:
    """The files that a source stands for; what has no file gets one in the cache.

    Waits for the disk or the web. Raises PictureError, or OSError if the cache cannot be written.
    """
    match source:
        case LocalFile(path):
            return [path]
        case Folder(path):
            return pictures_in(path, MAX_AT_ONCE)
        case Address(url):
            return [_fetched(url)]
        case Encoded(data):
            return [_keep(data, "dropped", "")]
        case Pasted(image):
            return [_keep(_png_of(image), "pasted", ".png")]


def prune_cache() -> None:
    """Forget the oldest pictures that came without a file, beyond the newest sixty."""
    folder = paths.cache_folder() / "pictures"
    try:
        files = sorted(folder.iterdir(), key=lambda file: file.stat().st_mtime, reverse=True)
        for file in files[MAX_KEPT:]:
            file.unlink()
    except FileNotFoundError:
        return
    except OSError as error:
        log.warning("a picture in the cache could not be removed: %s", error)


def _fetched(url: str) -> Path:
    # Not at the top: TLS is loaded with it, which the first window need not wait for.
    from nst_desktop.images.fetch import fetch_picture

    return fetch_picture(url, _folder())


def _folder() -> Path:
    folder = paths.cache_folder() / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _keep(data: bytes, stem: str, suffix: str) -> Path:
    path = _folder() / f"{stem}-{hashlib.sha256(data).hexdigest()[:8]}{suffix}"
    write_whole(path, data)
    return path


def _png_of(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise PictureError("The pasted picture is too large, or empty.")
    return bytes(data.data())
