"""Menu with one checked entry."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget


class ChoiceMenu(QMenu):
    """Menu of mutually exclusive choices, disabled while it is empty.

    Signals:
        chosen(str): The user chose the entry with this name.
    """

    chosen = Signal(str)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._group = QActionGroup(self)
        self._group.triggered.connect(self._on_triggered)
        self.setEnabled(False)

    def set_choices(self, choices: Iterable[tuple[str, str]]) -> None:
        """Offer these choices, given as (name, menu label) pairs."""
        self.clear()
        for name, label in choices:
            action = self.addAction(label)
            action.setCheckable(True)
            action.setData(name)
            self._group.addAction(action)
        self.setEnabled(not self.isEmpty())

    def set_chosen(self, name: str) -> None:
        """Check only the entry with this name, if there is one."""
        for action in self.actions():
            action.setChecked(action.data() == name)

    def _on_triggered(self, action: QAction) -> None:
        self.chosen.emit(action.data())
