"""SHA-256 checksums for files of any size."""

import errno
import hashlib
from collections.abc import Callable
from pathlib import Path
from stat import S_ISREG

from nst_desktop.core.errors import Words

_CHUNK = 1 << 20  # bytes


def sha256_of(path: Path, checkpoint: Callable[[], None] = lambda: None) -> str:
    """Return a file's SHA-256 checksum as 64 hex digits.

    `checkpoint` is called for every MB and may raise an error to cancel. Raises OSError if the file
    cannot be read or is not a regular file.
    """
    check_regular(path)
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            checkpoint()
            digest.update(chunk)
    return digest.hexdigest()


def check_regular(path: Path) -> None:
    """Raise OSError unless this is a regular file, since reading a pipe could block forever."""
    if not S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, Words("it is a folder, a device or a pipe"), str(path))
