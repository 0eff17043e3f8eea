"""Saving a run while it goes, at a price of at most two hundredths of its time."""

import logging
import time
from collections.abc import Callable
from typing import Protocol

from nst_desktop.core.arrays import Pixels
from nst_desktop.core.errors import UserError
from nst_desktop.core.job import Step

logger = logging.getLogger(__name__)

INTERVAL = 30.0  # seconds
_EXPECTED = (OSError, UserError)  # the disk or a damaged file is to blame, not the program
_PRICE = 50  # a save that took a second is followed by so many without one


class Keeper(Protocol):
    """Where a run is saved; see sessions.Session."""

    def save(self, step: Step) -> None:
        """Keep the run as it is after this step, in the place of what was kept before."""

    def discard(self) -> None:
        """Keep nothing any more."""

    def leave(self) -> None:
        """Leave what is kept for whoever takes it up."""

    def picture(self) -> Pixels | None:
        """The picture that is kept, or None."""


class Autosave:
    """Called between steps, on the run's thread. No fault of saving ever reaches the run."""

    def __init__(
        self,
        begin: Callable[[], Keeper],
        interval: float = INTERVAL,
        failed: Callable[[Exception], None] = lambda _: None,
        clock: Callable[[], float] = time.monotonic,
        keeper: Keeper | None = None,
    ) -> None:
        """begin: called for the first save, unless there is a keeper from before. interval: seconds
        between two, or more where they would cost too much; 0: never. failed: told of the first
        fault, not of others."""
        self._begin, self._interval, self._failed = begin, interval, failed
        self._clock = clock
        self._keeper = keeper
        self._due = clock() + interval
        self._has_failed = False

    def look(self, step: Step) -> None:
        """Save, if it is time."""
        if self._interval > 0 and self._clock() >= self._due:
            self.save(step)

    def save(self, step: Step) -> bool:
        """Save now. False if that failed."""
        begun = self._clock()
        try:
            if self._keeper is None:
                self._keeper = self._begin()
            self._keeper.save(step)
        except _EXPECTED as error:
            self._tell(error)
            return False
        except Exception as error:
            if not self._has_failed:
                logger.exception("the run could not be saved")
            self._tell(error)
            return False
        finally:
            now = self._clock()
            self._due = now + max(self._interval, _PRICE * (now - begun))
        logger.debug("saved after step %d in %.2f s", step.index, now - begun)
        return True

    def finish(self) -> None:
        """The run has ended well: nothing of it is to be gone on with."""
        self._end(lambda keeper: keeper.discard())

    def leave(self) -> None:
        """The run has broken off: what was saved last is for the next start."""
        self._end(lambda keeper: keeper.leave())

    def picture(self) -> Pixels | None:
        """The picture that was saved last, or None if there is none."""
        try:
            return None if self._keeper is None else self._keeper.picture()
        except _EXPECTED as error:
            logger.warning("the saved picture cannot be read: %s", error)
        except Exception:
            logger.exception("the saved picture cannot be had")
        return None

    def _end(self, end: Callable[[Keeper], None]) -> None:
        keeper, self._keeper = self._keeper, None
        self._interval = 0.0
        try:
            if keeper is not None:
                end(keeper)
        except _EXPECTED as error:
            logger.warning("a session could not be ended: %s", error)
        except Exception:
            logger.exception("a session could not be ended")

    def _tell(self, error: Exception) -> None:
        """Report a failure, once: a full disk fails every attempt."""
        if not self._has_failed:
            self._has_failed = True
            self._failed(error)
