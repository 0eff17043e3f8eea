"""Division of the network into stages, and of each stage's rows into strips."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from torch import Tensor

from nst_desktop.core.layers import LAYERS, POOLINGS


@dataclass(frozen=True, slots=True)
class Rows:
    """Range of rows in a layer.

    Attributes:
        start: Index of the first row.
        stop: Index after the last row.
        whole: Number of rows in the whole layer.
    """

    start: int
    stop: int
    whole: int

    @property
    def share(self) -> float:
        """Share of the layer's rows that are in this range."""
        return (self.stop - self.start) / self.whole

    def of(self, whole: Tensor) -> Tensor:
        """Return these rows of a full-height tensor, (1, C, H, W)."""
        return whole[:, :, self.start : self.stop]

    def within(self, outer: "Rows") -> "Rows":
        """Return the indices of these rows in a tensor that contains only the rows in `outer`."""
        return Rows(self.start - outer.start, self.stop - outer.start, outer.stop - outer.start)

    def halved(self) -> "Rows":
        """Return the corresponding rows after one more pooling."""
        return Rows(self.start // 2, self.stop // 2, self.whole // 2)


@dataclass(frozen=True, slots=True)
class MemoryPlan:
    """Trade-off between memory and speed.

    Attributes:
        repeated: Number of blocks, 0 to 5, that the backward pass computes again, counted from the
            first block. The other blocks keep memos.
        rows: Approximate number of rows in a strip, at its block's own resolution; 0 for no strips.
        merged: Whether the first two blocks form one stage, so that not even the first pooling's
            output is kept.
    """

    repeated: int = 0
    rows: int = 0
    merged: bool = False

    @property
    def is_sparing(self) -> bool:
        """Whether memory matters more than speed.

        If it does, no second form of the filters is kept, and memory is returned to the system
        between stages.
        """
        return self.repeated > 0

    @property
    def slowness(self) -> float:
        """Approximate step time relative to the fastest plan, at 1024 x 768 px on a CPU."""
        halos = 1 + (16 if self.merged else 7) / self.rows if self.rows else 1.08
        return halos * (1, 1.06, 1.15, 1.2, 1.23, 1.25)[self.repeated]


@dataclass(frozen=True, slots=True)
class Stage:
    """Sequence of layers that is computed strip by strip.

    Attributes:
        layers: Names of the layers, which are consecutive in layers.LAYERS.
        rows: Approximate number of rows in a strip; 0 for a single strip.
        is_repeated: Whether the stage keeps nothing and is computed again in the backward pass.
    """

    layers: tuple[str, ...]
    rows: int
    is_repeated: bool = False

    @property
    def is_first(self) -> bool:
        """Whether the stage's source is the picture itself, padded by one pixel."""
        return self.layers[0] == LAYERS[0]

    @property
    def halo(self) -> int:
        """Number of additional rows, on each side, that a strip depends on."""
        halo = 0
        for name in reversed(self.layers):
            halo = 2 * halo if name in POOLINGS else halo + 1
        return math.ceil(halo / self._grid) * self._grid

    def strips(self, whole: int) -> list[Rows]:
        """Return strips of nearly equal height for a first layer of height `whole`.

        Rows that a pooling drops belong to the last strip.
        """
        grid = self._grid
        count = 1 if self.rows == 0 else max(1, round(whole / self.rows))
        step = max(grid, math.ceil(whole / count / grid) * grid)
        starts = range(0, max(1, whole - grid + 1), step)
        stops = [*starts[1:], whole]
        return [Rows(start, stop, whole) for start, stop in zip(starts, stops, strict=True)]

    def reach(self, rows: Rows) -> Rows:
        """Return the rows of the stage's source that these rows depend on."""
        start, stop = max(0, rows.start - self.halo), min(rows.whole, rows.stop + self.halo)
        return Rows(start, stop, rows.whole)

    def height(self, source: Sequence[int]) -> int:
        """Return the first layer's height, given the source's shape, (1, C, H, W)."""
        return source[2] - (2 if self.is_first else 0)

    def rows_of(self, source: Tensor, reach: Rows) -> Tensor:
        """Return the source rows given by `reach`.

        If the source is the picture, include its one row of padding above and below.
        """
        return source[:, :, reach.start : reach.stop + (2 if self.is_first else 0)]

    def after(self, rows: Rows, layers: Sequence[str]) -> tuple[Rows, Rows]:
        """Return a strip's rows, with and without its halo, after these first layers."""
        reach, own = self.reach(rows), rows
        for name in layers:
            if name in POOLINGS:
                reach, own = reach.halved(), own.halved()
        return reach, own

    def at_end(self, rows: Rows) -> tuple[Rows, Rows]:
        """Return a strip's rows, with and without its halo, after all layers."""
        return self.after(rows, self.layers)

    @property
    def _grid(self) -> int:
        """Divisor of every strip's first row index, which keeps poolings aligned."""
        return int(2 ** sum(name in POOLINGS for name in self.layers))


def stages_up_to(last: str, plan: MemoryPlan) -> list[Stage]:
    """Return the stages that compute all layers up to and including `last`."""
    blocks: list[tuple[str, ...]] = [()]
    for name in LAYERS[: LAYERS.index(last) + 1]:
        blocks[-1] += (name,)
        if name in POOLINGS and name != last:
            blocks.append(())
    stages = [
        Stage(layers, plan.rows, index < plan.repeated) for index, layers in enumerate(blocks)
    ]
    if plan.merged and len(stages) > 1:
        stages[:2] = [Stage(blocks[0] + blocks[1], plan.rows, plan.repeated > 0)]
    return stages
