"""What the entries of a list have in common: the frame that tells their state, and a picture."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle

from nst_desktop.document.loaded_picture import scaled
from nst_desktop.ui.parts.icons import draw_icon
from nst_desktop.ui.parts.theme import Colours

RADIUS = 6

_State = QStyle.StateFlag


def paint_tile_frame(
    painter: QPainter, rect: QRectF, state: QStyle.StateFlag, colours: Colours
) -> None:
    """Whether the entry is selected, under the mouse, or has the keyboard."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if state & _State.State_Selected:
        painter.setBrush(QColor(colours.accent))
    elif state & _State.State_MouseOver:
        painter.setBrush(QColor(colours.hover))
    if state & _State.State_HasFocus:
        painter.setPen(QPen(QColor(colours.text), 1.5))
    painter.drawRoundedRect(rect, RADIUS, RADIUS)


def paint_picture(
    painter: QPainter,
    place: QRectF,
    image: QImage | None,
    icon: tuple[str, float],
    colours: Colours,
) -> None:
    """The image, whole, in the middle of its place; without one this icon (name, px)."""
    ground = QPainterPath()
    ground.addRoundedRect(place, RADIUS - 2, RADIUS - 2)
    painter.fillPath(ground, QColor(colours.canvas))
    if image is None or image.isNull():
        rect = QRectF(0, 0, icon[1], icon[1])
        rect.moveCenter(place.center())
        draw_icon(painter, rect, icon[0], colours.muted)
        return
    painter.save()
    painter.setClipPath(ground)
    ratio = painter.device().devicePixelRatio()
    small = scaled(image, (place.size() * ratio).toSize())
    small.setDevicePixelRatio(ratio)
    size = small.deviceIndependentSize()
    offset = QPointF((place.width() - size.width()) / 2, (place.height() - size.height()) / 2)
    painter.drawImage(place.topLeft() + offset, small)
    painter.restore()
