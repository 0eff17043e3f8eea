"""The three 2 x 2 poolings of StyleParams.pooling, with their backward passes.

Each pooling maps rectified features, (1, C, H, W), to (1, C, H // 2, W // 2), and its backward pass
maps a gradient in the opposite direction. The memory layout of the features is preserved.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import torch
import torch.nn.functional as F
from torch import Tensor

from nst_desktop.core.signs import Signs, as_integers, is_positive, layout_of


class PoolingMemo(Protocol):
    """Data that a pooling keeps for its backward pass."""

    def backward(self, gradient: Tensor) -> Tensor:
        """Return the features' gradient, given the output's gradient."""


@dataclass(frozen=True, slots=True)
class Pooling:
    """Pooling function, with and without a record for the backward pass.

    Attributes:
        forward: Function that maps features to the output.
        record: Function that maps features to the output and a memo for the backward pass.
        passes_positive: Whether the backward pass gives zero wherever a feature is zero, so that
            the preceding ReLU needs no memo.
    """

    forward: Callable[[Tensor], Tensor]
    record: Callable[[Tensor], tuple[Tensor, PoolingMemo]]
    passes_positive: bool = False


def widen(features: Tensor) -> Tensor:
    """Return the features in at least 32 bits."""
    return features.float() if features.dtype.itemsize < 4 else features


class _Winners:
    """Memo for maximum pooling: the position of the largest of each four features, if above zero.

    If several are equal, the left column wins, and within a column the upper row.
    """

    def __init__(self, features: Tensor, upper: Signs, left: Signs, right: Signs) -> None:
        self._shape = features.shape
        self._layout = layout_of(features)
        self._upper, self._left, self._right = upper, left, right

    def backward(self, gradient: Tensor) -> Tensor:
        """See PoolingMemo."""
        count, channels, height, width = self._shape
        gradients = torch.empty(
            self._shape, dtype=gradient.dtype, device=gradient.device, memory_format=self._layout
        )
        height, width = height // 2 * 2, width // 2 * 2
        gradients[:, :, height:], gradients[..., width:] = 0, 0
        rows = torch.empty(
            (count, channels, height // 2, width), dtype=gradient.dtype, device=gradient.device,
            memory_format=self._layout,
        )  # fmt: skip
        torch.mul(gradient, self._left.factors(), out=rows[..., 0::2])
        torch.mul(gradient, self._right.factors(), out=rows[..., 1::2])
        upper, lower = gradients[:, :, 0:height:2, :width], gradients[:, :, 1:height:2, :width]
        torch.mul(rows, self._upper.factors(), out=upper)
        torch.sub(rows, upper, out=lower)
        return gradients


@dataclass(frozen=True, slots=True)
class _ByAutograd:
    """Memo that suits any pooling, since it keeps all features."""

    features: Tensor
    forward: Callable[[Tensor], Tensor]

    def backward(self, gradient: Tensor) -> Tensor:
        """See PoolingMemo."""
        with torch.enable_grad():
            leaf = self.features.detach().requires_grad_()
            return torch.autograd.grad(self.forward(leaf), leaf, gradient)[0]


@dataclass(frozen=True, slots=True)
class _Even:
    """Memo for average pooling: all four features get the same gradient."""

    shape: torch.Size
    layout: torch.memory_format

    def backward(self, gradient: Tensor) -> Tensor:
        """See PoolingMemo."""
        gradients = torch.empty(
            self.shape, dtype=gradient.dtype, device=gradient.device, memory_format=self.layout
        )
        height, width = (side // 2 * 2 for side in self.shape[2:])
        gradients[:, :, height:], gradients[..., width:] = 0, 0
        share = gradient / 2
        for down in range(2):
            for across in range(2):
                gradients[:, :, down:height:2, across:width:2] = share
        return gradients


def _max(features: Tensor) -> Tensor:
    # PyTorch's max_pool2d also finds indices, which takes five times as long on a CPU.
    upper, lower = _rows(features)
    rows = torch.maximum(upper, lower)
    return torch.maximum(rows[..., 0::2], rows[..., 1::2])


def _record_max(features: Tensor) -> tuple[Tensor, PoolingMemo]:
    upper, lower = _rows(features)
    is_upper = as_integers(upper) >= as_integers(lower)
    rows = torch.maximum(upper, lower)
    left, right = rows[..., 0::2], rows[..., 1::2]
    pooled = torch.maximum(left, right)
    positive, is_left = is_positive(pooled), as_integers(left) >= as_integers(right)
    winners = _Winners(
        features, Signs(is_upper), Signs(is_left & positive),
        Signs(is_left.logical_not_().logical_and_(positive)),
    )  # fmt: skip
    return pooled, winners


def _rows(features: Tensor) -> tuple[Tensor, Tensor]:
    """Return the upper and lower row of each pair, dropping an unpaired last row or column."""
    height, width = (side // 2 * 2 for side in features.shape[2:])
    return features[:, :, 0:height:2, :width], features[:, :, 1:height:2, :width]


def _average(features: Tensor) -> Tensor:
    # The factor preserves the magnitude of activations (crowsonkb/style-transfer-pytorch); Gatys
    # 2015 has none.
    return 2 * F.avg_pool2d(features, 2)


def _l2(features: Tensor) -> Tensor:
    # The small constant keeps the root's gradient finite where all four features are zero.
    squares = widen(features).square()
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
