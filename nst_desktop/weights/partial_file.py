"""The partial file of a download, kept on disk until the rest has arrived."""

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
        tag: ETag or date of the last change; empty if there is neither.
    """

    total: int | None
    tag: str


class PartialFile:
    """`NAME.part` beside the target, with `NAME.part.version`: which file it is part of.

    All methods raise DownloadError if the disk is full or cannot be read or written.
    """

    def __init__(self, target: Path) -> None:
        self._target = target
        self._path = target.with_name(f"{target.name}.part")
        self._version_path = target.with_name(f"{target.name}.part.version")

    @property
    def size(self) -> int:
        """Number of bytes to resume from; 0 if it is unknown which file they belong to."""
        with _disk(self._path):
            is_known = self._path.is_file() and self._version_path.is_file()
            return self._path.stat().st_size if is_known else 0

    @property
    def version(self) -> Version:
        """Version of the file that the bytes belong to; only valid if there are any."""
        with _disk(self._version_path):
            total, _, tag = self._version_path.read_text(encoding="utf-8").partition(" ")
        return Version(int(total) if total.isdecimal() else None, tag)

    @property
    def is_complete(self) -> bool:
        """Whether every byte has arrived; False if the length is unknown."""
        size = self.size
        return size > 0 and size == self.version.total

    def begin(self, version: Version) -> None:
        """Start with an empty part of this version of the file."""
        with _disk(self._path):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            # In this order a crash never leaves a version beside the bytes of another file.
            self._version_path.unlink(missing_ok=True)
            self._path.write_bytes(b"")
            total = "?" if version.total is None else version.total
            self._version_path.write_text(f"{total} {version.tag}", encoding="utf-8")

    def check_free_space(self) -> None:
        """Raise DownloadError if the rest will not fit on the disk."""
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
        """Sync the file to disk, move it to its target and return its SHA-256.

        Args:
            sha256: First hex digits that its SHA-256 must have.
            checkpoint: Called while hashing; may raise to abort.

        Raises:
            DownloadError: If its SHA-256 is another one; the file is then deleted.
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
                "The server sent a web page instead of {name}; the network may require you to sign "
                "in. The page was deleted.",
                name=self._target.name,
            )
        return DownloadError(
            "The downloaded file is not {name}: its SHA-256 begins with {found}. It was deleted.",
            name=self._target.name,
            found=digest_start,
        )

    def _discard(self) -> None:
        self._version_path.unlink(missing_ok=True)
        self._path.unlink(missing_ok=True)


@contextmanager
def _disk(path: Path) -> Iterator[None]:
    """Turn the disk's OSErrors into DownloadErrors, to tell them from those of the network."""
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
        "The disk is full. Free some space for {folder} and try again; the partial download is "
        "kept.",
        folder=path.parent,
    )
