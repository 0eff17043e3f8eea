"""Selection of the channels that respond to a painting's recurring large forms.

A deep channel that is active nearly everywhere in a painting represents the painting's large forms,
such as swirls, planes and folds of cloth. A channel that is active in only a few parts represents
an object, such as a face, an eye or an animal. Only large forms may be painted in any part of the
artwork.

The measure is the participation ratio (Bell & Dean 1970), mean(F)^2 / mean(F^2), over the N
positions of a channel's non-negative features F. It is 1 if the channel is equally active at all
positions, and 1/N if it is active at only one.

A star is as small as a face, but a starry sky has many. In a painting without a main subject, the
same features recur in all its parts, and every channel counts. Portraits and other paintings with
a main subject are recognised by features that occur in a few parts only.
"""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from nst_desktop.core.pooling import widen
from nst_desktop.core.stages import Rows

# Thresholds chosen by eye, with portraits as paintings and a bridge as the photograph. With lower
# ones, eyes appear in sky and water; if all channels count, faces do.
_NARROW, _WIDE = 0.32, 0.46

# Of 22 paintings, seven portraits and single figures have an evenness of 0.65 to 0.71 (a Cubist
# nude has 0.78), landscapes have 0.72 to 0.76, and flowers and abstract paintings 0.79 to 0.85.
_SUBJECT, _EVEN = 0.70, 0.76
_PARTS = 3  # rows and columns of parts that a painting is divided into
_MIN_POSITIONS = 6  # per side: two for each part

REFERENCE_AREA = 45_900  # px; size of a painting for evenness(), 256 px wide at 10:7


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


def channel_weights(moments: Tensor, evenness: float) -> Tensor:
    """Return each channel's weight, (1, C, 1, 1), 0..1.

    In a painting with a main subject, weights rise linearly from 0 at a participation ratio of 0.32
    to 1 at 0.46, and a channel that is never active has weight 0. The more even the painting, the
    closer all weights are to 1.

    Args:
        moments: Sum from MomentsTap, (2, C).
        evenness: Result of evenness().
    """
    mean, square = moments
    ratio = mean.square() / square.clamp_min(1e-12)
    weights = ((ratio - _NARROW) / (_WIDE - _NARROW)).clamp(0, 1)
    share = min(1.0, max(0.0, (evenness - _SUBJECT) / (_EVEN - _SUBJECT)))
    return torch.lerp(weights, torch.ones_like(weights), share).view(1, -1, 1, 1)


def evenness(features: Tensor, mask: Tensor | None = None) -> float:
    """Return how evenly a painting's features are spread over nine parts of it, 0..1.

    This is the participation ratio of each channel's maxima in the parts, averaged over the
    channels by their energy. It is 0 if there are too few positions to tell the parts apart.

    Args:
        features: Non-negative features, (1, C, h, w), of a painting of about REFERENCE_AREA px.
        mask: Mask on the painting, (1, 1, h, w), 0..1. Positions below 0.5 do not count, nor do
            parts that consist of such positions only.
    """
    features = widen(features).cpu()  # not every device pools to sizes that do not divide evenly
    if min(features.shape[2:]) < _MIN_POSITIONS:
        return 0.0
    inside = torch.ones_like(features[:, :1]) if mask is None else (mask.cpu() >= 0.5).float()
    features = features * inside
    covered = F.adaptive_max_pool2d(inside, _PARTS).flatten() > 0
    parts = F.adaptive_max_pool2d(features, _PARTS).flatten(2)[0, :, covered]
    ratio = parts.mean(1).square() / parts.square().mean(1).clamp_min(1e-12)
    energy = features.square().mean((2, 3))[0]
    return ((energy * ratio).sum() / energy.sum().clamp_min(1e-12)).item()


def share_kept(moments: Tensor, weights: Tensor) -> float:
    """Return the share of a layer's energy, 0..1, that its weighted channels retain."""
    energy = moments[1]
    return ((energy * weights.flatten().square()).sum() / energy.sum().clamp_min(1e-12)).item()
