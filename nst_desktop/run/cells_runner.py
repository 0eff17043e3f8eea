"""CellsRunner: renders a grid of small pictures, one after another, on a background thread."""

import logging
import time
from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal, Slot

from nst_desktop.core import errors
from nst_desktop.core.heap import trim_heap
from nst_desktop.core.job import StyleJob
from nst_desktop.core.variations import Cell, explore
from nst_desktop.run.control import RunControl
from nst_desktop.run.error_texts import error_details, error_text
from nst_desktop.run.run_events import CellUpdate, Failed, Finished, RunOutcome, Stopped
from nst_desktop.run.worker import PREVIEW_INTERVAL, Stylize, real_stylize
from nst_desktop.run.worker_thread import WorkerThread

log = logging.getLogger(__name__)

# Called on the worker's thread. Returns the jobs by (row, column), in rendering order.
MakeJobs = Callable[[], Mapping[tuple[int, int], StyleJob]]


class CellsRunner(QObject):
    """Owner of the rendering thread and its worker. Call all methods from the window's thread.

    Signals:
        updated(CellUpdate): A picture has changed.
        ended(Finished | Stopped | Failed): Emitted once per start(), after the thread has ended.
    """

    updated = Signal(object)
    ended = Signal(object)

    def __init__(self, stylize: Stylize = real_stylize, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stylize = stylize
        self._control = RunControl()
        self._thread = WorkerThread("explore", self)
        self._thread.ended.connect(self.ended)

    def is_running(self) -> bool:
        """Whether pictures are being rendered or the thread is still running."""
        return self._thread.is_busy()

    def start(self, make_jobs: MakeJobs) -> None:
        """Start rendering a grid. Raises RuntimeError if another is still being rendered."""
        if self.is_running():
            raise RuntimeError("pictures are being made already")
        self._control = RunControl()
        worker = CellsWorker(make_jobs, self._control, self._stylize)
        worker.updated.connect(self.updated)
        self._thread.start(worker)

    def pause(self) -> None:
        """Pause at the next layer."""
        self._control.pause()

    def resume(self) -> None:
        """Continue after a pause."""
        self._control.resume()

    def stop(self) -> None:
        """Request a stop at the next layer; `ended` follows."""
        self._control.stop()

    def shut_down(self, timeout: float) -> bool:
        """Stop, and wait up to `timeout` seconds. Returns False if the thread is still running."""
        self.stop()
        return self._thread.wait(timeout)


class CellsWorker(QObject):
    """Worker that renders the pictures on its own thread.

    Updates need no mailbox: they are small, and there are only ten per second, plus one for each
    finished picture.

    Signals:
        updated(CellUpdate): A picture has changed, finished or failed.
        ended(Finished | Stopped | Failed): Emitted exactly once, as the last signal.
    """

    updated = Signal(object)
    ended = Signal(object)

    def __init__(
        self,
        make_jobs: MakeJobs,
        control: RunControl,
        stylize: Stylize = real_stylize,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._make_jobs, self._control = make_jobs, control
        self._stylize, self._clock = stylize, clock
        self._next = clock()

    @Slot()
    def run(self) -> None:
        """Render the pictures, then emit the outcome."""
        outcome = self._outcome()
        trim_heap()
        self.ended.emit(outcome)

    def _outcome(self) -> RunOutcome:
        try:
            for cell in explore(self._make_jobs(), self._control, self._stylize):
                self._report(cell)
            return Finished(None)
        except errors.StoppedError:
            return Stopped(None)
        except Exception as error:
            log.exception("rendering the grid failed")
            return Failed(error_text(error), error_details(error), None)

    def _report(self, cell: Cell) -> None:
        if cell.has_ended or self._clock() >= self._next:
            self.updated.emit(_update_of(cell))
            self._next = self._clock() + PREVIEW_INTERVAL


def _update_of(cell: Cell) -> CellUpdate:
    step = cell.step
    fault = "" if cell.fault is None else error_text(cell.fault)
    if step is None:
        return CellUpdate(cell.row, cell.column, None, 0.0, None, cell.has_ended, fault)
    return CellUpdate(
        cell.row, cell.column, step.snapshot(0), step.progress, step.losses,
        cell.has_ended, fault,
    )  # fmt: skip
