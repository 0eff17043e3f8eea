"""Opening untrusted picture files in bounded time and memory, with a single type of error."""

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
    HEAD_LENGTH,
    OPEN_FORMATS,
    InputFormat,
    input_format_of,
    is_heif_supported,
    other_format,
)
from nst_desktop.images.picture_errors import (
    PictureError,
    missing_file,
    printable_name,
    printable_reason,
)
from nst_desktop.images.picture_limits import PictureLimits
from nst_desktop.images.raw_files import holds_raw, is_raw_file, main_page
from nst_desktop.images.tiff_directories import MAX_PAGES, count_pages, read_pages

_TIMEOUT = 2.5  # s of CPU time for a header or a small picture; a few ms are usual
_TIMEOUT_PER_PIXEL = 5e-8  # s of additional CPU time; the slowest formats need a quarter
_COUNT_TIMEOUT = 0.5  # s
_MAX_BYTES_AT_ONCE = 400_000_000  # limit for formats whose files are read into memory as a whole
_MAX_SCANNED_PIXELS = 10**10  # pixels x scans in a JPEG, about 4 s; 10 scans are usual
_CHUNK = 1 << 20  # bytes


class PictureStream(io.BufferedReader):
    """Picture file that refuses to be read once decoding has used too much CPU time.

    Decoders keep reading while they work, so an endless decoding process is stopped here. Only the
    thread's CPU time counts, so a slow disk does no harm.
    """

    def __init__(self, path: Path, name: str) -> None:
        super().__init__(io.FileIO(path))
        self._name = name
        self._version = self._current_version()
        self.allow(_TIMEOUT)

    def allow(self, seconds: float) -> None:
        """Allow this many seconds of CPU time from now on."""
        self._deadline = time.thread_time() + seconds

    def read(self, size: int | None = -1, /) -> bytes:
        if time.thread_time() > self._deadline:
            raise PictureError(
                "{name} takes too long to read. The file seems to be damaged.", name=self._name
            )
        return super().read(size)

    def sha256(self) -> str:
        """Return the whole file's SHA-256 checksum, in hexadecimal. Moves the stream's position.

        Raises:
            PictureError: The file has been written to since it was opened, so its bytes may differ
                from those that were decoded. Replacing the file with another is not an error.
        """
        self.seek(0)
        digest = hashlib.file_digest(self, "sha256").hexdigest()
        if self._current_version() != self._version:
            raise PictureError(
                "{name} was changed while it was being read. Open it again.", name=self._name
            )
        return digest

    def _current_version(self) -> tuple[int, int]:
        status = os.fstat(self.fileno())
        return status.st_size, status.st_mtime_ns


@contextmanager
def open_picture(
    path: Path, limits: PictureLimits
) -> Iterator[tuple[ImageFile.ImageFile, PictureStream]]:
    """Open a picture and yield it together with its file stream.

    Only the header is read, and the size is checked. Raises PictureError, which also replaces any
    other error raised inside the `with` block.
    """
    name = printable_name(path.name)
    with _open_stream(path, name, limits) as stream:
        head = stream.read(HEAD_LENGTH)
        file_format = _check_format(head, name, stream, limits)
        with _as_picture_errors(name, file_format.name):
            _check_size(_claimed_size(file_format, head), name, limits)
            page = _main_tiff_page(stream, name) if file_format.name == "TIFF" else 0
            stream.seek(0)
            image = file_format.open(cast(BinaryIO, stream))
            if page:
                image.seek(page)
        with _as_picture_errors(name), image:
            _check_size(image.size, name, limits)
            if file_format.name == "JPEG":
                _check_scans(stream, image.size, name)
            stream.allow(_TIMEOUT + _TIMEOUT_PER_PIXEL * image.width * image.height)
            yield image, stream


def frames_notice(image: ImageFile.ImageFile, stream: PictureStream) -> Notice | None:
    """Return a notice if only some of the file's pictures were loaded, else None.

    The image is unusable afterwards, because counting the frames seeks to the last one.
    """
    if image.format in ("MPO", "JPEG"):  # Other frames are depth maps or stereo views.
        return None
    stream.allow(_COUNT_TIMEOUT)
    try:
        count = count_pages(stream) if image.format == "TIFF" else getattr(image, "n_frames", 1)
    except PictureError:
        count = Words("many")
    except Exception:  # noqa: BLE001 - the loaded frame is sound; others do not matter
        return None
    if count == 1:
        return None
    match image.format:
        case "TIFF":
            shown = count if count < MAX_PAGES else Words("many")
            if image.tell():
                return Notice(
                    "Only the main picture was loaded; the file contains {count} pictures.",
                    count=shown,
                )
            return Notice("Only the first of {count} pages was loaded.", count=shown)
        case "HEIF":
            return Notice(
                "Only the main picture was loaded; the file contains {count} pictures.", count=count
            )
    return Notice("Only the first of {count} frames was loaded.", count=count)


def _open_stream(path: Path, name: str, limits: PictureLimits) -> PictureStream:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise PictureError(
                "{path} is a folder. Choose a picture in it.", path=printable_name(str(path))
            )
        if not stat.S_ISREG(status.st_mode):  # Reading a pipe could block forever.
            raise PictureError("{name} is a device or a pipe, not a file.", name=name)
        if status.st_size == 0:
            raise PictureError("{name} is empty.", name=name)
        if status.st_size > limits.bytes:
            raise PictureError(
                "{name} is larger than {most:,.0f} MB.", name=name, most=limits.bytes / 1e6
            )
        return PictureStream(path, name)
    except FileNotFoundError:
        raise missing_file(path) from None
    except PermissionError:
        raise PictureError("{name} cannot be read: permission denied.", name=name) from None
    except OSError as error:
        raise PictureError(
            "{name} cannot be opened: {reason}.", name=name, reason=_reason(error)
        ) from error
    except ValueError as error:  # a null character in the path
        raise PictureError("{name} is not a valid file name.", name=name) from error


