"""Sizes and resizing: the scales of a run, and pictures and tensors turned into one another."""

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from nst_desktop.core.arrays import DeepPixels, Pixels
from nst_desktop.core.job import StyleJob
from nst_desktop.core.layers import smallest_side
from nst_desktop.core.sizes import fit_size


def scale_sizes(job: StyleJob) -> list[tuple[int, int]]:
    """(width, height) of every scale, coarse to fine.

    Each long side is half the next one's, down to about min_size. (Gatys 2017 also takes two
    steps of 2; scales in between cost as much as they bring: for the same work the picture is
    sharper without them.) Scales too small for the job's layers are left out.
    """
    width, height = job.output_size
    sides = [job.params.size]
    while sides[0] / 2 >= job.params.min_size / 2**0.5:
        sides.insert(0, round(job.params.size / 2 ** len(sides)))
    sizes = [fit_size(width, height, side) for side in sides[:-1]] + [(width, height)]
    needed = smallest_side(job.layers)
    return [size for size in sizes if min(size) >= needed]


def style_size(pixels: Pixels, area: float, scale: float, least: int) -> tuple[int, int]:
    """(width, height) at which a style picture is looked at.

    Its area is scale^2 times the output's, but never more than its own; and its short side has
    at least `least` px, the smallest that the layers can take.
    """
    height, width = pixels.shape[:2]
    factor = min(1.0, scale * (area / (width * height)) ** 0.5)
    factor = min(1.0, max(factor, least / min(width, height)))
    return max(least, round(width * factor)), max(least, round(height * factor))


def to_tensor(pixels: Pixels, dtype: torch.dtype = torch.float32) -> Tensor:
    """(H, W, 3) uint8 -> (1, 3, H, W), 0..1, on the CPU."""
    planes = torch.tensor(pixels).permute(2, 0, 1).unsqueeze(0)
    return planes.contiguous().to(dtype).div_(255)


def to_pixels(picture: Tensor) -> Pixels:
    """(1, 3, H, W), any range -> (H, W, 3) uint8: clamped to 0..1 and rounded."""
    planes = picture.detach()[0].clamp(0, 1).mul(255).round()
    return planes.permute(1, 2, 0).to("cpu", torch.uint8).contiguous().numpy()


def to_deep_pixels(picture: Tensor) -> DeepPixels:
    """(1, 3, H, W), any range -> (H, W, 3) uint16: clamped to 0..1 and rounded."""
    planes = picture.detach()[0].clamp(0, 1).mul(65535).round()
    return planes.permute(1, 2, 0).to("cpu", torch.int32).numpy().astype(np.uint16)


def resize(picture: Tensor, size: tuple[int, int]) -> Tensor:
    """Bicubic, antialiased. picture: (1, C, H, W); size: (width, height). On the CPU.

    The CPU does it for every device, since not all have the antialiased operation.
    """
    width, height = size
    if picture.shape[2:] == (height, width):
        return picture.cpu()
    return F.interpolate(
        picture.cpu(), (height, width), mode="bicubic", antialias=True, align_corners=False
    )


def shrink(picture: Tensor, long_side: int) -> Tensor:
    """The picture no larger than long_side px; 0 leaves it as it is. (1, C, H, W)."""
    height, width = picture.shape[2:]
    if not 0 < long_side < max(width, height):
        return picture
    return resize(picture, fit_size(width, height, long_side))
