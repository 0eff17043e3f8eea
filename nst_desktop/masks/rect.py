"""A part of a mask, in whole pixels."""

from typing import NamedTuple


class Rect(NamedTuple):
    """From left and top up to, not including, right and bottom. Empty: nothing lies between."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def is_empty(self) -> bool:
        """Whether there is no pixel in it."""
        return self.left >= self.right or self.top >= self.bottom

    @property
    def slices(self) -> tuple[slice, slice]:
        """What picks it out of an array (H, W)."""
        return slice(self.top, self.bottom), slice(self.left, self.right)

    def united(self, other: "Rect") -> "Rect":
        """The smallest that holds both."""
        if self.is_empty or other.is_empty:
            return other if self.is_empty else self
        return Rect(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def within(self, other: "Rect") -> "Rect":
        """What of it lies in the other."""
        return Rect(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )


EMPTY = Rect(0, 0, 0, 0)
