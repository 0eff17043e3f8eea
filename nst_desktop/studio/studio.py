"""Studio: one window, one runner, and what the one means for the other."""

from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from nst_desktop.core.errors import ParameterError
from nst_desktop.core.job import Mode, Pixels, Style, StyleJob
from nst_desktop.core.params import StyleParams
from nst_desktop.files.plans import Plan
from nst_desktop.files.weights import load_weights
from nst_desktop.run.payloads import Failed, Finished, Outcome, Preview, Progress, Stopped
from nst_desktop.run.runner import Runner
from nst_desktop.run.task import Tasks
from nst_desktop.run.worker import Stylize, real_stylize
from nst_desktop.studio.keeping import Keeping, RecipeMaker
from nst_desktop.studio.opening import Opening
from nst_desktop.studio.recipe import plan_of, recipe_text
from nst_desktop.widgets.durations import duration
from nst_desktop.widgets.main_window import MainWindow
from nst_desktop.widgets.picture_slot import Role
from nst_desktop.widgets.pixels import to_image
from nst_desktop.widgets.run_bar import RunState
from nst_desktop.widgets.settings import Settings
from nst_desktop.widgets.theme import Theme, apply_theme

CLOSING_TIME = 2.0  # seconds that a run gets to end when the window is closed
SAVING_TIME = 60.0  # seconds that a save gets: a picture is worth waiting for


