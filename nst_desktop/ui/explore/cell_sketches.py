"""CellSketches: draws sketches in the cells of a page until their pictures come."""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from nst_desktop.core.arrays import Pixels
from nst_desktop.core.params import StyleParams
from nst_desktop.document.loaded_picture import to_image
from nst_desktop.document.setup import Painting, Setup
from nst_desktop.run.sketch_runner import SketchRequest, SketchRunner
from nst_desktop.sketch.sketch_job import SketchJob
from nst_desktop.ui.explore.picture_cell import CellState, PictureCell

CELL_SIDE = 256  # long side of a cell's sketch, in px

CellJobs = deque[tuple[PictureCell, SketchJob]]


class CellSketches:
    """Draws one sketch after another, skipping cells whose pictures have come in the meantime.

    Faults are not reported: the pictures themselves will show them.
    """

    def __init__(self, sketches: SketchRunner) -> None:
        self._sketches = sketches
        self._waiting: CellJobs = deque()

    def start(
        self, setup: Setup, cells: Iterable[tuple[PictureCell, StyleParams, Painting | None]]
    ) -> None:
        """Draw sketches in these cells, in order; earlier ones are dropped.

        Args:
            setup: Setup that the cells vary.
            cells: Cells with their parameters and their only painting; None for no change.
        """
        self._waiting = deque()
        bases: dict[int, SketchJob | None] = {}  # by painting, since each one copies the masks
        for cell, params, painting in cells:
            if id(painting) not in bases:
                alone = setup if painting is None else setup.with_only(painting)
                bases[id(painting)] = alone.sketch_job()
            base = bases[id(painting)]
            if base is not None:
                self._waiting.append((cell, replace(base, params=params)))
        self._draw_next()

    def stop(self) -> None:
        """Drop all sketches that are not shown yet. Call it before the cells are deleted."""
        self._waiting = deque()
        self._sketches.discard(self)

    def _draw_next(self) -> None:
        while self._waiting:
            cell, job = self._waiting.popleft()
            if cell.state() is CellState.EMPTY:
                done = partial(self._on_drawn, self._waiting, cell)
                failed = partial(self._on_failed, self._waiting)
                self._sketches.draw_series(
                    self, [SketchRequest(_returning(job), done, failed, CELL_SIDE)]
                )
                return

    def _on_drawn(self, source: CellJobs, cell: PictureCell, pixels: Pixels) -> None:
        """Show a sketch, unless it belongs to a list of jobs that has been dropped."""
        if source is self._waiting:
            cell.set_sketch(to_image(pixels))
            self._draw_next()

    def _on_failed(self, source: CellJobs, _error: Exception) -> None:
        if source is self._waiting:
            self._draw_next()


def _returning(job: SketchJob) -> Callable[[], SketchJob]:
    return lambda: job
