"""Swatches that distinguish regions by colour, hatch and symbol, never by colour alone."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from nst_desktop.document.regions import Region, RegionKind
from nst_desktop.ui.parts.icons import draw_icon

# Okabe and Ito's palette, distinct with every type of colour vision and on most photographs.
COLOURS = ("#e69f00", "#56b4e9", "#d55e00", "#009e73", "#cc79a7", "#f0e442", "#0072b2")
HATCHES = (
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.FDiagPattern,
    Qt.BrushStyle.HorPattern,
    Qt.BrushStyle.VerPattern,
)
PROTECTED_COLOUR, PROTECTED_HATCH = "#f4f4f4", Qt.BrushStyle.DiagCrossPattern
SIDE = 22  # logical px; side length of a symbol
INK = "#141414"


@dataclass(frozen=True, slots=True)
class Swatch:
    """Appearance of a region.

    Attributes:
        colour: Colour of the mask and symbol, as #rrggbb.
        hatch: Pattern of lines drawn over the mask.
        symbol: Number of the painting, or the name of an icon.
        is_icon: Whether the symbol is an icon.
    """

    colour: str
    hatch: Qt.BrushStyle
    symbol: str
    is_icon: bool = False


def swatch_of(region: Region) -> Swatch:
    """Return the swatch for a region. All regions of one painting have the same swatch."""
    if region.kind is RegionKind.PROTECT:
        return Swatch(PROTECTED_COLOUR, PROTECTED_HATCH, "protect", is_icon=True)
    colour = COLOURS[region.painting % len(COLOURS)]
    hatch = HATCHES[region.painting % len(HATCHES)]
    return Swatch(colour, hatch, str(region.painting + 1))


def paint_swatch(painter: QPainter, centre: QPointF, swatch: Swatch, side: float = SIDE) -> None:
    """Draw the symbol on a coloured disc, outlined to be visible on any picture."""
    rect = QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)
    painter.setPen(QPen(QColor(INK), 1.5))
    painter.setBrush(QColor(swatch.colour))
    painter.drawEllipse(rect.adjusted(1, 1, -1, -1))
    if swatch.is_icon:
        inset = side / 4.6
        draw_icon(painter, rect.adjusted(inset, inset, -inset, -inset), swatch.symbol, INK)
        return
    font = painter.font()
    font.setBold(True)
    font.setPixelSize(round(side * 0.55))
    painter.setFont(font)
    painter.setPen(QColor(INK if QColor(swatch.colour).lightnessF() > 0.3 else "#ffffff"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, swatch.symbol)


def swatch_icon(swatch: Swatch) -> QIcon:
    """Return the symbol as an icon that looks the same when selected."""
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
