"""Starting pictures for the scales: the run's first picture, or a scale's enlarged result."""

from collections.abc import Callable

import torch
from torch import Tensor

from nst_desktop.core.arrays import Pixels
from nst_desktop.core.job import StyleJob
from nst_desktop.core.mode import Mode
from nst_desktop.core.painted_detail import painted_detail
from nst_desktop.core.pictures import photograph_at, region_coverage
from nst_desktop.core.pyramid import resize, to_tensor, without_finest_detail

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
        picture = torch.lerp(without_finest_detail(picture), picture, _detail(job, size))
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


def enlarge(
    picture: Tensor, size: tuple[int, int], job: StyleJob, checkpoint: Callable[[], None]
) -> Tensor:
    """Enlarge one scale's result into the next scale's first picture, (1, 3, H, W), on the CPU.

    An enlarged picture has no fine detail, and the optimiser is slow to add any: within tens of
    steps it only amplifies the traces of the enlargement, which looks like canvas. Therefore detail
    of the paintings is added in proportion to StyleParams.painted_detail, and detail of the
    photograph in proportion to StyleParams.detail; the larger the photograph's share, the smaller
    the paintings'. If the run started from a painting or from another picture, all of that
    picture's fine detail is added instead.

    Args:
        picture: Result of the smaller scale, (1, 3, h, w), on any device.
        size: New (width, height), in px.
        job: Job with its pictures.
        checkpoint: Callback invoked now and then; may raise to abort.
    """
    larger, own = resize(picture, size), _own_detail(job, size)
    if _adds_painted_detail(job) and (own < 1).any():
        fine = painted_detail(job, larger, checkpoint, picture.device)
        larger = larger + job.params.painted_detail * (1 - own) * fine
    source = _source(job)
    if source is not None and own.any():
        height, width = picture.shape[2:]
        sharp = to_tensor(source)
        fine = resize(sharp, size) - resize(resize(sharp, (width, height)), size)
        larger = larger + own * fine
    return larger


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
    fine = photograph - without_finest_detail(photograph)
    detailed = initial.cpu() + (1 - detail_present) * fine
    return torch.lerp(photograph, detailed, _PAINTED_SHARE)


def _adds_painted_detail(job: StyleJob) -> bool:
    params = job.params
    return bool(job.styles and params.style_weight and params.painted_detail) and not (
        job.compares_columns
    )


def _own_detail(job: StyleJob, size: tuple[int, int]) -> Tensor:
    """Return the share of its first picture's fine detail that a run adds when a scale begins.

    The share is 0..1, of shape () or (1, 1, H, W).
    """
    source = _source(job)
    if job.mode is not Mode.TRANSFER or source is None:
        return torch.zeros(())
    return _detail(job, size) if source is job.content else torch.ones(())


def _detail(job: StyleJob, size: tuple[int, int]) -> Tensor:
    """Return the share of the photograph's fine detail at each position: () or (1, 1, H, W), 0..1.

    If there are regions, the share is 1 outside them. If the style weight is 0, it is 1 everywhere.
    """
    if job.params.style_weight == 0:
        return torch.ones(())
    detail = torch.tensor(job.params.detail)
    coverage = region_coverage(job, size, torch.device("cpu"))
    return detail if coverage is None else 1 - coverage * (1 - detail)


def _source(job: StyleJob) -> Pixels | None:
    """Return the picture that the run starts from, or None if it starts from noise."""
    if job.start is not None:
        return job.start
    if job.params.init == "noise":
        return None
    return job.styles[0].pixels if job.params.init == "style" else job.content
