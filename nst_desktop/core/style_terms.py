"""The style term of one scale: what the paintings want of the layers, and how far that is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import torch
from torch import Tensor

from nst_desktop.core.arrays import Mask
from nst_desktop.core.job import Region, StyleJob
from nst_desktop.core.layers import LayerWeights
from nst_desktop.core.losses import Distance, blend, distance_from, make_style_loss
from nst_desktop.core.regions import mask_to_tensor, weights_at
from nst_desktop.core.strips import Look, Tap
from nst_desktop.core.taps import StyleTap


class StyleTerms(Protocol):
    """How a picture is compared with the paintings, in each of a scale's steps."""

    def taps(self, step: int) -> Sequence[tuple[Tap, float]]:
        """What is to be added up, and the share of each. step: 0, 1, … of the scale."""

    def loss(self, step: int, sums: Sequence[Tensor]) -> Tensor:
        """The loss, before its weight. sums: of the step's taps."""


@dataclass(frozen=True, slots=True, eq=False)
class _Term:
    """What one region wants of one layer; without regions, the whole picture is one."""

    layer: str
    share: float  # the layer's share times the region's
    weights: Tensor | None  # (1, 1, h, w) with mean 1; None: all positions alike
    distance: Distance


class Summaries:
    """Style as a summary of each layer, such as its Gram matrix."""

    def __init__(
        self, job: StyleJob, size: tuple[int, int], paintings: Sequence[Tensor], look: Look
    ) -> None:
        """size: (width, height) of the scale. paintings: as they are looked at, (1, 3, H, W)."""
        self._params = job.params
        self._size, self._paintings, self._look = size, paintings, look
        self._loss = make_style_loss(job.params.style_loss, job.params.seed)
        self._layers = shares_of(job.params.compared_style_layers, job.params.normalisation)
        made = self._guided(job.regions) if job.regions else self._blended(job)
        self._terms = list(made)
        self._paintings = ()

    def taps(self, step: int) -> list[tuple[Tap, float]]:
        """See StyleTerms; alike for all steps."""
        return [
            (StyleTap(term.layer, self._loss, term.weights), term.share) for term in self._terms
        ]

    def loss(self, step: int, sums: Sequence[Tensor]) -> Tensor:
        """See StyleTerms."""
        found = [
            term.share * term.distance(summary)
            for term, summary in zip(self._terms, sums, strict=True)
        ]
        return torch.stack(found).sum() if found else torch.zeros(())

    def _blended(self, job: StyleJob) -> Iterable[_Term]:
        """One term per layer: all styles, blended by their shares."""
        if not job.styles:
            return
        whole = sum(style.weight for style in job.styles)
        shares = [style.weight / whole for style in job.styles]
        summaries = [self._summaries(painting, None) for painting in self._paintings]
        for index, (name, share) in enumerate(self._layers):
            target = blend([each[index] for each in summaries], shares)
            yield _Term(name, share, None, self._distance_from(target))

    def _guided(self, regions: Sequence[Region]) -> Iterable[_Term]:
        """One term per layer and region (Gatys 2017, guided Gram matrices).

        A region counts as much as its share of the regions' area.
        """
        device = self._paintings[0].device
        masks = [mask_to_tensor(region.mask, self._size, device) for region in regions]
        areas = [mask.mean().item() for mask in masks]
        for region, mask, area in zip(regions, masks, areas, strict=True):
            yield from self._of_region(region, mask, area / sum(areas))

    def _of_region(self, region: Region, mask: Tensor, area: float) -> Iterable[_Term]:
        targets = self._summaries(self._paintings[region.style], region.style_mask)
        for (name, share), target in zip(self._layers, targets, strict=True):
            weights = weights_at(mask, name, self._size)
            if weights is not None:
                yield _Term(name, share * area, weights, self._distance_from(target))

    def _distance_from(self, target: Tensor) -> Distance:
        return distance_from(self._loss, target, self._params.normalisation)

    def _summaries(self, painting: Tensor, mask: Mask | None) -> list[Tensor]:
        """What is wanted of each layer, from one style picture or a part of it."""
        size = painting.shape[3], painting.shape[2]
        whole = None if mask is None else mask_to_tensor(mask, size, painting.device)
        taps = []
        for name, _ in self._layers:
            weights = None if whole is None else weights_at(whole, name, size)
            taps.append(StyleTap(name, self._loss, weights))
        return self._look(painting, taps)


def shares_of(layers: LayerWeights, normalisation: str) -> LayerWeights:
    """The layers' weights; `relative`: scaled to a sum of 1, so that a layer more or less
    does not change the whole term's strength."""
    used = tuple((name, weight) for name, weight in layers if weight > 0)
    if normalisation == "absolute":
        return used
    whole = sum(weight for _, weight in used)
    return tuple((name, weight / whole) for name, weight in used)
