"""Estimates of the memory and time that a job needs, before it starts."""

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
from nst_desktop.core.precision import SLOWNESS_WARNING_THRESHOLD, slowness, with_precision
from nst_desktop.core.pyramid import scale_sizes, scale_steps
from nst_desktop.core.sizes import fit_size
from nst_desktop.core.start import noise
from nst_desktop.core.vgg import VGG19

_SAMPLE_SIDE = 320  # in px; large enough to be computed by the same methods as large pictures
_TIMED_STEPS = 2  # after one warm-up step


@dataclass(frozen=True, slots=True)
class Estimate:
    """Memory and time that a job needs.

    Attributes:
        memory: Additional memory that the process will need, in bytes.
        seconds: Duration of the whole job, in seconds.
        fits: Whether there is enough memory.
        fitting_size: Largest StyleParams.size that fits, up to the job's size; None if no size
            fits.
        slowness: Step time in the requested precision, divided by the step time in float32; 1 if
            the precision is chosen automatically.
        device: Device type, such as cpu or cuda.
    """

    memory: int
    seconds: float
    fits: bool
    fitting_size: int | None
    slowness: float = 1.0
    device: str = "cpu"

    @property
    def is_slow(self) -> bool:
        """Whether float32 is so much faster that the user should be warned."""
        return self.slowness > SLOWNESS_WARNING_THRESHOLD


class Estimator:
    """Estimator that times a small step once for each kind of job."""

    def __init__(self) -> None:
        self._rates: dict[tuple[Any, ...], float] = {}

    def estimate(self, job: StyleJob) -> Estimate:
        """Estimate a job's memory and time, to within 25 % if the machine is otherwise idle.

        The first estimate for a kind of job takes about a second.

        Raises:
            DeviceError: If the device does not exist.
            WeightsError: If the network's weights are missing or invalid.
            ParameterError: If the device cannot compute in the requested precision.
        """
        device = choose_device(job.device)
        wanted = job.params.precision
        job = with_precision(job, device)
        sizes = scale_sizes(job)
        largest = sizes[-1]
        plan = choose_plan(job, largest, device)
        memory = bytes_for(job, largest, plan)
        work = sum(
            steps * width * height * choose_plan(job, (width, height), device).slowness
            for steps, (width, height) in zip(
                scale_steps(job.params, len(sizes)), sizes, strict=True
            )
        )
        fits = memory <= free_bytes(device)
        size = job.params.size
        return Estimate(
            memory=round(memory),
            seconds=work * self._rate(job),
            fits=fits,
            fitting_size=size if fits else fitting_size(job, device, size),
            slowness=1.0 if wanted == "auto" else slowness(wanted, device),
            device=device.type,
        )

    def _rate(self, job: StyleJob) -> float:
        """Return a step's time per pixel, in seconds, for a memory plan with slowness 1."""
        key = _rate_key(job)
        if key not in self._rates:
            self._rates[key] = _time_step(job)
        return self._rates[key]


def _rate_key(job: StyleJob) -> tuple[Any, ...]:
    """Return everything that a step's time per pixel depends on."""
    params = job.params
    return (
        job.device, job.mode, job.layers, len(job.regions), params.pooling, params.style_loss,
        params.gradient_normalisation, params.optimiser, params.history, params.precision,
        params.convolution, params.colour == "luminance", params.tv_weight > 0,
        params.neighbour_weight > 0,
    )  # fmt: skip


def _time_step(job: StyleJob) -> float:
    """Measure a step's time per pixel, in seconds, for a memory plan with slowness 1.

    A few steps are timed at a small size, and only the fastest counts.
    """
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
    optimiser = make_optimiser(sample, picture, sample.params.steps)
    times = []
    for _ in range(1 + _TIMED_STEPS):
        start = perf_counter()
        optimiser.step(objective.evaluate(picture)[1])
        times.append(perf_counter() - start)
    return min(times[1:]) / (size[0] * size[1] * plan.slowness)


def _sample(job: StyleJob) -> StyleJob:
    """Return the same job at a small size, with subsampled paintings."""
    needed = smallest_side(job.layers)
    side = min(max(_SAMPLE_SIDE, job.least_size or 0), job.params.size)
    params = replace(job.params, size=side, memory="auto")
    styles = tuple(
        replace(style, pixels=_subsample(style.pixels, side, needed)) for style in job.styles
    )
    return replace(job, params=params, styles=styles)


def _subsample(pixels: np.ndarray, side: int, needed: int) -> np.ndarray:
    """Reduce a picture to about `side` px on the long side by keeping only every n-th pixel.

    Quality doesn't matter here. The picture is returned unchanged if its short side would become
    less than twice `needed`.
    """
    height, width = pixels.shape[:2]
    small = fit_size(width, height, side)
    if max(width, height) <= side or min(small) < 2 * needed:  # the proportions would change
        return pixels
    step = max(1, max(width, height) // side)
    return np.ascontiguousarray(pixels[::step, ::step])
