"""Brush strokes: dabs along a line, with spacing independent of the number of pen moves."""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from nst_desktop.core.arrays import Mask
from nst_desktop.masks.mask_buffer import MaskBuffer
from nst_desktop.masks.patches import Recorder
from nst_desktop.masks.rect import EMPTY, Rect

_DABS = 10  # per diameter; fewer dabs would leave visible scallops along a line
_MIN_SIZE, _MIN_FLOW = 0.15, 0.35  # shares at zero pen pressure


@dataclass(frozen=True, slots=True)
class Brush:
    """Brush settings.

    Attributes:
        size: Brush diameter, in mask pixels.
        softness: Edge softness, from 0 (hard edge) to 1.
        erases: Whether the brush removes from the mask instead of adding to it.
    """

    size: float
    softness: float = 0.0
    erases: bool = False


class Stroke:
    """Brush stroke, from pen down to pen up.

    Each pixel gets the value of the strongest dab over it, so overlapping dabs do not build up and
    their order does not matter.
    """

    def __init__(self, buffer: MaskBuffer, brush: Brush) -> None:
        self._buffer, self._brush = buffer, brush
        self.recorder = Recorder(buffer)
        self._last: tuple[float, float, float] | None = None
        self._left = 0.0  # px to the next dab

    def to(self, x: float, y: float, pressure: float = 1.0) -> Rect:
        """Extend the stroke to a point.

        Args:
            x: Horizontal position, in mask pixels.
            y: Vertical position, in mask pixels.
            pressure: Pen pressure, from 0 to 1.

        Returns:
            The part of the mask that has changed.
        """
        if self._last is None:
            rect, self._left = self._dab(x, y, pressure), self._gap(pressure)
        else:
            rect = self._line(self._last, (x, y, pressure))
        self._last = x, y, pressure
        if not rect.is_empty:
            self._buffer.touched(rect)
        return rect

    def _line(self, start: tuple[float, float, float], end: tuple[float, float, float]) -> Rect:
        length = math.dist(start[:2], end[:2])
        rect, position = EMPTY, self._left
        while position <= length and length > 0:
            share = position / length
            x, y, pressure = (a + share * (b - a) for a, b in zip(start, end, strict=True))
            rect = rect.united(self._dab(x, y, pressure))
            position += self._gap(pressure)
        self._left = position - length
        return rect

    def _gap(self, pressure: float) -> float:
        return max(0.5, self._diameter(pressure) / _DABS)

    def _diameter(self, pressure: float) -> int:
        share = _MIN_SIZE + (1 - _MIN_SIZE) * pressure
        return max(1, round(self._brush.size * share))

    def _dab(self, x: float, y: float, pressure: float) -> Rect:
        diameter = self._diameter(pressure)
        left, top = math.floor(x - diameter / 2 + 0.5), math.floor(y - diameter / 2 + 0.5)
        whole = Rect(left, top, left + diameter, top + diameter)
        rect = whole.within(self._buffer.rect)
        if rect.is_empty:
            return EMPTY
        self.recorder.keep(rect)
        part = Rect(rect.left - left, rect.top - top, rect.right - left, rect.bottom - top)
        shape = _dab_shape(diameter, self._brush.softness)[part.slices]
        flow = _MIN_FLOW + (1 - _MIN_FLOW) * pressure
        if flow < 1:
            shape = np.rint(shape * flow).astype(np.uint8)
        pixels = self._buffer.mask[rect.slices]
        if self._brush.erases:
            np.minimum(pixels, 255 - shape, out=pixels)
        else:
            np.maximum(pixels, shape, out=pixels)
        return rect


@lru_cache(maxsize=64)
def _dab_shape(diameter: int, softness: float) -> Mask:
    """Return one dab, (diameter, diameter) uint8: a disc whose edge has this softness."""
    radius = diameter / 2
    offsets = np.arange(diameter, dtype=np.float32) + 0.5 - radius
    distance = np.hypot(offsets[:, None], offsets[None, :])
    # Even a hard edge needs a slope one pixel wide, or it would look jagged.
    edge = max(1.0, softness * radius)
    shape = np.clip((radius - distance) / edge + (0.5 if edge == 1 else 0.0), 0, 1)
    shape = shape * shape * (3 - 2 * shape)
    if diameter == 1:
        shape[:] = 1
    dab: Mask = np.rint(255 * shape).astype(np.uint8)
    dab.flags.writeable = False
    return dab
