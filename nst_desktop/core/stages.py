"""How the network is cut: its layers into stages, and the rows of a stage into strips."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from torch import Tensor

from nst_desktop.core.layers import LAYERS, POOLINGS


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows of a layer: start, stop, and how many the whole layer has."""

    start: int
    stop: int
    whole: int

    @property
    def share(self) -> float:
        """These rows as a share of all."""
        return (self.stop - self.start) / self.whole

    def of(self, whole: Tensor) -> Tensor:
        """The same rows of a tensor (1, C, H, W) that has all."""
        return whole[:, :, self.start : self.stop]

    def within(self, outer: "Rows") -> "Rows":
        """Where these rows lie in a tensor that has those of outer only."""
        return Rows(self.start - outer.start, self.stop - outer.start, outer.stop - outer.start)

    def halved(self) -> "Rows":
        """The same rows after one more pooling."""
        return Rows(self.start // 2, self.stop // 2, self.whole // 2)


@dataclass(frozen=True, slots=True)
class MemoryPlan:
    """Trade-off between memory and speed.

    repeated: so many blocks, from the first, are computed once more on the way back, 0 to 5; of
    the others memos are kept.
    rows: of a strip, about, each at its block's own resolution; 0: as a whole.
    merged: whether the first two blocks are one stage, so that not even what the first pooling
    gives is kept.
    """

    repeated: int = 0
    rows: int = 0
    merged: bool = False

    @property
    def is_sparing(self) -> bool:
        """Whether memory counts for more than time: then no second form of the filters is kept
        either, and memory is given back between the stages."""
        return self.repeated > 0

    @property
    def slowness(self) -> float:
        """About how long a step takes beside the quickest plan (1024 x 768 px, a CPU)."""
        halos = 1 + (16 if self.merged else 7) / self.rows if self.rows else 1.08
        return halos * (1, 1.06, 1.15, 1.2, 1.23, 1.25)[self.repeated]


@dataclass(frozen=True, slots=True)
class Stage:
    """A run of layers between two of which nothing but their features is passed.

    rows: of its strips, about; 0: the stage is one strip. is_repeated: whether it keeps nothing
    and is computed once more on the way back.
    """

    layers: tuple[str, ...]
    rows: int
    is_repeated: bool = False

    @property
    def is_first(self) -> bool:
        """Whether it takes the picture itself, with its margin of one pixel."""
        return self.layers[0] == LAYERS[0]

    @property
    def halo(self) -> int:
        """How many rows more on each side of its own a strip depends on."""
        halo = 0
        for name in reversed(self.layers):
            halo = 2 * halo if name in POOLINGS else halo + 1
        return math.ceil(halo / self._grid) * self._grid

    def strips(self, whole: int) -> list[Rows]:
        """Strips as alike as can be; rows that no pooling takes go with the last one.

        whole: the height of the stage's first layer.
        """
        grid = self._grid
        count = 1 if self.rows == 0 else max(1, round(whole / self.rows))
        step = max(grid, math.ceil(whole / count / grid) * grid)
        starts = range(0, max(1, whole - grid + 1), step)
        stops = [*starts[1:], whole]
        return [Rows(start, stop, whole) for start, stop in zip(starts, stops, strict=True)]

    def reach(self, rows: Rows) -> Rows:
        """The rows of the stage's source that these rows of its layers depend on."""
        start, stop = max(0, rows.start - self.halo), min(rows.whole, rows.stop + self.halo)
        return Rows(start, stop, rows.whole)

    def height(self, source: Sequence[int]) -> int:
        """That of its first layer. source: the shape of what it takes, (1, C, H, W)."""
        return source[2] - (2 if self.is_first else 0)

    def rows_of(self, source: Tensor, reach: Rows) -> Tensor:
        """The rows of its source; the picture has one row more on each side."""
        return source[:, :, reach.start : reach.stop + (2 if self.is_first else 0)]

    def after(self, rows: Rows, layers: Sequence[str]) -> tuple[Rows, Rows]:
        """A strip's rows with and without its halo, after the first few layers."""
        reach, own = self.reach(rows), rows
        for name in layers:
            if name in POOLINGS:
                reach, own = reach.halved(), own.halved()
        return reach, own

    def at_end(self, rows: Rows) -> tuple[Rows, Rows]:
        """A strip's rows with and without its halo, after all layers."""
        return self.after(rows, self.layers)

    @property
    def _grid(self) -> int:
        """What a strip's beginning is a multiple of, so that poolings fall alike."""
        return int(2 ** sum(name in POOLINGS for name in self.layers))


def stages_up_to(last: str, plan: MemoryPlan) -> list[Stage]:
    """The stages that the network needs to reach this layer."""
    blocks: list[tuple[str, ...]] = [()]
    for name in LAYERS[: LAYERS.index(last) + 1]:
        blocks[-1] += (name,)
        if name in POOLINGS and name != last:
            blocks.append(())
    stages = [
        Stage(layers, plan.rows, number < plan.repeated) for number, layers in enumerate(blocks)
    ]
    if plan.merged and len(stages) > 1:
        stages[:2] = [Stage(blocks[0] + blocks[1], plan.rows, plan.repeated > 0)]
    return stages
