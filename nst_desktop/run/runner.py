"""Runner: the window's handle on the one run that may be going."""

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
    """Owns the thread and its worker. All methods belong to the window's thread.

    progressed(Progress), preview_arrived(Preview), run_ended(Finished | Stopped | Failed): the
    last one once for every start, when the thread has ended and the next run may start.
    preview_failed(): the run goes on, but cannot be shown; once in a run.
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
        """Whether a run is going or paused, or its thread has not ended yet."""
        return self._thread.is_busy()

    def start(self, job: StyleJob, state: Any = None, autosave: Autosave | None = None) -> None:
        """Carry out the job on a new thread. Raises RuntimeError while another run is going.

        state: of an earlier run's result, to go on from there. autosave: saves it on the way.
        """
        if self.is_running():
            raise RuntimeError("a run is going already")
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
        """Hold the run at its next layer."""
        if self.is_running():
            self._control.pause()
            self.run_paused.emit()

    def resume(self) -> None:
        """Let a paused run go on."""
        if self.is_running():
            self._control.resume()
            self.run_resumed.emit()

    def pause_or_resume(self) -> None:
        """Hold the run at its next layer, or let a held one go on."""
        if self._control.is_paused():
            self.resume()
        else:
            self.pause()

    def stop(self) -> None:
        """Ask the run to end at its next layer; run_ended tells when it has."""
        self._control.stop()

    def change(self, params: StyleParams) -> None:
        """Let the run take up those of the parameters that are live, at its next step."""
        self._control.change(params)

    def set_preview_side(self, side: int) -> None:
        """Make previews no larger than this long side, in px."""
        self._preview_side = self._control.preview_side = side

    def shut_down(self, timeout: float) -> bool:
        """Stop and wait at most timeout seconds. False if the thread is still going then."""
        self.stop()
        return self._thread.wait(timeout)

    @Slot()
    def _on_preview_ready(self) -> None:
        preview = self._previews.take()
        if preview is not None:
            self.preview_arrived.emit(preview)
