"""Whose colours the artwork has: the painting's, or in one of three ways the photograph's.

Pictures are (1, 3, H, W), RGB, 0..1, and are not clamped.
"""

from collections.abc import Callable

import torch
from torch import Tensor

# Rec. 601, as in Gatys 2016b
_LUMA = (0.299, 0.587, 0.114)


def luminance(picture: Tensor) -> Tensor:
    """The brightness of a picture as a grey picture of the same shape."""
    weights = torch.tensor(_LUMA, dtype=picture.dtype, device=picture.device).view(1, 3, 1, 1)
    return (picture * weights).sum(1, keepdim=True).expand_as(picture)


def with_chroma_of(content: Tensor, picture: Tensor) -> Tensor:
    """The brightness of `picture` with the chroma of `content`, of the same shape.

    Brightness is held where no channel leaves 0..1: cutting channels off one by one would
    change the chroma (Gatys 2016b, luminance-only transfer).
    """
    change = (luminance(picture) - luminance(content))[:, :1]
    darkest, brightest = content.amin(1, keepdim=True), content.amax(1, keepdim=True)
    return content + change.clamp(-darkest, 1 - brightest)


def recolour(style: Tensor, content: Tensor | None, colour: str) -> Tensor:
    """The style picture as StyleParams.colour wants it looked at."""
    if content is None or colour == "style":
        return style
    return _RECOLOUR[colour](style, content)


def match_statistics(style: Tensor, content: Tensor) -> Tensor:
    """The style picture with the content's mean and covariance of colours.

    x' = A (x - m_s) + m_c with A = S^-1/2 (S^1/2 C S^1/2)^1/2 S^-1/2, the optimal transport
    between two Gaussians: of all maps that do this, the one that changes colours least.
    """
    pixels, wanted = _columns(style), _columns(content)
    mean, wanted_mean = pixels.mean(1, keepdim=True), wanted.mean(1, keepdim=True)
    root = _power(_covariance(pixels), 0.5)
    inverse_root = _power(_covariance(pixels), -0.5)
    middle = _power(root @ _covariance(wanted) @ root, 0.5)
    moved = inverse_root @ middle @ inverse_root @ (pixels - mean) + wanted_mean
    return moved.to(style.dtype).view(3, *style.shape[2:]).unsqueeze(0)


def match_histogram(style: Tensor, content: Tensor) -> Tensor:
    """The style picture with the content's histogram, channel by channel."""
    count = style[0, 0].numel()
    ranks = style.flatten(2)[0].argsort(1).argsort(1)
    values = content.flatten(2)[0].sort(1).values
    places = torch.linspace(0, values.shape[1] - 1, count, device=values.device)
    below = places.long()
    above = (below + 1).clamp_max(values.shape[1] - 1)
    quantiles = torch.lerp(values[:, below], values[:, above], (places - below).to(values.dtype))
    return quantiles.gather(1, ranks).view_as(style[0]).unsqueeze(0)


def match_luminance(style: Tensor, content: Tensor) -> Tensor:
    """The style's brightness, grey, shifted and scaled to the content's mean and deviation."""
    found, wanted = luminance(style), luminance(content)
    return (found - found.mean()) * (wanted.std() / found.std().clamp_min(1e-5)) + wanted.mean()


_RECOLOUR: dict[str, Callable[[Tensor, Tensor], Tensor]] = {
    "luminance": match_luminance,
    "match": match_statistics,
    "histogram": match_histogram,
}


def _columns(picture: Tensor) -> Tensor:
    # double precision: single leaves 1e-3 in the covariance of a megapixel
    return picture.flatten(2)[0].to("cpu", torch.float64)


def _covariance(pixels: Tensor) -> Tensor:
    # The small addition keeps pictures of one or two colours invertible.
    return torch.cov(pixels, correction=0) + 1e-10 * torch.eye(3, dtype=pixels.dtype)


def _power(matrix: Tensor, exponent: float) -> Tensor:
    """A power of a symmetric, positive matrix (3, 3)."""
    values, vectors = torch.linalg.eigh(matrix)
    return vectors * values.clamp_min(1e-20) ** exponent @ vectors.T
