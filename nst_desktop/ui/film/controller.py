"""Controller for films of artworks from this or an earlier session."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from nst_desktop.history.history_entry import HistoryEntry
from nst_desktop.images.load import load_picture
from nst_desktop.recipes.overwrite_guard import OverwriteError
from nst_desktop.run.error_texts import error_text
from nst_desktop.run.film_task import FilmTask
from nst_desktop.storage.naming import proposed_name
from nst_desktop.ui.interfaces import Artworks, CanvasStage, RecipeFolders
from nst_desktop.ui.parts.file_dialogs import show_folder
from nst_desktop.ui.services import Services

if TYPE_CHECKING:  # imported when the first film is requested
    from nst_desktop.films.film_options import FilmRequest
    from nst_desktop.ui.film.film_dialog import FilmDialog
    from nst_desktop.ui.film.film_source import FilmSource

Value = TypeVar("Value")

FINISH_TIMEOUT = 20.0  # seconds that a film has to finish once the window is closed
CANCEL_TIMEOUT = 10.0  # further seconds that the film has to stop once it is cancelled


class FilmController(QObject):
    """Controller that shows one film dialog at a time and writes the film. Runs take precedence.

    Signals:
        written(Path): A film was written to this file.
    """

    written = Signal(object)

    def __init__(
        self,
        services: Services,
        stage: CanvasStage,
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
        self._request_id = 0
        services.actions.save_film.triggered.connect(self.film)
        services.document.artwork_changed.connect(self.refresh)
        stage.moments_changed.connect(self.refresh)
        runner.run_started.connect(self._on_run_active)
        runner.run_resumed.connect(self._on_run_active)
        runner.run_paused.connect(self._on_run_inactive)
        runner.run_ended.connect(self._on_run_inactive)
        self._task.progressed.connect(self._on_progressed)
        self._task.written.connect(self._on_written)
        self._task.failed.connect(self._on_failed)
        self._task.cancelled.connect(self._on_cancelled)

    @Slot()
    def refresh(self) -> None:
        """Enable Save film if the current artwork has moments in the history."""
        moments = self._stage.moments()
        has_moments = bool(moments) and moments[0].path.exists()
        has_artwork = self._document.artwork() is not None and not self._runner.is_running()
        self._services.actions.save_film.setEnabled(has_moments and has_artwork)

    @Slot()
    def film(self) -> None:
        """Open the dialog for a film of the current artwork."""
        from nst_desktop.ui.film.film_source import find_photograph, gather

        work = self._document.artwork()
        if work is None:
            return
        moments, photograph = self._stage.moments(), work.photograph
        if photograph is None:
            find = partial(find_photograph, work.artwork.recipe, self._recipes.places())
        else:
            find = partial(_identity, photograph)
        self._gather(partial(gather, work.names, work.pixels, partial(_identity, moments), find))

    def film_entry(self, entry: HistoryEntry) -> None:
        """Open the dialog for a film of an artwork from the history."""
        folders = [entry.folder, *self._recipes.places()]
        self._gather(partial(_gather_entry, entry, folders))

    def is_writing(self) -> bool:
        """Whether a film is being written or is waiting for a run."""
        return self._task.is_busy()

    def abandon(self) -> None:
        """Close the dialog when the window closes; a film in progress continues."""
        self._request_id += 1
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.done(dialog.DialogCode.Rejected)

    def finish(self) -> bool:
        """Wait for the film, cancel it if necessary, and return whether it ended in time."""
        return self._task.finish(FINISH_TIMEOUT, CANCEL_TIMEOUT)

    def _gather(self, work: "Callable[[], FilmSource]") -> None:
        """Gather the source and show the dialog, unless the current dialog is writing a film."""
        if self._dialog is not None and self._dialog.is_writing():
            _bring_to_front(self._dialog)
            return
        self._request_id += 1
        self._tasks.start(work, partial(self._on_gathered, self._request_id), self._on_not_gathered)

    def _on_gathered(self, request_id: int, source: "FilmSource") -> None:
        if request_id != self._request_id:
            return  # superseded by a newer request, or the window is closed
        if source.is_empty():
            self._services.message.show_notice(
                self.tr(
                    "No film can be made: the artwork has no recorded moments, and its "
                    "photograph was not found."
                )
            )
            return
        if self._dialog is not None:
            self._dialog.reject()
        from nst_desktop.films.film_options import FilmRequest
        from nst_desktop.ui.film.film_dialog import FilmDialog

        request = FilmRequest.from_dict(self._settings.document("film"))
        target = proposed_name(source.names, self._folder(), request.kind.value)
        height, width = source.artwork.shape[:2]
        dialog = self._dialog = FilmDialog(
            target, request, source.previews, (width, height), self._services.window
        )
        dialog.set_inputs(self._artworks.inputs())
        dialog.set_waiting(self._task.is_held())
        dialog.write_requested.connect(partial(self._on_write_requested, source))
        dialog.cancel_requested.connect(self._task.cancel)
        dialog.finished.connect(partial(self._on_dialog_closed, dialog))
        dialog.show()

    def _on_not_gathered(self, error: Exception) -> None:
        self._services.message.fail(error)

    def _on_write_requested(self, source: "FilmSource", file: Path, request: "FilmRequest") -> None:
        try:
            self._artworks.inputs().check(file)
        except OverwriteError as error:  # the file became an input after the dialog was opened
            self._on_failed(error_text(error), "")
            return
        self._settings.set_path("film_folder", file.parent)
        self._settings.set_document("film", request.to_dict())
        self._task.start(source.pictures(request.subject), file, request.options)

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
            self.tr("Film saved: {0}").format(file),
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
    def _on_run_active(self) -> None:
        self._hold(True)

    @Slot()
    def _on_run_inactive(self) -> None:
        self._hold(False)

    def _hold(self, held: bool) -> None:
        self._task.hold(held)
        if self._dialog is not None:
            self._dialog.set_waiting(held)
        self.refresh()

    def _folder(self) -> Path:
        remembered = map(self._settings.path, ("film_folder", "save_folder"))
        return next(filter(None, remembered), Path.home())


def _gather_entry(entry: HistoryEntry, folders: list[Path]) -> "FilmSource":
    from nst_desktop.ui.film.film_source import find_photograph, gather

    artwork = load_picture(entry.artwork).pixels
    find = partial(find_photograph, entry.recipe_text, folders)
    return gather((entry.title,), artwork, entry.moments, find)


def _identity(value: Value) -> Value:
    return value


def _bring_to_front(dialog: "FilmDialog") -> None:
    dialog.raise_()
    dialog.activateWindow()
