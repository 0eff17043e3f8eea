"""VGG-19 (Simonyan & Zisserman 2014): its convolutions and poolings, addressed by name."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from nst_desktop.core.convolution import ConvolutionReLU, turn
from nst_desktop.core.errors import WeightsError
from nst_desktop.core.layers import CHANNELS_PER_BLOCK, CONVOLUTIONS, LAYERS, deepest


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
    ) -> None:
        """pooling, padding: as in StyleParams. device, dtype: where and in what numbers the
        features are computed."""
        # Tensor cores want the channels last.
        layout = torch.channels_last if device.type == "cuda" else torch.contiguous_format
        self._pool = POOLINGS[pooling]
        self._padding = padding
        self._dtype = dtype
        self._unit = _unit(dtype)
        self._mean = torch.tensor(weights.mean, device=device).view(1, 3, 1, 1)
        self._std = torch.tensor(weights.std, device=device).view(1, 3, 1, 1)
        self._convolutions = {
            name: tuple(
                part.to(device=device, dtype=dtype, memory_format=layout)
                if part.dim() == 4
                else part.to(device=device, dtype=dtype)
                for part in (filters, turn(filters), bias * self._unit)
            )
            for name, (filters, bias) in zip(CONVOLUTIONS, weights.convolutions, strict=True)
        }

    def features(
        self, picture: Tensor, layers: Iterable[str], checkpoint: Callable[[], None] = lambda: None
    ) -> dict[str, Tensor]:
        """The rectified features of the named layers.

        picture: (1, 3, H, W), RGB, 0..1. Returns name -> (1, C, H / 2^p, W / 2^p), where p
        poolings lie before the layer's end, in 32 bits at least.
        checkpoint is called before every layer, also on the way back when gradients are
        computed; what it raises ends the computation.
        """
        wanted = set(layers)
        found: dict[str, Tensor] = {}
        current = self.prepare(picture)
        for name in LAYERS[: LAYERS.index(deepest(wanted)) + 1]:
            current = self.layer(name, current, checkpoint)
            if name in wanted:
                found[name] = self.widened(current)
        return found

    def prepare(self, picture: Tensor) -> Tensor:
        """What the first layer takes: the picture normalised, and padded by one pixel."""
        current = ((picture - self._mean) / self._std * self._unit).to(self._dtype)
        mode = "constant" if self._padding == "zero" else self._padding
        return F.pad(current, (1, 1, 1, 1), mode=mode)

    def layer(self, name: str, features: Tensor, checkpoint: Callable[[], None]) -> Tensor:
        """One layer; conv1_1 takes what prepare gives. checkpoint is called as in features."""
        checkpoint()
        if name.startswith("pool"):
            output = self._pool(features)
        else:
            padding = 0 if name == CONVOLUTIONS[0] else 1
            filters, turned, bias = self._convolutions[name]
            output = ConvolutionReLU.apply(features, filters, turned, bias, padding)
        if output.requires_grad:
            output.register_hook(_calls(checkpoint))
        return output

    def widened(self, features: Tensor) -> Tensor:
        """A layer's features in the network's own unit and in 32 bits at least."""
        wide = _widened(features)
        return wide if self._unit == 1 else wide / self._unit


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


def _widened(features: Tensor) -> Tensor:
    """In 32 bits at least."""
    return features.float() if features.dtype.itemsize < 4 else features


def _calls(checkpoint: Callable[[], None]) -> Callable[[Tensor], None]:
    def hook(_: Tensor) -> None:
        checkpoint()

    return hook


def _max_pool(features: Tensor) -> Tensor:
    return F.max_pool2d(features, 2)


def _average_pool(features: Tensor) -> Tensor:
    # The factor keeps the size of the activations (crowsonkb/style-transfer-pytorch);
    # Gatys 2015 left it out.
    return 2 * F.avg_pool2d(features, 2)


def _l2_pool(features: Tensor) -> Tensor:
    # The small constant keeps the root's gradient finite where all four are zero.
    squares = _widened(features).square()
    return (0.78 * (4 * F.avg_pool2d(squares, 2) + 1e-8).sqrt()).to(features.dtype)


POOLINGS: dict[str, Callable[[Tensor], Tensor]] = {
    "max": _max_pool,
    "average": _average_pool,
    "l2": _l2_pool,
}
