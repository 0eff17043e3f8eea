"""Recording: keeps the moments of the run that goes, and makes it an entry when it ends."""

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
from nst_desktop.images.formats import OWN_COPY
from nst_desktop.run.run_events import Failed, Finished, Preview, RunOutcome, RunProgress
from nst_desktop.run.task import Tasks
from nst_desktop.ui.interfaces import Runs, Stage

log = logging.getLogger(__name__)

INTERVAL = 1000  # ms between two moments: the timeline of a short run has some, a long one thins


class RunRecorder(QObject):
    """kept(Entry): the run that has ended is in the history now. Writes off the window's thread."""

    kept = Signal(object)

    def __init__(self, runs: Runs, stage: Stage, tasks: Tasks, parent: QObject) -> None:
        """tasks: with one thread, so that everything is written in order."""
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
        """Keep this moment, unless the last one is only just past."""
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
        self._tasks.start(self._record.begin, _nothing, self._on_failed)

    @Slot(object, object)
    def _on_made(self, work: CurrentArtwork, outcome: RunOutcome) -> None:
        record, self._record = self._record, None
        progress = self._runs.progress()
        if record is not None and progress is not None:
            finish = partial(record.finish, work, outcome, progress)
            self._tasks.start(finish, partial(self._on_finished, record), self._on_failed)

    @Slot(object)
    def _on_ended(self, _outcome: RunOutcome) -> None:
        """There was not a single step, or it has been made an entry."""
        record, self._record = self._record, None
        if record is not None:
            self._tasks.start(record.discard, _nothing, self._on_failed)

    def _on_added(self, record: "RunRecord", moments: list[Moment]) -> None:
        if record is self._record:
            self._stage.set_moments(moments)

    def _on_finished(self, record: "RunRecord", entry: HistoryEntry | None) -> None:
        if entry is not None:
            if self._record is None:
                self._stage.set_moments(record.moments())
            self.kept.emit(entry)

    def _on_failed(self, error: Exception) -> None:
        # The artwork is in the window and can be saved: nothing the user has to know. Once a run:
        # a full disk is full at every moment.
        if not self._has_failed:
            self._has_failed = True
            log.warning("the history could not be written: %s", error)


class RunRecord:
    """The history of one run; each method is called on the one thread that writes.

    Where the folder could not be made, the others do nothing.
    """

    def __init__(self) -> None:
        self._history: RunHistory | None = None

    def begin(self) -> None:
        """Make the folder. Raises OSError."""
        self._history = RunHistory.create(paths.history_folder())

    def add(self, pixels: Pixels, progress: RunProgress, params: StyleParams) -> list[Moment]:
        """Keep a moment, and give all that are kept. Raises OSError."""
        if self._history is not None:
            self._history.add(progress.step, pixels, progress.elapsed, progress.losses, params)
        return self.moments()

    def moments(self) -> list[Moment]:
        """All that are kept."""
        return [] if self._history is None else self._history.moments()

    def finish(
        self, work: CurrentArtwork, outcome: RunOutcome, progress: RunProgress
    ) -> HistoryEntry | None:
        """Make it an entry. Raises OSError or PictureError."""
        if self._history is None:
            return None
        return self._history.finish(
            work.artwork.pixels,
            work.artwork.recipe(),
            _ending_of(outcome),
            title=work.title,
            steps=progress.step,
            seconds=progress.elapsed,
            save=lambda _pixels, path, _recipe: work.artwork.save(path, OWN_COPY),
        )

    def discard(self) -> None:
        """Remove all of it. Raises OSError."""
        if self._history is not None:
            self._history.discard()


def _ending_of(outcome: RunOutcome) -> Ending:
    match outcome:
        case Finished():
            return Ending.FINISHED
        case Failed():
            return Ending.FAILED
    return Ending.STOPPED


def _nothing(_: None) -> None:
    """There is nothing to do when it is done."""
