"""Preset as displayed in the window, with its texts and picture."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QWidget

from nst_desktop.ui.parts.icons import draw_icon
from nst_desktop.ui.parts.theme import colours_of


@dataclass(frozen=True, slots=True, eq=False)
class PresetEntry:
    """Preset in the gallery.

    Attributes:
        name: Name that the gallery's signals emit.
        own: Whether the user created the preset.
    """

    name: str
    title: str
    description: str
    image: QImage | None
    own: bool


def picture_of(widget: QWidget, entry: PresetEntry | None, size: QSize) -> QPixmap:
    """Return the preset's picture with rounded corners, or an icon if it has none."""
    ratio = widget.devicePixelRatioF()
    pixmap = QPixmap(size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
    )
    frame = QRectF(0, 0, size.width(), size.height())
    shape = QPainterPath()
    shape.addRoundedRect(frame, 5, 5)
    painter.setClipPath(shape)
    if entry is not None and entry.image is not None:
        painter.drawImage(frame, entry.image, _middle(entry.image, size))
    else:
        colours = colours_of(widget.palette())
        painter.fillPath(shape, widget.palette().dark())
        side = min(size.width(), size.height()) * 0.6
        icon = QRectF(0, 0, side, side)
        icon.moveCenter(frame.center())
        draw_icon(painter, icon, "painting", colours.muted)
    painter.end()
    return pixmap


def _middle(image: QImage, size: QSize) -> QRectF:
    """Return the largest centred part of the image with the proportions of this size."""
    part = QRectF(0, 0, image.width(), image.width() * size.height() / size.width())
    if part.height() > image.height():
        part.setSize(QSize(round(image.height() * size.width() / size.height()), image.height()))
    part.moveCenter(QRectF(image.rect()).center())
    return part
