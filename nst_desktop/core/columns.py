"""Columns: the features of many layers at a position as one vector, compared with the most similar
one of the paintings (Kolkin et al. 2022, Neural Neighbor Style Transfer).

The column of a position holds the features of COLUMN_LAYERS there, those of layer l divided by
C_l m_l, where m_l is the mean of the paintings' features. When a scale begins, the column of the
photograph at each position is compared with the paintings' columns, both centred, and the most
similar one becomes the target t. The loss of the picture's columns x is

    1 - mean cos(x, t).

Columns are taken at every fourth pixel; each step shifts them, and their targets, to the next of
four phases. Dot products and squares add up over layers, and each position lies in one strip only,
so the loss is exact in strips. In the last steps of a run each layer is matched on its own, at
positions drawn at random in each step, which makes strokes crisp.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from nst_desktop.core.column_taps import ColumnTap, MatchedTap
from nst_desktop.core.grid import GRID_LAYER, PHASES, STRIDE, Grid, phase_of
from nst_desktop.core.job import StyleJob
from nst_desktop.core.layers import COLUMN_LAYERS, field_of_view
from nst_desktop.core.neighbours import (
    BLOCK,
    KeysTap,
    Source,
    counts_by_share,
    drawn,
    groups,
    marked,
)
from nst_desktop.core.pictures import painting_at, photograph_at
from nst_desktop.core.strips import Look, Tap

MAX_KEYS = 12_288  # of all groups
_LEAST_KEYS = 1_024  # of each group
AT_ONCE = 12_288  # positions whose columns are held in memory at once
_FOR_MEAN = 4_096  # positions from which the mean of all is estimated
_SPARSE = 32  # positions per side that are matched in one of the last steps
_SPARSE_KEYS = 4_096  # of each group, drawn for such a step
_TURNS = 4  # quarter turns of the paintings that give keys
_MARGIN = -(-field_of_view(COLUMN_LAYERS[-1]) // 16) * 8  # px: a column sees no further


@dataclass(frozen=True, slots=True, eq=False)
class _Group:
    """Positions of the grid, row by row, and which of the keys they are compared with."""

    positions: Tensor
    keys: slice


class Columns:
    """The paintings' columns at one scale, and the one that is each position's target."""

    def __init__(
        self,
        job: StyleJob,
        size: tuple[int, int],
        look: Look,
        checkpoint: Callable[[], None],
        guide: Tensor,
        joint_steps: int,
    ) -> None:
        """size: (width, height) of the scale. look: shows a picture's features to taps.
        checkpoint: called between blocks.

        guide: (1, 3, H, W), the picture that targets are chosen by, as the network sees it.
        joint_steps: how many steps compare whole columns; later ones compare each layer on its own.
        """
        self._job, self._size, self._joint_steps = job, size, joint_steps
        self._look, self._checkpoint = look, checkpoint
        self._grid, self._seed = Grid(*size), job.params.seed
        self._collect()
        self._match(guide)

    def taps(self, step: int) -> list[tuple[Tap, float]]:
        """See StyleTerms."""
        is_joint = step < self._joint_steps
        found = self._joint_taps(step) if is_joint else self._matched_taps(step)
        return [(tap, 1 / len(COLUMN_LAYERS)) for tap in found]

    def loss(self, step: int, sums: Sequence[Tensor]) -> Tensor:
        """See StyleTerms; 0..2."""
        if step >= self._joint_steps:
            return 1 - torch.stack(list(sums)).mean() / max(1, self._matched)
        dots, squares = torch.stack(list(sums)).sum(0)
        lengths = self._lengths[step % len(PHASES)][self._nearest]
        cosines = dots / (squares.sqrt() * lengths).clamp_min(1e-12)
        return 1 - (self._weights * cosines).sum()

    def _joint_taps(self, step: int) -> Iterable[Tap]:
        """Of one phase of the grid."""
        phase = step % len(PHASES)
        for name in COLUMN_LAYERS:
            own, keys = phase_of(name, phase), self._keys_of(name, phase)
            yield ColumnTap(name, self._factors[name], self._grid, own, keys, self._nearest)

    def _matched_taps(self, step: int) -> Iterable[Tap]:
        """For positions drawn for this step."""
        generator = torch.Generator().manual_seed(self._seed + step)
        phase = step % len(PHASES)
        sides = (self._grid.rows, self._grid.columns)
        down, across = (_spread(side, generator) for side in sides)
        chosen = torch.zeros(*sides, dtype=torch.bool)
        chosen[down[:, None], across] = True
        chosen = chosen.flatten()
        parts = []
        for group in self._groups:
            positions = group.positions[chosen[group.positions]]
            count = group.keys.stop - group.keys.start
            some = torch.randperm(count, generator=generator)[:_SPARSE_KEYS] + group.keys.start
            parts.append((positions, some))
        self._matched = sum(len(positions) for positions, _ in parts)
        for name in COLUMN_LAYERS:
            own = [
                (self._grid.flat(name, phase, positions), self._keys_of(name, phase)[some])
                for positions, some in parts
            ]
            yield MatchedTap(name, self._factors[name], own)

    def _keys_of(self, layer: str, phase: int) -> Tensor:
        """(M, C)."""
        return self._keys[layer, phase_of(layer, phase)]

    def _collect(self) -> None:
        """Take keys from the paintings, and scale each layer by its mean."""
        found: list[dict[tuple[str, int], Tensor]] = []
        self._groups: list[_Group] = []
        first = 0
        wanted = list(groups(self._job, self._size, GRID_LAYER))
        most = max(_LEAST_KEYS, MAX_KEYS // len(wanted))
        for positions, sources in wanted:
            found.append(self._keys_from(sources, most))
            count = len(next(iter(found[-1].values())))
            self._groups.append(_Group(positions, slice(first, first + count)))
            first += count
        self._keys = {place: torch.cat([each[place] for each in found]) for place in found[0]}
        self._factors = {}
        for name in COLUMN_LAYERS:
            whole = self._keys[name, 0]
            self._factors[name] = 1 / max(whole.mean().item() * whole.shape[1], 1e-12)
        for (name, _), keys in self._keys.items():
            keys *= self._factors[name]
        squares = [
            torch.stack([self._keys_of(name, phase).square().sum(1) for name in COLUMN_LAYERS])
            for phase in range(len(PHASES))
        ]
        self._lengths = [each.sum(0).sqrt() for each in squares]

    def _keys_from(self, sources: Sequence[Source], most: int) -> dict[tuple[str, int], Tensor]:
        """By layer and phase (M, C): the paintings' side by side, as many of each as its share."""
        turned = [each for source in sources for each in self._turned(source)]
        available = [len(positions) for _, positions, _ in turned]
        counts = counts_by_share(available, [share for *_, share in turned], most)
        found: dict[tuple[str, int], list[Tensor]] = {}
        for turn, ((picture, positions, _), count) in enumerate(zip(turned, counts, strict=True)):
            grid = Grid(picture.shape[3], picture.shape[2])
            for place, keys in self._columns_of(
                picture, grid, drawn(positions, count, self._seed + turn), len(PHASES)
            ).items():
                found.setdefault(place, []).append(keys)
        return {place: torch.cat(each) for place, each in found.items()}

    def _turned(self, source: Source) -> Iterable[tuple[Tensor, Tensor, float]]:
        """A painting in its quarter turns: picture, positions that give keys, share of the keys."""
        photograph = photograph_at(self._job, self._size)
        picture = painting_at(self._job, source.style, self._size, COLUMN_LAYERS, photograph)
        for turn in range(_TURNS):
            mask = None if source.mask is None else np.rot90(source.mask, turn).copy()
            rotated = picture.rot90(turn, (2, 3)).contiguous()
            yield rotated, marked(rotated, mask, GRID_LAYER), source.share / _TURNS

    def _columns_of(
        self, picture: Tensor, grid: Grid, positions: Tensor, phases: int
    ) -> dict[tuple[str, int], Tensor]:
        """(positions, C) by layer and phase, as the network gives them."""
        taps = {
            (name, phase): KeysTap(name, grid.flat(name, phase, positions))
            for name in COLUMN_LAYERS
            for phase in range(phases)
            if phase == phase_of(name, phase)
        }
        self._look(picture, list(taps.values()))
        return {place: tap.keys for place, tap in taps.items()}

    def _match(self, guide: Tensor) -> None:
        """Find the most similar key of every position."""
        device = self._lengths[0].device
        nearest = torch.full((self._grid.rows * self._grid.columns,), -1, device=device)
        for group in self._groups:
            if not len(group.positions):
                continue
            keys = torch.cat([self._keys_of(name, 0)[group.keys] for name in COLUMN_LAYERS], 1)
            keys = F.normalize(keys - keys.mean(0), dim=1)
            some = drawn(group.positions, _FOR_MEAN, self._seed)
            mean = self._queries(guide, self._grid, some).mean(0)
            for picture, grid, own, here in self._bands(guide, group.positions):
                queries = self._queries(picture, grid, here) - mean
                for block, each in zip(own.split(BLOCK), queries.split(BLOCK), strict=True):
                    self._checkpoint()
                    nearest[block.to(device)] = (each @ keys.T).argmax(1) + group.keys.start
        is_painted = (nearest >= 0).float()
        self._weights = is_painted / is_painted.sum().clamp_min(1)
        self._nearest = nearest.clamp_min(0)

    def _queries(self, picture: Tensor, grid: Grid, positions: Tensor) -> Tensor:
        """The columns of a picture, (positions, sum of C)."""
        found = self._columns_of(picture, grid, positions, 1)
        return torch.cat([found[name, 0] * self._factors[name] for name in COLUMN_LAYERS], 1)

    def _bands(
        self, guide: Tensor, positions: Tensor
    ) -> Iterable[tuple[Tensor, Grid, Tensor, Tensor]]:
        """The guide in bands of bounded size, with margins as wide as a column can see.

        Each comes with its grid, its positions on the whole grid, and the same on its own.
        """
        columns, height = self._grid.columns, guide.shape[2]
        rows = max(8, AT_ONCE // columns // 2 * 2)
        for start in range(0, self._grid.rows, rows):
            stop = min(start + rows, self._grid.rows)
            own = positions[(positions >= start * columns) & (positions < stop * columns)]
            if len(own):
                top = max(0, start * STRIDE - _MARGIN)
                band = guide[:, :, top : min(height, stop * STRIDE + _MARGIN)]
                grid = Grid(band.shape[3], band.shape[2])
                yield band, grid, own, own - top // STRIDE * columns


def _spread(side: int, generator: torch.Generator) -> Tensor:
    """_SPARSE evenly spaced places on a side, from a random first one; all if there are fewer."""
    if side <= _SPARSE:
        return torch.arange(side)
    shift = torch.rand((), generator=generator)
    return ((torch.arange(_SPARSE) + shift) * (side / _SPARSE)).long().clamp_max(side - 1)
