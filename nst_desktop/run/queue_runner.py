"""QueueRunner: makes the queued artworks, one after another, on a background thread."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from nst_desktop.core.pace import Pace
from nst_desktop.making.job_record import JobState, work_left
from nst_desktop.queue.destination import Destination
from nst_desktop.queue.queue import QueueEntry
from nst_desktop.queue.queue_store import QueueStore
from nst_desktop.run.error_texts import error_details, error_text
from nst_desktop.run.queue_control import HoldableMakers, QueueControl
from nst_desktop.run.worker_thread import WorkerThread


def real_makers() -> HoldableMakers:
    """Return Processes, imported only when first needed so that the window opens faster."""
    from nst_desktop.making.workers.processes import Processes

    return Processes()


class QueueRunner(QObject):
    """Owner of the queue's thread. Call all methods from the window's thread.

    Signals:
        changed(): Entries have changed state or have been removed.
        advanced(QueueEntry): The running entry has progressed.
        busy_changed(bool): The thread has started (True) or ended (False).
        broke(str, str): Reason why the queue cannot continue, and the traceback for a bug.
        unsaved(str): Reason why the queue could not be saved; the queue continues.
    """

    changed = Signal()
    advanced = Signal(object)
    busy_changed = Signal(bool)
    broke = Signal(str, str)
    unsaved = Signal(str)

    def __init__(
        self,
        results: Destination,
        makers: Callable[[], HoldableMakers] = real_makers,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._control = QueueControl(results)
        self._makers = makers
        self._pace = Pace()
        self._store: QueueStore | None = None
        self._thread = WorkerThread("queue", self)
        self._thread.ended.connect(self._on_ended)

    def is_busy(self) -> bool:
        """Whether an artwork is in progress, even if it is on hold."""
        return self._thread.is_busy()

    def is_held(self) -> bool:
        """Whether the queue is on hold."""
        return self._control.is_held()

    def remaining(self) -> float | None:
        """Return the estimated time, in s, for all unfinished entries; None if unknown."""
        entries = () if self._store is None else self._store.queue.entries
        return self._pace.seconds_for(work_left(entries))

    def set_destination(self, results: Destination) -> None:
        """Set the destination for artworks started from now on."""
        self._control.results = results

    def use(self, store: QueueStore) -> None:
        """Use this store when the thread next starts."""
        self._store = store

    def hold(self, held: bool) -> None:
        """Put the queue on hold at the next layer, or let it continue."""
        self._control.hold(held)
        self._pace.rest()
        self.start_if_possible()

    @Slot()
    def start_if_possible(self) -> None:
        """Start the thread if entries are waiting and the queue is not paused, held or stopped."""
        store = self._store
        if store is None or self.is_busy() or self.is_held() or self._control.is_stopped():
            return
        has_work = any(entry.state is JobState.WAITING for entry in store.queue.entries)
        if not has_work or store.queue.is_paused:
            return
        from nst_desktop.run.queue_worker import QueueWorker  # imported only when needed

        worker = QueueWorker(store, self._control, self._makers())
        worker.changed.connect(self.changed)
        worker.advanced.connect(self._on_advanced)
        worker.unsaved.connect(self.unsaved)
        self._thread.start(worker)
        self.busy_changed.emit(True)

    def stop(self) -> None:
        """Stop for good. The current artwork is abandoned and requeued for the next session."""
        self._control.stop()

    def shut_down(self, timeout: float) -> bool:
        """Stop, and wait up to `timeout` seconds. Returns False if the thread is still running."""
        self.stop()
        return self._thread.wait(timeout)

    @Slot(object)
    def _on_advanced(self, entry: QueueEntry) -> None:
        if not self.is_held():
            self._pace.note(entry.work * entry.share, entry.id)
        self.advanced.emit(entry)

    @Slot(object)
    def _on_ended(self, error: Exception | None) -> None:
        self._pace.rest()
        if error is not None:
            self.broke.emit(error_text(error), error_details(error))
        self.start_if_possible()  # entries may have been added after the worker last checked
        if not self.is_busy():
            self.busy_changed.emit(False)
        self.changed.emit()
