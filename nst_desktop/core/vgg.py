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

Memo = PoolingMemo | Signs | None  # what a layer remembers for its backward pass


@dataclass(frozen=True, slots=True, eq=False)
class NetworkWeights:
    """The weights of VGG-19's convolutions, and the input that they were trained for.

    Attributes:
        convolutions: 16 pairs of filters (K, C, 3, 3) and bias (K,), float32, in the order of
            CONVOLUTIONS; the first takes RGB.
        mean: Mean per channel, for values 0..1; the network sees (picture - mean) / std.
        std: Standard deviation per channel, for values 0..1.
        name: `builtin`, `torchvision`, or the name of the file without its folder.
        sha256: SHA-256 of the whole file that they were read from, 64 hex digits.

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
    """VGG-19 with constant weights; computes only the layers that are asked for."""

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
            dtype: Type of the features.
            last: Deepest layer that will be asked for.
            quick: Whether to use whichever convolution is fastest rather than only PyTorch's
                ordinary one.
        """
        # Tensor cores, and CPUs with 16-bit products, are fastest with channels last.
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
        """Type of the features."""
        return self._dtype

    def forget(self) -> None:
        """Free memory that is only useful for pictures of the current size."""
        for filters in self._convolutions.values():
            filters.forget()

    def set_sparing(self, sparing: bool) -> None:
        """Set whether to keep no second forms of the filters; each takes as much memory again."""
        for filters in self._convolutions.values():
            filters.set_sparing(sparing)

    def features(
        self, picture: Tensor, layers: Iterable[str], checkpoint: Callable[[], None] = lambda: None
    ) -> dict[str, Tensor]:
        """Return the rectified features of the named layers.

        Args:
            picture: (1, 3, H, W), RGB, 0..1.
            layers: Names of layers.
            checkpoint: Called before every layer; may raise to abort.

        Returns:
            Features by layer name, (1, C, H // 2^p, W // 2^p) where p is the number of poolings up
            to and including the layer, in at least 32 bits.
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
        """Return the input of the first layer: the picture normalised and padded by one pixel.

        It has at least 32 bits, since rounding to 16 would lose the optimiser's steps.
        """
        dtype = self._dtype if self._dtype.itemsize > 4 else torch.float32
        current = ((picture - self._mean) / self._std * self._scale).to(dtype)
        mode = "constant" if self._padding == "zero" else self._padding
        return F.pad(current, (1, 1, 1, 1), mode=mode)

    def layer(self, name: str, features: Tensor) -> Tensor:
        """Return the output of one layer, rectified; the input of conv1_1 is that of prepare()."""
        if name in self._convolutions:
            return self._convolutions[name].forward(features, _padding(name))
        return self._pool.forward(features)

    def record(self, name: str, features: Tensor, tapped: bool) -> tuple[Tensor, Memo]:
        """Return the output of layer() and a memo for its backward pass.

        Args:
            name: Name of the layer.
            features: Input of the layer.
            tapped: Whether something will be added to the gradient with respect to its output.
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
            memo: The memo that record() returned.
            gradient: Gradient with respect to the output; may be overwritten.
        """
        if isinstance(memo, Signs | None):
            return self._convolutions[name].backward(gradient, memo, _padding(name))
        return memo.backward(gradient)

    def unscale(self, features: Tensor) -> Tensor:
        """Return a layer's features in the original scale; the same tensor if they already are."""
        return features if self._scale == 1 else widen(features) / self._scale

    def rescale_gradient(self, gradient: Tensor) -> Tensor:
        """Convert the gradient with respect to unscale()'s result to that of its argument."""
        return gradient if self._scale == 1 else (gradient / self._scale).to(self._dtype)


def expected_shapes() -> list[tuple[int, ...]]:
    """Return the shapes of the 16 convolutions' filters, (K, C, 3, 3)."""
    channels = [CHANNELS_PER_BLOCK[int(name[4]) - 1] for name in CONVOLUTIONS]
    return [(k, c, 3, 3) for c, k in zip([3, *channels], channels, strict=False)]


def _scale(dtype: torch.dtype) -> float:
    """Return the factor of all activations inside the network.

    Activations of VGG-19 exceed the largest float16. With its biases scaled as well the network is
    homogeneous, so dividing the features by the factor restores the original ones.
    """
    return 1 / 256 if dtype == torch.float16 else 1.0


def _is_pooled(name: str) -> bool:
    """Return whether the next layer is a pooling."""
    return name != LAYERS[-1] and LAYERS[LAYERS.index(name) + 1] not in CONVOLUTIONS


def _padding(name: str) -> int:
    return 0 if name == CONVOLUTIONS[0] else 1  # prepare() pads the input of the first one
