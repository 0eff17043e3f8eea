"""A job's pictures, as the network sees them at one scale."""

from collections.abc import Iterable

import torch
from torch import Tensor

from nst_desktop.core.colour import luminance, recolour
from nst_desktop.core.guidance import mask_to_tensor
from nst_desktop.core.job import Style, StyleJob
from nst_desktop.core.layers import smallest_side
from nst_desktop.core.pyramid import resize, style_size, to_tensor


def photograph_at(job: StyleJob, size: tuple[int, int]) -> Tensor:
    """Return the photograph at this size, (1, 3, H, W), 0..1, on the CPU.

    `size` is the (width, height), in px.
    """
    assert job.content is not None
    return resize(to_tensor(job.content), size)


def painting_at(
    job: StyleJob,
    style: Style,
    size: tuple[int, int],
    layers: Iterable[str],
    photograph: Tensor | None,
) -> Tensor:
    """Return a painting, (1, 3, h, w), 0..1, resized for this scale and recoloured for the job.

    Args:
        job: Job with the size and colour parameters.
        style: The painting.
        size: (width, height) of the artwork at this scale, in px.
        layers: Layers that the painting must be large enough for.
        photograph: Result of photograph_at(), on any device; None for a texture.
    """
    scale = style.scale * job.params.style_scale
    own = style_size(style.pixels, size[0] * size[1], scale, smallest_side(layers))
    picture = resize(to_tensor(style.pixels), own)
    if photograph is None:
        return picture
    return recolour(picture.to(photograph.device), photograph, job.params.colour)


def region_coverage(job: StyleJob, size: tuple[int, int], device: torch.device) -> Tensor | None:
    """Return how far the regions cover each position, (1, 1, H, W), 0..1.

    Returns None if there are no regions. `size` is the (width, height), in px.
    """
    masks = [mask_to_tensor(region.mask, size, device) for region in job.regions]
    return torch.stack(masks).sum(0).clamp(max=1) if masks else None


def network_view(picture: Tensor, colour: str) -> Tensor:
    """Return the network's view of a picture: its luminance, or all its colours.

    The view is the luminance if `colour`, a value of StyleParams.colour, is `luminance`.
    """
    return luminance(picture) if colour == "luminance" else picture
