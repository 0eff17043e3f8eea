"""Turns: of the work that goes on beside the window, one at a time has the processor."""

from PySide6.QtCore import QObject, Signal, Slot

from nst_desktop.run.cells_runner import CellsRunner, MakeJobs
from nst_desktop.run.runner import Runner


class Scheduler(QObject):
    """The main run comes first, unless it is paused; else the pictures that were begun last.

    changed(): somebody else's turn has come.
    """

    changed = Signal()

    def __init__(self, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self.runner = runner
        self._line: list[CellsRunner] = []
        self._is_run_going = False
        self._holds = 0
        runner.run_started.connect(self._on_run_going)
        runner.run_resumed.connect(self._on_run_going)
        runner.run_paused.connect(self._on_run_resting)
        runner.run_ended.connect(self._on_run_resting)

    def join(self, explorer: CellsRunner) -> None:
        """Take part; before anybody else hears of its ends, for it may begin anew at once."""
        explorer.ended.connect(self._on_ended)

    def begin(self, explorer: CellsRunner, make_jobs: MakeJobs) -> None:
        """Make these pictures when their turn is."""
        explorer.start(make_jobs)
        self._line.append(explorer)
        self._share()

    def is_run_going(self) -> bool:
        """Whether everybody waits for the main run."""
        return self._is_run_going

    def has_turn(self, explorer: CellsRunner) -> bool:
        """Whether it is this one's turn."""
        free = not self._is_run_going and not self._holds
        return free and bool(self._line) and self._line[-1] is explorer

    @Slot(bool)
    def hold(self, held: bool) -> None:
        """Let all wait for a moment, as for a timing; False: no longer."""
        self._holds += 1 if held else -1
        self._share()

    def _share(self) -> None:
        for explorer in self._line:
            if self.has_turn(explorer):
                explorer.resume()
            else:
                explorer.pause()
        self.changed.emit()

    @Slot(object)
    def _on_ended(self, _outcome: object) -> None:
        explorer = self.sender()
        assert isinstance(explorer, CellsRunner)
        self._line.remove(explorer)
        self._share()

    @Slot()
    def _on_run_going(self) -> None:
        self._is_run_going = True
        self._share()

    @Slot()
    def _on_run_resting(self) -> None:
        self._is_run_going = False
        self._share()
