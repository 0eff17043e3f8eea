"""How much memory and time a job will need, told before it starts."""

from dataclasses import dataclass, replace
from time import perf_counter
from typing import Any

import numpy as np
import torch

from nst_desktop.core.devices import choose_device, prepare
from nst_desktop.core.job import StyleJob
from nst_desktop.core.layers import deepest, smallest_side
from nst_desktop.core.memory import bytes_for, choose_plan, fitting_size, free_bytes
from nst_desktop.core.objective import Objective
from nst_desktop.core.optimisers import make_optimiser
from nst_desktop.core.precision import SLOW, slowness, with_precision
from nst_desktop.core.pyramid import scale_sizes
from nst_desktop.core.sizes import fit_size
from nst_desktop.core.start import noise
from nst_desktop.core.vgg import VGG19

_SAMPLE_SIDE = 320  # px: large enough for the ways in which large pictures are computed
_STEPS = 2  # timed, after one that warms up


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a job will need.

    memory: bytes that the process will grow by. seconds: of the whole job. fits: whether there
    is enough memory. fitting_size: the largest StyleParams.size that would fit, at most the job's;
    None if none would. slowness: how many times as long as in float32 a step takes in the precision
    that was asked for; 1 where it is chosen automatically. device: its type, such as cpu or cuda.
    """

    memory: int
    seconds: float
    fits: bool
    fitting_size: int | None
    slowness: float = 1.0
    device: str = "cpu"

    @property
    def is_slow(self) -> bool:
        """Whether float32 would be faster by so much that people should know."""
        return self.slowness > SLOW


class Estimator:
    """Times one small step for each kind of objective and remembers what it took."""

    def __init__(self) -> None:
        self._rates: dict[tuple[Any, ...], float] = {}

    def estimate(self, job: StyleJob) -> Estimate:
        """What this job will need; within a quarter where nothing else works on the machine.

        Takes about a second the first time for a kind of objective. Raises what a run would raise
        before its first step: DeviceError, WeightsError, ParameterError.
        """
        device = choose_device(job.device)
        wanted = job.params.precision
        job = with_precision(job, device)
        sizes = scale_sizes(job)
        largest = sizes[-1]
        plan = choose_plan(job, largest, device)
        memory = bytes_for(job, largest, plan)
        work = sum(
            width * height * choose_plan(job, (width, height), device).slowness
            for width, height in sizes
        )
        fits = memory <= free_bytes(device)
        size = job.params.size
        return Estimate(
            memory=round(memory),
            seconds=work * job.params.steps * self._rate(job),
            fits=fits,
            fitting_size=size if fits else fitting_size(job, device, size),
            slowness=1.0 if wanted == "auto" else slowness(wanted, device),
            device=device.type,
        )

    def _rate(self, job: StyleJob) -> float:
        """Seconds per pixel and step, by a plan of slowness 1."""
        kind = _kind(job)
        if kind not in self._rates:
            self._rates[kind] = _timed(job)
        return self._rates[kind]


def _kind(job: StyleJob) -> tuple[Any, ...]:
    """What a step's time per pixel depends on."""
    params = job.params
    return (
        job.device, job.mode, job.layers, len(job.regions), params.pooling, params.style_loss,
        params.gradient_normalisation, params.optimiser, params.history, params.precision,
        params.convolution, params.colour == "luminance", params.tv_weight > 0,
        params.neighbour_weight > 0,
    )  # fmt: skip


def _timed(job: StyleJob) -> float:
    """Seconds per pixel of a step by a plan of slowness 1: the best of a few at a small size."""
    sample = _sample(job)
    device = choose_device(sample.device)
    prepare(device)
    params = sample.params
    network = VGG19(
        sample.weights(), params.pooling, params.padding, device,
        getattr(torch, params.precision), deepest(sample.layers), params.convolution == "auto",
    )  # fmt: skip
    size = sample.output_size
    plan = choose_plan(sample, size, device)
    objective = Objective(sample, network, size, device, lambda: None, plan)
    picture = noise(size, params.seed).to(device)
    optimiser = make_optimiser(sample, picture)
    times = []
    for _ in range(1 + _STEPS):
        begun = perf_counter()
        optimiser.step(objective.evaluate(picture)[1])
        times.append(perf_counter() - begun)
    return min(times[1:]) / (size[0] * size[1] * plan.slowness)


def _sample(job: StyleJob) -> StyleJob:
    """The same job at a small size, its pictures made small first."""
    needed = smallest_side(job.layers)
    side = min(max(_SAMPLE_SIDE, job.least_size or 0), job.params.size)
    params = replace(job.params, size=side, memory="auto")
    styles = tuple(
        replace(style, pixels=_thinned(style.pixels, side, needed)) for style in job.styles
    )
    return replace(job, params=params, styles=styles)


def _thinned(pixels: np.ndarray, side: int, needed: int) -> np.ndarray:
    """Every so-manieth pixel, about `side` px on the long side; the timing minds no beauty."""
    height, width = pixels.shape[:2]
    small = fit_size(width, height, side)
    if max(width, height) <= side or min(small) < 2 * needed:  # narrow: its shape would change
        return pixels
    step = max(1, max(width, height) // side)
    return np.ascontiguousarray(pixels[::step, ::step])
