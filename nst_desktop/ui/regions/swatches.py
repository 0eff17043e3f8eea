"""How areas are told apart: a colour and a sign, never a colour alone."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from nst_desktop.document.regions import Region, RegionKind
from nst_desktop.ui.parts.icons import draw_icon

# Okabe and Ito's: apart for every kind of colour vision, and from most photographs.
COLOURS = ("#e69f00", "#56b4e9", "#d55e00", "#009e73", "#cc79a7", "#f0e442", "#0072b2")
HATCHES = (
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.FDiagPattern,
    Qt.BrushStyle.HorPattern,
    Qt.BrushStyle.VerPattern,
)
PROTECTED, PROTECTED_HATCH = "#f4f4f4", Qt.BrushStyle.DiagCrossPattern
SIDE = 22  # logical px of a sign
INK = "#141414"


@dataclass(frozen=True, slots=True)
class Swatch:
    """colour: #rrggbb. hatch: the lines across the mask. sign: the painting's number, or the name
    of an icon with protected parts."""

    colour: str
    hatch: Qt.BrushStyle
    sign: str
    is_icon: bool = False


def swatch_of(region: Region) -> Swatch:
    """The same for the regions and the part of one painting."""
    if region.kind is RegionKind.PROTECT:
        return Swatch(PROTECTED, PROTECTED_HATCH, "protect", is_icon=True)
    colour, hatch = (each[region.painting % len(each)] for each in (COLOURS, HATCHES))
    return Swatch(str(colour), Qt.BrushStyle(hatch), str(region.painting + 1))


def paint_swatch(painter: QPainter, centre: QPointF, swatch: Swatch, side: float = SIDE) -> None:
    """The sign on a disc of its colour, with a dark line around: seen on any picture."""
    rect = QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)
    painter.setPen(QPen(QColor(INK), 1.5))
    painter.setBrush(QColor(swatch.colour))
    painter.drawEllipse(rect.adjusted(1, 1, -1, -1))
    if swatch.is_icon:
        inset = side / 4.6
        draw_icon(painter, rect.adjusted(inset, inset, -inset, -inset), swatch.sign, INK)
        return
    font = painter.font()
    font.setBold(True)
    font.setPixelSize(round(side * 0.55))
    painter.setFont(font)
    painter.setPen(QColor(INK if QColor(swatch.colour).lightnessF() > 0.3 else "#ffffff"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, swatch.sign)


def swatch_icon(swatch: Swatch) -> QIcon:
    """The sign as an icon, the same while it is selected."""
    pixmap = QPixmap(2 * SIDE, 2 * SIDE)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_swatch(painter, QPointF(SIDE, SIDE), swatch, 2 * SIDE)
    painter.end()
    pixmap.setDevicePixelRatio(2)
    icon = QIcon(pixmap)
    icon.addPixmap(pixmap, QIcon.Mode.Selected)
    return icon
