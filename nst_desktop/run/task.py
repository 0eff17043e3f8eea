"""Tasks: small pieces of work off the window's thread, such as decoding or saving a picture."""

import logging
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

log = logging.getLogger(__name__)

Result = TypeVar("Result")


class Tasks(QObject):
    """Runs functions on other threads and hands their results back on its own thread.

    threads: how many at once; with 1, one after the other, in order. None: as the machine has.
    """

    _answered = Signal(object)

    def __init__(self, parent: QObject | None = None, threads: int | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        if threads is not None:
            self._pool.setMaxThreadCount(threads)
        self._is_abandoned = False
        self._answered.connect(self._on_answered)

    def start(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Call work() elsewhere, then done(result) or failed(error) on this object's thread."""
        if not self._is_abandoned:
            self._pool.start(partial(self._carry_out, work, done, failed))

    def finish(self, timeout: float) -> bool:
        """Wait at most timeout seconds for what has been started. False if that was too short."""
        return self._pool.waitForDone(int(timeout * 1000))

    def abandon(self) -> None:
        """Start nothing more, and pass on no more results."""
        self._is_abandoned = True

    def _carry_out(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[Exception], None],
    ) -> None:
        try:
            answer = partial(done, work())
        except Exception as error:
            log.debug("a task failed", exc_info=True)
            answer = partial(failed, error)
        self._answered.emit(answer)

    @Slot(object)
    def _on_answered(self, answer: Callable[[], None]) -> None:
        if not self._is_abandoned:
            answer()
