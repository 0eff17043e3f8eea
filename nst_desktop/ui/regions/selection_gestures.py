"""Unfinished gestures of the tools that select by content, in mask pixels."""

import math
from dataclasses import dataclass

from nst_desktop.ui.regions.lasso import Point

MAX_TOLERANCE = 255
_RADIUS = 0.5  # of a rough stroke, as a share of the distance at which points count as the same
_STEP = 1 / 3  # of a drag per unit of tolerance, as the same share
_GAP = 0.2  # between the points of a rough stroke, as the same share


class RoughStroke:
    """Stroke that the user is drawing inside or outside an object.

    Attributes:
        points: Points drawn so far; none of them lies outside the picture.
        inside: Whether the stroke marks the inside of the object.
        radius: Half the width of the stroke.
    """

    def __init__(self, size: tuple[int, int], reach: float, inside: bool) -> None:
        """Start a stroke on a picture with this width and height.

        `reach` is the distance within which points count as the same.
        """
        self.points: list[Point] = []
        self.inside = inside
        self.radius = max(1.0, _RADIUS * reach)
        self._size, self._gap = size, _GAP * reach

    def move(self, point: Point) -> None:
        """Add a point if it is in the picture and not too close to the last one."""
        if not is_within(point, self._size):
            return
        if not self.points or math.dist(point, self.points[-1]) >= self._gap:
            self.points.append(point)


@dataclass(frozen=True, slots=True)
class SimilarClick:
    """Pixel whose surrounding similar area the user wants.

    Attributes:
        x: Column of the pixel.
        y: Row of the pixel.
        tolerance: How much the area may differ from the pixel, 0..255.
        erases: Whether to remove the area from the mask instead of adding it.
    """

    x: int
    y: int
    tolerance: int
    erases: bool


class ToleranceDrag:
    """Drag away from a clicked pixel that changes the tolerance: more to the right.

    Attributes:
        click: Clicked pixel with the current tolerance.
        start: Clicked pixel with the tolerance at the start.
    """

    def __init__(self, click: SimilarClick, reach: float) -> None:
        """Start a drag. Moves of up to `reach` count as a click."""
        self.click = self.start = click
        self._reach = reach

    def move(self, x: float) -> bool:
        """Continue to this column. Return whether the tolerance has changed."""
        former, start = self.click, self.start
        way = x - start.x
        way = math.copysign(max(0.0, abs(way) - self._reach), way)
        tolerance = start.tolerance + round(way / max(_STEP * self._reach, 1e-6))
        tolerance = min(max(tolerance, 0), MAX_TOLERANCE)
        self.click = SimilarClick(start.x, start.y, tolerance, start.erases)
        return self.click != former


def is_within(point: Point, size: tuple[int, int]) -> bool:
    """Return whether a point lies in a picture with this width and height."""
    return 0 <= point[0] < size[0] and 0 <= point[1] < size[1]
