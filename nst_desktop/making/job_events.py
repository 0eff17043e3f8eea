"""Interface for the backends that make artworks, and the events that they report."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from nst_desktop.making.order import ArtworkOutcome, Order


@dataclass(frozen=True, slots=True)
class Advanced:
    """Progress of a job: the finished share of its work, 0..1. A restart resets it to 0."""

    number: int
    share: float


@dataclass(frozen=True, slots=True)
class Ended:
    """Outcome of a job."""

    number: int
    outcome: ArtworkOutcome


class Makers(Protocol):
    """Interface for making artworks in processes on this computer or on remote workers."""

    def make(
        self, orders: Iterable[Order], checkpoint: Callable[[], None]
    ) -> Iterator[Advanced | Ended]:
        """Carry out all orders, in any sequence. Each order ends exactly once.

        Closing the iterator stops the work.

        Args:
            orders: Orders to carry out, taken one by one as processes or workers become free.
            checkpoint: Called a few times per second. If it raises an exception, the work stops
                and the exception propagates.
        """
