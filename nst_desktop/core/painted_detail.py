"""Painted detail: fine detail from the paintings for a picture that lacks it.

After Freeman, Jones & Pasztor 2002 (example-based super-resolution). The picture is divided into
square cells. Each takes its detail from the place in the paintings that would look most like it
without detail of its own. Two patches, each around a cell, are compared by their mean colours q and
k, and by their shapes: what remains, divided by the contrast. The contrast is the root mean square
of what remains, plus a constant, so that weak grain is not taken for a shape. The distance is

    mean((shape_q - shape_k)^2) + 0.25 |q - k|^2.

The detail is scaled by the ratio of the contrasts, within limits. At their borders, cells fade into
one another.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from nst_desktop.core.job import StyleJob
from nst_desktop.core.layers import smallest_side
from nst_desktop.core.neighbours import (
    POSITIONS_PER_BLOCK,
    KeySource,
    draw_places,
    position_groups,
)
from nst_desktop.core.pictures import network_view
from nst_desktop.core.pyramid import without_finest_detail

_CELL_LAYER, _KEY_LAYER = "conv4_1", "conv2_1"  # one cell, and one possible key, per position
_CELL, _KEY_STRIDE = smallest_side([_CELL_LAYER]), smallest_side([_KEY_LAYER])  # in px
_SPACING = 2  # px from sample to sample of a patch: there is no finer detail to compare
_SAMPLES = 7  # samples along each side of a patch
_MARGIN = 2  # px by which a cell's detail reaches beyond it, and its patch begins before it
_DETAIL = _CELL + 2 * _MARGIN  # side of a cell's detail, in px
_COLOUR = 0.25  # weight of the mean colours in the distance
_WEAK = 0.01  # contrast, on a scale of 0..1, that counts little
_MAX_RATIO = 2.0  # detail is scaled by this or its reciprocal at most
# Noise in the shapes that are looked for. In an even area, where many keys are equally similar, all
# cells would take the same one, and it would show as a pattern.
_NOISE = 0.1


@dataclass(frozen=True, slots=True, eq=False)
class _Keys:
    """Places in the paintings.

    Attributes:
        looks: What their patches are compared by, (M, C); see _looks().
        halves: Half the squared length of each look, (M,).
        contrasts: Their patches' contrasts, (M,), on the CPU.
        details: Fine detail of their cells and margins, (M, 3, _DETAIL, _DETAIL), on the CPU.
    """

    looks: Tensor
    halves: Tensor
    contrasts: Tensor
    details: Tensor

    def nearest(self, looks: Tensor) -> Tensor:
        """Return the index of the key nearest to each look, (n,), on the CPU."""
        return (looks.to(self.looks.device) @ self.looks.T - self.halves).argmax(1).cpu()


def painted_detail(
    job: StyleJob, picture: Tensor, checkpoint: Callable[[], None], device: torch.device
) -> Tensor:
    """Return fine detail for a picture, (1, 3, H, W), on the CPU.

    It comes from the paintings, resized and recoloured for this scale. Cells that lie mostly inside
    a region take it from the region's painting, or from the masked part of it; cells that lie
    mostly outside all regions get none.

    Args:
        job: Job with at least one painting.
        picture: Enlarged picture, (1, 3, H, W), 0..1, on the CPU.
        checkpoint: Callback invoked between blocks of cells; may raise to abort.
        device: Device that compares the patches.
    """
    height, width = picture.shape[2:]
    rows, columns = height // _CELL, width // _CELL
    if not (rows and columns):
        return torch.zeros_like(picture)
    view = network_view(picture, job.params.colour)
    generator = torch.Generator().manual_seed(job.params.seed)
    nearest = torch.zeros(rows * columns, dtype=torch.long)
    ratios = torch.zeros(rows * columns)
    details: list[Tensor] = []
    for positions, sources in position_groups(job, (width, height), _CELL_LAYER):
        if not len(positions):
            continue
        keys = _keys(job, (width, height), sources, device)
        for block in positions.split(POSITIONS_PER_BLOCK):
            checkpoint()
            looks, contrasts = _looks(view, _CELL * (block // columns), _CELL * (block % columns))
            looks += _NOISE * torch.randn(looks.shape, generator=generator)
            found = keys.nearest(looks)
            nearest[block] = sum(map(len, details)) + found
            ratios[block] = (contrasts / keys.contrasts[found]).clamp(1 / _MAX_RATIO, _MAX_RATIO)
        details.append(keys.details)
    if not details:  # all regions are smaller than a cell
        return torch.zeros_like(picture)
    grid = nearest.view(rows, columns), ratios.view(rows, columns)
    beyond = 0, width - columns * _CELL, 0, height - rows * _CELL
    return F.pad(_joined(torch.cat(details), *grid), beyond, mode="reflect")


def _joined(details: Tensor, nearest: Tensor, ratios: Tensor) -> Tensor:
    """Join cells into a picture, (1, 3, H, W).

    Args:
        details: Detail to choose from, (M, 3, _DETAIL, _DETAIL).
        nearest: Index of each cell's detail, (rows, columns).
        ratios: Factor for each cell's detail, (rows, columns).
    """
    ramp = (torch.arange(2 * _MARGIN) + 0.5) / (2 * _MARGIN)
    side = torch.cat([ramp, torch.ones(_DETAIL - 4 * _MARGIN), ramp.flip(0)])
    weights = side[:, None] * side
    height, width = (_CELL * count + 2 * _MARGIN for count in nearest.shape)
    joined = details.new_zeros(1, 3, height, width)
    for row, (indices, factors) in enumerate(zip(nearest, ratios, strict=True)):
        cells = factors.view(-1, 1, 1, 1) * weights * details[indices]
        band = F.fold(cells.flatten(1).T[None], (_DETAIL, width), _DETAIL, stride=_CELL)
        joined[:, :, _CELL * row : _CELL * row + _DETAIL] += band
    inner = joined[:, :, _MARGIN:-_MARGIN, _MARGIN:-_MARGIN]
    for axis in (2, 3):  # only one cell contributes to the outermost pixels
        rim = side[_MARGIN : 2 * _MARGIN].view([-1 if axis == other else 1 for other in range(4)])
        inner.narrow(axis, 0, _MARGIN).div_(rim)
        inner.narrow(axis, inner.shape[axis] - _MARGIN, _MARGIN).div_(rim.flip(axis))
    return inner


def _keys(
    job: StyleJob, size: tuple[int, int], sources: Sequence[KeySource], device: torch.device
) -> _Keys:
    """Return keys drawn at random from all sources in proportion to their shares.

    `size` is the (width, height) of the scale, in px.
    """
    parts = []
    for painting, drawn in draw_places(job, size, _KEY_LAYER, sources):
        painting = painting.cpu()
        height, width = painting.shape[2:]
        columns = width // _KEY_STRIDE
        tops = _around(_KEY_STRIDE * (drawn // columns), height)
        lefts = _around(_KEY_STRIDE * (drawn % columns), width)
        coarse = without_finest_detail(painting)
        details = _patches(painting - coarse, tops, lefts, _DETAIL, 1)
        parts.append((*_looks(coarse, tops, lefts), details))
    looks, contrasts, details = (torch.cat(part) for part in zip(*parts, strict=True))
    looks = looks.to(device)
    return _Keys(looks, looks.square().sum(1) / 2, contrasts, details)


def _around(centres: Tensor, side: int) -> Tensor:
    """Return where cells around these centres, (n,), begin inside a painting's side, in px."""
    return (centres - _CELL // 2).clamp(max=side - _CELL).clamp(min=0)


def _looks(picture: Tensor, tops: Tensor, lefts: Tensor) -> tuple[Tensor, Tensor]:
    """Return what the patches around cells are compared by, (n, C), and their contrasts, (n,).

    The squared distance of two looks is the distance that the module describes, multiplied by the
    number of a patch's values.

    Args:
        picture: Picture without fine detail, (1, 3, H, W), 0..1.
        tops: Each cell's first row, (n,).
        lefts: Each cell's first column, (n,).
    """
    patches = _patches(picture, tops, lefts, _SAMPLES, _SPACING).flatten(2)
    colours = patches.mean(2)
    shapes = (patches - colours[:, :, None]).flatten(1)
    contrasts = shapes.square().mean(1).sqrt() + _WEAK
    weight = (_COLOUR * shapes.shape[1]) ** 0.5
    return torch.cat([shapes / contrasts[:, None], weight * colours], 1), contrasts


def _patches(picture: Tensor, tops: Tensor, lefts: Tensor, samples: int, spacing: int) -> Tensor:
    """Return the square patches around cells, (n, 3, samples, samples).

    The picture is continued beyond its edges by repeating its outermost rows and columns.

    Args:
        picture: Picture, (1, 3, H, W).
        tops: Each cell's first row, (n,).
        lefts: Each cell's first column, (n,).
        samples: Number of samples along each side.
        spacing: Distance from sample to sample, in px.
    """
    height, width = picture.shape[2:]
    steps = spacing * torch.arange(samples) - _MARGIN
    rows = (tops[:, None] + steps).clamp(0, height - 1)
    columns = (lefts[:, None] + steps).clamp(0, width - 1)
    return picture[0][:, rows[:, :, None], columns[:, None, :]].transpose(0, 1)
