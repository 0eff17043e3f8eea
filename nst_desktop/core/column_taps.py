"""The taps of columns: what is summed for each layer; see core/columns.py."""

from collections.abc import Iterator, Sequence

import torch
import torch.nn.functional as F
from torch import Tensor

from nst_desktop.core.grid import Grid
from nst_desktop.core.pooling import widened
from nst_desktop.core.stages import Rows


class ColumnTap:
    """Adds up (2, positions): dot products of a layer's features with targets, and squares."""

    def __init__(
        self, layer: str, factor: float, grid: Grid, phase: int, keys: Tensor, nearest: Tensor
    ) -> None:
        """factor: what features are multiplied by. keys: (M, C), already multiplied by it.
        nearest: (positions of the grid,), the index of each one's target among the keys."""
        self.layer = layer
        self._factor, self._grid, self._phase = factor, grid, phase
        self._keys, self._nearest = keys, nearest

    def part(self, features: Tensor, rows: Rows) -> Tensor:
        """See Tap."""
        window = self._grid.window(self.layer, self._phase, rows)
        found, target = window.read(features) * self._factor, self._targets(window.own)
        sums = found.new_zeros(2, len(self._nearest))
        sums[0, window.own] = (found * target).sum(1)
        sums[1, window.own] = found.square().sum(1)
        return sums

    def pull(self, features: Tensor, rows: Rows, above: Tensor, gradient: Tensor) -> None:
        """See Tap."""
        window = self._grid.window(self.layer, self._phase, rows)
        of_dots, of_squares = self._factor * above[:, window.own, None]
        found = window.read(features) * (2 * self._factor * of_squares)
        window.add(gradient, found.addcmul_(self._targets(window.own), of_dots))

    def _targets(self, own: slice) -> Tensor:
        return self._keys.index_select(0, self._nearest[own])


class MatchedTap:
    """Adds up the cosines between a layer's features at some positions and the keys most similar
    to them. For the search, both are centred by the keys' mean."""

    def __init__(self, layer: str, factor: float, parts: Sequence[tuple[Tensor, Tensor]]) -> None:
        """factor: what features are multiplied by. parts: positions of the layer, counted row by
        row, and the keys (M, C) they are compared with, already multiplied by it."""
        self.layer = layer
        self._factor, self._parts = factor, parts
        self._targets: dict[int, list[Tensor]] = {}  # by the first row of a strip

    def part(self, features: Tensor, rows: Rows) -> Tensor:
        """See Tap."""
        whole = features.new_zeros((), dtype=torch.float32)
        targets = self._targets[rows.start] = []
        for keys, down, across in self._places(features, rows):
            found = self._read(features, down, across)
            mean = keys.mean(0)
            nearest = ((found - mean) @ F.normalize(keys - mean, dim=1).T).argmax(1)
            targets.append(keys[nearest])
            whole = whole + torch.cosine_similarity(found, targets[-1]).sum()
        return whole

    def pull(self, features: Tensor, rows: Rows, above: Tensor, gradient: Tensor) -> None:
        """See Tap."""
        targets = iter(self._targets[rows.start])
        for _, down, across in self._places(features, rows):
            with torch.enable_grad():
                found = self._read(features, down, across).requires_grad_()
                whole = torch.cosine_similarity(found, next(targets)).sum()
                (own,) = torch.autograd.grad(whole, found)
            own *= above * self._factor
            into = gradient[0].permute(1, 2, 0)
            into.index_put_((down, across), own.to(gradient.dtype), accumulate=True)

    def _places(self, features: Tensor, rows: Rows) -> Iterator[tuple[Tensor, Tensor, Tensor]]:
        """Keys, and the rows and columns of these features that are compared with them."""
        width = features.shape[3]
        for positions, keys in self._parts:
            is_here = (positions >= rows.start * width) & (positions < rows.stop * width)
            here = (positions[is_here] - rows.start * width).to(features.device)
            yield keys, here // width, here % width

    def _read(self, features: Tensor, down: Tensor, across: Tensor) -> Tensor:
        return widened(features[0, :, down, across]).T * self._factor
