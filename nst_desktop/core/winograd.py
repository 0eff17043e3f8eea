"""Winograd's convolution F(6x6, 3x3) as matrix products (Lavin & Gray 2015, arXiv:1509.09308).

The picture is cut into 8 x 8 tiles that overlap by two pixels. Small matrices transform the tiles
and the filters into a space where convolution is a pointwise product, and transform the result back
into 6 x 6 outputs. This takes 64 products for 36 outputs, where direct convolution needs 324. Over
all tiles and channels, the convolution becomes 64 matrix products, which the machine's BLAS library
computes at full speed.

The transformed filters take seven times the memory of the original filters, and are kept. This pays
off for layers with many channels and few positions. For such layers, NNPACK transforms the filters
again every time.
"""

import torch
import torch.nn.functional as F
from torch import Tensor

TILE = 6  # outputs per tile, in each direction
_INPUT = TILE + 2
_POINTS = 64  # (6 + 2)^2

_D = torch.float64
_FILTERS = torch.tensor(
    [[90, 0, 0], [-20, -20, -20], [-20, 20, -20], [1, 2, 4], [1, -2, 4], [64, 32, 16],
     [64, -32, 16], [0, 0, 90]], dtype=_D) / 90  # fmt: skip
_TILES = torch.tensor(
    [[4, 0, -21, 0, 21, 0, -4, 0], [0, 4, 4, -17, -17, 4, 4, 0], [0, -4, 4, 17, -17, -4, 4, 0],
     [0, 2, 1, -10, -5, 8, 4, 0], [0, -2, 1, 10, -5, -8, 4, 0], [0, 8, 16, -10, -20, 2, 4, 0],
     [0, -8, 16, 10, -20, -2, 4, 0], [0, -4, 0, 21, 0, -21, 0, 4]], dtype=_D) / 4  # fmt: skip
_OUTPUTS = torch.tensor(
    [[1, 1, 1, 1, 1, 1, 1, 0], [0, 1, -1, 2, -2, 1 / 2, -1 / 2, 0],
     [0, 1, 1, 4, 4, 1 / 4, 1 / 4, 0], [0, 1, -1, 8, -8, 1 / 8, -1 / 8, 0],
     [0, 1, 1, 16, 16, 1 / 16, 1 / 16, 0], [0, 1, -1, 32, -32, 1 / 32, -1 / 32, 1]],
    dtype=_D)  # fmt: skip

# The interpolation points are 0, 1, -1, 2, -2, 1/2, -1/2 and infinity. A filter rotated by 180
# degrees has the same value at p as the filter itself at 1/p, up to a factor, so the backward pass
# needs no transform of the rotated filters.
_INVERSE = [7, 1, 2, 5, 6, 3, 4, 0]
_FACTORS = torch.tensor([1, 1, 1, 1 / 16, 1 / 16, 16, 16, 1], dtype=_D)


def _in_both_directions(matrix: Tensor) -> Tensor:
    return torch.kron(matrix, matrix).float().contiguous()


_FILTER_TRANSFORM = _in_both_directions(_FILTERS)
_FORWARD = _in_both_directions(_TILES), _in_both_directions(_OUTPUTS)
_BACKWARD = (
    _in_both_directions(_TILES[_INVERSE]),
    _in_both_directions((_OUTPUTS * _FACTORS)[:, _INVERSE]),
)


def transform(filters: Tensor) -> Tensor:
    """Transform float32 filters for convolve_winograd(), on the CPU: (K, C, 3, 3) -> (64, K, C)."""
    count, channels = filters.shape[:2]
    points = _FILTER_TRANSFORM @ filters.reshape(count * channels, 9).T
    return points.view(_POINTS, count, channels)


def convolve_winograd(features: Tensor, transformed: Tensor, turned: bool) -> Tensor:
    """Convolve with 3 x 3 filters and a zero padding of one: (1, C, H, W) -> (1, K, H, W).

    The relative error is about 5e-6.

    Args:
        features: float32 features on the CPU, (1, C, H, W).
        transformed: Filters as returned by transform(), (64, K, C).
        turned: Whether to use the filters rotated by 180 degrees and transposed. This maps (1, K,
            H, W) -> (1, C, H, W), and gives the gradient with respect to the features.
    """
    tile_transform, output_transform = _BACKWARD if turned else _FORWARD
    products = transformed.transpose(1, 2) if turned else transformed
    channels, height, width = features.shape[1:]
    down, across = -(-height // TILE), -(-width // TILE)
    padding = (1, across * TILE - width + 1, 1, down * TILE - height + 1)
    tiles = F.pad(features, padding)[0].unfold(1, _INPUT, TILE).unfold(2, _INPUT, TILE)
    count = down * across
    points = tile_transform @ tiles.reshape(channels * count, _POINTS).T
    sums = torch.bmm(products, points.view(_POINTS, channels, count))
    outputs = sums.shape[1]
    results = sums.view(_POINTS, outputs * count).T @ output_transform.T
    picture = results.view(outputs, down, across, TILE, TILE).transpose(2, 3)
    whole = picture.reshape(1, outputs, down * TILE, across * TILE)
    return whole[:, :, :height, :width].contiguous()
