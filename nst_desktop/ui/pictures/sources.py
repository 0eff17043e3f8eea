"""Files for dropped and pasted pictures, which are downloaded or cached if necessary."""

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

MAX_CACHED = 60  # pictures without a file of their own
MAX_PER_FOLDER = 12  # maximum number of pictures opened from a folder


def files_of(source: Source) -> list[Path]:
    """Return the files for a source; pictures without a file are written to the cache.

    The call blocks while it waits for the disk or the network.

    Raises:
        PictureError: The source contains no usable picture.
        OSError: The cache could not be written.
    """
    match source:
        case LocalFile(path):
            return [path]
        case Folder(path):
            return pictures_in(path, MAX_PER_FOLDER)
        case Address(url):
            return [_fetch(url)]
        case Encoded(data):
            return [_cache(data, "dropped", "")]
        case Pasted(image):
            return [_cache(_png_of(image), "pasted", ".png")]


def prune_cache() -> None:
    """Delete all cached pictures except the newest MAX_CACHED."""
    folder = paths.cache_folder() / "pictures"
    try:
        files = sorted(folder.iterdir(), key=lambda file: file.stat().st_mtime, reverse=True)
        for file in files[MAX_CACHED:]:
            file.unlink()
    except FileNotFoundError:
        return
    except OSError as error:
        log.warning("a picture in the cache could not be removed: %s", error)


def _fetch(url: str) -> Path:
    # Imported late because it loads TLS, which would delay the first window.
    from nst_desktop.images.fetch import fetch_picture

    return fetch_picture(url, _folder())


def _folder() -> Path:
    folder = paths.cache_folder() / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _cache(data: bytes, stem: str, suffix: str) -> Path:
    path = _folder() / f"{stem}-{hashlib.sha256(data).hexdigest()[:8]}{suffix}"
    write_whole(path, data)
    return path


def _png_of(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise PictureError(
            "The pasted picture is empty or too large. Save it to a file and open the file instead."
        )
    return bytes(data.data())
