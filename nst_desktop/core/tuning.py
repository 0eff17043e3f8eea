"""Which way to compute is the quickest on this machine, found out once by a short timing."""

import logging
from collections.abc import Callable, Mapping
from threading import RLock
from time import perf_counter

logger = logging.getLogger(__name__)

Way = Callable[[], object]

HOPELESS = 3.0  # times as slow as the fastest: not worth another try

_TURNS = 2
_MARGIN = 0.8  # of the time of the way that is usually the quickest, to be chosen in its place


class Tuning:
    """The quickest way for each kind of work.

    A choice once made stays: ways differ in the last digits, and the same job is to give the same
    picture.
    """

    def __init__(self) -> None:
        self._lock = RLock()  # a way may ask for the quickest of its own parts
        self._choices: dict[str, str] = {}
        self._remember: Callable[[Mapping[str, str]], None] = lambda _: None
        self._choose: Callable[[str, Mapping[str, Way]], str] = _race

    def attach(
        self, choices: Mapping[str, str], remember: Callable[[Mapping[str, str]], None]
    ) -> None:
        """Take up earlier choices; remember is called with all of them after each new one."""
        self._choices = dict(choices)
        self._remember, self._choose = remember, _race

    def settle(self, choices: Mapping[str, str]) -> None:
        """Keep to these choices and time nothing: all else takes the usual winner.

        Processes that are given the same choices compute the same pictures.
        """
        self._choices = dict(choices)
        self._remember, self._choose = lambda _: None, _usual

    def quickest(self, kind: str, ways: Callable[[], Mapping[str, Way]]) -> str:
        """The name of the quickest way.

        ways: what there is to choose from, the usual winner first; asked for only once. Each is
        tried in turn, several times, and its best time counts: other programs disturb.
        """
        with self._lock:  # two races at once would disturb each other
            if kind not in self._choices:
                self._choices[kind] = self._choose(kind, ways())
                self._remember(self._choices)
            return self._choices[kind]


def _usual(_kind: str, ways: Mapping[str, Way]) -> str:
    return next(iter(ways))


def _race(kind: str, ways: Mapping[str, Way]) -> str:
    if len(ways) == 1:
        return next(iter(ways))
    times = dict.fromkeys(ways, float("inf"))
    for turn in range(_TURNS + 1):
        for name, way in ways.items():
            if turn > 1 and times[name] > HOPELESS * min(times.values()):
                continue
            begun = perf_counter()
            way()
            if turn:  # the first time warms up
                times[name] = min(times[name], perf_counter() - begun)
    logger.info("%s: %s", kind, ", ".join(f"{n} {t * 1e3:.1f} ms" for n, t in times.items()))
    usual, best = next(iter(ways)), min(times, key=lambda name: times[name])
    return best if times[best] < _MARGIN * times[usual] else usual


TUNING = Tuning()
