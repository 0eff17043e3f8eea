"""Studio: one window, one runner, and the controllers between them."""

from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtWidgets import QApplication

from nst_desktop.document.current_artwork import Work
from nst_desktop.document.document import Document
from nst_desktop.document.mask_files import MaskFiles
from nst_desktop.document.settings import Settings
from nst_desktop.history.moments import Moment
from nst_desktop.machine.keep_awake import SleepInhibitor
from nst_desktop.run.error_texts import explain
from nst_desktop.run.runner import Runner
from nst_desktop.run.scheduler import Turns
from nst_desktop.run.task import Tasks
from nst_desktop.run.worker import Stylize, real_stylize
from nst_desktop.ui.canvas.controller import Viewing
from nst_desktop.ui.device.controller import Machine
from nst_desktop.ui.film.controller import Filming
from nst_desktop.ui.first_paint import FirstPaint
from nst_desktop.ui.help.controller import Pages
from nst_desktop.ui.history.controller import Exhibiting
from nst_desktop.ui.history.recorder import Recording
from nst_desktop.ui.main_window import MainWindow
from nst_desktop.ui.parameters.controller import Parameters
from nst_desktop.ui.parameters.preset_controller import Presets
from nst_desktop.ui.parts.theme import apply_colours, style_sheet_of
from nst_desktop.ui.pictures.controller import Browsing
from nst_desktop.ui.pictures.loader import Opening
from nst_desktop.ui.pictures.recipe_offer import Recipes
from nst_desktop.ui.pictures.slots import PictureSlots
from nst_desktop.ui.queue.add_to_queue import QueueAdding
from nst_desktop.ui.queue.controller import Queueing
from nst_desktop.ui.queue.queue_page_controller import QueueShowing
from nst_desktop.ui.regions.controller import Painting
from nst_desktop.ui.run.attention import Attending
from nst_desktop.ui.run.controller import Running
from nst_desktop.ui.run.crash_recovery import Recovering
from nst_desktop.ui.run.time_estimate import Estimating
from nst_desktop.ui.save.controller import Saving
from nst_desktop.ui.save.files_in_use import InUse
from nst_desktop.ui.save.unsaved_artwork import Keeping
from nst_desktop.ui.services import Services
from nst_desktop.ui.settings.appearance import Appearance
from nst_desktop.ui.settings.picture_limit import Limiting
from nst_desktop.ui.settings.restore import Remembering
from nst_desktop.ui.window_close import CLOSING_TIME, Closing

if TYPE_CHECKING:
    from nst_desktop.ui.explore.layers_controller import Learning
    from nst_desktop.ui.explore.page_controller import Exploring
    from nst_desktop.ui.explore.variations_controller import Varying

SAVING_TIME = 60.0  # seconds that a save gets: a picture is worth waiting for


