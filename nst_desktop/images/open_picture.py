"""Opening a stranger's picture file: whatever it holds, little time, little memory, one error."""

import errno
import hashlib
import io
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from PIL import ImageFile

from nst_desktop.core.errors import Notice, UserError, Words
from nst_desktop.images.input_formats import (
    HEAD,
    OPEN_FORMATS,
    InputFormat,
    input_format_of,
    is_heif_known,
    other_format,
)
from nst_desktop.images.picture_errors import PictureError, missing, shown_name, shown_reason
from nst_desktop.images.picture_limits import PictureLimits
from nst_desktop.images.raw_files import holds_raw, is_raw_file, main_page
from nst_desktop.images.tiff_directories import MAX_PAGES, described, pages_of

_SECONDS = 2.5  # of computing, for a head and for a small picture; each takes a few ms
_SECONDS_A_PIXEL = 5e-8  # more for a large one; the slowest kinds take a quarter of it
_SECONDS_TO_COUNT = 0.5
_MAX_BYTES_AT_ONCE = 400_000_000  # of kinds whose file is read into memory as a whole
_MAX_SCANNED = 10**10  # pixels x passes of a JPEG: 4 s; a usual one has 10 passes
_CHUNK = 1 << 20


class PictureStream(io.BufferedReader):
    """A picture's file, whose reading ends when too much has been computed since the last.

    Decoders come back for more bytes all the while, so a file that keeps one busy without end is
    left here. The time is the thread's own: a slow disk does not count.
    """

    def __init__(self, path: Path, name: str) -> None:
        super().__init__(io.FileIO(path))
        self._name = name
        self._version = self._version_now()
        self.allow(_SECONDS)

    def allow(self, seconds: float) -> None:
        """Let so much be computed from now on."""
        self._end = time.thread_time() + seconds

    def read(self, size: int | None = -1, /) -> bytes:
        if time.thread_time() > self._end:
            raise PictureError(
                "{name} takes too long to read; it seems to be damaged.", name=self._name
            )
        return super().read(size)

    def sha256(self) -> str:
        """Of the whole file, in hexadecimal. Moves the position.

        Raises PictureError if the file was written to since it was opened: then these may not
        be the bytes that were decoded. One put in its place by name changes nothing here.
        """
        self.seek(0)
        digest = hashlib.file_digest(self, "sha256").hexdigest()
        if self._version_now() != self._version:
            raise PictureError(
                "{name} was changed while it was being read; open it again.", name=self._name
            )
        return digest

    def _version_now(self) -> tuple[int, int]:
        found = os.fstat(self.fileno())
        return found.st_size, found.st_mtime_ns


@contextmanager
def opened(
    path: Path, limits: PictureLimits
) -> Iterator[tuple[ImageFile.ImageFile, PictureStream]]:
    """The picture with only its head read, its size looked at, and its file.

    Raises PictureError, also for anything that goes wrong until it is closed.
    """
    name = shown_name(path.name)
    with _stream(path, name, limits) as stream:
        head = stream.read(HEAD)
        kind = _kind(head, name, stream, limits)
        with _explained(name, kind.name):
            _check_size(_claimed_size(kind, head), name, limits)
            page = _page_to_take(stream, name) if kind.name == "TIFF" else 0
            stream.seek(0)
            image = kind.open(cast(BinaryIO, stream))
            if page:
                image.seek(page)
        with _explained(name), image:
            _check_size(image.size, name, limits)
            if kind.name == "JPEG":
                _check_passes(stream, image.size, name)
            stream.allow(_SECONDS + _SECONDS_A_PIXEL * image.width * image.height)
            yield image, stream


def frames_notice(image: ImageFile.ImageFile, stream: PictureStream) -> Notice | None:
    """What to tell people if only a part of what is in the file was taken; else nothing.

    The image is of no use afterwards: to count its frames is to go to the last.
    """
    if image.format in ("MPO", "JPEG"):  # what is behind the picture is its depth or its twin
        return None
    stream.allow(_SECONDS_TO_COUNT)
    try:
        count = pages_of(stream) if image.format == "TIFF" else getattr(image, "n_frames", 1)
    except PictureError:
        count = Words("many")
    except Exception:  # noqa: BLE001 - the frame that was taken is sound; others do not matter
        return None
    if count == 1:
        return None
    match image.format:
        case "TIFF":
            shown = count if count < MAX_PAGES else Words("many")
            if image.tell():
                return Notice("Only the main one of {count} pictures was taken.", count=shown)
            return Notice("Only the first of {count} pages was taken.", count=shown)
        case "HEIF":
            return Notice("Only the main one of {count} pictures was taken.", count=count)
    return Notice("Only the first of {count} frames was taken.", count=count)


