"""Makers of artworks, and the events they report."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from nst_desktop.making.order import ArtworkOutcome, Order


@dataclass(frozen=True, slots=True)
class Advanced:
    """Progress of a job, as the share of its work, 0..1; 0 again when it restarts."""

    number: int
    share: float


@dataclass(frozen=True, slots=True)
class Ended:
    """Outcome of a job."""

    number: int
    outcome: ArtworkOutcome


class Makers(Protocol):
    """Makers of artworks: processes here, or workers on other machines."""

    def make(
        self, orders: Iterable[Order], checkpoint: Callable[[], None]
    ) -> Iterator[Advanced | Ended]:
        """Make all orders; each ends exactly once, in any sequence.

        Closing the iterator stops the work.

        Args:
            orders: Consumed one by one as makers become free.
            checkpoint: Called a few times a second. An exception it raises stops the work and
                propagates.
        """
