"""Selection of an object by strokes, each of which refines the mask."""

import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from nst_desktop import masks
from nst_desktop.core.arrays import Mask, Pixels
from nst_desktop.masks.mask_buffer import MaskBuffer

if TYPE_CHECKING:
    from nst_desktop.masks.selection import SelectionStroke

Strokes = tuple["SelectionStroke", ...]


@dataclass(frozen=True, slots=True, eq=False)
class SelectionState:
    """Mask that the strokes so far have led to.

    Attributes:
        checksum: Checksum of the mask.
        base: Mask before the first stroke.
        strokes: Strokes since then.
        failed: Strokes after these, with which no object was found.
    """

    checksum: int
    base: Mask
    strokes: Strokes = ()
    failed: Strokes = ()

    def has_inside(self) -> bool:
        """Return whether any stroke marks the inside of the object."""
        return any(stroke.inside for stroke in (*self.strokes, *self.failed))

    def failed_before(self, stroke: "SelectionStroke") -> Strokes:
        """Return the failed strokes that still count once this stroke follows them.

        A stroke inside the object replaces those inside that failed.
        """
        return tuple(former for former in self.failed if not (former.inside and stroke.inside))


class SelectionSession:
    """States of one selection.

    The states are found again by the mask's checksum. A selection therefore continues from the
    right strokes after undo and redo, and a new one begins after any other change.
    """

    def __init__(self, step: Callable[[], int]) -> None:
        """Create a session; step() returns the number of the current undo step.

        It tells states with equal masks apart.
        """
        self._step = step
        self._states: list[tuple[int, SelectionState]] = []  # each with its undo step
        self._known: tuple[MaskBuffer, int, int] | None = None

    def clear(self) -> None:
        """Forget all states."""
        self._states, self._known = [], None

    def strokes(self, buffer: MaskBuffer) -> Strokes:
        """Return the strokes that have led to the current mask, and those that failed since."""
        state = self._find(buffer)
        return () if state is None else (*state.strokes, *state.failed)

    def state(self, buffer: MaskBuffer) -> SelectionState:
        """Return the state with the current mask, which starts a new session if it is unknown."""
        state = self._find(buffer)
        if state is None:
            state = SelectionState(self._checksum(buffer), buffer.copy())
            self._states = [(self._step(), state)]
        return state

    def add(self, state: SelectionState) -> None:
        """Add the state of the current mask."""
        self._states.append((self._step(), state))

    def add_failed(self, buffer: MaskBuffer, stroke: "SelectionStroke") -> None:
        """Keep a stroke with which no object was found, so that further ones can help it."""
        state = self.state(buffer)
        self.add(replace(state, failed=(*state.failed_before(stroke), stroke)))

    def _find(self, buffer: MaskBuffer) -> SelectionState | None:
        if not self._states:
            return None
        checksum = self._checksum(buffer)
        matches = {step: state for step, state in self._states if state.checksum == checksum}
        newest = next(reversed(matches.values()), None)
        return matches.get(self._step(), newest)

    def _checksum(self, buffer: MaskBuffer) -> int:
        """Return the checksum of the current mask, which is computed once per change."""
        known = self._known
        if known is None or known[0] is not buffer or known[1] != buffer.revision:
            self._known = known = buffer, buffer.revision, checksum_of(buffer.mask)
        return known[2]


def checksum_of(mask: Mask) -> int:
    """Return the CRC-32 of a mask's pixels."""
    return zlib.crc32(mask.data)


def extend(
    state: SelectionState, stroke: "SelectionStroke", pixels: Pixels
) -> tuple[SelectionState, Mask]:
    """Select the object in a picture with another stroke.

    Returns:
        The state that follows, and its mask.

    Raises:
        SelectionError: No object can be selected with these strokes.
    """
    from numpy import maximum  # Imported late because NumPy would delay the first window.

    strokes = (*state.strokes, *state.failed_before(stroke), stroke)
    mask: Mask = maximum(state.base, masks.selection.select_object(pixels, strokes))
    return SelectionState(checksum_of(mask), state.base, strokes), mask
