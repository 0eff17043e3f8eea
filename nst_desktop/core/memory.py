"""How much memory a job takes, and by what plan it is worked through."""

import psutil
import torch

from nst_desktop.core.convolution import MANY_CHANNELS, MOST_POSITIONS
from nst_desktop.core.errors import UserError
from nst_desktop.core.job import StyleJob
from nst_desktop.core.layers import (
    CHANNELS_PER_BLOCK,
    CONVOLUTIONS,
    CONVOLUTIONS_PER_BLOCK,
    LAYERS,
    POOLINGS,
    deepest,
)
from nst_desktop.core.optimisers import COMPACT_FROM
from nst_desktop.core.stages import Plan

# From the quickest to the one that takes the least; each is slower than the one before it
# (measured at 1024 x 768 px: 1, 1.05, 1.1, 1.2, 1.4, 1.5, 1.9 and more).
PLANS = (
    Plan(),
    Plan(strips=1, rows=64),
    Plan(strips=2, rows=64),
    Plan(strips=3, rows=64),
    Plan(strips=5, rows=64),
    Plan(strips=5, rows=64, merged=True),
    Plan(strips=5, rows=32, merged=True),
    Plan(strips=5, rows=16, merged=True),
)
STRIPS = PLANS[5]  # what `memory = strips` begins with
_SHARE = 0.6  # of the free memory that a run may take

_FLOAT = 4
_PICTURES = 6  # of three channels: the picture, its gradient, what the optimiser holds of them
_FIXED = 200e6  # bytes: the network's filters in both directions, and what libraries set up


class TooLargeError(UserError):
    """Not even the smallest strips fit. The text says what size would, if one does."""


def choose_plan(job: StyleJob, size: tuple[int, int], device: torch.device) -> Plan:
    """The quickest plan that fits, for a picture of this size (width, height)."""
    if job.params.memory == "whole" or not job.fits_strips:
        return PLANS[0]
    plans = PLANS if job.params.memory == "auto" else PLANS[PLANS.index(STRIPS) :]
    free = _SHARE * free_bytes(device)
    return next((plan for plan in plans if bytes_for(job, size, plan) <= free), plans[-1])


def smaller_plan(job: StyleJob, plan: Plan) -> Plan | None:
    """The next plan that takes less memory; None if there is none."""
    later = PLANS[PLANS.index(plan) + 1 :] if plan in PLANS else ()
    return later[0] if later and job.fits_strips else None


def out_of_memory(job: StyleJob, size: tuple[int, int], device: torch.device) -> TooLargeError:
    """The error that says what would fit. size: (width, height) for which memory ran out."""
    width, height = size
    fitting = fitting_size(job, device, max(size))
    if fitting is None:
        return TooLargeError(
            "There is not enough memory for {width} x {height} px, nor for any smaller size that "
            "the layers can take. Close other programs, or choose layers nearer to the first.",
            width=width,
            height=height,
        )
    if job.params.optimiser == "adam":
        return TooLargeError(
            "There is not enough memory for {width} x {height} px. A size of {fitting} px "
            "would fit.",
            width=width,
            height=height,
            fitting=fitting,
        )
    return TooLargeError(
        "There is not enough memory for {width} x {height} px. A size of {fitting} px "
        "would fit; a shorter history or Adam needs less as well.",
        width=width,
        height=height,
        fitting=fitting,
    )


