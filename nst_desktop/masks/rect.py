"""Rectangles for parts of masks, in whole pixels."""

from typing import NamedTuple


class Rect(NamedTuple):
    """Rectangle with coordinates in px; right and bottom are exclusive."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def is_empty(self) -> bool:
        """Whether the rectangle contains no pixels."""
        return self.left >= self.right or self.top >= self.bottom

    @property
    def slices(self) -> tuple[slice, slice]:
        """Index that selects this rectangle in an (H, W) array."""
        return slice(self.top, self.bottom), slice(self.left, self.right)

    def united(self, other: "Rect") -> "Rect":
        """Return the smallest rectangle that contains both rectangles."""
        if self.is_empty or other.is_empty:
            return other if self.is_empty else self
        return Rect(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def within(self, other: "Rect") -> "Rect":
        """Return the intersection with another rectangle."""
        return Rect(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )


EMPTY = Rect(0, 0, 0, 0)
