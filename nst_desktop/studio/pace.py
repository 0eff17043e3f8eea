"""How fast work goes."""

import time


class Pace:
    """How long the rest will take, waiting left out."""

    LEAST = 0.04  # of the work, before anything can be said of the rest

    def __init__(self) -> None:
        self._worked, self._since = 0.0, time.monotonic()
        self._is_going = True
        self._share = 0.0

    def set_going(self, going: bool) -> None:
        """Whether the work goes on, or waits."""
        self._worked, self._since = self._seconds(), time.monotonic()
        self._is_going = going

    def set_share(self, share: float) -> None:
        """How much of the work is done, 0..1."""
        self._share = share

    def seconds_left(self) -> float | None:
        """None while that cannot be told yet."""
        if self._share < self.LEAST:
            return None
        return self._seconds() * (1 - self._share) / self._share

    def _seconds(self) -> float:
        return self._worked + (time.monotonic() - self._since if self._is_going else 0.0)
