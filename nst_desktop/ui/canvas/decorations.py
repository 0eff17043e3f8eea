"""Functions that draw on the canvas around and above its picture; lengths are logical px."""

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from nst_desktop.ui.parts.icons import draw_icon
from nst_desktop.ui.parts.theme import DARK, colours_of

RADIUS = 8
CHECK = 8
HANDLE = 14  # radius of the handle
SHADE = QColor(0, 0, 0, 170)  # background that makes white text readable on any picture
LIGHT_CHECKS = QColor("#ffffff"), QColor("#d9d9d9")
DARK_CHECKS = QColor("#3a3a3a"), QColor("#4b4b4b")


def paint_ground(painter: QPainter, widget: QWidget) -> None:
    """Draw the canvas background with rounded corners."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(widget.palette().dark())
    painter.drawRoundedRect(QRectF(widget.rect()), RADIUS, RADIUS)


def paint_corners(painter: QPainter, widget: QWidget) -> None:
    """Round the corners again, because a picture larger than the canvas covers them."""
    rect = QRectF(widget.rect())
    corners, inside = QPainterPath(), QPainterPath()
    corners.addRect(rect)
    inside.addRoundedRect(rect, RADIUS, RADIUS)
    painter.fillPath(corners - inside, widget.palette().window())


def paint_frame(painter: QPainter, widget: QWidget, width: float) -> None:
    """Draw a frame that marks the keyboard focus or a drop target.

    A line in the background colour separates the frame from a picture of the same colour.
    """
    colour = QColor(colours_of(widget.palette()).content_line)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in (QPen(widget.palette().dark(), width + 3), QPen(colour, width)):
        painter.setPen(pen)
        inset = pen.widthF() / 2
        rect = QRectF(widget.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(rect, RADIUS - inset, RADIUS - inset)


def paint_hint(painter: QPainter, widget: QWidget) -> None:
    """Draw a hint that tells the user what to do while there is no picture."""
    colours = colours_of(widget.palette())
    centre = QRectF(widget.rect()).center()
    draw_icon(painter, QRectF(centre.x() - 28, centre.y() - 76, 56, 56), "drop", colours.muted)
    line = QRectF(0, centre.y(), widget.width(), 32)
    painter.setPen(QColor(colours.text))
    painter.setFont(_font(widget, 1.35))
    painter.drawText(
        line, Qt.AlignmentFlag.AlignCenter, _tr("Drop a photograph and a painting here")
    )
    painter.setFont(widget.font())
    painter.setPen(QColor(colours.muted))
    below = line.translated(0, 32)
    painter.drawText(below, Qt.AlignmentFlag.AlignCenter, _tr("or open them on the left"))


def paint_checks(painter: QPainter, widget: QWidget, rect: QRectF) -> None:
    """Draw a checkerboard behind a transparent picture; its squares move with the picture."""
    is_dark = colours_of(widget.palette()) is DARK
    brush = QBrush(_checks(*(DARK_CHECKS if is_dark else LIGHT_CHECKS)))
    painter.setBrushOrigin(rect.topLeft())
    painter.fillRect(rect, brush)


def paint_chip(
    painter: QPainter, widget: QWidget, rect: QRectF, align: Qt.AlignmentFlag, text: str
) -> None:
    """Draw short text on a dark pill in a corner of `rect`, at most half as wide as `rect`."""
    if not text:
        return
    painter.setFont(_font(widget, 0.92))
    room = max(0, int(rect.width() / 2) - 36)
    text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
    width, height = _pill_size(painter, text)
    at_right, at_bottom = align & Qt.AlignmentFlag.AlignRight, align & Qt.AlignmentFlag.AlignBottom
    chip = QRectF(
        rect.right() - 10 - width if at_right else rect.left() + 10,
        rect.bottom() - 10 - height if at_bottom else rect.top() + 10,
        width,
        height,
    )
    _paint_pill(painter, chip, text)


def paint_note(painter: QPainter, widget: QWidget, rect: QRectF, point: QPointF, text: str) -> None:
    """Draw short text on a dark pill beside a point, moved so that it stays inside `rect`."""
    painter.setFont(_font(widget, 0.92))
    width, height = _pill_size(painter, text)
    left = min(point.x() + 14, rect.right() - 4 - width)
    top = max(point.y() - 14 - height, rect.top() + 4)
    _paint_pill(painter, QRectF(max(left, rect.left() + 4), top, width, height), text)


def paint_split_line(painter: QPainter, rect: QRectF, x: float) -> None:
    """Draw the split line, with its handle, along the full height of `rect`."""
    top, bottom = QPointF(x, rect.top()), QPointF(x, rect.bottom())
    for colour, width in ((SHADE, 4), (QColor(Qt.GlobalColor.white), 2)):
        painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawLine(top, bottom)
    middle = QPointF(x, rect.center().y())
    painter.setPen(QPen(SHADE, 1))
    painter.setBrush(Qt.GlobalColor.white)
    painter.drawEllipse(middle, HANDLE, HANDLE)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    round_cap, round_join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    painter.setPen(QPen(QColor("#1d1d1d"), 1.8, Qt.PenStyle.SolidLine, round_cap, round_join))
    for side in (-1, 1):
        tip, back = QPointF(7.5 * side, 0), 4 * side
        arrow = [middle + corner for corner in (QPointF(back, -4), tip, QPointF(back, 4))]
        painter.drawPolyline(arrow)


def _pill_size(painter: QPainter, text: str) -> tuple[int, int]:
    metrics = painter.fontMetrics()
    return metrics.horizontalAdvance(text) + 16, metrics.height() + 6


def _paint_pill(painter: QPainter, pill: QRectF, text: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(SHADE)
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
    painter.setPen(Qt.GlobalColor.white)
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)


def _checks(one: QColor, other: QColor) -> QPixmap:
    pixmap = QPixmap(2 * CHECK, 2 * CHECK)
    pixmap.fill(one)
    painter = QPainter(pixmap)
    painter.fillRect(0, 0, CHECK, CHECK, other)
    painter.fillRect(CHECK, CHECK, CHECK, CHECK, other)
    painter.end()
    return pixmap


def _font(widget: QWidget, factor: float) -> QFont:
    font = QFont(widget.font())
    font.setPointSizeF(font.pointSizeF() * factor)
    return font


def _tr(text: str) -> str:
    return QCoreApplication.translate("Canvas", text)
