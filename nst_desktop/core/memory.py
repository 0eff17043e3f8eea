"""Memory estimates for a job, and the choice of a memory plan that fits."""

from itertools import pairwise

import psutil
import torch

from nst_desktop.core.columns import MAX_COLUMNS, MAX_POSITIONS_AT_ONCE
from nst_desktop.core.convolution import keeps_transformed
from nst_desktop.core.devices import choose_device
from nst_desktop.core.errors import UserError
from nst_desktop.core.grid import PHASES, STRIDE, phase_of
from nst_desktop.core.job import StyleJob
from nst_desktop.core.layers import (
    CHANNELS_PER_BLOCK,
    COLUMN_LAYERS,
    CONVOLUTIONS,
    LAYERS,
    POOLINGS,
    deepest,
)
from nst_desktop.core.neighbours import MAX_KEYS, POSITIONS_PER_BLOCK
from nst_desktop.core.optimisers import COMPACT_FROM
from nst_desktop.core.stages import MemoryPlan

WHOLE = MemoryPlan()
# In descending order of memory use.
PLANS = (
    WHOLE,
    MemoryPlan(rows=96),
    MemoryPlan(rows=48),
    MemoryPlan(rows=24),
    MemoryPlan(repeated=2, rows=64, merged=True),
    MemoryPlan(repeated=3, rows=32, merged=True),
    MemoryPlan(repeated=4, rows=32, merged=True),
    MemoryPlan(repeated=5, rows=32, merged=True),
    MemoryPlan(repeated=5, rows=16, merged=True),
)
# Budget for `memory = strips`, in bytes and in bytes per pixel, excluding the optimiser's history.
# Including the libraries, it comes to 1 GB for 1024 x 768 px and 1.5 GB for 2048 x 1536 px.
_STRIPS, _STRIPS_PER_PIXEL = 290e6, 164
# On a CPU, strips are fastest as long as one layer of a strip fits into a block that malloc reuses.
# The system maps and clears larger blocks on every allocation, which takes a quarter of the step's
# time.
_MAX_LAYER_BYTES = 2**25  # the maximum of glibc's M_MMAP_THRESHOLD
_MAX_SHARE = 0.6  # share of the free memory that a run may use

_FLOAT, _INDEX = 4, 8
_PICTURES = 6  # three-channel tensors: the picture, its gradient and the optimiser's copies
_LAYERS_AT_ONCE = 6.0
_BACKWARD_FILTERS = 60e6  # bytes
_FIXED = 200e6  # bytes: the filters for both passes, and the libraries' allocations


class TooLargeError(UserError):
    """The picture does not fit into memory, even if it is processed in the smallest strips."""


def choose_plan(job: StyleJob, size: tuple[int, int], device: torch.device) -> MemoryPlan:
    """Return the fastest plan that is estimated to fit into free memory, or else the smallest plan.

    StyleParams.memory can force processing in one piece or in memory-saving strips instead.

    Args:
        job: The job.
        size: (width, height) of the scale, in px.
        device: Device that the run uses.
    """
    if job.params.memory == "whole" or not job.fits_strips:
        return WHOLE
    plans = _quickest_first(job, size, device)
    free = _MAX_SHARE * free_bytes(device)
    if job.params.memory == "strips":
        plans = tuple(plan for plan in PLANS if plan.is_sparing)
        pixels = size[0] * size[1]
        free = min(free, _STRIPS + pixels * (_STRIPS_PER_PIXEL + _optimiser(job, pixels)))
    return next((plan for plan in plans if bytes_for(job, size, plan) <= free), plans[-1])


def _quickest_first(
    job: StyleJob, size: tuple[int, int], device: torch.device
) -> tuple[MemoryPlan, ...]:
    """Return the plans that suit this size on this device, fastest first."""
    if device.type != "cpu":
        return PLANS
    recording = [plan for plan in PLANS if plan.rows and not plan.repeated]
    suitable = [plan for plan in recording if _layer_bytes(job, size[0], plan) <= _MAX_LAYER_BYTES]
    return PLANS[PLANS.index(suitable[0] if suitable else recording[-1]) :]


def _layer_bytes(job: StyleJob, width: int, plan: MemoryPlan) -> float:
    """Return the size, in bytes, of a strip in one layer of the first block."""
    return _feature_bytes(job) * CHANNELS_PER_BLOCK[0] * width * (plan.rows + 4)


def smaller_plan(job: StyleJob, plan: MemoryPlan) -> MemoryPlan | None:
    """Return the next smaller plan in PLANS, or None if there is none."""
    # A plan saved by an earlier version may be missing from the list.
    later = PLANS[PLANS.index(plan) + 1 :] if plan in PLANS else PLANS[-1:]
    return later[0] if later and job.fits_strips else None


