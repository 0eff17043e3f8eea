"""The part of a download that has arrived, kept on the disk until the rest is there."""

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from nst_desktop.core.errors import UserError
from nst_desktop.storage.checksum import sha256_of
from nst_desktop.weights.weight_kinds import is_web_page


class DownloadError(UserError):
    """A file could not be downloaded. The text says why."""


@dataclass(frozen=True, slots=True)
class Version:
    """Which file the server offers: its length in bytes (None: not told) and its tag."""

    total: int | None
    tag: str


class PartialFile:
    """`NAME.part` beside the target, and `NAME.part.version`: which file it is a part of.

    Every method raises DownloadError if the disk is full or refuses.
    """

    def __init__(self, target: Path) -> None:
        self._target = target
        self._path = target.with_name(f"{target.name}.part")
        self._note = target.with_name(f"{target.name}.part.version")

    @property
    def size(self) -> int:
        """Bytes that can be built on: 0 if nobody knows which file they belong to."""
        with _disk(self._path):
            known = self._path.is_file() and self._note.is_file()
            return self._path.stat().st_size if known else 0

    @property
    def version(self) -> Version:
        """Which file the bytes belong to; only if there are any."""
        with _disk(self._note):
            total, _, tag = self._note.read_text(encoding="utf-8").partition(" ")
        return Version(int(total) if total.isdecimal() else None, tag)

    @property
    def is_whole(self) -> bool:
        """Whether every byte has arrived, as far as the length is known."""
        size = self.size
        return size > 0 and size == self.version.total

    def begin(self, version: Version) -> None:
        """Start anew, empty, with this file."""
        with _disk(self._path):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            # In this order a crash never leaves a note beside the bytes of another file.
            self._note.unlink(missing_ok=True)
            self._path.write_bytes(b"")
            total = "?" if version.total is None else version.total
            self._note.write_text(f"{total} {version.tag}", encoding="utf-8")

    def check_room(self) -> None:
        """Raises DownloadError if the rest will not fit on the disk."""
        total = self.version.total
        if total is not None:
            with _disk(self._path):
                free = shutil.disk_usage(self._path.parent).free
            if free < total - self.size:
                raise _disk_full(self._path)

    @contextmanager
    def appending(self) -> Iterator[Callable[[bytes], None]]:
        """A function that adds bytes to the end, open as long as the context."""
        with _disk(self._path):
            # Unbuffered: a full disk shows at the write, not when the file is closed.
            file = self._path.open("ab", buffering=0)

        def append(chunk: bytes) -> None:
            rest = memoryview(chunk)
            with _disk(self._path):
                while rest:
                    rest = rest[file.write(rest) :]

        with file:
            yield append

    def complete(self, sha256: str, checkpoint: Callable[[], None]) -> str:
        """Move it to its target, safely on the disk, and give its whole sha256.

        sha256: the first hex digits that it must have. Raises DownloadError, and deletes the
        bytes, if it has others.
        """
        with _disk(self._path):
            found = sha256_of(self._path, checkpoint)
            if not found.startswith(sha256):
                error = self._other_file(found[: len(sha256)])
                self._discard()
                raise error
            with self._path.open("rb+") as file:
                os.fsync(file.fileno())
            os.replace(self._path, self._target)
            self._note.unlink(missing_ok=True)
        return found

    def _other_file(self, found: str) -> DownloadError:
        with self._path.open("rb") as file:
            head = file.read(1024)
        if is_web_page(head):
            return DownloadError(
                "A web page arrived instead of {name}; the network may require you to sign in. "
                "It has been deleted.",
                name=self._target.name,
            )
        return DownloadError(
            "What arrived is not {name}: its sha256 begins with {found}. It has been deleted.",
            name=self._target.name,
            found=found,
        )

    def _discard(self) -> None:
        self._note.unlink(missing_ok=True)
        self._path.unlink(missing_ok=True)


@contextmanager
def _disk(path: Path) -> Iterator[None]:
    """Tell the disk's faults from the network's: both are OSErrors."""
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
        "The disk is full: free some space for {folder}. What has arrived is kept.",
        folder=path.parent,
    )
