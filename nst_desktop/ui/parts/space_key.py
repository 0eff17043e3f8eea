"""Priority for the focused widget over a space-bar shortcut."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QWidget,
)

SPACE_WIDGETS = (QAbstractButton, QComboBox, QAbstractItemView)  # text fields need no help


class SpaceKey(QObject):
    """Event filter that leaves the space bar to a window's focused button, combo box or list.

    Unlike text fields, these widgets do not claim the key themselves.
    """

    def __init__(self, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() == Qt.Key.Key_Space
            and isinstance(QApplication.focusWidget(), SPACE_WIDGETS)
        ):
            event.accept()
            return True
        return super().eventFilter(watched, event)
