"""Locks between processes, which the system releases even if a process crashes."""

import logging
import os
import sys
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

logger = logging.getLogger(__name__)


class ProcessLock:
    """Exclusive lock, both between processes and within one process.

    The operating system holds the lock and releases it when the process ends. No process ID is
    stored, because another process might have the same ID after a power failure.
    """

    def __init__(self, path: Path) -> None:
        """Initialise with a lock file, which has no other purpose and is created if missing."""
        self._path = path
        self._descriptor: int | None = None

    def acquire(self) -> bool:
        """Try to acquire the lock. Return whether it is held now.

        Acquiring fails if the lock is taken or the disk does not support locks.
        """
        if self._descriptor is not None:
            return True
        try:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            logger.warning("no lock: %s", error.strerror)
            return False
        try:
            _lock(descriptor)
        except OSError:
            os.close(descriptor)
            return False
        self._descriptor = descriptor
        return True

    def release(self) -> None:
        """Release the lock, if it is held."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)


def _lock(descriptor: int) -> None:
    """Lock the file. Raises OSError if it is already locked."""
    if sys.platform == "win32":
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
