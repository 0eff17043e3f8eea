"""Writing a file so that it appears whole or not at all."""

import errno
import os
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from nst_desktop.core.errors import Words

DENIED = Words("permission denied")

_PART = re.compile(r"\.nst-[0-9a-f]{16}\.part", re.ASCII)
_ABANDONED = 24 * 3600.0  # seconds after which nobody writes to a part any more
_REASONS = {
    errno.ENOSPC: Words("the disk is full"),
    errno.EDQUOT: Words("your share of the disk is used up"),
    errno.EFBIG: Words("the file is too large for this disk"),
    errno.EROFS: Words("it is read-only"),
    errno.EACCES: DENIED,
    errno.EPERM: DENIED,
    errno.ENOENT: Words("the folder is gone"),
    errno.ENAMETOOLONG: Words("the name is too long"),
}


def write_whole(path: Path, data: bytes) -> None:
    """Put the data in the place of the file in one step; a link leads to the file it stands for.

    It is written beside the target, checked and moved into place, so an older file of that name
    is lost only to a complete new one. Raises OSError if it cannot be written.
    """
    with whole_file(path) as file:
        file.write(data)


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """As write_whole, for what is written in parts: it takes its place at the end of the block."""
    target = Path(os.path.realpath(path))
    part = target.with_name(f".nst-{secrets.token_hex(8)}.part")
    try:
        with open(part, "xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
            size = file.tell()
        if os.path.getsize(part) != size:
            raise OSError("not all of it could be written")
        if target.exists():
            os.chmod(part, target.stat().st_mode & 0o777)
        os.replace(part, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(part)
        raise
    _sync(target.parent)
    _clear(target.parent)


def reason_of(error: OSError) -> str:
    """The end of a sentence: Words, or else what the system says, without the file's path."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)


def _sync(folder: Path) -> None:
    """Bring the new name to the disk as well; where a system cannot, the old one is whole."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _clear(folder: Path) -> None:
    """Remove the parts that a killed program has left in the folder."""
    latest = time.time() - _ABANDONED
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _PART.fullmatch(entry.name) and entry.stat(follow_symlinks=False).st_mtime < latest:
                os.unlink(entry.path)
