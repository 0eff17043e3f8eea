"""The pictures that scales begin with: the start of a run, and what is carried upwards."""

import torch
from torch import Tensor

from nst_desktop.core.arrays import Pixels
from nst_desktop.core.job import StyleJob
from nst_desktop.core.mode import Mode
from nst_desktop.core.pictures import painted_at, photograph_at
from nst_desktop.core.pyramid import resize, to_tensor

_REDUCED = 2  # times: the photograph has so much less detail when a run begins to paint it

_PAINTED = 0.25  # share of a guide that comes from what has been painted so far

# A wider spread leaves a rest of the noise that the deeper layers do not see (reconstruction from
# conv2_1 after 120 steps: 17.9 dB from 0.2, 27.7 dB from 0.05).
_GREY, _SPREAD = 0.5, 0.05


def start_picture(job: StyleJob, size: tuple[int, int]) -> Tensor:
    """The picture of the first step, (1, 3, H, W), on the CPU. size: (width, height)."""
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
    """Gaussian noise around mid-grey, (1, 3, H, W).

    Drawn on the CPU, so that a seed means the same on every device.
    """
    width, height = size
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(1, 3, height, width, generator=generator).mul_(_SPREAD).add_(_GREY)


def enlarge(picture: Tensor, size: tuple[int, int], job: StyleJob) -> Tensor:
    """The result of one scale as the start of the next, (1, 3, H, W), on the CPU.

    An enlarged picture has no fine detail, and the optimiser takes tens of steps to paint some. An
    artwork that began with the photograph gets as much of its detail as StyleParams.detail says,
    and one that began with any other picture all of that one's.
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


def guide(job: StyleJob, begun: Tensor) -> Tensor:
    """The picture that targets are chosen by, (1, 3, H, W), on the CPU: the photograph blended
    with the picture that the scale began with, to which the photograph's finest detail is added,
    since an enlarged picture has none (Kolkin et al. 2022).

    begun: (1, 3, H, W), painted at the scale before.
    """
    height, width = begun.shape[2:]
    photograph = photograph_at(job, (width, height))
    is_there = _detail(job, (width, height)) if _source(job) is job.content else torch.zeros(())
    detailed = begun.cpu() + (1 - is_there) * (photograph - _reduced(photograph))
    return torch.lerp(photograph, detailed, _PAINTED)


def _detail(job: StyleJob, size: tuple[int, int]) -> Tensor:
    """How much of the photograph's fine detail each position has: () or (1, 1, H, W).

    All of it where nothing is painted.
    """
    if job.params.style_weight == 0:
        return torch.ones(())
    detail = torch.tensor(job.params.detail)
    painted = painted_at(job, size, torch.device("cpu"))
    return detail if painted is None else 1 - painted * (1 - detail)


def _reduced(picture: Tensor) -> Tensor:
    """The picture without its finest detail."""
    height, width = picture.shape[2:]
    small = max(1, width // _REDUCED), max(1, height // _REDUCED)
    return resize(resize(picture, small), (width, height))


def _source(job: StyleJob) -> Pixels | None:
    """The picture that the run starts from; None for noise."""
    if job.start is not None:
        return job.start
    if job.params.init == "noise":
        return None
    return job.styles[0].pixels if job.params.init == "style" else job.content
