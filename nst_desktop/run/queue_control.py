"""Objects shared by the window's thread and the queue's thread."""

from collections.abc import Callable, Iterable, Iterator
from threading import Event
from typing import TYPE_CHECKING, Protocol

from nst_desktop.queue.destination import Destination

if TYPE_CHECKING:  # not needed until an artwork is made
    from nst_desktop.making.job_events import Advanced, Ended
    from nst_desktop.making.order import Order


class HoldableMakers(Protocol):
    """Makers whose work can be put on hold; implemented by Processes."""

    def make(
        self, orders: "Iterable[Order]", checkpoint: Callable[[], None]
    ) -> "Iterator[Advanced | Ended]":
        """See Makers."""

    def hold(self, held: bool) -> None:
        """Put the work on hold, or let it continue."""


class QueueControl:
    """Commands from the window's thread, polled by the queue's thread.

    Attributes:
        results: Destination for artworks started from now on.
    """

    def __init__(self, results: Destination) -> None:
        self.results = results
        self._stopped, self._held = Event(), Event()

    def stop(self) -> None:
        """Stop at once and abandon the current artwork."""
        self._stopped.set()

    def hold(self, held: bool) -> None:
        """Put the queue on hold, including the current artwork, or let it continue."""
        (self._held.set if held else self._held.clear)()

    def is_stopped(self) -> bool:
        """Whether the queue must stop."""
        return self._stopped.is_set()

    def is_held(self) -> bool:
        """Whether the queue is on hold."""
        return self._held.is_set()
