"""What whoever makes a batch's artworks tells of them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from nst_desktop.making.order import ArtworkOutcome, Order


@dataclass(frozen=True, slots=True)
class Advanced:
    """A job has come so far. share: of its own work, 0..1; 0 again when it begins anew."""

    number: int
    share: float


@dataclass(frozen=True, slots=True)
class Ended:
    """A job has its outcome."""

    number: int
    outcome: ArtworkOutcome


class Makers(Protocol):
    """Those who make artworks: processes here, or workers on other machines."""

    def make(
        self, orders: Iterable[Order], checkpoint: Callable[[], None]
    ) -> Iterator[Advanced | Ended]:
        """Make them all; each order ends exactly once, in any sequence.

        checkpoint: called a few times a second; what it raises stops the work and comes out here,
        as does closing the iterator. An order is asked for when somebody is free to take it.
        """
