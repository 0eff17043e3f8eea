"""The terms of the objective. All are means, never sums, so that they do not grow with size."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

import torch
import torch.nn.functional as F
from torch import Tensor

from nst_desktop.core.pooling import widened
from nst_desktop.core.signs import layout_of

Distance = Callable[[Tensor], Tensor]

_AT_ONCE = 2**18  # numbers of 16 bits that are widened at once: they stay in a processor's cache


class StyleLoss(Protocol):
    """How a style is summed up, and how far two styles are apart."""

    def summary(self, features: Tensor, weights: Tensor | None) -> Tensor:
        """What is kept of features (1, C, H, W), each position counting with its weight.

        weights: (1, 1, H, W) with mean 1, or None for all alike. Summaries of several styles may
        be blended: added up with shares that sum to 1.
        """

    def pull(
        self, features: Tensor, weights: Tensor | None, above: Tensor, gradient: Tensor
    ) -> None:
        """Add to gradient, (1, C, H, W), that with respect to the features of the summary.

        above: the gradient with respect to the summary.
        """

    def towards(self, target: Tensor) -> Distance:
        """How far summaries are from this one, >= 0; what the target alone decides is computed
        here, once."""

    def size(self, target: Tensor) -> Tensor:
        """What the distance is divided by to make it relative."""


class GramLoss:
    """Mean squared difference of Gram matrices (Gatys 2015, eq. 3 to 5, up to a constant)."""

    def summary(self, features: Tensor, weights: Tensor | None = None) -> Tensor:
        """See StyleLoss; (C, C)."""
        return gram(features, weights)

    def pull(
        self, features: Tensor, weights: Tensor | None, above: Tensor, gradient: Tensor
    ) -> None:
        """See StyleLoss."""
        pull_gram(features, weights, above, gradient)

    def towards(self, target: Tensor) -> Distance:
        """See StyleLoss."""
        return lambda found: F.mse_loss(found, target)

    def size(self, target: Tensor) -> Tensor:
        """See StyleLoss."""
        return target.square().mean()


class MomentsLoss:
    """Squared Wasserstein-2 distance between Gaussians with the features' moments, by channel.

    mean((m - m*)^2) + mean diag(S + S* - 2 (S*^1/2 S S*^1/2)^1/2)
    (as in crowsonkb/style-transfer-pytorch; Dowson & Landau 1982 for the formula).
    """

    _RIDGE = 1e-4  # of the mean variance: keeps the roots' gradients finite

    def summary(self, features: Tensor, weights: Tensor | None = None) -> Tensor:
        """See StyleLoss; (C, C + 1): the second raw moments and, last, the mean.

        Raw, so that the blend of two styles has the moments of both pictures side by side.
        """
        second = gram(features, weights) * features.shape[1]
        flat = features if weights is None else features * weights
        mean = flat.mean((2, 3), dtype=second.dtype)
        return torch.cat([second, mean.view(-1, 1)], 1)

    def pull(
        self, features: Tensor, weights: Tensor | None, above: Tensor, gradient: Tensor
    ) -> None:
        """See StyleLoss."""
        channels = features.shape[1]
        pull_gram(features, weights, above[:, :-1] * channels, gradient)
        of_mean = above[:, -1].view(-1, 1, 1) * (channels / features.numel())
        gradient += of_mean if weights is None else of_mean * weights

    def towards(self, target: Tensor) -> Distance:
        """See StyleLoss."""
        ridge = self._RIDGE * self.size(target)
        wanted_mean, wanted = self._parts(target, ridge)
        root = matrix_root(wanted)

        def distance(found: Tensor) -> Tensor:
            mean, covariance = self._parts(found, ridge)
            cross = _TraceOfRoot.apply(root @ covariance @ root)
            bures = covariance.trace() + wanted.trace() - 2 * cross
            return F.mse_loss(mean, wanted_mean) + bures / len(mean)

        return distance

    def size(self, target: Tensor) -> Tensor:
        """See StyleLoss."""
        return target[:, :-1].diagonal().mean()

    def _parts(self, summary: Tensor, ridge: Tensor) -> tuple[Tensor, Tensor]:
        mean = summary[:, -1]
        covariance = summary[:, :-1] - torch.outer(mean, mean)
        return mean, covariance + ridge * torch.eye(len(mean), device=mean.device, dtype=mean.dtype)


class SlicedLoss:
    """Sliced Wasserstein distance (Heitz et al. 2021): one-dimensional distances along C
    random directions, which see the whole distribution where a Gram matrix sees two moments."""

    def __init__(self, seed: int) -> None:
        self._seed = seed

    def summary(self, features: Tensor, weights: Tensor | None = None) -> Tensor:
        """See StyleLoss; (C, N): the sorted projections. Positions of weight < 0.5 are left out:
        sorting knows no half positions."""
        flat = widened(features).flatten(2)[0]
        if weights is not None:
            flat = flat[:, weights.flatten() >= 0.5]
        return (self._directions(flat) @ flat).sort(1).values

    @torch.enable_grad()
    def pull(
        self, features: Tensor, weights: Tensor | None, above: Tensor, gradient: Tensor
    ) -> None:
        """See StyleLoss."""
        leaf = widened(features).detach().requires_grad_()
        found = self.summary(leaf, weights)
        gradient += torch.autograd.grad(found, leaf, above)[0]

    def towards(self, target: Tensor) -> Distance:
        """See StyleLoss."""
        return lambda found: F.mse_loss(found, stretch(target, found.shape[1]))

    def size(self, target: Tensor) -> Tensor:
        """See StyleLoss."""
        return target.square().mean()

    def _directions(self, flat: Tensor) -> Tensor:
        generator = torch.Generator().manual_seed(self._seed)
        directions = torch.randn(len(flat), len(flat), generator=generator)
        return F.normalize(directions, dim=1).to(flat.device, flat.dtype)


def blend(summaries: Sequence[Tensor], shares: Sequence[float]) -> Tensor:
    """The summary of several styles at once. shares: one per summary, with the sum 1.

    Sorted projections (SlicedLoss) of different lengths are stretched to the longest: the
    average of quantiles is the Wasserstein barycentre.
    """
    longest = max(summary.shape[1] for summary in summaries)
    stretched = [stretch(summary, longest) for summary in summaries]
    return sum(
        (share * each for share, each in zip(shares, stretched, strict=True)),
        torch.zeros_like(stretched[0]),
    )


def make_style_loss(name: str, seed: int) -> StyleLoss:
    """The style loss of StyleParams.style_loss. seed: of what it draws at random."""
    if name == "sliced":
        return SlicedLoss(seed)
    return MomentsLoss() if name == "moments" else GramLoss()


def distance_from(loss: StyleLoss, target: Tensor, normalisation: str) -> Distance:
    """The distance of summaries from this one; `relative`: as a share of the target's size."""
    distance = loss.towards(target)
    share = relative_to(loss.size(target), normalisation)
    return lambda found: share * distance(found)


