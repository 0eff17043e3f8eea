"""Canvas tool for zooming and panning with the mouse, wheel, touchpad and keyboard."""

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QNativeGestureEvent, QPainter, QWheelEvent

from nst_desktop.ui.canvas import decorations
from nst_desktop.ui.canvas.canvas_tool import CanvasTool
from nst_desktop.ui.canvas.viewport import Viewport

DOUBLING = 480  # wheel rotation that doubles the zoom, in eighths of a degree: four notches
ARROW_STEP = 48  # logical px
ARROWS = {
    Qt.Key.Key_Left: QPointF(ARROW_STEP, 0),
    Qt.Key.Key_Right: QPointF(-ARROW_STEP, 0),
    Qt.Key.Key_Up: QPointF(0, ARROW_STEP),
    Qt.Key.Key_Down: QPointF(0, -ARROW_STEP),
}
ZOOMS = {
    Qt.Key.Key_Plus: Viewport.zoom_in,
    Qt.Key.Key_Equal: Viewport.zoom_in,
    Qt.Key.Key_Minus: Viewport.zoom_out,
}


class Navigation(CanvasTool):
    """Zooms with the wheel, pinch gestures, + and -; pans with drags and the arrow keys."""

    def __init__(self, viewport: Viewport) -> None:
        super().__init__(viewport)
        self._from: QPointF | None = None  # last pointer position during panning

    def press(self, event: QMouseEvent) -> bool:
        panning = event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton)
        if not panning or not self._viewport.is_pannable():
            return False
        self._from = event.position()
        self._widget.setCursor(Qt.CursorShape.ClosedHandCursor)
        return True

    def move(self, event: QMouseEvent) -> bool:
        if self._from is None:
            return False
        self._viewport.pan(event.position() - self._from)
        self._from = event.position()
        return True

    def let_go(self) -> None:
        self._from = None

    def is_panning(self) -> bool:
        """Return whether the picture is being panned."""
        return self._from is not None

    def cursor(self, point: QPointF) -> Qt.CursorShape:
        pannable = self._viewport.is_pannable()
        return Qt.CursorShape.OpenHandCursor if pannable else Qt.CursorShape.ArrowCursor

    def key_press(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if self._viewport.layer is None or key not in (*ARROWS, *ZOOMS):
            return False
        if key in ZOOMS:
            ZOOMS[key](self._viewport)
        else:
            self._viewport.pan(ARROWS[key])
        return True

    def wheel(self, event: QWheelEvent) -> bool:
        """Zoom with the wheel. Return whether the event was used."""
        turned = event.angleDelta().y()
        if self._viewport.layer is None or turned == 0:
            return False
        self._viewport.zoom_by(2 ** (turned / DOUBLING), event.position())
        return True

    def gesture(self, event: QNativeGestureEvent) -> bool:
        """Zoom with a pinch gesture on a touchpad. Return False for other gestures."""
        pinched = event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture
        if pinched and self._viewport.layer is not None:
            self._viewport.zoom_by(max(0.1, 1 + event.value()), event.position())
        return pinched

    def paint(self, painter: QPainter, rect: QRect) -> None:
        """Draw the zoom level in the corner unless the picture is fitted to the canvas."""
        if not self._viewport.is_fit():
            zoom = QCoreApplication.translate("Canvas", "{0} %")
            text = zoom.format(round(100 * self._viewport.zoom()))
            chip = QRectF(self._widget.rect())
            corner = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
            decorations.paint_chip(painter, self._widget, chip, corner, text)
