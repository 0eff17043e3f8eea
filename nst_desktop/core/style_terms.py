"""The style term of one scale: what the paintings want of the layers, and how far that is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import torch
from torch import Tensor

from nst_desktop.core.arrays import Mask
from nst_desktop.core.guidance import mask_to_tensor, weights_at
from nst_desktop.core.job import StyleJob, StyleRegion
from nst_desktop.core.layers import LayerWeights
from nst_desktop.core.losses import Distance, blend, distance_from, make_style_loss
from nst_desktop.core.params import LARGE_FORMS
from nst_desktop.core.spread import MomentsTap, channel_weights, share_kept
from nst_desktop.core.strips import Look, Tap
from nst_desktop.core.taps import StyleTap

_LEAST_KEPT = 0.05  # of the energy of the large forms' layer, for it to be compared at a scale


class StyleTerms(Protocol):
    """How a picture is compared with the paintings, in each of a scale's steps."""

    def taps(self, step: int) -> Sequence[tuple[Tap, float]]:
        """What is to be added up, and the share of each. step: 0, 1, … of the scale."""

    def loss(self, step: int, sums: Sequence[Tensor]) -> Tensor:
        """The loss, before its weight. sums: of the step's taps."""


@dataclass(frozen=True, slots=True, eq=False)
class _Source:
    """What a style is taken from: a painting (1, 3, H, W), or the part of it in a mask.

    share: of the styles that are blended.
    """

    painting: Tensor
    mask: Mask | None = None
    share: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class _Term:
    """What one region wants of one layer; without regions, the whole picture is one."""

    layer: str
    share: float  # the layer's share times the region's
    weights: Tensor | None  # (1, 1, h, w) with mean 1; None: all positions alike
    channels: Tensor | None  # (1, C, 1, 1), 0..1; None: all channels fully
    distance: Distance


class Summaries:
    """Style as a summary of each layer, such as its Gram matrix."""

    def __init__(
        self, job: StyleJob, size: tuple[int, int], paintings: Sequence[Tensor], look: Look
    ) -> None:
        """size: (width, height) of the scale. paintings: as they are looked at, (1, 3, H, W)."""
        self._params = job.params
        self._size, self._look = size, look
        self._loss = make_style_loss(job.params.style_loss, job.params.seed)
        self._terms: list[_Term] = []
        if job.regions:
            self._guide(job.regions, paintings)
        elif job.styles:
            whole = sum(style.weight for style in job.styles)
            shares = [style.weight / whole for style in job.styles]
            self._want(
                [
                    _Source(painting, share=share)
                    for painting, share in zip(paintings, shares, strict=True)
                ]
            )

    def taps(self, step: int) -> list[tuple[Tap, float]]:
        """See StyleTerms; alike for all steps."""
        return [
            (StyleTap(term.layer, self._loss, term.weights, term.channels), term.share)
            for term in self._terms
        ]

    def loss(self, step: int, sums: Sequence[Tensor]) -> Tensor:
        """See StyleTerms."""
        found = [
            term.share * term.distance(summary)
            for term, summary in zip(self._terms, sums, strict=True)
        ]
        return torch.stack(found).sum() if found else torch.zeros(())

    def _guide(self, regions: Sequence[StyleRegion], paintings: Sequence[Tensor]) -> None:
        """Add the terms of each region (Gatys 2017, guided Gram matrices).

        A region counts as much as its share of the regions' area.
        """
        device = paintings[0].device
        masks = [mask_to_tensor(region.mask, self._size, device) for region in regions]
        areas = [mask.mean().item() for mask in masks]
        for region, mask, area in zip(regions, masks, areas, strict=True):
            source = _Source(paintings[region.style], region.style_mask)
            self._want([source], mask, area / sum(areas))

    def _want(
        self, sources: Sequence[_Source], mask: Tensor | None = None, area: float = 1.0
    ) -> None:
        """Add a term for each layer of the picture or of a region, from the blend of the sources.

        mask: the region, as mask_to_tensor gives it. area: its share of all of them. The layer of
        the large forms counts with all channels where it is one of the style layers.
        """
        layers, forms = self._params.compared_style_layers, None
        if self._params.large_forms > 0 and LARGE_FORMS not in dict(self._params.style_layers):
            forms = self._large_forms(sources)
            if forms is None:
                layers = tuple(each for each in layers if each[0] != LARGE_FORMS)
        shares = shares_of(layers, self._params.normalisation)
        channels = [forms if name == LARGE_FORMS else None for name, _ in shares]
        names = [name for name, _ in shares]
        summaries = [self._summaries(source, names, channels) for source in sources]
        for index, (name, share) in enumerate(shares):
            weights = None if mask is None else weights_at(mask, name, self._size)
            if mask is None or weights is not None:
                target = blend(
                    [each[index] for each in summaries], [source.share for source in sources]
                )
                distance = distance_from(self._loss, target, self._params.normalisation)
                self._terms.append(_Term(name, share * area, weights, channels[index], distance))

    def _large_forms(self, sources: Sequence[_Source]) -> Tensor | None:
        """How much each channel of the large forms' layer counts; None if hardly any does."""
        moments = torch.zeros(())
        for source in sources:
            tap = MomentsTap(LARGE_FORMS, self._weights_of(source, LARGE_FORMS))
            moments = source.share * self._look(source.painting, [tap])[0] + moments
        weights = channel_weights(moments)
        return weights if share_kept(moments, weights) >= _LEAST_KEPT else None

    def _summaries(
        self, source: _Source, names: Sequence[str], channels: Sequence[Tensor | None]
    ) -> list[Tensor]:
        """What is wanted of each layer, from one style picture or a part of it."""
        taps = [
            StyleTap(name, self._loss, self._weights_of(source, name), each)
            for name, each in zip(names, channels, strict=True)
        ]
        return self._look(source.painting, taps)

    def _weights_of(self, source: _Source, layer: str) -> Tensor | None:
        """Of the positions of a painting; None: all alike."""
        if source.mask is None:
            return None
        size = source.painting.shape[3], source.painting.shape[2]
        return weights_at(mask_to_tensor(source.mask, size, source.painting.device), layer, size)


def shares_of(layers: LayerWeights, normalisation: str) -> LayerWeights:
    """The layers' weights; `relative`: scaled to a sum of 1, so that a layer more or less
    does not change the whole term's strength."""
    used = tuple((name, weight) for name, weight in layers if weight > 0)
    if normalisation == "absolute":
        return used
    whole = sum(weight for _, weight in used)
    return tuple((name, weight / whole) for name, weight in used)
