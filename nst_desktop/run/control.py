"""Objects shared by the window's thread and a run's thread: commands and the newest preview."""

from threading import Event, Lock
from typing import Generic, TypeVar

from nst_desktop.core.errors import StoppedError
from nst_desktop.core.params import StyleParams

Item = TypeVar("Item")


class RunControl:
    """Commands from the window's thread, polled by the run's thread.

    Attributes:
        preview_side: Maximum long side of the previews, px.
    """

    def __init__(self, preview_side: int = 1024) -> None:
        self.preview_side = preview_side
        self._params: StyleParams | None = None
        self._lock = Lock()
        self._stopped, self._resumed = Event(), Event()
        self._resumed.set()

    def pause(self) -> None:
        """Let the run wait at its next checkpoint."""
        self._resumed.clear()

    def resume(self) -> None:
        """Let a waiting run continue."""
        self._resumed.set()

    def is_paused(self) -> bool:
        """Whether the run has to wait."""
        return not self._resumed.is_set()

    def stop(self) -> None:
        """End the run at its next checkpoint, even if it is paused."""
        self._stopped.set()
        self._resumed.set()  # a paused run has to wake up to notice it

    def change(self, params: StyleParams) -> None:
        """Let the run adopt the live ones among these parameters at its next step."""
        with self._lock:
            self._params = params

    def take_params(self) -> StyleParams | None:
        """Return the parameters of the last change(), only once; called between steps."""
        with self._lock:
            params, self._params = self._params, None
        return params

    def checkpoint(self) -> None:
        """Wait while paused, raise StoppedError after stop(); called between layers."""
        self._resumed.wait()
        if self._stopped.is_set():
            raise StoppedError


class Mailbox(Generic[Item]):
    """Slot for one item between two threads; a new item replaces the previous one."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._item: Item | None = None

    def put(self, item: Item) -> bool:
        """Replace the item. Returns True if there was none, so that the reader has to be woken."""
        with self._lock:
            was_empty, self._item = self._item is None, item
        return was_empty

    def take(self) -> Item | None:
        """Remove and return the item; None if there is none."""
        with self._lock:
            item, self._item = self._item, None
        return item
