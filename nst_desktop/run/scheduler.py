"""Scheduler: lets only one of the window's background jobs compute at a time."""

from PySide6.QtCore import QObject, Signal, Slot

from nst_desktop.run.cells_runner import CellsRunner, MakeJobs
from nst_desktop.run.runner import Runner


class Scheduler(QObject):
    """Scheduler that lets the main run compute or, while no run is active, one CellsRunner.

    If several CellsRunners are waiting, the one that started last has its turn.

    Signals:
        changed(): Another job may compute now.
    """

    changed = Signal()

    def __init__(self, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self.runner = runner
        self._started: list[CellsRunner] = []  # in the order of their starts
        self._is_run_active = False
        self._holds = 0
        runner.run_started.connect(self._on_run_active)
        runner.run_resumed.connect(self._on_run_active)
        runner.run_paused.connect(self._on_run_resting)
        runner.run_ended.connect(self._on_run_resting)

    def join(self, cells: CellsRunner) -> None:
        """Register a runner. Do this before connecting its `ended` signal to a restart."""
        cells.ended.connect(self._on_ended)

    def begin(self, cells: CellsRunner, make_jobs: MakeJobs) -> None:
        """Start rendering pictures, paused until it is this runner's turn."""
        cells.start(make_jobs)
        self._started.append(cells)
        self._share()

    def is_run_going(self) -> bool:
        """Whether all pictures are waiting for the main run."""
        return self._is_run_active

    def has_turn(self, cells: CellsRunner) -> bool:
        """Whether this runner may compute now."""
        is_free = not self._is_run_active and not self._holds
        return is_free and bool(self._started) and self._started[-1] is cells

    @Slot(bool)
    def hold(self, held: bool) -> None:
        """Suspend all rendering, for example during a timing test, or release one such hold."""
        self._holds += 1 if held else -1
        self._share()

    def _share(self) -> None:
        for cells in self._started:
            if self.has_turn(cells):
                cells.resume()
            else:
                cells.pause()
        self.changed.emit()

    @Slot(object)
    def _on_ended(self, _outcome: object) -> None:
        cells = self.sender()
        assert isinstance(cells, CellsRunner)
        self._started.remove(cells)
        self._share()

    @Slot()
    def _on_run_active(self) -> None:
        self._is_run_active = True
        self._share()

    @Slot()
    def _on_run_resting(self) -> None:
        self._is_run_active = False
        self._share()
