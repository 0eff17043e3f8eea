"""Geometry for zooming and panning."""

from PySide6.QtCore import QPoint, QPointF, QRect, QSize

MIN_SCALE, MAX_SCALE = 0.05, 32.0  # device pixels per picture pixel
STOPS = (
    0.05, 0.0667, 0.1, 0.125, 0.1667, 0.25, 0.3333, 0.5, 0.6667,
    1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 16.0, 24.0, 32.0,
)  # fmt: skip
CENTRE = (0.5, 0.5)


class ViewTransform:
    """Position and scale of a picture in a room, which is the area that displays it.

    Lengths are in device pixels. Points on the picture are relative, 0..1. The picture is fitted
    into the room, less a margin, until the user zooms. The centre of the room always lies on the
    picture, so that zooming in never has to move the point under the cursor.
    """

    def __init__(self) -> None:
        self._picture, self._room, self._margin = QSize(), QSize(), 0
        self._scale: float | None = None  # If None, the picture is fitted.
        self._centre = QPointF(*CENTRE)
        self._anchor: tuple[QPointF, QPointF] | None = None  # zoom point (room, picture)

    def set_room(self, room: QSize, margin: int) -> None:
        """Set the size of the room, and the margin on each side of a fitted picture."""
        self._room, self._margin, self._anchor = room, margin, None
        if self.scale() <= self.fit_scale():
            self._centre = QPointF(*CENTRE)

    def set_picture(self, size: QSize) -> None:
        """Set the picture's size. If its proportions change, the picture is fitted again."""
        if self._scale is not None and same_shape(self._picture, size):
            self._scale *= long_side(self._picture) / long_side(size)
        else:
            self.fit()
        self._picture, self._anchor = size, None

    def picture(self) -> QSize:
        """Return the picture's original size."""
        return self._picture

    def fit(self) -> None:
        """Fit the picture into the room and keep it fitted."""
        self._scale, self._centre, self._anchor = None, QPointF(*CENTRE), None

    def is_fit(self) -> bool:
        """Return whether the picture is kept fitted to the room."""
        return self._scale is None

    def is_pannable(self) -> bool:
        """Return whether the picture is larger than the room."""
        return not QRect(QPoint(), self._room).contains(self.rect())

    def scale(self) -> float:
        """Return the number of device pixels per picture pixel; 1 without a picture."""
        return self.fit_scale() if self._scale is None else self._scale

    def fit_scale(self) -> float:
        """Return the scale at which the picture just fits into the room."""
        if self._picture.isEmpty():
            return 1.0
        box = self.box()
        return min(
            box.width() / self._picture.width(),
            box.height() / self._picture.height(),
        )

    def box(self) -> QSize:
        """Return the size of the room less its margin, at least 1 x 1."""
        twice = 2 * self._margin
        return QSize(max(1, self._room.width() - twice), max(1, self._room.height() - twice))

    def rect(self) -> QRect:
        """Return the picture's rectangle, in whole device pixels to keep the picture sharp."""
        extent = self._extent()
        corner = QPoint(
            round(self._room.width() / 2 - self._centre.x() * extent.width()),
            round(self._room.height() / 2 - self._centre.y() * extent.height()),
        )
        return QRect(corner, extent)

    def zoom_to(self, scale: float, point: QPointF) -> None:
        """Zoom to this scale, within the limits, keeping the picture fixed at this point."""
        fit = self.fit_scale()
        scale = min(max(scale, min(MIN_SCALE, fit)), max(MAX_SCALE, fit))
        kept = self._kept_at(point)
        shrinks, self._scale = scale < self.scale(), scale
        middle = QPointF(self._room.width() / 2, self._room.height() / 2)
        wanted = kept - self._relative(point - middle)
        centred = shrinks and scale <= fit
        self._centre = QPointF(*CENTRE) if centred else within(wanted)
        self._anchor = (point, kept) if self._centre == wanted else None

    def pan(self, by: QPointF) -> None:
        """If the picture is larger than the room, move it by this many device pixels."""
        if self.is_pannable():
            self._centre, self._anchor = within(self._centre - self._relative(by)), None

    def next_stop(self, direction: int) -> float:
        """Return the next larger (1) or smaller (-1) round scale."""
        scale = self.scale()
        if direction > 0:
            return next((stop for stop in STOPS if stop > scale * 1.01), scale)
        return next((stop for stop in reversed(STOPS) if stop < scale * 0.99), scale)

    def _extent(self) -> QSize:
        return (self._picture * self.scale()).expandedTo(QSize(1, 1))

    def _relative(self, length: QPointF) -> QPointF:
        extent = self._extent()
        return QPointF(length.x() / extent.width(), length.y() / extent.height())

    def _kept_at(self, point: QPointF) -> QPointF:
        """Return the picture point at this room point.

        The result stays the same during repeated zooming at one point, so that rounding in rect()
        does not accumulate.
        """
        if self._anchor is not None and self._anchor[0] == point:
            return self._anchor[1]
        return self._relative(point - self.rect().topLeft())


def within(point: QPointF) -> QPointF:
    """Return the point on the picture that is nearest to this point."""
    return QPointF(min(max(point.x(), 0.0), 1.0), min(max(point.y(), 0.0), 1.0))


def same_shape(one: QSize, other: QSize) -> bool:
    """Return whether both sizes have the same proportions, allowing for rounding."""
    if one.isEmpty() or other.isEmpty():
        return False
    small, large = sorted((one, other), key=long_side)
    factor = long_side(small) / long_side(large)
    return (
        abs(large.width() * factor - small.width()) < 1.5
        and abs(large.height() * factor - small.height()) < 1.5
    )


def long_side(size: QSize) -> int:
    """Return the longer of the two sides."""
    return max(size.width(), size.height())
