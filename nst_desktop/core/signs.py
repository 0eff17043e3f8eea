"""Where a layer's outputs are above zero: all that the way back through a ReLU needs of them."""

import numpy as np
import torch
from torch import Tensor


def layout_of(features: Tensor) -> torch.memory_format:
    """Whether the channels of a position lie side by side, or the positions of a channel."""
    if features.is_contiguous(memory_format=torch.channels_last) and not features.is_contiguous():
        return torch.channels_last
    return torch.contiguous_format


def in_bits(rectified: Tensor) -> Tensor:
    """Features >= 0 as whole numbers of the same order, where those are compared more quickly.

    On a CPU these are the numbers' own bits; nothing is copied.
    """
    if rectified.device.type != "cpu" or rectified.dtype.itemsize > 4:
        return rectified
    return rectified.view(torch.int16 if rectified.dtype.itemsize == 2 else torch.int32)


def is_positive(rectified: Tensor) -> Tensor:
    """Where features >= 0 are above zero: bool, in their shape and layout."""
    return in_bits(rectified).to(torch.bool)


class Signs:
    """A flag for each position of a tensor: a bit on the CPU, a byte on other devices."""

    def __init__(self, positive: Tensor) -> None:
        """positive: bool, (1, C, H, W); its memory layout is kept."""
        positive = positive.contiguous(memory_format=layout_of(positive))
        self._shape, self._strides = positive.shape, positive.stride()
        self._positive: Tensor | None = None
        if positive.device.type == "cpu":
            flat = positive.as_strided((positive.numel(),), (1,))
            self._bits = np.packbits(flat.numpy())
        else:
            self._positive = positive

    def factors(self) -> Tensor:
        """1 or 0 for each position, in the shape and order of the tensor, as a small type."""
        if self._positive is not None:
            return self._positive
        count = self._shape.numel()
        flat = torch.from_numpy(np.unpackbits(self._bits, count=count))
        return flat.as_strided(self._shape, self._strides)
