"""Where this window sets its artwork aside: another one that is open has a place of its own."""

import logging
from pathlib import Path

from nst_desktop import paths
from nst_desktop.storage.locks import ProcessLock

log = logging.getLogger(__name__)

PLACES = 9  # windows at a time; any more share the first one's place


class UnsavedSlot:
    """A file that no other window has, as long as this one is open.

    If a window that is gone has left an artwork, its place is taken, so that it can be offered.
    """

    def __init__(self) -> None:
        self._lock: ProcessLock | None = None
        self._file = paths.recovery_file()

    @property
    def file(self) -> Path:
        """It may not exist yet."""
        if self._lock is None:
            self._take()
        return self._file

    def release(self) -> None:
        """The window is closed: what lies there is for the next one."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _take(self) -> None:
        first = paths.recovery_file()
        more = (first.with_stem(f"{first.stem}-{number}") for number in range(2, PLACES + 1))
        places = sorted((first, *more), key=lambda file: not file.exists())
        try:
            first.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            log.warning("nothing can be set aside: %s", error.strerror)
            return
        for file in places:
            lock = ProcessLock(file.with_suffix(".lock"))
            if lock.acquire():
                self._lock, self._file = lock, file
                return
