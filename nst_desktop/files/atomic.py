"""Writing a file so that it appears whole or not at all."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Put the data in the place of the file in one step.

    It is written beside the target, checked and moved into place, so an older file of that name
    is lost only to a complete new one. Raises OSError if it cannot be written.
    """
    target = path.resolve()
    descriptor, name = tempfile.mkstemp(prefix=".nst-", suffix=".part", dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if os.path.getsize(name) != len(data):
            raise OSError("not all of it could be written")
        os.chmod(name, _mode_for(target))
        os.replace(name, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise


def _mode_for(target: Path) -> int:
    """The old file's rights, or those that a new file would get (mkstemp's are private)."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
