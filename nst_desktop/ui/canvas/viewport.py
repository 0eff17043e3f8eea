"""Viewport for the picture in a widget, with zoom and position."""

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from nst_desktop.document.loaded_picture import PROXY_SIDE
from nst_desktop.ui.canvas.layer import Layer
from nst_desktop.ui.canvas.view import ViewTransform, long_side, same_shape

MARGIN = 16  # logical px
CRISP = 2.0  # At this zoom and above, the picture is not smoothed.


class Viewport(QObject):
    """Zoom and position of a widget's picture. Changes repaint the widget.

    Points and rectangles are in the widget's logical pixels.

    Signals:
        zoom_changed(float): The value of zoom() changed, for any reason.
        resized(int): The value of shown_side() or the widget's size changed.
    """

    zoom_changed = Signal(float)
    resized = Signal(int)

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.widget = widget
        self.layer: Layer | None = None  # layer with the picture
        self._view = ViewTransform()
        self._zoom, self._side = 1.0, 0  # last emitted values

    def set_image(self, image: QImage | None, size: QSize | None = None) -> None:
        """Show this image. By default, the picture's full `size`, in px, is the image's size."""
        self.layer = None if image is None or image.isNull() else Layer(image)
        own = QSize() if self.layer is None else self.layer.image.size()
        self._view.set_picture(own if size is None else size)
        self._refresh()

    def zoom(self) -> float:
        """Return the number of device pixels per picture pixel: 1.0 is 100 %."""
        return self._view.scale()

    def is_fit(self) -> bool:
        """Return whether the picture is kept fitted to the widget."""
        return self._view.is_fit()

    def is_pannable(self) -> bool:
        """Return whether the picture is larger than the widget."""
        return self.layer is not None and self._view.is_pannable()

    def fit(self) -> None:
        """Show the whole picture as large as possible."""
        self._view.fit()
        self._refresh()

    def zoom_to(self, zoom: float, point: QPointF | None = None) -> None:
        """Zoom, keeping the picture fixed at this point. If None, it is the widget's centre."""
        if self.layer is not None:
            point = QRectF(self.widget.rect()).center() if point is None else point
            self._view.zoom_to(zoom, point * self.widget.devicePixelRatioF())
            self._refresh()

    def zoom_by(self, factor: float, point: QPointF) -> None:
        """Multiply the zoom by this factor, stopping at 100 % instead of crossing it."""
        former = self.zoom()
        zoom = former * factor
        if (former - 1) * (zoom - 1) < 0:
            zoom = 1.0
        self.zoom_to(zoom, point)

    def actual_size(self) -> None:
        """Zoom to 100 %."""
        self.zoom_to(1.0)

    def zoom_in(self) -> None:
        """Zoom in to the next round scale."""
        self.zoom_to(self._view.next_stop(1))

    def zoom_out(self) -> None:
        """Zoom out to the next round scale."""
        self.zoom_to(self._view.next_stop(-1))

    def pan(self, by: QPointF) -> None:
        """If the picture is larger than the widget, move it by this vector."""
        self._view.pan(by * self.widget.devicePixelRatioF())
        self.widget.update()

    def picture_rect(self) -> QRectF:
        """Return the picture's rectangle, which may extend beyond the widget."""
        return QRectF() if self.layer is None else self._logical(self._view.rect())

    def visible_rect(self) -> QRectF:
        """Return the visible part of the picture's rectangle."""
        return self.picture_rect().intersected(QRectF(self.widget.rect()))

    def to_picture(self, point: QPointF) -> QPointF:
        """Convert a point to picture coordinates, which are 0..1 inside the picture.

        The result is (0, 0) if there is no picture.
        """
        rect = self.picture_rect()
        if rect.isEmpty():
            return QPointF()
        return QPointF(
            (point.x() - rect.left()) / rect.width(), (point.y() - rect.top()) / rect.height()
        )

    def from_picture(self, x: float, y: float) -> QPointF:
        """Convert picture coordinates, which are 0..1 inside the picture, to a point."""
        rect = self.picture_rect()
        return QPointF(rect.left() + x * rect.width(), rect.top() + y * rect.height())

    def shown_side(self) -> int:
        """Return the long side, in device px, of the largest image that is currently useful."""
        box, shown = self._view.box(), self._view.rect().size()
        return max(long_side(box), min(long_side(shown), PROXY_SIDE))

    def measure(self) -> None:
        """Adapt to a change of the widget's size or device pixel ratio."""
        self._side = 0  # Makes _refresh() emit `resized` in any case.
        ratio = self.widget.devicePixelRatioF()
        self._view.set_room(self._device_rect().size(), round(MARGIN * ratio))
        self._refresh()

    def rect_of(self, layer: Layer) -> QRectF:
        """Return the rectangle for a layer.

        It is the picture's rectangle. If the proportions differ, the layer is fitted inside it.
        """
        return self._logical(self._device_rect_of(layer))

    def paint(self, painter: QPainter, layer: Layer) -> None:
        """Draw the visible part of a layer in the rectangle of that layer."""
        rect = self._device_rect_of(layer)
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

    def _device_rect_of(self, layer: Layer) -> QRect:
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
