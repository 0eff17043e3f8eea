"""Unfinished outline, drawn freehand or point by point as a polygon."""

import math

Point = tuple[float, float]


class Lasso:
    """Outline that the user is drawing.

    An outline drawn with the button held down is closed when the button is released. A click
    starts a polygon instead, which grows by one point per click until it is closed. Points within
    `reach` px of each other count as the same.

    Attributes:
        points: Points drawn so far, in mask pixels.
        is_polygon: Whether the outline is drawn point by point.
    """

    def __init__(self, start: Point) -> None:
        self.points: list[Point] = [start]
        self.is_polygon = False
        self._pressed: Point | None = start

    def press(self, point: Point, reach: float) -> bool:
        """Add this point, or return True if it closes the outline at the first point."""
        if len(self.points) > 2 and math.dist(point, self.points[0]) <= reach:
            return True
        self.points.append(point)
        self._pressed = point
        return False

    def move(self, point: Point) -> None:
        """Add a point if the button is held down."""
        if self._pressed is not None and point != self.points[-1]:
            self.points.append(point)

    def release(self, point: Point, reach: float) -> bool:
        """Handle the release of the button. Return whether the outline is then closed."""
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            return False
        is_drawn = any(math.dist(pressed, other) > reach for other in [*self.points[-64:], point])
        if is_drawn and not self.is_polygon:
            self.move(point)
            return True
        self.is_polygon = True
        return False

    def remove_last_point(self) -> bool:
        """Remove the last point; return whether any are left."""
        self.points.pop()
        return bool(self.points)
