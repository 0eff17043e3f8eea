"""Measurement of the pace of work, for estimating the remaining time."""

from collections.abc import Callable, Hashable
from time import perf_counter


class Pace:
    """Pace of work, in any unit, measured whenever progress is noted. Pauses do not count.

    Args:
        clock: Function that returns the time in seconds.
        least: Amount of work that must be done before an estimate is given.
        memory: Factor, 0..1, that reduces the weight of earlier measurements at each note; 1 gives
            a plain average.
    """

    def __init__(
        self, clock: Callable[[], float] = perf_counter, least: float = 0.0, memory: float = 1.0
    ) -> None:
        self._clock, self._least, self._memory = clock, least, memory
        self._work = self._seconds = 0.0
        self._last: tuple[Hashable, float, float] | None = None  # task, amount done, time

    def note(self, done: float, of: Hashable = None) -> None:
        """Note the amount of work done so far.

        Args:
            done: Amount of the task done so far.
            of: Task that the work belongs to. The time before a new task's first note does not
                count. Neither does a period in which `done` decreased.
        """
        now = self._clock()
        if self._last is not None and self._last[0] == of and done >= self._last[1]:
            self._work = self._memory * self._work + done - self._last[1]
            self._seconds = self._memory * self._seconds + now - self._last[2]
        self._last = of, done, now

    def rest(self) -> None:
        """Pause the measurement: the time until the next note does not count."""
        self._last = None

    def seconds_for(self, work: float) -> float | None:
        """Return the estimated seconds for this amount of work, or None if not yet known."""
        is_measurable = self._work > 0 and self._work >= self._least
        return work * self._seconds / self._work if is_measurable else None
