"""The screen on which a film is played small."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nst_desktop.ui.parts.theme import colours_of

RADIUS = 6


class FilmScreen(QWidget):
    """Shows a place among some pictures; between two of them one fades into the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._images: list[QImage] = []
        self._place = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_images(self, images: Sequence[QImage]) -> None:
        """Take these pictures, all of one shape."""
        self._images = list(images)
        self.update()

    def last(self) -> int:
        """The place of the last picture."""
        return max(0, len(self._images) - 1)

    def set_place(self, place: float) -> None:
        """Show what is there: 0 the first picture, 1.5 half of the second and half of the third."""
        self._place = place
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
        before = min(int(self._place), self.last())
        share = self._place - before
        place = self._rect()
        painter.drawImage(place, self._images[before])
        if share > 0 and before < self.last():
            painter.setOpacity(share)
            painter.drawImage(place, self._images[before + 1])
            painter.setOpacity(1)

    def _rect(self) -> QRectF:
        """Where the pictures are: as large as fits, in the shape of the last one."""
        size = self._images[-1].size().toSizeF()
        size.scale(QRectF(self.rect()).size(), Qt.AspectRatioMode.KeepAspectRatio)
        rect = QRectF(QPointF(0, 0), size)
        rect.moveCenter(QRectF(self.rect()).center())
        return rect
