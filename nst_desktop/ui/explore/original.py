"""Original picture beside the cells that are compared with it."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from nst_desktop.document.loaded_picture import shrunk
from nst_desktop.ui.explore.picture_cell import RADIUS, fitted, keep_height

STORED_SIDE = 640  # px
DEFAULT_ASPECT = 0.75


class Original(QWidget):
    """Widget that shows one picture on the canvas grey."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image: QImage | None = None
        keep_height(self)

    def set_image(self, image: QImage | None) -> None:
        """Show this picture, scaled to fit."""
        self._image = None if image is None else shrunk(image, STORED_SIDE)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(192, 144)

    def minimumSizeHint(self) -> QSize:
        return QSize(104, 72)

    def heightForWidth(self, width: int) -> int:
        return round(self.aspect() * width)

    def aspect(self) -> float:
        """Return the picture's height divided by its width."""
        return DEFAULT_ASPECT if self._image is None else self._image.height() / self._image.width()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        rect = fitted(self, None if self._image is None else self._image.size())
        frame = QPainterPath()
        frame.addRoundedRect(rect, RADIUS, RADIUS)
        painter.fillPath(frame, self.palette().dark())
        painter.setClipPath(frame)
        if self._image is not None:
            painter.drawImage(rect, self._image)
