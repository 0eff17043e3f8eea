"""Autosave of a run, at a cost of at most 2 % of its time."""

import logging
import time
from collections.abc import Callable
from typing import Protocol

from nst_desktop.core.arrays import Pixels
from nst_desktop.core.errors import UserError
from nst_desktop.core.job import Step

logger = logging.getLogger(__name__)

INTERVAL = 30.0  # seconds
_EXPECTED = (OSError, UserError)  # caused by the disk or a damaged file, not by a bug
_REST = 50  # a save is followed by a rest of at least so many times its own duration


class Keeper(Protocol):
    """Storage of one run; implemented by session_store.Session."""

    def save(self, step: Step) -> None:
        """Save the run as it is after this step, replacing the previous save."""

    def discard(self) -> None:
        """Delete what was saved."""

    def leave(self) -> None:
        """Release what was saved, so that the run can be resumed."""

    def picture(self) -> Pixels | None:
        """Return the saved picture, or None."""


class Autosave:
    """Saves a run between its steps, on the run's thread; errors in saving never stop the run."""

    def __init__(
        self,
        begin: Callable[[], Keeper],
        interval: float = INTERVAL,
        failed: Callable[[Exception], None] = lambda _: None,
        clock: Callable[[], float] = time.monotonic,
        keeper: Keeper | None = None,
    ) -> None:
        """Start the clock.

        Args:
            begin: Creates the keeper at the first save, unless `keeper` is given.
            interval: Minimum time between two saves, s; longer if saving is slow; 0 for never.
            failed: Called with the first error, and only that one.
            clock: Time in seconds.
            keeper: The keeper of a resumed run.
        """
        self._begin, self._interval, self._failed = begin, interval, failed
        self._clock = clock
        self._keeper = keeper
        self._due = clock() + interval
        self._has_failed = False

    def save_if_due(self, step: Step) -> None:
        """Save if a save is due."""
        if self._interval > 0 and self._clock() >= self._due:
            self.save(step)

    def save(self, step: Step) -> bool:
        """Save now. Returns False if that failed."""
        start = self._clock()
        try:
            if self._keeper is None:
                self._keeper = self._begin()
            self._keeper.save(step)
        except _EXPECTED as error:
            self._report(error)
            return False
        except Exception as error:
            if not self._has_failed:
                logger.exception("the run could not be saved")
            self._report(error)
            return False
        finally:
            now = self._clock()
            self._due = now + max(self._interval, _REST * (now - start))
        logger.debug("saved after step %d in %.2f s", step.index, now - start)
        return True

    def finish(self) -> None:
        """The run finished; discard its saved state."""
        self._end(lambda keeper: keeper.discard())

    def leave(self) -> None:
        """The run was interrupted; leave its saved state for the next start."""
        self._end(lambda keeper: keeper.leave())

    def picture(self) -> Pixels | None:
        """Return the picture that was saved last, or None."""
        try:
            return None if self._keeper is None else self._keeper.picture()
        except _EXPECTED as error:
            logger.warning("the saved picture cannot be read: %s", error)
        except Exception:
            logger.exception("the saved picture could not be read")
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

    def _report(self, error: Exception) -> None:
        """Report a failure, once: a full disk fails every attempt."""
        if not self._has_failed:
            self._has_failed = True
            self._failed(error)
