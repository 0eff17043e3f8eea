"""A picture to be looked at: zoom, pan, and nothing else."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from nst_desktop.document.pixels import PROXY_SIDE
from nst_desktop.widgets.canvas.layer import Layer
from nst_desktop.widgets.canvas.view import View, long_side, same_shape

MARGIN = 16
DOUBLING = 480  # of the wheel's eighths of a degree: four notches
ARROW_STEP = 48
CRISP = 2.0  # from this zoom on, the picture's pixels are squares
ARROWS = {
    Qt.Key.Key_Left: QPointF(ARROW_STEP, 0),
    Qt.Key.Key_Right: QPointF(-ARROW_STEP, 0),
    Qt.Key.Key_Up: QPointF(0, ARROW_STEP),
    Qt.Key.Key_Down: QPointF(0, -ARROW_STEP),
}


class PictureView(QWidget):
    """Zooms with the wheel, a pinch or + and -; pans by dragging or with the arrows.

    zoom_changed(float): the zoom is another now, whatever the cause; see zoom().
    resized(int): shown_side() has changed, or the widget's size has.
    """

    zoom_changed = Signal(float)
    resized = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = View()
        self._layer: Layer | None = None
        self._told_zoom, self._told_side = 1.0, 0
        self._pan_from: QPointF | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_image(self, image: QImage | None, size: QSize | None = None) -> None:
        """Show this image; scaling waits until it is painted.

        size: that of the picture, px, which the zoom goes by, if the image is only a small copy.
        An image of the same shape as the former takes its place, at its zoom and position.
        """
        self._layer = None if image is None or image.isNull() else Layer(image)
        own = QSize() if self._layer is None else self._layer.image.size()
        self._view.set_picture(own if size is None else size)
        self._tell_view()

    def image(self) -> QImage | None:
        """The image that is shown, at its own size."""
        return None if self._layer is None else self._layer.image

    def zoom(self) -> float:
        """Device pixels per pixel of the picture: 1.0 is 100 %."""
        return self._view.scale()

    def is_fit(self) -> bool:
        """Whether the picture follows the size of the canvas."""
        return self._view.is_fit()

    def fit(self) -> None:
        """Show the whole picture, as large as it can be."""
        self._view.fit()
        self._tell_view()

    def actual_size(self) -> None:
        """Show each pixel of the picture as one of the screen."""
        self._zoom_to(1.0)

    def zoom_in(self) -> None:
        """To the next round zoom upwards."""
        self._zoom_to(self._view.next_stop(1))

    def zoom_out(self) -> None:
        """To the next round zoom downwards."""
        self._zoom_to(self._view.next_stop(-1))

    def picture_rect(self) -> QRectF:
        """Where the picture lies in the widget's coordinates; it may reach beyond the widget."""
        return QRectF() if self._layer is None else self._logical(self._view.rect())

    def to_picture(self, point: QPointF) -> QPointF:
        """A point of the widget in the picture's coordinates: 0..1 inside of it."""
        rect = self.picture_rect()
        if rect.isEmpty():
            return QPointF()
        return QPointF(
            (point.x() - rect.left()) / rect.width(), (point.y() - rect.top()) / rect.height()
        )

    def shown_side(self) -> int:
        """Long side, in device pixels, of the largest image that the canvas has use for now."""
        box, shown = self._view.box(), self._view.rect().size()
        return max(long_side(box), min(long_side(shown), PROXY_SIDE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()
        self._told_side = 0  # told at each resize
        self._tell_view()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._measure()
            self._tell_view()
        if isinstance(event, QNativeGestureEvent):
            return self._take_gesture(event)
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            seen = self._layer is not None and self.picture_rect().contains(event.pos())
            return True if seen else super().event(event)  # a tip would hide the picture
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y()
        if self._layer is None or turned == 0:
            event.ignore()
            return
        self._zoom_by(2 ** (turned / DOUBLING), event.position())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if self._layer is None:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_in()
        elif key == Qt.Key.Key_Minus:
            self.zoom_out()
        elif key in ARROWS:
            self._pan(ARROWS[key])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        panning = event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton)
        if panning and self._layer is not None and self._view.is_pannable():
            self._pan_from = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pan_from is None:
            self._show_cursor(event.position())
        else:
            self._pan(event.position() - self._pan_from)
            self._pan_from = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._let_go()
        self._show_cursor(event.position())

    def _let_go(self) -> None:
        """The user drags no longer."""
        self._pan_from = None

    def _show_cursor(self, point: QPointF) -> None:
        pannable = self._layer is not None and self._view.is_pannable()
        self.setCursor(Qt.CursorShape.OpenHandCursor if pannable else Qt.CursorShape.ArrowCursor)

    def _paint_layer(self, painter: QPainter, layer: Layer) -> None:
        rect = self._place_of(layer)
        visible = rect.intersected(self._device_rect())
        if visible.isEmpty():
            return
        whole = layer.image.width() >= self._view.picture().width()
        smooth = self._view.is_fit() or self.zoom() < CRISP or not whole
        part = layer.part(rect.size(), visible.translated(-rect.topLeft()), smooth)
        part.setDevicePixelRatio(self.devicePixelRatioF())
        painter.drawImage(self._logical(visible).topLeft(), part)

    def _place_of(self, layer: Layer) -> QRect:
        """The picture's rectangle; an image of another shape keeps its own inside of it."""
        rect, size = self._view.rect(), layer.image.size()
        if same_shape(size, self._view.picture()):
            return rect
        inside = QRect(QPoint(), size.scaled(rect.size(), Qt.AspectRatioMode.KeepAspectRatio))
        inside.moveCenter(rect.center())
        return inside

    def _zoom_by(self, factor: float, point: QPointF) -> None:
        former = self.zoom()
        zoom = former * factor
        if (former - 1) * (zoom - 1) < 0:
            zoom = 1.0  # nobody should turn past 100 %
        self._zoom_to(zoom, point)

    def _zoom_to(self, zoom: float, point: QPointF | None = None) -> None:
        if self._layer is not None:
            point = QRectF(self.rect()).center() if point is None else point
            self._view.zoom_to(zoom, point * self.devicePixelRatioF())
            self._tell_view()

    def _pan(self, by: QPointF) -> None:
        self._view.pan(by * self.devicePixelRatioF())
        self.update()

    def _take_gesture(self, event: QNativeGestureEvent) -> bool:
        pinched = event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture
        if pinched and self._layer is not None:
            self._zoom_by(max(0.1, 1 + event.value()), event.position())
        return pinched

    def _tell_view(self) -> None:
        self.update()
        if self.zoom() != self._told_zoom:
            self._told_zoom = self.zoom()
            self.zoom_changed.emit(self._told_zoom)
        if self.shown_side() != self._told_side:
            self._told_side = self.shown_side()
            self.resized.emit(self._told_side)

    def _measure(self) -> None:
        ratio = self.devicePixelRatioF()
        self._view.set_room(self._device_rect().size(), round(MARGIN * ratio))

    def _device_rect(self) -> QRect:
        ratio = self.devicePixelRatioF()
        return QRect(0, 0, round(self.width() * ratio), round(self.height() * ratio))

    def _logical(self, rect: QRect) -> QRectF:
        ratio = self.devicePixelRatioF()
        return QRectF(
            rect.x() / ratio, rect.y() / ratio, rect.width() / ratio, rect.height() / ratio
        )
