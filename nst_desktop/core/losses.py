"""The terms of the objective. All are means, never sums, so that they do not grow with size."""

from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor


class _Gram(torch.autograd.Function):
    """F F^T / (C N); its gradient takes one product where autograd would take two."""

    @staticmethod
    def forward(ctx: Any, features: Tensor) -> Tensor:
        flat = features.flatten(2)[0]
        ctx.save_for_backward(features)
        return (flat @ flat.T).div_(flat.numel())

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> Tensor:
        (features,) = ctx.saved_tensors
        flat = features.flatten(2)[0]
        both = (gradients[0] + gradients[0].T).div_(flat.numel())
        return (both @ flat).view_as(features)


def gram(features: Tensor) -> Tensor:
    """The Gram matrix G = F F^T / (C N) of features (1, C, H, W): (C, C).

    Gatys 2015 eq. 3; divided by C N as in Johnson 2016, so that it does not grow with size.
    """
    return _Gram.apply(features)


def mean_square_error(found: Tensor, target: Tensor, normalisation: str) -> Tensor:
    """mean((found - target)^2); `relative`: divided by mean(target^2).

    For features this is the content loss (Gatys 2015 eq. 1), for Gram matrices a layer's style
    loss (eq. 4), both up to a constant. Divided, it is 1 for a picture without any features.
    """
    error = F.mse_loss(found, target)
    if normalisation == "relative":
        error = error / target.square().mean().clamp_min(1e-12)
    return error


def total_variation(picture: Tensor) -> Tensor:
    """Mean of the squared differences between neighbours, across plus down.

    picture: (1, 3, H, W), 0..1. A side of 1 px adds nothing.
    """
    terms = [
        torch.diff(picture, dim=axis).square().mean() for axis in (2, 3) if picture.shape[axis] > 1
    ]
    return sum(terms, picture.new_zeros(()))