class Studio(QObject):
    """Builds everything and ties it together; each part does one job.

    shown(): the window is on the screen, and its pictures are being read.
    left(): the window is closed, and the run has ended or had its time.
    """

    shown = Signal()
    left = Signal()

    def __init__(
        self,
        app: QApplication,
        settings: Settings,
        stylize: Stylize = real_stylize,
        awake: SleepInhibitor | None = None,
    ) -> None:
        super().__init__()
        colours = apply_colours(app, settings.theme())
        window = self.window = MainWindow(settings)
        document = self.document = Document(self)
        runner = self.runner = Runner(stylize, self)
        tasks = self._tasks = Tasks(self)
        self._writing = Tasks(self, threads=1)
        services = self._services = Services(
            document=document,
            settings=settings,
            tasks=tasks,
            writing=self._writing,
            message=window.message,
            mask_files=MaskFiles(tasks),
            runner=runner,
            actions=window.actions,
            window=window,
        )
        self.opening = Opening(window.message, document, tasks, self)
        slots = PictureSlots(window.photograph, window.paintings, document, self.opening)
        window.actions.swap.triggered.connect(slots.swap)
        Parameters(window.panel, document, self)
        self.machine = Machine(window.menus, window.panel, window.run_bar, services)
        self.browsing = Browsing(window.menus, window.paintings, services, self.opening)
        self.recipes = Recipes(services, self.opening)
        self.running = Running(window.panel, window.run_bar, window.plot, services, self.opening)
        self.keeping = Keeping(services, self)
        self.saving = Saving(window.canvas, services)
        self.viewing = Viewing(window.canvas, window.timeline, window.view_bar, services)
        self.saving.set_shown(window.canvas.image)
        self.recording = Recording(self.running, self.viewing, self._writing, self)
        self.filming = Filming(services, self.viewing, self.recipes, self.saving)
        self.exhibiting = Exhibiting(
            window.gallery, services, self.viewing, self.running, self.filming
        )
        self.recovering = Recovering(
            window.menus, services, self.opening, self.running, self.keeping
        )
        self.painting = Painting(window, services, self.viewing)
        self.presets = Presets(window.panel.presets, services, self)
        self.estimating = Estimating(
            window.run_bar, window.panel, services, self.running, self.machine
        )
        self._turns = Turns(runner, self)
        self.remembering = Remembering(services, self)
        self.queueing = Queueing(services, self.running)
        self.queue_adding = QueueAdding(
            window.panel, window.run_bar, services, self.queueing, self.opening
        )
        self.queue_showing = QueueShowing(
            window.queue_button, services, self.queueing, self.queue_adding, self.running
        )
        in_use = InUse(services, self.running, self.queueing)
        self.saving.set_inputs(in_use.inputs)
        self.painting.editing.set_inputs(in_use.inputs)
        self.closing = Closing(window, services, self.keeping, self.saving, self.queueing)
        Appearance(app, window.menus, services, self)
        Limiting(window.menus, services, self)
        attending = Attending(window, self.running, awake or SleepInhibitor(), self)
        self.queueing.working_changed.connect(attending.set_queue_busy)
        Pages(window.menuBar(), services, self)
        window.menus.add_undo(
            document.undo.createUndoAction(self, self.tr("&Undo")),
            document.undo.createRedoAction(self, self.tr("&Redo")),
        )
        # Set last: Qt evaluates the style sheet again whenever a widget is reparented.
        app.setStyleSheet(style_sheet_of(colours))
        self._connect()
        self.remembering.restore()
        self._show_readiness()
        self.viewing.refresh()

    @cached_property
    def varying(self) -> "Varying":
        """The page of variations; its code is loaded when it is opened for the first time."""
        from nst_desktop.ui.explore.variations_controller import Varying

        return Varying(self._services, self.running, self.saving, self._turns, self.presets)

    @cached_property
    def learning(self) -> "Learning":
        """The page of layers; its code is loaded when it is opened for the first time."""
        from nst_desktop.ui.explore.layers_controller import Learning

        return Learning(self._services, self.running, self.saving, self._turns)

    def show_first(self, chosen: list[Path]) -> None:
        """Show the window, and then these pictures, or those of the last time or the samples."""
        painted = FirstPaint(self.window)  # what it shows is read after it: that takes a while
        painted.done.connect(partial(self._on_painted, chosen))
        self.window.show()

    def use_torch(self) -> None:
        """Torch is loaded now, or the thread that waits for it may begin: use what needs it."""
        self.machine.look_for_devices()
        self.estimating.begin()
        self.queueing.begin()

    def shut_down(self) -> bool:
        """End the run, the film and the saves, in bounded time. False if one would not end."""
        for exploring in self._explored():
            exploring.stop()
        ended = self.runner.shut_down(CLOSING_TIME)
        for exploring in self._explored():
            ended = exploring.shut_down(CLOSING_TIME) and ended
        ended = self.queueing.shut_down() and ended
        ended = self.filming.finish() and ended
        QCoreApplication.sendPostedEvents()  # the outcome is on its way: its picture is to be kept
        everything = (self._writing, self._tasks)
        written = all(tasks.finish(SAVING_TIME) for tasks in everything)
        QCoreApplication.sendPostedEvents()  # that something was saved has to be noted
        for tasks in everything:
            tasks.abandon()
        self.estimating.abandon()
        ended = self.estimating.finish(0.5) and ended  # nobody waits for an estimate
        ended = all(tasks.finish(SAVING_TIME) for tasks in everything) and written and ended
        self.keeping.release()
        self.queueing.release()
        return ended

    @Slot(str, str)
    def show_fault(self, message: str, details: str) -> None:
        """Tell of a fault inside the application."""
        self.window.message.show_error(message, details)

    def _explored(self) -> "list[Exploring]":
        """The pages of small pictures that have been opened."""
        return [vars(self)[name] for name in ("varying", "learning") if name in vars(self)]

    def _connect(self) -> None:
        window, running = self.window, self.running
        window.canvas.sources_dropped.connect(self.opening.open_dropped)
        window.canvas.viewport.resized.connect(self.runner.set_preview_side)
        window.closed.connect(self._on_closed)
        window.actions.show_variations.triggered.connect(lambda: self.varying.open())
        window.actions.show_layers.triggered.connect(lambda: self.learning.open())
        self.document.changed.connect(self._show_readiness)
        self.document.painted.connect(self._show_readiness)
        self.document.masks_lost.connect(self._on_masks_lost)
        self.document.not_restored.connect(self._on_not_restored)
        self.opening.settled.connect(self.remembering.note_pictures)
        self.queue_showing.opened.connect(self._on_queue_artwork)
        running.began.connect(self._on_began)
        self.runner.preview_arrived.connect(self.viewing.show_preview)
        self.runner.preview_arrived.connect(self.recording.take)
        running.made.connect(self._on_made)
        running.ended.connect(self._on_ended)
        self.recording.kept.connect(self.exhibiting.refresh)
        self.running.scale_began.connect(window.timeline.add_scale)
        self.recovering.preview_restored.connect(self.viewing.show_preview)
        self.exhibiting.changed.connect(self.filming.refresh)
        self.exhibiting.recipe_requested.connect(self.recipes.take)
        self.exhibiting.opened.connect(self._show_losses)
        window.timeline.save_requested.connect(self.exhibiting.save_moment)
        window.timeline.continue_requested.connect(self.exhibiting.continue_from_moment)
        window.timeline.params_requested.connect(self.exhibiting.take_moment_params)
        self.document.artwork_changed.connect(self._show_artwork)
        self.closing.left.connect(self.left)
        self.estimating.timing.connect(self._turns.hold)

    def _on_painted(self, chosen: list[Path]) -> None:
        if self.window.isHidden():
            return  # it is closed already
        self.opening.show(self.remembering.pictures(chosen), self.document.put)
        self.shown.emit()
        self.presets.load()
        self.browsing.show_recent()
        self.exhibiting.refresh()
        self.recovering.offer()
        self.queue_showing.restore()

    @Slot()
    def _show_readiness(self) -> None:
        if not self.running.is_running():
            self.window.run_bar.set_status(self.running.readiness())

    @Slot(object)
    def _on_began(self, _plan: object) -> None:
        self.painting.set_painting(False)
        self.viewing.begin_run()
        self.machine.watch_memory(True)

    @Slot(object, object)
    def _on_made(self, work: Work, _outcome: object) -> None:
        self.viewing.end_run()
        self.keeping.keep(work)

    @Slot(object)
    def _on_ended(self, _outcome: object) -> None:
        self.machine.watch_memory(False)
        self.viewing.end_run()
        self.window.actions.set_savable(self.document.artwork() is not None)

    @Slot(object)
    def _show_losses(self, moments: list[Moment]) -> None:
        """Those of an artwork of the history, in place of the last run's."""
        self.window.plot.clear()
        for moment in moments:
            self.window.plot.add(moment.step, moment.losses)

    @Slot()
    def _show_artwork(self) -> None:
        work = self.document.artwork()
        self.window.actions.set_savable(work is not None)
        if work is not None:
            self.window.set_artwork(work.title, saved=not work.is_unsaved)

    @Slot()
    def _on_masks_lost(self) -> None:
        self.window.message.show_notice(
            self.tr(
                "The new picture has different proportions, so its masks were emptied. "
                "Undo restores both."
            )
        )

    @Slot(object)
    def _on_not_restored(self, errors: list[Exception]) -> None:
        """Undoing leads to pictures whose files have gone."""
        self.window.message.show_error(" ".join(map(explain, errors)))

    @Slot(object, object)
    def _on_queue_artwork(self, work: Work, with_recipe: Path | None) -> None:
        self.viewing.begin_run()
        self.window.plot.clear()
        self.document.show_artwork(work)
        if with_recipe is not None:
            self.opening.recipe_found.emit(with_recipe)

    @Slot()
    def _on_closed(self) -> None:
        for exploring in self._explored():
            exploring.leave()
        self.queue_showing.close()
        self.queueing.abandon()
        self.running.abandon()
        self.remembering.write()
        self.painting.remember()
        self.machine.abandon()
        self.filming.abandon()
        self.estimating.abandon()
