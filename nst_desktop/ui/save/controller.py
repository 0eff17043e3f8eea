"""Saving, copying and dragging out artworks."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication, QImage

from nst_desktop import paths
from nst_desktop.core.arrays import Pixels
from nst_desktop.core.errors import UserError
from nst_desktop.document.current_artwork import CurrentArtwork
from nst_desktop.document.loaded_picture import to_image
from nst_desktop.images.formats import SaveOptions
from nst_desktop.making.artwork import Artwork
from nst_desktop.recipes.overwrite_guard import Inputs, OverwriteError
from nst_desktop.run.error_texts import error_details, error_text
from nst_desktop.storage.naming import proposed_name
from nst_desktop.ui.canvas import Canvas
from nst_desktop.ui.parts.file_dialogs import show_folder
from nst_desktop.ui.parts.questions import SaveChoice, ask_what_to_save
from nst_desktop.ui.services import Services

Sketch = tuple[Pixels, tuple[str, ...]]  # pixels and the file names of its pictures


class SaveController(QObject):
    """Saves and copies artworks, and exports them as files for dragging.

    Signals:
        saved(Path): An artwork was written to this file.
    """

    saved = Signal(object)
    _size_known = Signal(object, object)  # SaveOptions, int | None

    def __init__(
        self,
        canvas: Canvas,
        services: Services,
    ) -> None:
        super().__init__(canvas)
        self._canvas, self._services, self._settings = canvas, services, services.settings
        self._tasks, self._document = services.tasks, services.document
        self._last_file: Path | None = None
        self._inputs: Callable[[], Inputs] = Inputs
        self._shown: Callable[[], QImage | None] = lambda: None
        self._sketch: Callable[[], Sketch | None] = lambda: None
        self._is_sketch_shown = False
        services.actions.save.triggered.connect(self.save)
        services.actions.save_as.triggered.connect(self.save_as)
        services.actions.copy.triggered.connect(self.copy)
        services.actions.copy_shown.triggered.connect(self.copy_shown)
        services.actions.save_sketch.triggered.connect(self.save_sketch)
        services.actions.show_folder.triggered.connect(self.show_in_folder)
        services.document.artwork_changed.connect(self._refresh_export)

    def set_shown(self, shown: Callable[[], QImage | None]) -> None:
        """Set the function that returns the picture on the canvas, for copying."""
        self._shown = shown

    def set_sketch(self, sketch: Callable[[], Sketch | None]) -> None:
        """Set the function that returns the latest sketch, if any."""
        self._sketch = sketch

    @Slot(bool)
    def set_sketch_shown(self, shown: bool) -> None:
        """Record whether the canvas shows a sketch, which must not be taken for the artwork."""
        self._is_sketch_shown = shown
        self._refresh_export()

    def set_inputs(self, inputs: Callable[[], Inputs]) -> None:
        """Set the function that returns the files in use, which must not be overwritten."""
        self._inputs = inputs

    def inputs(self) -> Inputs:
        """Return the files in use, which must not be overwritten."""
        return self._inputs()

    @Slot()
    def save(self) -> None:
        """Save the artwork to its file, or ask for a file if the artwork has none."""
        if not self._is_artwork_meant():
            return
        work = self._document.artwork()
        if work is None:
            return
        if work.file is None:
            self.save_work(work, self._document.set_saved)
        else:
            options = self._options().for_file(work.file)
            self._write(work, work.file, options, self._document.set_saved)

    @Slot()
    def save_as(self) -> None:
        """Ask for a file and save the artwork to it."""
        work = self._document.artwork()
        if self._is_artwork_meant() and work is not None:
            self.save_work(work, self._document.set_saved)

    @Slot()
    def save_sketch(self) -> None:
        """Ask for a file and save the sketch to it, without a recipe."""
        sketch = self._sketch()
        if sketch is not None:
            pixels, names = sketch
            work = CurrentArtwork(Artwork(pixels), pixels, ("sketch", *names))
            self.save_work(work, title=self.tr("Save sketch"))

    def _is_artwork_meant(self) -> bool:
        """Return True unless the canvas shows a sketch and the user does not want the artwork."""
        if not self._is_sketch_shown:
            return True
        work = self._document.artwork()
        choice = ask_what_to_save(self._services.window, None if work is None else work.title)
        if choice is SaveChoice.SKETCH:
            self.save_sketch()
        return choice is SaveChoice.ARTWORK

    def save_work(
        self,
        work: CurrentArtwork,
        then: Callable[[CurrentArtwork, Path], None] = lambda _work, _file: None,
        title: str = "",
    ) -> bool:
        """Ask for a file and save any artwork to it.

        Args:
            work: Artwork to save.
            then: Callback, called with the artwork and its file once the file is written.
            title: Title of the dialog; "Save artwork" if empty.

        Returns:
            Whether the user chose a file. The file is written in the background.
        """
        from nst_desktop.ui.save.save_dialog import SaveDialog  # loaded only when needed

        options = self._options()
        folder = self._settings.path("save_folder") or Path.home()
        target = proposed_name(work.names, folder, options.format.suffix)
        transparent = work.artwork.alpha is not None
        dialog = SaveDialog(target, options, self._services.window, transparent=transparent)
        dialog.setWindowTitle(title or dialog.windowTitle())
        dialog.set_inputs(self.inputs())
        dialog.size_requested.connect(partial(self._on_size_requested, work))
        # A signal, because the dialog may no longer exist when the size is known.
        self._size_known.connect(dialog.set_size)
        accepted = bool(dialog.exec())
        if accepted:
            file, options = dialog.chosen()
            self._settings.set_path("save_folder", file.parent)
            self._settings.set_document("save_options", options.to_dict())
            self._write(work, file, options, then)
        dialog.deleteLater()
        return accepted

    @Slot()
    def copy(self) -> None:
        """Copy the artwork to the clipboard; without an artwork, copy the picture on the canvas."""
        work = self._document.artwork()
        image = self._shown() if work is None else to_image(work.copied())
        if image is not None:
            QGuiApplication.clipboard().setImage(image)
            self._services.message.show_notice(self.tr("Copied to the clipboard."))

    @Slot()
    def copy_shown(self) -> None:
        """Copy the sketch if the canvas shows one, else the artwork."""
        image = self._shown() if self._is_sketch_shown else None
        if image is None:
            self.copy()
        else:
            QGuiApplication.clipboard().setImage(image)
            self._services.message.show_notice(self.tr("Sketch copied to the clipboard."))

    @Slot()
    def show_in_folder(self) -> None:
        """Open the folder that contains the last file written."""
        if self._last_file is not None:
            show_folder(self._last_file.parent)

    def note(self, file: Path) -> None:
        """Remember this file as the last one written, for "Show in folder"."""
        self._last_file = file
        self._services.actions.show_folder.setEnabled(True)

    def export(self) -> Path:
        """Write the artwork to a PNG file for dragging into another program.

        Raises:
            PictureError: The artwork could not be saved.
            OSError: The folder could not be created or emptied.
        """
        work = self._document.artwork()
        assert work is not None, "only an artwork can be dragged out"
        folder = paths.cache_folder() / "dragged"
        folder.mkdir(parents=True, exist_ok=True)
        for earlier in folder.iterdir():
            earlier.unlink(missing_ok=True)
        file = proposed_name(work.names, folder, ".png")
        options = self._options()
        work.artwork.save(file, SaveOptions(metadata=options.metadata, density=options.density))
        return file

    def _options(self) -> SaveOptions:
        """Return the last options used, but with the print density chosen in the window."""
        options = SaveOptions.from_dict(self._settings.document("save_options"))
        return replace(options, density=self._services.document.density())

    def _write(
        self,
        work: CurrentArtwork,
        file: Path,
        options: SaveOptions,
        then: Callable[[CurrentArtwork, Path], None],
    ) -> None:
        try:
            self.inputs().check(file)
        except OverwriteError as error:
            self._on_not_saved(work, then, error)
            return
        self._tasks.start(
            partial(_save, work.artwork, file, options),
            lambda remarks: self._on_saved(work, file, then, remarks),
            partial(self._on_not_saved, work, then),
        )

    def _on_saved(
        self,
        work: CurrentArtwork,
        file: Path,
        then: Callable[[CurrentArtwork, Path], None],
        remarks: Sequence[UserError],
    ) -> None:
        self.note(file)
        texts = [self.tr("Saved as {0}.").format(file), *map(error_text, remarks)]
        show = self._services.message.show_error if remarks else self._services.message.show_notice
        show(" ".join(texts))
        then(work, file)
        self.saved.emit(file)

    def _on_size_requested(self, work: CurrentArtwork, options: SaveOptions) -> None:
        answer = partial(self._size_known.emit, options)
        encode = partial(work.artwork.encoded, options)
        self._tasks.start(encode, lambda data: answer(len(data)), lambda _error: answer(None))

    def _on_not_saved(
        self, work: CurrentArtwork, then: Callable[[CurrentArtwork, Path], None], error: Exception
    ) -> None:
        """Show an internal error with its details; otherwise offer to save elsewhere."""
        if error_details(error):
            self._services.message.fail(error)
        else:
            retry = partial(self._save_elsewhere, work, then)
            self._services.message.show_offer(error_text(error), self.tr("Save elsewhere…"), retry)

    def _save_elsewhere(
        self, work: CurrentArtwork, then: Callable[[CurrentArtwork, Path], None]
    ) -> None:
        self.save_work(work, then)

    @Slot()
    def _refresh_export(self) -> None:
        can_drag = self._document.artwork() is not None and not self._is_sketch_shown
        self._canvas.set_export(self.export if can_drag else None)


def _save(artwork: Artwork, file: Path, options: SaveOptions) -> Sequence[UserError]:
    """Write the artwork and return any remarks about its recipe."""
    artwork.save(file, options)
    return artwork.remarks() if options.recipe else ()
