"""The three poolings of 2 x 2 that StyleParams.pooling names, and their ways back.

forward: rectified features (1, C, H, W) -> (1, C, H // 2, W // 2).
backward(features, pooled, gradient): the gradient with respect to the features, from that with
respect to what forward gave.
"""

from collections.abc import Callable
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

_CHUNK = 64  # rows that are worked through at once: what they take stays in the processor's cache
_NOT_NEGATIVE = -1.2e-38  # no difference of two unequal numbers lies between this and zero


@dataclass(frozen=True, slots=True)
class Pooling:
    """One kind of pooling."""

    forward: Callable[[Tensor], Tensor]
    backward: Callable[[Tensor, Tensor, Tensor], Tensor]


def widened(features: Tensor) -> Tensor:
    """In 32 bits at least."""
    return features.float() if features.dtype.itemsize < 4 else features


def _plain_max(features: Tensor) -> Tensor:
    return F.max_pool2d(features, 2)


def _max(features: Tensor) -> Tensor:
    if features.device.type != "cpu":
        return _plain_max(features)
    # PyTorch's own finds indices as well, which takes it five times as long.
    height, width = (side // 2 * 2 for side in features.shape[2:])
    rows = torch.maximum(features[:, :, 0:height:2], features[:, :, 1:height:2])
    return torch.maximum(rows[..., 0:width:2], rows[..., 1:width:2])


def _max_back(features: Tensor, pooled: Tensor, gradient: Tensor) -> Tensor:
    if features.device.type != "cpu" or features.dtype.itemsize < 4:
        return _by_autograd(_plain_max)(features, pooled, gradient)
    height, width = (2 * side for side in pooled.shape[2:])
    found = torch.empty_like(features)
    found[:, :, height:], found[..., width:] = 0, 0
    for top in range(0, height, _CHUNK):
        rows = slice(top, min(top + _CHUNK, height))
        above = gradient[:, :, rows.start // 2 : rows.stop // 2]
        _pass_to_highest(features[:, :, rows, :width], above, found[:, :, rows, :width])
    return found


def _pass_to_highest(features: Tensor, gradient: Tensor, found: Tensor) -> None:
    """Put into found what each of the four gets: all if it is the highest, else nothing.

    Of equal ones the first in its column gets it, and then the left column.
    """
    upper, lower = features[:, :, 0::2], features[:, :, 1::2]
    higher = torch.maximum(upper, lower)
    along = gradient.new_empty((*gradient.shape, 2))
    _pass_by_sign(gradient, higher[..., 0::2] - higher[..., 1::2], along[..., 0], along[..., 1])
    _pass_by_sign(along.flatten(3), upper - lower, found[:, :, 0::2], found[:, :, 1::2])


def _pass_by_sign(gradient: Tensor, difference: Tensor, first: Tensor, second: Tensor) -> None:
    """The gradient to first where the difference is not negative, else to second; the rest 0."""
    passed = torch.ops.aten.threshold_backward.grad_input
    passed(gradient, difference, _NOT_NEGATIVE, grad_input=first)
    passed(gradient, difference.neg_(), 0, grad_input=second)


def _average(features: Tensor) -> Tensor:
    # The factor keeps the size of the activations (crowsonkb/style-transfer-pytorch);
    # Gatys 2015 left it out.
    return 2 * F.avg_pool2d(features, 2)


def _l2(features: Tensor) -> Tensor:
    # The small constant keeps the root's gradient finite where all four are zero.
    squares = widened(features).square()
    return (0.78 * (4 * F.avg_pool2d(squares, 2) + 1e-8).sqrt()).to(features.dtype)


def _by_autograd(
    forward: Callable[[Tensor], Tensor],
) -> Callable[[Tensor, Tensor, Tensor], Tensor]:
    def backward(features: Tensor, _: Tensor, gradient: Tensor) -> Tensor:
        with torch.enable_grad():
            leaf = features.detach().requires_grad_()
            return torch.autograd.grad(forward(leaf), leaf, gradient)[0]

    return backward


POOLINGS = {
    "max": Pooling(_max, _max_back),
    "average": Pooling(_average, _by_autograd(_average)),
    "l2": Pooling(_l2, _by_autograd(_l2)),
}
