"""Autosaves of the current run, and an offer to resume a run interrupted by a crash."""

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
    """Controller that autosaves runs and resumes interrupted ones.

    A run's session is discarded once the artwork has been saved. After an internal error, the
    session is kept for the next launch.

    Signals:
        search_finished(): The search for interrupted runs is over. If one was found, it is offered.
        accepted(): The offered run was resumed, or its last picture is displayed.
        preview_restored(Preview): The picture at which the run was interrupted is available.
    """

    search_finished = Signal()
    accepted = Signal()
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
        self._current: Autosave | None = None
        self._unkept: dict[CurrentArtwork, Autosave] = {}
        self._failed.connect(self._on_failed)
        run.set_autosave(self._begin)
        run.made.connect(self._on_made)
        run.ended.connect(self._on_ended)
        unsaved.set_aside.connect(self._on_set_aside)
        menus.autosave.set_chosen(f"{self._interval():g}")
        menus.autosave.chosen.connect(self._on_interval_chosen)

    def offer(self) -> None:
        """Offer to resume an interrupted run or, failing that, to restore an unsaved artwork."""
        self._tasks.start(find_interrupted, self._on_searched, self._on_search_failed)

    def _begin(self, plan: Plan, job: StyleJob, session: Session | None = None) -> Autosave:
        """Return an autosave for a new run, or for the resumed run that `session` belongs to."""
        weights = job.weights

        def create() -> Session:
            assert isinstance(weights, UsedWeights)
            source = weights.source, weights.sha256
            return Session.create(paths.sessions_folder(), plan, source)

        self._current = Autosave(create, self._interval(), self._failed.emit, keeper=session)
        return self._current

    def _interval(self) -> float:
        """Return the autosave interval from the settings, in s; 0 means never."""
        try:
            seconds = float(self._settings.text("autosave"))
        except ValueError:
            return INTERVAL
        return seconds if 0 <= seconds < 1e6 else INTERVAL

    @Slot(str)
    def _on_interval_chosen(self, seconds: str) -> None:
        self._settings.set_text("autosave", seconds)
        self._menus.autosave.set_chosen(seconds)

    def _on_searched(self, runs: InterruptedRuns) -> None:
        if not self._run.is_running():
            self._offer(runs)
        self.search_finished.emit()

    def _offer(self, runs: InterruptedRuns) -> None:
        if runs.newest is not None:
            self._services.message.show_offer(
                self._describe(runs.newest.run),
                self.tr("Resume"),
                partial(self._accept, runs.newest),
            )
        elif runs.damaged:
            self._services.message.show_error(
                self.tr(
                    "The autosave of an interrupted run is damaged, so the run could not be "
                    "restored."
                )
            )
        else:
            self._unsaved.offer_recovery()

    def _on_search_failed(self, error: Exception) -> None:
        log.warning("the search for interrupted runs failed: %s", error)
        self._unsaved.offer_recovery()

    def _describe(self, run: SavedRun) -> str:
        names = ", ".join(path.name for path in run.plan.pictures)
        return self.tr("The run with {0} was interrupted at step {1} of {2}.").format(
            names, run.state.index, run.steps
        )

    def _accept(self, leftover: Leftover) -> None:
        self._tasks.start(
            partial(take_over, leftover), self._on_accepted, self._services.message.fail
        )

    def _on_accepted(self, interrupted: InterruptedRun) -> None:
        if self._run.is_running():
            interrupted.session.leave()
            return
        run, job = interrupted.run, interrupted.job
        if run is None or job is None:
            self._show_picture(interrupted)
            self.accepted.emit()
            return
        params = params_of_resumed(run.state, run.plan.params)
        setup = self._document.setup()
        edit = partial(self._document.edit, self.tr("Resume interrupted run"), gesture=object())
        self._document.clear_faults()
        edit(replace(setup, mode=run.mode, params=params, preset=""))
        present = setup.files()
        plan = replace(
            run.plan,
            content=run.plan.content or present.content,
            styles=run.plan.styles or present.styles,
        )
        self._reader.show(plan, edit)
        autosave = self._begin(run.plan, job, interrupted.session)
        self._run.resume_saved(run.plan, job, run.state, autosave)
        if interrupted.shown is not None:
            self.preview_restored.emit(Preview(interrupted.shown, run.state.index))
        self.accepted.emit()

    def _show_picture(self, interrupted: InterruptedRun) -> None:
        """If the run cannot be resumed, make its last picture the current artwork."""
        if interrupted.shown is not None:
            name = (self.tr("recovered"),)
            self._document.show_artwork(
                CurrentArtwork(Artwork(interrupted.shown), interrupted.shown, name)
            )
        if interrupted.error is not None:
            self._services.message.fail(interrupted.error)
        if interrupted.shown is None:
            interrupted.session.discard()  # nothing to restore, so it is not offered again
        else:
            interrupted.session.leave()

    @Slot(object, object)
    def _on_made(self, work: CurrentArtwork, outcome: RunOutcome) -> None:
        autosave, self._current = self._current, None
        if autosave is None:
            return
        if isinstance(outcome, Failed) and outcome.details:
            autosave.leave()  # an internal or device error: the run may resume after a restart
        else:
            self._unkept[work] = autosave

    @Slot(object)
    def _on_ended(self, _outcome: RunOutcome) -> None:
        """Keep the session of a run that ended without a picture; `made` has handled all others."""
        autosave, self._current = self._current, None
        if autosave is not None:
            autosave.leave()  # a resumed run may have a picture from before the interruption

    @Slot(object, bool)
    def _on_set_aside(self, work: CurrentArtwork, is_saved: bool) -> None:
        autosave = self._unkept.pop(work, None)
        if autosave is not None:
            autosave.finish() if is_saved else autosave.leave()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        log.warning("the run could not be saved: %s", error)
        self._services.message.show_error(
            self.tr("Autosave failed. The run continues."),
            str(error),
        )
