"""A lock between processes that ends with its process, however that ends."""

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
    """One holder at a time, among all processes and within one.

    The system itself holds it and frees it when the process is gone: no process number is
    written down that somebody else may have after a power cut.
    """

    def __init__(self, path: Path) -> None:
        """path: of a file for nothing else, made where it is missing."""
        self._path = path
        self._descriptor: int | None = None

    def acquire(self) -> bool:
        """Take it. False if somebody has it, or the disk knows no locks."""
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
        """Let it go, if it is held."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)


def _lock(descriptor: int) -> None:
    """Raises OSError if somebody else has it."""
    if sys.platform == "win32":
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
