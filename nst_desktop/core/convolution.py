"""The 3x3 convolution with ReLU, the operation in which a run spends nearly all its time.

On a CPU, PyTorch's wheels carry NNPACK with Winograd's F(6x6, 3x3) (Lavin & Gray 2015), which
needs about half the time of PyTorch's ordinary choice for pictures of some size. PyTorch never
picks it by itself, and the operator is private: it is used only where it exists and agrees with
the ordinary convolution. The choice rests on the shape alone, so results are repeatable.
"""

import functools
import logging
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

logger = logging.getLogger(__name__)

# Below these NNPACK's transform of the filters costs more than its multiplications save
# (measured: equal at about 800 positions for 512 channels, at 3,000 for 64).
_LEAST_POSITIONS = 1200
_LEAST_CHANNELS = 64


class ConvolutionReLU(torch.autograd.Function):
    """relu(convolution(features)) for constant filters, exact in both directions.

    Only the rectified output is kept: it tells where the gradient passes, and the gradient with
    respect to the input is the convolution with the filters turned round and transposed.
    """

    @staticmethod
    def forward(
        ctx: Any, features: Tensor, filters: Tensor, turned: Tensor, bias: Tensor, padding: int
    ) -> Tensor:
        """features: (1, C, H, W). filters: (K, C, 3, 3). turned: see turn. bias: (K,)."""
        output = convolve(features, filters, bias, padding).relu_()
        ctx.save_for_backward(output, turned)
        ctx.padding = padding
        return output

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor | None, ...]:
        """The gradient with respect to the features; the filters are constant."""
        output, turned = ctx.saved_tensors
        passed = torch.ops.aten.threshold_backward(gradients[0], output, 0)
        return convolve(passed, turned, None, 2 - ctx.padding), None, None, None, None


def turn(filters: Tensor) -> Tensor:
    """The filters of the backward pass: (K, C, 3, 3) -> (C, K, 3, 3), turned by 180 degrees."""
    return filters.flip(2, 3).transpose(0, 1).contiguous()


def convolve(features: Tensor, filters: Tensor, bias: Tensor | None, padding: int) -> Tensor:
    """3x3 convolution by the quickest way that is sound for these shapes."""
    if padding == 1 and _suits_nnpack(features, filters) and nnpack_works():
        return torch._nnpack_spatial_convolution(features.contiguous(), filters, bias, 1, 1)
    return F.conv2d(features, filters, bias, padding=padding)


@functools.cache
def nnpack_works() -> bool:
    """Whether NNPACK is there and agrees with the ordinary convolution to 1e-3."""
    # is_available initialises NNPACK; without it every call fails.
    if not (hasattr(torch, "_nnpack_spatial_convolution") and torch.backends.nnpack.is_available()):
        return False
    generator = torch.Generator().manual_seed(0)
    features = torch.randn(1, 64, 37, 41, generator=generator)
    filters = torch.randn(64, 64, 3, 3, generator=generator)
    ordinary = F.conv2d(features, filters, padding=1)
    try:
        found = torch._nnpack_spatial_convolution(features, filters, None, 1, 1)
    except RuntimeError as error:
        logger.info("NNPACK is not usable here: %s", error)
        return False
    return bool((found - ordinary).abs().max() < 1e-3 * ordinary.abs().max())


def _suits_nnpack(features: Tensor, filters: Tensor) -> bool:
    return (
        features.device.type == "cpu"
        and features.dtype == torch.float32
        and features.shape[2] * features.shape[3] >= _LEAST_POSITIONS
        and min(filters.shape[:2]) >= _LEAST_CHANNELS
    )
