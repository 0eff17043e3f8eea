"""The sha256 of a file of any size."""

import errno
import hashlib
from collections.abc import Callable
from pathlib import Path
from stat import S_ISREG

from nst_desktop.core.errors import Words

_CHUNK = 1 << 20  # bytes


def sha256_of(path: Path, checkpoint: Callable[[], None] = lambda: None) -> str:
    """The sha256 of the whole file, 64 hex digits.

    checkpoint is called for every MB; what it raises ends the reading. Raises OSError if the
    file cannot be read, or is none.
    """
    check_regular(path)
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            checkpoint()
            digest.update(chunk)
    return digest.hexdigest()


def check_regular(path: Path) -> None:
    """Raise OSError if this is no file: a pipe would be waited for without end."""
    if not S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, Words("it is a folder, a device or a pipe"), str(path))