def _reason(error: OSError) -> str:
    return {
        errno.ELOOP: Words("it is a link that points to itself"),
        errno.ENAMETOOLONG: Words("its name is too long"),
    }.get(error.errno or 0, error.strerror or str(error))


@contextmanager
def _as_picture_errors(name: str, file_format: str = "") -> Iterator[None]:
    """Convert any error that a decoder raises to a PictureError.

    If a format is given, the message adds that the file may be an unsupported variant of that
    format.
    """
    try:
        yield
    except UserError:
        raise
    except MemoryError as error:
        raise PictureError(
            "There is not enough memory to open {name}. Make a smaller copy of it.", name=name
        ) from error
    except Exception as error:
        raise _damaged(name, file_format, error) from error


def _damaged(name: str, file_format: str, error: Exception) -> PictureError:
    reason = printable_reason(error)
    if file_format:
        return PictureError(
            "{name} cannot be read ({reason}). It is damaged, incomplete or an unsupported variant "
            "of {kind}. Try another copy, or save it as PNG in another program.",
            name=name,
            kind=file_format,
            reason=reason,
        )
    return PictureError(
        "{name} is damaged or incomplete and cannot be read ({reason}). Try another copy, or save "
        "it as PNG in another program.",
        name=name,
        reason=reason,
    )


def _main_tiff_page(stream: PictureStream, name: str) -> int:
    """Return the index of a TIFF's main page. Raises PictureError for a raw file."""
    count_pages(stream)
    pages = read_pages(stream)
    if pages and holds_raw(pages):
        raise _raw(name)
    return main_page(pages)


def _raw(name: str) -> PictureError:
    return PictureError(
        "{name} is a camera raw file. Develop it in a raw converter first and save it as TIFF or "
        "JPEG.",
        name=name,
    )


def _check_format(
    head: bytes, name: str, stream: PictureStream, limits: PictureLimits
) -> InputFormat:
    if is_raw_file(head):
        raise _raw(name)
    file_format = input_format_of(head)
    if file_format is None:
        raise _unsupported(name, other_format(head))
    if file_format.name == "HEIF" and not is_heif_supported():
        raise PictureError(
            "{name} is a HEIC picture. Save it as JPEG, or install the extra package for HEIC with "
            'this command: pip install "nst-desktop[heif]"',
            name=name,
        )
    most = min(_MAX_BYTES_AT_ONCE, limits.bytes)
    if file_format.is_read_whole and stream.seek(0, io.SEEK_END) > most:
        raise PictureError("{name} is larger than {most:,.0f} MB.", name=name, most=most / 1e6)
    return file_format


def _unsupported(name: str, other: str) -> PictureError:
    kinds = ", ".join(OPEN_FORMATS)
    if other:
        return PictureError(
            "{name} is {other}, not a supported picture. Supported formats: {kinds}.",
            name=name,
            other=other,
            kinds=kinds,
        )
    return PictureError(
        "{name} is not a supported picture. Supported formats: {kinds}.",
        name=name,
        kinds=kinds,
    )


def _claimed_size(file_format: InputFormat, head: bytes) -> tuple[int, int]:
    """Return the size claimed in a WebP header, or (1, 1) for other formats.

    Merely opening a WebP allocates memory for its pixels, so its size must be checked first.
    """
    if file_format.name != "WEBP":
        return 1, 1
    match head[12:16]:
        case b"VP8X":
            width, height = (int.from_bytes(head[i : i + 3], "little") for i in (24, 27))
            return width + 1, height + 1
        case b"VP8L":
            bits = int.from_bytes(head[21:25], "little")
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = (int.from_bytes(head[i : i + 2], "little") & 0x3FFF for i in (26, 28))
    return width, height


def _check_size(size: tuple[int, int], name: str, limits: PictureLimits) -> None:
    if size[0] * size[1] > limits.pixels:
        most = limits.pixels / 1e6
        raise PictureError(
            "{name} has more than {most:g} million pixels. Make a smaller copy of it, or raise the "
            "limit in the window (Tools, Largest picture).",
            name=name,
            most=most,
        )
    if max(size) > limits.side:
        raise PictureError(
            "{name} is {width} x {height} px, but neither side may be longer than {side} px. "
            "Make a smaller copy of it.",
            name=name,
            width=size[0],
            height=size[1],
            side=limits.side,
        )


def _check_scans(stream: PictureStream, size: tuple[int, int], name: str) -> None:
    """Reject a JPEG with too many scans.

    Each scan covers all pixels, even if it takes only a few bytes in the file.
    """
    position, scans = stream.tell(), 0
    stream.seek(0)
    while chunk := stream.read(_CHUNK):
        scans += chunk.count(b"\xff\xda")
    stream.seek(position)
    if scans * size[0] * size[1] > _MAX_SCANNED_PIXELS:
        raise PictureError(
            "{name} would take too long to read: it contains {scans} scans.",
            name=name,
            scans=scans,
        )
