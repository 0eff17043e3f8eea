"""The three poolings of 2 x 2 that StyleParams.pooling names, and their ways back.

Each takes rectified features (1, C, H, W) to (1, C, H // 2, W // 2), and a gradient the other way,
in the features' own memory layout.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import torch
import torch.nn.functional as F
from torch import Tensor

from nst_desktop.core.signs import Signs, in_bits, is_positive, layout_of


class PoolingMemo(Protocol):
    """What a pooling remembers of its features."""

    def back(self, gradient: Tensor) -> Tensor:
        """The gradient with respect to the features, from that with respect to the output."""


@dataclass(frozen=True, slots=True)
class Pooling:
    """One kind of pooling.

    forward: features -> output. record: features -> output and memo. passes_positive: whether its
    way back gives zero wherever a feature is zero, so that the ReLU before it has nothing to do.
    """

    forward: Callable[[Tensor], Tensor]
    record: Callable[[Tensor], tuple[Tensor, PoolingMemo]]
    passes_positive: bool = False


def widened(features: Tensor) -> Tensor:
    """In 32 bits at least."""
    return features.float() if features.dtype.itemsize < 4 else features


class _Winners:
    """Which of each four features is the highest, and above zero.

    Of equal ones it is the first in its column, and then the left column.
    """

    def __init__(self, features: Tensor, upper: Signs, left: Signs, right: Signs) -> None:
        self._shape = features.shape
        self._layout = layout_of(features)
        self._upper, self._left, self._right = upper, left, right

    def back(self, gradient: Tensor) -> Tensor:
        """See PoolingMemo."""
        count, channels, height, width = self._shape
        found = torch.empty(
            self._shape, dtype=gradient.dtype, device=gradient.device, memory_format=self._layout
        )
        height, width = height // 2 * 2, width // 2 * 2
        found[:, :, height:], found[..., width:] = 0, 0
        along = torch.empty(
            (count, channels, height // 2, width), dtype=gradient.dtype, device=gradient.device,
            memory_format=self._layout,
        )  # fmt: skip
        torch.mul(gradient, self._left.factors(), out=along[..., 0::2])
        torch.mul(gradient, self._right.factors(), out=along[..., 1::2])
        upper, lower = found[:, :, 0:height:2, :width], found[:, :, 1:height:2, :width]
        torch.mul(along, self._upper.factors(), out=upper)
        torch.sub(along, upper, out=lower)
        return found


@dataclass(frozen=True, slots=True)
class _ByAutograd:
    """Works for any pooling; remembers all features."""

    features: Tensor
    forward: Callable[[Tensor], Tensor]

    def back(self, gradient: Tensor) -> Tensor:
        """See PoolingMemo."""
        with torch.enable_grad():
            leaf = self.features.detach().requires_grad_()
            return torch.autograd.grad(self.forward(leaf), leaf, gradient)[0]


@dataclass(frozen=True, slots=True)
class _Even:
    """The way back through the average: the same for all four."""

    shape: torch.Size
    layout: torch.memory_format

    def back(self, gradient: Tensor) -> Tensor:
        """See PoolingMemo."""
        found = torch.empty(
            self.shape, dtype=gradient.dtype, device=gradient.device, memory_format=self.layout
        )
        height, width = (side // 2 * 2 for side in self.shape[2:])
        found[:, :, height:], found[..., width:] = 0, 0
        share = gradient / 2
        for down in range(2):
            for across in range(2):
                found[:, :, down:height:2, across:width:2] = share
        return found


def _max(features: Tensor) -> Tensor:
    # PyTorch's own finds indices as well, which takes it five times as long on a CPU.
    upper, lower = _rows(features)
    rows = torch.maximum(upper, lower)
    return torch.maximum(rows[..., 0::2], rows[..., 1::2])


def _record_max(features: Tensor) -> tuple[Tensor, PoolingMemo]:
    upper, lower = _rows(features)
    is_upper = in_bits(upper) >= in_bits(lower)
    rows = torch.maximum(upper, lower)
    left, right = rows[..., 0::2], rows[..., 1::2]
    pooled = torch.maximum(left, right)
    positive, is_left = is_positive(pooled), in_bits(left) >= in_bits(right)
    winners = _Winners(
        features, Signs(is_upper), Signs(is_left & positive),
        Signs(is_left.logical_not_().logical_and_(positive)),
    )  # fmt: skip
    return pooled, winners


def _rows(features: Tensor) -> tuple[Tensor, Tensor]:
    """The rows of each pair, without a last one that has no partner."""
    height, width = (side // 2 * 2 for side in features.shape[2:])
    return features[:, :, 0:height:2, :width], features[:, :, 1:height:2, :width]


def _average(features: Tensor) -> Tensor:
    # The factor keeps the size of the activations (crowsonkb/style-transfer-pytorch);
    # Gatys 2015 left it out.
    return 2 * F.avg_pool2d(features, 2)


def _l2(features: Tensor) -> Tensor:
    # The small constant keeps the root's gradient finite where all four are zero.
    squares = widened(features).square()
    return (0.78 * (4 * F.avg_pool2d(squares, 2) + 1e-8).sqrt()).to(features.dtype)


POOLINGS: dict[str, Pooling] = {
    "max": Pooling(_max, _record_max, passes_positive=True),
    "average": Pooling(
        _average, lambda features: (_average(features), _Even(features.shape, layout_of(features)))
    ),
    "l2": Pooling(
        _l2, lambda features: (_l2(features), _ByAutograd(features, _l2)), passes_positive=True
    ),
}
