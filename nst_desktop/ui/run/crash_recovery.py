"""Recovering: saves the run that goes, and offers one that a crash has interrupted."""

import logging
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from nst_desktop import paths
from nst_desktop.core.job import StyleJob
from nst_desktop.document.chosen_weights import UsedWeights
from nst_desktop.document.current_artwork import CurrentArtwork
from nst_desktop.making.artwork import Artwork
from nst_desktop.recipes.plan import Plan
from nst_desktop.resume.autosave import INTERVAL, Autosave
from nst_desktop.resume.session_file import SavedRun
from nst_desktop.resume.session_store import Leftover, Session
from nst_desktop.run.run_events import Failed, Preview, RunOutcome
from nst_desktop.ui.interfaces import PictureReader, Unsaved
from nst_desktop.ui.menus import Menus
from nst_desktop.ui.run.controller import RunController, params_of_resumed
from nst_desktop.ui.run.interrupted_run import (
    InterruptedRun,
    InterruptedRuns,
    find_interrupted,
    take_over,
)
from nst_desktop.ui.services import Services

log = logging.getLogger(__name__)


class CrashRecovery(QObject):
    """A run's session ends when its artwork is kept; one that a fault ended stays for the next
    start.

    looked(): what was interrupted is offered, if there is anything. taken(): it goes on, or its
    picture is shown. preview_restored(Preview): how far the run was.
    """

    looked = Signal()
    taken = Signal()
    preview_restored = Signal(object)
    _failed = Signal(object)

    def __init__(
        self,
        menus: Menus,
        services: Services,
        reader: PictureReader,
        run: RunController,
        unsaved: Unsaved,
    ) -> None:
        super().__init__(run)
        self._menus, self._services, self._document = menus, services, services.document
        self._settings, self._tasks = services.settings, services.tasks
        self._reader, self._run, self._unsaved = reader, run, unsaved
        self._going: Autosave | None = None
        self._waiting: dict[CurrentArtwork, Autosave] = {}
        self._failed.connect(self._on_failed)
        run.set_autosave(self._begin)
        run.made.connect(self._on_made)
        run.ended.connect(self._on_ended)
        unsaved.set_aside.connect(self._on_set_aside)
        menus.autosave.set_chosen(f"{self._interval():g}")
        menus.autosave.chosen.connect(self._on_interval_chosen)

    def offer(self) -> None:
        """Ask whether to go on with what was interrupted the last time, or else whether to show
        what was not saved."""
        self._tasks.start(find_interrupted, self._on_looked, self._on_not_looked)

    def _begin(self, plan: Plan, job: StyleJob, session: Session | None = None) -> Autosave:
        """What saves the run that begins. session: of an interrupted one that goes on."""
        weights = job.weights

        def create() -> Session:
            assert isinstance(weights, UsedWeights)
            chosen = weights.source, weights.sha256
            return Session.create(paths.sessions_folder(), plan, chosen)

        self._going = Autosave(create, self._interval(), self._failed.emit, keeper=session)
        return self._going

    def _interval(self) -> float:
        """Seconds between two saves, as the settings have them; 0: none."""
        try:
            seconds = float(self._settings.text("autosave"))
        except ValueError:
            return INTERVAL
        return seconds if 0 <= seconds < 1e6 else INTERVAL

    @Slot(str)
    def _on_interval_chosen(self, seconds: str) -> None:
        self._settings.set_text("autosave", seconds)
        self._menus.autosave.set_chosen(seconds)

    def _on_looked(self, found: InterruptedRuns) -> None:
        if not self._run.is_running():
            self._offer(found)
        self.looked.emit()

    def _offer(self, found: InterruptedRuns) -> None:
        if found.newest is not None:
            self._services.message.show_offer(
                self._in_words(found.newest.run),
                self.tr("Go on"),
                partial(self._take, found.newest),
            )
        elif found.damaged:
            self._services.message.show_error(
                self.tr("An interrupted run was damaged and could not be brought back.")
            )
        else:
            self._unsaved.offer_recovery()

    def _on_not_looked(self, error: Exception) -> None:
        log.warning("interrupted runs could not be looked for: %s", error)
        self._unsaved.offer_recovery()

    def _in_words(self, run: SavedRun) -> str:
        names = ", ".join(path.name for path in run.plan.pictures)
        return self.tr("The run with {0} was interrupted at step {1} of {2}.").format(
            names, run.state.index, run.steps
        )

    def _take(self, leftover: Leftover) -> None:
        self._tasks.start(partial(take_over, leftover), self._on_taken, self._services.message.fail)

    def _on_taken(self, taken: InterruptedRun) -> None:
        if self._run.is_running():
            taken.session.leave()
            return
        run, job = taken.run, taken.job
        if run is None or job is None:
            self._give_picture(taken)
            self.taken.emit()
            return
        params = params_of_resumed(run.state, run.plan.params)
        setup = self._document.setup()
        edit = partial(self._document.edit, self.tr("Interrupted run"), gesture=object())
        self._document.clear_faults()
        edit(replace(setup, mode=run.mode, params=params, preset=""))
        present = setup.files()
        wanted = replace(
            run.plan,
            content=run.plan.content or present.content,
            styles=run.plan.styles or present.styles,
        )
        self._reader.show(wanted, edit)
        autosave = self._begin(run.plan, job, taken.session)
        self._run.take_up(run.plan, job, run.state, autosave)
        if taken.shown is not None:
            self.preview_restored.emit(Preview(taken.shown, run.state.index))
        self.taken.emit()

    def _give_picture(self, taken: InterruptedRun) -> None:
        """It cannot go on: the picture as it was is an artwork at hand."""
        if taken.shown is not None:
            name = (self.tr("recovered"),)
            self._document.show_artwork(CurrentArtwork(Artwork(taken.shown), taken.shown, name))
        if taken.fault is not None:
            self._services.message.fail(taken.fault)
        if taken.shown is None:
            taken.session.discard()  # it would only be offered in vain again
        else:
            taken.session.leave()

    @Slot(object, object)
    def _on_made(self, work: CurrentArtwork, outcome: RunOutcome) -> None:
        autosave, self._going = self._going, None
        if autosave is None:
            return
        if isinstance(outcome, Failed) and outcome.details:
            autosave.leave()  # a fault of the program or the device: it may go on after a restart
        else:
            self._waiting[work] = autosave

    @Slot(object)
    def _on_ended(self, _outcome: RunOutcome) -> None:
        """There was not a single step, or made has come before."""
        autosave, self._going = self._going, None
        if autosave is not None:
            autosave.leave()  # of an interrupted run there may be a picture from before

    @Slot(object, bool)
    def _on_set_aside(self, work: CurrentArtwork, well: bool) -> None:
        autosave = self._waiting.pop(work, None)
        if autosave is not None:
            autosave.finish() if well else autosave.leave()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        log.warning("the run could not be saved: %s", error)
        self._services.message.show_error(
            self.tr("The run could not be saved in case of a crash. It continues."),
            str(error),
        )
