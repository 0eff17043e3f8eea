"""Neighbour targets: the photograph's features replaced by the most similar of the paintings'.

After Chen & Schmidt 2016 (style swap), Li & Wand 2016 and Kolkin et al. 2022. For the features
F (C, N) of the photograph and K (C, M) of the paintings, both centred to f and k, the target of
position i is T_i = K_n(i), not centred, with n(i) = argmax_j <f_i, k_j> / (|f_i| |k_j|). It takes
the place of the photograph's features in a second content term.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from nst_desktop.core.arrays import Mask
from nst_desktop.core.guidance import mask_to_tensor, region_at, weights_at
from nst_desktop.core.job import Style, StyleJob
from nst_desktop.core.layers import smallest_side
from nst_desktop.core.pictures import painting_at, photograph_at
from nst_desktop.core.pooling import widened
from nst_desktop.core.stages import Rows
from nst_desktop.core.strips import Look
from nst_desktop.core.taps import Gathered

MAX_KEYS = 16_384  # that a position is compared with
BLOCK = 1_024  # positions that are compared at once: 64 MB of products at most


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """A painting, or the marked part of one, that keys are taken from. share: of the keys."""

    style: Style
    mask: Mask | None
    share: float


class KeysTap:
    """Adds up nothing, but collects a layer's features at some positions."""

    def __init__(self, layer: str, positions: Tensor) -> None:
        """positions: row by row from the upper left, rising."""
        self.layer = layer
        self._positions = positions
        self._found: list[Tensor] = []

    @property
    def keys(self) -> Tensor:
        """(positions, C), in 32 bits at least."""
        return torch.cat(self._found)

    def part(self, features: Tensor, rows: Rows) -> Tensor:
        """See Tap."""
        width = features.shape[3]
        is_here = self._positions >= rows.start * width
        is_here &= self._positions < rows.stop * width
        here = (self._positions[is_here] - rows.start * width).to(features.device)
        self._found.append(widened(features[0, :, here // width, here % width]).T)
        return self._found[-1].new_zeros(())

    def pull(self, features: Tensor, rows: Rows, above: Tensor, gradient: Tensor) -> None:
        """See Tap; there is no gradient."""


class NeighbourSearch:
    """Finds the targets of one scale."""

    def __init__(
        self,
        job: StyleJob,
        size: tuple[int, int],
        look: Look,
        checkpoint: Callable[[], None],
    ) -> None:
        """size: (width, height) of the scale. look: shows a picture's features to taps.

        checkpoint: called between blocks.
        """
        self._job, self._size = job, size
        self._look, self._checkpoint = look, checkpoint
        self._photograph = photograph_at(job, size)

    def targets(self, layer: str, features: Tensor) -> Gathered:
        """What takes the place of the photograph's features, (1, C, h, w).

        A region's positions take keys from its own painting, or the marked part of it; positions
        of no region keep what they have.
        """
        flat = features.flatten(2)[0]
        found: list[Tensor] = []
        count, nearest = 0, torch.full((flat.shape[1],), -1, device=flat.device)
        for positions, sources in groups(self._job, self._size, layer):
            if len(positions):
                own, keys = positions.to(flat.device), self._keys(layer, sources)
                nearest[own] = count + find_nearest(flat, own, keys, self._checkpoint)
                found.append(keys)
                count += len(keys)
        rest = (nearest < 0).nonzero().flatten()
        if len(rest):
            nearest[rest] = torch.arange(count, count + len(rest), device=flat.device)
            found.append(flat[:, rest].T)
        return Gathered(torch.cat(found), nearest.view(features.shape[2:]))

    def _keys(self, layer: str, sources: Sequence[Source]) -> Tensor:
        """(M, C), drawn at random: the paintings' side by side, as many of each as its share."""
        pictures = [
            painting_at(self._job, each.style, self._size, [layer], self._photograph)
            for each in sources
        ]
        within = [
            marked(picture, source.mask, layer)
            for picture, source in zip(pictures, sources, strict=True)
        ]
        available, shares = [len(each) for each in within], [each.share for each in sources]
        counts = counts_by_share(available, shares, MAX_KEYS)
        taps = []
        for picture, positions, count in zip(pictures, within, counts, strict=True):
            taps.append(KeysTap(layer, drawn(positions, count, self._job.params.seed)))
            self._look(picture, taps[-1:])
        return torch.cat([tap.keys for tap in taps])


def groups(
    job: StyleJob, size: tuple[int, int], layer: str
) -> Iterable[tuple[Tensor, list[Source]]]:
    """Positions of the photograph's layer, row by row, and where their keys come from.

    size: (width, height) of the scale.
    """
    stride = smallest_side([layer])
    width, height = size[0] // stride, size[1] // stride
    if not job.regions:
        whole = sum(style.weight for style in job.styles)
        yield (
            torch.arange(height * width),
            [Source(style, None, style.weight / whole) for style in job.styles],
        )
        return
    masks = [mask_to_tensor(each.mask, size, torch.device("cpu")) for each in job.regions]
    at = region_at(masks, height, width).flatten()
    for index, region in enumerate(job.regions):
        own = Source(job.styles[region.style], region.style_mask, 1.0)
        yield (at == index).nonzero().flatten(), [own]


def counts_by_share(available: Sequence[int], shares: Sequence[float], most: int) -> list[int]:
    """How many keys each painting gives: at least one, and `most` in all at most.

    available: how many each has. shares: with the sum 1.
    """
    whole = min(most, *(n / share for n, share in zip(available, shares, strict=True)))
    return [max(1, int(whole * share + 1e-6)) for share in shares]


@torch.no_grad()
def find_nearest(
    features: Tensor, positions: Tensor, keys: Tensor, checkpoint: Callable[[], None]
) -> Tensor:
    """For features (C, N) at these positions the index of the most similar of the keys (M, C).

    What is compared is centred on both sides: by the mean of the positions, and of the keys. The
    length of a feature does not change which key is the nearest, so only keys are normalised.
    """
    blocks = positions.split(BLOCK)
    total = sum((features[:, block].sum(1) for block in blocks), features.new_zeros(()))
    mean = total / len(positions)
    centred = keys - keys.mean(0)
    centred /= centred.norm(dim=1, keepdim=True).clamp_min(1e-12)
    found = []
    for block in blocks:
        checkpoint()
        queries = features[:, block].T - mean
        found.append((queries @ centred.T).argmax(1))
    return torch.cat(found)


def marked(picture: Tensor, mask: Mask | None, layer: str) -> Tensor:
    """The positions of a painting's layer that lie in its mask; None: all."""
    stride = smallest_side([layer])
    height, width = (side // stride for side in picture.shape[2:])
    if mask is not None:
        size = picture.shape[3], picture.shape[2]
        weights = weights_at(mask_to_tensor(mask, size, picture.device), layer, size)
        if weights is not None:
            return (weights >= weights.max() / 4).flatten().nonzero().flatten()
    return torch.arange(height * width)


def drawn(positions: Tensor, count: int, seed: int) -> Tensor:
    """So many of the positions, rising. Drawn on the CPU: the same on every device."""
    generator = torch.Generator().manual_seed(seed)
    order = torch.randperm(len(positions), generator=generator)
    return positions[order[:count].sort().values]
