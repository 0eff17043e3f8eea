"""Filming: makes a film of an artwork, of this or an earlier session."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from nst_desktop.history.history_entry import HistoryEntry
from nst_desktop.images.load import load_picture
from nst_desktop.recipes.inputs import OverwriteError
from nst_desktop.run.error_texts import error_text
from nst_desktop.run.film_task import FilmTask
from nst_desktop.storage.naming import proposed_name
from nst_desktop.ui.interfaces import Artworks, RecipeFolders, Stage
from nst_desktop.ui.parts.file_dialogs import show_folder
from nst_desktop.ui.services import Services

if TYPE_CHECKING:  # loaded when a film is asked for
    from nst_desktop.films.film_options import FilmRequest
    from nst_desktop.ui.film.film_dialog import FilmDialog
    from nst_desktop.ui.film.film_source import FilmSource

Value = TypeVar("Value")

FILM_TIME = 20.0  # seconds that a film gets to be finished when the window is closed
STOP_TIME = 10.0  # and then, to see that it is cancelled


class FilmController(QObject):
    """Shows the dialog, one at a time, and writes what it asks for; a run that goes comes first.

    written(Path): a film is in this file now.
    """

    written = Signal(object)

    def __init__(
        self,
        services: Services,
        stage: Stage,
        recipes: RecipeFolders,
        artworks: Artworks,
    ) -> None:
        super().__init__(services.window)
        runner = services.runner
        self._services, self._runner = services, runner
        self._settings, self._tasks = services.settings, services.tasks
        self._document, self._stage = services.document, stage
        self._recipes, self._artworks = recipes, artworks
        self._task = FilmTask(parent=self)
        self._dialog: FilmDialog | None = None
        self._asked = 0
        services.actions.save_film.triggered.connect(self.film)
        services.document.artwork_changed.connect(self.refresh)
        stage.moments_changed.connect(self.refresh)
        runner.run_started.connect(self._on_processor_taken)
        runner.run_resumed.connect(self._on_processor_taken)
        runner.run_paused.connect(self._on_processor_free)
        runner.run_ended.connect(self._on_processor_free)
        self._task.progressed.connect(self._on_progressed)
        self._task.written.connect(self._on_written)
        self._task.failed.connect(self._on_failed)
        self._task.cancelled.connect(self._on_cancelled)

    @Slot()
    def refresh(self) -> None:
        """Offer a film if the artwork at hand has moments in the history."""
        moments = self._stage.moments()
        there = bool(moments) and moments[0].path.exists()
        made = self._document.artwork() is not None and not self._runner.is_running()
        self._services.actions.save_film.setEnabled(there and made)

    @Slot()
    def film(self) -> None:
        """Make a film of the artwork at hand."""
        from nst_desktop.ui.film.film_source import gather, photograph_of

        work = self._document.artwork()
        if work is None:
            return
        moments, photograph = self._stage.moments(), work.photograph
        if photograph is None:
            find = partial(photograph_of, work.artwork.recipe, self._recipes.places())
        else:
            find = partial(_same, photograph)
        self._gather(partial(gather, work.names, work.pixels, partial(_same, moments), find))

    def film_entry(self, entry: HistoryEntry) -> None:
        """Make a film of an artwork of the history."""
        places = [entry.folder, *self._recipes.places()]
        self._gather(partial(_gather_entry, entry, places))

    def is_writing(self) -> bool:
        """Whether a film is being written, or waits."""
        return self._task.is_busy()

    def abandon(self) -> None:
        """The window is closed: what is being written goes on, nothing else begins."""
        self._asked += 1
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.done(dialog.DialogCode.Rejected)

    def finish(self) -> bool:
        """Let the film come to its end, or cancel it, in bounded time. False: neither worked."""
        return self._task.finish(FILM_TIME, STOP_TIME)

    def _gather(self, work: "Callable[[], FilmSource]") -> None:
        """Then show the dialog; if it is writing, there is none for another film."""
        if self._dialog is not None and self._dialog.is_writing():
            _bring_to_front(self._dialog)
            return
        self._asked += 1
        self._tasks.start(work, partial(self._on_gathered, self._asked), self._on_not_gathered)

    def _on_gathered(self, asked: int, footage: "FilmSource") -> None:
        if asked != self._asked:
            return  # another film has been asked for since, or the window is closed
        if footage.is_empty():
            self._services.message.show_notice(
                self.tr("There is nothing to make a film of: no moments, and no photograph.")
            )
            return
        if self._dialog is not None:
            self._dialog.reject()
        from nst_desktop.films.film_options import FilmRequest
        from nst_desktop.ui.film.film_dialog import FilmDialog

        wish = FilmRequest.from_dict(self._settings.document("film"))
        target = proposed_name(footage.names, self._folder(), wish.kind.value)
        height, width = footage.artwork.shape[:2]
        dialog = self._dialog = FilmDialog(
            target, wish, footage.shown, (width, height), self._services.window
        )
        dialog.set_inputs(self._artworks.inputs())
        dialog.set_waiting(self._task.is_held())
        dialog.write_requested.connect(partial(self._on_write_wanted, footage))
        dialog.cancel_requested.connect(self._task.cancel)
        dialog.finished.connect(partial(self._on_dialog_closed, dialog))
        dialog.show()

    def _on_not_gathered(self, error: Exception) -> None:
        self._services.message.fail(error)

    def _on_write_wanted(self, footage: "FilmSource", file: Path, wish: "FilmRequest") -> None:
        try:
            self._artworks.inputs().check(file)
        except OverwriteError as error:  # it has come into use since the dialog was opened
            self._on_failed(error_text(error), "")
            return
        self._settings.set_path("film_folder", file.parent)
        self._settings.set_document("film", wish.to_dict())
        self._task.start(footage.pictures(wish.subject), file, wish.options)

    def _on_dialog_closed(self, dialog: "FilmDialog", _result: int) -> None:
        if dialog is self._dialog:
            self._dialog = None
        dialog.deleteLater()

    @Slot(float)
    def _on_progressed(self, share: float) -> None:
        if self._dialog is not None:
            self._dialog.set_progress(share)

    @Slot(object)
    def _on_written(self, file: Path) -> None:
        if self._dialog is not None and self._dialog.is_writing():
            self._dialog.set_written()
        self._artworks.note(file)
        self._services.message.show_offer(
            self.tr("The film is in {0}").format(file),
            self.tr("Show in folder"),
            partial(show_folder, file.parent),
        )
        self.written.emit(file)

    @Slot(str, str)
    def _on_failed(self, text: str, details: str) -> None:
        if self._dialog is not None and self._dialog.is_writing():
            self._dialog.set_error(text)
        if details or self._dialog is None:
            self._services.message.show_error(text, details)

    @Slot()
    def _on_cancelled(self) -> None:
        if self._dialog is not None and self._dialog.is_writing():
            self._dialog.set_cancelled()

    @Slot()
    def _on_processor_taken(self) -> None:
        self._hold(True)

    @Slot()
    def _on_processor_free(self) -> None:
        self._hold(False)

    def _hold(self, held: bool) -> None:
        self._task.hold(held)
        if self._dialog is not None:
            self._dialog.set_waiting(held)
        self.refresh()

    def _folder(self) -> Path:
        remembered = map(self._settings.path, ("film_folder", "save_folder"))
        return next(filter(None, remembered), Path.home())


def _gather_entry(entry: HistoryEntry, places: list[Path]) -> "FilmSource":
    from nst_desktop.ui.film.film_source import gather, photograph_of

    artwork = load_picture(entry.artwork).pixels
    find = partial(photograph_of, entry.recipe_text, places)
    return gather((entry.title,), artwork, entry.moments, find)


def _same(value: Value) -> Value:
    return value


def _bring_to_front(dialog: "FilmDialog") -> None:
    dialog.raise_()
    dialog.activateWindow()
