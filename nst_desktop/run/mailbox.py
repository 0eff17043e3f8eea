"""Mailbox: one place between two threads, in which the newest item wins."""

from threading import Lock
from typing import Generic, TypeVar

Item = TypeVar("Item")


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
