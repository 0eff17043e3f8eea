"""Partial file of a download, kept on disk until the download is complete."""

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from nst_desktop.core.errors import UserError
from nst_desktop.storage.checksum import sha256_of
from nst_desktop.weights.weight_formats import is_web_page


class DownloadError(UserError):
    """A file could not be downloaded."""


@dataclass(frozen=True, slots=True)
class Version:
    """Version of a file on the server.

    Attributes:
        total: Length in bytes; None if the server does not send it.
        tag: ETag or Last-Modified date; empty if the server sends neither.
    """

    total: int | None
    tag: str


class PartialFile:
    """Partial file `NAME.part` beside the target; `NAME.part.version` stores its version.

    All methods raise DownloadError if the disk is full, or cannot be read or written to.
    """

    def __init__(self, target: Path) -> None:
        self._target = target
        self._path = target.with_name(f"{target.name}.part")
        self._version_path = target.with_name(f"{target.name}.part.version")

    @property
    def size(self) -> int:
        """Number of bytes already downloaded; 0 if their version is unknown."""
        with _disk(self._path):
            is_known = self._path.is_file() and self._version_path.is_file()
            return self._path.stat().st_size if is_known else 0

    @property
    def version(self) -> Version:
        """Version that the bytes belong to; only valid if `size` is above 0."""
        with _disk(self._version_path):
            total, _, tag = self._version_path.read_text(encoding="utf-8").partition(" ")
        return Version(int(total) if total.isdecimal() else None, tag)

    @property
    def is_complete(self) -> bool:
        """Whether every byte has arrived; False if the total length is unknown."""
        size = self.size
        return size > 0 and size == self.version.total

    def begin(self, version: Version) -> None:
        """Start an empty partial file for this version."""
        with _disk(self._path):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            # In this order, a crash never leaves a version beside another version's bytes.
            self._version_path.unlink(missing_ok=True)
            self._path.write_bytes(b"")
            total = "?" if version.total is None else version.total
            self._version_path.write_text(f"{total} {version.tag}", encoding="utf-8")

    def check_free_space(self) -> None:
        """Raise DownloadError if the remaining bytes will not fit on the disk."""
        total = self.version.total
        if total is not None:
            with _disk(self._path):
                free = shutil.disk_usage(self._path.parent).free
            if free < total - self.size:
                raise _disk_full(self._path)

    @contextmanager
    def open_to_append(self) -> Iterator[Callable[[bytes], None]]:
        """Open the file and yield a function that appends bytes to it."""
        with _disk(self._path):
            # Unbuffered, so that a full disk is noticed by write() rather than close().
            file = self._path.open("ab", buffering=0)

        def append(chunk: bytes) -> None:
            rest = memoryview(chunk)
            with _disk(self._path):
                while rest:
                    rest = rest[file.write(rest) :]

        with file:
            yield append

    def finish(self, sha256: str, checkpoint: Callable[[], None]) -> str:
        """Verify the file, sync it to disk, move it to the target and return its SHA-256.

        Args:
            sha256: Hex digits that the file's SHA-256 must start with.
            checkpoint: Callback invoked while hashing; may raise to abort.

        Raises:
            DownloadError: If the SHA-256 does not match. The file is then deleted.
        """
        with _disk(self._path):
            digest = sha256_of(self._path, checkpoint)
            if not digest.startswith(sha256):
                error = self._mismatch(digest[: len(sha256)])
                self._discard()
                raise error
            with self._path.open("rb+") as file:
                os.fsync(file.fileno())
            os.replace(self._path, self._target)
            self._version_path.unlink(missing_ok=True)
        return digest

    def _mismatch(self, digest_start: str) -> DownloadError:
        with self._path.open("rb") as file:
            head = file.read(1024)
        if is_web_page(head):
            return DownloadError(
                "The server sent a web page instead of {name}. You may need to sign in to the "
                "network. The downloaded page was discarded.",
                name=self._target.name,
            )
        return DownloadError(
            "The downloaded file is not {name}: its SHA-256 begins with {found}. The file "
            "was discarded.",
            name=self._target.name,
            found=digest_start,
        )

    def _discard(self) -> None:
        self._version_path.unlink(missing_ok=True)
        self._path.unlink(missing_ok=True)


@contextmanager
def _disk(path: Path) -> Iterator[None]:
    """Convert the disk's OSErrors to DownloadErrors, to distinguish them from network errors."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise _disk_full(path) from error
        raise DownloadError(
            "{path} cannot be written: {reason}.", path=path, reason=error.strerror
        ) from error


def _disk_full(path: Path) -> DownloadError:
    return DownloadError(
        "The disk that holds {folder} is full. Free some space and try again. The partial "
        "download is kept.",
        folder=path.parent,
    )
