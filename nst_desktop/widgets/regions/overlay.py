"""Masks over a picture: drawn where it is needed, from a copy no larger than it has to be."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from nst_desktop.files.masks.rect import Rect
from nst_desktop.files.masks.sheet import Sheet
from nst_desktop.widgets.regions.swatches import Swatch

CURRENT, OTHERS = 0.55, 0.28  # opacity
CRISP = 2.0  # screen pixels per pixel of the mask from which on these are squares
_SPREAD = 2  # px around what has changed, for what smoothing spreads


@dataclass(frozen=True, slots=True)
class Shown:
    """A mask on the canvas. is_current: it is the one that is painted on."""

    sheet: Sheet
    swatch: Swatch
    is_current: bool


def paint_mask(painter: QPainter, shown: Shown, place: QRectF, rect: QRect, ratio: float) -> None:
    """Draw what lies in rect of a mask that fills place. Both are logical pixels."""
    level, mask = level_for(shown.sheet, place.width() * ratio)
    height, width = mask.shape
    image = QImage(mask.data, width, height, width, QImage.Format.Format_Alpha8)
    tinted = QImage(
        round(rect.width() * ratio),
        round(rect.height() * ratio),
        QImage.Format.Format_ARGB32_Premultiplied,
    )
    tinted.fill(Qt.GlobalColor.transparent)
    inner = QPainter(tinted)
    inner.setRenderHint(
        QPainter.RenderHint.SmoothPixmapTransform, place.width() * ratio < CRISP * width
    )
    inner.scale(ratio, ratio)
    inner.translate(place.topLeft() - QPointF(rect.topLeft()))
    # An odd side is rounded up as it is halved: the last pixel reaches beyond the edge.
    whole = shown.sheet.size
    inner.scale(place.width() * 2**level / whole[0], place.height() * 2**level / whole[1])
    inner.drawImage(0, 0, image)
    inner.resetTransform()
    inner.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    colour = QColor(shown.swatch.colour)
    colour.setAlphaF(CURRENT if shown.is_current else OTHERS)
    inner.fillRect(tinted.rect(), colour)
    inner.end()
    tinted.setDevicePixelRatio(ratio)
    painter.save()
    painter.setClipRect(place, Qt.ClipOperation.IntersectClip)
    painter.drawImage(rect.topLeft(), tinted)
    painter.restore()


def level_for(sheet: Sheet, width: float) -> tuple[int, np.ndarray]:
    """The smallest of the mask's halves that needs no enlarging for this width, device px."""
    level = 0
    while sheet.size[0] / 2 ** (level + 1) >= width > 1:
        level += 1
    mask = sheet.level(level)
    while level and mask is sheet.level(level - 1):  # there are no smaller ones
        level -= 1
    return level, mask


def place_in(rect: Rect, sheet: Sheet, place: QRectF, ratio: float) -> QRect:
    """Where a part of the mask is seen, logical px, with what smoothing spreads around it."""
    width, height = sheet.size
    level, _ = level_for(sheet, place.width() * ratio)
    spread = _SPREAD * 2**level
    x, y = place.width() / width, place.height() / height
    seen = QRectF(
        place.left() + (rect.left - spread) * x,
        place.top() + (rect.top - spread) * y,
        (rect.right - rect.left + 2 * spread) * x,
        (rect.bottom - rect.top + 2 * spread) * y,
    )
    return seen.toAlignedRect()


def middle_of(sheet: Sheet) -> QPointF | None:
    """A place for a sign: inside of the mask, near to its middle; relative, 0..1. None: empty."""
    mask = sheet.level(99)
    inside = np.argwhere(mask >= max(1, mask.max() // 2))
    if not mask.any():
        return None
    apart = ((inside - inside.mean(0)) ** 2).sum(1)
    row, column = inside[apart.argmin()]
    return QPointF((column + 0.5) / mask.shape[1], (row + 0.5) / mask.shape[0])