def relative_to(size: Tensor, normalisation: str) -> Tensor:
    """What errors are multiplied by: 1 if `absolute`, one by the size of the target if `relative`.

    For features the error is mean((F - F*)^2) (Gatys 2015 eq. 1, up to a constant) and the size
    mean(F*^2), so that the relative error is 1 for a picture without any features.
    """
    return torch.ones_like(size) if normalisation == "absolute" else 1 / size.clamp_min(1e-12)


def total_variation(picture: Tensor) -> Tensor:
    """Mean of the squared differences between neighbours, across plus down.

    picture: (1, 3, H, W), 0..1. A side of 1 px adds nothing.
    """
    terms = [
        torch.diff(picture, dim=axis).square().mean() for axis in (2, 3) if picture.shape[axis] > 1
    ]
    return sum(terms, picture.new_zeros(()))


def out_of_range(
    picture: Tensor, low: Tensor, high: Tensor, weights: Tensor | None = None
) -> Tensor:
    """Mean square of how far values lie outside a range. picture: (1, 3, H, W), 0..1.

    low, high: (3, 1, 1), the range of each channel. weights: (1, 1, H, W), how much each position
    counts; None: all fully.
    """
    squares = (low - picture).relu_().square() + (picture - high).relu_().square()
    return (squares if weights is None else squares * weights).mean()


