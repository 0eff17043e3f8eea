"""What the objective adds up over the layers' positions: the tap of each kind of term."""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from nst_desktop.core.losses import StyleLoss
from nst_desktop.core.pooling import widened
from nst_desktop.core.stages import Rows
from nst_desktop.core.strips import Tap


@dataclass(frozen=True, slots=True, eq=False)
class Gathered:
    """Features, many of which are alike: all different ones, and which of them is where.

    keys: (M, C). nearest: (h, w), the index of each position's key.
    """

    keys: Tensor
    nearest: Tensor

    def of(self, rows: Rows) -> Tensor:
        """The features of these rows, (1, C, rows, w)."""
        own = self.nearest[rows.start : rows.stop]
        found = self.keys.index_select(0, own.flatten())
        return found.T.contiguous().view(1, -1, *own.shape)

    def mean_square(self) -> Tensor:
        """Of all positions and channels."""
        return self.keys.square().mean(1)[self.nearest].mean()


@dataclass(frozen=True, slots=True, eq=False)
class ContentTap:
    """Mean squared error of the features against a target (Gatys 2015, eq. 1).

    target: (1, C, h, w).
    """

    layer: str
    target: Tensor | Gathered

    def part(self, features: Tensor, rows: Rows) -> Tensor:
        """See Tap."""
        return rows.share * F.mse_loss(widened(features), self._target(rows))

    def pull(self, features: Tensor, rows: Rows, above: Tensor, gradient: Tensor) -> None:
        """See Tap."""
        factor = above * (2 * rows.share / features.numel())
        gradient += (features - self._target(rows)).mul_(factor)

    def _target(self, rows: Rows) -> Tensor:
        return self.target.of(rows) if isinstance(self.target, Gathered) else rows.of(self.target)


@dataclass(frozen=True, slots=True, eq=False)
class StyleTap:
    """The summary that a style loss makes of the features.

    weights: (1, 1, h, w) with mean 1, how much each position counts; None: all alike.
    channels: (1, C, 1, 1), what each channel is multiplied by; None: all by 1.
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

    def pull(self, features: Tensor, rows: Rows, above: Tensor, gradient: Tensor) -> None:
        """See Tap."""
        weights, above = self._weights(rows), rows.share * above
        if self.channels is None:
            self.loss.pull(features, weights, above, gradient)
            return
        channels, own = self.channels.to(features.dtype), torch.zeros_like(gradient)
        self.loss.pull(features * channels, weights, above, own)
        gradient += own.mul_(channels)

    def _weights(self, rows: Rows) -> Tensor | None:
        return None if self.weights is None else rows.of(self.weights)


@dataclass(frozen=True, slots=True, eq=False)
class LevelledTap:
    """Another tap whose gradient is scaled to a mean absolute value of `strength`, before it
    joins the one that comes from deeper layers.

    What neural-style's -normalize_gradients means to do; it has to act on the features, since a
    scaled loss only scales every layer alike.
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

    def pull(self, features: Tensor, rows: Rows, above: Tensor, gradient: Tensor) -> None:
        """See Tap."""
        own = torch.zeros_like(widened(features))
        self.inner.pull(features, rows, above, own)
        size = own.abs().mean().clamp_min(torch.finfo(own.dtype).tiny)
        gradient += own.div_(size).mul_(self.strength)


class FeaturesTap:
    """Adds up nothing, but puts a layer's features together from strips."""

    def __init__(self, layer: str) -> None:
        self.layer = layer
        self.features: Tensor | None = None

    def part(self, features: Tensor, rows: Rows) -> Tensor:
        """See Tap."""
        if self.features is None:
            shape = (*features.shape[:2], rows.whole, features.shape[3])
            self.features = widened(features).new_empty(shape)
        rows.of(self.features).copy_(features)
        return self.features.new_zeros(())

    def pull(self, features: Tensor, rows: Rows, above: Tensor, gradient: Tensor) -> None:
        """See Tap; there is no gradient."""
