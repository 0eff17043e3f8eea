"""Memory for what was computed from a picture, for as long as the picture exists."""

import weakref
from collections.abc import Callable, Hashable
from typing import TypeVar

from nst_desktop.core.arrays import Pixels

Result = TypeVar("Result")


class PictureMemo:
    """Remembers results by picture, without keeping the pictures alive.

    A picture is recognised as an object; its pixels must not change.
    """

    def __init__(self) -> None:
        self._results: dict[int, tuple[weakref.ref[Pixels], dict[Hashable, object]]] = {}

    def get(self, pixels: Pixels, key: Hashable, make: Callable[[], Result]) -> Result:
        """Return the result for this picture and key, calling make() the first time."""
        results = self._results_of(pixels)
        if key not in results:
            results[key] = make()
        return results[key]  # type: ignore[return-value]

    def _results_of(self, pixels: Pixels) -> dict[Hashable, object]:
        known = self._results.get(id(pixels))
        if known is not None and known[0]() is pixels:
            return known[1]
        for other in [key for key, (picture, _) in self._results.items() if picture() is None]:
            self._results.pop(other, None)
        results: dict[Hashable, object] = {}
        self._results[id(pixels)] = weakref.ref(pixels), results
        return results
