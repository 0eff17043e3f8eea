"""Tasks: short jobs on background threads, such as decoding or saving a picture."""

import logging
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

log = logging.getLogger(__name__)

Result = TypeVar("Result")


class Tasks(QObject):
    """Pool that calls functions on other threads and delivers their results on its own thread."""

    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None, threads: int | None = None) -> None:
        """Use up to `threads` threads, or one per processor if None. One keeps tasks in order."""
        super().__init__(parent)
        self._pool = QThreadPool(self)
        if threads is not None:
            self._pool.setMaxThreadCount(threads)
        self._is_abandoned = False
        self._finished.connect(self._on_finished)

    def start(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Call work() on another thread, then done(result) or failed(error) on this one."""
        if not self._is_abandoned:
            self._pool.start(partial(self._carry_out, work, done, failed))

    def finish(self, timeout: float) -> bool:
        """Wait up to `timeout` seconds for all tasks. Returns False if some are still running."""
        return self._pool.waitForDone(int(timeout * 1000))

    def abandon(self) -> None:
        """Start no more tasks and drop all results."""
        self._is_abandoned = True

    def _carry_out(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[Exception], None],
    ) -> None:
        try:
            callback = partial(done, work())
        except Exception as error:
            log.debug("a task failed", exc_info=True)
            callback = partial(failed, error)
        self._finished.emit(callback)

    @Slot(object)
    def _on_finished(self, callback: Callable[[], None]) -> None:
        if not self._is_abandoned:
            callback()
