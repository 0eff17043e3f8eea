"""Controller for the gallery, and for actions on artworks and moments."""

import logging
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QDateTime, QLocale, QObject, Signal, Slot
from PySide6.QtGui import QImage

from nst_desktop import paths
from nst_desktop.core.params import StyleParams
from nst_desktop.document.current_artwork import CurrentArtwork
from nst_desktop.document.loaded_picture import PROXY_SIDE, small_image
from nst_desktop.history.history_entry import Ending, HistoryEntry
from nst_desktop.history.history_store import HistoryStore
from nst_desktop.history.moments import Moment
from nst_desktop.images.load import Picture, load_artwork, load_picture
from nst_desktop.images.photo_details import NO_DETAILS
from nst_desktop.making.artwork import Artwork
from nst_desktop.ui.history.gallery import Gallery
from nst_desktop.ui.history.gallery_entry import GalleryItem
from nst_desktop.ui.interfaces import Artworks, CanvasStage, Films, Runs
from nst_desktop.ui.parts.questions import ask_whether_to_delete
from nst_desktop.ui.services import Services

log = logging.getLogger(__name__)

THUMBNAIL_SIZE = 256  # long side in px


class HistoryController(QObject):
    """Controller that carries out requests from the gallery and the timeline.

    Signals:
        changed(): The history was reloaded.
        recipe_requested(Path): The user wants to use this artwork's recipe.
        opened(list[Moment]): An artwork with these moments was opened.
    """

    changed = Signal()
    recipe_requested = Signal(object)
    opened = Signal(object)

    def __init__(
        self,
        gallery: Gallery,
        services: Services,
        stage: CanvasStage,
        runs: Runs,
        films: Films,
        artworks: Artworks,
    ) -> None:
        super().__init__(services.window)
        self._gallery, self._services, self._stage = gallery, services, stage
        self._document, self._tasks = services.document, services.tasks
        self._artworks, self._runs, self._films = artworks, runs, films
        self._entries: dict[str, HistoryEntry] = {}
        self._images: dict[str, QImage] = {}
        self._store = HistoryStore(paths.history_folder())
        self._is_reading = self._is_outdated = False
        gallery.open_requested.connect(self._on_open)
        gallery.save_requested.connect(self._on_save)
        gallery.film_requested.connect(self._on_film)
        gallery.compare_requested.connect(self._on_compare)
        gallery.continue_requested.connect(self._on_continue)
        gallery.params_requested.connect(self._on_params)
        gallery.delete_requested.connect(self._on_delete)

    @Slot()
    def refresh(self) -> None:
        """Prune and reload the history. Calls during a reload cause one further reload."""
        self._is_outdated = True
        if not self._is_reading:
            self._is_reading, self._is_outdated = True, False
            self._tasks.start(
                partial(_read, self._store), self._on_refreshed, self._on_not_refreshed
            )

    def _on_refreshed(self, entries: list[HistoryEntry]) -> None:
        self._on_read(entries)
        self._read_again()

    def _on_not_refreshed(self, error: Exception) -> None:
        self._services.message.fail(error)
        self._read_again()

    def _read_again(self) -> None:
        self._is_reading = False
        if self._is_outdated:
            self.refresh()

    def _on_read(self, entries: list[HistoryEntry]) -> None:
        self._entries = {entry.id: entry for entry in entries}
        self._images = {item: self._images[item] for item in self._entries if item in self._images}
        items = [_item_of(entry, self._images.get(entry.id)) for entry in entries]
        self._gallery.set_entries(items)
        for entry in entries:
            if entry.id not in self._images:
                self._tasks.start(
                    partial(small_image, entry.thumbnail, THUMBNAIL_SIZE),
                    partial(self._on_thumbnail, entry.id),
                    self._services.message.fail,
                )
        self.changed.emit()

    def _on_thumbnail(self, entry_id: str, image: QImage | None) -> None:
        if image is not None:
            self._images[entry_id] = image
            self._gallery.set_thumbnail(entry_id, image)

    @Slot(str)
    def _on_open(self, entry_id: str) -> None:
        if not self._services.runner.is_running():
            self._load(entry_id, self._show)

    @Slot(str)
    def _on_save(self, entry_id: str) -> None:
        self._load(entry_id, self._save)

    def _save(self, entry: HistoryEntry, picture: Picture) -> None:
        self._artworks.save_work(_work(entry, picture))

    @Slot(str)
    def _on_film(self, entry_id: str) -> None:
        self._films.film_entry(self._entries[entry_id])

    @Slot(str)
    def _on_compare(self, entry_id: str) -> None:
        entry = self._entries[entry_id]
        self._tasks.start(
            partial(small_image, entry.artwork, PROXY_SIDE),
            partial(self._pin, entry.title),
            self._services.message.fail,
        )

    def _pin(self, title: str, image: QImage | None) -> None:
        if image is not None:
            self._stage.pin(image, title)

    @Slot(str)
    def _on_continue(self, entry_id: str) -> None:
        self._load(
            entry_id,
            lambda entry, picture: self._runs.start(picture),
        )

    @Slot(str)
    def _on_params(self, entry_id: str) -> None:
        self.recipe_requested.emit(self._entries[entry_id].artwork)

    @Slot(object)
    def _on_delete(self, ids: list[str]) -> None:
        if ask_whether_to_delete(self._services.window, len(ids)):
            entries = [self._entries[entry_id] for entry_id in ids if entry_id in self._entries]
            self._tasks.start(
                partial(_delete, self._store, entries), self._on_read, self._services.message.fail
            )

    def _load(self, entry_id: str, then: Callable[[HistoryEntry, Picture], None]) -> None:
        entry = self._entries[entry_id]
        self._tasks.start(
            partial(load_artwork, entry.artwork), partial(then, entry), self._services.message.fail
        )

    def _show(self, entry: HistoryEntry, picture: Picture) -> None:
        """Make the entry the current artwork; the timeline and the plot show its moments."""
        moments = entry.moments()
        self._stage.begin_run()
        self._document.show_artwork(_work(entry, picture))
        self._services.actions.set_extendable(False)
        self._stage.set_moments(moments)
        self.opened.emit(moments)

    @Slot(int)
    def save_moment(self, index: int) -> None:
        """Save a moment from the timeline as a picture."""
        moment = self._stage.moment(index)
        self._load_moment(moment, self._save_moment)

    @Slot(int)
    def continue_from_moment(self, index: int) -> None:
        """Start a run from a moment on the timeline."""
        self._load_moment(
            self._stage.moment(index),
            lambda moment, picture: self._runs.start(picture),
        )

    @Slot(int)
    def take_moment_params(self, index: int) -> None:
        """Use the parameters from a moment on the timeline."""
        moment = self._stage.moment(index)
        params: StyleParams | None = moment.params
        if params is not None:
            undo_text = self.tr("Parameters from step {0}").format(moment.step)
            self._document.edit_params(undo_text, params)

    def _load_moment(self, moment: Moment, then: Callable[[Moment, Picture], None]) -> None:
        self._tasks.start(
            partial(load_picture, moment.path), partial(then, moment), self._services.message.fail
        )

    def _save_moment(self, moment: Moment, picture: Picture) -> None:
        title = self._services.window.windowTitle().partition("[*]")[0]
        names = (title, self.tr("step {0}").format(moment.step))
        shown = self._document.artwork()
        if self._services.runner.is_running():
            details = self._runs.details()
        else:
            details = NO_DETAILS if shown is None else shown.artwork.details
        self._artworks.save_work(
            CurrentArtwork(Artwork(picture.pixels, details=details), picture.pixels, names)
        )


def _read(store: HistoryStore) -> list[HistoryEntry]:
    store.prune()
    return store.entries()


def _delete(store: HistoryStore, entries: list[HistoryEntry]) -> list[HistoryEntry]:
    for entry in entries:
        store.delete(entry)
    return store.entries()


def _work(entry: HistoryEntry, picture: Picture) -> CurrentArtwork:
    work = CurrentArtwork.read(picture, (entry.title,), entry.recipe_text)
    work.is_unsaved = False
    return work


def _item_of(entry: HistoryEntry, image: QImage | None) -> GalleryItem:
    date = QDateTime.fromSecsSinceEpoch(int(entry.date.timestamp()))
    when = QLocale().toString(date, QLocale.FormatType.ShortFormat)
    size = f"{entry.width} × {entry.height}"
    details = size if entry.ending is Ending.FINISHED else f"{size}  ·  {entry.steps}"
    return GalleryItem(entry.id, entry.title, f"{when}\n{details}", image)
