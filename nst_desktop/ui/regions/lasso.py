"""An outline that is being drawn: in one go with the button held, or point by point."""

import math

Point = tuple[float, float]


class Lasso:
    """points: so far, px of the mask. Near and far are told by the reach that is given, px.

    Drawn with the button held, the outline is closed as that is let go; a click instead begins a
    polygon, which goes on click by click until it is closed.
    """

    def __init__(self, start: Point) -> None:
        self.points: list[Point] = [start]
        self.is_polygon = False
        self._pressed: Point | None = start

    def press(self, point: Point, reach: float) -> bool:
        """The button goes down. Whether that closes the outline, at its first point."""
        if len(self.points) > 2 and math.dist(point, self.points[0]) <= reach:
            return True
        self.points.append(point)
        self._pressed = point
        return False

    def move(self, point: Point) -> None:
        """The pointer goes on with the button held."""
        if self._pressed is not None and point != self.points[-1]:
            self.points.append(point)

    def release(self, point: Point, reach: float) -> bool:
        """The button is let go. Whether that closes the outline."""
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            return False
        drawn = any(math.dist(pressed, each) > reach for each in [*self.points[-64:], point])
        if drawn and not self.is_polygon:
            self.move(point)
            return True
        self.is_polygon = True
        return False

    def step_back(self) -> bool:
        """Give up the last point. Whether any are left."""
        self.points.pop()
        return bool(self.points)
