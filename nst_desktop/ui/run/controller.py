"""Controller for the window's run: turns the document into a job, and the job into an artwork."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from nst_desktop.core.errors import ParameterError
from nst_desktop.core.job import StyleJob
from nst_desktop.core.params import StyleParams, live_parameters, parameter_names
from nst_desktop.core.state import RunState
from nst_desktop.document.chosen_weights import UsedWeights, chosen_weights
from nst_desktop.document.current_artwork import CurrentArtwork
from nst_desktop.document.regions import MaskFile, with_files
from nst_desktop.images.load import Picture
from nst_desktop.images.photo_details import NO_DETAILS, PhotoDetails
from nst_desktop.making.artwork import Artwork, RunRecipe
from nst_desktop.recipes.plan import Plan
from nst_desktop.resume.autosave import Autosave
from nst_desktop.run.error_texts import error_details, error_text
from nst_desktop.run.run_events import Failed, Finished, RunOutcome, RunProgress, Stopped
from nst_desktop.ui.actions import RunPhase
from nst_desktop.ui.interfaces import ParameterMarks, PictureReader
from nst_desktop.ui.parts.durations import duration
from nst_desktop.ui.parts.number_boxes import commit_typed_text
from nst_desktop.ui.run.loss_plot import LossPlot
from nst_desktop.ui.run.run_bar import RunBar
from nst_desktop.ui.services import Services

EXTRA_STEPS = 0.5  # steps that "More steps" adds to a finished run, as a share of the last scale's


class RunController(QObject):
    """Controller that starts, pauses, resumes and stops the window's run.

    Signals:
        began(Plan): A run has started.
        made(CurrentArtwork, RunOutcome): A run has ended with a picture.
        ended(RunOutcome): A run has ended. Emitted after `made` if there is a picture.
        progressed(RunProgress): A step has finished.
        scale_began(int, str): Step at which a scale begins, and its picture size as text.
    """

    began = Signal(object)
    made = Signal(object, object)
    ended = Signal(object)
    progressed = Signal(object)
    scale_began = Signal(int, str)

    def __init__(
        self,
        panel: ParameterMarks,
        run_bar: RunBar,
        plot: LossPlot,
        services: Services,
        reader: PictureReader,
    ) -> None:
        super().__init__(services.window)
        runner = services.runner
        self._panel, self._run_bar, self._plot = panel, run_bar, plot
        self._services, self._runner, self._reader = services, runner, reader
        self._document = services.document
        self._job: StyleJob | None = None
        self._plan = Plan(params=StyleParams())
        self._params = StyleParams()
        self._progress: RunProgress | None = None
        self._scale = 0
        self._state: Any = None
        self._is_start_pending = self._is_writing_masks = False
        self._photograph: Picture | None = None
        self._begin_autosave: Callable[[Plan, StyleJob], Autosave | None] = lambda _plan, _job: None

        services.actions.start.triggered.connect(lambda: self.start())  # drop `checked`
        services.actions.more.triggered.connect(self.add_steps)
        services.actions.pause.triggered.connect(runner.pause_or_resume)
        services.actions.stop.triggered.connect(self.stop)
        services.document.changed.connect(self.apply_changes)
        reader.settled.connect(self._on_opening_settled)
        runner.run_started.connect(self._on_run_started)
        runner.run_paused.connect(self._on_run_paused)
        runner.run_resumed.connect(self._on_run_resumed)
        runner.progressed.connect(self._on_progressed)
        runner.preview_failed.connect(self._on_preview_failed)
        runner.run_ended.connect(self._on_run_ended)

    def set_autosave(self, begin_autosave: Callable[[Plan, StyleJob], Autosave | None]) -> None:
        """Set the function that creates an autosave for a new run."""
        self._begin_autosave = begin_autosave

    def is_running(self) -> bool:
        """Whether a run is in progress or paused."""
        return self._runner.is_running()

    def plan(self) -> Plan:
        """The plan for the current or last run; empty before the first run."""
        return self._plan

    def progress(self) -> RunProgress | None:
        """The progress after the latest step in the current or last run."""
        return self._progress

    def params(self) -> StyleParams:
        """The parameters for the current or last run, including live changes."""
        return self._params

    def details(self) -> PhotoDetails:
        """The details of the photograph used in the current or last run."""
        return NO_DETAILS if self._photograph is None else self._photograph.details

    def job(self) -> StyleJob:
        """Return the job that Start would run.

        Raises:
            ParameterError: The document does not describe a valid job.
        """
        return self._document.setup().job(self.weights())

    def weights(self) -> UsedWeights:
        """The chosen network's weights, loaded on first use."""
        return UsedWeights(chosen_weights(self._services.settings))

    def readiness(self) -> str:
        """Return a status text that says whether the pictures required by Start are loaded."""
        setup = self._document.setup()
        error = setup.missing()
        if error is not None:
            return error_text(error)
        return (
            self.tr("Ready; the regions will be used") if setup.used_regions() else self.tr("Ready")
        )

    @Slot()
    def start(self, start: Picture | None = None) -> None:
        """Start a run with the document's setup, continuing from the picture `start` if given."""
        if self._runner.is_running() or self._is_writing_masks:
            return
        commit_typed_text()
        self._is_start_pending = self._reader.is_busy() and start is None
        if self._is_start_pending:
            return
        try:
            error = self._document.fault()
            if error is not None:
                raise error
            job = self.job()
            if start is not None:
                # Use only one scale: starting at a smaller one would lose the picture's detail.
                params = replace(job.params, min_size=job.params.size)
                job = replace(job, params=params, start=start.pixels)
            setup = replace(self._document.setup(), params=job.params)
            plan = setup.plan(start)
        except ParameterError as error:
            self._show_refusal(error)
            return
        self._is_writing_masks = True
        begin = partial(self._begin, plan, job)
        self._services.mask_files.write(setup.used_regions(), begin, self._on_masks_failed)

    @Slot()
    def add_steps(self) -> None:
        """Run a stopped run's remaining steps, or half its last scale's if it is finished."""
        if self._runner.is_running() or self._job is None or self._state is None:
            return
        params = self._with_live(self._job.params)
        if self._progress is None or self._progress.step >= self._progress.steps:
            params = replace(params, steps=params.steps + max(1, round(EXTRA_STEPS * params.steps)))
        self._start_job(replace(self._job, params=params), self._state)

    def resume_saved(self, plan: Plan, job: StyleJob, state: RunState, autosave: Autosave) -> None:
        """Resume an interrupted run from its saved state."""
        self._plan = plan
        self._start_job(job, state, autosave)
        self._params = params_of_resumed(state, job.params)

    @Slot()
    def stop(self) -> None:
        """Stop the run and keep its picture."""
        if self._runner.is_running():
            self._set_state(RunPhase.STOPPING)
            self._runner.stop()

    @Slot()
    def apply_changes(self) -> None:
        """Pass the document's live parameters to the current run."""
        if self._runner.is_running():
            params = self._with_live(self._params)
            if params != self._params:
                self._params = params
                self._runner.change(params)

    def abandon(self) -> None:
        """Cancel a pending start when the window closes."""
        self._is_start_pending = self._is_writing_masks = False

    def _with_live(self, params: StyleParams) -> StyleParams:
        """Return the parameters, with live ones taken from the document."""
        present = self._document.setup().params
        return replace(params, **{name: getattr(present, name) for name in live_parameters()})

    def _begin(self, plan: Plan, job: StyleJob, masks: tuple[MaskFile, ...]) -> None:
        is_wanted, self._is_writing_masks = self._is_writing_masks, False
        if is_wanted and not self._runner.is_running():
            self._plan = with_files(plan, masks)
            self._start_job(job, None)

    def _on_masks_failed(self, error: Exception) -> None:
        self._is_writing_masks = False
        text = self.tr(
            "The run was not started because the masks could not be written. {0}"
        ).format(error_text(error))
        self._services.message.show_error(text, error_details(error))

    def _start_job(self, job: StyleJob, state: Any, autosave: Autosave | None = None) -> None:
        self._job, self._params, self._state = job, job.params, None
        self._photograph = self._loaded_photograph()
        saver = autosave or self._begin_autosave(replace(self._plan, params=job.params), job)
        self._runner.start(job, state, saver)

    def _loaded_photograph(self) -> Picture | None:
        """Return the run's photograph if the document still holds that file."""
        loaded = self._document.setup().photograph
        if loaded is None or self._plan.content is None:
            return None
        source = self._plan.content, self._plan.checksums.get(self._plan.content)
        picture = loaded.picture
        return picture if (picture.path, picture.sha256) == source else None

    def _show_refusal(self, error: ParameterError) -> None:
        if error.field in parameter_names():
            self._panel.set_error(error)
            self._run_bar.set_status(self.tr("Not started: see the marked parameter"))
        else:
            self._services.message.fail(error)

    @Slot(bool)
    def _on_opening_settled(self, well: bool) -> None:
        is_pending, self._is_start_pending = self._is_start_pending, False
        if is_pending and well:
            self.start()

    @Slot()
    def _on_run_started(self) -> None:
        self._progress, self._scale = None, 0
        self._services.message.clear()
        self._plot.clear()
        self._run_bar.clear_progress()
        self._services.actions.set_savable(False)
        self._services.actions.set_extendable(False)
        self._set_state(RunPhase.RUNNING)
        self.began.emit(self._plan)

    def _set_state(self, state: RunPhase) -> None:
        self._run_bar.set_state(state)
        self._panel.set_running(state is not RunPhase.IDLE)

    @Slot()
    def _on_run_paused(self) -> None:
        self._set_state(RunPhase.PAUSED)

    @Slot()
    def _on_run_resumed(self) -> None:
        self._set_state(RunPhase.RUNNING)

    @Slot(object)
    def _on_progressed(self, progress: RunProgress) -> None:
        self._progress = progress
        self._run_bar.set_progress(progress)
        if progress.scale != self._scale:
            self._scale = progress.scale
            text = self.tr("{0} px").format(max(progress.width, progress.height))
            self._plot.add_scale(progress.step, text)
            self.scale_began.emit(progress.step, text)
        self._plot.add(progress.step, progress.losses)
        self.progressed.emit(progress)

    @Slot()
    def _on_preview_failed(self) -> None:
        self._services.message.show_error(
            self.tr("The preview could not be updated. The run continues.")
        )

    @Slot(object)
    def _on_run_ended(self, outcome: RunOutcome) -> None:
        result = outcome.result
        self._set_state(RunPhase.IDLE)
        self._run_bar.set_status(self.describe(outcome))
        if isinstance(outcome, Failed):
            self._services.message.show_error(outcome.message, outcome.details)
        if result is not None:
            self._state = None if isinstance(outcome, Failed) else result.state
            names = tuple(path.name for path in self._plan.pictures)
            photograph = self._photograph or self._loaded_photograph()
            artwork = Artwork.of(result.deep, self._recipe(), photograph)
            content = None if self._job is None else self._job.content
            work = CurrentArtwork(artwork, result.pixels, names, photograph=content)
            self.made.emit(work, outcome)
        self._services.actions.set_extendable(self._state is not None)
        self.ended.emit(outcome)

    def _recipe(self) -> RunRecipe:
        assert self._progress is not None
        assert self._job is not None
        weights = self._job.weights
        assert isinstance(weights, UsedWeights)
        last = self._progress
        params = replace(self._params, precision=last.precision)
        return RunRecipe(self._plan, params, (last.step, last.steps), weights)

    def describe(self, outcome: RunOutcome) -> str:
        """Return a message that tells the user how the last run ended."""
        match outcome:
            case Finished() if self._progress is not None:
                last = self._progress
                return self.tr("Finished in {0}  ·  {1} × {2}").format(
                    duration(last.elapsed), last.width, last.height
                )
            case Stopped() if self._progress is not None:
                return self.tr("Stopped after step {0} of {1}").format(
                    self._progress.step, self._progress.steps
                )
            case Failed():
                return self.tr("Run failed")
            case _:
                return self.tr("Stopped before the first step")


def params_of_resumed(state: RunState, chosen: StyleParams) -> StyleParams:
    """Return an interrupted run's parameters, but with the steps and precision that the user chose.

    The resumed run itself keeps the precision it was using; the choice applies to later runs.
    """
    return replace(state.params, steps=chosen.steps, precision=chosen.precision)
