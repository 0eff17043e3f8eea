"""How fast work is done, and so how long the rest will take."""

from collections.abc import Callable, Hashable
from time import perf_counter


class Pace:
    """Looks at the clock whenever it hears how much is done, in whatever unit; waiting left out.

    clock: in seconds. least: how much must be done before anything can be said of the rest.
    memory: 0..1, the share of what was measured before that still counts after each note.
    """

    def __init__(
        self, clock: Callable[[], float] = perf_counter, least: float = 0.0, memory: float = 1.0
    ) -> None:
        self._clock, self._least, self._memory = clock, least, memory
        self._work = self._seconds = 0.0
        self._last: tuple[Hashable, float, float] | None = None  # of what, how much, when

    def note(self, done: float, of: Hashable = None) -> None:
        """So much is done. of: what it is a part of; the time before the first note of another
        does not count, nor that in which work was lost."""
        now = self._clock()
        if self._last is not None and self._last[0] == of and done >= self._last[1]:
            self._work = self._memory * self._work + done - self._last[1]
            self._seconds = self._memory * self._seconds + now - self._last[2]
        self._last = of, done, now

    def rest(self) -> None:
        """The time until the next note does not count."""
        self._last = None

    def seconds_for(self, work: float) -> float | None:
        """How long this much work will take; None while nobody can tell."""
        is_known = self._work > 0 and self._work >= self._least
        return work * self._seconds / self._work if is_known else None
