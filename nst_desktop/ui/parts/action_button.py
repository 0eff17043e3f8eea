"""Push button for an action."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QWidget


class ActionButton(QPushButton):
    """Button that triggers an action and mirrors its icon text, icon, tooltip and enabled state.

    Unlike a tool button with a default action, it does not handle the action's shortcuts.
    """

    def __init__(self, action: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action = action
        self._show_action()
        action.changed.connect(self._show_action)
        self.clicked.connect(action.trigger)

    def _show_action(self) -> None:
        self.setText(self._action.iconText())
        self.setIcon(self._action.icon())
        self.setToolTip(self._action.toolTip())
        self.setAccessibleName(self.text().rstrip("…"))
        self.setEnabled(self._action.isEnabled())
