"""A job's pictures as the network looks at them at one scale."""

from collections.abc import Iterable

import torch
from torch import Tensor

from nst_desktop.core.colour import luminance, recolour
from nst_desktop.core.guidance import mask_to_tensor
from nst_desktop.core.job import Style, StyleJob
from nst_desktop.core.layers import smallest_side
from nst_desktop.core.pyramid import resize, style_size, to_tensor


def photograph_at(job: StyleJob, size: tuple[int, int]) -> Tensor:
    """The photograph, (1, 3, H, W), on the CPU. size: (width, height)."""
    assert job.content is not None
    return resize(to_tensor(job.content), size)


def painting_at(
    job: StyleJob,
    style: Style,
    size: tuple[int, int],
    layers: Iterable[str],
    photograph: Tensor | None,
) -> Tensor:
    """A painting at its own size and in the colours asked for, (1, 3, h, w).

    size: (width, height) of the artwork. layers: those that the painting has to be large enough
    for. photograph: as photograph_at gives it, on any device; None for a texture.
    """
    scale = style.scale * job.params.style_scale
    own = style_size(style.pixels, size[0] * size[1], scale, smallest_side(layers))
    picture = resize(to_tensor(style.pixels), own)
    if photograph is None:
        return picture
    return recolour(picture.to(photograph.device), photograph, job.params.colour)


def painted_at(job: StyleJob, size: tuple[int, int], device: torch.device) -> Tensor | None:
    """How much of each position lies in a region, (1, 1, H, W), 0..1; None where all of it does."""
    masks = [mask_to_tensor(region.mask, size, device) for region in job.regions]
    return torch.stack(masks).sum(0).clamp(max=1) if masks else None


def seen(picture: Tensor, colour: str) -> Tensor:
    """What the network sees of it: all colours, or brightness alone."""
    return luminance(picture) if colour == "luminance" else picture
