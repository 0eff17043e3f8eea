"""Sizes of a run's scales, resizing, and conversion between pixels and tensors."""

import math

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from nst_desktop.core.arrays import DeepPixels, Pixels
from nst_desktop.core.job import StyleJob
from nst_desktop.core.layers import LayerWeights, smallest_side
from nst_desktop.core.mode import Mode
from nst_desktop.core.params import StyleParams
from nst_desktop.core.sizes import fit_size

# Number of scales over which StyleParams.coarse_steps and coarse_content rise. More steps would not
# help, because the composition has formed by then, and a large picture would begin with thousands.
_MAX_LEVELS = 2

# Long side, in px, below which coarse_content rises. From there on, an eye in a portrait covers
# several positions of conv4_2.
_FINE_SIDE = 512


def scale_sizes(job: StyleJob) -> list[tuple[int, int]]:
    """Return the (width, height) of every scale, in px, from coarse to fine.

    Each long side is half the next one, down to about StyleParams.min_size. Scales that are too
    small for the job's layers are left out. Gatys 2017 also uses scales that differ by a factor of
    2. Scales in between are not worthwhile: for the same amount of work, the picture is sharper
    without them.
    """
    width, height = job.output_size
    sides = [job.params.size]
    while sides[0] / 2 >= job.params.min_size / 2**0.5:
        sides.insert(0, round(job.params.size / 2 ** len(sides)))
    sizes = [fit_size(width, height, side) for side in sides[:-1]] + [(width, height)]
    needed = smallest_side(job.layers)
    return [size for size in sizes if min(size) >= needed]


def scale_steps(params: StyleParams, scales: int) -> list[int]:
    """Return the number of steps at each of a run's scales, from coarse to fine."""
    return [
        round(params.steps * params.coarse_steps ** min(level, _MAX_LEVELS))
        for level in reversed(range(scales))
    ]


def content_layers_at(job: StyleJob, size: tuple[int, int]) -> LayerWeights:
    """Return a scale's content layers with their weights.

    At scales below 512 px, layers that are finer than the coarsest one count more: an eye that
    covers several positions of the coarsest layer at 512 px covers only a part of one there. This
    does not depend on the size of the artwork, so that a small artwork shows what a large one will
    look like.

    Args:
        job: Job with its parameters.
        size: (width, height) of the scale, in px.
    """
    layers = job.params.content_layers
    if job.mode is not Mode.TRANSFER:
        return layers
    level = max(0, min(round(math.log2(_FINE_SIDE / max(size))), _MAX_LEVELS))
    factor = job.params.coarse_content**level
    coarsest = smallest_side(name for name, weight in layers if weight > 0)
    return tuple(
        (name, weight * (factor if smallest_side([name]) < coarsest else 1.0))
        for name, weight in layers
    )


def style_size(pixels: Pixels, area: float, scale: float, min_side: int) -> tuple[int, int]:
    """Return the (width, height), in px, at which the network sees a painting.

    The area is scale^2 times the artwork's area, but at most the painting's original area. The
    short side has at least `min_side` px, whatever the scale.

    Args:
        pixels: Pixels of the painting, (H, W, 3).
        area: Area of the artwork, in pixels.
        scale: Product of the brush sizes, > 0.
        min_side: Shortest side that the layers allow, in px.
    """
    height, width = pixels.shape[:2]
    factor = min(1.0, scale * (area / (width * height)) ** 0.5)
    factor = min(1.0, max(factor, min_side / min(width, height)))
    return max(min_side, round(width * factor)), max(min_side, round(height * factor))


def to_tensor(pixels: Pixels, dtype: torch.dtype = torch.float32) -> Tensor:
    """Convert uint8 pixels, (H, W, 3), to a picture tensor, (1, 3, H, W), 0..1, on the CPU."""
    planes = torch.tensor(pixels).permute(2, 0, 1).unsqueeze(0)
    return planes.contiguous().to(dtype).div_(255)


def to_pixels(picture: Tensor) -> Pixels:
    """Convert a picture, (1, 3, H, W), to clamped and rounded uint8 pixels, (H, W, 3)."""
    planes = picture.detach()[0].clamp(0, 1).mul(255).round()
    return planes.permute(1, 2, 0).to("cpu", torch.uint8).contiguous().numpy()


def to_16_bit_pixels(picture: Tensor) -> DeepPixels:
    """Convert a picture, (1, 3, H, W), to clamped and rounded uint16 pixels, (H, W, 3)."""
    planes = picture.detach()[0].clamp(0, 1).mul(65535).round()
    return planes.permute(1, 2, 0).to("cpu", torch.int32).numpy().astype(np.uint16)


def resize(picture: Tensor, size: tuple[int, int]) -> Tensor:
    """Resize a picture bicubically, with antialiasing, on the CPU.

    The CPU is always used, since not every device supports antialiased resizing.

    Args:
        picture: Picture, (1, C, H, W), on any device.
        size: New (width, height), in px.
    """
    width, height = size
    if picture.shape[2:] == (height, width):
        return picture.cpu()
    return F.interpolate(
        picture.cpu(), (height, width), mode="bicubic", antialias=True, align_corners=False
    )


def without_finest_detail(picture: Tensor) -> Tensor:
    """Return a picture, (1, C, H, W), reduced to half its size and enlarged again, on the CPU."""
    height, width = picture.shape[2:]
    return resize(resize(picture, (max(1, width // 2), max(1, height // 2))), (width, height))


def shrink(picture: Tensor, long_side: int) -> Tensor:
    """Shrink a picture, (1, C, H, W), to a long side of at most `long_side` px; 0 for no limit."""
    height, width = picture.shape[2:]
    if not 0 < long_side < max(width, height):
        return picture
    return resize(picture, fit_size(width, height, long_side))
