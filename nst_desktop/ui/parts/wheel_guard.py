"""Protection of values from the mouse wheel while the user scrolls past them."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget


class WheelGuard(QObject):
    """Event filter that passes an unfocused widget's wheel events to the scroll area around it."""

    def watch(self, widget: QWidget) -> None:
        """Guard this widget, and keep the wheel from focusing it."""
        widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # WheelFocus would take the focus
        self.watch_wheel(widget)

    def watch_wheel(self, widget: QWidget) -> None:
        """Guard a widget that the wheel cannot focus."""
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and not _has_focus(watched):
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def _has_focus(watched: QObject) -> bool:
    return isinstance(watched, QWidget) and watched.hasFocus()
