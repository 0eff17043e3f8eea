"""Masks of a layer's positive outputs, which are all that a ReLU's backward pass needs."""

import numpy as np
import torch
from torch import Tensor


def layout_of(features: Tensor) -> torch.memory_format:
    """Return the features' memory layout: channels_last or contiguous_format."""
    if features.is_contiguous(memory_format=torch.channels_last) and not features.is_contiguous():
        return torch.channels_last
    return torch.contiguous_format


def as_integers(rectified: Tensor) -> Tensor:
    """View non-negative floats as integers in the same order, if integers compare faster.

    On a CPU, the integers are the floats' own bits, without a copy. On other devices, and for
    64-bit floats, the tensor itself is returned.
    """
    if rectified.device.type != "cpu" or rectified.dtype.itemsize > 4:
        return rectified
    return rectified.view(torch.int16 if rectified.dtype.itemsize == 2 else torch.int32)


def is_positive(rectified: Tensor) -> Tensor:
    """Return a bool mask of the rectified features above zero, in their shape and layout."""
    return as_integers(rectified).to(torch.bool)


class Signs:
    """Boolean mask of a tensor: one bit per value on the CPU, one byte on other devices."""

    def __init__(self, positive: Tensor) -> None:
        """Store a bool tensor, (1, C, H, W), preserving its memory layout."""
        positive = positive.contiguous(memory_format=layout_of(positive))
        self._shape, self._strides = positive.shape, positive.stride()
        self._positive: Tensor | None = None
        if positive.device.type == "cpu":
            flat = positive.as_strided((positive.numel(),), (1,))
            self._bits = np.packbits(flat.numpy())
        else:
            self._positive = positive

    def factors(self) -> Tensor:
        """Return 1 or 0 for each value, as uint8 or bool, in the tensor's shape and layout."""
        if self._positive is not None:
            return self._positive
        count = self._shape.numel()
        flat = torch.from_numpy(np.unpackbits(self._bits, count=count))
        return flat.as_strided(self._shape, self._strides)
