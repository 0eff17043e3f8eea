"""Controller for the queue page and for opening finished artworks from it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QImage

from nst_desktop import APPLICATION
from nst_desktop.document.current_artwork import CurrentArtwork
from nst_desktop.document.loaded_picture import small_image
from nst_desktop.images.load import Picture, load_artwork, load_recipe_text
from nst_desktop.queue.destination import Destination
from nst_desktop.queue.queue import Queue, QueueEntry
from nst_desktop.ui.parts.file_dialogs import show_folder
from nst_desktop.ui.parts.notification import notify
from nst_desktop.ui.queue.add_to_queue import QueueAdder
from nst_desktop.ui.queue.controller import QueueController
from nst_desktop.ui.queue.queue_button import QueueButton
from nst_desktop.ui.services import Services

if TYPE_CHECKING:
    from nst_desktop.ui.queue.queue_page import QueuePage

THUMBNAIL_SIZE = 160  # px


class QueuePageController(QObject):
    """Creates the queue page on demand, and keeps the page and the queue button up to date.

    Signals:
        opened(CurrentArtwork, Path | None): Show this artwork. The path leads to the artwork's
            file, or is None if the file contains no recipe.
    """

    opened = Signal(object, object)

    def __init__(
        self,
        queue_button: QueueButton,
        services: Services,
        queue: QueueController,
        adder: QueueAdder,
    ) -> None:
        super().__init__(queue)
        self._queue_button, self._services = queue_button, services
        self._settings, self._tasks = services.settings, services.tasks
        self._queue, self._adder = queue, adder
        self._page: QueuePage | None = None
        services.actions.show_queue.triggered.connect(self.show)
        queue_button.clicked.connect(self.show)
        queue.changed.connect(self._on_changed)
        queue.advanced.connect(self._on_advanced)
        queue.over.connect(self._on_over)

    def restore(self) -> None:
        """Show the page if it was open at the end of the last session."""
        if self._settings.flag("queue/shown", False):
            self._open().show()

    @Slot()
    def show(self) -> None:
        """Open the page, or bring it to the front."""
        page = self._open()
        page.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, False)
        page.show()
        page.raise_()
        page.activateWindow()

    def close(self) -> None:
        """Close the page with the main window; remember its geometry and that it was open."""
        if self._page is not None and self._page.isVisible():
            self._page.close()
            self._settings.set_flag("queue/shown", True)

    def _open(self) -> "QueuePage":
        """Return the page, with its current contents.

        A new page does not take the keyboard focus when displayed.
        """
        if self._page is None:
            self._page = self._make()
            self._page.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._queue.open()
        self._on_changed()
        self._settings.set_flag("queue/shown", True)
        return self._page

    def _make(self) -> "QueuePage":
        from nst_desktop.ui.queue.queue_page import QueuePage  # loaded only when needed

        page, queue = QueuePage(self._services.window), self._queue
        page.destination.set_destination(queue.destination())
        state = self._settings.state("queue")
        if state is not None:
            page.restoreGeometry(state)
        page.addActions(self._services.actions.undo_actions)
        page.add_requested.connect(self._adder.add)
        page.folder_requested.connect(self._adder.add_folder)
        page.pause_requested.connect(queue.pause)
        page.resume_requested.connect(queue.resume)
        page.remove_requested.connect(queue.remove)
        page.destination_changed.connect(self._on_destination_changed)
        page.moved.connect(self._on_moved)
        page.stepped.connect(self._on_stepped)
        page.retry_requested.connect(self._on_retry)
        page.clear_requested.connect(self._on_clear)
        page.open_requested.connect(self._on_open)
        page.show_requested.connect(self._on_show)
        page.thumbnail_wanted.connect(self._on_thumbnail_wanted)
        page.hidden.connect(self._on_hidden)
        return page

    @Slot()
    def _on_changed(self) -> None:
        overview = self._queue.overview()
        self._queue_button.set_overview(overview)
        if self._page is not None:
            self._page.set_entries(self._queue.entries())
            self._page.set_overview(overview)

    @Slot(object)
    def _on_advanced(self, entry: QueueEntry) -> None:
        overview = self._queue.overview()
        self._queue_button.set_overview(overview)
        if self._page is not None:
            self._page.update_entry(entry)
            self._page.set_overview(overview)

    @Slot(int, int)
    def _on_over(self, made: int, failed: int) -> None:
        if failed:
            text = self.tr("The queue is done: {0} finished, {1} failed.").format(made, failed)
        else:
            text = self.tr("The queue is done: {0} finished.").format(made)
        if not self._services.runner.is_running():
            self._services.message.show_notice(text)
        if self._page is None or not self._page.isActiveWindow():
            notify(self._services.window, APPLICATION, text)

    @Slot(object)
    def _on_destination_changed(self, destination: Destination) -> None:
        self._queue.set_destination(destination)

    @Slot(object, int)
    def _on_moved(self, ids: list[str], index: int) -> None:
        self._reorder(lambda queue: queue.move(ids, index))

    @Slot(object, int)
    def _on_stepped(self, ids: list[str], offset: int) -> None:
        self._reorder(lambda queue: queue.step(ids, offset))

    def _reorder(self, change: Callable[[Queue], None]) -> None:
        self._queue.edit(change, self.tr("Reorder the queue"))

    @Slot(object)
    def _on_retry(self, ids: list[str]) -> None:
        self._queue.edit(lambda queue: queue.retry(ids))

    @Slot()
    def _on_clear(self) -> None:
        self._queue.edit(lambda queue: queue.clear_finished(), self.tr("Clear finished"))

    @Slot(str)
    def _on_open(self, entry_id: str) -> None:
        """Make the entry's file the current artwork and offer its recipe."""
        file = self._file(entry_id)
        if self._services.runner.is_running():
            self._services.message.show_notice(
                self.tr("To open an artwork from the queue, stop the run or wait for it to end.")
            )
        elif file is not None:
            self._tasks.start(
                partial(_load, file), partial(self._on_loaded, file), self._services.message.fail
            )

    def _on_loaded(self, file: Path, loaded: tuple[Picture, str | None]) -> None:
        if self._services.runner.is_running():
            return
        picture, recipe = loaded
        work = CurrentArtwork.read(picture, (file.name,), lambda: recipe)
        work.file, work.is_unsaved = file, False
        self.opened.emit(work, file if recipe is not None else None)
        self._services.actions.set_extendable(False)
        self._services.window.activateWindow()

    @Slot(str)
    def _on_show(self, entry_id: str) -> None:
        file = self._file(entry_id)
        if file is not None:
            show_folder(file.parent)

    def _file(self, entry_id: str) -> Path | None:
        entries = self._queue.entries()
        return next((entry.file for entry in entries if entry.id == entry_id), None)

    @Slot(object)
    def _on_thumbnail_wanted(self, path: Path) -> None:
        self._tasks.start(
            partial(small_image, path, THUMBNAIL_SIZE),
            partial(self._on_thumbnail, path),
            lambda _: None,  # no thumbnail; the entry shows the reason if it fails
        )

    def _on_thumbnail(self, path: Path, image: QImage | None) -> None:
        if self._page is not None:
            self._page.set_thumbnail(path, image)

    @Slot()
    def _on_hidden(self) -> None:
        if self._page is not None:
            self._settings.set_state("queue", self._page.saveGeometry())
            self._settings.set_flag("queue/shown", False)


def _load(file: Path) -> tuple[Picture, str | None]:
    return load_artwork(file), load_recipe_text(file)
