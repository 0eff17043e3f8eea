"""VGG-19 (Simonyan & Zisserman 2014): its convolutions and poolings, addressed by name."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from nst_desktop.core.convolution import Filters
from nst_desktop.core.errors import WeightsError
from nst_desktop.core.layers import CHANNELS_PER_BLOCK, CONVOLUTIONS, LAYERS, deepest
from nst_desktop.core.pooling import POOLINGS, PoolingMemo, widened
from nst_desktop.core.signs import Signs, is_positive

Memo = PoolingMemo | Signs | None  # what a layer's way back needs to know of its way there


@dataclass(frozen=True, slots=True, eq=False)
class NetworkWeights:
    """The weights of VGG-19's convolutions, and the input they were trained for.

    convolutions: 16 pairs of filters (K, C, 3, 3) and bias (K,), float32, in the order of
    CONVOLUTIONS; the first takes RGB.
    mean, std: per channel, for values 0..1; the network sees (picture - mean) / std.
    name: builtin, torchvision, or the file's name without its folder.
    sha256: of the whole file they were read from, 64 hex digits.
    Raises WeightsError if the shapes are not VGG-19's.
    """

    convolutions: tuple[tuple[Tensor, Tensor], ...]
    mean: tuple[float, float, float]
    std: tuple[float, float, float]
    name: str
    sha256: str

    def __post_init__(self) -> None:
        found = [tuple(filters.shape) for filters, _ in self.convolutions]
        if found != expected_shapes():
            raise WeightsError(
                "These are not the weights of VGG-19: the shapes of the convolutions differ."
            )


class VGG19:
    """The network up to whichever layer is asked for; its weights are constant."""

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
        """pooling, padding: as in StyleParams. device, dtype: where and in what numbers the
        features are computed. last: the deepest layer that will be asked for. quick: False for
        the ordinary convolution only."""
        # Tensor cores want the channels last, and so do processors with 16-bit products.
        is_narrow = dtype.itemsize < 4
        in_order = device.type == "cpu" and not is_narrow
        layout = torch.contiguous_format if in_order else torch.channels_last
        self._pool = POOLINGS[pooling]
        self._padding = padding
        self._dtype = dtype
        self._unit = _unit(dtype)
        self._mean = torch.tensor(weights.mean, device=device).view(1, 3, 1, 1)
        self._std = torch.tensor(weights.std, device=device).view(1, 3, 1, 1)
        needed = LAYERS[: LAYERS.index(last) + 1]
        self._convolutions = {
            name: Filters(
                filters.to(device=device, memory_format=layout),
                (bias * self._unit).to(device),
                quick,
                dtype,
            )
            for name, (filters, bias) in zip(CONVOLUTIONS, weights.convolutions, strict=True)
            if name in needed
        }

    @property
    def dtype(self) -> torch.dtype:
        """Of the features."""
        return self._dtype

    def forget(self) -> None:
        """Give back the memory of what is only good for pictures of the size so far."""
        for filters in self._convolutions.values():
            filters.forget()

    def spare(self, sparing: bool) -> None:
        """Whether to keep no second form of the filters, which take as much memory each."""
        for filters in self._convolutions.values():
            filters.spare(sparing)

    def features(
        self, picture: Tensor, layers: Iterable[str], checkpoint: Callable[[], None] = lambda: None
    ) -> dict[str, Tensor]:
        """The rectified features of the named layers.

        picture: (1, 3, H, W), RGB, 0..1. Returns name -> (1, C, H / 2^p, W / 2^p), where p
        poolings lie before the layer's end, in 32 bits at least.
        checkpoint is called before every layer; what it raises ends the computation.
        """
        wanted = set(layers)
        found: dict[str, Tensor] = {}
        current = self.prepare(picture)
        for name in LAYERS[: LAYERS.index(deepest(wanted)) + 1]:
            checkpoint()
            current = self.layer(name, current)
            if name in wanted:
                found[name] = widened(self.in_unit(current))
        return found

    def prepare(self, picture: Tensor) -> Tensor:
        """What the first layer takes: the picture normalised, and padded by one pixel.

        In 32 bits at least: in 16 the steps of an optimiser would be lost in rounding.
        """
        dtype = self._dtype if self._dtype.itemsize > 4 else torch.float32
        current = ((picture - self._mean) / self._std * self._unit).to(dtype)
        mode = "constant" if self._padding == "zero" else self._padding
        return F.pad(current, (1, 1, 1, 1), mode=mode)

    def layer(self, name: str, features: Tensor) -> Tensor:
        """One layer, rectified; conv1_1 takes what prepare gives."""
        if name in self._convolutions:
            return self._convolutions[name].forward(features, _padding(name))
        return self._pool.forward(features)

    def record(self, name: str, features: Tensor, tapped: bool) -> tuple[Tensor, Memo]:
        """What layer gives, and what its way back needs to know.

        tapped: whether a gradient will be added to that with respect to its output.
        """
        if name in self._convolutions:
            output = self._convolutions[name].forward(features, _padding(name))
            if self._pool.passes_positive and not tapped and _is_pooled(name):
                return output, None
            return output, Signs(is_positive(output))
        return self._pool.record(features)

    def layer_back(self, name: str, memo: Memo, gradient: Tensor) -> Tensor:
        """The gradient with respect to a layer's features, from that with respect to its output.

        memo: what record gave. gradient: may be overwritten.
        """
        if isinstance(memo, Signs | None):
            return self._convolutions[name].backward(gradient, memo, _padding(name))
        return memo.back(gradient)

    def in_unit(self, features: Tensor) -> Tensor:
        """A layer's features in the network's own unit; the same tensor where they are already."""
        return features if self._unit == 1 else widened(features) / self._unit

    def out_of_unit(self, gradient: Tensor) -> Tensor:
        """A gradient with respect to what in_unit gave as that with respect to its features."""
        return gradient if self._unit == 1 else (gradient / self._unit).to(self._dtype)


def expected_shapes() -> list[tuple[int, ...]]:
    """The shapes of the 16 convolutions' filters, (K, C, 3, 3)."""
    channels = [CHANNELS_PER_BLOCK[int(name[4]) - 1] for name in CONVOLUTIONS]
    return [(k, c, 3, 3) for c, k in zip([3, *channels], channels, strict=False)]


def _unit(dtype: torch.dtype) -> float:
    """What activations are multiplied by on their way through the network.

    Those for pictures of 0..255 go beyond float16's largest number. With its biases multiplied
    as well the network is homogeneous, so that dividing the features gives the same again.
    """
    return 1 / 256 if dtype == torch.float16 else 1.0


def _is_pooled(name: str) -> bool:
    """Whether the next layer is a pooling."""
    return name != LAYERS[-1] and LAYERS[LAYERS.index(name) + 1] not in CONVOLUTIONS


def _padding(name: str) -> int:
    return 0 if name == CONVOLUTIONS[0] else 1  # prepare has padded the first one's already
