"""Style term for one scale: the paintings' targets for each layer, and distances from them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import torch
from torch import Tensor

from nst_desktop.core.arrays import Mask, Pixels
from nst_desktop.core.guidance import cropped, mask_to_tensor, weights_at
from nst_desktop.core.job import StyleJob, StyleRegion
from nst_desktop.core.layers import LAYERS, LayerWeights, smallest_side
from nst_desktop.core.losses import Distance, blend, distance_from, make_style_loss
from nst_desktop.core.params import LARGE_FORMS, StyleParams
from nst_desktop.core.pyramid import resize, style_size, to_tensor
from nst_desktop.core.spread import (
    REFERENCE_AREA,
    MomentsTap,
    channel_weights,
    evenness,
    share_kept,
)
from nst_desktop.core.strips import Look, Tap
from nst_desktop.core.taps import FeaturesTap, StyleTap

# Share of its energy that the large-forms layer has to keep to have its full weight. Below it, only
# a few channels are left, which should not determine the picture.
_ENERGY_FOR_FULL_WEIGHT = 0.01


class StyleTerms(Protocol):
    """Comparison of a picture with the paintings. The terms may differ from step to step."""

    def taps(self, step: int) -> Sequence[tuple[Tap, float]]:
        """Return the taps for a step, with their shares. Steps are counted from 0 at each scale."""

    def loss(self, step: int, sums: Sequence[Tensor]) -> Tensor:
        """Return the unweighted loss, (), given the sums of the step's taps."""


@dataclass(frozen=True, slots=True, eq=False)
class _Source:
    """Painting, or masked part of a painting, that a style is taken from.

    Attributes:
        painting: Painting, (1, 3, H, W), 0..1.
        pixels: The painting's original pixels, (H, W, 3).
        mask: uint8 mask on the painting; None for the whole painting.
        share: Share in the blend of styles.
    """

    painting: Tensor
    pixels: Pixels
    mask: Mask | None = None
    share: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class _Term:
    """Style target for one layer in one region or, without regions, in the whole picture.

    Attributes:
        layer: Name of the layer.
        share: The layer's share multiplied by the region's share.
        weights: Weight of each position, (1, 1, h, w), with mean 1. If None, every position has
            weight 1.
        channels: Weight of each channel, (1, C, 1, 1), 0..1. If None, every channel has weight 1.
        distance: Function that returns a summary's distance from the target.
    """

    layer: str
    share: float
    weights: Tensor | None
    channels: Tensor | None
    distance: Distance


