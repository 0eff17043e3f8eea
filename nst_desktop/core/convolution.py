"""The 3x3 convolution with ReLU, the operation in which a run spends nearly all its time.

On a CPU there are three ways: PyTorch's ordinary one; NNPACK's Winograd F(6x6, 3x3) (Lavin & Gray
2015), which PyTorch's wheels carry and never pick by themselves; and our own, of matrix products.
Which is the quickest depends on the machine and the shape, so it is timed once and remembered.
NNPACK's operator is private: it is used only where it exists and agrees with the ordinary one.
"""

import functools
import logging
from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor

from nst_desktop.core import winograd
from nst_desktop.core.signs import Signs
from nst_desktop.core.tuning import TUNING, Way

logger = logging.getLogger(__name__)

# Below these the ordinary convolution is the quickest everywhere, or it does not matter.
_LEAST_POSITIONS, _LEAST_CHANNELS = 100, 64
# Our own way keeps transformed filters, worth their memory only for few positions of many channels.
MOST_POSITIONS, MANY_CHANNELS = 4096, 256


class Filters:
    """The constant filters of one layer, in the forms that both directions need."""

    def __init__(self, filters: Tensor, bias: Tensor, quick: bool = True) -> None:
        """filters: (K, C, 3, 3). bias: (K,). quick: False for the ordinary convolution only."""
        self._filters, self._bias, self._quick = filters, bias, quick
        self._turned: Tensor | None = None
        self._transformed: Tensor | None = None
        self._sparing = False

    def forward(self, features: Tensor, padding: int) -> Tensor:
        """relu(convolution): (1, C, H, W) -> (1, K, H, W). padding: by zeros, 0 or 1 px."""
        return self._convolve(features, padding, turned=False).relu_()

    def backward(self, gradient: Tensor, passed: Signs | None, padding: int) -> Tensor:
        """The gradient with respect to forward's features; exact, the filters are constant.

        gradient: that with respect to forward's output; it is overwritten. passed: where the
        output is above zero; None: the gradient is zero elsewhere already. The way back through
        the convolution is again one, with the filters turned round and transposed.
        """
        if passed is not None:
            gradient = gradient.mul_(passed.factors())
        if self._filters.shape[1] == 3 and _is_plain(gradient) and padding == 0:
            return _spread(gradient, self._filters)
        return self._convolve(gradient, 2 - padding, turned=True)

    def forget(self) -> None:
        """Give back the memory of what can be computed again."""
        self._transformed = None

    def spare(self, sparing: bool) -> None:
        """Whether to keep nothing that can be computed again, from now on."""
        self._sparing = sparing
        if sparing:
            self._turned = self._transformed = None

    def _convolve(self, features: Tensor, padding: int, turned: bool) -> Tensor:
        way = self._way(features, padding, turned)
        bias = None if turned else self._bias
        if way == "winograd":
            found = winograd.convolve(features, self._in_points(), turned)
            return found if bias is None else found.add_(bias.view(-1, 1, 1))
        filters = self._turn() if turned else self._filters
        if way == "nnpack":
            return torch._nnpack_spatial_convolution(features.contiguous(), filters, bias, 1, 1)
        return F.conv2d(features, filters, bias, padding=padding)

    def _way(self, features: Tensor, padding: int, turned: bool) -> str:
        """How to convolve: ordinary, nnpack or winograd."""
        outputs, channels = self._filters.shape[:2]
        positions = features.shape[2] * features.shape[3]
        if (
            not self._quick
            or padding != 1
            or not _is_plain(features)
            or positions < _LEAST_POSITIONS
            or min(outputs, channels) < _LEAST_CHANNELS
        ):
            return "ordinary"
        way = quickest(*((outputs, channels) if turned else (channels, outputs)), positions)
        return "ordinary" if self._sparing and way == "winograd" else way

    def _turn(self) -> Tensor:
        if self._sparing:
            return turn(self._filters)
        if self._turned is None:
            self._turned = turn(self._filters)
        return self._turned

    def _in_points(self) -> Tensor:
        if self._transformed is None:
            self._transformed = winograd.transform(self._filters)
        return self._transformed


def turn(filters: Tensor) -> Tensor:
    """The filters of the backward pass: (K, C, 3, 3) -> (C, K, 3, 3), turned by 180 degrees."""
    layout = (
        torch.channels_last
        if filters.is_contiguous(memory_format=torch.channels_last)
        else torch.contiguous_format
    )
    return filters.flip(2, 3).transpose(0, 1).contiguous(memory_format=layout)


def quickest(channels: int, outputs: int, positions: int) -> str:
    """The quickest sound way for float32 features on the CPU, padded by one."""
    few = positions <= MOST_POSITIONS
    most = 64 if max(channels, outputs) > 128 else 128
    side = 16 if positions <= 512 else 32 if positions <= 2048 else 64 if few else most
    kind = f"{channels}-{outputs} {'at' if few else 'beyond'} {side}"
    way = TUNING.quickest(kind, lambda: _ways(channels, outputs, side, few))
    return way if is_sound(way) else "ordinary"  # a remembered one is new to this process


@functools.cache
def is_sound(way: str) -> bool:
    """Whether this way works here and agrees with the ordinary convolution to 1e-3."""
    if way == "ordinary":
        return True
    # is_available initialises NNPACK; without it every call fails.
    if way == "nnpack" and not (
        hasattr(torch, "_nnpack_spatial_convolution") and torch.backends.nnpack.is_available()
    ):
        return False
    generator = torch.Generator().manual_seed(0)
    features = torch.randn(1, 64, 37, 41, generator=generator)
    filters = torch.randn(64, 64, 3, 3, generator=generator)
    ordinary = F.conv2d(features, filters, padding=1)
    try:
        found = _compute(way, features, filters)()
    except RuntimeError as error:
        logger.info("%s is not usable here: %s", way, error)
        return False
    return bool((found - ordinary).abs().max() < 1e-3 * ordinary.abs().max())


def _ways(channels: int, outputs: int, side: int, few: bool) -> dict[str, Way]:
    names = ["nnpack", "ordinary"] if side > 16 else ["ordinary", "nnpack"]
    if few and min(channels, outputs) >= MANY_CHANNELS:
        names.insert(0, "winograd")
    features = torch.rand(1, channels, side, side)
    filters = torch.rand(outputs, channels, 3, 3)
    return {name: _compute(name, features, filters) for name in names if is_sound(name)}


def _compute(way: str, features: Tensor, filters: Tensor) -> Callable[[], Tensor]:
    if way == "nnpack":
        return lambda: torch._nnpack_spatial_convolution(features, filters, None, 1, 1)
    if way == "winograd":
        points = winograd.transform(filters)
        return lambda: winograd.convolve(features, points, turned=False)
    return lambda: F.conv2d(features, filters, padding=1)


def _is_plain(features: Tensor) -> bool:
    return features.device.type == "cpu" and features.dtype == torch.float32


def _spread(gradient: Tensor, filters: Tensor) -> Tensor:
    """The first layer's way back, (1, K, H, W) -> (1, 3, H + 2, W + 2).

    With three channels to come out, one small product per position and nine shifted sums take a
    third of the time of a convolution.
    """
    height, width = gradient.shape[2:]
    flat = filters.permute(1, 2, 3, 0).reshape(27, -1)
    parts = (flat @ gradient.reshape(len(filters), -1)).view(3, 3, 3, height, width)
    found = gradient.new_zeros(1, 3, height + 2, width + 2)
    for down in range(3):
        for across in range(3):
            found[0, :, down : down + height, across : across + width] += parts[:, down, across]
    return found
