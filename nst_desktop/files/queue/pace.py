"""How fast the queue is made, and so how long the rest will take."""

from collections.abc import Callable, Sequence
from time import perf_counter

from nst_desktop.files.queue.entries import Entry


class Pace:
    """Looks at the clock whenever it hears how far an entry is."""

    def __init__(self, clock: Callable[[], float] = perf_counter) -> None:
        self._clock = clock
        self._work = self._seconds = 0.0
        self._last: tuple[str, float, float] | None = None  # id, work done, when

    def note(self, entry: Entry) -> None:
        """It has come so far."""
        now, done = self._clock(), entry.work * entry.share
        if self._last is not None and self._last[0] == entry.id and done > self._last[1]:
            self._work += done - self._last[1]
            self._seconds += now - self._last[2]
        self._last = entry.id, done, now

    def rest(self) -> None:
        """The time until the next note does not count."""
        self._last = None

    def remaining(self, entries: Sequence[Entry]) -> float | None:
        """Seconds for what is not made yet; None while nobody can tell."""
        left = sum(each.work * (1 - each.share) for each in entries if not each.has_ended)
        return left * self._seconds / self._work if self._work else None


def share_of(entries: Sequence[Entry]) -> float:
    """How much of all the work is done, 0..1."""
    whole = sum(each.work for each in entries)
    done = sum(each.work * (1.0 if each.has_ended else each.share) for each in entries)
    return done / whole if whole else 1.0
