"""Grouping of parameter changes into gestures, each undone in one step."""

from typing import Protocol

from PySide6.QtCore import QElapsedTimer


class Draggable(Protocol):
    """Anything that can be dragged, such as a Field."""

    def is_dragging(self) -> bool: ...


class Gestures:
    """Numbers the user's gestures: a drag is one gesture, and so is a series of quick changes."""

    MAX_PAUSE = 1000  # ms between two changes within one gesture

    def __init__(self) -> None:
        self._number = 0
        self._last: tuple[Draggable, bool] | None = None
        self._since = QElapsedTimer()

    def end(self) -> None:
        """End the current gesture; the next change starts a new one."""
        self._last = None

    def number(self, field: Draggable) -> int:
        """Return the gesture number for a change made to this field now."""
        is_dragging = field.is_dragging()
        had_pause = self._since.isValid() and self._since.elapsed() > self.MAX_PAUSE
        if self._last != (field, is_dragging) or (had_pause and not is_dragging):
            self._number += 1
        self._last = field, is_dragging
        self._since.start()
        return self._number