def fitting_size(job: StyleJob, device: torch.device, below: int) -> int | None:
    """The largest size below this one that fits the free memory, in steps of 64 px.

    None if none fits that the job's layers can take.
    """
    plan = PLANS[-1] if job.fits_strips and job.params.memory != "whole" else PLANS[0]
    free = _SHARE * free_bytes(device)
    least = job.least_size
    if least is None or least >= below:
        return None
    sizes = (*range((below - 1) // 64 * 64, least, -64), least)
    return next((size for size in sizes if bytes_for(job, job.size_at(size), plan) <= free), None)


def free_bytes(device: torch.device) -> int:
    """The memory that is free on the device; for the CPU's and MPS', the computer's."""
    if device.type == "cuda":
        return torch.cuda.mem_get_info(device)[0]
    return psutil.virtual_memory().available


def bytes_for(job: StyleJob, size: tuple[int, int], plan: Plan) -> float:
    """What a scale of this size (width, height) takes at most, in bytes.

    Right within a quarter from 512 to 4096 px (see tests/bench/memory.py).
    """
    width, height = size
    pixels = width * height
    half = job.params.precision != "float32"
    blocks = _blocks(job, _FLOAT / 2 if half else _FLOAT)
    return (
        _FIXED
        + pixels * (_optimiser(job, pixels) + 3 * _FLOAT * _PICTURES)
        + pixels * _targets(job)
        + pixels * _features(blocks, plan)
        + _strips(blocks, plan, width, height)
        + _transformed(job, pixels)
    )


def _optimiser(job: StyleJob, pixels: int) -> float:
    """Bytes per pixel that the optimiser remembers."""
    if job.params.optimiser == "adam":
        return 3 * 3 * _FLOAT
    number = _FLOAT / 2 if 3 * pixels >= COMPACT_FROM else _FLOAT
    return 2 * 3 * number * job.params.history


def _targets(job: StyleJob) -> float:
    """Bytes per pixel of the features that the content layers are to have."""
    names = [name for name, _ in job.params.content_layers] if job.content is not None else []
    return sum(_FLOAT * _channels(name) / 4 ** _poolings(name) for name in names)


def _blocks(job: StyleJob, number: float) -> list[tuple[float, float]]:
    """Per block: bytes per pixel of all its convolutions' features, and of one's."""
    names = LAYERS[: LAYERS.index(deepest(job.layers)) + 1]
    found = []
    for block in range(len(CONVOLUTIONS_PER_BLOCK)):
        count = sum(name.startswith(f"conv{block + 1}") for name in names)
        one = number * CHANNELS_PER_BLOCK[block] / 4**block
        if count:
            found.append((count * one, one))
    return found


def _features(blocks: list[tuple[float, float]], plan: Plan) -> float:
    """Bytes per pixel of what is kept of all positions, and of the gradients on their way."""
    kept = sum(whole for whole, _ in blocks[plan.strips :])
    pooled = [one / 4 for _, one in blocks[:-1]]
    first = 1 if plan.merged else 0
    # The gradient of the largest block that is not in strips, before and after one layer; of one
    # in strips, only that of its source.
    gradient = 2 * blocks[plan.strips][1] if plan.strips < len(blocks) else 0.0
    return kept + sum(pooled[first:]) + max(gradient, max(pooled[first:], default=0.0))


def _strips(blocks: list[tuple[float, float]], plan: Plan, width: int, height: int) -> float:
    """Bytes of one strip, halo included: its features, and a gradient before and after a layer."""
    if not plan.strips:
        return 0.0
    halo = 12 if plan.merged else 8
    whole, one = blocks[0]
    rows = min(height, plan.rows + halo)
    merged = blocks[1][0] if plan.merged and len(blocks) > 1 else 0.0
    return width * rows * (whole + merged + 2.5 * one)


def _transformed(job: StyleJob, pixels: int) -> float:
    """Bytes of the filters that core/winograd.py keeps transformed, where positions are few."""
    if job.params.convolution != "auto" or job.params.precision != "float32":
        return 0.0
    names = CONVOLUTIONS[2 : CONVOLUTIONS.index(_last_convolution(job)) + 1]
    sides = [
        (_channels(name), _channels(CONVOLUTIONS[CONVOLUTIONS.index(name) - 1]))
        for name in names
        if pixels / 4 ** _poolings(name) <= MOST_POSITIONS
    ]
    return sum(_FLOAT * 64.0 * k * c for k, c in sides if min(k, c) >= MANY_CHANNELS)


def _last_convolution(job: StyleJob) -> str:
    before = LAYERS[: LAYERS.index(deepest(job.layers)) + 1]
    return next(name for name in reversed(before) if name in CONVOLUTIONS)


def _channels(name: str) -> int:
    return CHANNELS_PER_BLOCK[int(name.removeprefix("conv").removeprefix("pool")[0]) - 1]


def _poolings(name: str) -> int:
    return sum(pooling in LAYERS[: LAYERS.index(name) + 1] for pooling in POOLINGS)
