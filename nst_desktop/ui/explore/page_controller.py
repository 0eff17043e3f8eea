"""Base class for the controllers of pages with small pictures."""

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
from nst_desktop.run.run_events import CellUpdate, Failed, Finished, RunOutcome
from nst_desktop.run.scheduler import Scheduler
from nst_desktop.ui.explore.cell_board import Place
from nst_desktop.ui.explore.explore_page import ExplorePage
from nst_desktop.ui.interfaces import Artworks, Runs
from nst_desktop.ui.parts.durations import time_left
from nst_desktop.ui.services import Services

Jobs = Mapping[Place, StyleJob]

MIN_SHARE = 0.04  # share of the work to complete before the remaining time is estimated


class ExploreController(QObject):
    """Makes a page's pictures and shows their progress.

    The page is created when it is first opened and keeps its pictures until the window is closed.
    Closing the page stops the work.
    """

    NAME = "pictures"  # last part of the proposed file name

    def __init__(
        self, services: Services, runs: Runs, artworks: Artworks, scheduler: Scheduler
    ) -> None:
        super().__init__(services.window)
        self._services, self._runs, self._artworks = services, runs, artworks
        self._document, self._settings = services.document, services.settings
        self._scheduler = scheduler
        self._runner = CellsRunner(scheduler.runner.stylize, self)
        self._page: ExplorePage | None = None
        self._pictures: dict[Place, Pixels] = {}
        self._wanted: set[Place] = set()
        self._faults: dict[Place, str] = {}
        self._is_restarting = self._is_stopping = False
        self._pace = Pace(least=MIN_SHARE)
        self._left: float | None = None  # seconds
        scheduler.join(self._runner)
        self._runner.updated.connect(self._on_updated)
        self._runner.ended.connect(self._on_ended)
        scheduler.changed.connect(self._on_turn_changed)
        services.document.changed.connect(self.refresh)

    def page(self) -> ExplorePage | None:
        """Return the page, or None if it has not been opened yet."""
        return self._page

    @Slot()
    def open(self) -> None:
        """Show the page, creating it if necessary."""
        if self._page is None:
            self._page = self._make_page()
            self._page.start_requested.connect(self.start)
            self._page.stop_requested.connect(self.stop)
            self._page.save_requested.connect(self._on_save_requested)
            self._page.closed.connect(self.stop)
            self._page.board.chosen.connect(self._on_chosen)
            self._page.addActions(self._services.actions.undo_actions)
        self._page.present()
        self._prepare()
        self.refresh()

    @Slot()
    def start(self) -> None:
        """Make all pictures with the current document."""
        self._pictures, self._faults = {}, {}
        self._begin()

    @Slot()
    def stop(self) -> None:
        """Stop and keep the finished pictures."""
        self._is_restarting = False
        self._is_stopping = True
        self._runner.stop()

    @Slot()
    def refresh(self) -> None:
        """Tick the pictures whose settings the document uses."""
        if self._page is not None and self._page.isVisible():
            self._page.board.set_used(self._used())

    def leave(self) -> None:
        """Close the page and stop the work when the main window is closed."""
        if self._page is not None:
            self._page.close()
        self.stop()

    def shut_down(self, timeout: float) -> bool:
        """Wait up to `timeout` seconds for the thread; return whether it ended."""
        return self._runner.shut_down(timeout)

    def _make_page(self) -> ExplorePage:
        """Return a new page with its own signals connected."""
        raise NotImplementedError

    def _prepare(self) -> None:
        """Prepare the page after it has been displayed."""

    def _plan(self) -> tuple[set[Place], Callable[[], Jobs]]:
        """Prepare the cells and return the pictures to make.

        Returns:
            The positions of the pictures, and a function that returns their jobs.

        Raises:
            ParameterError: The pictures cannot be made.
        """
        raise NotImplementedError

    def _draw_sketches(self) -> None:
        """Draw sketches of the pictures to make, to be shown until those come."""

    def _use(self, row: int, column: int) -> None:
        """Use this picture's parameters in the document. Raises ParameterError."""
        raise NotImplementedError

    def _used(self) -> set[Place]:
        """Return the positions of the pictures whose parameters the document uses."""
        raise NotImplementedError

    def _headings(self) -> Headings:
        """Return the headings for the contact sheet."""
        raise NotImplementedError

    def _begin(self) -> None:
        """Make the missing pictures; if others are being made, stop those first."""
        assert self._page is not None
        if self._runner.is_running():
            self._is_restarting = True
            self._runner.stop()
            return
        try:
            self._wanted, make_jobs = self._plan()
        except ParameterError as error:
            self._page.set_running(False)
            self._page.set_error(error_text(error))
            return
        self._is_stopping = False
        self._page.board.clear(self._wanted)
        self._pace = Pace(least=MIN_SHARE)
        self._draw_sketches()
        self._scheduler.begin(self._runner, make_jobs)
        self._page.set_running(True)
        self._show_progress(0.0)
        self.refresh()

    def _is_idle(self) -> bool:
        """Return True if no pictures are being made or the work is already stopping."""
        return not self._runner.is_running() or self._is_stopping

    def _discard(self, places: set[Place]) -> None:
        """Discard these outdated pictures."""
        assert self._page is not None
        self._page.board.clear(places)
        for place in places:
            self._pictures.pop(place, None)
            self._faults.pop(place, None)

    def _enter(self, setup: Setup, undo_text: str) -> None:
        """Apply this setup to the document as one undo step.

        Raises:
            ParameterError: A run is active, and a changed parameter is not live.
        """
        params, current = setup.params, self._document.setup().params
        changed = [
            name for name in StyleParams.__slots__
            if getattr(params, name) != getattr(current, name)
        ]  # fmt: skip
        if self._services.runner.is_running() and not set(changed) <= set(live_parameters()):
            raise ParameterError(
                "", self.tr("You cannot change this during a run. Stop the run first.")
            )
        self._document.clear_faults()
        self._document.edit(undo_text, setup)

    @Slot(object)
    def _on_updated(self, update: CellUpdate) -> None:
        if self._page is None or self._is_restarting:
            return
        place = update.row, update.column
        cell = self._page.board.cell(*place)
        if update.fault:
            self._faults[place] = update.fault
            cell.set_failed(update.fault)
        elif update.pixels is not None and update.has_ended:
            self._pictures[place] = update.pixels
            cell.set_done(to_image(update.pixels), self._note(update))
        elif update.pixels is not None:
            cell.set_partial(to_image(update.pixels), update.fraction)
        self._show_progress(0.0 if update.has_ended else update.fraction)

    def _note(self, _update: CellUpdate) -> str:
        """Return an additional note on a finished picture, or an empty string."""
        return ""

    def _show_progress(self, fraction: float) -> None:
        """Show the overall progress; `fraction` is the current picture's completed share."""
        assert self._page is not None
        done = len(self._wanted & (self._pictures.keys() | self._faults.keys()))
        share = (done + fraction) / max(1, len(self._wanted))
        self._page.set_progress(share)
        self._pace.note(share)
        self._left = self._pace.seconds_for(1 - share)
        self._show_status(min(done + 1, len(self._wanted)))

    def _show_status(self, number: int) -> None:
        assert self._page is not None
        text = self.tr("Picture {0} of {1}").format(number, len(self._wanted))
        if self._scheduler.has_turn(self._runner):
            rest = "" if self._left is None else time_left(self._left)
        elif self._scheduler.is_run_going():
            rest = self.tr("waiting for the run to finish or be paused")
        else:
            rest = self.tr("waiting briefly")
        self._page.set_status("  ·  ".join(part for part in (text, rest) if part))

    @Slot()
    def _on_turn_changed(self) -> None:
        self._pace.rest()
        if self._page is not None and self._runner.is_running() and not self._is_restarting:
            done = len(self._wanted & (self._pictures.keys() | self._faults.keys()))
            self._show_status(min(done + 1, len(self._wanted)))

    @Slot(object)
    def _on_ended(self, outcome: RunOutcome) -> None:
        if self._page is None:
            return
        if self._is_restarting:
            self._is_restarting = False
            self._begin()
            return
        self._page.board.drop_partial(self._wanted)
        self._page.set_running(False)
        if isinstance(outcome, Failed):
            self._page.set_error(outcome.message)
        else:
            self._page.set_status(self._describe(outcome))

    def _describe(self, outcome: RunOutcome) -> str:
        made = len(self._wanted & self._pictures.keys())
        if not isinstance(outcome, Finished):
            return self.tr("Stopped: {0} of {1} pictures finished").format(made, len(self._wanted))
        if self._faults:
            return self.tr("{0} of {1} pictures finished, {2} failed").format(
                made, len(self._wanted), len(self._faults)
            )
        return self.tr("All {0} pictures finished").format(made)

    @Slot(int, int)
    def _on_chosen(self, row: int, column: int) -> None:
        assert self._page is not None
        try:
            self._use(row, column)
        except ParameterError as error:
            self._page.set_error(error_text(error))
        self.refresh()

    @Slot()
    def _on_save_requested(self) -> None:
        assert self._page is not None
        shown: dict[Place, Pixels | str] = {**self._pictures}
        shown |= dict.fromkeys(self._faults, self.tr("failed"))
        if not self._pictures:
            self._page.set_error(self.tr("No picture is finished yet. Wait for the first one."))
            return
        from nst_desktop.images.contact_sheet import draw_contact_sheet  # loads Pillow

        sides = [picture.shape for picture in self._pictures.values()]
        size = max(width for _, width, _ in sides), max(height for height, _, _ in sides)
        sheet = draw_contact_sheet(self._headings(), shown, size)
        files = self._document.setup().files().pictures[:2]
        names = tuple(path.stem for path in files)
        work = CurrentArtwork(Artwork(sheet), sheet, (*names, self.NAME))
        self._artworks.save_work(work, self._on_saved)
        self._page.activateWindow()

    def _on_saved(self, _work: CurrentArtwork, file: Path) -> None:
        if self._page is not None:
            self._page.set_status(self.tr("Saved: {0}").format(file))
