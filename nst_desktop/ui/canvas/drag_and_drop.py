"""Canvas tool for dragging the picture out of the window and dropping others on it."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from nst_desktop.ui.canvas.canvas_tool import CanvasTool
from nst_desktop.ui.canvas.drag_out import Export, drag_out
from nst_desktop.ui.canvas.viewport import Viewport
from nst_desktop.ui.parts.drops import Source, brings_pictures, dropped_sources

THUMBNAIL_SIDE = 128  # thumbnail under the pointer, in logical px


class DragAndDrop(CanvasTool):
    """Lets the user drag the picture out, and drop in any picture except that one."""

    def __init__(self, viewport: Viewport) -> None:
        super().__init__(viewport)
        self.export: Export | None = None  # If None, the picture cannot be dragged.
        self.is_target = False  # whether pictures are being dragged over the canvas
        self._press: QPointF | None = None
        self._is_dragged_out = False

    def press(self, event: QMouseEvent) -> bool:
        left = event.button() == Qt.MouseButton.LeftButton
        if not left or self.export is None or self._viewport.layer is None:
            return False
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if self._viewport.is_pannable() and not control:
            return False
        self._press = event.position()
        return True

    def move(self, event: QMouseEvent) -> bool:
        if self._press is None:
            return False
        if (event.position() - self._press).manhattanLength() >= QApplication.startDragDistance():
            self.let_go()
            self._drag_out()
        return True

    def let_go(self) -> None:
        self._press = None

    def drag_enter(self, event: QDragEnterEvent) -> None:
        """Accept a drag over the canvas if it contains pictures."""
        if not self._is_dragged_out and brings_pictures(event.mimeData()):
            event.acceptProposedAction()
            self._set_target(True)

    def drag_leave(self) -> None:
        """Respond to a drag leaving the canvas."""
        self._set_target(False)

    def drop(self, event: QDropEvent) -> list[Source]:
        """Return the dropped pictures, if any."""
        self._set_target(False)
        sources = [] if self._is_dragged_out else dropped_sources(event.mimeData())
        if sources:
            event.acceptProposedAction()
        return sources

    def _set_target(self, is_target: bool) -> None:
        self.is_target = is_target
        self._widget.update()

    def _drag_out(self) -> None:
        layer = self._viewport.layer
        if layer is None or self.export is None:
            return
        side = round(THUMBNAIL_SIDE * self._widget.devicePixelRatioF())
        self._is_dragged_out = True
        try:
            drag_out(self._widget, layer.image, layer.thumbnail(side), self.export)
        finally:
            self._is_dragged_out = False
