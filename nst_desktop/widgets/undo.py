"""What can be undone: changes of the parameters, and of the pictures."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QElapsedTimer
from PySide6.QtGui import QUndoCommand

from nst_desktop.core.job import Mode
from nst_desktop.core.params import StyleParams


@dataclass(frozen=True, slots=True)
class Entered:
    """All that the parameter panel holds: what to make, and how."""

    params: StyleParams
    mode: Mode


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

    def single(self) -> int:
        """The number of a gesture that is complete with one change."""
        self._number += 1
        self._last = None
        return self._number


class StateCommand(QUndoCommand):
    """From one state to another, whatever they are; apply(state) makes a state the present one.

    The change has happened already when the command is pushed: apply is called from the first
    undo on. text: what has changed, such as Style strength, for the menu's "Undo …".
    """

    def __init__(self, old: Any, new: Any, text: str, apply: Callable[[Any], None]) -> None:
        super().__init__(text)
        self.old, self.new = old, new
        self._apply = apply
        self._happened = True

    def undo(self) -> None:
        self._happened = False
        self._apply(self.old)

    def redo(self) -> None:
        if not self._happened:
            self._apply(self.new)
        self._happened = True


class ParametersCommand(StateCommand):
    """A change of the parameters; those of one gesture become one command.

    old, new: Entered. gesture: the number that ParameterPanel.edited gives.
    """

    ID = 1

    def __init__(
        self,
        old: Entered,
        new: Entered,
        text: str,
        gesture: int,
        apply: Callable[[Entered], None],
    ) -> None:
        super().__init__(old, new, text, apply)
        self.gesture = gesture

    def id(self) -> int:
        return self.ID

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take up a later change of the same gesture; back where it began, nothing is left."""
        if not isinstance(other, ParametersCommand) or other.gesture != self.gesture:
            return False
        if other.old != self.new:
            return False
        self.new = other.new
        self.setObsolete(self.new == self.old)
        return True
