"""Region masks as weights for a layer's positions (Gatys et al. 2017, guidance channels)."""

import math
from collections.abc import Sequence

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from nst_desktop.core.arrays import Mask, Pixels
from nst_desktop.core.layers import receptive_radius, smallest_side

_WHITE = 128  # smallest value of a mask that counts as white


def mask_to_tensor(mask: Mask, size: tuple[int, int], device: torch.device) -> Tensor:
    """Return a mask as a tensor of values 0..1.

    Args:
        mask: Mask, (H, W) uint8.
        size: Size of the result, (width, height).
        device: Device for the tensor.

    Returns:
        The resized mask, (1, 1, height, width).
    """
    whole = torch.tensor(mask, dtype=torch.float32)[None, None] / 255
    return resize_map(whole, size[1], size[0]).to(device)


def cropped(pixels: Pixels, mask: Mask | None) -> tuple[Pixels, Mask | None]:
    """Crop a picture and its mask to the smallest rectangle around the mask's white half.

    Args:
        pixels: Picture, (H, W, 3).
        mask: Mask, (H, W) uint8, of the same size or another; None to leave the picture whole.
    """
    if mask is None or mask.max() < _WHITE:
        return pixels, mask
    rows, columns = (np.flatnonzero((mask >= _WHITE).any(axis)) for axis in (1, 0))
    down, across = (pixels.shape[axis] / mask.shape[axis] for axis in (0, 1))
    top, bottom, left, right = rows[0], rows[-1] + 1, columns[0], columns[-1] + 1
    part = pixels[
        math.floor(top * down) : math.ceil(bottom * down),
        math.floor(left * across) : math.ceil(right * across),
    ]
    return part, mask[top:bottom, left:right]


def position_weights(mask: Tensor, layer: str, height: int, width: int) -> Tensor | None:
    """Return the weight of each layer position for a region.

    This is the square of the guidance channel T of Gatys et al. 2017, with mean(T^2) = 1. The mask
    is first eroded to the positions that see nothing outside the region. It is then dilated a
    little, since the rim of a position's receptive field hardly counts. If the region is too small
    for this, the mask is used unchanged.

    Args:
        mask: Region mask, (1, 1, H, W), 0..1.
        layer: Name of the layer.
        height: Number of rows in the layer.
        width: Number of columns in the layer.

    Returns:
        Weights, (1, 1, height, width), with mean 1; None if the mask vanishes at this size.
    """
    guidance = resize_map(mask, height, width)
    radius = round(receptive_radius(layer))
    inner = _dilate(_erode(guidance, radius), radius // 3)
    if inner.max() >= 0.5:
        guidance = inner
    squared = guidance.square()
    mean = squared.mean()
    return None if mean < 1e-6 else squared / mean


def weights_at(mask: Tensor, layer: str, size: tuple[int, int]) -> Tensor | None:
    """Return position_weights() for a picture of this size, (width, height), in px."""
    stride = smallest_side([layer])
    return position_weights(mask, layer, size[1] // stride, size[0] // stride)


def region_at(masks: Sequence[Tensor], height: int, width: int) -> Tensor:
    """Return the index of the region that each position mostly belongs to, (height, width).

    The area outside all masks counts as one more region, whose index is the number of masks.

    Args:
        masks: Region masks, each (1, 1, H, W), 0..1.
        height: Number of rows of positions.
        width: Number of columns of positions.
    """
    shares = torch.cat([resize_map(mask, height, width) for mask in masks], 1)
    rest = (1 - shares.sum(1, keepdim=True)).clamp_min(0)
    return torch.cat([shares, rest], 1)[0].argmax(0)


def resize_map(values: Tensor, height: int, width: int) -> Tensor:
    """Resize a map bilinearly, with antialiasing; the result stays on the map's device.

    Args:
        values: Map, (1, 1, H, W).
        height: New number of rows.
        width: New number of columns.
    """
    if values.shape[2:] == (height, width):
        return values
    resized = F.interpolate(values.cpu(), (height, width), mode="bilinear", antialias=True)
    return resized.to(values.device)


def _dilate(mask: Tensor, radius: int) -> Tensor:
    return F.max_pool2d(mask, 2 * radius + 1, stride=1, padding=radius) if radius else mask


def _erode(mask: Tensor, radius: int) -> Tensor:
    return -_dilate(-mask, radius)
