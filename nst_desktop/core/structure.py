"""Structure of a photograph: which of its parts an artwork has to follow, and which are plain.

A face is recognised by its shapes, but a sky or a studio background has hardly any. If the artwork
had to follow such plain parts as closely as all others, it would stay as plain there. Therefore the
content and neighbour terms count less in plain parts, which leaves them to the painting's shapes: a
position with structure s, 0..1, has the weight p + (1 - p) s, where p is StyleParams.plain_areas.
"""

import torch.nn.functional as F
from torch import Tensor

from nst_desktop.core.job import StyleJob
from nst_desktop.core.mode import Mode
from nst_desktop.core.pictures import network_view
from nst_desktop.core.pyramid import resize, to_tensor
from nst_desktop.core.sizes import fit_size

_SIDE = 256  # px; long side at which structure is measured, so that it does not depend on the size
_WINDOW = 17  # px; side of the window around each position, about as wide as an eye in a portrait
_NOISE = 0.02  # mean deviation below which a photograph has no structure, only noise


def structure_of(job: StyleJob) -> Tensor | None:
    """Return the structure of the job's photograph, (1, 1, h, w), 0..1, on the CPU.

    The long side is 256 px, whatever the artwork's size. Returns None unless a photograph is
    painted.
    """
    if job.mode is not Mode.TRANSFER:
        return None
    assert job.content is not None
    height, width = job.content.shape[:2]
    photograph = resize(to_tensor(job.content), fit_size(width, height, _SIDE))
    return structure(network_view(photograph, job.params.colour))


def structure(photograph: Tensor) -> Tensor:
    """Return how much structure there is around each position, (1, 1, H, W), 0..1.

    This is the standard deviation of the colours in a square window, divided by its mean over the
    photograph and limited to 1.

    Args:
        photograph: Photograph, (1, 3, H, W), 0..1.
    """
    exact = photograph.double()  # a difference of squares loses half of the digits
    variance = _local_mean(exact.square()) - _local_mean(exact).square()
    deviation = variance.sum(1, keepdim=True).clamp_min(0).sqrt()
    return (deviation / deviation.mean().clamp_min(_NOISE)).clamp(max=1).float()


def _local_mean(picture: Tensor) -> Tensor:
    return F.avg_pool2d(picture, _WINDOW, stride=1, padding=_WINDOW // 2, count_include_pad=False)
