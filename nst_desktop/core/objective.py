"""The objective of one scale: how far a picture is from what the job asks for."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import torch
from torch import Tensor

from nst_desktop.core.colour import luminance, recolour
from nst_desktop.core.job import Losses, Mask, Style, StyleJob
from nst_desktop.core.layers import LayerWeights, smallest_side
from nst_desktop.core.losses import (
    blend,
    content_error,
    make_style_loss,
    scale_gradient,
    style_error,
    total_variation,
)
from nst_desktop.core.params import StyleParams
from nst_desktop.core.pyramid import resize, style_size, to_tensor
from nst_desktop.core.regions import mask_to_tensor, position_weights
from nst_desktop.core.vgg import VGG19


@dataclass(frozen=True, slots=True, eq=False)
class _StyleTerm:
    """What one region wants of one layer; without regions, the whole picture is one."""

    layer: str
    share: float  # the layer's share times the region's
    weights: Tensor | None  # (1, 1, h, w) with mean 1; None: all positions alike
    target: Tensor


class Objective:
    """Content, style and total-variation loss against targets computed once."""

    def __init__(
        self,
        job: StyleJob,
        network: VGG19,
        size: tuple[int, int],
        device: torch.device,
        checkpoint: Callable[[], None],
    ) -> None:
        """size: (width, height) of the scale. checkpoint: called between layers."""
        self._job, self._network, self._device = job, network, device
        self._params = job.params
        self._checkpoint = checkpoint
        self._size = size
        self._multiple = 2.0**24
        self._style_loss = make_style_loss(job.params.style_loss, job.params.seed)
        self._content_layers = _shares(job.params.content_layers, job.params.normalisation)
        self._style_layers = _shares(job.params.style_layers, job.params.normalisation)
        with torch.no_grad():
            self._content = self._load_content()
            self._content_targets = self._look_at_content()
            self._style_terms = self._make_style_terms()
        self._layers = list(
            dict.fromkeys([*self._content_targets, *(term.layer for term in self._style_terms)])
        )

    def change(self, params: StyleParams) -> None:
        """Take up other weights of the terms; nothing else may differ."""
        self._params = params

    def evaluate(self, picture: Tensor) -> tuple[Losses, Tensor]:
        """The losses of a picture (1, 3, H, W), 0..1, and the gradient of their total."""
        picture = picture.detach().requires_grad_()
        with torch.enable_grad():
            found = self._network.features(self._seen(picture), self._layers, self._checkpoint)
            terms = torch.stack(
                [
                    self._params.content_weight * self._content_term(found, picture),
                    self._params.style_weight * self._style_term(found, picture),
                    self._params.tv_weight * total_variation(picture),
                ]
            )
            gradient = self._gradient(terms.sum(), picture)
        content, style, tv = terms.tolist()
        return Losses(content, style, tv, content + style + tv), gradient

    def _gradient(self, total: Tensor, picture: Tensor) -> Tensor:
        """The total's gradient.

        In float16 it would vanish on its way, so it is computed of a multiple, as large as goes
        without an overflow (Micikevicius et al. 2018, loss scaling).
        """
        if self._params.precision != "float16":
            return torch.autograd.grad(total, picture)[0]
        while True:
            (gradient,) = torch.autograd.grad(total * self._multiple, picture, retain_graph=True)
            if self._multiple <= 1 or gradient.isfinite().all():
                return gradient / self._multiple
            self._multiple /= 16

    def _seen(self, picture: Tensor) -> Tensor:
        """What the network looks at: all colours, or brightness alone."""
        return luminance(picture) if self._params.colour == "luminance" else picture

    def _content_term(self, found: dict[str, Tensor], picture: Tensor) -> Tensor:
        total = picture.new_zeros(())
        for name, share in self._content_layers:
            if name in self._content_targets:
                features = self._tap(found[name], self._params.content_weight * share)
                target = self._content_targets[name]
                total = total + share * content_error(features, target, self._params.normalisation)
        return total

    def _style_term(self, found: dict[str, Tensor], picture: Tensor) -> Tensor:
        total = picture.new_zeros(())
        for term in self._style_terms:
            features = self._tap(found[term.layer], self._params.style_weight * term.share)
            summary = self._style_loss.summary(features, term.weights)
            total = total + term.share * style_error(
                self._style_loss, summary, term.target, self._params.normalisation
            )
        return total

    def _tap(self, features: Tensor, strength: float) -> Tensor:
        if self._params.gradient_normalisation == "off":
            return features
        return scale_gradient(features, strength)

    def _load_content(self) -> Tensor | None:
        if self._job.content is None:
            return None
        return resize(to_tensor(self._job.content), self._size).to(self._device)

    def _look_at_content(self) -> dict[str, Tensor]:
        if self._content is None:
            return {}
        names = [name for name, _ in self._content_layers]
        return self._network.features(self._seen(self._content), names, self._checkpoint)

    def _make_style_terms(self) -> list[_StyleTerm]:
        if not self._job.styles:
            return []
        looks = [self._look_at(style) for style in self._job.styles]
        return list(self._guided_terms(looks) if self._job.regions else self._plain_terms(looks))

    def _look_at(self, style: Style) -> dict[str, Tensor]:
        """The features of one style picture at the size in which it is to be seen."""
        width, height = self._size
        names = [name for name, _ in self._style_layers]
        scale = style.scale * self._job.params.style_scale
        shape = style_size(style.pixels, width * height, scale, smallest_side(names))
        picture = resize(to_tensor(style.pixels), shape).to(self._device)
        picture = recolour(picture, self._content, self._params.colour)
        return self._network.features(picture.to(self._device), names, self._checkpoint)

    def _plain_terms(self, looks: list[dict[str, Tensor]]) -> Iterable[_StyleTerm]:
        """One term per layer: all styles, blended by their shares."""
        whole = sum(style.weight for style in self._job.styles)
        shares = [style.weight / whole for style in self._job.styles]
        for name, share in self._style_layers:
            summaries = [self._style_loss.summary(look[name], None) for look in looks]
            yield _StyleTerm(name, share, None, blend(summaries, shares))

    def _guided_terms(self, looks: list[dict[str, Tensor]]) -> Iterable[_StyleTerm]:
        """One term per layer and region (Gatys 2017, guided Gram matrices).

        A region counts as much as its share of the regions' area.
        """
        regions = self._job.regions
        masks = [mask_to_tensor(region.mask, self._size, self._device) for region in regions]
        areas = [mask.mean().item() for mask in masks]
        for region, mask, area in zip(regions, masks, areas, strict=True):
            for name, share in self._style_layers:
                poolings = smallest_side([name])
                height, width = (side // poolings for side in mask.shape[2:])
                weights = position_weights(mask, name, height, width)
                features = looks[region.style][name]
                wanted = self._style_weights(region.style_mask, name, features)
                if weights is not None:
                    target = self._style_loss.summary(features, wanted)
                    yield _StyleTerm(name, share * area / sum(areas), weights, target)

    def _style_weights(self, mask: Mask | None, layer: str, features: Tensor) -> Tensor | None:
        if mask is None:
            return None
        height, width = features.shape[2:]
        # The painting's own pixels decide its part, so the mask comes at the layer's size times
        # the layer's stride.
        stride = smallest_side([layer])
        whole = mask_to_tensor(mask, (width * stride, height * stride), self._device)
        return position_weights(whole, layer, height, width)


def _shares(layers: LayerWeights, normalisation: str) -> LayerWeights:
    """The layers' weights; `relative`: scaled to a sum of 1, so that a layer more or less
    does not change the whole term's strength."""
    used = tuple((name, weight) for name, weight in layers if weight > 0)
    if normalisation == "absolute":
        return used
    whole = sum(weight for _, weight in used)
    return tuple((name, weight / whole) for name, weight in used)
