"""Neighbour targets: the photograph's features, replaced by the paintings' most similar features.

After Chen & Schmidt 2016 (style swap), Li & Wand 2016 and Kolkin et al. 2022. With the features
F (C, N) of the photograph and K (C, M) of the paintings, centred to f and k, the target for
position i is T_i = K_n(i), uncentred, where n(i) = argmax_j <f_i, k_j> / (|f_i| |k_j|). A second
content term uses these targets in place of the photograph's features.
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
from nst_desktop.core.pooling import widen
from nst_desktop.core.stages import Rows
from nst_desktop.core.strips import Look
from nst_desktop.core.taps import Gathered

MAX_KEYS = 16_384  # maximum number of keys that each position is compared with
POSITIONS_PER_BLOCK = 1_024  # positions compared at once, for at most 64 MB of products


@dataclass(frozen=True, slots=True, eq=False)
class KeySource:
    """Painting, or masked part of a painting, that keys are taken from.

    Attributes:
        style: The painting.
        mask: uint8 mask on the painting; None for the whole painting.
        share: Share of the group's keys, > 0. The shares in a group sum to 1.
    """

    style: Style
    mask: Mask | None
    share: float


class KeysTap:
    """Tap that collects a layer's features at given positions and adds 0 to the sum."""

    def __init__(self, layer: str, positions: Tensor) -> None:
        """Collect features at `positions`, which are ascending row-major indices, (n,)."""
        self.layer = layer
        self._positions = positions
        self._parts: list[Tensor] = []

    @property
    def keys(self) -> Tensor:
        """Collected features, (n, C), in at least 32 bits."""
        return torch.cat(self._parts)

    def part(self, features: Tensor, rows: Rows) -> Tensor:
        """Collect the features in these rows and return 0. See Tap."""
        width = features.shape[3]
        is_here = self._positions >= rows.start * width
        is_here &= self._positions < rows.stop * width
        local = (self._positions[is_here] - rows.start * width).to(features.device)
        self._parts.append(widen(features[0, :, local // width, local % width]).T)
        return self._parts[-1].new_zeros(())

    def pull(self, features: Tensor, rows: Rows, upstream: Tensor, gradient: Tensor) -> None:
        """Do nothing: there is no gradient. See Tap."""


class NeighbourSearch:
    """Search for the neighbour targets at one scale."""

    def __init__(
        self,
        job: StyleJob,
        size: tuple[int, int],
        look: Look,
        checkpoint: Callable[[], None],
    ) -> None:
        """Prepare the search.

        Args:
            job: Job with its pictures.
            size: (width, height) of the scale, in px.
            look: Function that passes a picture's features to taps.
            checkpoint: Callback invoked between blocks of positions; may raise to abort.
        """
        self._job, self._size = job, size
        self._look, self._checkpoint = look, checkpoint

    def targets(self, layer: str, features: Tensor) -> Gathered:
        """Return the targets that replace the photograph's features, (1, C, h, w).

        Positions inside a region take their keys from the region's painting, or from its masked
        part. Positions outside all regions keep their own features.
        """
        flat = features.flatten(2)[0]
        keys_by_group: list[Tensor] = []
        count, nearest = 0, torch.full((flat.shape[1],), -1, device=flat.device)
        for positions, sources in position_groups(self._job, self._size, layer):
            if len(positions):
                indices, keys = positions.to(flat.device), self._keys(layer, sources)
                nearest[indices] = count + find_nearest(flat, indices, keys, self._checkpoint)
                keys_by_group.append(keys)
                count += len(keys)
        rest = (nearest < 0).nonzero().flatten()
        if len(rest):
            nearest[rest] = torch.arange(count, count + len(rest), device=flat.device)
            keys_by_group.append(flat[:, rest].T)
        return Gathered(torch.cat(keys_by_group), nearest.view(features.shape[2:]))

    def _keys(self, layer: str, sources: Sequence[KeySource]) -> Tensor:
        """Return keys, (M, C), drawn at random from all sources in proportion to their shares."""
        taps = []
        for picture, positions in draw_places(self._job, self._size, layer, sources):
            taps.append(KeysTap(layer, positions))
            self._look(picture, taps[-1:])
        return torch.cat([tap.keys for tap in taps])


def draw_places(
    job: StyleJob, size: tuple[int, int], layer: str, sources: Sequence[KeySource]
) -> list[tuple[Tensor, Tensor]]:
    """Draw up to MAX_KEYS positions at random from all sources in proportion to their shares.

    Args:
        job: Job with its pictures.
        size: (width, height) of the scale, in px.
        layer: Layer whose positions are drawn.
        sources: Paintings, or masked parts of them.

    Returns:
        Each source's painting, (1, 3, H, W), and its positions, ascending row-major indices (n,).
    """
    photograph = None if job.content is None else photograph_at(job, size)
    pictures = [painting_at(job, source.style, size, [layer], photograph) for source in sources]
    available = [
        marked_positions(picture, source.mask, layer)
        for picture, source in zip(pictures, sources, strict=True)
    ]
    shares = [source.share for source in sources]
    counts = key_counts([len(positions) for positions in available], shares, MAX_KEYS)
    return [
        (picture, draw_positions(positions, count, job.params.seed))
        for picture, positions, count in zip(pictures, available, counts, strict=True)
    ]


def position_groups(
    job: StyleJob, size: tuple[int, int], layer: str
) -> Iterable[tuple[Tensor, list[KeySource]]]:
    """Yield groups of positions in the photograph's layer, each with its key sources.

    There is one group per region, or a single group if there are no regions. Positions are
    row-major indices. `size` is the (width, height) of the scale, in px.
    """
    stride = smallest_side([layer])
    width, height = size[0] // stride, size[1] // stride
    if not job.regions:
        total = sum(style.weight for style in job.styles)
        yield (
            torch.arange(height * width),
            [KeySource(style, None, style.weight / total) for style in job.styles],
        )
        return
    masks = [mask_to_tensor(region.mask, size, torch.device("cpu")) for region in job.regions]
    region_of = region_at(masks, height, width).flatten()
    for index, region in enumerate(job.regions):
        source = KeySource(job.styles[region.style], region.style_mask, 1.0)
        yield (region_of == index).nonzero().flatten(), [source]


def key_counts(available: Sequence[int], shares: Sequence[float], most: int) -> list[int]:
    """Return the number of keys to take from each painting: at least one.

    Args:
        available: Number of keys available in each painting.
        shares: Each painting's share of the keys; the shares sum to 1.
        most: Maximum total. It may be exceeded if a painting's share amounts to less than one
            key.
    """
    total = min(most, *(n / share for n, share in zip(available, shares, strict=True)))
    return [max(1, int(total * share + 1e-6)) for share in shares]


@torch.no_grad()
def find_nearest(
    features: Tensor, positions: Tensor, keys: Tensor, checkpoint: Callable[[], None]
) -> Tensor:
    """Return the index of each position's most similar key.

    The features are centred by their mean over the positions, the keys by the mean of all keys. A
    feature's norm does not affect which key is nearest, so only the keys are normalised.

    Args:
        features: Features, (C, N).
        positions: Indices of the positions to match, (n,), each below N.
        keys: Keys, (M, C).
        checkpoint: Callback invoked between blocks of positions; may raise to abort.

    Returns:
        Key indices, (n,).
    """
    blocks = positions.split(POSITIONS_PER_BLOCK)
    total = sum((features[:, block].sum(1) for block in blocks), features.new_zeros(()))
    mean = total / len(positions)
    centred = keys - keys.mean(0)
    centred /= centred.norm(dim=1, keepdim=True).clamp_min(1e-12)
    nearest = []
    for block in blocks:
        checkpoint()
        queries = features[:, block].T - mean
        nearest.append((queries @ centred.T).argmax(1))
    return torch.cat(nearest)


def marked_positions(picture: Tensor, mask: Mask | None, layer: str) -> Tensor:
    """Return the row-major indices of the layer positions inside the painting's mask.

    Returns all positions if there is no mask, or if the mask vanishes at the layer's resolution.
    """
    stride = smallest_side([layer])
    height, width = (side // stride for side in picture.shape[2:])
    if mask is not None:
        size = picture.shape[3], picture.shape[2]
        weights = weights_at(mask_to_tensor(mask, size, picture.device), layer, size)
        if weights is not None:
            return (weights >= weights.max() / 4).flatten().nonzero().flatten()
    return torch.arange(height * width)


def draw_positions(positions: Tensor, count: int, seed: int) -> Tensor:
    """Draw `count` of the positions at random, and return them in their original order.

    The draw takes place on the CPU, so that a seed gives the same positions on every device.
    """
    generator = torch.Generator().manual_seed(seed)
    order = torch.randperm(len(positions), generator=generator)
    return positions[order[:count].sort().values]
