"""Loss terms of the objective: means, not sums, so that they don't depend on the picture size."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

import torch
import torch.nn.functional as F
from torch import Tensor

from nst_desktop.core.pooling import widen
from nst_desktop.core.signs import layout_of

Distance = Callable[[Tensor], Tensor]

_CHUNK_SIZE = 2**18  # 16-bit numbers widened at a time, few enough to stay in the CPU cache


class StyleLoss(Protocol):
    """Summary statistic for features, and a distance between two summaries."""

    def summary(self, features: Tensor, weights: Tensor | None) -> Tensor:
        """Summarise features.

        Several styles' summaries can be blended into a weighted sum, with weights that sum to 1.

        Args:
            features: Features, (1, C, H, W).
            weights: Weight of each position, (1, 1, H, W), with mean 1; None for equal weights.
        """

    def pull(
        self, features: Tensor, weights: Tensor | None, upstream: Tensor, gradient: Tensor
    ) -> None:
        """Add the gradient with respect to the features to the tensor `gradient`, in place.

        Args:
            features: Features given to summary(), (1, C, H, W).
            weights: Weights given to summary().
            upstream: Gradient with respect to the summary, in the summary's shape.
            gradient: Gradient to add to, (1, C, H, W).
        """

    def distance_to(self, target: Tensor) -> Distance:
        """Return a function that maps a summary to its distance (>= 0) from `target`.

        Everything that depends only on the target is computed once, in this call.
        """

    def magnitude(self, target: Tensor) -> Tensor:
        """Return the scalar by which the distance is divided to make it relative."""


class GramLoss:
    """Mean squared difference between Gram matrices (Gatys 2015, eq. 3 to 5, up to a constant)."""

    def summary(self, features: Tensor, weights: Tensor | None = None) -> Tensor:
        """Return the Gram matrix, (C, C); see StyleLoss."""
        return gram(features, weights)

    def pull(
        self, features: Tensor, weights: Tensor | None, upstream: Tensor, gradient: Tensor
    ) -> None:
        """See StyleLoss."""
        pull_gram(features, weights, upstream, gradient)

    def distance_to(self, target: Tensor) -> Distance:
        """See StyleLoss."""
        return lambda summary: F.mse_loss(summary, target)

    def magnitude(self, target: Tensor) -> Tensor:
        """See StyleLoss."""
        return target.square().mean()


class MomentsLoss:
    """Squared Wasserstein-2 distance between Gaussians with the features' moments.

    mean((m - m*)^2) + mean diag(S + S* - 2 (S*^1/2 S S*^1/2)^1/2), where m is the features' mean, S
    is their covariance and the means run over the channels (Dowson & Landau 1982; used for style as
    in crowsonkb/style-transfer-pytorch).
    """

    _RIDGE = 1e-4  # relative to the mean variance; keeps the gradients of the roots finite

    def summary(self, features: Tensor, weights: Tensor | None = None) -> Tensor:
        """Return the raw second moments followed by the mean, (C, C + 1); see StyleLoss.

        The moments are raw rather than central, so that a blend of two styles has the moments of a
        picture that shows both side by side.
        """
        second = gram(features, weights) * features.shape[1]
        flat = features if weights is None else features * weights
        mean = flat.mean((2, 3), dtype=second.dtype)
        return torch.cat([second, mean.view(-1, 1)], 1)

    def pull(
        self, features: Tensor, weights: Tensor | None, upstream: Tensor, gradient: Tensor
    ) -> None:
        """See StyleLoss."""
        channels = features.shape[1]
        pull_gram(features, weights, upstream[:, :-1] * channels, gradient)
        mean_gradient = upstream[:, -1].view(-1, 1, 1) * (channels / features.numel())
        gradient += mean_gradient if weights is None else mean_gradient * weights

    def distance_to(self, target: Tensor) -> Distance:
        """See StyleLoss."""
        ridge = self._RIDGE * self.magnitude(target)
        target_mean, target_covariance = self._mean_and_covariance(target, ridge)
        root = matrix_root(target_covariance)

        def distance(summary: Tensor) -> Tensor:
            mean, covariance = self._mean_and_covariance(summary, ridge)
            cross = _TraceOfRoot.apply(root @ covariance @ root)
            bures = covariance.trace() + target_covariance.trace() - 2 * cross
            loss: Tensor = F.mse_loss(mean, target_mean) + bures / len(mean)
            return loss

        return distance

    def magnitude(self, target: Tensor) -> Tensor:
        """See StyleLoss."""
        return target[:, :-1].diagonal().mean()

    def _mean_and_covariance(self, summary: Tensor, ridge: Tensor) -> tuple[Tensor, Tensor]:
        mean = summary[:, -1]
        covariance = summary[:, :-1] - torch.outer(mean, mean)
        return mean, covariance + ridge * torch.eye(len(mean), device=mean.device, dtype=mean.dtype)


class SlicedLoss:
    """Sliced Wasserstein distance (Heitz et al. 2021).

    This is the mean squared one-dimensional Wasserstein distance along C random directions. It
    captures the whole distribution of the features, whereas a Gram matrix captures only second
    moments.
    """

    def __init__(self, seed: int) -> None:
        """Use this seed for the random directions."""
        self._seed = seed

    def summary(self, features: Tensor, weights: Tensor | None = None) -> Tensor:
        """Return the sorted projections, (C, N); see StyleLoss.

        Positions with a weight below 0.5 are left out, since sorting cannot weight positions.
        """
        flat = widen(features).flatten(2)[0]
        if weights is not None:
            flat = flat[:, weights.flatten() >= 0.5]
        return (self._directions(flat) @ flat).sort(1).values

    @torch.enable_grad()
    def pull(
        self, features: Tensor, weights: Tensor | None, upstream: Tensor, gradient: Tensor
    ) -> None:
        """See StyleLoss."""
        leaf = widen(features).detach().requires_grad_()
        summary = self.summary(leaf, weights)
        gradient += torch.autograd.grad(summary, leaf, upstream)[0]

    def distance_to(self, target: Tensor) -> Distance:
        """See StyleLoss."""
        return lambda summary: F.mse_loss(summary, stretch(target, summary.shape[1]))

    def magnitude(self, target: Tensor) -> Tensor:
        """See StyleLoss."""
        return target.square().mean()

    def _directions(self, flat: Tensor) -> Tensor:
        generator = torch.Generator().manual_seed(self._seed)
        directions = torch.randn(len(flat), len(flat), generator=generator)
        return F.normalize(directions, dim=1).to(flat.device, flat.dtype)


def blend(summaries: Sequence[Tensor], shares: Sequence[float]) -> Tensor:
    """Blend the summaries of several styles into one.

    Sorted projections (SlicedLoss) of different lengths are stretched to the longest, since the
    average of quantiles is the Wasserstein barycentre.

    Args:
        summaries: Summaries from the same style loss, at least one.
        shares: Share of each summary; the shares sum to 1.
    """
    longest = max(summary.shape[1] for summary in summaries)
    stretched = [stretch(summary, longest) for summary in summaries]
    return sum(
        (share * summary for share, summary in zip(shares, stretched, strict=True)),
        torch.zeros_like(stretched[0]),
    )


def make_style_loss(name: str, seed: int) -> StyleLoss:
    """Return the loss named by StyleParams.style_loss; `seed` determines any random directions.

    Any name other than `sliced` and `moments` gives the Gram loss.
    """
    if name == "sliced":
        return SlicedLoss(seed)
    return MomentsLoss() if name == "moments" else GramLoss()


def distance_from(loss: StyleLoss, target: Tensor, normalisation: str) -> Distance:
    """Return a function that maps a summary to its distance from `target`.

    With `relative` normalisation, the distance is divided by the target's magnitude.
    """
    distance = loss.distance_to(target)
    factor = error_factor(loss.magnitude(target), normalisation)
    return lambda summary: factor * distance(summary)


def error_factor(magnitude: Tensor, normalisation: str) -> Tensor:
    """Return the factor for an error: 1 if `absolute`, 1 / target magnitude if `relative`.

    For features, the error is mean((F - F*)^2) (Gatys 2015, eq. 1, up to a constant factor) and the
    magnitude is mean(F*^2). The relative error is therefore 1 for a picture without any features.
    """
    return (
        torch.ones_like(magnitude)
        if normalisation == "absolute"
        else 1 / magnitude.clamp_min(1e-12)
    )


def total_variation(picture: Tensor) -> Tensor:
    """Return the mean squared difference of horizontal neighbours plus that of vertical ones.

    The picture is (1, 3, H, W), 0..1; a dimension of 1 px contributes nothing.
    """
    terms = [
        torch.diff(picture, dim=axis).square().mean() for axis in (2, 3) if picture.shape[axis] > 1
    ]
    return sum(terms, picture.new_zeros(()))


def range_penalty(
    picture: Tensor, low: Tensor, high: Tensor, weights: Tensor | None = None
) -> Tensor:
    """Return the mean squared distance by which the picture's values lie outside a range.

    Args:
        picture: Picture, (1, 3, H, W), 0..1.
        low: Lower end of each channel's range, (3, 1, 1).
        high: Upper end of each channel's range, (3, 1, 1).
        weights: Weight of each position, (1, 1, H, W). If None, every position has weight 1.
    """
    squares = (low - picture).relu_().square() + (picture - high).relu_().square()
    return (squares if weights is None else squares * weights).mean()


def colour_range(pictures: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
    """Return each channel's lowest and highest values, both as (3, 1, 1), within 0..1.

    A thousandth of the values at either end is ignored. The pictures are (1, 3, H, W).
    """

    def quantile(share: float) -> Tensor:
        flats = [picture.cpu().flatten(2)[0] for picture in pictures]  # some devices lack kthvalue
        values = [flat.kthvalue(1 + round(share * (flat.shape[1] - 1)), 1).values for flat in flats]
        return torch.stack(values)

    device = pictures[0].device
    low, high = quantile(0.001).amin(0).clamp(min=0), quantile(0.999).amax(0).clamp(max=1)
    return low.view(3, 1, 1).to(device), high.view(3, 1, 1).to(device)


def gram(features: Tensor, weights: Tensor | None = None) -> Tensor:
    """Return the Gram matrix G = F F^T / (C N), (C, C), in at least 32 bits.

    This is eq. 3 of Gatys 2015, divided by C N as in Johnson et al. 2016, so that the matrix does
    not depend on the picture's size. Products of 16-bit features are exact and accumulated in 32
    bits.

    Args:
        features: Features, (1, C, H, W).
        weights: Weight of each position, (1, 1, H, W); None for equal weights.
    """
    flat = features.flatten(2)[0]
    roots = None if weights is None else weights.sqrt().flatten(2)[0]
    if flat.dtype.itemsize >= 4:
        flat = flat if roots is None else flat * roots
        return (flat @ flat.T).div_(features.numel())
    if flat.device.type == "cuda" and roots is None:
        return torch.mm(flat, flat.T, out_dtype=torch.float32).div_(features.numel())
    total = torch.zeros(len(flat), len(flat), device=flat.device)
    count = max(1, _CHUNK_SIZE // len(flat)) if flat.device.type == "cpu" else flat.shape[1]
    for start in range(0, flat.shape[1], count):
        chunk = flat[:, start : start + count].float()
        if roots is not None:
            chunk *= roots[:, start : start + count]
        total.addmm_(chunk, chunk.T)
    return total.div_(features.numel())


def pull_gram(features: Tensor, weights: Tensor | None, upstream: Tensor, gradient: Tensor) -> None:
    """Add gram()'s gradient with respect to the features to the tensor `gradient`, in place.

    Args:
        features: Features given to gram(), (1, C, H, W).
        weights: Weights given to gram().
        upstream: Gradient with respect to the Gram matrix, (C, C).
        gradient: Gradient to add to, (1, C, H, W).
    """
    flat = features.flatten(2)[0]
    if weights is not None:
        flat = flat * weights.flatten(2)[0].to(flat.dtype)
    symmetric = (upstream + upstream.T).div_(features.numel()).to(flat.dtype)
    target = gradient.flatten(2)[0]
    if target.data_ptr() != gradient.data_ptr() or target.dtype != flat.dtype:
        gradient += (symmetric @ flat).view_as(features)
    elif layout_of(features) == torch.channels_last:
        target.T.addmm_(flat.T, symmetric)  # `symmetric` equals its transpose
    else:
        target.addmm_(symmetric, flat)


def stretch(sorted_rows: Tensor, count: int) -> Tensor:
    """Resample rows of sorted values, (C, N), to (C, count) by linear interpolation."""
    if sorted_rows.shape[1] == count:
        return sorted_rows
    return F.interpolate(sorted_rows.unsqueeze(0), count, mode="linear", align_corners=True)[0]


def matrix_root(matrix: Tensor) -> Tensor:
    """Return the square root of a positive semidefinite matrix, (C, C)."""
    values, vectors = _eigen(matrix)
    return vectors * values.clamp_min(0).sqrt() @ vectors.T


class _TraceOfRoot(torch.autograd.Function):
    """Function trace(K^1/2) for a symmetric matrix K, (C, C), with gradient K^-1/2 / 2."""

    @staticmethod
    def forward(ctx: Any, matrix: Tensor) -> Tensor:
        values, vectors = _eigen(matrix)
        roots = values.clamp_min(torch.finfo(values.dtype).eps * values[-1]).sqrt()
        ctx.save_for_backward(roots, vectors)
        return roots.sum()

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> Tensor:
        roots, vectors = ctx.saved_tensors
        gradient: Tensor = gradients[0] * (vectors / (2 * roots) @ vectors.T)
        return gradient


def _eigen(matrix: Tensor) -> tuple[Tensor, Tensor]:
    """Return the ascending eigenvalues, (C,), and the eigenvectors, (C, C), computed in 64 bits."""
    # MPS supports neither eigh nor double precision; the matrix is small enough for the CPU.
    device = torch.device("cpu") if matrix.device.type == "mps" else matrix.device
    values, vectors = torch.linalg.eigh(matrix.detach().to(device, torch.float64))
    return values.to(matrix.device, matrix.dtype), vectors.to(matrix.device, matrix.dtype)
