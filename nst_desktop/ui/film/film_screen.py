"""Screen for the film preview."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nst_desktop.ui.parts.theme import colours_of

RADIUS = 6  # px


class FilmScreen(QWidget):
    """Widget that shows any position in a sequence of pictures by cross-fading between them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._images: list[QImage] = []
        self._position = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_images(self, images: Sequence[QImage]) -> None:
        """Set the pictures, which must all have the same proportions."""
        self._images = list(images)
        self.update()

    def last(self) -> int:
        """The position of the last picture."""
        return max(0, len(self._images) - 1)

    def set_position(self, position: float) -> None:
        """Show this position: 0 is the first picture, 1.5 an equal mix of the second and third."""
        self._position = position
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, 300)

    def minimumSizeHint(self) -> QSize:
        return QSize(280, 210)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        frame = QPainterPath()
        frame.addRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        painter.fillPath(frame, self.palette().dark())
        painter.setClipPath(frame)
        self._paint_pictures(painter)
        painter.setClipping(False)
        painter.setPen(QPen(QColor(colours_of(self.palette()).border), 1))
        painter.drawPath(frame)

    def _paint_pictures(self, painter: QPainter) -> None:
        if not self._images:
            return
        before = min(int(self._position), self.last())
        share = self._position - before
        rect = self._rect()
        painter.drawImage(rect, self._images[before])
        if share > 0 and before < self.last():
            painter.setOpacity(share)
            painter.drawImage(rect, self._images[before + 1])
            painter.setOpacity(1)

    def _rect(self) -> QRectF:
        """Return the largest centred rectangle with the last picture's proportions."""
        size = self._images[-1].size().toSizeF()
        size.scale(QRectF(self.rect()).size(), Qt.AspectRatioMode.KeepAspectRatio)
        rect = QRectF(QPointF(0, 0), size)
        rect.moveCenter(QRectF(self.rect()).center())
        return rect
