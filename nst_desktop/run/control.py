"""Objects shared by the window's thread and a run's thread: commands and the latest preview."""

from threading import Event, Lock
from typing import Generic, TypeVar

from nst_desktop.core.errors import StoppedError
from nst_desktop.core.params import StyleParams

Item = TypeVar("Item")


class RunControl:
    """Commands from the window's thread, polled by the run's thread.

    Attributes:
        preview_side: Maximum long side of the previews, in px.
    """

    def __init__(self, preview_side: int = 1024) -> None:
        self.preview_side = preview_side
        self._params: StyleParams | None = None
        self._lock = Lock()
        self._stopped, self._resumed = Event(), Event()
        self._resumed.set()

    def pause(self) -> None:
        """Pause the run at its next checkpoint."""
        self._resumed.clear()

    def resume(self) -> None:
        """Resume a paused run."""
        self._resumed.set()

    def is_paused(self) -> bool:
        """Whether the run is paused or will pause at its next checkpoint."""
        return not self._resumed.is_set()

    def stop(self) -> None:
        """End the run at its next checkpoint, even if it is paused."""
        self._stopped.set()
        self._resumed.set()  # wake a paused run so that it notices the stop

    def change(self, params: StyleParams) -> None:
        """Let the run adopt the live parameters in `params` at its next step."""
        with self._lock:
            self._params = params

    def take_params(self) -> StyleParams | None:
        """Return the parameters from the latest change(), or None if there are no new ones.

        Called between steps.
        """
        with self._lock:
            params, self._params = self._params, None
        return params

    def checkpoint(self) -> None:
        """Wait while paused; raise StoppedError after stop(). Called between layers."""
        self._resumed.wait()
        if self._stopped.is_set():
            raise StoppedError


class Mailbox(Generic[Item]):
    """Slot that passes one item between two threads. A new item replaces the previous one."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._item: Item | None = None

    def put(self, item: Item) -> bool:
        """Replace the item. Returns True if the slot was empty, so the reader must be notified."""
        with self._lock:
            was_empty, self._item = self._item is None, item
        return was_empty

    def take(self) -> Item | None:
        """Remove and return the item, or return None if the slot is empty."""
        with self._lock:
            item, self._item = self._item, None
        return item
