"""WorkerThread: runs one worker at a time on a thread and signals when it has ended."""

from typing import Any

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot


class WorkerThread(QObject):
    """Thread that runs one worker at a time. Call all methods from the window's thread.

    Signals:
        ended(object): The worker's outcome. Emitted once per start(), after the thread has ended.
    """

    ended = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        """Prepare the thread. Debuggers and process viewers display its name."""
        super().__init__(parent)
        self._name = name
        self._thread: QThread | None = None
        self._worker: Any = None
        self._outcome: object = None

    def is_busy(self) -> bool:
        """Whether a worker or its thread is still running."""
        return self._thread is not None

    def start(self, worker: Any) -> None:
        """Call worker.run() on a new thread.

        Args:
            worker: QObject that emits `ended(outcome)` exactly once, as its last signal.

        Raises:
            RuntimeError: Another worker is running.
        """
        if self.is_busy():
            raise RuntimeError("a worker is already running")
        self._worker = worker
        self._thread = QThread()
        self._thread.setObjectName(self._name)
        worker.moveToThread(self._thread)
        worker.ended.connect(self._on_ended)
        # A direct connection ends the thread even while the window's thread is waiting for it.
        worker.ended.connect(self._thread.quit, Qt.ConnectionType.DirectConnection)
        self._thread.started.connect(worker.run)
        self._thread.finished.connect(self._on_thread_finished)
        self._thread.start()

    def wait(self, timeout: float) -> bool:
        """Wait up to `timeout` seconds. Returns False if the thread is still running."""
        return self._thread is None or self._thread.wait(int(timeout * 1000))

    @Slot(object)
    def _on_ended(self, outcome: object) -> None:
        self._outcome = outcome

    @Slot()
    def _on_thread_finished(self) -> None:
        if self._thread is not None:
            self._thread.wait()  # `finished` is emitted shortly before the thread ends
        self._thread = self._worker = None
        outcome, self._outcome = self._outcome, None
        self.ended.emit(outcome)
