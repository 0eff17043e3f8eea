"""oneDNN's convolution with bias and ReLU in one pass, its channels last.

On a CPU it is the quickest in bfloat16 wherever the processor multiplies 16-bit numbers, and often
in float32. PyTorch keeps the operator for its compiler and calls it private: it is used only where
it exists and agrees with the ordinary convolution.
"""

import functools
import logging

import torch
import torch.nn.functional as F
from torch import Tensor

logger = logging.getLogger(__name__)

_ERROR = {torch.float32: 1e-4, torch.bfloat16: 1e-2}  # of the largest output


@functools.cache
def is_sound(dtype: torch.dtype) -> bool:
    """Whether it works here with features of this type, and gives what the ordinary one does."""
    if dtype not in _ERROR:
        return False
    generator = torch.Generator().manual_seed(0)
    features = torch.randn(1, 64, 19, 21, generator=generator)
    filters = torch.randn(64, 64, 3, 3, generator=generator)
    bias = torch.randn(64, generator=generator)
    expected = F.conv2d(features, filters, bias, padding=1).relu()
    narrow = features.to(dtype)
    try:
        packed = pack(filters.to(dtype), narrow, 1)
        found = convolve(narrow, packed, bias.to(dtype), 1, rectified=True)
    except (AttributeError, RuntimeError) as error:
        logger.info("the fused convolution is not usable here in %s: %s", dtype, error)
        return False
    return bool((found - expected).abs().max() < _ERROR[dtype] * expected.max())


def pack(filters: Tensor, features: Tensor, padding: int) -> Tensor:
    """The filters (K, C, 3, 3) in the order in which the processor wants them.

    That of features like these; with others they are put in order again at every call. padding:
    as in convolve. Returns a tensor that only convolve can read.
    """
    both = [padding, padding]
    reorder = torch.ops.mkldnn._reorder_convolution_weight
    packed: Tensor = reorder(filters, both, [1, 1], [1, 1], 1, list(features.shape))
    return packed


def convolve(
    features: Tensor, filters: Tensor, bias: Tensor | None, padding: int, rectified: bool
) -> Tensor:
    """The convolution, or its ReLU: (1, C, H, W) -> (1, K, H, W), channels last.

    filters: (K, C, 3, 3), or what pack made of them. padding: by zeros, px.
    """
    both = [padding, padding]
    found: Tensor = torch.ops.mkldnn._convolution_pointwise(
        features.contiguous(memory_format=torch.channels_last), filters, bias,
        both, [1, 1], [1, 1], 1, "relu" if rectified else "none", [], "",
    )  # fmt: skip
    return found
