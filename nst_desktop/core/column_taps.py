"""Taps that compare columns layer by layer; see core/columns.py."""

from collections.abc import Iterator, Sequence

import torch
import torch.nn.functional as F
from torch import Tensor

from nst_desktop.core.grid import Grid
from nst_desktop.core.pooling import widen
from nst_desktop.core.stages import Rows


class ColumnTap:
    """Tap that computes one layer's contribution to the cosine of each grid position's column.

    The sum has the shape (2, positions). The first row contains the dot products of features and
    targets; the second contains the features' squared lengths.
    """

    def __init__(
        self, layer: str, factor: float, grid: Grid, phase: int, keys: Tensor, nearest: Tensor
    ) -> None:
        """Create the tap for one layer and phase.

        Args:
            layer: Name of the layer.
            factor: Factor that scales the features.
            grid: Grid of the picture.
            phase: Index into grid.PHASES.
            keys: Keys, (M, C), already scaled by the factor.
            nearest: Index of each position's target among the keys, (positions,).
        """
        self.layer = layer
        self._factor, self._grid, self._phase = factor, grid, phase
        self._keys, self._nearest = keys, nearest

    def part(self, features: Tensor, rows: Rows) -> Tensor:
        """See Tap."""
        window = self._grid.window(self.layer, self._phase, rows)
        scaled, targets = window.read(features) * self._factor, self._targets(window.own)
        sums = scaled.new_zeros(2, len(self._nearest))
        sums[0, window.own] = (scaled * targets).sum(1)
        sums[1, window.own] = scaled.square().sum(1)
        return sums

    def pull(self, features: Tensor, rows: Rows, above: Tensor, gradient: Tensor) -> None:
        """See Tap."""
        window = self._grid.window(self.layer, self._phase, rows)
        of_dots, of_squares = self._factor * above[:, window.own, None]
        own_gradient = window.read(features) * (2 * self._factor * of_squares)
        window.add(gradient, own_gradient.addcmul_(self._targets(window.own), of_dots))

    def _targets(self, own: slice) -> Tensor:
        return self._keys.index_select(0, self._nearest[own])


class MatchedTap:
    """Tap that sums the cosines between a layer's features and their most similar keys.

    The search compares features and keys after subtracting the keys' mean from both.
    """

    def __init__(self, layer: str, factor: float, parts: Sequence[tuple[Tensor, Tensor]]) -> None:
        """Create the tap for some of a layer's positions.

        Args:
            layer: Name of the layer.
            factor: Factor that scales the features.
            parts: Pairs (positions, keys). The positions are row-major indices in the layer. They
                are compared with the keys, (M, C), which are already scaled by the factor.
        """
        self.layer = layer
        self._factor, self._parts = factor, parts
        self._targets: dict[int, list[Tensor]] = {}  # keyed by a strip's first row

    def part(self, features: Tensor, rows: Rows) -> Tensor:
        """See Tap."""
        total = features.new_zeros((), dtype=torch.float32)
        targets = self._targets[rows.start] = []
        for keys, down, across in self._parts_within(features, rows):
            queries = self._read(features, down, across)
            mean = keys.mean(0)
            nearest = ((queries - mean) @ F.normalize(keys - mean, dim=1).T).argmax(1)
            targets.append(keys[nearest])
            total = total + torch.cosine_similarity(queries, targets[-1]).sum()
        return total

    def pull(self, features: Tensor, rows: Rows, above: Tensor, gradient: Tensor) -> None:
        """See Tap."""
        targets = iter(self._targets[rows.start])
        for _, down, across in self._parts_within(features, rows):
            with torch.enable_grad():
                queries = self._read(features, down, across).requires_grad_()
                total = torch.cosine_similarity(queries, next(targets)).sum()
                (own,) = torch.autograd.grad(total, queries)
            own *= above * self._factor
            into = gradient[0].permute(1, 2, 0)
            into.index_put_((down, across), own.to(gradient.dtype), accumulate=True)

    def _parts_within(
        self, features: Tensor, rows: Rows
    ) -> Iterator[tuple[Tensor, Tensor, Tensor]]:
        """Yield each set of keys with the row and column indices of the features to compare."""
        width = features.shape[3]
        for positions, keys in self._parts:
            is_inside = (positions >= rows.start * width) & (positions < rows.stop * width)
            local = (positions[is_inside] - rows.start * width).to(features.device)
            yield keys, local // width, local % width

    def _read(self, features: Tensor, down: Tensor, across: Tensor) -> Tensor:
        return widen(features[0, :, down, across]).T * self._factor
