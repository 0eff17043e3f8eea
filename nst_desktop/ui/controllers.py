"""Builds the window, the runner and the controllers, and connects them."""

from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtWidgets import QApplication

from nst_desktop.document.current_artwork import CurrentArtwork
from nst_desktop.document.document import Document
from nst_desktop.document.mask_files import MaskFiles
from nst_desktop.document.settings import Settings
from nst_desktop.history.moments import Moment
from nst_desktop.machine.keep_awake import SleepInhibitor
from nst_desktop.run.error_texts import error_text
from nst_desktop.run.runner import Runner
from nst_desktop.run.scheduler import Scheduler
from nst_desktop.run.sketch_runner import SketchRunner
from nst_desktop.run.task import Tasks
from nst_desktop.run.worker import Stylize, real_stylize
from nst_desktop.ui.canvas.controller import CanvasController
from nst_desktop.ui.device.controller import DeviceController
from nst_desktop.ui.film.controller import FilmController
from nst_desktop.ui.first_paint import FirstPaint
from nst_desktop.ui.help.controller import HelpController
from nst_desktop.ui.history.controller import HistoryController
from nst_desktop.ui.history.recorder import RunRecorder
from nst_desktop.ui.instance.controller import InstanceController
from nst_desktop.ui.main_window import MainWindow
from nst_desktop.ui.parameters.controller import ParametersController
from nst_desktop.ui.parameters.preset_controller import PresetController
from nst_desktop.ui.parts.theme import apply_colours, style_sheet_of
from nst_desktop.ui.pictures.controller import PicturesController
from nst_desktop.ui.pictures.loader import PictureLoader
from nst_desktop.ui.pictures.recipe_offer import RecipeOffer
from nst_desktop.ui.pictures.slots import PictureSlots
from nst_desktop.ui.queue.add_to_queue import QueueAdder
from nst_desktop.ui.queue.controller import QueueController
from nst_desktop.ui.queue.queue_page_controller import QueuePageController
from nst_desktop.ui.regions.controller import RegionsController
from nst_desktop.ui.run.attention import RunAttention
from nst_desktop.ui.run.controller import RunController
from nst_desktop.ui.run.crash_recovery import CrashRecovery
from nst_desktop.ui.run.time_estimate import TimeEstimate
from nst_desktop.ui.save.controller import SaveController
from nst_desktop.ui.save.files_in_use import FilesInUse
from nst_desktop.ui.save.unsaved_artwork import UnsavedArtwork
from nst_desktop.ui.services import Services
from nst_desktop.ui.settings.controller import SettingsController
from nst_desktop.ui.settings.last_setup import LastSetup
from nst_desktop.ui.sketch.controller import SketchController
from nst_desktop.ui.window_close import CLOSE_TIMEOUT, WindowClose

if TYPE_CHECKING:
    from nst_desktop.ui.explore.layers_controller import LayersController
    from nst_desktop.ui.explore.page_controller import ExploreController
    from nst_desktop.ui.explore.try_controller import TryController
    from nst_desktop.ui.explore.variations_controller import VariationsController

SAVE_TIMEOUT = 60.0  # seconds to wait at exit for files that are still being written
SKETCH_TIMEOUT = 5.0  # seconds to wait at exit for a sketch that is no longer needed
ESTIMATE_TIMEOUT = 0.5  # seconds to wait at exit for an estimate that is no longer needed


