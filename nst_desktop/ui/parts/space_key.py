"""Keeps a shortcut on the space bar from being taken from what is focused."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QWidget,
)

USERS = (QAbstractButton, QComboBox, QAbstractItemView)  # text fields see to it themselves


class SpaceKey(QObject):
    """Leaves Space to a focused button, choice or list of this window: they would not ask."""

    def __init__(self, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() == Qt.Key.Key_Space
            and isinstance(QApplication.focusWidget(), USERS)
        ):
            event.accept()
            return True
        return super().eventFilter(watched, event)
