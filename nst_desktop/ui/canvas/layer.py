"""Image that is scaled only where it is visible."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QRegion

from nst_desktop.document.loaded_picture import halved


class Layer:
    """Image with progressively halved copies and a cache for the last visible part.

    Panning scales only the newly visible strip; repainting needs no scaling.
    """

    def __init__(self, image: QImage) -> None:
        self.image = image
        self._halves = [image]
        self._part = QImage()
        self._rect = QRect()
        self._cached_for: tuple[QSize, bool] | None = None

    def part(self, size: QSize, rect: QRect, smooth: bool) -> QImage:
        """Scale the image to `size` and return the pixels inside `rect`, both in px."""
        if (size, smooth) != self._cached_for:
            self._cached_for, self._rect = (size, smooth), QRect()
        if rect != self._rect:
            self._part = self._render_part(size, rect, smooth)
            self._rect = rect
        return self._part

    def thumbnail(self, side: int) -> QImage:
        """Return the whole image, scaled down to a long side of at most `side` px."""
        size = self.image.size().scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio)
        size = size.boundedTo(self.image.size())
        return Layer(self._source(size)).part(size, QRect(QPoint(), size), True)

    def _render_part(self, size: QSize, rect: QRect, smooth: bool) -> QImage:
        source = self._source(size) if smooth else self.image
        if smooth and rect.size() == size:
            whole = Qt.AspectRatioMode.IgnoreAspectRatio
            return source.scaled(size, whole, Qt.TransformationMode.SmoothTransformation)
        part = QImage(rect.size(), self._format())
        part.fill(Qt.GlobalColor.transparent)
        painter = QPainter(part)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        painter.translate(-rect.topLeft())
        known = self._rect.intersected(rect)
        if not known.isEmpty():
            self._part.setDevicePixelRatio(1)
            painter.drawImage(self._rect.topLeft(), self._part)
        painter.setClipRegion(QRegion(rect) - QRegion(known))
        painter.scale(size.width() / source.width(), size.height() / source.height())
        painter.drawImage(0, 0, source)
        painter.end()
        return part

    def _source(self, size: QSize) -> QImage:
        """Return the smallest halved copy that is large enough for this size."""
        level = 0
        while self._half(level).width() >= 2 * size.width() > 2:
            level += 1
        return self._half(level)

    def _half(self, level: int) -> QImage:
        if level == len(self._halves):
            self._halves.append(halved(self._halves[-1]))
        return self._halves[level]

    def _format(self) -> QImage.Format:
        if self.image.hasAlphaChannel():
            return QImage.Format.Format_ARGB32_Premultiplied
        return QImage.Format.Format_RGB32
