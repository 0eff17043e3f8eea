"""The objective of one scale: how far a picture is from what the job asks for."""

from collections.abc import Callable

import torch
from torch import Tensor

from nst_desktop.core.job import Losses, StyleJob
from nst_desktop.core.layers import LayerWeights, smallest_side
from nst_desktop.core.losses import gram, mean_square_error, total_variation
from nst_desktop.core.pyramid import resize, style_size, to_tensor
from nst_desktop.core.vgg import VGG19


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
        self._params = job.params
        self._network = network
        self._checkpoint = checkpoint
        self._content_layers = _shares(job.params.content_layers, job.params.normalisation)
        self._style_layers = _shares(job.params.style_layers, job.params.normalisation)
        self._layers = job.layers
        with torch.no_grad():
            self._content_targets = self._look_at_content(job, size, device)
            self._style_targets = self._look_at_styles(job, size, device)

    def evaluate(self, picture: Tensor) -> tuple[Losses, Tensor]:
        """The losses of a picture (1, 3, H, W), 0..1, and the gradient of their total."""
        picture = picture.detach().requires_grad_()
        with torch.enable_grad():
            found = self._network.features(picture, self._layers, self._checkpoint)
            terms = torch.stack(
                [
                    self._params.content_weight * self._content_loss(found),
                    self._params.style_weight * self._style_loss(found),
                    self._params.tv_weight * total_variation(picture),
                ]
            )
            (gradient,) = torch.autograd.grad(terms.sum(), picture)
        content, style, tv = terms.tolist()
        return Losses(content, style, tv, content + style + tv), gradient

    def _content_loss(self, found: dict[str, Tensor]) -> Tensor:
        return self._sum_of_errors(found, self._content_layers, self._content_targets)

    def _style_loss(self, found: dict[str, Tensor]) -> Tensor:
        grams = {name: gram(found[name]) for name in self._style_targets}
        return self._sum_of_errors(grams, self._style_layers, self._style_targets)

    def _sum_of_errors(
        self, found: dict[str, Tensor], layers: LayerWeights, targets: dict[str, Tensor]
    ) -> Tensor:
        total = (
            torch.zeros((), device=next(iter(found.values())).device) if found else torch.zeros(())
        )
        for name, weight in layers:
            if name in targets:
                error = mean_square_error(found[name], targets[name], self._params.normalisation)
                total = total + weight * error
        return total

    def _look_at_content(
        self, job: StyleJob, size: tuple[int, int], device: torch.device
    ) -> dict[str, Tensor]:
        if job.content is None:
            return {}
        picture = resize(to_tensor(job.content), size).to(device)
        names = [name for name, _ in self._content_layers]
        return self._network.features(picture, names, self._checkpoint)

    def _look_at_styles(
        self, job: StyleJob, size: tuple[int, int], device: torch.device
    ) -> dict[str, Tensor]:
        """The style pictures' Gram matrices, blended by the styles' shares."""
        names = [name for name, _ in self._style_layers]
        whole = sum(style.weight for style in job.styles)
        targets: dict[str, Tensor] = {}
        for style in job.styles:
            scale = style.scale * job.params.style_scale
            shape = style_size(style.pixels, size[0] * size[1], scale, smallest_side(names))
            picture = resize(to_tensor(style.pixels), shape).to(device)
            for name, features in self._network.features(picture, names, self._checkpoint).items():
                share = style.weight / whole * gram(features)
                targets[name] = targets[name] + share if name in targets else share
        return targets


def _shares(layers: LayerWeights, normalisation: str) -> LayerWeights:
    """The layers' weights; `relative`: scaled to a sum of 1, so that a layer more or less
    does not change the whole term's strength."""
    used = tuple((name, weight) for name, weight in layers if weight > 0)
    if normalisation == "absolute":
        return used
    whole = sum(weight for _, weight in used)
    return tuple((name, weight / whole) for name, weight in used)
