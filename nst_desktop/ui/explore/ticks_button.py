"""Button with a menu of checkable choices."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget


class TicksButton(QPushButton):
    """Button that shows how many choices are ticked.

    Signals:
        value_changed(): The user ticked or unticked a choice.
    """

    value_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._menu = TicksMenu(self)
        self.setAutoDefault(False)
        self._menu.triggered.connect(self._on_triggered)
        self.clicked.connect(self._on_clicked)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these choices, given as (name, label) pairs."""
        self._menu.clear()
        for name, label in choices:
            action = self._menu.addAction(label.replace("&", "&&"))
            action.setCheckable(True)
            action.setData(name)
        self._show()

    def set_ticked(self, names: Sequence[str]) -> None:
        """Tick only the choices with these names."""
        for action in self._menu.actions():
            action.setChecked(action.data() in names)
        self._show()

    def ticked(self) -> tuple[str, ...]:
        """Return the names of the ticked choices, in menu order."""
        return tuple(action.data() for action in self._menu.actions() if action.isChecked())

    def _show(self) -> None:
        count, ticked = len(self._menu.actions()), len(self.ticked())
        some = self.tr("{0} of {1}").format(ticked, count)
        self.setText(self.tr("All {0}").format(count) if ticked == count else some)

    def _on_triggered(self) -> None:
        self._show()
        self.value_changed.emit()

    def _on_clicked(self) -> None:
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height())))


class TicksMenu(QMenu):
    """Menu that stays open when an action is ticked."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action = self.activeAction()
        if action is not None and action.isEnabled():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self.activeAction()
        if event.key() == Qt.Key.Key_Space and action is not None:
            action.trigger()
        else:
            super().keyPressEvent(event)
