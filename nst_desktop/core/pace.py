"""Measurement of how fast work proceeds, to estimate the time that remains."""

from collections.abc import Callable, Hashable
from time import perf_counter


class Pace:
    """Measures the pace of work, in any unit, whenever progress is noted; pauses do not count.

    Args:
        clock: Returns the time, in seconds.
        least: Amount of work to be done before there is an estimate.
        memory: Weight, 0..1, that earlier measurements keep with each note; 1 averages over all.
    """

    def __init__(
        self, clock: Callable[[], float] = perf_counter, least: float = 0.0, memory: float = 1.0
    ) -> None:
        self._clock, self._least, self._memory = clock, least, memory
        self._work = self._seconds = 0.0
        self._last: tuple[Hashable, float, float] | None = None  # task, amount done, time

    def note(self, done: float, of: Hashable = None) -> None:
        """Note how much is done.

        Args:
            done: Amount done of the task, so far.
            of: The task. Time before the first note of another task does not count, nor does time
                in which `done` has fallen.
        """
        now = self._clock()
        if self._last is not None and self._last[0] == of and done >= self._last[1]:
            self._work = self._memory * self._work + done - self._last[1]
            self._seconds = self._memory * self._seconds + now - self._last[2]
        self._last = of, done, now

    def rest(self) -> None:
        """Pause: the time until the next note does not count."""
        self._last = None

    def seconds_for(self, work: float) -> float | None:
        """Return the seconds that this amount of work will take; None if not yet known."""
        is_measurable = self._work > 0 and self._work >= self._least
        return work * self._seconds / self._work if is_measurable else None
