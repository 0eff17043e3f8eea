"""Which channels of a layer answer to forms that recur all over a painting, and which to single
things in it.

A deep channel that is active in many places of a painting stands for its large forms, such as
swirls, planes and folds of cloth; one that is active in few, for an object: a face, an eye, an
animal. Only the former may be painted anywhere. How widely a channel is spread is its participation
ratio (Bell & Dean 1970), mean(F)^2 / mean(F^2) over the positions of its features F, which are
never negative: 1 if all positions have as much of it, 1/N if one of N has everything.
"""

from dataclasses import dataclass

import torch
from torch import Tensor

from nst_desktop.core.pooling import widened
from nst_desktop.core.stages import Rows

# Chosen by eye: where all channels count, faces return.
_NARROW, _WIDE = 0.18, 0.30


@dataclass(frozen=True, slots=True, eq=False)
class MomentsTap:
    """Adds up (2, C): the mean of each channel, and of its square.

    weights: (1, 1, h, w) with mean 1, how much each position counts; None: all alike.
    """

    layer: str
    weights: Tensor | None

    def part(self, features: Tensor, rows: Rows) -> Tensor:
        """See Tap."""
        found = widened(features)
        moments = torch.stack([found, found.square()])
        if self.weights is not None:
            moments = moments * rows.of(self.weights)
        return rows.share * moments.mean((1, 3, 4))

    def pull(self, features: Tensor, rows: Rows, above: Tensor, gradient: Tensor) -> None:
        """See Tap; there is no gradient."""


def channel_weights(moments: Tensor) -> Tensor:
    """How much each channel counts, (1, C, 1, 1), 0..1: not at all where it is narrow.

    moments: (2, C), as MomentsTap adds them up, 0 for a channel that is never active.
    """
    mean, square = moments
    ratio = mean.square() / square.clamp_min(1e-12)
    return ((ratio - _NARROW) / (_WIDE - _NARROW)).clamp(0, 1).view(1, -1, 1, 1)


def share_kept(moments: Tensor, weights: Tensor) -> float:
    """How much of a layer's energy its weighted channels have, 0..1."""
    energy = moments[1]
    return ((energy * weights.flatten().square()).sum() / energy.sum().clamp_min(1e-12)).item()
