"""WeightsTask: downloads and checks the network's weights on a background thread."""

import time
from collections.abc import Callable
from functools import partial
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from nst_desktop.core.errors import StoppedError
from nst_desktop.run.error_texts import error_details, error_text
from nst_desktop.run.task import Tasks
from nst_desktop.weights.network_weights import load_weights

INTERVAL = 0.1  # s between progress reports

Report = Callable[[int, int | None], None]  # bytes received, total bytes
Load = Callable[[str, Report, Callable[[], None]], Any]


class WeightsTask(QObject):
    """Task that loads one set of weights at a time.

    start() cancels the previous load, which then emits no further signals.

    Signals:
        progressed(int, int | None): Bytes received, and total bytes if known.
        loaded(str): The weights from this source are ready.
        failed(str, str): Error message, and the traceback if the error is a bug.
        cancelled(): Loading was cancelled; a partial download is kept for next time.
    """

    progressed = Signal(object, object)
    loaded = Signal(str)
    failed = Signal(str, str)
    cancelled = Signal()
    _arrived = Signal(object, object, object)  # emitted on another thread: stop, done, total

    def __init__(
        self, tasks: Tasks, load: Load = load_weights, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._tasks, self._load = tasks, load
        self._stop: Event | None = None
        self._arrived.connect(self._on_arrived)

    def is_busy(self) -> bool:
        """Whether weights are being downloaded or checked."""
        return self._stop is not None

    def start(self, source: str) -> None:
        """Download weights if necessary, then check them. `source` is as for load_weights()."""
        self.abandon()
        stop = self._stop = Event()
        self._tasks.start(
            partial(self._load, source, self._reporter(stop), partial(_checkpoint, stop)),
            partial(self._on_loaded, stop, source),
            partial(self._on_failed, stop),
        )

    def cancel(self) -> None:
        """Request cancellation; `cancelled` follows."""
        if self._stop is not None:
            self._stop.set()

    def abandon(self) -> None:
        """Cancel without any further signals, for example when the window closes."""
        self.cancel()
        self._stop = None

    def _reporter(self, stop: Event) -> Report:
        """Return a progress callback for use on the other thread. It limits the rate of signals."""
        due = 0.0

        def report(done: int, total: int | None) -> None:
            nonlocal due
            if time.monotonic() >= due or done == total:
                due = time.monotonic() + INTERVAL
                self._arrived.emit(stop, done, total)

        return report

    @Slot(object, object, object)
    def _on_arrived(self, stop: Event, done: int, total: int | None) -> None:
        if stop is self._stop:
            self.progressed.emit(done, total)

    def _on_loaded(self, stop: Event, source: str, _weights: object) -> None:
        if stop is self._stop:
            self._stop = None
            self.loaded.emit(source)

    def _on_failed(self, stop: Event, error: Exception) -> None:
        if stop is not self._stop:
            return
        self._stop = None
        if isinstance(error, StoppedError):
            self.cancelled.emit()
        else:
            self.failed.emit(error_text(error), error_details(error))


def _checkpoint(stop: Event) -> None:
    if stop.is_set():
        raise StoppedError
