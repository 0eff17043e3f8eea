"""Choice of the fastest implementation on this machine, made once by timing each candidate."""

import logging
from collections.abc import Callable, Mapping
from threading import RLock
from time import perf_counter

logger = logging.getLogger(__name__)

Candidate = Callable[[], object]

MAX_SLOWNESS = 3.0  # relative to the fastest; slower candidates are not timed again

_REPEATS = 2
_MAX_TIME_SHARE = 0.8  # share of the usual winner's time that a candidate must stay below to win


class Tuning:
    """Record of the fastest candidate for each task.

    A choice is permanent, since candidates' results differ in the last digits and the same job must
    always give the same picture.
    """

    def __init__(self) -> None:
        self._lock = RLock()  # a candidate may itself call quickest()
        self._choices: dict[str, str] = {}
        self._remember: Callable[[Mapping[str, str]], None] = lambda _: None
        self._choose: Callable[[str, Mapping[str, Candidate]], str] = _race

    def attach(
        self, choices: Mapping[str, str], remember: Callable[[Mapping[str, str]], None]
    ) -> None:
        """Adopt earlier choices, and call `remember` with all choices after each new one."""
        self._choices = dict(choices)
        self._remember, self._choose = remember, _race

    def settle(self, choices: Mapping[str, str]) -> None:
        """Use these choices, and the usual winner for all other tasks, without timing anything.

        Processes with the same choices compute the same pictures.
        """
        self._choices = dict(choices)
        self._remember, self._choose = lambda _: None, _usual

    def quickest(self, task: str, candidates: Callable[[], Mapping[str, Candidate]]) -> str:
        """Return the name of the fastest candidate for a task.

        Args:
            task: Name of the task, under which the choice is remembered.
            candidates: Function that returns the candidates by name, the usual winner first. It is
                only called if there is no choice yet. The candidates run several times, in turn,
                and each one's shortest time counts, since other programs may interfere.
        """
        with self._lock:  # concurrent timings would distort each other
            if task not in self._choices:
                self._choices[task] = self._choose(task, candidates())
                self._remember(self._choices)
            return self._choices[task]


def _usual(_task: str, candidates: Mapping[str, Candidate]) -> str:
    return next(iter(candidates))


def _race(task: str, candidates: Mapping[str, Candidate]) -> str:
    if len(candidates) == 1:
        return next(iter(candidates))
    times = dict.fromkeys(candidates, float("inf"))
    for turn in range(_REPEATS + 1):
        for name, run in candidates.items():
            if turn > 1 and times[name] > MAX_SLOWNESS * min(times.values()):
                continue
            start = perf_counter()
            run()
            if turn:  # turn 0 warms up
                times[name] = min(times[name], perf_counter() - start)
    logger.info("%s: %s", task, ", ".join(f"{n} {t * 1e3:.1f} ms" for n, t in times.items()))
    usual, best = next(iter(candidates)), min(times, key=lambda name: times[name])
    return best if times[best] < _MAX_TIME_SHARE * times[usual] else usual


TUNING = Tuning()
