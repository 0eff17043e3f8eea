"""Exploring: what the pages of small pictures have in common, from opening to closing."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from nst_desktop.core.arrays import Pixels
from nst_desktop.core.errors import ParameterError
from nst_desktop.core.job import StyleJob
from nst_desktop.core.pace import Pace
from nst_desktop.core.params import StyleParams, live_parameters
from nst_desktop.document.current_artwork import CurrentArtwork
from nst_desktop.document.loaded_picture import to_image
from nst_desktop.document.setup import Setup
from nst_desktop.images.headings import Headings
from nst_desktop.making.artwork import Artwork
from nst_desktop.run.cells_runner import CellsRunner
from nst_desktop.run.error_texts import error_text
from nst_desktop.run.run_events import Failed, Finished, RunOutcome, Sketch
from nst_desktop.run.scheduler import Scheduler
from nst_desktop.ui.explore.cell_board import Place
from nst_desktop.ui.explore.explore_page import ExplorePage
from nst_desktop.ui.interfaces import Artworks, Runs
from nst_desktop.ui.parts.durations import time_left
from nst_desktop.ui.services import Services

Jobs = Mapping[Place, StyleJob]

LEAST = 0.04  # of the work, before anything is said of the rest


class ExploreController(QObject):
    """Has a page's pictures made, and shows each as it comes.

    The page is made when it is opened for the first time, and keeps its pictures until the window
    is closed. Closing it ends the work.
    """

    NAME = "pictures"  # in the name that is proposed for a file

    def __init__(
        self,
        services: Services,
        runs: Runs,
        artworks: Artworks,
        scheduler: Scheduler,
    ) -> None:
        super().__init__(services.window)
        self._services, self._runs, self._artworks = services, runs, artworks
        self._document, self._settings, self._scheduler = (
            services.document,
            services.settings,
            scheduler,
        )
        self._explorer = CellsRunner(scheduler.runner.stylize, self)
        self._page: ExplorePage | None = None
        self._pictures: dict[Place, Pixels] = {}
        self._wanted: set[Place] = set()
        self._faults: dict[Place, str] = {}
        self._starts_again = self._is_stopping = False
        self._pace = Pace(least=LEAST)
        self._left: float | None = None  # seconds
        scheduler.join(self._explorer)
        self._explorer.sketched.connect(self._on_sketched)
        self._explorer.ended.connect(self._on_ended)
        scheduler.changed.connect(self._on_turn_changed)
        services.document.changed.connect(self.refresh)

    def page(self) -> ExplorePage | None:
        """The page, if it has been opened."""
        return self._page

    @Slot()
    def open(self) -> None:
        """Show the page."""
        if self._page is None:
            self._page = self._make_page()
            self._page.start_requested.connect(self.start)
            self._page.stop_requested.connect(self.stop)
            self._page.save_requested.connect(self._on_save_wanted)
            self._page.closed.connect(self.stop)
            self._page.board.chosen.connect(self._on_chosen)
            self._page.addActions(self._services.actions.undo_actions)
        self._page.present()
        self._prepare()
        self.refresh()

    @Slot()
    def start(self) -> None:
        """Make all pictures, with what the window has now."""
        self._pictures, self._faults = {}, {}
        self._begin()

    @Slot()
    def stop(self) -> None:
        """End the work; the pictures that are made stay."""
        self._starts_again = False
        self._is_stopping = True
        self._explorer.stop()

    @Slot()
    def refresh(self) -> None:
        """Something has changed in the window: tick what is in use."""
        if self._page is not None and self._page.isVisible():
            self._page.board.set_used(self._used())

    def leave(self) -> None:
        """The window is closed."""
        if self._page is not None:
            self._page.close()
        self.stop()

    def shut_down(self, timeout: float) -> bool:
        """End, waiting at most timeout seconds. False if the thread is still going then."""
        return self._explorer.shut_down(timeout)

    def _make_page(self) -> ExplorePage:
        """The page, with its own signals connected."""
        raise NotImplementedError

    def _prepare(self) -> None:
        """The page is shown now."""

    def _plan(self) -> tuple[set[Place], Callable[[], Jobs]]:
        """Which pictures are to be made, their cells ready, and what makes their jobs.

        Raises ParameterError if they cannot be made.
        """
        raise NotImplementedError

    def _use(self, row: int, column: int) -> None:
        """Take this picture's parameters into the window. Raises ParameterError."""
        raise NotImplementedError

    def _used(self) -> set[Place]:
        """The pictures whose parameters the window has now."""
        raise NotImplementedError

    def _headings(self) -> Headings:
        """What stands around the pictures when they are saved."""
        raise NotImplementedError

    def _begin(self) -> None:
        """Make what is missing; if pictures are being made, stop them first."""
        assert self._page is not None
        if self._explorer.is_running():
            self._starts_again = True
            self._explorer.stop()
            return
        try:
            self._wanted, make_jobs = self._plan()
        except ParameterError as error:
            self._page.set_going(False)
            self._page.set_error(error_text(error))
            return
        self._is_stopping = False
        self._page.board.clear(self._wanted)
        self._pace = Pace(least=LEAST)
        self._scheduler.begin(self._explorer, make_jobs)
        self._page.set_going(True)
        self._show_progress(0.0)
        self.refresh()

    def _is_idle(self) -> bool:
        """Whether no pictures are being made, or soon no more."""
        return not self._explorer.is_running() or self._is_stopping

    def _forget(self, places: set[Place]) -> None:
        """These pictures are no longer what they shall be."""
        assert self._page is not None
        self._page.board.clear(places)
        for place in places:
            self._pictures.pop(place, None)
            self._faults.pop(place, None)

    def _enter(self, setup: Setup, what: str) -> None:
        """Take this setup into the document; one step to undo.

        Raises ParameterError during a run if one of its parameters cannot change meanwhile.
        """
        params, present = setup.params, self._document.setup().params
        differ = [
            name for name in StyleParams.__slots__
            if getattr(params, name) != getattr(present, name)
        ]  # fmt: skip
        if self._services.runner.is_running() and not set(differ) <= set(live_parameters()):
            raise ParameterError("", self.tr("This cannot change while a run goes. Stop it first."))
        self._document.clear_faults()
        self._document.edit(what, setup)

    @Slot(object)
    def _on_sketched(self, sketch: Sketch) -> None:
        if self._page is None or self._starts_again:
            return
        place = sketch.row, sketch.column
        cell = self._page.board.cell(*place)
        if sketch.fault:
            self._faults[place] = sketch.fault
            cell.set_failed(sketch.fault)
        elif sketch.pixels is not None and sketch.has_ended:
            self._pictures[place] = sketch.pixels
            cell.set_done(to_image(sketch.pixels), self._note(sketch))
        elif sketch.pixels is not None:
            cell.set_going(to_image(sketch.pixels), sketch.fraction)
        self._show_progress(0.0 if sketch.has_ended else sketch.fraction)

    def _note(self, _sketch: Sketch) -> str:
        """What else can be said of a picture."""
        return ""

    def _show_progress(self, fraction: float) -> None:
        """fraction: share of the picture under way that is done."""
        assert self._page is not None
        done = len(self._wanted & (self._pictures.keys() | self._faults.keys()))
        share = (done + fraction) / max(1, len(self._wanted))
        self._page.set_progress(share)
        self._pace.note(share)
        self._left = self._pace.seconds_for(1 - share)
        self._show_status(min(done + 1, len(self._wanted)))

    def _show_status(self, number: int) -> None:
        assert self._page is not None
        told = self.tr("Picture {0} of {1}").format(number, len(self._wanted))
        if self._scheduler.has_turn(self._explorer):
            more = "" if self._left is None else time_left(self._left)
        elif self._scheduler.is_run_going():
            more = self.tr("waits until the run has ended or is paused")
        else:
            more = self.tr("waits for a moment")
        self._page.set_status("  ·  ".join(part for part in (told, more) if part))

    @Slot()
    def _on_turn_changed(self) -> None:
        self._pace.rest()
        if self._page is not None and self._explorer.is_running() and not self._starts_again:
            done = len(self._wanted & (self._pictures.keys() | self._faults.keys()))
            self._show_status(min(done + 1, len(self._wanted)))

    @Slot(object)
    def _on_ended(self, outcome: RunOutcome) -> None:
        if self._page is None:
            return
        if self._starts_again:
            self._starts_again = False
            self._begin()
            return
        self._page.board.clear(self._wanted - self._pictures.keys() - self._faults.keys())
        self._page.set_going(False)
        if isinstance(outcome, Failed):
            self._page.set_error(outcome.message)
        else:
            self._page.set_status(self._in_words(outcome))

    def _in_words(self, outcome: RunOutcome) -> str:
        made = len(self._wanted & self._pictures.keys())
        if not isinstance(outcome, Finished):
            return self.tr("Stopped: {0} of {1} pictures are made").format(made, len(self._wanted))
        if self._faults:
            return self.tr("{0} of {1} pictures are made, {2} failed").format(
                made, len(self._wanted), len(self._faults)
            )
        return self.tr("All {0} pictures are made").format(made)

    @Slot(int, int)
    def _on_chosen(self, row: int, column: int) -> None:
        assert self._page is not None
        try:
            self._use(row, column)
        except ParameterError as error:
            self._page.set_error(error_text(error))
        self.refresh()

    @Slot()
    def _on_save_wanted(self) -> None:
        assert self._page is not None
        shown: dict[Place, Pixels | str] = {**self._pictures}
        shown |= dict.fromkeys(self._faults, self.tr("failed"))
        if not self._pictures:
            self._page.set_error(self.tr("No picture is finished yet. Wait for the first one."))
            return
        from nst_desktop.images.contact_sheet import draw_sheet  # loads Pillow: only when needed

        sides = [picture.shape for picture in self._pictures.values()]
        size = max(width for _, width, _ in sides), max(height for height, _, _ in sides)
        sheet = draw_sheet(self._headings(), shown, size)
        files = self._document.setup().files().pictures[:2]
        names = tuple(path.stem for path in files)
        work = CurrentArtwork(Artwork(sheet), sheet, (*names, self.NAME))
        self._artworks.save_work(work, self._on_saved)
        self._page.activateWindow()

    def _on_saved(self, _work: CurrentArtwork, file: Path) -> None:
        if self._page is not None:
            self._page.set_status(self.tr("Saved: {0}").format(file))
