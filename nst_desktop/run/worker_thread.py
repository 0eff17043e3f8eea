"""WorkerThread: a thread that carries out one worker at a time, and tells when it has ended."""

from typing import Any

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot


class WorkerThread(QObject):
    """All methods belong to the window's thread.

    ended(outcome): what the worker has told, once for every start, when the thread has ended and
    the next worker may start.
    """

    ended = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        """name: of the thread, for whoever looks at the process."""
        super().__init__(parent)
        self._name = name
        self._thread: QThread | None = None
        self._worker: Any = None
        self._outcome: object = None

    def is_busy(self) -> bool:
        """Whether a worker is going, or its thread has not ended yet."""
        return self._thread is not None

    def start(self, worker: Any) -> None:
        """Call worker.run() on a new thread. Raises RuntimeError while another one is going.

        worker: a QObject whose signal ended(outcome) comes exactly once, and last.
        """
        if self.is_busy():
            raise RuntimeError("a run is going already")
        self._worker = worker
        self._thread = QThread()
        self._thread.setObjectName(self._name)
        worker.moveToThread(self._thread)
        worker.ended.connect(self._on_ended)
        # Direct, so that the thread ends even while the window's thread waits for it.
        worker.ended.connect(self._thread.quit, Qt.ConnectionType.DirectConnection)
        self._thread.started.connect(worker.run)
        self._thread.finished.connect(self._on_thread_finished)
        self._thread.start()

    def wait(self, timeout: float) -> bool:
        """Wait at most timeout seconds for the end. False if the thread is still going then."""
        return self._thread is None or self._thread.wait(int(timeout * 1000))

    @Slot(object)
    def _on_ended(self, outcome: object) -> None:
        self._outcome = outcome

    @Slot()
    def _on_thread_finished(self) -> None:
        if self._thread is not None:
            self._thread.wait()  # `finished` comes from the thread's last lines, not after them
        self._thread = self._worker = None
        outcome, self._outcome = self._outcome, None
        self.ended.emit(outcome)
