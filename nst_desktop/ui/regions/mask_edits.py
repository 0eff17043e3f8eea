"""Edits to part or all of the current mask, each with an undo step."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from nst_desktop import masks
from nst_desktop.core.arrays import Mask
from nst_desktop.masks.mask_buffer import MaskBuffer
from nst_desktop.masks.mask_pictures import faint_mask_notice
from nst_desktop.masks.patches import Patch
from nst_desktop.recipes.overwrite_guard import Inputs, OverwriteError
from nst_desktop.run.error_texts import error_text
from nst_desktop.ui.parts.file_dialogs import ask_for_mask, ask_for_pictures
from nst_desktop.ui.regions.easel import Easel
from nst_desktop.ui.regions.regions_panel import RegionsPanel
from nst_desktop.ui.regions.tools import Tool
from nst_desktop.ui.services import Services


class MaskEdits(QObject):
    """Turns the panel's commands and the easel's strokes into undo steps.

    Signals:
        saved(Path): The current mask was saved to this file.
    """

    saved = Signal(object)

    def __init__(
        self,
        panel: RegionsPanel,
        services: Services,
        easel: Easel,
    ) -> None:
        super().__init__(easel)
        self._panel, self._services, self._easel = panel, services, easel
        self._document, self._settings = services.document, services.settings
        self._inputs: Callable[[], Inputs] = Inputs
        panel.fill_requested.connect(self._on_fill_all)
        panel.clear_requested.connect(self._on_clear)
        panel.invert_requested.connect(self._on_invert)
        panel.feather_requested.connect(self._on_feather)
        panel.load_requested.connect(self._on_load)
        panel.save_requested.connect(self._on_save)
        services.document.restoring.connect(easel.discard)
        easel.drawn.connect(self._on_drawn)

    def set_inputs(self, inputs: Callable[[], Inputs]) -> None:
        """Set the function that returns the files in use.

        A saved mask must not overwrite these files.
        """
        self._inputs = inputs

    def push(self, buffer: MaskBuffer, changes: "masks.shapes.Changes | None", label: str) -> None:
        """Add an undo step for changes already made to the mask, if there are any."""
        if changes is None:
            return
        self._document.paint(label, buffer, changes)
        self._easel.refresh()

    @Slot(object, object, object)
    def _on_drawn(self, before: Patch, after: Patch, tool: Tool) -> None:
        buffer = self._buffer()
        labels = {Tool.ERASER: self.tr("Eraser"), Tool.LASSO: self.tr("Lasso")}
        if buffer is not None:
            self.push(buffer, (before, after), labels.get(tool, self.tr("Brush")))

    def _buffer(self) -> MaskBuffer | None:
        region = self._document.region()
        return None if region is None else region.buffer

    def _change(self, work: Callable[[Mask], Mask], label: str) -> None:
        """Replace the whole mask with work(mask)."""
        self._easel.abandon()
        buffer = self._buffer()
        if buffer is not None:
            self.push(buffer, masks.shapes.replace(buffer, work(buffer.mask)), label)

    def _change_in_background(
        self,
        work: Callable[[Mask], Mask],
        put: Callable[[MaskBuffer, Mask], "masks.shapes.Changes | None"],
        label: str,
    ) -> None:
        """Call work(mask) in the background, then put(buffer, result) in the GUI thread.

        The result is discarded if the mask has been changed in the meantime.
        """
        self._easel.abandon()
        buffer = self._buffer()
        if buffer is None:
            return
        revision = buffer.revision

        def done(mask: Mask) -> None:
            self._easel.set_note("")
            if buffer.revision == revision:
                self.push(buffer, put(buffer, mask), label)

        self._easel.set_note(self.tr("{0}…").format(label))
        self._services.tasks.start(partial(work, buffer.copy()), done, self._on_failed)

    @Slot()
    def _on_fill_all(self) -> None:
        self._change(masks.shapes.filled, self.tr("Fill all"))

    @Slot()
    def _on_clear(self) -> None:
        self._change(masks.shapes.cleared, self.tr("Clear"))

    @Slot()
    def _on_invert(self) -> None:
        self._change(masks.shapes.inverted, self.tr("Invert"))

    @Slot(int)
    def _on_feather(self, pixels: int) -> None:
        work = partial(_feathered, pixels)
        self._change_in_background(work, masks.shapes.replace, self.tr("Feather"))

    @Slot()
    def _on_load(self) -> None:
        buffer, folder = self._buffer(), self._folder()
        files = ask_for_pictures(self._services.window, self.tr("Load mask"), folder, several=False)
        if files and buffer is not None:
            self._settings.set_path("mask_folder", files[0].parent)
            work = partial(_loaded, files[0], buffer.size)
            self._change_in_background(work, self._put_loaded, self.tr("Load mask"))

    def _put_loaded(self, buffer: MaskBuffer, mask: Mask) -> "masks.shapes.Changes | None":
        if notice := faint_mask_notice(mask):
            self._services.message.show_notice(error_text(notice))
        return masks.shapes.replace(buffer, mask)

    @Slot()
    def _on_save(self) -> None:
        buffer, folder = self._buffer(), self._folder()
        path = ask_for_mask(self._services.window, self.tr("Save mask"), folder)
        if path is not None and buffer is not None:
            self._settings.set_path("mask_folder", path.parent)
            try:
                self._inputs().check(path)
            except OverwriteError as error:
                self._on_failed(error)
                return
            work = partial(_save, buffer.copy(), path)
            self._services.tasks.start(work, self._on_saved, self._on_failed)

    def _on_saved(self, path: Path) -> None:
        self._services.message.show_notice(self.tr("Mask saved as {0}.").format(path.name))
        self.saved.emit(path)

    def _folder(self) -> Path:
        return self._settings.path("mask_folder") or Path.home()

    def _on_failed(self, error: Exception) -> None:
        self._easel.set_note("")
        self._services.message.fail(error)


def _feathered(pixels: int, mask: Mask) -> Mask:
    return masks.shapes.feathered(mask, pixels)


def _loaded(path: Path, size: tuple[int, int], _mask: Mask) -> Mask:
    return masks.mask_store.load_fitting(path, *size)


def _save(mask: Mask, path: Path) -> Path:
    masks.mask_store.save_mask(mask, path)
    return path
