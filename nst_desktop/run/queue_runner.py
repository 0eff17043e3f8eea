"""The window's handle on the queue: its artworks are made beside the window, one by one."""

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
    """Processes, imported when something is made: the window is there before it."""
    from nst_desktop.making.workers.processes import Processes

    return Processes()


class QueueRunner(QObject):
    """Owns the thread that makes what waits. All methods belong to the window's thread.

    changed(): entries are in another state, or gone. advanced(Entry): it has come further.
    busy_changed(bool): whether the thread is at work. broke(str, str): the queue cannot go on,
    why, and the traceback of a fault. unsaved(str): it goes on, but could not be written.
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
        """Whether something is being made, held or not."""
        return self._thread.is_busy()

    def is_held(self) -> bool:
        """Whether everything waits until hold(False)."""
        return self._control.is_held()

    def remaining(self) -> float | None:
        """Seconds for all that is not made yet; None while nobody can tell."""
        entries = () if self._store is None else self._store.queue.entries
        return self._pace.seconds_for(work_left(entries))

    def set_results(self, results: Destination) -> None:
        """Where artworks go that are begun from now on."""
        self._control.results = results

    def use(self, store: QueueStore) -> None:
        """Make what is in this one, from the next go on."""
        self._store = store

    def hold(self, held: bool) -> None:
        """Let everything wait where it is, within a layer; or go on."""
        self._control.hold(held)
        self._pace.rest()
        self.go()

    @Slot()
    def go(self) -> None:
        """Begin with what waits, unless that is going on, or shall not be."""
        store = self._store
        if store is None or self.is_busy() or self.is_held() or self._control.is_stopped():
            return
        waits = any(each.state is JobState.WAITING for each in store.queue.entries)
        if not waits or store.queue.is_paused:
            return
        from nst_desktop.run.queue_worker import QueueWorker  # only when needed

        worker = QueueWorker(store, self._control, self._makers())
        worker.changed.connect(self.changed)
        worker.advanced.connect(self._on_advanced)
        worker.unsaved.connect(self.unsaved)
        self._thread.start(worker)
        self.busy_changed.emit(True)

    def stop(self) -> None:
        """End for good: what is being made is given up, and waits for the next time."""
        self._control.stop()

    def shut_down(self, timeout: float) -> bool:
        """Stop and wait at most timeout seconds. False if the thread is still going then."""
        self.stop()
        return self._thread.wait(timeout)

    @Slot(object)
    def _on_advanced(self, entry: QueueEntry) -> None:
        if not self.is_held():
            self._pace.note(entry.work * entry.share, entry.id)
        self.advanced.emit(entry)

    @Slot(object)
    def _on_ended(self, fault: Exception | None) -> None:
        self._pace.rest()
        if fault is not None:
            self.broke.emit(error_text(fault), error_details(fault))
        self.go()  # something may have been added since it looked for the last time
        if not self.is_busy():
            self.busy_changed.emit(False)
        self.changed.emit()
