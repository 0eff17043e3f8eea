"""Drawing of list entries: a frame that shows the entry's state, and a picture."""

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
    """Draw a frame that shows whether an entry is selected, under the mouse or focused."""
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
    area: QRectF,
    image: QImage | None,
    icon: tuple[str, float],
    colours: Colours,
) -> None:
    """Draw the whole image centred in an area, or an icon if there is no image.

    The icon is given as (name, side in px).
    """
    background = QPainterPath()
    background.addRoundedRect(area, RADIUS - 2, RADIUS - 2)
    painter.fillPath(background, QColor(colours.canvas))
    if image is None or image.isNull():
        rect = QRectF(0, 0, icon[1], icon[1])
        rect.moveCenter(area.center())
        draw_icon(painter, rect, icon[0], colours.muted)
        return
    painter.save()
    painter.setClipPath(background)
    ratio = painter.device().devicePixelRatio()
    small = scaled(image, (area.size() * ratio).toSize())
    small.setDevicePixelRatio(ratio)
    size = small.deviceIndependentSize()
    offset = QPointF((area.width() - size.width()) / 2, (area.height() - size.height()) / 2)
    painter.drawImage(area.topLeft() + offset, small)
    painter.restore()
