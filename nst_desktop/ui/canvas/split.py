"""Split line between two compared pictures."""

from PySide6.QtCore import QPointF, QRectF

from nst_desktop.ui.canvas.decorations import HANDLE

REACH = 8  # logical px; a press within this distance grabs the line


class Split:
    """Position of the split line.

    Attributes:
        at: Position as a fraction, 0..1, of the visible part's width.
        is_held: Whether the user is dragging the line.
    """

    def __init__(self) -> None:
        self.at = 0.5
        self.is_held = False

    def x(self, visible: QRectF) -> float:
        """Return the line's x coordinate for this visible part of the picture."""
        return visible.left() + self.at * visible.width()

    def is_under(self, point: QPointF, visible: QRectF) -> bool:
        """Return whether a press at this point grabs the line or its handle."""
        beside = abs(point.x() - self.x(visible))
        on_handle = abs(point.y() - visible.center().y()) <= HANDLE and beside <= HANDLE
        return on_handle or (beside <= REACH and visible.top() <= point.y() <= visible.bottom())

    def move_to(self, x: float, visible: QRectF) -> None:
        """Move the line to this x coordinate, limited to the visible part of the picture."""
        self._put((x - visible.left()) / max(visible.width(), 1))

    def move_by(self, share: float) -> None:
        """Move the line by this fraction of the visible width."""
        self._put(self.at + share)

    def _put(self, at: float) -> None:
        self.at = min(max(at, 0.0), 1.0)