def _stream(path: Path, name: str, limits: PictureLimits) -> PictureStream:
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise PictureError(
                "{path} is a folder; choose a picture in it.", path=shown_name(str(path))
            )
        if not stat.S_ISREG(found.st_mode):  # a pipe would be waited for without end
            raise PictureError("{name} is a device or a pipe, not a file.", name=name)
        if found.st_size == 0:
            raise PictureError("{name} is empty.", name=name)
        if found.st_size > limits.bytes:
            raise PictureError(
                "{name} is larger than {most:,.0f} MB.", name=name, most=limits.bytes / 1e6
            )
        return PictureStream(path, name)
    except FileNotFoundError:
        raise missing(path) from None
    except PermissionError:
        raise PictureError("{name} may not be read: permission denied.", name=name) from None
    except OSError as error:
        raise PictureError(
            "{name} cannot be opened: {reason}.", name=name, reason=_reason(error)
        ) from error
    except ValueError as error:  # a zero among the letters of a path
        raise PictureError("{name} cannot be the name of a file.", name=name) from error


def _reason(error: OSError) -> str:
    return {
        errno.ELOOP: Words("it is a link that leads to itself"),
        errno.ENAMETOOLONG: Words("its name is too long"),
    }.get(error.errno or 0, error.strerror or str(error))


@contextmanager
def _explained(name: str, kind: str = "") -> Iterator[None]:
    """Anything that a decoder raises as the one error for people. kind: if it may be a rare one."""
    try:
        yield
    except UserError:
        raise
    except MemoryError as error:
        raise PictureError(
            "There is not enough memory to open {name}; make a smaller copy of it.", name=name
        ) from error
    except Exception as error:
        raise _damaged(name, kind, error) from error


def _damaged(name: str, kind: str, error: Exception) -> PictureError:
    reason = shown_reason(error)
    if kind:
        return PictureError(
            "{name} cannot be read ({reason}): it is damaged or cut off, or its {kind} data are of "
            "a rare kind. Try another copy of it, or save it as PNG in another program.",
            name=name,
            kind=kind,
            reason=reason,
        )
    return PictureError(
        "{name} is damaged or cut off and cannot be read ({reason}). Try another copy of it, or "
        "save it as PNG in another program.",
        name=name,
        reason=reason,
    )


def _page_to_take(stream: PictureStream, name: str) -> int:
    """The page of a TIFF that is its picture. Raises PictureError for a raw file."""
    pages_of(stream)
    pages = described(stream)
    if pages and holds_raw(pages):
        raise _raw(name)
    return main_page(pages)


def _raw(name: str) -> PictureError:
    return PictureError(
        "{name} is a camera's raw file: develop it first in a program for raw files, and save "
        "it as TIFF or JPEG.",
        name=name,
    )


def _kind(head: bytes, name: str, stream: PictureStream, limits: PictureLimits) -> InputFormat:
    if is_raw_file(head):
        raise _raw(name)
    kind = input_format_of(head)
    if kind is None:
        raise _unknown(name, other_format(head))
    if kind.name == "HEIF" and not is_heif_known():
        raise PictureError(
            "{name} is a HEIC picture, which needs a further package: pip install "
            '"nst-desktop[heif]". Or save it as JPEG.',
            name=name,
        )
    most = min(_MAX_BYTES_AT_ONCE, limits.bytes)
    if kind.whole and stream.seek(0, io.SEEK_END) > most:
        raise PictureError("{name} is larger than {most:,.0f} MB.", name=name, most=most / 1e6)
    return kind


def _unknown(name: str, other: str) -> PictureError:
    """other: what it seems to be instead; or nothing."""
    kinds = ", ".join(OPEN_FORMATS)
    if other:
        return PictureError(
            "{name} is not a picture that can be read but {other}. Pictures may be {kinds}.",
            name=name,
            other=other,
            kinds=kinds,
        )
    return PictureError(
        "{name} is not a picture that can be read. Pictures may be {kinds}.",
        name=name,
        kinds=kinds,
    )


def _claimed_size(kind: InputFormat, head: bytes) -> tuple[int, int]:
    """What a WebP says of its size; its decoder takes memory for it as it is opened."""
    if kind.name != "WEBP":
        return 1, 1
    match head[12:16]:
        case b"VP8X":
            width, height = (int.from_bytes(head[at : at + 3], "little") for at in (24, 27))
            return width + 1, height + 1
        case b"VP8L":
            bits = int.from_bytes(head[21:25], "little")
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = (int.from_bytes(head[at : at + 2], "little") & 0x3FFF for at in (26, 28))
    return width, height


def _check_size(size: tuple[int, int], name: str, limits: PictureLimits) -> None:
    if size[0] * size[1] > limits.pixels:
        most = limits.pixels / 1e6
        raise PictureError(
            "{name} has more than {most:g} million pixels; make a smaller copy of it, or "
            "raise the limit in the window (Tools, Largest picture).",
            name=name,
            most=most,
        )
    if max(size) > limits.side:
        raise PictureError(
            "{name} has {width} x {height} pixels, and no side may have more than {side}; make "
            "a smaller copy of it.",
            name=name,
            width=size[0],
            height=size[1],
            side=limits.side,
        )


def _check_passes(stream: PictureStream, size: tuple[int, int], name: str) -> None:
    """A JPEG may go over all its pixels again and again, with few bytes each time."""
    place, passes = stream.tell(), 0
    stream.seek(0)
    while chunk := stream.read(_CHUNK):
        passes += chunk.count(b"\xff\xda")
    stream.seek(place)
    if passes * size[0] * size[1] > _MAX_SCANNED:
        raise PictureError(
            "{name} would take too long to read: its pixels come {passes} times.",
            name=name,
            passes=passes,
        )
