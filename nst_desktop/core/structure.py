"""Structure of a photograph: which of its parts an artwork has to follow, and which are plain.

A face is recognised by its shapes, but a sky or a studio background has none. If the artwork had to
follow plain parts as closely as all others, it would stay as plain there. Therefore the content
terms count less in plain parts, in proportion to StyleParams.plain_areas, which leaves them to the
painting's shapes.
"""

import torch
import torch.nn.functional as F
from torch import Tensor

from nst_desktop.core.guidance import resize_mask
from nst_desktop.core.job import StyleJob
from nst_desktop.core.mode import Mode
from nst_desktop.core.pictures import region_coverage
from nst_desktop.core.pyramid import resize, to_tensor
from nst_desktop.core.sizes import fit_size

_SIDE = 256  # px; long side at which structure is measured, so that it does not depend on the size
_WINDOW = 17  # px; side of the window around each position, about as wide as an eye in a portrait


def structure_at(job: StyleJob, size: tuple[int, int], device: torch.device) -> Tensor | None:
    """Return how much structure the photograph has at each position, (1, 1, H, W), 0..1.

    If there are regions, it is 1 outside them, because nothing is painted there. Returns None
    unless a photograph is painted.

    Args:
        job: Job with its pictures.
        size: (width, height), in px.
        device: Device for the result.
    """
    if job.mode is not Mode.TRANSFER or job.content is None:
        return None
    height, width = job.content.shape[:2]
    photograph = resize(to_tensor(job.content), fit_size(width, height, _SIDE))
    found = resize_mask(structure(photograph), size[1], size[0]).to(device)
    coverage = region_coverage(job, size, device)
    return found if coverage is None else 1 - coverage * (1 - found)


def structure(photograph: Tensor) -> Tensor:
    """Return how much structure there is around each position, (1, 1, H, W), 0..1.

    This is the colours' standard deviation in a square window, divided by its mean over the
    photograph and limited to 1.

    Args:
        photograph: Photograph, (1, 3, H, W), 0..1.
    """
    exact = photograph.double()  # a difference of squares loses half of the digits
    variance = _local_mean(exact.square()) - _local_mean(exact).square()
    deviation = variance.sum(1, keepdim=True).clamp_min(0).sqrt()
    return (deviation / deviation.mean().clamp_min(1e-4)).clamp(max=1).float()


def _local_mean(picture: Tensor) -> Tensor:
    return F.avg_pool2d(picture, _WINDOW, stride=1, padding=_WINDOW // 2, count_include_pad=False)
