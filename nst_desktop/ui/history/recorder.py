"""Recorder for the current run's moments and history entry."""

import logging
from functools import partial

from PySide6.QtCore import QElapsedTimer, QObject, Signal, Slot

from nst_desktop import paths
from nst_desktop.core.arrays import Pixels
from nst_desktop.core.params import StyleParams
from nst_desktop.document.current_artwork import CurrentArtwork
from nst_desktop.history.history_entry import Ending, HistoryEntry
from nst_desktop.history.history_store import RunHistory
from nst_desktop.history.moments import Moment
from nst_desktop.images.formats import INTERNAL_COPY_OPTIONS
from nst_desktop.run.run_events import Failed, Finished, Preview, RunOutcome, RunProgress
from nst_desktop.run.task import Tasks
from nst_desktop.ui.interfaces import CanvasStage, Runs

log = logging.getLogger(__name__)

INTERVAL = 1000  # ms between moments; short enough for a short run; a long run is thinned out


class RunRecorder(QObject):
    """Recorder that adds each run to the history, off the window's thread.

    Signals:
        kept(HistoryEntry): The run has ended and is now in the history.
    """

    kept = Signal(object)

    def __init__(self, runs: Runs, stage: CanvasStage, tasks: Tasks, parent: QObject) -> None:
        """Follow the runs. `tasks` must use a single thread to keep the writes in order."""
        super().__init__(parent)
        self._runs, self._stage, self._tasks = runs, stage, tasks
        self._record: RunRecord | None = None
        self._has_failed = False
        self._since = QElapsedTimer()
        runs.began.connect(self._on_began)
        runs.made.connect(self._on_made)
        runs.ended.connect(self._on_ended)

    @Slot(object)
    def take(self, preview: Preview) -> None:
        """Record this moment if INTERVAL has passed since the last one or this is the last step."""
        progress = self._runs.progress()
        record = self._record
        if record is None or progress is None:
            return
        is_last = progress.step == progress.steps
        if self._since.isValid() and self._since.elapsed() < INTERVAL and not is_last:
            return
        self._since.start()
        work = partial(record.add, preview.pixels, progress, self._runs.params())
        self._tasks.start(work, partial(self._on_added, record), self._on_failed)

    @Slot(object)
    def _on_began(self, _plan: object) -> None:
        self._since.invalidate()
        self._has_failed = False
        self._record = RunRecord()
        self._tasks.start(self._record.begin, _ignore, self._on_failed)

    @Slot(object, object)
    def _on_made(self, work: CurrentArtwork, outcome: RunOutcome) -> None:
        record, self._record = self._record, None
        progress = self._runs.progress()
        if record is not None and progress is not None:
            finish = partial(record.finish, work, outcome, progress)
            self._tasks.start(finish, partial(self._on_finished, record), self._on_failed)

    @Slot(object)
    def _on_ended(self, _outcome: RunOutcome) -> None:
        """Discard the record if the run ended without a picture; `made` has handled all others."""
        record, self._record = self._record, None
        if record is not None:
            self._tasks.start(record.discard, _ignore, self._on_failed)

    def _on_added(self, record: "RunRecord", moments: list[Moment]) -> None:
        if record is self._record:
            self._stage.set_moments(moments)

    def _on_finished(self, record: "RunRecord", entry: HistoryEntry | None) -> None:
        if entry is not None:
            if self._record is None:
                self._stage.set_moments(record.moments())
            self.kept.emit(entry)

    def _on_failed(self, error: Exception) -> None:
        # The error is only logged, because the artwork is in the window and can still be saved.
        # It is logged once per run, since on a full disk every moment fails.
        if not self._has_failed:
            self._has_failed = True
            log.warning("the history could not be written: %s", error)


class RunRecord:
    """Record of one run in the history. Call all methods on the single writing thread.

    If begin() could not create the folder, the other methods do nothing.
    """

    def __init__(self) -> None:
        self._history: RunHistory | None = None

    def begin(self) -> None:
        """Create the record's folder. Raises OSError."""
        self._history = RunHistory.create(paths.history_folder())

    def add(self, pixels: Pixels, progress: RunProgress, params: StyleParams) -> list[Moment]:
        """Record a moment and return all moments kept so far. Raises OSError."""
        if self._history is not None:
            self._history.add(progress.step, pixels, progress.elapsed, progress.losses, params)
        return self.moments()

    def moments(self) -> list[Moment]:
        """The moments kept so far."""
        return [] if self._history is None else self._history.moments()

    def finish(
        self, work: CurrentArtwork, outcome: RunOutcome, progress: RunProgress
    ) -> HistoryEntry | None:
        """Turn the record into a history entry. Raises OSError or PictureError."""
        if self._history is None:
            return None
        return self._history.finish(
            work.artwork.pixels,
            work.artwork.recipe(),
            _ending_of(outcome),
            title=work.title,
            steps=progress.step,
            seconds=progress.elapsed,
            save=lambda _pixels, path, _recipe: work.artwork.save(path, INTERNAL_COPY_OPTIONS),
        )

    def discard(self) -> None:
        """Delete the record. Raises OSError."""
        if self._history is not None:
            self._history.discard()


def _ending_of(outcome: RunOutcome) -> Ending:
    match outcome:
        case Finished():
            return Ending.FINISHED
        case Failed():
            return Ending.FAILED
    return Ending.STOPPED


def _ignore(_: None) -> None:
    """Ignore a task's result."""
