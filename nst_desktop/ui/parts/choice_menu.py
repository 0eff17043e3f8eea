"""A menu of which one entry is ticked."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget


class ChoiceMenu(QMenu):
    """chosen(str): the name of the entry that the user has chosen. Disabled while it is empty."""

    chosen = Signal(str)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._group = QActionGroup(self)
        self._group.triggered.connect(self._on_triggered)
        self.setEnabled(False)

    def set_choices(self, choices: Iterable[tuple[str, str]]) -> None:
        """Offer these names, each with the label that stands in the menu."""
        self.clear()
        for name, label in choices:
            action = self.addAction(label)
            action.setCheckable(True)
            action.setData(name)
            self._group.addAction(action)
        self.setEnabled(not self.isEmpty())

    def set_chosen(self, name: str) -> None:
        """Tick the entry of this name; none, if there is no such entry."""
        for action in self.actions():
            action.setChecked(action.data() == name)

    def _on_triggered(self, action: QAction) -> None:
        self.chosen.emit(action.data())
