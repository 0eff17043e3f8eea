"""oneDNN's convolution, fused with bias and ReLU in one pass, in the channels-last layout.

On a CPU this is the fastest method for bfloat16 if the processor has 16-bit multiplication, and
often for float32 too. PyTorch's operator is private and meant for PyTorch's compiler, so it is used
only where it exists and agrees with the ordinary convolution.
"""

import functools
import logging

import torch
import torch.nn.functional as F
from torch import Tensor

logger = logging.getLogger(__name__)

_MAX_ERROR = {torch.float32: 1e-4, torch.bfloat16: 1e-2}  # as a fraction of the largest output


@functools.cache
def is_fused_sound(dtype: torch.dtype) -> bool:
    """Return whether this method works here for this type and agrees with the ordinary one."""
    if dtype not in _MAX_ERROR:
        return False
    generator = torch.Generator().manual_seed(0)
    features = torch.randn(1, 64, 19, 21, generator=generator)
    filters = torch.randn(64, 64, 3, 3, generator=generator)
    bias = torch.randn(64, generator=generator)
    expected = F.conv2d(features, filters, bias, padding=1).relu()
    narrow = features.to(dtype)
    try:
        packed = pack_weights(filters.to(dtype), narrow, 1)
        outputs = convolve_fused(narrow, packed, bias.to(dtype), 1, rectified=True)
    except (AttributeError, RuntimeError) as error:
        logger.info("the fused convolution is not usable here in %s: %s", dtype, error)
        return False
    return bool((outputs - expected).abs().max() < _MAX_ERROR[dtype] * expected.max())


def pack_weights(filters: Tensor, features: Tensor, padding: int) -> Tensor:
    """Reorder filters into the layout that is fastest on this processor.

    Args:
        filters: Filters, (K, C, 3, 3).
        features: Features for which the packed filters will be fastest. For features of another
            shape, convolve_fused() reorders the filters again in every call.
        padding: Padding for convolve_fused(), in px.

    Returns:
        A tensor that only convolve_fused() can read.
    """
    both = [padding, padding]
    reorder = torch.ops.mkldnn._reorder_convolution_weight
    packed: Tensor = reorder(filters, both, [1, 1], [1, 1], 1, list(features.shape))
    return packed


def convolve_fused(
    features: Tensor, filters: Tensor, bias: Tensor | None, padding: int, rectified: bool
) -> Tensor:
    """Return the convolution or its ReLU, (1, C, H, W) -> (1, K, H, W), in channels-last layout.

    Args:
        features: Features, (1, C, H, W), in any memory layout.
        filters: Filters, (K, C, 3, 3), or the result of pack_weights().
        bias: Bias, (K,), or None.
        padding: Zero padding, in px.
        rectified: Whether to apply the ReLU.
    """
    both = [padding, padding]
    outputs: Tensor = torch.ops.mkldnn._convolution_pointwise(
        features.contiguous(memory_format=torch.channels_last), filters, bias,
        both, [1, 1], [1, 1], 1, "relu" if rectified else "none", [], "",
    )  # fmt: skip
    return outputs
