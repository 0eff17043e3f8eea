"""The 3x3 convolution with ReLU, the operation in which a run spends nearly all its time.

On a CPU there are four ways: PyTorch's ordinary one; the same fused with the ReLU, channels last;
NNPACK's Winograd F(6x6, 3x3) (Lavin & Gray 2015), which PyTorch's wheels carry and never pick by
themselves; and our own, of matrix products. Which is the quickest depends on the machine and the
shape, so it is timed once and remembered. In 16 bits it is the fused one.
NNPACK's operator is private: it is used only where it exists and agrees with the ordinary one.
"""

import functools
import logging
from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor

from nst_desktop.core import fused, winograd
from nst_desktop.core.signs import Signs
from nst_desktop.core.tuning import TUNING, Way

logger = logging.getLogger(__name__)

# Below these the ordinary convolution is the quickest everywhere, or it does not matter.
_LEAST_POSITIONS, _LEAST_CHANNELS = 100, 64
# Our own way keeps transformed filters, worth their memory only for few positions of many channels.
_MAX_POSITIONS, _MANY_CHANNELS = 16384, 256


class Filters:
    """The constant filters of one layer, in the forms that both directions need."""

    def __init__(
        self,
        filters: Tensor,
        bias: Tensor,
        quick: bool = True,
        dtype: torch.dtype | None = None,
    ) -> None:
        """filters: (K, C, 3, 3). bias: (K,). quick: False for the ordinary convolution only.

        dtype: of the features; None: the filters'. The picture itself is taken as it is.
        """
        self._dtype = dtype or filters.dtype
        self._takes_picture = filters.shape[1] == 3
        is_narrow = self._dtype.itemsize < filters.dtype.itemsize
        there = filters.dtype if self._takes_picture and is_narrow else self._dtype
        self._filters, self._bias = filters.to(there), bias.to(there)
        self._quick = quick
        self._turned: Tensor | None = None
        self._transformed: Tensor | None = None
        self._packed: dict[bool, Tensor] = {}
        self._sparing = False

    def forward(self, features: Tensor, padding: int) -> Tensor:
        """relu(convolution): (1, C, H, W) -> (1, K, H, W). padding: by zeros, 0 or 1 px."""
        way = self._way(features, padding, turned=False)
        if way == "fused":
            return self._fused(features, padding, turned=False)
        return self._convolve(way, features, padding, turned=False).to(self._dtype).relu_()

    def backward(self, gradient: Tensor, passed: Signs | None, padding: int) -> Tensor:
        """The gradient with respect to forward's features; exact, the filters are constant.

        gradient: that with respect to forward's output; it is overwritten. passed: where the
        output is above zero; None: the gradient is zero elsewhere already. The way back through
        the convolution is again one, with the filters turned round and transposed.
        """
        if passed is not None:
            gradient = gradient.mul_(passed.factors())
        if self._takes_picture and _is_plain(gradient) and padding == 0:
            return _spread(gradient, self._filters)
        way = self._way(gradient, 2 - padding, turned=True)
        if way == "fused":
            return self._fused(gradient, 2 - padding, turned=True)
        return self._convolve(way, gradient, 2 - padding, turned=True)

    def forget(self) -> None:
        """Give back the memory of what can be computed again."""
        self._transformed = None
        self._packed.clear()

    def spare(self, sparing: bool) -> None:
        """Whether to keep nothing that can be computed again, from now on."""
        self._sparing = sparing
        if sparing:
            self.forget()
            self._turned = None

    def _fused(self, features: Tensor, padding: int, turned: bool) -> Tensor:
        bias = None if turned else self._bias
        filters = self._packed_for(features, padding, turned)
        return fused.convolve(features, filters, bias, padding, rectified=not turned)

    def _packed_for(self, features: Tensor, padding: int, turned: bool) -> Tensor:
        if turned not in self._packed:
            plain = turn(self._filters.to(self._dtype)) if turned else self._filters
            if self._sparing:
                return plain
            self._packed[turned] = fused.pack(plain, features, padding)
        return self._packed[turned]

    def _convolve(self, way: str, features: Tensor, padding: int, turned: bool) -> Tensor:
        bias = None if turned else self._bias
        if way == "winograd":
            found = winograd.convolve(features, self._in_points(), turned)
            return found if bias is None else found.add_(bias.view(-1, 1, 1))
        filters = self._turn() if turned else self._filters
        if way == "nnpack":
            return torch._nnpack_spatial_convolution(features.contiguous(), filters, bias, 1, 1)
        return F.conv2d(features, filters, bias, padding=padding)

    def _way(self, features: Tensor, padding: int, turned: bool) -> str:
        """How to convolve: ordinary, nnpack, winograd or fused."""
        if not self._quick or features.device.type != "cpu":
            return "ordinary"
        if features.dtype != torch.float32:
            return "fused" if fused.is_sound(features.dtype) else "ordinary"
        outputs, channels = self._filters.shape[:2]
        positions = features.shape[2] * features.shape[3]
        if padding != 1 or positions < _LEAST_POSITIONS or min(outputs, channels) < _LEAST_CHANNELS:
            return "ordinary"
        way = quickest(*((outputs, channels) if turned else (channels, outputs)), positions)
        return "ordinary" if self._sparing and way == "winograd" else way

    def _turn(self) -> Tensor:
        if self._sparing:
            return turn(self._filters.to(self._dtype))
        if self._turned is None:
            self._turned = turn(self._filters.to(self._dtype))
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
    few = positions <= _MAX_POSITIONS
    most = 64 if max(channels, outputs) > 128 else 128
    side = 16 if positions <= 512 else 32 if positions <= 2048 else 64 if few else most
    kind = f"{channels}-{outputs} {'at' if few else 'beyond'} {side}"
    way = TUNING.quickest(kind, lambda: _ways(channels, outputs, side, few))
    return way if is_sound(way) else "ordinary"  # a remembered one is new to this process


def keeps_transformed(channels: int, outputs: int, positions: int) -> bool:
    """Whether a layer of this shape keeps its filters transformed, on the CPU in float32."""
    if min(channels, outputs) < _MANY_CHANNELS or positions > _MAX_POSITIONS:
        return False
    there, back = (channels, outputs), (outputs, channels)
    return any(quickest(*each, positions) == "winograd" for each in (there, back))


@functools.cache
def is_sound(way: str) -> bool:
    """Whether this way works here and agrees with the ordinary convolution to 1e-3."""
    if way == "ordinary":
        return True
    if way == "fused":
        return fused.is_sound(torch.float32)
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
    if few and min(channels, outputs) >= _MANY_CHANNELS:
        names.insert(0 if side <= 32 else 2, "winograd")
    names.append("fused")
    features = torch.rand(1, channels, side, side)
    filters = torch.rand(outputs, channels, 3, 3)
    return {name: _compute(name, features, filters) for name in names if is_sound(name)}


def _compute(way: str, features: Tensor, filters: Tensor) -> Callable[[], Tensor]:
    if way == "nnpack":
        return lambda: torch._nnpack_spatial_convolution(features, filters, None, 1, 1)
    if way == "winograd":
        points = winograd.transform(filters)
        return lambda: winograd.convolve(features, points, turned=False)
    if way == "fused":
        last = features.contiguous(memory_format=torch.channels_last)
        packed = fused.pack(filters, last, 1)
        return lambda: fused.convolve(last, packed, None, 1, rectified=False)
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
