"""Runner: carries out the window's main run on a background thread."""

from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from nst_desktop.core.job import StyleJob
from nst_desktop.core.params import StyleParams
from nst_desktop.resume.autosave import Autosave
from nst_desktop.run.control import Mailbox, RunControl
from nst_desktop.run.run_events import Preview
from nst_desktop.run.worker import Stylize, Worker, real_stylize
from nst_desktop.run.worker_thread import WorkerThread


class Runner(QObject):
    """Owner of the run's thread and worker. Call all methods from the window's thread.

    Signals:
        run_started(): A run has started.
        run_paused(): The run will pause at its next layer.
        run_resumed(): The run continues after a pause.
        progressed(RunProgress): A step has finished.
        preview_arrived(Preview): A newer preview is available.
        preview_failed(): A preview could not be made; the run continues. Emitted at most once per
            run.
        run_ended(Finished | Stopped | Failed): Emitted once per start(), after the thread has
            ended.
    """

    run_started = Signal()
    run_paused = Signal()
    run_resumed = Signal()
    progressed = Signal(object)
    preview_arrived = Signal(object)
    preview_failed = Signal()
    run_ended = Signal(object)

    def __init__(self, stylize: Stylize = real_stylize, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stylize = stylize
        self._preview_side = 1024
        self._control = RunControl()
        self._previews: Mailbox[Preview] = Mailbox()
        self._thread = WorkerThread("run", self)
        self._thread.ended.connect(self.run_ended)

    def is_running(self) -> bool:
        """Whether a run is in progress or paused, or its thread is still running."""
        return self._thread.is_busy()

    def start(self, job: StyleJob, state: Any = None, autosave: Autosave | None = None) -> None:
        """Start a run on a new thread.

        Args:
            job: Job to carry out.
            state: State of an earlier run to resume from, or None.
            autosave: Autosave that saves the run between steps, or None.

        Raises:
            RuntimeError: Another run is in progress.
        """
        if self.is_running():
            raise RuntimeError("a run is already in progress")
        self._control, self._previews = RunControl(self._preview_side), Mailbox()
        worker = Worker(
            job, self._control, self._previews, self.stylize, state=state, autosave=autosave
        )
        worker.progressed.connect(self.progressed)
        worker.preview_ready.connect(self._on_preview_ready)
        worker.preview_failed.connect(self.preview_failed)
        self._thread.start(worker)
        self.run_started.emit()

    def pause(self) -> None:
        """Pause the run at its next layer."""
        if self.is_running():
            self._control.pause()
            self.run_paused.emit()

    def resume(self) -> None:
        """Resume a paused run."""
        if self.is_running():
            self._control.resume()
            self.run_resumed.emit()

    def pause_or_resume(self) -> None:
        """Pause the run, or resume it if it is paused."""
        if self._control.is_paused():
            self.resume()
        else:
            self.pause()

    def stop(self) -> None:
        """Request a stop at the next layer; `run_ended` follows."""
        self._control.stop()

    def change(self, params: StyleParams) -> None:
        """Let the run adopt the live parameters in `params` at its next step."""
        self._control.change(params)

    def set_preview_side(self, side: int) -> None:
        """Set the maximum long side, in px, of the previews."""
        self._preview_side = self._control.preview_side = side

    def shut_down(self, timeout: float) -> bool:
        """Stop, and wait up to `timeout` seconds. Returns False if the thread is still running."""
        self.stop()
        return self._thread.wait(timeout)

    @Slot()
    def _on_preview_ready(self) -> None:
        preview = self._previews.take()
        if preview is not None:
            self.preview_arrived.emit(preview)
