"""The 3x3 convolution with ReLU, where a run spends nearly all its time.

On a CPU there are four methods:

- PyTorch's ordinary convolution;
- oneDNN's convolution, fused with the ReLU, in the channels-last layout;
- NNPACK's Winograd convolution F(6x6, 3x3) (Lavin & Gray 2015), which PyTorch's wheels include but
  never select;
- our own Winograd convolution, built from matrix products.

The fastest method depends on the machine and the shape, so the methods are timed once and the
winner is remembered. In 16 bits, only the fused method is used. NNPACK's operator is private, so it
is used only where it exists and agrees with the ordinary convolution.
"""

import functools
import logging
from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor

from nst_desktop.core import fused, winograd
from nst_desktop.core.signs import Signs
from nst_desktop.core.tuning import TUNING, Candidate

logger = logging.getLogger(__name__)

# Below these limits the ordinary convolution is the fastest, or the difference is negligible.
_MIN_POSITIONS, _MIN_CHANNELS = 100, 64
# Our own Winograd convolution keeps transformed filters, which are only worth their memory for
# layers with few positions and many channels.
_MAX_WINOGRAD_POSITIONS, _MIN_WINOGRAD_CHANNELS = 16384, 256


class Filters:
    """One layer's constant filters, with the forward and backward passes through the layer."""

    def __init__(
        self,
        filters: Tensor,
        bias: Tensor,
        quick: bool = True,
        dtype: torch.dtype | None = None,
    ) -> None:
        """Prepare a layer's filters.

        Args:
            filters: Filters, (K, C, 3, 3).
            bias: Bias, (K,).
            quick: Whether to use the fastest method; if False, only the ordinary one is used.
            dtype: Type of the features. If None, they have the filters' type. The first layer takes
                the picture in the filters' own type if the features' type is narrower.
        """
        self._dtype = dtype or filters.dtype
        self._takes_picture = filters.shape[1] == 3
        is_narrow = self._dtype.itemsize < filters.dtype.itemsize
        own_dtype = filters.dtype if self._takes_picture and is_narrow else self._dtype
        self._filters, self._bias = filters.to(own_dtype), bias.to(own_dtype)
        self._quick = quick
        self._backward_filters: Tensor | None = None
        self._transformed: Tensor | None = None
        self._packed: dict[bool, Tensor] = {}
        self._sparing = False

    def forward(self, features: Tensor, padding: int) -> Tensor:
        """Return relu(convolution), (1, C, H, W) -> (1, K, H, W), with 0 or 1 px of padding."""
        method = self._method(features, padding, is_backward=False)
        if method == "fused":
            return self._fused(features, padding, is_backward=False)
        return self._convolve(method, features, padding, is_backward=False).to(self._dtype).relu_()

    def backward(self, gradient: Tensor, passed: Signs | None, padding: int) -> Tensor:
        """Return the exact gradient with respect to the features given to forward().

        The backward pass of a convolution is again a convolution, with the filters rotated by 180
        degrees and transposed.

        Args:
            gradient: Gradient with respect to forward()'s output; overwritten.
            passed: Positions where forward()'s output is above zero; None if the gradient is
                already zero elsewhere.
            padding: Padding given to forward(), in px.
        """
        if passed is not None:
            gradient = gradient.mul_(passed.factors())
        if self._takes_picture and _is_plain(gradient) and padding == 0:
            return _spread(gradient, self._filters)
        method = self._method(gradient, 2 - padding, is_backward=True)
        if method == "fused":
            return self._fused(gradient, 2 - padding, is_backward=True)
        return self._convolve(method, gradient, 2 - padding, is_backward=True)

    def forget(self) -> None:
        """Free the memory used by transformed and packed filters, which can be recomputed."""
        self._transformed = None
        self._packed.clear()

    def set_sparing(self, sparing: bool) -> None:
        """Set whether to save memory by keeping nothing that can be recomputed."""
        self._sparing = sparing
        if sparing:
            self.forget()
            self._backward_filters = None

    def _fused(self, features: Tensor, padding: int, is_backward: bool) -> Tensor:
        bias = None if is_backward else self._bias
        filters = self._packed_for(features, padding, is_backward)
        return fused.convolve_fused(features, filters, bias, padding, rectified=not is_backward)

    def _packed_for(self, features: Tensor, padding: int, is_backward: bool) -> Tensor:
        if is_backward not in self._packed:
            plain = _backward_form(self._filters.to(self._dtype)) if is_backward else self._filters
            if self._sparing:
                return plain
            self._packed[is_backward] = fused.pack_weights(plain, features, padding)
        return self._packed[is_backward]

    def _convolve(self, method: str, features: Tensor, padding: int, is_backward: bool) -> Tensor:
        bias = None if is_backward else self._bias
        if method == "winograd":
            outputs = winograd.convolve_winograd(features, self._transformed_filters(), is_backward)
            return outputs if bias is None else outputs.add_(bias.view(-1, 1, 1))
        filters = self._filters_for_backward() if is_backward else self._filters
        if method == "nnpack":
            return torch._nnpack_spatial_convolution(features.contiguous(), filters, bias, 1, 1)
        return F.conv2d(features, filters, bias, padding=padding)

    def _method(self, features: Tensor, padding: int, is_backward: bool) -> str:
        """Return the method to use: ordinary, nnpack, winograd or fused."""
        if not self._quick or features.device.type != "cpu":
            return "ordinary"
        if features.dtype != torch.float32:
            return "fused" if fused.is_fused_sound(features.dtype) else "ordinary"
        outputs, channels = self._filters.shape[:2]
        positions = features.shape[2] * features.shape[3]
        if padding != 1 or positions < _MIN_POSITIONS or min(outputs, channels) < _MIN_CHANNELS:
            return "ordinary"
        shape = (outputs, channels) if is_backward else (channels, outputs)
        method = fastest_method(*shape, positions)
        return "ordinary" if self._sparing and method == "winograd" else method

    def _filters_for_backward(self) -> Tensor:
        if self._sparing:
            return _backward_form(self._filters.to(self._dtype))
        if self._backward_filters is None:
            self._backward_filters = _backward_form(self._filters.to(self._dtype))
        return self._backward_filters

    def _transformed_filters(self) -> Tensor:
        if self._transformed is None:
            self._transformed = winograd.transform(self._filters)
        return self._transformed


