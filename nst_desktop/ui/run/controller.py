"""Running: from what the window holds to a job, and from its outcome to an artwork."""

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
from nst_desktop.ui.parts.number_boxes import take_typed_text
from nst_desktop.ui.run.loss_plot import LossPlot
from nst_desktop.ui.run.run_bar import RunBar
from nst_desktop.ui.services import Services

MORE = 0.5  # of the steps at full size: what "More steps" adds to a run that came to its end


class RunController(QObject):
    """Starts, steers and ends the one run.

    began(Plan): a run has started. made(Work, Outcome): it has ended with a picture.
    ended(Outcome): it has ended, after made if there was a picture. progressed(Progress).
    scale_began(int, str): with this step, and how large the picture is now.
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
        self._is_start_pending = self._is_keeping = False
        self._photograph: Picture | None = None
        self._save: Callable[[Plan, StyleJob], Autosave | None] = lambda _plan, _job: None

        services.actions.start.triggered.connect(lambda: self.start())  # without `checked`
        services.actions.more.triggered.connect(self.go_on)
        services.actions.pause.triggered.connect(runner.pause_or_resume)
        services.actions.stop.triggered.connect(self.stop)
        services.document.changed.connect(self.take_changes)
        reader.settled.connect(self._on_opening_settled)
        runner.run_started.connect(self._on_run_started)
        runner.run_paused.connect(self._on_run_paused)
        runner.run_resumed.connect(self._on_run_resumed)
        runner.progressed.connect(self._on_progressed)
        runner.preview_failed.connect(self._on_preview_failed)
        runner.run_ended.connect(self._on_run_ended)

    def set_autosave(self, begin: Callable[[Plan, StyleJob], Autosave | None]) -> None:
        """Called for every run that begins: what saves it on the way."""
        self._save = begin

    def is_running(self) -> bool:
        """Whether a run is going or paused."""
        return self._runner.is_running()

    def plan(self) -> Plan:
        """The files of this or the last run; it has none before the first."""
        return self._plan

    def progress(self) -> RunProgress | None:
        """The numbers of the last step of this or the last run."""
        return self._progress

    def params(self) -> StyleParams:
        """Those of this or the last run, as they are now."""
        return self._params

    def details(self) -> PhotoDetails:
        """What the file of this or the last run's photograph says of it."""
        return NO_DETAILS if self._photograph is None else self._photograph.details

    def job(self) -> StyleJob:
        """What Start would do. Raises ParameterError if it cannot be done."""
        return self._document.setup().job(self.weights())

    def weights(self) -> UsedWeights:
        """The chosen network's, loaded when they are asked for."""
        return UsedWeights(chosen_weights(self._services.settings))

    def readiness(self) -> str:
        """Whether Start would find the pictures that it needs, in words."""
        setup = self._document.setup()
        error = setup.missing()
        if error is not None:
            return error_text(error)
        return self.tr("Ready, with regions") if setup.used_regions() else self.tr("Ready")

    @Slot()
    def start(self, start: Picture | None = None) -> None:
        """Begin a run of the document. start: continue from this picture."""
        if self._runner.is_running() or self._is_keeping:
            return
        take_typed_text()
        self._is_start_pending = self._reader.is_busy() and start is None
        if self._is_start_pending:
            return
        try:
            fault = self._document.fault()
            if fault is not None:
                raise fault
            job = self.job()
            if start is not None:
                # One scale: a first one would throw away the detail that is there.
                params = replace(job.params, min_size=job.params.size)
                job = replace(job, params=params, start=start.pixels)
            setup = replace(self._document.setup(), params=job.params)
            plan = setup.plan(start)
        except ParameterError as error:
            self._refuse(error)
            return
        self._is_keeping = True
        begin = partial(self._begin, plan, job)
        self._services.mask_files.write(setup.used_regions(), begin, self._on_not_kept)

    @Slot()
    def go_on(self) -> None:
        """More steps: the rest of a run that was stopped, or half as many again."""
        if self._runner.is_running() or self._job is None or self._state is None:
            return
        params = self._with_live(self._job.params)
        if self._progress is None or self._progress.step >= self._progress.steps:
            params = replace(params, steps=params.steps + max(1, round(MORE * params.steps)))
        self._go(replace(self._job, params=params), self._state)

    def take_up(self, plan: Plan, job: StyleJob, state: RunState, autosave: Autosave) -> None:
        """Go on with a run that was interrupted."""
        self._plan = plan
        self._go(job, state, autosave)
        self._params = params_of_resumed(state, job.params)

    @Slot()
    def stop(self) -> None:
        """End the run; what is there stays."""
        if self._runner.is_running():
            self._set_state(RunPhase.STOPPING)
            self._runner.stop()

    @Slot()
    def take_changes(self) -> None:
        """While a run goes, it takes up what is live."""
        if self._runner.is_running():
            params = self._with_live(self._params)
            if params != self._params:
                self._params = params
                self._runner.change(params)

    def abandon(self) -> None:
        """The window is closed: what was to begin soon begins no more."""
        self._is_start_pending = self._is_keeping = False

    def _with_live(self, params: StyleParams) -> StyleParams:
        """These parameters, with the document's where they can change during a run."""
        present = self._document.setup().params
        return replace(params, **{name: getattr(present, name) for name in live_parameters()})

    def _begin(self, plan: Plan, job: StyleJob, masks: tuple[MaskFile, ...]) -> None:
        wanted, self._is_keeping = self._is_keeping, False
        if wanted and not self._runner.is_running():
            self._plan = with_files(plan, masks)
            self._go(job, None)

    def _on_not_kept(self, error: Exception) -> None:
        self._is_keeping = False
        told = self.tr("Not started: the masks cannot be written. {0}").format(error_text(error))
        self._services.message.show_error(told, error_details(error))

    def _go(self, job: StyleJob, state: Any, autosave: Autosave | None = None) -> None:
        self._job, self._params, self._state = job, job.params, None
        self._photograph = self._photograph_there()
        saved = autosave or self._save(replace(self._plan, params=job.params), job)
        self._runner.start(job, state, saved)

    def _photograph_there(self) -> Picture | None:
        """The run's photograph, if that is in place."""
        loaded = self._document.setup().photograph
        if loaded is None or self._plan.content is None:
            return None
        read = self._plan.content, self._plan.checksums.get(self._plan.content)
        return loaded.picture if (loaded.picture.path, loaded.picture.sha256) == read else None

    def _refuse(self, error: ParameterError) -> None:
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
        self._run_bar.set_status(self.in_words(outcome))
        if isinstance(outcome, Failed):
            self._services.message.show_error(outcome.message, outcome.details)
        if result is not None:
            self._state = None if isinstance(outcome, Failed) else result.state
            names = tuple(path.name for path in self._plan.pictures)
            photograph = self._photograph or self._photograph_there()
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

    def in_words(self, outcome: RunOutcome) -> str:
        """How the last run ended, for people."""
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
                return self.tr("Ended by an error")
            case _:
                return self.tr("Stopped before the first step")


def params_of_resumed(state: RunState, wanted: StyleParams) -> StyleParams:
    """An interrupted run's: as they were by then, but steps and precision as they were chosen.

    The run keeps the precision that it has begun with; the next one need not.
    """
    return replace(state.params, steps=wanted.steps, precision=wanted.precision)