def out_of_memory(job: StyleJob, size: tuple[int, int], device: torch.device) -> TooLargeError:
    """Return the error to raise when memory runs out at this (width, height), in px."""
    width, height = size
    fitting = fitting_size(job, device, max(size))
    if fitting is None:
        return TooLargeError(
            "There is not enough memory for {width} x {height} px, or for any smaller size "
            "that these layers allow. Close other programs, or choose earlier layers.",
            width=width,
            height=height,
        )
    if job.params.optimiser == "adam" or job.compares_columns:
        return TooLargeError(
            "Not enough memory for {width} x {height} px. A size of {fitting} px would fit.",
            width=width,
            height=height,
            fitting=fitting,
        )
    return TooLargeError(
        "Not enough memory for {width} x {height} px. A size of {fitting} px would fit. A shorter "
        "history or the Adam optimiser would also reduce memory use.",
        width=width,
        height=height,
        fitting=fitting,
    )


def fitting_size(job: StyleJob, device: torch.device, below: int) -> int | None:
    """Return the largest size smaller than `below`, in px, that fits into the free memory.

    The candidates are the multiples of 64 px and the smallest size that the job's layers allow. If
    none of them fits, return None.
    """
    plan = PLANS[-1] if job.fits_strips and job.params.memory != "whole" else WHOLE
    free = _MAX_SHARE * free_bytes(device)
    least = job.least_size
    if least is None or least >= below:
        return None
    sizes = (*range((below - 1) // 64 * 64, least, -64), least)
    return next((size for size in sizes if bytes_for(job, job.size_at(size), plan) <= free), None)


def free_bytes(device: torch.device) -> int:
    """Return the free memory, in bytes: of the graphics card for CUDA, else of the computer."""
    if device.type == "cuda":
        return torch.cuda.mem_get_info(device)[0]
    available: int = psutil.virtual_memory().available
    return available


def bytes_for(job: StyleJob, size: tuple[int, int], plan: MemoryPlan) -> float:
    """Estimate the peak memory use, in bytes, for one scale.

    The estimate is accurate to within 25 % from 512 to 4096 px (see tests/bench/memory.py). `size`
    is the (width, height) of the scale, in px.
    """
    width, height = size
    pixels = width * height
    number = _feature_bytes(job)
    return (
        (_FIXED - _BACKWARD_FILTERS if plan.is_sparing else _FIXED)
        + pixels * 3 * _FLOAT * _PICTURES
        + pixels * _targets(job, pixels)
        + _neighbours(job, pixels)
        + _columns(job)
        + max(
            pixels * _optimiser(job, pixels)
            + max(
                pixels * _kept(job, plan, number) + _passing(job, plan, width, height, number),
                _matching(job, pixels),
            ),
            _search(job, pixels),  # runs before the optimiser has any history
        )
        + (0.0 if plan.is_sparing else _transformed(job, plan, width, height))
    )


def _feature_bytes(job: StyleJob) -> float:
    """Return the size of one feature value, in bytes."""
    return _FLOAT / 2 if job.params.precision in ("bfloat16", "float16") else _FLOAT


def _optimiser(job: StyleJob, pixels: int) -> float:
    """Return the size of the optimiser's state, in bytes per pixel."""
    if job.compares_columns:
        return 3 * 3 * _FLOAT * 4 / 3  # the pyramid's levels and their two moments
    if job.params.optimiser == "adam":
        return 3 * 3 * _FLOAT
    return 2 * 3 * _compact_bytes(pixels) * job.params.history


def _compact_bytes(pixels: int) -> float:
    """Return the size of a number, in bytes, that is kept in 16 bits in large pictures."""
    return _FLOAT / 2 if 3 * pixels >= COMPACT_FROM else _FLOAT


def _targets(job: StyleJob, pixels: int) -> float:
    """Return the size of the content targets, in bytes per pixel."""
    names = [name for name, _ in job.params.content_layers] if job.content is not None else []
    number = 1.0 if 3 * pixels >= COMPACT_FROM else _FLOAT
    return number * sum(_channels(name) / 4.0 ** _poolings(name) for name in names)


def _columns(job: StyleJob) -> float:
    """Return the size, in bytes, of the paintings' columns in all phases of the grid."""
    if not job.compares_columns:
        return 0.0
    numbers = sum(
        _channels(name) * (len(PHASES) if phase_of(name, 1) else 1) for name in COLUMN_LAYERS
    )
    return float(_FLOAT * MAX_COLUMNS * numbers)


def _matching(job: StyleJob, pixels: int) -> float:
    """Return the memory, in bytes, that the column search needs.

    The search holds the queries, the keys (plain and centred) and a block of their products.
    """
    if not job.compares_columns:
        return 0.0
    own = sum(map(_channels, COLUMN_LAYERS)) * (
        2 * MAX_COLUMNS + min(MAX_POSITIONS_AT_ONCE, pixels / STRIDE**2)
    )
    return _FLOAT * (own + POSITIONS_PER_BLOCK * MAX_COLUMNS)


def _neighbours(job: StyleJob, pixels: int) -> float:
    """Return the size, in bytes, of the neighbour targets: keys, and one key index per position."""
    return sum(
        _FLOAT * _keys(name, pixels) * _channels(name) + _INDEX * pixels / 4.0 ** _poolings(name)
        for name in _neighbour_layers(job)
    )


def _search(job: StyleJob, pixels: int) -> float:
    """Return the memory, in bytes, that the neighbour search needs.

    The search holds the photograph's features, the centred keys and a block of their products.
    """
    return max(
        (
            _FLOAT * _channels(name) * (pixels / 4.0 ** _poolings(name) + _keys(name, pixels))
            + _FLOAT * _keys(name, pixels) * POSITIONS_PER_BLOCK
            for name in _neighbour_layers(job)
        ),
        default=0.0,
    )


def _neighbour_layers(job: StyleJob) -> tuple[str, ...]:
    return job.neighbour_layers if job.params.neighbour_weight > 0 else ()


def _keys(layer: str, pixels: int) -> float:
    return min(MAX_KEYS, pixels / 4.0 ** _poolings(layer))


def _kept(job: StyleJob, plan: MemoryPlan, number: float) -> float:
    """Return the memory kept for the backward pass, in bytes per pixel.

    `number` is the size of one feature value, in bytes.
    """
    names = LAYERS[: LAYERS.index(deepest(job.layers)) + 1]
    tapped = {name for name in job.layers if name != LAYERS[0]}
    kept = 0.0
    for name in names:
        features = _channels(name) / 4.0 ** _poolings(name)
        block = int(name.removeprefix("conv").removeprefix("pool")[0])
        if block > plan.repeated:
            kept += features / 8 if name in CONVOLUTIONS else 0.0
            kept += number * features if name in tapped else 0.0
        elif name in POOLINGS and not (plan.merged and block == 1):
            kept += number * features
    return kept


def _passing(job: StyleJob, plan: MemoryPlan, width: int, height: int, number: float) -> float:
    """Return the memory, in bytes, for features and gradients that are in use at the same time.

    This includes the input and output of a first-block layer, and NNPACK's transforms of both (64
    numbers for every 36). Unless the first two blocks are merged, it also includes the first
    pooling's output and the gradient with respect to that output.
    """
    layer = number * CHANNELS_PER_BLOCK[0] * width
    rows = min(height, plan.rows + (16 if plan.merged else 4)) if plan.rows else height
    pooled = 0.0 if plan.merged else 2 * layer * height / 4
    return _LAYERS_AT_ONCE * layer * rows + pooled


def _transformed(job: StyleJob, plan: MemoryPlan, width: int, height: int) -> float:
    """Return the size, in bytes, of the transformed filters that core/winograd.py keeps.

    Filters are only kept for layers where Winograd's method is the fastest.
    """
    is_on_cpu = choose_device(job.device).type == "cpu"
    if not is_on_cpu or job.params.convolution != "auto" or _feature_bytes(job) < _FLOAT:
        return 0.0
    total = 0.0
    for previous, name in pairwise(CONVOLUTIONS[: CONVOLUTIONS.index(_last_convolution(job)) + 1]):
        shape = _channels(previous), _channels(name)
        side = 2 ** _poolings(name)
        rows = min(height // side, plan.rows) if plan.rows else height // side
        if keeps_transformed(*shape, width // side * rows):
            total += 64.0 * _FLOAT * shape[0] * shape[1]
    return total


def _last_convolution(job: StyleJob) -> str:
    layers = LAYERS[: LAYERS.index(deepest(job.layers)) + 1]
    return next(name for name in reversed(layers) if name in CONVOLUTIONS)


def _channels(name: str) -> int:
    return CHANNELS_PER_BLOCK[int(name.removeprefix("conv").removeprefix("pool")[0]) - 1]


def _poolings(name: str) -> int:
    return sum(pooling in LAYERS[: LAYERS.index(name) + 1] for pooling in POOLINGS)
