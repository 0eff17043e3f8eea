"""Selection of the channels that respond to a painting's recurring large forms.

A deep channel that is active in many places of a painting represents its large forms, such as
swirls, planes and folds of cloth. One that is active in few places represents an object: a face, an
eye, an animal. Only the former may be painted anywhere. The measure is the participation ratio
(Bell & Dean 1970), mean(F)^2 / mean(F^2) over the positions of a channel's non-negative features F:
1 if it is equally active at all positions, 1/N if it is active at one of N.
"""

from dataclasses import dataclass

import torch
from torch import Tensor

from nst_desktop.core.pooling import widen
from nst_desktop.core.stages import Rows

# Chosen by eye: if all channels count, faces appear.
_NARROW, _WIDE = 0.18, 0.30


@dataclass(frozen=True, slots=True, eq=False)
class MomentsTap:
    """Tap that adds up the mean of each channel and of its square, (2, C).

    Attributes:
        layer: Name of the layer.
        weights: Weight of each position, (1, 1, h, w) with mean 1; None weights all equally.
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
    """Return the weight of each channel, (1, C, 1, 1), 0..1, by its participation ratio.

    The moments are those of MomentsTap, (2, C). Weights rise linearly from 0 at a ratio of 0.18 to
    1 at 0.30; a channel that is never active gets 0.
    """
    mean, square = moments
    ratio = mean.square() / square.clamp_min(1e-12)
    weights: Tensor = ((ratio - _NARROW) / (_WIDE - _NARROW)).clamp(0, 1).view(1, -1, 1, 1)
    return weights


def share_kept(moments: Tensor, weights: Tensor) -> float:
    """Return the share of a layer's energy left in its weighted channels, 0..1."""
    energy = moments[1]
    return ((energy * weights.flatten().square()).sum() / energy.sum().clamp_min(1e-12)).item()
