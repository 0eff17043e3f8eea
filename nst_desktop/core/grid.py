"""Grid of columns: every fourth pixel of a picture, and its position in each layer."""

from dataclasses import dataclass

import torch
from torch import Tensor

from nst_desktop.core.layers import NEIGHBOUR_LAYERS, smallest_side
from nst_desktop.core.stages import Rows

STRIDE = 4  # in px
GRID_LAYER = NEIGHBOUR_LAYERS[0]  # has the same positions as the grid
# Offsets (down, right), in px. Together they reach every other pixel, and conv1_1 sees the pixels
# in between.
PHASES = ((0, 0), (2, 2), (0, 2), (2, 0))


def phase_of(layer: str, index: int) -> int:
    """Return the index of the first phase that reaches the same layer positions as this phase."""
    return index if smallest_side([layer]) < STRIDE else 0


@dataclass(frozen=True, slots=True)
class Grid:
    """Grid of positions on a picture, numbered row by row from the upper-left corner.

    Attributes:
        width: Width of the picture, in px.
        height: Height of the picture, in px.
    """

    width: int
    height: int

    @property
    def columns(self) -> int:
        """Number of positions per row."""
        return self.width // STRIDE

    @property
    def rows(self) -> int:
        """Number of rows of positions."""
        return self.height // STRIDE

    def flat(self, layer: str, phase: int, positions: Tensor) -> Tensor:
        """Return the row-major indices of these positions in the layer.

        Args:
            layer: Name of the layer.
            phase: Index into PHASES.
            positions: Row-major indices in the grid.
        """
        stride = smallest_side([layer])
        down = _at(positions // self.columns, PHASES[phase][0], stride, self.height)
        across = _at(positions % self.columns, PHASES[phase][1], stride, self.width)
        return down * (self.width // stride) + across

    def window(self, layer: str, phase: int, rows: Rows) -> "Window":
        """Return the window of grid positions within some rows of a layer.

        Args:
            layer: Name of the layer.
            phase: Index into PHASES.
            rows: Rows of the layer.
        """
        stride = smallest_side([layer])
        down = _at(torch.arange(self.rows), PHASES[phase][0], stride, self.height)
        across = _at(torch.arange(self.columns), PHASES[phase][1], stride, self.width)
        first, stop = (int((down < edge).sum()) for edge in (rows.start, rows.stop))
        own = slice(first * self.columns, stop * self.columns)
        return Window(own, down[first:stop] - rows.start, across)


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """Grid positions within some rows of a layer.

    Attributes:
        own: Slice of the grid's positions.
        down: Row indices of the positions, relative to the first of these layer rows.
        across: Column indices of the positions in the layer.
    """

    own: slice
    down: Tensor
    across: Tensor

    def read(self, features: Tensor) -> Tensor:
        """Return the features at the positions, (1, C, h, w) -> (positions, C).

        The result has at least 32 bits per number.
        """
        selected = features[0]
        for axis, indices in ((1, self.down), (2, self.across)):
            regular = _as_slice(indices)
            if regular is None:
                selected = selected.index_select(axis, indices.to(selected.device))
            else:
                selected = selected[(slice(None),) * axis + (regular,)]
        selected = selected.flatten(1).T
        return selected if selected.dtype.itemsize >= 4 else selected.float()

    def add(self, gradient: Tensor, values: Tensor) -> None:
        """Add values, (positions, C), to the gradient, (1, C, h, w), at the positions."""
        into = gradient[0]
        added = values.T.reshape(len(into), len(self.down), len(self.across))
        for axis, indices in ((2, self.across), (1, self.down)):
            if _as_slice(indices) is None:
                shape = list(added.shape)
                shape[axis] = into.shape[axis]
                indices = indices.to(added.device)
                added = added.new_zeros(shape).index_add_(axis, indices, added)
        down, across = (_as_slice(indices) or slice(None) for indices in (self.down, self.across))
        into[:, down, across] += added


def _at(indices: Tensor, offset: int, stride: int, side: int) -> Tensor:
    """Convert row (or column) indices in the grid to indices in a layer.

    The argument `side` is the picture's height (or width), in px.
    """
    return ((STRIDE * indices + offset) // stride).clamp_(max=side // stride - 1)


def _as_slice(indices: Tensor) -> slice | None:
    """Return the indices as a slice, or None if they are not evenly spaced."""
    if not len(indices):
        return slice(0, 0)
    step = int(indices[1] - indices[0]) if len(indices) > 1 else 1
    first, last = int(indices[0]), int(indices[-1])
    is_regular = step > 0 and bool((indices.diff() == step).all())
    return slice(first, last + 1, step) if is_regular else None
