"""Which changes of the parameters belong together, to be undone in one step."""

from typing import Protocol

from PySide6.QtCore import QElapsedTimer


class Draggable(Protocol):
    """Such as a Field."""

    def is_dragging(self) -> bool: ...


class Gestures:
    """Numbers what the user's hand does: a drag is one gesture, so are quick changes in a row."""

    PAUSE = 1000  # ms

    def __init__(self) -> None:
        self._number = 0
        self._last: tuple[Draggable, bool] | None = None
        self._since = QElapsedTimer()

    def end(self) -> None:
        """Whatever comes next is another gesture."""
        self._last = None

    def number(self, field: Draggable) -> int:
        """The number of the gesture that a change of this field at this moment belongs to."""
        dragging = field.is_dragging()
        paused = not dragging and self._since.isValid() and self._since.elapsed() > self.PAUSE
        if self._last != (field, dragging) or paused:
            self._number += 1
        self._last = field, dragging
        self._since.start()
        return self._number
