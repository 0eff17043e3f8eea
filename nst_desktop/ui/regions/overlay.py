"""Masks over a picture: drawn where it is needed, from a copy no larger than it has to be."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter

from nst_desktop.core.arrays import Mask
from nst_desktop.masks.mask_buffer import MaskBuffer
from nst_desktop.masks.rect import Rect
from nst_desktop.ui.regions.swatches import Swatch

CURRENT, OTHERS = 0.55, 0.32  # opacity
LINES = QColor(0, 0, 0, 110)
TILE = 64  # px; any multiple of the hatches' own 8
CRISP = 2.0  # screen pixels per pixel of the mask from which on these are squares
_SPREAD = 2  # px around what has changed, for what smoothing spreads


@dataclass(frozen=True, slots=True)
class OverlayRegion:
    """A mask on the canvas. is_current: it is the one that is painted on."""

    buffer: MaskBuffer
    swatch: Swatch
    is_current: bool


def paint_mask(
    painter: QPainter, shown: OverlayRegion, place: QRectF, rect: QRect, ratio: float
) -> None:
    """Draw what lies in rect of a mask that fills place, both in logical px."""
    level, mask = level_for(shown.buffer, place.width() * ratio)
    width, height = shown.buffer.size
    # An odd side is rounded up as it is halved: the last pixel reaches beyond the edge.
    x = place.width() * ratio * 2**level / width
    y = place.height() * ratio * 2**level / height
    # In whole pixels of the screen, or what is painted in parts would show its seams.
    part = QRectF(
        rect.x() * ratio, rect.y() * ratio, rect.width() * ratio, rect.height() * ratio
    ).toAlignedRect()
    corner = place.topLeft() * ratio - QPointF(part.topLeft())
    if not mask[_seen(corner, part.size(), x, y)].any():
        return
    tinted = _tinted(shown, mask, corner, (x, y), part.size())
    tinted.setDevicePixelRatio(ratio)
    painter.save()
    painter.setClipRect(place, Qt.ClipOperation.IntersectClip)
    painter.drawImage(QPointF(part.topLeft()) / ratio, tinted)
    painter.restore()


def _seen(corner: QPointF, size: QSize, x: float, y: float) -> tuple[slice, slice]:
    """The pixels of a mask, each of them x by y, that are seen in a part of this size.

    corner: where the mask begins, from the part's own corner.
    """
    left, top = -corner.x() / x, -corner.y() / y
    right, bottom = left + size.width() / x, top + size.height() / y
    return (
        slice(max(0, int(top) - 1), max(0, int(bottom) + 2)),
        slice(max(0, int(left) - 1), max(0, int(right) + 2)),
    )


def _tinted(
    shown: OverlayRegion, mask: Mask, corner: QPointF, scale: tuple[float, float], size: QSize
) -> QImage:
    """The mask in its colour and hatch, as far as it lies in a part of this size, device px."""
    height, width = mask.shape
    image = QImage(mask.data, width, height, width, QImage.Format.Format_Alpha8)
    tinted = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    tinted.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tinted)
    is_smooth = scale != (1, 1) and scale[0] < CRISP
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, is_smooth)
    painter.translate(corner)
    painter.scale(*scale)
    painter.drawImage(0, 0, image)
    painter.resetTransform()
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.setBrushOrigin(corner)
    painter.fillRect(tinted.rect(), _brush(shown.swatch, shown.is_current))
    painter.end()
    return tinted


@lru_cache(maxsize=32)
def _brush(swatch: Swatch, is_current: bool) -> QBrush:
    """The colour with its hatch, as one texture: two fills would take twice the time."""
    colour = QColor(swatch.colour)
    colour.setAlphaF(CURRENT if is_current else OTHERS)
    tile = QImage(TILE, TILE, QImage.Format.Format_ARGB32_Premultiplied)
    tile.fill(colour)
    painter = QPainter(tile)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceAtop)
    painter.fillRect(tile.rect(), QBrush(LINES, swatch.hatch))
    painter.end()
    brush = QBrush()
    brush.setTextureImage(tile)
    return brush


def level_for(buffer: MaskBuffer, width: float) -> tuple[int, Mask]:
    """The smallest of the mask's halves that needs no enlarging for this width, device px."""
    level = 0
    while buffer.size[0] / 2 ** (level + 1) >= width > 1:
        level += 1
    mask = buffer.level(level)
    while level and mask is buffer.level(level - 1):  # there are no smaller ones
        level -= 1
    return level, mask


def place_in(rect: Rect, buffer: MaskBuffer, place: QRectF, ratio: float) -> QRect:
    """Where a part of the mask is seen, logical px, with what smoothing spreads around it."""
    width, height = buffer.size
    level, _ = level_for(buffer, place.width() * ratio)
    spread = _SPREAD * 2**level
    x, y = place.width() / width, place.height() / height
    seen = QRectF(
        place.left() + (rect.left - spread) * x,
        place.top() + (rect.top - spread) * y,
        (rect.right - rect.left + 2 * spread) * x,
        (rect.bottom - rect.top + 2 * spread) * y,
    )
    return seen.toAlignedRect()


def middle_of(buffer: MaskBuffer) -> QPointF | None:
    """A place for a sign: inside of the mask, near to its middle; relative, 0..1. None: empty."""
    if not buffer.has_any():
        return None
    mask = buffer.level(99)
    if not mask.any():
        mask = buffer.mask  # so little that it is lost from afar
    from numpy import argwhere  # the window is there before it

    inside = argwhere(mask >= max(1, mask.max() // 2))
    apart = ((inside - inside.mean(0)) ** 2).sum(1)
    row, column = inside[apart.argmin()]
    return QPointF((column + 0.5) / mask.shape[1], (row + 0.5) / mask.shape[0])
