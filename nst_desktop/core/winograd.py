"""Winograd's convolution F(6x6, 3x3) as matrix products (Lavin & Gray 2015, arXiv:1509.09308).

The picture is cut into tiles of 8 x 8 that overlap by two; a tile, its filters and its outcome of
6 x 6 are taken by small matrices into a space in which convolution is one product per position,
64 products for 36 outcomes where the sum over the filter takes 324. Over all tiles and channels
these are 64 matrix products, which the machine's own library does at its best speed.

The transformed filters take seven times the memory of the filters, and are kept: this pays where
channels are many and positions few, the shapes for which NNPACK transforms them anew every time.
"""

import torch
import torch.nn.functional as F
from torch import Tensor

TILE = 6  # outcomes of a tile, each way
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
_OUTCOMES = torch.tensor(
    [[1, 1, 1, 1, 1, 1, 1, 0], [0, 1, -1, 2, -2, 1 / 2, -1 / 2, 0],
     [0, 1, 1, 4, 4, 1 / 4, 1 / 4, 0], [0, 1, -1, 8, -8, 1 / 8, -1 / 8, 0],
     [0, 1, 1, 16, 16, 1 / 16, 1 / 16, 0], [0, 1, -1, 32, -32, 1 / 32, -1 / 32, 1]],
    dtype=_D)  # fmt: skip

# The interpolation points are 0, 1, -1, 2, -2, 1/2, -1/2 and infinity. A filter turned round has
# at p what the filter itself has at 1/p, up to a factor: so the turned filters of the backward
# pass need no transform of their own.
_INVERSE = [7, 1, 2, 5, 6, 3, 4, 0]
_FACTORS = torch.tensor([1, 1, 1, 1 / 16, 1 / 16, 16, 16, 1], dtype=_D)


def _in_both_directions(matrix: Tensor) -> Tensor:
    return torch.kron(matrix, matrix).float().contiguous()


_OF_FILTERS = _in_both_directions(_FILTERS)
_FORWARD = _in_both_directions(_TILES), _in_both_directions(_OUTCOMES)
_BACKWARD = (
    _in_both_directions(_TILES[_INVERSE]),
    _in_both_directions((_OUTCOMES * _FACTORS)[:, _INVERSE]),
)


def transform(filters: Tensor) -> Tensor:
    """Filters (K, C, 3, 3), float32 on the CPU, as convolve takes them: (64, K, C)."""
    count, channels = filters.shape[:2]
    points = _OF_FILTERS @ filters.reshape(count * channels, 9).T
    return points.view(_POINTS, count, channels)


def convolve(features: Tensor, transformed: Tensor, turned: bool) -> Tensor:
    """3x3 convolution, padded by one zero: (1, C, H, W) -> (1, K, H, W), float32 on the CPU.

    turned: with the filters turned round and transposed, (1, K, H, W) -> (1, C, H, W), which is
    the gradient with respect to the features. Relative error about 5e-6.
    """
    of_tiles, of_outcomes = _BACKWARD if turned else _FORWARD
    products = transformed.transpose(1, 2) if turned else transformed
    channels, height, width = features.shape[1:]
    down, across = -(-height // TILE), -(-width // TILE)
    rest = (1, across * TILE - width + 1, 1, down * TILE - height + 1)
    tiles = F.pad(features, rest)[0].unfold(1, _INPUT, TILE).unfold(2, _INPUT, TILE)
    count = down * across
    points = of_tiles @ tiles.reshape(channels * count, _POINTS).T
    found = torch.bmm(products, points.view(_POINTS, channels, count))
    outputs = found.shape[1]
    outcomes = found.view(_POINTS, outputs * count).T @ of_outcomes.T
    picture = outcomes.view(outputs, down, across, TILE, TILE).transpose(2, 3)
    whole = picture.reshape(1, outputs, down * TILE, across * TILE)
    return whole[:, :, :height, :width].contiguous()
