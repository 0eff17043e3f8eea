"""SketchRunner: draws sketches on a background thread; the newest wins."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from nst_desktop.core.arrays import Pixels
from nst_desktop.run.task import Tasks
from nst_desktop.sketch.sketch_job import SKETCH_SIDE, SketchJob

if TYPE_CHECKING:
    from nst_desktop.sketch.artist import SketchArtist


Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, eq=False)
class SketchRequest:
    """Request for a sketch.

    Attributes:
        make_job: Function that returns the job; called on the background thread, so that it may
            read files.
        done: Receives the sketch, (H, W, 3) uint8, on the window's thread.
        failed: Receives the error, on the window's thread.
        side: Long side of the sketch, in px.
    """

    make_job: Callable[[], SketchJob]
    done: Callable[[Pixels], None]
    failed: Callable[[Exception], None]
    side: int = SKETCH_SIDE


class SketchRunner(QObject):
    """Draws one sketch at a time. Call all methods from the window's thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = Tasks(self, threads=1)
        self._artist: SketchArtist | None = None  # used only by the background thread
        self._is_busy = False
        self._newest: dict[Hashable, SketchRequest] = {}
        self._series: dict[Hashable, Iterator[SketchRequest]] = {}

    def warm_up(self) -> None:
        """Load the networks, so that the first sketch appears sooner."""
        self._tasks.start(self._load, lambda _: None, lambda _: None)

    def draw(self, owner: Hashable, request: SketchRequest) -> None:
        """Draw this sketch next. It replaces the owner's earlier one that is still waiting."""
        self._newest[owner] = request
        self._begin_next()

    def draw_series(self, owner: Hashable, requests: Iterable[SketchRequest]) -> None:
        """Draw these sketches in order, whenever there is nothing newer to draw.

        They replace the owner's earlier ones that are still waiting. Each request is taken from the
        iterable only when its turn comes, after the previous sketch has been delivered.
        """
        self._series[owner] = iter(requests)
        self._begin_next()

    def discard(self, owner: Hashable) -> None:
        """Discard the owner's sketches that are still waiting."""
        self._newest.pop(owner, None)
        self._series.pop(owner, None)

    def finish(self, timeout: float) -> bool:
        """Discard all requests and wait up to `timeout` seconds; return whether drawing ended."""
        self._newest.clear()
        self._series.clear()
        self._tasks.abandon()
        return self._tasks.finish(timeout)

    def _begin_next(self) -> None:
        request = None if self._is_busy else self._take()
        if request is not None:
            self._is_busy = True
            work = partial(self._draw, request)
            done = partial(self._end, request.done)
            self._tasks.start(work, done, partial(self._end, request.failed))

    def _take(self) -> SketchRequest | None:
        if self._newest:
            return self._newest.pop(next(iter(self._newest)))
        for owner, waiting in list(self._series.items()):
            request = next(waiting, None)
            if request is not None:
                return request
            del self._series[owner]
        return None

    def _end(self, report: Callable[[Result], None], result: Result) -> None:
        self._is_busy = False
        try:
            report(result)
        finally:
            self._begin_next()

    def _draw(self, request: SketchRequest) -> Pixels:
        return self._load().draw(request.make_job(), request.side)

    def _load(self) -> "SketchArtist":
        from nst_desktop.sketch.artist import SketchArtist  # loads numpy
        from nst_desktop.sketch.networks import SketchNetworks

        if self._artist is None:
            self._artist = SketchArtist(SketchNetworks())
        return self._artist
