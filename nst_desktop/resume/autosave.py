"""Autosave for runs. Saving takes at most 2 % of a run's time."""

import logging
import time
from collections.abc import Callable
from typing import Protocol

from nst_desktop.core.arrays import Pixels
from nst_desktop.core.errors import UserError
from nst_desktop.core.job import Step

logger = logging.getLogger(__name__)

INTERVAL = 30.0  # s
_EXPECTED = (OSError, UserError)  # caused by the disk or a damaged file, not by a bug
_REST = 50  # the pause after a save lasts at least this many times as long as the save


class Keeper(Protocol):
    """Storage for one run. Implemented by session_store.Session."""

    def save(self, step: Step) -> None:
        """Save the state of the run after this step, replacing the previous save."""

    def discard(self) -> None:
        """Delete the saved state."""

    def leave(self) -> None:
        """Release the saved state so that the run can be resumed."""

    def picture(self) -> Pixels | None:
        """Return the saved picture, or None."""


class Autosave:
    """Saves a run between steps, on the run's thread. An error while saving never stops the run."""

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
            begin: Callable that creates the keeper at the first save, unless `keeper` is given.
            interval: Minimum time between saves, in s. It is extended if saving is slow. If 0, the
                run is never saved automatically.
            failed: Called with the first error only.
            clock: Callable that returns the time in s.
            keeper: Keeper of a resumed run.
        """
        self._begin, self._interval, self._failed = begin, interval, failed
        self._clock = clock
        self._keeper = keeper
        self._due = clock() + interval
        self._has_failed = False

    def save_if_due(self, step: Step) -> None:
        """Save the run if a save is due."""
        if self._interval > 0 and self._clock() >= self._due:
            self.save(step)

    def save(self, step: Step) -> bool:
        """Save the run now, and return whether that succeeded."""
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
        """Discard the saved state, since the run has finished."""
        self._end(lambda keeper: keeper.discard())

    def leave(self) -> None:
        """Keep the saved state for the next start, since the run was interrupted."""
        self._end(lambda keeper: keeper.leave())

    def picture(self) -> Pixels | None:
        """Return the last saved picture, or None."""
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
        """Report the first failure only, since every attempt fails while the disk is full."""
        if not self._has_failed:
            self._has_failed = True
            self._failed(error)
