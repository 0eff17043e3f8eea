"""Sleep prevention during runs, and a notification after a long run."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from nst_desktop import APPLICATION
from nst_desktop.machine.keep_awake import SleepInhibitor
from nst_desktop.run.run_events import Failed, Finished, RunOutcome
from nst_desktop.ui.parts.notification import LONG_RUN, notify
from nst_desktop.ui.run.controller import RunController


class RunAttention(QObject):
    """Helper that prevents sleep during runs and queue work.

    It notifies the user when a long run has ended.
    """

    def __init__(
        self, window: QWidget, run: RunController, awake: SleepInhibitor, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window, self._run, self._awake = window, run, awake
        self._is_queue_busy = False
        run.began.connect(self._on_began)
        run.ended.connect(self._on_ended)

    @Slot(bool)
    def set_queue_busy(self, busy: bool) -> None:
        """Set whether the queue is busy."""
        self._is_queue_busy = busy
        if busy:
            self._keep_awake()
        elif not self._run.is_running():
            self._awake.release()

    def _keep_awake(self) -> None:
        self._awake.hold(self.tr("A picture is being made"))

    @Slot(object)
    def _on_began(self, _plan: object) -> None:
        self._keep_awake()

    @Slot(object)
    def _on_ended(self, outcome: RunOutcome) -> None:
        if not self._is_queue_busy:
            self._awake.release()
        progress = self._run.progress()
        is_long = progress is not None and progress.elapsed >= LONG_RUN
        if is_long and isinstance(outcome, Finished | Failed):
            notify(self._window, APPLICATION, self._run.describe(outcome))
