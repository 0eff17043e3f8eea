"""Keeps the mouse wheel from changing values that merely pass under it while scrolling."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget


class WheelGuard(QObject):
    """Hands the wheel of an unfocused widget on to what scrolls around it."""

    def watch(self, widget: QWidget) -> None:
        """Guard this widget for as long as it lives."""
        widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # not WheelFocus, which takes the focus
        self.watch_wheel(widget)

    def watch_wheel(self, widget: QWidget) -> None:
        """The same for a widget that does not take the focus from the wheel anyway."""
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and not _has_focus(watched):
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def _has_focus(watched: QObject) -> bool:
    return isinstance(watched, QWidget) and watched.hasFocus()
