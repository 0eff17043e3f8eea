"""The picture that is shown, and where it lies in a widget."""

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from nst_desktop.document.loaded_picture import PROXY_SIDE
from nst_desktop.ui.canvas.layer import Layer
from nst_desktop.ui.canvas.view import ViewTransform, long_side, same_shape

MARGIN = 16
CRISP = 2.0  # from this zoom on, the picture's pixels are squares


class Viewport(QObject):
    """The view of a widget's picture: all points and rectangles are the widget's logical pixels.

    The widget is repainted whenever the view is another.

    zoom_changed(float): the zoom is another now, whatever the cause; see zoom().
    resized(int): shown_side() has changed, or the widget's size has.
    """

    zoom_changed = Signal(float)
    resized = Signal(int)

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.widget = widget
        self.layer: Layer | None = None  # the picture; None: there is none
        self._view = ViewTransform()
        self._zoom, self._side = 1.0, 0  # as last announced

    def set_image(self, image: QImage | None, size: QSize | None = None) -> None:
        """Show this image of a picture of this size, px; None: the image's own."""
        self.layer = None if image is None or image.isNull() else Layer(image)
        own = QSize() if self.layer is None else self.layer.image.size()
        self._view.set_picture(own if size is None else size)
        self._refresh()

    def zoom(self) -> float:
        """Device pixels per pixel of the picture: 1.0 is 100 %."""
        return self._view.scale()

    def is_fit(self) -> bool:
        """Whether the picture follows the size of the widget."""
        return self._view.is_fit()

    def is_pannable(self) -> bool:
        """Whether there is more of the picture than the widget shows."""
        return self.layer is not None and self._view.is_pannable()

    def fit(self) -> None:
        """Show the whole picture, as large as it can be."""
        self._view.fit()
        self._refresh()

    def zoom_to(self, zoom: float, point: QPointF | None = None) -> None:
        """Take this zoom; what is shown at the point, or else in the middle, stays there."""
        if self.layer is not None:
            point = QRectF(self.widget.rect()).center() if point is None else point
            self._view.zoom_to(zoom, point * self.widget.devicePixelRatioF())
            self._refresh()

    def zoom_by(self, factor: float, point: QPointF) -> None:
        """Multiply the zoom; it stops at 100 % on the way."""
        former = self.zoom()
        zoom = former * factor
        if (former - 1) * (zoom - 1) < 0:
            zoom = 1.0  # nobody should turn past 100 %
        self.zoom_to(zoom, point)

    def actual_size(self) -> None:
        """Show each pixel of the picture as one of the screen."""
        self.zoom_to(1.0)

    def zoom_in(self) -> None:
        """To the next round zoom upwards."""
        self.zoom_to(self._view.next_stop(1))

    def zoom_out(self) -> None:
        """To the next round zoom downwards."""
        self.zoom_to(self._view.next_stop(-1))

    def pan(self, by: QPointF) -> None:
        """Move the picture, if it is larger than the widget."""
        self._view.pan(by * self.widget.devicePixelRatioF())
        self.widget.update()

    def picture_rect(self) -> QRectF:
        """Where the picture lies; it may reach beyond the widget."""
        return QRectF() if self.layer is None else self._logical(self._view.rect())

    def visible_rect(self) -> QRectF:
        """What is seen of the picture."""
        return self.picture_rect().intersected(QRectF(self.widget.rect()))

    def to_picture(self, point: QPointF) -> QPointF:
        """This point in the picture's coordinates: 0..1 inside of it; 0, 0 without a picture."""
        rect = self.picture_rect()
        if rect.isEmpty():
            return QPointF()
        return QPointF(
            (point.x() - rect.left()) / rect.width(), (point.y() - rect.top()) / rect.height()
        )

    def from_picture(self, x: float, y: float) -> QPointF:
        """The point at these coordinates of the picture, 0..1 inside of it."""
        rect = self.picture_rect()
        return QPointF(rect.left() + x * rect.width(), rect.top() + y * rect.height())

    def shown_side(self) -> int:
        """Long side, in device pixels, of the largest image that there is use for now."""
        box, shown = self._view.box(), self._view.rect().size()
        return max(long_side(box), min(long_side(shown), PROXY_SIDE))

    def measure(self) -> None:
        """The widget has another size, in logical or device pixels."""
        self._side = 0  # announced even if it is the same
        ratio = self.widget.devicePixelRatioF()
        self._view.set_room(self._device_rect().size(), round(MARGIN * ratio))
        self._refresh()

    def rect_of(self, layer: Layer) -> QRectF:
        """The picture's rectangle; an image of another shape keeps its own inside of it."""
        return self._logical(self._place_of(layer))

    def paint(self, painter: QPainter, layer: Layer) -> None:
        """Draw what is seen of an image in its rectangle."""
        rect = self._place_of(layer)
        visible = rect.intersected(self._device_rect())
        if visible.isEmpty():
            return
        whole = layer.image.width() >= self._view.picture().width()
        smooth = self._view.is_fit() or self.zoom() < CRISP or not whole
        part = layer.part(rect.size(), visible.translated(-rect.topLeft()), smooth)
        part.setDevicePixelRatio(self.widget.devicePixelRatioF())
        painter.drawImage(self._logical(visible).topLeft(), part)

    def _refresh(self) -> None:
        self.widget.update()
        if self.zoom() != self._zoom:
            self._zoom = self.zoom()
            self.zoom_changed.emit(self._zoom)
        if self.shown_side() != self._side:
            self._side = self.shown_side()
            self.resized.emit(self._side)

    def _place_of(self, layer: Layer) -> QRect:
        rect, size = self._view.rect(), layer.image.size()
        if same_shape(size, self._view.picture()):
            return rect
        inside = QRect(QPoint(), size.scaled(rect.size(), Qt.AspectRatioMode.KeepAspectRatio))
        inside.moveCenter(rect.center())
        return inside

    def _device_rect(self) -> QRect:
        ratio = self.widget.devicePixelRatioF()
        return QRect(0, 0, round(self.widget.width() * ratio), round(self.widget.height() * ratio))

    def _logical(self, rect: QRect) -> QRectF:
        ratio = self.widget.devicePixelRatioF()
        return QRectF(
            rect.x() / ratio, rect.y() / ratio, rect.width() / ratio, rect.height() / ratio
        )
