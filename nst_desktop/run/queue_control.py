"""What the window's thread and the queue's thread know of each other."""

from collections.abc import Callable, Iterable, Iterator
from threading import Event
from typing import TYPE_CHECKING, Protocol

from nst_desktop.queue.destination import Destination

if TYPE_CHECKING:  # loaded when something is made
    from nst_desktop.making.job_events import Advanced, Ended
    from nst_desktop.making.order import Order


class HoldableMakers(Protocol):
    """As Makers, and what they make can be held; see Processes."""

    def make(
        self, orders: "Iterable[Order]", checkpoint: Callable[[], None]
    ) -> "Iterator[Advanced | Ended]": ...

    def hold(self, held: bool) -> None: ...


class QueueControl:
    """Shared by the window's thread, which asks, and the queue's thread, which looks.

    results: where artworks go that are begun from now on.
    """

    def __init__(self, results: Destination) -> None:
        self.results = results
        self._stopped, self._held = Event(), Event()

    def stop(self) -> None:
        """End at once; what is being made is given up."""
        self._stopped.set()

    def hold(self, held: bool) -> None:
        """What is being made waits where it is, and nothing is begun; or all of it goes on."""
        (self._held.set if held else self._held.clear)()

    def is_stopped(self) -> bool:
        """Whether to end."""
        return self._stopped.is_set()

    def is_held(self) -> bool:
        """Whether to wait."""
        return self._held.is_set()
