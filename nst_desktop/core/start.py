"""Starting pictures for the scales: the run's first picture, or a scale's enlarged result."""

import torch
from torch import Tensor

from nst_desktop.core.arrays import Pixels
from nst_desktop.core.job import StyleJob
from nst_desktop.core.mode import Mode
from nst_desktop.core.pictures import photograph_at, region_coverage
from nst_desktop.core.pyramid import resize, to_tensor

_REDUCTION = 2  # factor by which the photograph's resolution is reduced at the start

_PAINTED_SHARE = 0.25  # share of the painted picture in a guide

# A larger standard deviation leaves residual noise that deeper layers do not see (reconstruction
# from conv2_1 after 120 steps: 17.9 dB with 0.2, 27.7 dB with 0.05).
_GREY, _SPREAD = 0.5, 0.05


def start_picture(job: StyleJob, size: tuple[int, int]) -> Tensor:
    """Return the run's first picture, (1, 3, H, W), on the CPU.

    `size` is the picture's (width, height), in px.
    """
    source = _source(job)
    if source is None:
        return noise(size, job.params.seed)
    picture = resize(to_tensor(source), size)
    if source is job.content and job.mode is Mode.TRANSFER:
        picture = torch.lerp(_reduced(picture), picture, _detail(job, size))
    if job.start is None and job.params.init == "blend":
        return torch.lerp(picture, noise(size, job.params.seed), job.params.noise)
    return picture


def noise(size: tuple[int, int], seed: int) -> Tensor:
    """Return Gaussian noise around mid-grey, (1, 3, H, W), unclamped.

    The noise is drawn on the CPU, so that a seed gives the same noise on every device.
    """
    width, height = size
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(1, 3, height, width, generator=generator).mul_(_SPREAD).add_(_GREY)


def enlarge(picture: Tensor, size: tuple[int, int], job: StyleJob) -> Tensor:
    """Enlarge one scale's result into the next scale's first picture, (1, 3, H, W), on the CPU.

    An enlarged picture has no fine detail, and the optimiser needs tens of steps to paint some. If
    the run started from the photograph, the photograph's fine detail is added in proportion to
    StyleParams.detail. If it started from another picture, all of that picture's fine detail is
    added.
    """
    larger = resize(picture, size)
    source = _source(job)
    if job.mode is not Mode.TRANSFER or source is None:
        return larger
    share = _detail(job, size) if source is job.content else torch.ones(())
    if not share.any():
        return larger
    height, width = picture.shape[2:]
    fine = to_tensor(source)
    return larger + share * (resize(fine, size) - resize(resize(fine, (width, height)), size))


def guide(job: StyleJob, initial: Tensor) -> Tensor:
    """Return the picture used to select targets, (1, 3, H, W), on the CPU (Kolkin et al. 2022).

    This is the photograph blended with the picture that the scale started from. The latter has no
    fine detail except what enlarge() added, so the photograph's finest detail is added to it first.

    Args:
        job: Job with its photograph.
        initial: Picture painted at the previous scale and enlarged, (1, 3, H, W).
    """
    height, width = initial.shape[2:]
    photograph = photograph_at(job, (width, height))
    detail_present = (
        _detail(job, (width, height)) if _source(job) is job.content else torch.zeros(())
    )
    detailed = initial.cpu() + (1 - detail_present) * (photograph - _reduced(photograph))
    return torch.lerp(photograph, detailed, _PAINTED_SHARE)


def _detail(job: StyleJob, size: tuple[int, int]) -> Tensor:
    """Return the share of the photograph's fine detail at each position: () or (1, 1, H, W), 0..1.

    If there are regions, the share is 1 outside them. If the style weight is 0, it is 1 everywhere.
    """
    if job.params.style_weight == 0:
        return torch.ones(())
    detail = torch.tensor(job.params.detail)
    coverage = region_coverage(job, size, torch.device("cpu"))
    return detail if coverage is None else 1 - coverage * (1 - detail)


def _reduced(picture: Tensor) -> Tensor:
    """Return the picture without its finest detail."""
    height, width = picture.shape[2:]
    small = max(1, width // _REDUCTION), max(1, height // _REDUCTION)
    return resize(resize(picture, small), (width, height))


def _source(job: StyleJob) -> Pixels | None:
    """Return the picture that the run starts from, or None if it starts from noise."""
    if job.start is not None:
        return job.start
    if job.params.init == "noise":
        return None
    return job.styles[0].pixels if job.params.init == "style" else job.content
