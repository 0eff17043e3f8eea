"""Undoing: every change of the parameters and of the pictures can be taken back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QWidget

from nst_desktop.files.masks.areas import Areas
from nst_desktop.studio.masking import Masking
from nst_desktop.studio.opening import Opening
from nst_desktop.studio.pictures import Pictures, pictures_in
from nst_desktop.widgets.main_window import MainWindow
from nst_desktop.widgets.undo import Entered, ParametersCommand, StateCommand

STEPS = 100


@dataclass(frozen=True, slots=True)
class _State:
    """The pictures, and the areas on them."""

    pictures: Pictures
    areas: Areas


class Undoing(QObject):
    """Fills the stack, and shows what it goes back to.

    applied: called after parameters were undone or redone.
    """

    def __init__(
        self,
        window: MainWindow,
        opening: Opening,
        masking: Masking,
        applied: Callable[[], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window, self._opening, self._applied = window, opening, applied
        self._masking = masking
        self._pictures: Pictures | None = None
        self.stack = QUndoStack(self)
        self.stack.setUndoLimit(STEPS)
        self._undo = self.stack.createUndoAction(self, self.tr("&Undo"))
        self._redo = self.stack.createRedoAction(self, self.tr("&Redo"))
        window.menus.add_undo(self._undo, self._redo)
        window.panel.edited.connect(self._on_edited)
        window.paintings.changed.connect(self._on_pictures_changed)
        opening.changed.connect(self._on_pictures_changed)

    def forget(self) -> None:
        """What is there now is where undoing ends."""
        self._pictures = pictures_in(self._window)
        self.stack.clear()

    def add_keys(self, other: QWidget) -> None:
        """Let the keys for undoing work in this window as well."""
        other.addActions([self._undo, self._redo])

    @contextmanager
    def as_one(self, what: str) -> Iterator[None]:
        """What is changed inside is undone at once. what: its name, for the menu."""
        self.stack.beginMacro(what)
        try:
            yield
        finally:
            self.stack.endMacro()

    @Slot(object, object, str, int)
    def _on_edited(self, old: Entered, new: Entered, what: str, gesture: int) -> None:
        self.stack.push(ParametersCommand(old, new, what, gesture, self._apply_parameters))

    @Slot()
    def _on_pictures_changed(self) -> None:
        former, present = self._pictures, pictures_in(self._window)
        areas = self._masking.areas()
        self._masking.follow(former, present)
        self._pictures = present
        if former is not None:
            old, new = _State(former, areas), _State(present, self._masking.areas())
            if old != new:
                self.stack.push(StateCommand(old, new, self.tr("Pictures"), self._apply_pictures))

    def _apply_parameters(self, entered: Entered) -> None:
        self._window.panel.set_entered(entered)
        self._applied()

    def _apply_pictures(self, state: _State) -> None:
        self._pictures = state.pictures  # it is no change that could be undone again
        self._masking.set_areas(state.areas)
        self._opening.show(state.pictures)
