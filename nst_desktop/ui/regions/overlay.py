"""Functions that draw the visible part of masks over a picture, at screen resolution."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter

from nst_desktop.core.arrays import Mask
from nst_desktop.masks.mask_buffer import MaskBuffer
from nst_desktop.masks.rect import Rect
from nst_desktop.ui.regions.swatches import Swatch

CURRENT_OPACITY, OTHER_OPACITY = 0.55, 0.32
HATCH_COLOUR = QColor(0, 0, 0, 110)
TILE = 64  # px; a multiple of 8, the period of the hatch patterns
CRISP = 2.0  # At this many device pixels per mask pixel and above, there is no smoothing.
_SPREAD = 2  # px; distance over which smoothing spreads a change


@dataclass(frozen=True, slots=True)
class OverlayRegion:
    """Mask on the canvas. The tools paint on the current one."""

    buffer: MaskBuffer
    swatch: Swatch
    is_current: bool


def paint_mask(
    painter: QPainter, region: OverlayRegion, picture: QRectF, rect: QRect, ratio: float
) -> None:
    """Draw part of a mask.

    Args:
        painter: Painter for the canvas.
        region: Region whose mask to draw.
        picture: Rectangle that the whole mask covers, in logical px.
        rect: Part of the canvas to draw, in logical px.
        ratio: Number of device pixels per logical pixel.
    """
    level, mask = level_for(region.buffer, picture.width() * ratio)
    width, height = region.buffer.size
    # Halving rounds an odd side up, so the last pixel extends beyond the edge.
    x = picture.width() * ratio * 2**level / width
    y = picture.height() * ratio * 2**level / height
    # Use whole device pixels, because parts painted one by one would otherwise show seams.
    part = QRectF(
        rect.x() * ratio, rect.y() * ratio, rect.width() * ratio, rect.height() * ratio
    ).toAlignedRect()
    corner = picture.topLeft() * ratio - QPointF(part.topLeft())
    if not mask[_visible(corner, part.size(), x, y)].any():
        return
    tinted = _tinted(region, mask, corner, (x, y), part.size())
    tinted.setDevicePixelRatio(ratio)
    painter.save()
    painter.setClipRect(picture, Qt.ClipOperation.IntersectClip)
    painter.drawImage(QPointF(part.topLeft()) / ratio, tinted)
    painter.restore()


def _visible(corner: QPointF, size: QSize, x: float, y: float) -> tuple[slice, slice]:
    """Return the mask rows and columns that are visible in a part of the canvas.

    Args:
        corner: Top left corner of the mask relative to the part's, in device px.
        size: Size of the part, in device px.
        x: Width of a mask pixel, in device px.
        y: Height of a mask pixel, in device px.
    """
    left, top = -corner.x() / x, -corner.y() / y
    right, bottom = left + size.width() / x, top + size.height() / y
    return (
        slice(max(0, int(top) - 1), max(0, int(bottom) + 2)),
        slice(max(0, int(left) - 1), max(0, int(right) + 2)),
    )


def _tinted(
    region: OverlayRegion, mask: Mask, corner: QPointF, scale: tuple[float, float], size: QSize
) -> QImage:
    """Return an image of part of a mask, drawn in the region's colour and hatch.

    Args:
        region: Region that provides the colour and hatch.
        mask: Level of the region's mask to draw.
        corner: Top left corner of the mask relative to the part's, in device px.
        scale: Size (x, y) of a mask pixel, in device px.
        size: Size of the part, in device px.
    """
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
    painter.fillRect(tinted.rect(), _brush(region.swatch, region.is_current))
    painter.end()
    return tinted


@lru_cache(maxsize=32)
def _brush(swatch: Swatch, is_current: bool) -> QBrush:
    """Return the colour and hatch as a single texture, since two fills would take twice as long."""
    colour = QColor(swatch.colour)
    colour.setAlphaF(CURRENT_OPACITY if is_current else OTHER_OPACITY)
    tile = QImage(TILE, TILE, QImage.Format.Format_ARGB32_Premultiplied)
    tile.fill(colour)
    painter = QPainter(tile)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceAtop)
    painter.fillRect(tile.rect(), QBrush(HATCH_COLOUR, swatch.hatch))
    painter.end()
    brush = QBrush()
    brush.setTextureImage(tile)
    return brush


def level_for(buffer: MaskBuffer, width: float) -> tuple[int, Mask]:
    """Return the smallest mask level that is at least this wide.

    Args:
        buffer: Buffer with the mask.
        width: Width of the mask on the canvas, in device px.

    Returns:
        Number of times that the mask has been halved, and the halved mask.
    """
    level = 0
    while buffer.size[0] / 2 ** (level + 1) >= width > 1:
        level += 1
    mask = buffer.level(level)
    while level and mask is buffer.level(level - 1):  # The level does not exist.
        level -= 1
    return level, mask


def canvas_rect(rect: Rect, buffer: MaskBuffer, picture: QRectF, ratio: float) -> QRect:
    """Return the canvas rectangle that displays part of the mask, including smoothed edges.

    Args:
        rect: Part of the mask, in mask pixels.
        buffer: Buffer with the mask.
        picture: Rectangle that the whole mask covers, in logical px.
        ratio: Number of device pixels per logical pixel.
    """
    width, height = buffer.size
    level, _ = level_for(buffer, picture.width() * ratio)
    spread = _SPREAD * 2**level
    x, y = picture.width() / width, picture.height() / height
    visible = QRectF(
        picture.left() + (rect.left - spread) * x,
        picture.top() + (rect.top - spread) * y,
        (rect.right - rect.left + 2 * spread) * x,
        (rect.bottom - rect.top + 2 * spread) * y,
    )
    return visible.toAlignedRect()


def symbol_position(buffer: MaskBuffer) -> QPointF | None:
    """Return a point near the centre of the area that the mask includes.

    The coordinates are relative to the picture, 0..1. If the mask is empty, return None.
    """
    if not buffer.has_any():
        return None
    mask = buffer.level(99)
    if not mask.any():
        mask = buffer.mask  # A tiny area vanishes at the smallest level.
    from numpy import argwhere  # Imported late because NumPy would delay the first window.

    inside = argwhere(mask >= max(1, mask.max() // 2))
    distances = ((inside - inside.mean(0)) ** 2).sum(1)
    row, column = inside[distances.argmin()]
    return QPointF((column + 0.5) / mask.shape[1], (row + 0.5) / mask.shape[0])
