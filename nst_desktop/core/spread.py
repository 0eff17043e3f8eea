"""Selection of the channels that respond to a painting's recurring large forms.

A deep channel that is active in many parts of a painting represents the painting's large forms,
such as swirls, planes and folds of cloth. A channel that is active in only a few parts represents
an object, such as a face, an eye or an animal. Only large forms may be painted in any part of the
artwork.

The measure is the participation ratio (Bell & Dean 1970), mean(F)^2 / mean(F^2), over the N
positions of a channel's non-negative features F. It is 1 if the channel is equally active at all
positions, and 1/N if it is active at only one.
"""

from dataclasses import dataclass

import torch
from torch import Tensor

from nst_desktop.core.pooling import widen
from nst_desktop.core.stages import Rows

# Thresholds chosen by eye. If all channels count, faces appear in the artwork.
_NARROW, _WIDE = 0.18, 0.30


@dataclass(frozen=True, slots=True, eq=False)
class MomentsTap:
    """Tap that accumulates each channel's mean and mean square, (2, C).

    Attributes:
        layer: Name of the layer.
        weights: Weight of each position, (1, 1, h, w), with mean 1. If None, every position has
            weight 1.
    """

    layer: str
    weights: Tensor | None

    def part(self, features: Tensor, rows: Rows) -> Tensor:
        """See Tap."""
        features = widen(features)
        moments = torch.stack([features, features.square()])
        if self.weights is not None:
            moments = moments * rows.of(self.weights)
        return rows.share * moments.mean((1, 3, 4))

    def pull(self, features: Tensor, rows: Rows, upstream: Tensor, gradient: Tensor) -> None:
        """Do nothing: there is no gradient. See Tap."""


def channel_weights(moments: Tensor) -> Tensor:
    """Return each channel's weight, (1, C, 1, 1), 0..1, based on its participation ratio.

    `moments` is a sum from MomentsTap, (2, C). Weights rise linearly from 0 at a ratio of 0.18 to 1
    at 0.30. A channel that is never active has weight 0.
    """
    mean, square = moments
    ratio = mean.square() / square.clamp_min(1e-12)
    weights: Tensor = ((ratio - _NARROW) / (_WIDE - _NARROW)).clamp(0, 1).view(1, -1, 1, 1)
    return weights


def share_kept(moments: Tensor, weights: Tensor) -> float:
    """Return the share of a layer's energy, 0..1, that its weighted channels retain."""
    energy = moments[1]
    return ((energy * weights.flatten().square()).sum() / energy.sum().clamp_min(1e-12)).item()
