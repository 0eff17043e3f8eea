"""Closing: asks about unsaved work, ends the run, and says when the program may leave."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from nst_desktop.ui.main_window import MainWindow
from nst_desktop.ui.parts.questions import CloseAnswer, ask_about_queue, ask_about_unsaved
from nst_desktop.ui.queue.controller import QueueController
from nst_desktop.ui.save.controller import SaveController
from nst_desktop.ui.save.unsaved_artwork import UnsavedArtwork
from nst_desktop.ui.services import Services

CLOSING_TIME = 2.0  # seconds that a run gets to end when the window is closed


class WindowClose(QObject):
    """left(): the window is closed, and the run has ended or had its time."""

    left = Signal()

    def __init__(
        self,
        window: MainWindow,
        services: Services,
        keeping: UnsavedArtwork,
        saving: SaveController,
        queueing: QueueController,
    ) -> None:
        super().__init__(saving)
        runner = services.runner
        self._window, self._runner, self._document = window, runner, services.document
        self._keeping, self._saving, self._queueing = keeping, saving, queueing
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(int(CLOSING_TIME * 1000))
        self._patience.timeout.connect(self.left)
        window.set_closing_check(self._may_close)
        window.closed.connect(self._on_closed)
        runner.run_ended.connect(self._on_run_ended)

    def _may_close(self) -> bool:
        running = self._runner.is_running()
        queued = self._queueing.left()
        if not running and not self._document.has_unsaved():
            return not queued or ask_about_queue(self._window, queued)
        work = self._document.artwork()
        title = "" if work is None else work.title
        answer = ask_about_unsaved(self._window, title, running, queued)
        if answer is CloseAnswer.SAVE and work is not None:
            return self._saving.save_work(work, self._document.set_saved)
        if answer is CloseAnswer.DISCARD and not running:
            self._keeping.give_up()
        return answer is CloseAnswer.DISCARD

    @Slot()
    def _on_closed(self) -> None:
        if self._runner.is_running():
            self._runner.stop()
            self._patience.start()  # the run's end comes sooner
        else:
            self.left.emit()

    @Slot(object)
    def _on_run_ended(self, _outcome: object) -> None:
        if self._window.isHidden():
            self._patience.stop()
            self.left.emit()
