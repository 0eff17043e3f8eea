"""Functions that draw lines on the canvas so that they are visible on any picture."""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

DARK, WHITE = QColor(0, 0, 0, 190), QColor(Qt.GlobalColor.white)
INSIDE, OUTSIDE = QColor("#5fe39a"), QColor("#ff8a7a")
DASHES = 3.0, 3.0  # in line widths
BADGE = 6.5  # logical px; radius of the sign at a stroke's start


def paint_outline(painter: QPainter, corners: Sequence[QPointF], pointer: QPointF | None) -> None:
    """Draw an unfinished outline with a handle at its first corner and a line to the pointer."""
    line = [*corners] if pointer is None else [*corners, pointer]
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in (QPen(DARK, 3), QPen(WHITE, 1.2)):
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF(line))
    painter.setPen(QPen(DARK, 1))
    painter.setBrush(WHITE)
    painter.drawEllipse(corners[0], 4, 4)


def paint_ring(painter: QPainter, centre: QPointF, radius: float) -> None:
    """Draw the edge of the brush."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    radius = max(radius, 1.5)
    # Use hairlines, because a large ring of any other width takes milliseconds to draw.
    for colour, offset in ((DARK, 1), (WHITE, 0), (DARK, -1)):
        painter.setPen(QPen(colour, 0))
        painter.drawEllipse(centre, radius + offset, radius + offset)


def paint_stroke(painter: QPainter, points: Sequence[QPointF], inside: bool) -> None:
    """Draw a stroke inside an object with a plus at its start, or one outside with a minus.

    The line is solid inside and dashed outside, so that its meaning never depends on the colour.
    """
    if not points:
        return
    colour = INSIDE if inside else OUTSIDE
    ends = Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    pen = QPen(colour, 2, *ends)
    if not inside:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern(DASHES)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for line_pen in (QPen(DARK, 4.5, *ends), pen):
        painter.setPen(line_pen)
        painter.drawPolyline(QPolygonF(points))
    _paint_badge(painter, points[0], colour, inside)


def _paint_badge(painter: QPainter, centre: QPointF, colour: QColor, inside: bool) -> None:
    painter.setPen(QPen(DARK, 1.5))
    painter.setBrush(colour)
    painter.drawEllipse(centre, BADGE, BADGE)
    x, y, half = centre.x(), centre.y(), BADGE / 2
    painter.setPen(QPen(QColor(0, 0, 0), 1.6))
    painter.drawLine(QLineF(x - half, y, x + half, y))
    if inside:
        painter.drawLine(QLineF(x, y - half, x, y + half))
