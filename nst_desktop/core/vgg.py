"""VGG-19 (Simonyan & Zisserman 2014): its convolutions and poolings, addressed by name."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from nst_desktop.core.convolution import Filters
from nst_desktop.core.errors import WeightsError
from nst_desktop.core.layers import CHANNELS_PER_BLOCK, CONVOLUTIONS, LAYERS, deepest
from nst_desktop.core.pooling import POOLINGS, PoolingMemo, widen
from nst_desktop.core.signs import Signs, is_positive

Memo = PoolingMemo | Signs | None  # data that a layer keeps for its backward pass


@dataclass(frozen=True, slots=True, eq=False)
class NetworkWeights:
    """Weights of VGG-19's convolutions, and the input format that they were trained for.

    Attributes:
        convolutions: 16 float32 pairs of filters, (K, C, 3, 3), and bias, (K,), in the order of
            CONVOLUTIONS. The first layer takes RGB.
        mean: Mean of each channel, for values in 0..1. The network's input is (picture - mean) /
            std.
        std: Standard deviation of each channel, for values in 0..1.
        name: Name of the weights: `builtin`, `torchvision`, or the file name without its folder.
        sha256: SHA-256 of the whole weights file, as 64 hex digits.

    Raises:
        WeightsError: If the shapes are not those of VGG-19.
    """

    convolutions: tuple[tuple[Tensor, Tensor], ...]
    mean: tuple[float, float, float]
    std: tuple[float, float, float]
    name: str
    sha256: str

    def __post_init__(self) -> None:
        shapes = [tuple(filters.shape) for filters, _ in self.convolutions]
        if shapes != expected_shapes():
            raise WeightsError(
                "These are not VGG-19 weights: the shapes of the convolutions differ."
            )


class VGG19:
    """VGG-19 with constant weights, which computes only the requested layers."""

    def __init__(
        self,
        weights: NetworkWeights,
        pooling: str,
        padding: str,
        device: torch.device,
        dtype: torch.dtype = torch.float32,
        last: str = CONVOLUTIONS[-1],
        quick: bool = True,
    ) -> None:
        """Load the weights onto a device.

        Args:
            weights: Weights of the network.
            pooling: Value of StyleParams.pooling.
            padding: Value of StyleParams.padding.
            device: Device of the features.
            dtype: Data type of the features.
            last: Deepest layer that will be requested.
            quick: Whether to use the fastest convolution method rather than always PyTorch's own
                method.
        """
        # Tensor cores and CPUs with 16-bit arithmetic are fastest with channels last.
        is_narrow = dtype.itemsize < 4
        in_order = device.type == "cpu" and not is_narrow
        layout = torch.contiguous_format if in_order else torch.channels_last
        self._pool = POOLINGS[pooling]
        self._padding = padding
        self._dtype = dtype
        self._scale = _scale(dtype)
        self._mean = torch.tensor(weights.mean, device=device).view(1, 3, 1, 1)
        self._std = torch.tensor(weights.std, device=device).view(1, 3, 1, 1)
        needed = LAYERS[: LAYERS.index(last) + 1]
        self._convolutions = {
            name: Filters(
                filters.to(device=device, memory_format=layout),
                (bias * self._scale).to(device),
                quick,
                dtype,
            )
            for name, (filters, bias) in zip(CONVOLUTIONS, weights.convolutions, strict=True)
            if name in needed
        }

    @property
    def dtype(self) -> torch.dtype:
        """Data type of the features."""
        return self._dtype

    def forget(self) -> None:
        """Free memory that is only useful for pictures of the current size."""
        for filters in self._convolutions.values():
            filters.forget()

    def set_sparing(self, sparing: bool) -> None:
        """Set whether to save memory by keeping no second forms of the filters.

        Each second form takes as much memory as the filters themselves.
        """
        for filters in self._convolutions.values():
            filters.set_sparing(sparing)

    def features(
        self, picture: Tensor, layers: Iterable[str], checkpoint: Callable[[], None] = lambda: None
    ) -> dict[str, Tensor]:
        """Return the rectified features of the named layers.

        Args:
            picture: RGB picture, (1, 3, H, W), 0..1.
            layers: Names of the requested layers.
            checkpoint: Callback invoked before every layer; may raise to abort.

        Returns:
            Features by layer name, in at least 32 bits. Their shape is (1, C, H // 2^p, W // 2^p),
            where p is the number of poolings up to and including the layer.
        """
        requested = set(layers)
        features_by_layer: dict[str, Tensor] = {}
        current = self.prepare(picture)
        for name in LAYERS[: LAYERS.index(deepest(requested)) + 1]:
            checkpoint()
            current = self.layer(name, current)
            if name in requested:
                features_by_layer[name] = widen(self.unscale(current))
        return features_by_layer

    def prepare(self, picture: Tensor) -> Tensor:
        """Return the first layer's input: the picture, normalised and padded by one pixel.

        The result has at least 32 bits, since rounding to 16 bits would lose the optimiser's steps.
        """
        dtype = self._dtype if self._dtype.itemsize > 4 else torch.float32
        current = ((picture - self._mean) / self._std * self._scale).to(dtype)
        mode = "constant" if self._padding == "zero" else self._padding
        return F.pad(current, (1, 1, 1, 1), mode=mode)

    def layer(self, name: str, features: Tensor) -> Tensor:
        """Return a layer's rectified output. The input for conv1_1 is the result of prepare()."""
        if name in self._convolutions:
            return self._convolutions[name].forward(features, _padding(name))
        return self._pool.forward(features)

    def record(self, name: str, features: Tensor, tapped: bool) -> tuple[Tensor, Memo]:
        """Return the output of layer() and a memo for the layer's backward pass.

        Args:
            name: Name of the layer.
            features: Input of the layer.
            tapped: Whether a tap will add to the gradient with respect to the layer's output.
        """
        if name in self._convolutions:
            output = self._convolutions[name].forward(features, _padding(name))
            if self._pool.passes_positive and not tapped and _is_pooled(name):
                return output, None
            return output, Signs(is_positive(output))
        return self._pool.record(features)

    def layer_backward(self, name: str, memo: Memo, gradient: Tensor) -> Tensor:
        """Return the gradient with respect to a layer's input.

        Args:
            name: Name of the layer.
            memo: Memo that record() returned.
            gradient: Gradient with respect to the output; may be overwritten.
        """
        if isinstance(memo, Signs | None):
            return self._convolutions[name].backward(gradient, memo, _padding(name))
        return memo.backward(gradient)

    def unscale(self, features: Tensor) -> Tensor:
        """Return a layer's features at their original scale. Unscaled features are not copied."""
        return features if self._scale == 1 else widen(features) / self._scale

    def rescale_gradient(self, gradient: Tensor) -> Tensor:
        """Convert a gradient for unscale()'s result to a gradient for its argument."""
        return gradient if self._scale == 1 else (gradient / self._scale).to(self._dtype)


def expected_shapes() -> list[tuple[int, ...]]:
    """Return the filter shapes of the 16 convolutions, (K, C, 3, 3)."""
    channels = [CHANNELS_PER_BLOCK[int(name[4]) - 1] for name in CONVOLUTIONS]
    return [(k, c, 3, 3) for c, k in zip([3, *channels], channels, strict=False)]


def _scale(dtype: torch.dtype) -> float:
    """Return the factor by which all activations inside the network are scaled.

    VGG-19's activations exceed the largest float16 value. With the biases scaled as well, the
    network is homogeneous, so dividing the features by the factor restores the original features.
    """
    return 1 / 256 if dtype == torch.float16 else 1.0


def _is_pooled(name: str) -> bool:
    """Return whether the next layer is a pooling layer."""
    return name != LAYERS[-1] and LAYERS[LAYERS.index(name) + 1] not in CONVOLUTIONS


def _padding(name: str) -> int:
    return 0 if name == CONVOLUTIONS[0] else 1  # prepare() pads the input of the first one