def range_of(pictures: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
    """The widest range of the pictures' channels, two of (3, 1, 1); a thousandth on either end is
    left out, and what cannot be shown, beyond 0..1. pictures: each (1, 3, H, W)."""

    def at(share: float) -> Tensor:
        flats = [picture.cpu().flatten(2)[0] for picture in pictures]  # not on every device
        values = [flat.kthvalue(1 + round(share * (flat.shape[1] - 1)), 1).values for flat in flats]
        return torch.stack(values)

    device = pictures[0].device
    low, high = at(0.001).amin(0).clamp(min=0), at(0.999).amax(0).clamp(max=1)
    return low.view(3, 1, 1).to(device), high.view(3, 1, 1).to(device)


def gram(features: Tensor, weights: Tensor | None = None) -> Tensor:
    """The Gram matrix G = F F^T / (C N) of features (1, C, H, W): (C, C), in 32 bits at least.

    Gatys 2015 eq. 3; divided by C N as in Johnson 2016, so that it does not grow with size.
    weights: (1, 1, H, W), how much each position counts; None: all alike. Features of 16 bits are
    multiplied exactly, and the products added up in 32 bits.
    """
    flat = features.flatten(2)[0]
    roots = None if weights is None else weights.sqrt().flatten(2)[0]
    if flat.dtype.itemsize >= 4:
        flat = flat if roots is None else flat * roots
        return (flat @ flat.T).div_(features.numel())
    if flat.device.type == "cuda" and roots is None:
        return torch.mm(flat, flat.T, out_dtype=torch.float32).div_(features.numel())
    found = torch.zeros(len(flat), len(flat), device=flat.device)
    count = max(1, _AT_ONCE // len(flat)) if flat.device.type == "cpu" else flat.shape[1]
    for start in range(0, flat.shape[1], count):
        part = flat[:, start : start + count].float()
        if roots is not None:
            part *= roots[:, start : start + count]
        found.addmm_(part, part.T)
    return found.div_(features.numel())


def pull_gram(features: Tensor, weights: Tensor | None, above: Tensor, gradient: Tensor) -> None:
    """Add to gradient, (1, C, H, W), that with respect to the features of gram.

    above: (C, C), the gradient with respect to the Gram matrix.
    """
    flat = features.flatten(2)[0]
    if weights is not None:
        flat = flat * weights.flatten(2)[0].to(flat.dtype)
    both = (above + above.T).div_(features.numel()).to(flat.dtype)
    into = gradient.flatten(2)[0]
    if into.data_ptr() != gradient.data_ptr() or into.dtype != flat.dtype:
        gradient += (both @ flat).view_as(features)
    elif layout_of(features) == torch.channels_last:
        into.T.addmm_(flat.T, both)  # both is symmetric
    else:
        into.addmm_(both, flat)


def stretch(sorted_rows: Tensor, count: int) -> Tensor:
    """Sorted values (C, N) as (C, count): their quantiles, interpolated between neighbours."""
    if sorted_rows.shape[1] == count:
        return sorted_rows
    return F.interpolate(sorted_rows.unsqueeze(0), count, mode="linear", align_corners=True)[0]


def matrix_root(matrix: Tensor) -> Tensor:
    """The square root of a symmetric matrix (C, C) without negative eigenvalues."""
    values, vectors = _eigen(matrix)
    return vectors * values.clamp_min(0).sqrt() @ vectors.T


class _TraceOfRoot(torch.autograd.Function):
    """trace(K^1/2) of a symmetric matrix; its gradient is K^-1/2 / 2."""

    @staticmethod
    def forward(ctx: Any, matrix: Tensor) -> Tensor:
        values, vectors = _eigen(matrix)
        roots = values.clamp_min(torch.finfo(values.dtype).eps * values[-1]).sqrt()
        ctx.save_for_backward(roots, vectors)
        return roots.sum()

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> Tensor:
        roots, vectors = ctx.saved_tensors
        return gradients[0] * (vectors / (2 * roots) @ vectors.T)


def _eigen(matrix: Tensor) -> tuple[Tensor, Tensor]:
    """Eigenvalues, rising, and eigenvectors; in double precision where the device has it."""
    # MPS has neither the decomposition nor double precision; the matrix is small.
    place = torch.device("cpu") if matrix.device.type == "mps" else matrix.device
    values, vectors = torch.linalg.eigh(matrix.detach().to(place, torch.float64))
    return values.to(matrix.device, matrix.dtype), vectors.to(matrix.device, matrix.dtype)