def fastest_method(channels: int, outputs: int, positions: int) -> str:
    """Return the fastest sound method for float32 features on the CPU, with 1 px of padding."""
    few = positions <= _MAX_WINOGRAD_POSITIONS
    max_side = 64 if max(channels, outputs) > 128 else 128
    side = 16 if positions <= 512 else 32 if positions <= 2048 else 64 if few else max_side
    kind = f"{channels}-{outputs} {'at' if few else 'beyond'} {side}"
    method = TUNING.quickest(kind, lambda: _methods(channels, outputs, side, few))
    # A remembered method may not work in this process.
    return method if is_convolution_sound(method) else "ordinary"


def keeps_transformed(channels: int, outputs: int, positions: int) -> bool:
    """Return whether a layer of this shape keeps transformed filters on the CPU, in float32."""
    if min(channels, outputs) < _MIN_WINOGRAD_CHANNELS or positions > _MAX_WINOGRAD_POSITIONS:
        return False
    shapes = (channels, outputs), (outputs, channels)
    return any(fastest_method(*shape, positions) == "winograd" for shape in shapes)


@functools.cache
def is_convolution_sound(method: str) -> bool:
    """Return whether this method works here and agrees with the ordinary convolution to 1e-3."""
    if method == "ordinary":
        return True
    if method == "fused":
        return fused.is_fused_sound(torch.float32)
    # is_available() initialises NNPACK; otherwise every call to it would fail.
    if method == "nnpack" and not (
        hasattr(torch, "_nnpack_spatial_convolution") and torch.backends.nnpack.is_available()
    ):
        return False
    generator = torch.Generator().manual_seed(0)
    features = torch.randn(1, 64, 37, 41, generator=generator)
    filters = torch.randn(64, 64, 3, 3, generator=generator)
    ordinary = F.conv2d(features, filters, padding=1)
    try:
        outputs = _compute(method, features, filters)()
    except RuntimeError as error:
        logger.info("%s is not usable here: %s", method, error)
        return False
    return bool((outputs - ordinary).abs().max() < 1e-3 * ordinary.abs().max())


def _backward_form(filters: Tensor) -> Tensor:
    """Rotate the filters by 180 degrees and transpose them, (K, C, 3, 3) -> (C, K, 3, 3)."""
    layout = (
        torch.channels_last
        if filters.is_contiguous(memory_format=torch.channels_last)
        else torch.contiguous_format
    )
    return filters.flip(2, 3).transpose(0, 1).contiguous(memory_format=layout)


def _methods(channels: int, outputs: int, side: int, few: bool) -> dict[str, Candidate]:
    names = ["nnpack", "ordinary"] if side > 16 else ["ordinary", "nnpack"]
    if few and min(channels, outputs) >= _MIN_WINOGRAD_CHANNELS:
        names.insert(0 if side <= 32 else 2, "winograd")
    names.append("fused")
    features = torch.rand(1, channels, side, side)
    filters = torch.rand(outputs, channels, 3, 3)
    return {name: _compute(name, features, filters) for name in names if is_convolution_sound(name)}


def _compute(method: str, features: Tensor, filters: Tensor) -> Callable[[], Tensor]:
    if method == "nnpack":
        return lambda: torch._nnpack_spatial_convolution(features, filters, None, 1, 1)
    if method == "winograd":
        points = winograd.transform(filters)
        return lambda: winograd.convolve_winograd(features, points, turned=False)
    if method == "fused":
        channels_last = features.contiguous(memory_format=torch.channels_last)
        packed = fused.pack_weights(filters, channels_last, 1)
        return lambda: fused.convolve_fused(channels_last, packed, None, 1, rectified=False)
    return lambda: F.conv2d(features, filters, padding=1)


def _is_plain(features: Tensor) -> bool:
    return features.device.type == "cpu" and features.dtype == torch.float32


def _spread(gradient: Tensor, filters: Tensor) -> Tensor:
    """Return the first layer's gradient, (1, K, H, W) -> (1, 3, H + 2, W + 2).

    Since there are only three output channels, one small product per position and nine shifted
    sums take a third of a convolution's time.
    """
    height, width = gradient.shape[2:]
    flat = filters.permute(1, 2, 3, 0).reshape(27, -1)
    parts = (flat @ gradient.reshape(len(filters), -1)).view(3, 3, 3, height, width)
    total = gradient.new_zeros(1, 3, height + 2, width + 2)
    for down in range(3):
        for across in range(3):
            total[0, :, down : down + height, across : across + width] += parts[:, down, across]
    return total
