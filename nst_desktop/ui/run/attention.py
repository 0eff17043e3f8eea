"""Attending: keeps the computer awake during a run, and calls the user back after a long one."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from nst_desktop import APPLICATION
from nst_desktop.machine.keep_awake import SleepInhibitor
from nst_desktop.run.run_events import Failed, Finished, RunOutcome
from nst_desktop.ui.parts.notification import LONG_RUN, notify
from nst_desktop.ui.run.controller import RunController


class RunAttention(QObject):
    """Follows the run, and the queue."""

    def __init__(
        self, window: QWidget, running: RunController, awake: SleepInhibitor, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._parent, self._running, self._awake = window, running, awake
        self._is_queue_busy = False
        running.began.connect(self._on_began)
        running.ended.connect(self._on_ended)

    @Slot(bool)
    def set_queue_busy(self, busy: bool) -> None:
        """Whether artworks of the queue are being made."""
        self._is_queue_busy = busy
        if busy:
            self._hold()
        elif not self._running.is_running():
            self._awake.release()

    def _hold(self) -> None:
        self._awake.hold(self.tr("A picture is being made"))

    @Slot(object)
    def _on_began(self, _plan: object) -> None:
        self._hold()

    @Slot(object)
    def _on_ended(self, outcome: RunOutcome) -> None:
        if not self._is_queue_busy:
            self._awake.release()
        progress = self._running.progress()
        is_long = progress is not None and progress.elapsed >= LONG_RUN
        if is_long and isinstance(outcome, Finished | Failed):
            notify(self._parent, APPLICATION, self._running.in_words(outcome))
