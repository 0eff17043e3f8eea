"""Column style loss: compares each position with the most similar position in the paintings.

A column is the vector of all COLUMN_LAYERS features at one position (Kolkin et al. 2022, Neural
Neighbor Style Transfer). The features of layer l are divided by C_l m_l, where C_l is the number of
channels and m_l is the mean of the paintings' features. When a scale begins, the photograph's
column at each position is compared with the paintings' columns, both centred. The most similar
column becomes the position's target t. The loss for the picture's columns x is

    1 - mean cos(x, t).

Columns are taken at every fourth pixel. Each step shifts them and their targets to the next of four
phases. Dot products and squares add up over the layers, and each position lies in only one strip,
so the loss is exact in strips. In the last steps of a run, each layer is matched separately, at
positions drawn at random in each step. This makes brushstrokes crisp.
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
    POSITIONS_PER_BLOCK,
    KeySource,
    KeysTap,
    draw_positions,
    key_counts,
    marked_positions,
    position_groups,
)
from nst_desktop.core.pictures import painting_at, photograph_at
from nst_desktop.core.strips import Look, Tap

MAX_COLUMNS = 12_288  # for all groups together
_MIN_KEYS = 1_024  # for each group
MAX_POSITIONS_AT_ONCE = 12_288  # positions whose columns are held in memory at once
_MEAN_SAMPLES = 4_096  # positions drawn to estimate the mean column
_SPARSE_SIDE = 32  # number of rows, and of columns, matched in each of the last steps
_SPARSE_KEYS = 4_096  # keys drawn from each group for such a step
_TURNS = 4  # orientations, a quarter turn apart, in which each painting provides keys
_MARGIN = -(-field_of_view(COLUMN_LAYERS[-1]) // 16) * 8  # in px; a column sees no further


@dataclass(frozen=True, slots=True, eq=False)
class _Group:
    """Grid positions, as row-major indices, and the keys that they are compared with."""

    positions: Tensor
    keys: slice


class Columns:
    """Style terms for one scale: the paintings' columns and each position's target."""

    def __init__(
        self,
        job: StyleJob,
        size: tuple[int, int],
        look: Look,
        checkpoint: Callable[[], None],
        guide: Tensor,
        joint_steps: int | None,
    ) -> None:
        """Collect the paintings' columns and find each position's target.

        Args:
            job: Job whose style_loss is "neighbours".
            size: Picture size at this scale, (width, height), in px.
            look: Function that passes a picture's features to taps.
            checkpoint: Function that is called between blocks.
            guide: Picture that determines the targets, as the network sees it, (1, 3, H, W).
            joint_steps: Number of steps that compare whole columns; later steps compare each layer
                separately. None if all steps compare whole columns.
        """
        self._job, self._size, self._joint_steps = job, size, joint_steps
        self._look, self._checkpoint = look, checkpoint
        self._grid, self._seed = Grid(*size), job.params.seed
        self._collect()
        self._match(guide)

    def taps(self, step: int) -> list[tuple[Tap, float]]:
        """See StyleTerms."""
        taps = self._joint_taps(step) if self._is_joint(step) else self._matched_taps(step)
        return [(tap, 1 / len(COLUMN_LAYERS)) for tap in taps]

    def loss(self, step: int, sums: Sequence[Tensor]) -> Tensor:
        """See StyleTerms. The loss is within 0..2."""
        if not self._is_joint(step):
            return 1 - torch.stack(list(sums)).mean() / max(1, self._matched)
        dots, squares = torch.stack(list(sums)).sum(0)
        lengths = self._lengths[step % len(PHASES)][self._nearest]
        cosines = dots / (squares.sqrt() * lengths).clamp_min(1e-12)
        loss: Tensor = 1 - (self._weights * cosines).sum()
        return loss

    def _joint_taps(self, step: int) -> Iterable[Tap]:
        """Yield the taps that compare whole columns, in this step's phase of the grid."""
        phase = step % len(PHASES)
        for name in COLUMN_LAYERS:
            layer_phase, keys = phase_of(name, phase), self._keys_of(name, phase)
            yield ColumnTap(name, self._factors[name], self._grid, layer_phase, keys, self._nearest)

    def _matched_taps(self, step: int) -> Iterable[Tap]:
        """Yield the taps that compare single layers, at positions drawn for this step."""
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
            layer_parts = [
                (self._grid.flat(name, phase, positions), self._keys_of(name, phase)[some])
                for positions, some in parts
            ]
            yield MatchedTap(name, self._factors[name], layer_parts)

    def _keys_of(self, layer: str, phase: int) -> Tensor:
        """Return a layer's keys for a phase, (M, C)."""
        return self._keys[layer, phase_of(layer, phase)]

    def _is_joint(self, step: int) -> bool:
        return self._joint_steps is None or step < self._joint_steps

    def _collect(self) -> None:
        """Take keys from the paintings, and scale each layer's keys by their mean."""
        collected: list[dict[tuple[str, int], Tensor]] = []
        self._groups: list[_Group] = []
        first = 0
        sources_by_group = list(position_groups(self._job, self._size, GRID_LAYER))
        max_keys = max(_MIN_KEYS, MAX_COLUMNS // len(sources_by_group))
        for positions, sources in sources_by_group:
            collected.append(self._keys_from(sources, max_keys))
            count = len(next(iter(collected[-1].values())))
            self._groups.append(_Group(positions, slice(first, first + count)))
            first += count
        self._keys = {
            layer_phase: torch.cat([keys[layer_phase] for keys in collected])
            for layer_phase in collected[0]
        }
        self._factors = {}
        for name in COLUMN_LAYERS:
            layer_keys = self._keys[name, 0]
            self._factors[name] = 1 / max(layer_keys.mean().item() * layer_keys.shape[1], 1e-12)
        for (name, _), keys in self._keys.items():
            keys *= self._factors[name]
        squares = [
            torch.stack([self._keys_of(name, phase).square().sum(1) for name in COLUMN_LAYERS])
            for phase in range(len(PHASES))
        ]
        self._lengths = [layer_squares.sum(0).sqrt() for layer_squares in squares]

    def _keys_from(
        self, sources: Sequence[KeySource], max_keys: int
    ) -> dict[tuple[str, int], Tensor]:
        """Return the paintings' keys, (M, C), by layer and phase.

        Each painting provides keys in proportion to its share.
        """
        turned = [picture for source in sources for picture in self._turned(source)]
        available = [len(positions) for _, positions, _ in turned]
        counts = key_counts(available, [share for *_, share in turned], max_keys)
        collected: dict[tuple[str, int], list[Tensor]] = {}
        for turn, ((picture, positions, _), count) in enumerate(zip(turned, counts, strict=True)):
            grid = Grid(picture.shape[3], picture.shape[2])
            for layer_phase, keys in self._columns_of(
                picture, grid, draw_positions(positions, count, self._seed + turn), len(PHASES)
            ).items():
                collected.setdefault(layer_phase, []).append(keys)
        return {layer_phase: torch.cat(keys) for layer_phase, keys in collected.items()}

    def _turned(self, source: KeySource) -> Iterable[tuple[Tensor, Tensor, float]]:
        """Yield the painting in 0 to 3 quarter turns, with its key positions and share of keys."""
        photograph = photograph_at(self._job, self._size)
        picture = painting_at(self._job, source.style, self._size, COLUMN_LAYERS, photograph)
        for turn in range(_TURNS):
            mask = None if source.mask is None else np.rot90(source.mask, turn).copy()
            rotated = picture.rot90(turn, (2, 3)).contiguous()
            yield rotated, marked_positions(rotated, mask, GRID_LAYER), source.share / _TURNS

    def _columns_of(
        self, picture: Tensor, grid: Grid, positions: Tensor, phases: int
    ) -> dict[tuple[str, int], Tensor]:
        """Return the unscaled features, (positions, C), by layer and phase."""
        taps = {
            (name, phase): KeysTap(name, grid.flat(name, phase, positions))
            for name in COLUMN_LAYERS
            for phase in range(phases)
            if phase == phase_of(name, phase)
        }
        self._look(picture, list(taps.values()))
        return {layer_phase: tap.keys for layer_phase, tap in taps.items()}

    def _match(self, guide: Tensor) -> None:
        """Find the most similar key for every position."""
        device = self._lengths[0].device
        nearest = torch.full((self._grid.rows * self._grid.columns,), -1, device=device)
        for group in self._groups:
            if not len(group.positions):
                continue
            keys = torch.cat([self._keys_of(name, 0)[group.keys] for name in COLUMN_LAYERS], 1)
            keys = F.normalize(keys - keys.mean(0), dim=1)
            samples = draw_positions(group.positions, _MEAN_SAMPLES, self._seed)
            mean = self._queries(guide, self._grid, samples).mean(0)
            for band, grid, positions, local in self._bands(guide, group.positions):
                queries = self._queries(band, grid, local) - mean
                blocks = zip(
                    positions.split(POSITIONS_PER_BLOCK),
                    queries.split(POSITIONS_PER_BLOCK),
                    strict=True,
                )
                for block, block_queries in blocks:
                    self._checkpoint()
                    indices = (block_queries @ keys.T).argmax(1)
                    nearest[block.to(device)] = indices + group.keys.start
        is_painted = (nearest >= 0).float()
        self._weights = is_painted / is_painted.sum().clamp_min(1)
        self._nearest = nearest.clamp_min(0)

    def _queries(self, picture: Tensor, grid: Grid, positions: Tensor) -> Tensor:
        """Return a picture's scaled columns, (positions, total channels)."""
        parts = self._columns_of(picture, grid, positions, 1)
        return torch.cat([parts[name, 0] * self._factors[name] for name in COLUMN_LAYERS], 1)

    def _bands(
        self, guide: Tensor, positions: Tensor
    ) -> Iterable[tuple[Tensor, Grid, Tensor, Tensor]]:
        """Yield the guide in bands of limited size, with margins as wide as a column can see.

        Each band comes with its grid, its positions in the whole grid, and the same positions in
        the band's grid.
        """
        columns, height = self._grid.columns, guide.shape[2]
        rows = max(8, MAX_POSITIONS_AT_ONCE // columns // 2 * 2)
        for start in range(0, self._grid.rows, rows):
            stop = min(start + rows, self._grid.rows)
            own = positions[(positions >= start * columns) & (positions < stop * columns)]
            if len(own):
                top = max(0, start * STRIDE - _MARGIN)
                band = guide[:, :, top : min(height, stop * STRIDE + _MARGIN)]
                grid = Grid(band.shape[3], band.shape[2])
                yield band, grid, own, own - top // STRIDE * columns


def _spread(side: int, generator: torch.Generator) -> Tensor:
    """Return _SPARSE_SIDE evenly spaced indices from a random start; all if `side` is smaller."""
    if side <= _SPARSE_SIDE:
        return torch.arange(side)
    shift = torch.rand((), generator=generator)
    indices = (torch.arange(_SPARSE_SIDE) + shift) * (side / _SPARSE_SIDE)
    return indices.long().clamp_max(side - 1)
