"""What the window's thread and a run's thread share: commands and the newest preview."""

from threading import Event, Lock
from typing import Generic, TypeVar

from nst_desktop.core.errors import StoppedError
from nst_desktop.core.params import StyleParams

Item = TypeVar("Item")


class RunControl:
    """Shared by the window's thread, which asks, and the run's thread, which looks.

    preview_side: long side, in px, of the previews that the window can show.
    """

    def __init__(self, preview_side: int = 1024) -> None:
        self.preview_side = preview_side
        self._params: StyleParams | None = None
        self._lock = Lock()
        self._stopped, self._going = Event(), Event()
        self._going.set()

    def pause(self) -> None:
        """The run waits at its next checkpoint."""
        self._going.clear()

    def resume(self) -> None:
        """A waiting run goes on."""
        self._going.set()

    def is_paused(self) -> bool:
        """Whether the run is to wait."""
        return not self._going.is_set()

    def stop(self) -> None:
        """The run ends at its next checkpoint, paused or not."""
        self._stopped.set()
        self._going.set()  # a paused run must wake to see it

    def change(self, params: StyleParams) -> None:
        """The run takes up those of the parameters that are live, at its next step."""
        with self._lock:
            self._params = params

    def take_params(self) -> StyleParams | None:
        """Called by the engine between steps: what change() was last given, once."""
        with self._lock:
            params, self._params = self._params, None
        return params

    def checkpoint(self) -> None:
        """Called by the engine between layers: waits while paused; raises Stopped after stop()."""
        self._going.wait()
        if self._stopped.is_set():
            raise StoppedError


class Mailbox(Generic[Item]):
    """The writer puts as often as it likes; the reader takes only what is newest."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._item: Item | None = None

    def put(self, item: Item) -> bool:
        """Replace what lies here. True: the box was empty, so the reader needs waking."""
        with self._lock:
            wake, self._item = self._item is None, item
        return wake

    def take(self) -> Item | None:
        """Empty the box. None if there was nothing in it."""
        with self._lock:
            item, self._item = self._item, None
        return item
