"""The grid of columns: every fourth pixel, and where each layer of the network has it."""

from dataclasses import dataclass

import torch
from torch import Tensor

from nst_desktop.core.layers import NEIGHBOUR_LAYERS, smallest_side
from nst_desktop.core.stages import Rows

STRIDE = 4  # px
GRID_LAYER = NEIGHBOUR_LAYERS[0]  # whose positions are the grid's
# (down, right), px: together they reach every other pixel, whose neighbours conv1_1 sees as well.
PHASES = ((0, 0), (2, 2), (0, 2), (2, 0))


def phase_of(layer: str, index: int) -> int:
    """The index of the first of PHASES that falls on the same positions of this layer."""
    return index if smallest_side([layer]) < STRIDE else 0


@dataclass(frozen=True, slots=True)
class Grid:
    """Positions on a picture, row by row from the upper left. width, height: the picture's, px."""

    width: int
    height: int

    @property
    def columns(self) -> int:
        """Positions in a row."""
        return self.width // STRIDE

    @property
    def rows(self) -> int:
        """Rows of positions."""
        return self.height // STRIDE

    def flat(self, layer: str, phase: int, positions: Tensor) -> Tensor:
        """Where the layer has these positions, row by row. phase: an index of PHASES."""
        stride = smallest_side([layer])
        down = _at(positions // self.columns, PHASES[phase][0], stride, self.height)
        across = _at(positions % self.columns, PHASES[phase][1], stride, self.width)
        return down * (self.width // stride) + across

    def window(self, layer: str, phase: int, rows: Rows) -> "Window":
        """The positions in these rows of a layer."""
        stride = smallest_side([layer])
        down = _at(torch.arange(self.rows), PHASES[phase][0], stride, self.height)
        across = _at(torch.arange(self.columns), PHASES[phase][1], stride, self.width)
        first, stop = (int((down < edge).sum()) for edge in (rows.start, rows.stop))
        own = slice(first * self.columns, stop * self.columns)
        return Window(own, down[first:stop] - rows.start, across)


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """Positions of a grid in some rows of a layer.

    own: which of the grid's they are. down, across: where they are in these rows.
    """

    own: slice
    down: Tensor
    across: Tensor

    def read(self, features: Tensor) -> Tensor:
        """What features (1, C, h, w) are there: (positions, C), in 32 bits at least."""
        found = features[0]
        for axis, places in ((1, self.down), (2, self.across)):
            steps = _steps(places)
            if steps is None:
                found = found.index_select(axis, places.to(found.device))
            else:
                found = found[(slice(None),) * axis + (steps,)]
        found = found.flatten(1).T
        return found if found.dtype.itemsize >= 4 else found.float()

    def add(self, gradient: Tensor, values: Tensor) -> None:
        """Add values (positions, C) to gradient (1, C, h, w) there."""
        into = gradient[0]
        found = values.T.reshape(len(into), len(self.down), len(self.across))
        for axis, places in ((2, self.across), (1, self.down)):
            if _steps(places) is None:
                shape = list(found.shape)
                shape[axis] = into.shape[axis]
                places = places.to(found.device)
                found = found.new_zeros(shape).index_add_(axis, places, found)
        down, across = (_steps(places) or slice(None) for places in (self.down, self.across))
        into[:, down, across] += found


def _at(places: Tensor, offset: int, stride: int, side: int) -> Tensor:
    """A layer's rows, or columns, at these of the grid. side: of the picture, px."""
    return ((STRIDE * places + offset) // stride).clamp_(max=side // stride - 1)


def _steps(places: Tensor) -> slice | None:
    """The places as a slice; None if they repeat."""
    if not len(places):
        return slice(0, 0)
    step = int(places[1] - places[0]) if len(places) > 1 else 1
    first, last = int(places[0]), int(places[-1])
    regular = step > 0 and bool((places.diff() == step).all())
    return slice(first, last + 1, step) if regular else None