class Studio(QObject):
    """Connects everything. left(): the window is closed, and the run has ended or had its time."""

    left = Signal()

    def __init__(
        self, app: QApplication, settings: Settings, stylize: Stylize = real_stylize
    ) -> None:
        super().__init__()
        self._app, self._settings = app, settings
        self._progress: Progress | None = None
        self._params = StyleParams()
        self._plan: Plan | None = None
        self._start_pending = False
        apply_theme(app, settings.theme())
        self.window = MainWindow(settings)
        self.runner = Runner(stylize, self)
        self._tasks = Tasks(self)
        self.opening = Opening(self.window, settings, self._tasks, self)
        self.keeping = Keeping(self.window, self._tasks, self)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(int(CLOSING_TIME * 1000))

        self._connect_window()
        self._connect_runner()
        self.opening.opened.connect(self._show_canvas)
        self.opening.settled.connect(self._on_opening_settled)
        self.keeping.recovered.connect(self._on_recovered)
        self._patience.timeout.connect(self.left)
        app.styleHints().colorSchemeChanged.connect(self._on_system_scheme_changed)
        self._show_canvas()

    def show_first(self, chosen: dict[Role, Path]) -> None:
        """Show the window with these pictures, or with those of the last time or the samples."""
        self.window.show()
        self.opening.open_first(chosen)
        self.keeping.offer_recovery()

    def tell_of_more_paintings(self) -> None:
        """Say that the window has taken one painting of several."""
        self.window.message.show_notice(
            self.tr("The window takes one painting; the render command blends several.")
        )

    def shut_down(self) -> bool:
        """End the run and the saves, in bounded time. False if something would not end."""
        ended = self.runner.shut_down(CLOSING_TIME)
        QCoreApplication.sendPostedEvents()  # the outcome is on its way: its picture is to be kept
        return self._tasks.finish(SAVING_TIME) and ended

    @Slot(str, str)
    def show_fault(self, message: str, details: str) -> None:
        """Tell of a fault inside the application."""
        self.window.message.show_error(message, details)

    def _connect_window(self) -> None:
        window = self.window
        window.picture_chosen.connect(self.opening.open)
        window.save_chosen.connect(self.keeping.save)
        window.theme_chosen.connect(self._on_theme_chosen)
        window.start_requested.connect(self._on_start)
        window.pause_requested.connect(self.runner.pause)
        window.resume_requested.connect(self.runner.resume)
        window.stop_requested.connect(self._on_stop)
        window.panel.mode_changed.connect(self._show_canvas)
        window.panel.value_changed.connect(self._on_value_changed)
        window.canvas.resized.connect(self.runner.set_preview_side)
        window.closed.connect(self._on_closed)

    def _connect_runner(self) -> None:
        runner = self.runner
        runner.run_started.connect(self._on_run_started)
        runner.run_paused.connect(self._on_run_paused)
        runner.run_resumed.connect(self._on_run_resumed)
        runner.progressed.connect(self._on_progressed)
        runner.preview_arrived.connect(self._on_preview_arrived)
        runner.run_ended.connect(self._on_run_ended)

    def _make_job(self) -> StyleJob:
        content, styles = self._pictures()
        job = StyleJob(self.window.panel.params(), load_weights, content, styles)
        self._params, self._plan = job.params, plan_of(job, self.window.slots)
        return job

    def _recipe_maker(self) -> RecipeMaker:
        if self._plan is None or self._progress is None:
            return lambda: None
        return partial(recipe_text, self._plan, self._params, self._progress)

    def _pictures(self) -> tuple[Pixels | None, tuple[Style, ...]]:
        """Content and styles that the mode needs. Raises ParameterError if one is missing."""
        mode = self.window.panel.mode()
        content = None if mode is Mode.TEXTURE else self._pixels(Role.PHOTOGRAPH)
        styles = () if mode is Mode.RECONSTRUCTION else (Style(self._pixels(Role.PAINTING)),)
        return content, styles

    def _pixels(self, role: Role) -> Pixels:
        loaded = self.window.slots[role].picture()
        if loaded is None:
            wanted = {
                Role.PHOTOGRAPH: self.tr("Choose a photograph first"),
                Role.PAINTING: self.tr("Choose a painting first"),
            }
            raise ParameterError(role, wanted[role])
        return loaded.picture.pixels

    @Slot()
    def _show_canvas(self) -> None:
        """The artwork if there is one, else the picture that it will be made from."""
        if self.runner.is_running():
            return
        artwork = self.keeping.artwork()
        if artwork is not None:
            self.window.canvas.set_image(to_image(artwork))
            return
        texture = self.window.panel.mode() is Mode.TEXTURE
        loaded = self.window.slots[Role.PAINTING if texture else Role.PHOTOGRAPH].picture()
        self.window.canvas.set_image(None if loaded is None else loaded.image)
        self.window.run_bar.set_status(self._readiness())

    def _readiness(self) -> str:
        """Whether Start would find the pictures that it needs."""
        try:
            self._pictures()
        except ParameterError as error:
            return str(error)
        return self.tr("Ready")

    @Slot()
    def _on_start(self) -> None:
        if self.runner.is_running():
            return
        self._start_pending = self.opening.is_busy()
        if self._start_pending:
            return
        try:
            job = self._make_job()
        except ParameterError as error:
            self._refuse(error)
            return
        self.runner.set_preview_side(self.window.canvas.shown_side())
        self.runner.start(job)

    def _refuse(self, error: ParameterError) -> None:
        if self.window.panel.set_error(error):
            self.window.run_bar.set_status(self.tr("Not started: see the marked parameter"))
        else:
            self.window.message.show_error(str(error))

    @Slot(bool)
    def _on_opening_settled(self, well: bool) -> None:
        if self._start_pending and well:
            self._on_start()
        self._start_pending = False

    @Slot()
    def _on_value_changed(self) -> None:
        """While a run goes, it takes up what is live."""
        if self.runner.is_running():
            with suppress(ParameterError):  # the panel shows what is wrong
                self._params = self.window.panel.params()
                self.runner.change(self._params)

    @Slot()
    def _on_stop(self) -> None:
        if self.runner.is_running():
            self.window.set_run_state(RunState.STOPPING)
            self.runner.stop()

    @Slot()
    def _on_run_started(self) -> None:
        window = self.window
        self._progress = None
        window.message.clear()
        window.plot.clear()
        window.run_bar.clear_progress()
        window.set_savable(False)
        window.set_run_state(RunState.RUNNING)

    @Slot()
    def _on_run_paused(self) -> None:
        self.window.set_run_state(RunState.PAUSED)

    @Slot()
    def _on_run_resumed(self) -> None:
        self.window.set_run_state(RunState.RUNNING)

    @Slot(object)
    def _on_progressed(self, progress: Progress) -> None:
        self._progress = progress
        self.window.run_bar.set_progress(progress)
        self.window.plot.add(progress.step, progress.losses)

    @Slot(object)
    def _on_preview_arrived(self, preview: Preview) -> None:
        self.window.canvas.set_image(to_image(preview.pixels))

    @Slot(object)
    def _on_run_ended(self, outcome: Outcome) -> None:
        window = self.window
        if outcome.picture is not None:
            self.keeping.keep(outcome.picture, self._recipe_maker())
            window.set_proposed_name(self._artwork_name())
        window.set_run_state(RunState.IDLE)
        window.set_savable(self.keeping.artwork() is not None)
        window.run_bar.set_status(self._in_words(outcome))
        if isinstance(outcome, Failed):
            window.message.show_error(outcome.message, outcome.details)
        self._show_canvas()
        if window.isHidden():
            self._patience.stop()
            self.left.emit()

    def _in_words(self, outcome: Outcome) -> str:
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

    def _artwork_name(self) -> str:
        """The names of the pictures that went into it, such as lake_impasto."""
        without = {Mode.TEXTURE: Role.PHOTOGRAPH, Mode.RECONSTRUCTION: Role.PAINTING}
        unused = without.get(self.window.panel.mode())
        used = (slot.picture() for role, slot in self.window.slots.items() if role is not unused)
        return "_".join(each.picture.path.stem for each in used if each is not None)

    @Slot()
    def _on_recovered(self) -> None:
        self.window.set_savable(not self.runner.is_running())
        self._show_canvas()

    @Slot(object)
    def _on_theme_chosen(self, theme: Theme) -> None:
        self._settings.set_theme(theme)
        apply_theme(self._app, theme)

    @Slot(Qt.ColorScheme)
    def _on_system_scheme_changed(self) -> None:
        if self._settings.theme() is Theme.SYSTEM:
            apply_theme(self._app, Theme.SYSTEM)

    @Slot()
    def _on_closed(self) -> None:
        if self.runner.is_running():
            self.runner.stop()
            self._patience.start()  # _on_run_ended leaves at once
        else:
            self.left.emit()
