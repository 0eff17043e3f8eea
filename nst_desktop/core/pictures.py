"""The pictures of a job, as the network sees them at one scale."""

from collections.abc import Iterable

import torch
from torch import Tensor

from nst_desktop.core.colour import luminance, recolour
from nst_desktop.core.guidance import mask_to_tensor
from nst_desktop.core.job import Style, StyleJob
from nst_desktop.core.layers import smallest_side
from nst_desktop.core.pyramid import resize, style_size, to_tensor


def photograph_at(job: StyleJob, size: tuple[int, int]) -> Tensor:
    """Return the photograph at this size, (width, height): (1, 3, H, W), 0..1, on the CPU."""
    assert job.content is not None
    return resize(to_tensor(job.content), size)


def painting_at(
    job: StyleJob,
    style: Style,
    size: tuple[int, int],
    layers: Iterable[str],
    photograph: Tensor | None,
) -> Tensor:
    """Return a painting at its own size and in the requested colours: (1, 3, h, w), 0..1.

    Args:
        job: The job, with the parameters for size and colours.
        style: The painting.
        size: (width, height) of the artwork at this scale, px.
        layers: Layers that the painting must be large enough for.
        photograph: As returned by photograph_at(), on any device; None for a texture.
    """
    scale = style.scale * job.params.style_scale
    own = style_size(style.pixels, size[0] * size[1], scale, smallest_side(layers))
    picture = resize(to_tensor(style.pixels), own)
    if photograph is None:
        return picture
    return recolour(picture.to(photograph.device), photograph, job.params.colour)


def region_coverage(job: StyleJob, size: tuple[int, int], device: torch.device) -> Tensor | None:
    """Return how far regions cover each position, (1, 1, H, W), 0..1; None without regions.

    The size is (width, height), px.
    """
    masks = [mask_to_tensor(region.mask, size, device) for region in job.regions]
    return torch.stack(masks).sum(0).clamp(max=1) if masks else None


def network_view(picture: Tensor, colour: str) -> Tensor:
    """Return what the network sees of a picture: its luminance for `luminance`, else all of it."""
    return luminance(picture) if colour == "luminance" else picture