class Controllers(QObject):
    """Owns the window and its controllers, and connects them.

    Signals:
        shown(): The window is on screen, and its pictures are being loaded.
        left(): The window is closed, and the run has ended or did not end in time.
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
        self.loader = PictureLoader(window.message, document, tasks, self)
        slots = PictureSlots(window.photograph, window.paintings, document, self.loader)
        window.actions.swap.triggered.connect(slots.swap)
        ParametersController(window.panel, document, self)
        self.device = DeviceController(window.menus, window.panel.devices, window.run_bar, services)
        self.pictures = PicturesController(
            window.menus, window.paintings, window.canvas, services, self.loader
        )
        self.recipe_offer = RecipeOffer(services, self.loader)
        self.run = RunController(window.panel, window.run_bar, window.plot, services, self.loader)
        self.unsaved = UnsavedArtwork(services, self)
        self.save = SaveController(window.canvas, services)
        self.canvas = CanvasController(window.canvas, window.timeline, window.view_bar, services)
        self.save.set_shown(window.canvas.image)
        self.sketches = SketchRunner(self)
        self.sketch = SketchController(services, self.sketches, self.canvas, self.run)
        self.save.set_sketch(self.sketch.sketch)
        self.recorder = RunRecorder(self.run, self.canvas, self._writing, self)
        self.film = FilmController(services, self.canvas, self.recipe_offer, self.save)
        self.history = HistoryController(
            window.gallery, services, self.canvas, self.run, self.film, self.save
        )
        self.recovery = CrashRecovery(window.menus, services, self.loader, self.run, self.unsaved)
        self.regions = RegionsController(window.regions, window.canvas, services, self.canvas)
        window.leave_requested.connect(self.regions.leave)
        self.presets = PresetController(window.panel.presets, services, self)
        self.estimate = TimeEstimate(window.run_bar, window.panel, services, self.run)
        self.device.weights_changed.connect(self.estimate.refresh)
        self._scheduler = Scheduler(runner, self)
        self.last_setup = LastSetup(services, self)
        self.queue = QueueController(services, self.run)
        self.queue_adder = QueueAdder(
            window.panel, window.run_bar, services, self.queue, self.loader
        )
        self.queue_page = QueuePageController(
            window.queue_button, services, self.queue, self.queue_adder
        )
        in_use = FilesInUse(services, self.run, self.queue)
        self.save.set_inputs(in_use.inputs)
        self.regions.mask_edits.set_inputs(in_use.inputs)
        self.close_controller = WindowClose(window, services, self.unsaved, self.save, self.queue)
        SettingsController(app, window.menus, services, self)
        self.instance = InstanceController(services, self.loader, self.queue)
        attention = RunAttention(window, self.run, awake or SleepInhibitor(), self)
        self.queue.working_changed.connect(attention.set_queue_busy)
        HelpController(window.menuBar(), services, self)
        window.menus.add_undo(
            document.undo.createUndoAction(self, self.tr("&Undo")),
            document.undo.createRedoAction(self, self.tr("&Redo")),
        )
        # Set last: Qt evaluates the style sheet again whenever a widget is reparented.
        app.setStyleSheet(style_sheet_of(colours))
        self._connect()
        self.last_setup.restore()
        self._show_readiness()
        self.canvas.refresh()

    @cached_property
    def variations(self) -> "VariationsController":
        """Controller for the variations page, imported when the page is first opened."""
        from nst_desktop.ui.explore.variations_controller import VariationsController

        return VariationsController(
            self._services, self.run, self.save, self._scheduler, self.presets, self.sketches
        )

    @cached_property
    def layers(self) -> "LayersController":
        """Controller for the layers page, imported when the page is first opened."""
        from nst_desktop.ui.explore.layers_controller import LayersController

        return LayersController(self._services, self.run, self.save, self._scheduler)

    @cached_property
    def try_paintings(self) -> "TryController":
        """Controller for the page of sketches, imported when the page is first opened."""
        from nst_desktop.ui.explore.try_controller import TryController

        return TryController(self._services, self.sketches, self.loader.use_painting)

    def show_first(self, chosen: list[Path]) -> None:
        """Show the window, then open the chosen pictures, or else the last ones or the samples."""
        first_paint = FirstPaint(self.window)  # loading pictures would delay it
        first_paint.done.connect(partial(self._on_painted, chosen))
        self.window.show()

    def use_torch(self) -> None:
        """Start everything that needs torch. Called once torch has been loaded."""
        self.device.look_for_devices()
        self.estimate.begin()
        self.queue.begin()

    def shut_down(self) -> bool:
        """End the run, the queue, films and saves within time limits; return whether all ended."""
        for page in self._opened_pages():
            page.stop()
        has_ended = self.runner.shut_down(CLOSE_TIMEOUT)
        for page in self._opened_pages():
            has_ended = page.shut_down(CLOSE_TIMEOUT) and has_ended
        has_ended = self.queue.shut_down() and has_ended
        has_ended = self.film.finish() and has_ended
        has_ended = self.sketches.finish(SKETCH_TIMEOUT) and has_ended
        QCoreApplication.sendPostedEvents()  # deliver the run's outcome to keep its picture
        all_tasks = (self._writing, self._tasks)
        are_written = all(tasks.finish(SAVE_TIMEOUT) for tasks in all_tasks)
        QCoreApplication.sendPostedEvents()  # deliver the results of the saves
        for tasks in all_tasks:
            tasks.abandon()
        self.estimate.abandon()
        has_ended = self.estimate.finish(ESTIMATE_TIMEOUT) and has_ended
        has_ended = all(tasks.finish(SAVE_TIMEOUT) for tasks in all_tasks) and has_ended
        self.unsaved.release()
        self.queue.release()
        return has_ended and are_written

    @Slot(str, str)
    def show_fault(self, message: str, details: str) -> None:
        """Show an internal error."""
        self.window.message.show_error(message, details)

    def _opened_pages(self) -> "list[ExploreController]":
        """Return the controllers for the Explore pages that have been opened."""
        return [vars(self)[name] for name in ("variations", "layers") if name in vars(self)]

    def _connect(self) -> None:
        window, run = self.window, self.run
        window.canvas.sources_dropped.connect(self.loader.open_dropped)
        window.canvas.viewport.resized.connect(self.runner.set_preview_side)
        window.closed.connect(self._on_closed)
        window.actions.show_variations.triggered.connect(lambda: self.variations.open())
        window.actions.try_paintings.triggered.connect(lambda: self.try_paintings.open())
        window.actions.show_layers.triggered.connect(lambda: self.layers.open())
        self.document.changed.connect(self._show_readiness)
        self.document.painted.connect(self._show_readiness)
        self.document.masks_lost.connect(self._on_masks_lost)
        self.document.not_restored.connect(self._on_not_restored)
        self.loader.settled.connect(self.last_setup.note_pictures)
        self.queue_page.opened.connect(self._on_queue_artwork)
        run.began.connect(self._on_began)
        self.runner.preview_arrived.connect(self.canvas.show_preview)
        self.runner.preview_arrived.connect(self.recorder.take)
        run.made.connect(self._on_made)
        run.ended.connect(self._on_ended)
        self.recorder.kept.connect(self.history.refresh)
        self.canvas.sketch_shown.connect(window.set_sketch_shown)
        window.panel.presets.preset_pointed.connect(self._on_preset_pointed)
        self.pictures.painting_pointed.connect(self.sketch.try_painting)
        self.canvas.sketch_shown.connect(self.save.set_sketch_shown)
        self.run.scale_began.connect(window.timeline.add_scale)
        self.recovery.preview_restored.connect(self.canvas.show_preview)
        self.history.changed.connect(self.film.refresh)
        self.history.recipe_requested.connect(self.recipe_offer.take)
        self.history.opened.connect(self._show_losses)
        window.timeline.save_requested.connect(self.history.save_moment)
        window.timeline.continue_requested.connect(self.history.continue_from_moment)
        window.timeline.params_requested.connect(self.history.take_moment_params)
        self.document.artwork_changed.connect(self._show_artwork)
        self.close_controller.left.connect(self.left)
        self.estimate.timing.connect(self._scheduler.hold)

    def _on_painted(self, chosen: list[Path]) -> None:
        if self.window.isHidden():
            return  # closed in the meantime
        self.sketches.warm_up()
        self.loader.show(self.last_setup.pictures(chosen), self.document.put)
        self.shown.emit()
        self.presets.load()
        self.pictures.show_recent()
        self.history.refresh()
        self.recovery.offer()
        self.queue_page.restore()

    @Slot(str)
    def _on_preset_pointed(self, name: str) -> None:
        self.sketch.try_params(self.presets.params_of(name) if name else None)

    @Slot()
    def _show_readiness(self) -> None:
        if not self.run.is_running():
            self.window.run_bar.set_status(self.run.readiness())

    @Slot(object)
    def _on_began(self, _plan: object) -> None:
        self.regions.set_painting(False)
        self.canvas.begin_run()
        self.device.watch_memory(True)

    @Slot(object, object)
    def _on_made(self, work: CurrentArtwork, _outcome: object) -> None:
        self.canvas.end_run()
        self.unsaved.keep(work)

    @Slot(object)
    def _on_ended(self, _outcome: object) -> None:
        self.device.watch_memory(False)
        self.canvas.end_run()
        self.window.actions.set_savable(self.document.artwork() is not None)

    @Slot(object)
    def _show_losses(self, moments: list[Moment]) -> None:
        """Plot the losses of an artwork from the history instead of those from the last run."""
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
                "The new picture has different proportions, so the masks were cleared. "
                "Undo restores the old picture and its masks."
            )
        )

    @Slot(object)
    def _on_not_restored(self, errors: list[Exception]) -> None:
        """Report pictures that undo could not restore because their files no longer exist."""
        self.window.message.show_error(" ".join(map(error_text, errors)))

    @Slot(object, object)
    def _on_queue_artwork(self, work: CurrentArtwork, with_recipe: Path | None) -> None:
        self.canvas.begin_run()
        self.window.plot.clear()
        self.document.show_artwork(work)
        if with_recipe is not None:
            self.loader.recipe_found.emit(with_recipe)

    @Slot()
    def _on_closed(self) -> None:
        self.instance.close()
        for page in self._opened_pages():
            page.leave()
        if "try_paintings" in vars(self):
            self.try_paintings.leave()
        self.queue_page.close()
        self.queue.abandon()
        self.run.abandon()
        self.last_setup.write()
        self.regions.remember()
        self.device.abandon()
        self.film.abandon()
        self.estimate.abandon()
