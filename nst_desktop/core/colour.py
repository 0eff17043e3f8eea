"""Colour transfer, which gives the artwork the painting's or the photograph's colours.

Pictures are RGB tensors (1, 3, H, W) with values 0..1; results are not clamped.
"""

from collections.abc import Callable

import torch
from torch import Tensor

# Luma weights of Rec. 601, as in Gatys et al. 2016 (colour preservation)
_LUMA = (0.299, 0.587, 0.114)


def luminance(picture: Tensor) -> Tensor:
    """Return the picture's brightness as a grey picture of the same shape."""
    weights = torch.tensor(_LUMA, dtype=picture.dtype, device=picture.device).view(1, 3, 1, 1)
    return (picture * weights).sum(1, keepdim=True).expand_as(picture)


def with_chroma_of(content: Tensor, picture: Tensor) -> Tensor:
    """Combine the brightness of `picture` with the chroma of `content`, which has the same shape.

    This is the luminance-only transfer of Gatys et al. 2016 (colour preservation). The change in
    brightness is limited where a channel would otherwise leave 0..1, since clipping the channels
    one by one would change the chroma.
    """
    change = (luminance(picture) - luminance(content))[:, :1]
    darkest, brightest = content.amin(1, keepdim=True), content.amax(1, keepdim=True)
    return content + change.clamp(-darkest, 1 - brightest)


def recolour(style: Tensor, content: Tensor | None, colour: str) -> Tensor:
    """Return the style picture, recoloured as StyleParams.colour requires.

    If there is no content picture, the style picture is returned unchanged.
    """
    if content is None or colour == "style":
        return style
    return _RECOLOUR[colour](style, content)


def match_statistics(style: Tensor, content: Tensor) -> Tensor:
    """Give the style picture the mean and covariance of the content's colours.

    x' = A (x - m_s) + m_c with A = S^-1/2 (S^1/2 C S^1/2)^1/2 S^-1/2, the optimal transport
    between two Gaussians: of all linear maps with this result, the one that changes colours least.
    S and C are the covariances of style and content; m_s and m_c are their means.
    """
    pixels, target = _columns(style), _columns(content)
    mean, target_mean = pixels.mean(1, keepdim=True), target.mean(1, keepdim=True)
    root = _power(_covariance(pixels), 0.5)
    inverse_root = _power(_covariance(pixels), -0.5)
    middle = _power(root @ _covariance(target) @ root, 0.5)
    moved = inverse_root @ middle @ inverse_root @ (pixels - mean) + target_mean
    return moved.to(style.dtype).view(3, *style.shape[2:]).unsqueeze(0)


def match_histogram(style: Tensor, content: Tensor) -> Tensor:
    """Match each channel's histogram in the style picture to that in the content picture."""
    count = style[0, 0].numel()
    ranks = style.flatten(2)[0].argsort(1).argsort(1)
    values = content.flatten(2)[0].sort(1).values
    indices = torch.linspace(0, values.shape[1] - 1, count, device=values.device)
    below = indices.long()
    above = (below + 1).clamp_max(values.shape[1] - 1)
    quantiles = torch.lerp(values[:, below], values[:, above], (indices - below).to(values.dtype))
    return quantiles.gather(1, ranks).view_as(style[0]).unsqueeze(0)


def match_luminance(style: Tensor, content: Tensor) -> Tensor:
    """Return a grey style picture with the content's mean brightness and standard deviation."""
    grey, target = luminance(style), luminance(content)
    return (grey - grey.mean()) * (target.std() / grey.std().clamp_min(1e-5)) + target.mean()


_RECOLOUR: dict[str, Callable[[Tensor, Tensor], Tensor]] = {
    "luminance": match_luminance,
    "match": match_statistics,
    "histogram": match_histogram,
}


def _columns(picture: Tensor) -> Tensor:
    # Single precision would leave an error of 1e-3 in a megapixel's covariance.
    return picture.flatten(2)[0].to("cpu", torch.float64)


def _covariance(pixels: Tensor) -> Tensor:
    # The small addition keeps the matrix invertible for pictures with only one or two colours.
    return torch.cov(pixels, correction=0) + 1e-10 * torch.eye(3, dtype=pixels.dtype)


def _power(matrix: Tensor, exponent: float) -> Tensor:
    """Raise a symmetric positive definite matrix, (3, 3), to a power."""
    values, vectors = torch.linalg.eigh(matrix)
    power: Tensor = vectors * values.clamp_min(1e-20).pow(exponent) @ vectors.T
    return power
