"""The line between two pictures."""

from PySide6.QtCore import QPointF, QRectF

from nst_desktop.ui.canvas.decorations import HANDLE

REACH = 8  # logical px on each side of the line in which it is grabbed


class Split:
    """Where the line is: a share, 0..1, of what is seen of the picture. Is it being dragged?"""

    def __init__(self) -> None:
        self.at = 0.5
        self.is_held = False

    def x(self, seen: QRectF) -> float:
        """The line's place, where this much of the picture is seen."""
        return seen.left() + self.at * seen.width()

    def is_under(self, point: QPointF, seen: QRectF) -> bool:
        """Whether a press at this point grabs the line or its handle."""
        beside = abs(point.x() - self.x(seen))
        on_handle = abs(point.y() - seen.center().y()) <= HANDLE and beside <= HANDLE
        return on_handle or (beside <= REACH and seen.top() <= point.y() <= seen.bottom())

    def move_to(self, x: float, seen: QRectF) -> None:
        """Put the line there, or as near as the picture allows."""
        self._put((x - seen.left()) / max(seen.width(), 1))

    def move_by(self, share: float) -> None:
        """Move the line by this share of what is seen."""
        self._put(self.at + share)

    def _put(self, at: float) -> None:
        self.at = min(max(at, 0.0), 1.0)
