"""Atomic file writes, which either complete or change nothing, and reasons for failures."""

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

_PART_NAME = re.compile(r"\.nst-[0-9a-f]{16}\.part", re.ASCII)
_ABANDONED_AGE = 24 * 3600.0  # s; no part file takes longer to write
_REASONS = {
    errno.ENOSPC: Words("the disk is full"),
    errno.EDQUOT: Words("your disk quota is exceeded"),
    errno.EFBIG: Words("the file is too large for this disk"),
    errno.EROFS: Words("the disk is read-only"),
    errno.EACCES: DENIED,
    errno.EPERM: DENIED,
    errno.ENOENT: Words("the folder no longer exists"),
    errno.ENAMETOOLONG: Words("the name is too long"),
}


def write_whole(path: Path, data: bytes) -> None:
    """Replace the file's content with this data in one step.

    The data is written to a part file beside the target, checked and moved into place. An existing
    file is therefore only replaced by a complete new one. A link is followed to its target. Raises
    OSError if the write fails.
    """
    with whole_file(path) as file:
        file.write(data)


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Open a file for writing in several parts, as an alternative to write_whole.

    The target is replaced when the `with` block ends.
    """
    target = Path(os.path.realpath(path))
    part = target.with_name(f".nst-{secrets.token_hex(8)}.part")
    try:
        with open(part, "xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
            size = file.tell()
        if os.path.getsize(part) != size:
            raise OSError("the file could not be written completely")
        if target.exists():
            os.chmod(part, target.stat().st_mode & 0o777)
        os.replace(part, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(part)
        raise
    _sync_folder(target.parent)
    _remove_abandoned_parts(target.parent)


def reason_of(error: OSError) -> str:
    """Return the reason for a failed write, in a form that can end a sentence.

    The reason does not include the file's path.
    """
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)


def _sync_folder(folder: Path) -> None:
    """Flush the new file name to disk as well.

    If that is impossible, a power failure may restore the old file, but intact.
    """
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _remove_abandoned_parts(folder: Path) -> None:
    """Remove the part files that a killed program left in the folder."""
    latest = time.time() - _ABANDONED_AGE
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            is_part = _PART_NAME.fullmatch(entry.name)
            if is_part and entry.stat(follow_symlinks=False).st_mtime < latest:
                os.unlink(entry.path)