class Summaries:
    """Style terms that compare a summary of each layer, such as its Gram matrix."""

    def __init__(
        self, job: StyleJob, size: tuple[int, int], paintings: Sequence[Tensor], look: Look
    ) -> None:
        """Compute the targets.

        Args:
            job: Job with its styles and regions.
            size: (width, height) of the scale, in px.
            paintings: Paintings, one per style, (1, 3, H, W), 0..1.
            look: Function that returns the taps' sums over a picture.
        """
        self._params = job.params
        self._styles = job.styles
        self._size, self._look = size, look
        self._loss = make_style_loss(job.params.style_loss, job.params.seed)
        self._terms: list[_Term] = []
        if job.regions:
            self._add_region_terms(job.regions, paintings)
        elif job.styles:
            total = sum(style.weight for style in job.styles)
            self._add_terms(
                [
                    _Source(painting, style.pixels, share=style.weight / total)
                    for painting, style in zip(paintings, job.styles, strict=True)
                ]
            )

    def taps(self, step: int) -> list[tuple[Tap, float]]:
        """Return the same taps for all steps. See StyleTerms."""
        return [
            (StyleTap(term.layer, self._loss, term.weights, term.channels), term.share)
            for term in self._terms
        ]

    def loss(self, step: int, sums: Sequence[Tensor]) -> Tensor:
        """See StyleTerms."""
        losses = [
            term.share * term.distance(summary)
            for term, summary in zip(self._terms, sums, strict=True)
        ]
        return torch.stack(losses).sum() if losses else torch.zeros(())

    def _add_region_terms(
        self, regions: Sequence[StyleRegion], paintings: Sequence[Tensor]
    ) -> None:
        """Add the terms for each region (guided Gram matrices, Gatys 2017).

        A region's share is its area divided by the total area of all regions.
        """
        device = paintings[0].device
        masks = [mask_to_tensor(region.mask, self._size, device) for region in regions]
        areas = [mask.mean().item() for mask in masks]
        for region, mask, area in zip(regions, masks, areas, strict=True):
            source = _Source(
                paintings[region.style], self._styles[region.style].pixels, region.style_mask
            )
            self._add_terms([source], mask, area / sum(areas))

    def _add_terms(
        self, sources: Sequence[_Source], mask: Tensor | None = None, area: float = 1.0
    ) -> None:
        """Add one term per layer, for the whole picture or one region.

        If the large-forms layer is also one of the style layers, all its channels are compared.
        Otherwise, the deepest of the style layers takes over the weight that it loses.

        Args:
            sources: Sources of the target, blended according to their shares.
            mask: Mask of the region, as returned by mask_to_tensor(); None for the whole picture.
            area: The region's share of the total area of all regions.
        """
        layers, forms = self._params.compared_style_layers, None
        if self._params.large_forms > 0 and LARGE_FORMS not in dict(self._params.style_layers):
            forms, share = self._large_forms(sources)
            layers = _with_large_forms(self._params, share)
        shares = layer_shares(layers, self._params.normalisation)
        channels = [forms if name == LARGE_FORMS else None for name, _ in shares]
        names = [name for name, _ in shares]
        summaries = [self._summaries(source, names, channels) for source in sources]
        for index, (name, share) in enumerate(shares):
            weights = None if mask is None else weights_at(mask, name, self._size)
            if mask is None or weights is not None:
                target = blend(
                    [summary[index] for summary in summaries], [source.share for source in sources]
                )
                distance = distance_from(self._loss, target, self._params.normalisation)
                self._terms.append(_Term(name, share * area, weights, channels[index], distance))

    def _large_forms(self, sources: Sequence[_Source]) -> tuple[Tensor, float]:
        """Return the large-forms layer's channel weights, and the share of its weight that counts.

        The channel weights are (1, C, 1, 1), 0..1, and the share is 0..1.
        """
        moments = torch.zeros(())
        for source in sources:
            tap = MomentsTap(LARGE_FORMS, _position_weights(source, LARGE_FORMS))
            moments = source.share * self._look(source.painting, [tap])[0] + moments
        weights = channel_weights(moments, min(self._evenness(source) for source in sources))
        return weights, min(1.0, share_kept(moments, weights) / _ENERGY_FOR_FULL_WEIGHT)

    def _evenness(self, source: _Source) -> float:
        """Return the evenness of a painting, or of the part of it inside the mask.

        It is judged in the painting's own colours, and at the same size at every scale.
        """
        pixels, mask = cropped(source.pixels, source.mask)
        size = style_size(pixels, REFERENCE_AREA, 1.0, smallest_side([LARGE_FORMS]))
        tap = FeaturesTap(LARGE_FORMS)
        self._look(resize(to_tensor(pixels), size), [tap])
        assert tap.features is not None
        if mask is None:
            return evenness(tap.features)
        height, width = tap.features.shape[2:]
        return evenness(tap.features, mask_to_tensor(mask, (width, height), torch.device("cpu")))

    def _summaries(
        self, source: _Source, names: Sequence[str], channels: Sequence[Tensor | None]
    ) -> list[Tensor]:
        """Return each layer's summary for one source."""
        taps = [
            StyleTap(name, self._loss, _position_weights(source, name), weights)
            for name, weights in zip(names, channels, strict=True)
        ]
        return self._look(source.painting, taps)


def _position_weights(source: _Source, layer: str) -> Tensor | None:
    """Return the weights of a painting's positions, or None if every position has weight 1."""
    if source.mask is None:
        return None
    size = source.painting.shape[3], source.painting.shape[2]
    return weights_at(mask_to_tensor(source.mask, size, source.painting.device), layer, size)


def _with_large_forms(params: StyleParams, share: float) -> LayerWeights:
    """Return the style layers plus the large-forms layer with this share of its weight, 0..1.

    The deepest of the style layers gets the rest.
    """
    layers = {name: weight for name, weight in params.style_layers if weight > 0}
    layers[max(layers, key=LAYERS.index)] += (1 - share) * params.large_forms
    return (*layers.items(), (LARGE_FORMS, share * params.large_forms))


def layer_shares(layers: LayerWeights, normalisation: str) -> LayerWeights:
    """Return the layers that have positive weights, each with its share of the term.

    For `absolute`, the shares are the weights. For `relative`, they are scaled to a sum of 1, so
    that adding or removing a layer does not change the strength of the whole term.
    """
    used = tuple((name, weight) for name, weight in layers if weight > 0)
    if normalisation == "absolute":
        return used
    total = sum(weight for _, weight in used)
    return tuple((name, weight / total) for name, weight in used)
