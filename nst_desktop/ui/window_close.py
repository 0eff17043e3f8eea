"""Closing the window: asks about unsaved work, ends the run, then lets the program exit."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from nst_desktop.ui.main_window import MainWindow
from nst_desktop.ui.parts.questions import CloseAnswer, ask_about_queue, ask_about_unsaved
from nst_desktop.ui.queue.controller import QueueController
from nst_desktop.ui.save.controller import SaveController
from nst_desktop.ui.save.unsaved_artwork import UnsavedArtwork
from nst_desktop.ui.services import Services

CLOSE_TIMEOUT = 2.0  # seconds to wait for the run to end when the window is closed


class WindowClose(QObject):
    """Handles closing the window.

    Signals:
        left(): The window is closed, and the run has ended or did not end in time.
    """

    left = Signal()

    def __init__(
        self,
        window: MainWindow,
        services: Services,
        unsaved: UnsavedArtwork,
        save: SaveController,
        queue: QueueController,
    ) -> None:
        super().__init__(save)
        runner = services.runner
        self._window, self._runner, self._document = window, runner, services.document
        self._unsaved, self._save, self._queue = unsaved, save, queue
        self._timeout = QTimer(self)
        self._timeout.setSingleShot(True)
        self._timeout.setInterval(int(CLOSE_TIMEOUT * 1000))
        self._timeout.timeout.connect(self.left)
        window.set_closing_check(self._may_close)
        window.closed.connect(self._on_closed)
        runner.run_ended.connect(self._on_run_ended)

    def _may_close(self) -> bool:
        is_running = self._runner.is_running()
        queued = self._queue.left()
        if not is_running and not self._document.has_unsaved():
            return not queued or ask_about_queue(self._window, queued)
        work = self._document.artwork()
        title = "" if work is None else work.title
        answer = ask_about_unsaved(self._window, title, is_running, queued)
        if answer is CloseAnswer.SAVE and work is not None:
            return self._save.save_work(work, self._document.set_saved)
        if answer is CloseAnswer.DISCARD and not is_running:
            self._unsaved.give_up()
        return answer is CloseAnswer.DISCARD

    @Slot()
    def _on_closed(self) -> None:
        if self._runner.is_running():
            self._runner.stop()
            self._timeout.start()  # in case the run does not end
        else:
            self.left.emit()

    @Slot(object)
    def _on_run_ended(self, _outcome: object) -> None:
        if self._window.isHidden():
            self._timeout.stop()
            self.left.emit()
