"""The canvas: the picture in the making, as large as the window lets it be."""

from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QImage,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from nst_desktop.widgets.drops import dropped_files
from nst_desktop.widgets.icons import draw_icon
from nst_desktop.widgets.pixels import scaled
from nst_desktop.widgets.theme import Colours, colours_of

MARGIN = 16
RADIUS = 8


class Canvas(QWidget):
    """Shows one image, fit to its size; a hint while there is none.

    files_dropped(list[Path]): the user dropped files. resized(int): the long side, in device
    pixels, of the largest picture that can be shown.
    """

    files_dropped = Signal(object)
    resized = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image: QImage | None = None
        self._fitted: QImage | None = None
        self._is_target = False
        self.setAcceptDrops(True)
        self.setMinimumSize(320, 240)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Artwork"))

    def set_image(self, image: QImage | None) -> None:
        """Show this image; scaling waits until it is painted."""
        self._image, self._fitted = image, None
        self.update()

    def image(self) -> QImage | None:
        """The image that is shown, at its own size."""
        return self._image

    def shown_side(self) -> int:
        """Long side, in device pixels, of the largest picture that can be shown."""
        box = self._box()
        return max(box.width(), box.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit(self.shown_side())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()
            self._set_target(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._set_target(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._set_target(False)
        files: list[Path] = dropped_files(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.files_dropped.emit(files)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = colours_of(self.palette())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().dark())
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
        if self._image is None:
            self._paint_hint(painter, colours)
        else:
            self._paint_image(painter)
        if self._is_target:
            self._paint_target(painter, colours)

    def _paint_image(self, painter: QPainter) -> None:
        ratio = self.devicePixelRatioF()
        image = self._fitted_image(self._box())
        # Whole device pixels: half a pixel aside would blur the picture.
        left = (self.width() * ratio - image.width()) // 2 / ratio
        top = (self.height() * ratio - image.height()) // 2 / ratio
        painter.drawImage(QPointF(left, top), image)

    def _fitted_image(self, box: QSize) -> QImage:
        if self._fitted is None or self._fitted.size() != self._image_size_in(box):
            assert self._image is not None
            self._fitted = scaled(self._image, box)
        self._fitted.setDevicePixelRatio(self.devicePixelRatioF())
        return self._fitted

    def _image_size_in(self, box: QSize) -> QSize:
        assert self._image is not None
        return self._image.size().scaled(box, Qt.AspectRatioMode.KeepAspectRatio)

    def _paint_hint(self, painter: QPainter, colours: Colours) -> None:
        centre = QRectF(self.rect()).center()
        icon = QRectF(centre.x() - 28, centre.y() - 76, 56, 56)
        draw_icon(painter, icon, "drop", colours.muted)
        painter.setPen(colours.text)
        font = painter.font()
        font.setPointSizeF(font.pointSizeF() * 1.35)
        painter.setFont(font)
        line = QRectF(0, centre.y(), self.width(), 32)
        painter.drawText(
            line, Qt.AlignmentFlag.AlignCenter, self.tr("Drop a photograph and a painting here")
        )
        painter.setFont(self.font())
        painter.setPen(colours.muted)
        painter.drawText(
            line.translated(0, 32),
            Qt.AlignmentFlag.AlignCenter,
            self.tr("or open them on the left"),
        )

    def _paint_target(self, painter: QPainter, colours: Colours) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colours.content_line), 3))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), RADIUS, RADIUS)

    def _set_target(self, is_target: bool) -> None:
        self._is_target = is_target
        self.update()

    def _box(self) -> QSize:
        ratio = self.devicePixelRatioF()
        width, height = self.width() - 2 * MARGIN, self.height() - 2 * MARGIN
        return QSize(max(1, int(width * ratio)), max(1, int(height * ratio)))
