"""Taps for the objective's terms: quantities that are summed over a layer's positions."""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from nst_desktop.core.losses import StyleLoss
from nst_desktop.core.pooling import widen
from nst_desktop.core.stages import Rows
from nst_desktop.core.strips import Tap


@dataclass(frozen=True, slots=True, eq=False)
class Gathered:
    """Features with many duplicates, stored as distinct keys and one key index per position.

    Attributes:
        keys: Distinct features, (M, C).
        nearest: Index of each position's key, (h, w).
    """

    keys: Tensor
    nearest: Tensor

    def of(self, rows: Rows) -> Tensor:
        """Return the features in these rows, (1, C, rows, w)."""
        own = self.nearest[rows.start : rows.stop]
        features = self.keys.index_select(0, own.flatten())
        return features.T.contiguous().view(1, -1, *own.shape)

    def mean_square(self) -> Tensor:
        """Return the mean square over all positions and channels, ()."""
        return self.keys.square().mean(1)[self.nearest].mean()


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """Non-negative features in 8 bits: x = highest (code / 255)^2, per channel.

    Most features are far below the highest, which the square resolves finely.

    Attributes:
        codes: Codes, (1, C, h, w), uint8.
        highest: Each channel's highest value, (1, C, 1, 1).
    """

    codes: Tensor
    highest: Tensor

    @classmethod
    def from_features(cls, features: Tensor) -> "Coded":
        """Encode features, (1, C, h, w), in at least 32 bits. They are overwritten."""
        highest = features.amax((2, 3), keepdim=True).clamp_min(torch.finfo(features.dtype).tiny)
        codes = features.div_(highest).sqrt_().mul_(255).round_().to(torch.uint8)
        return cls(codes, highest)

    def of(self, rows: Rows) -> Tensor:
        """Return the features in these rows, (1, C, rows, w)."""
        codes = rows.of(self.codes).to(self.highest.dtype)
        return codes.div_(255).square_().mul_(self.highest)


@dataclass(frozen=True, slots=True, eq=False)
class ContentTap:
    """Tap for the features' mean squared error (Gatys 2015, eq. 1, up to a constant factor).

    Attributes:
        layer: Name of the layer.
        target: Features to compare with, (1, C, h, w).
        weights: Weight of each position, (1, 1, h, w), 0..1. If None, every position has weight 1.
    """

    layer: str
    target: Tensor | Gathered | Coded
    weights: Tensor | None = None

    def part(self, features: Tensor, rows: Rows) -> Tensor:
        """See Tap."""
        features, target = widen(features), self._target(rows)
        if self.weights is None:
            return rows.share * F.mse_loss(features, target)
        return rows.share * (features - target).square_().mul_(rows.of(self.weights)).mean()

    def pull(self, features: Tensor, rows: Rows, upstream: Tensor, gradient: Tensor) -> None:
        """See Tap."""
        factor = upstream * (2 * rows.share / features.numel())
        if self.weights is not None:
            factor = factor * rows.of(self.weights)
        gradient += (features - self._target(rows)).mul_(factor)

    def _target(self, rows: Rows) -> Tensor:
        if isinstance(self.target, Tensor):
            return rows.of(self.target)
        return self.target.of(rows)


@dataclass(frozen=True, slots=True, eq=False)
class StyleTap:
    """Tap for the summary of the features that a style loss compares.

    Attributes:
        layer: Name of the layer.
        loss: The style loss.
        weights: Weight of each position, (1, 1, h, w), with mean 1. If None, every position has
            weight 1.
        channels: Factor for each channel, (1, C, 1, 1). If None, every factor is 1.
    """

    layer: str
    loss: StyleLoss
    weights: Tensor | None
    channels: Tensor | None = None

    def part(self, features: Tensor, rows: Rows) -> Tensor:
        """See Tap."""
        if self.channels is not None:
            features = features * self.channels.to(features.dtype)
        return rows.share * self.loss.summary(features, self._weights(rows))

    def pull(self, features: Tensor, rows: Rows, upstream: Tensor, gradient: Tensor) -> None:
        """See Tap."""
        weights, upstream = self._weights(rows), rows.share * upstream
        if self.channels is None:
            self.loss.pull(features, weights, upstream, gradient)
            return
        channels, own = self.channels.to(features.dtype), torch.zeros_like(gradient)
        self.loss.pull(features * channels, weights, upstream, own)
        gradient += own.mul_(channels)

    def _weights(self, rows: Rows) -> Tensor | None:
        return None if self.weights is None else rows.of(self.weights)


@dataclass(frozen=True, slots=True, eq=False)
class LevelledTap:
    """Wrapper that scales a tap's gradient to a mean absolute value of `strength`.

    The gradient is scaled before it is added to the gradient from deeper layers. The option
    -normalize_gradients of neural-style serves the same purpose. Scaling must act on the gradient
    with respect to the features, because scaling the loss would scale every layer alike.
    """

    inner: Tap
    strength: float

    @property
    def layer(self) -> str:
        """See Tap."""
        return self.inner.layer

    def part(self, features: Tensor, rows: Rows) -> Tensor:
        """See Tap."""
        return self.inner.part(features, rows)

    def pull(self, features: Tensor, rows: Rows, upstream: Tensor, gradient: Tensor) -> None:
        """See Tap."""
        own = torch.zeros_like(widen(features))
        self.inner.pull(features, rows, upstream, own)
        mean_magnitude = own.abs().mean().clamp_min(torch.finfo(own.dtype).tiny)
        gradient += own.div_(mean_magnitude).mul_(self.strength)


class FeaturesTap:
    """Tap that assembles a layer's features from strips and adds 0 to the sum."""

    def __init__(self, layer: str) -> None:
        self.layer = layer
        self.features: Tensor | None = None

    def part(self, features: Tensor, rows: Rows) -> Tensor:
        """See Tap."""
        if self.features is None:
            shape = (*features.shape[:2], rows.whole, features.shape[3])
            self.features = widen(features).new_empty(shape)
        rows.of(self.features).copy_(features)
        return self.features.new_zeros(())

    def pull(self, features: Tensor, rows: Rows, upstream: Tensor, gradient: Tensor) -> None:
        """Do nothing: there is no gradient. See Tap."""
