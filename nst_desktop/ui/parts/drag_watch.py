"""Detection of drags, as opposed to clicks, on a widget and its buttons."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget


class DragWatch(QObject):
    """Event filter that reports drags with the left mouse button.

    Signals:
        dragged(QPoint): The mouse was dragged to this global position.
        released(): The drag ended.
    """

    dragged = Signal(QPoint)
    released = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pressed_at: QPoint | None = None
        self._is_dragging = False

    def watch(self, widget: QWidget) -> None:
        """Watch this widget for drags; dragging a button does not click it."""
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent):
            match event.type():
                case QEvent.Type.MouseButtonPress if event.button() == Qt.MouseButton.LeftButton:
                    self._pressed_at = event.globalPosition().toPoint()
                case QEvent.Type.MouseMove:
                    return self._on_moved(watched, event)
                case QEvent.Type.MouseButtonRelease:
                    return self._on_released()
        return super().eventFilter(watched, event)

    def _on_moved(self, watched: QObject, event: QMouseEvent) -> bool:
        if self._pressed_at is None:
            return False
        position = event.globalPosition().toPoint()
        distance = (position - self._pressed_at).manhattanLength()
        if distance >= QApplication.startDragDistance():
            self._is_dragging = True
        if self._is_dragging:
            if isinstance(watched, QAbstractButton):
                watched.setDown(False)
            self.dragged.emit(position)
        return self._is_dragging

    def _on_released(self) -> bool:
        was_dragging, self._is_dragging, self._pressed_at = self._is_dragging, False, None
        if was_dragging:
            self.released.emit()
        return was_dragging
