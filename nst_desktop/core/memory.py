"""Estimates of the memory that a job needs, and the choice of a plan that fits."""

from itertools import pairwise

import psutil
import torch

from nst_desktop.core.columns import MAX_KEYS as MAX_COLUMNS
from nst_desktop.core.columns import MAX_POSITIONS_AT_ONCE
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
# In descending order of memory.
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
# Budget of `memory = strips` besides the optimiser's history: bytes, and bytes per pixel. Including
# the libraries this makes 1 GB for 1024 x 768 px and 1.5 GB for 2048 x 1536 px.
_STRIPS, _STRIPS_PER_PIXEL = 290e6, 164
# On a CPU strips are fastest while one layer of a strip fits into a block that malloc reuses.
# Larger blocks are mapped, and cleared by the system, on every allocation (a quarter of a step).
_MAX_LAYER_BYTES = 2**25  # the maximum of glibc's M_MMAP_THRESHOLD
_MAX_SHARE = 0.6  # of the free memory that a run may take

_FLOAT, _INDEX = 4, 8
_PICTURES = 6  # three-channel tensors: the picture, its gradient and the optimiser's copies
_LAYERS_AT_ONCE = 6.0
_BACKWARD_FILTERS = 60e6  # bytes
_FIXED = 200e6  # bytes: the filters of both passes, and what libraries allocate


class TooLargeError(UserError):
    """The picture does not fit into memory even in the smallest strips."""


def choose_plan(job: StyleJob, size: tuple[int, int], device: torch.device) -> MemoryPlan:
    """Return the fastest plan whose estimate fits into the free memory, else the smallest plan.

    StyleParams.memory can force a whole picture or sparing strips instead.

    Args:
        job: The job.
        size: (width, height) of the scale, px.
        device: Device of the run.
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
    """Return the bytes of one layer of a strip in the first block."""
    return _feature_bytes(job) * CHANNELS_PER_BLOCK[0] * width * (plan.rows + 4)


def smaller_plan(job: StyleJob, plan: MemoryPlan) -> MemoryPlan | None:
    """Return the next plan in PLANS, which needs less memory; None if there is none."""
    # A plan that an earlier version saved may not be listed.
    later = PLANS[PLANS.index(plan) + 1 :] if plan in PLANS else PLANS[-1:]
    return later[0] if later and job.fits_strips else None


def out_of_memory(job: StyleJob, size: tuple[int, int], device: torch.device) -> TooLargeError:
    """Return the error to raise when memory ran out for this size, (width, height)."""
    width, height = size
    fitting = fitting_size(job, device, max(size))
    if fitting is None:
        return TooLargeError(
            "Not enough memory for {width} x {height} px, or for any smaller size that these "
            "layers allow. Close other programs, or choose shallower layers.",
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
        "Not enough memory for {width} x {height} px. A size of {fitting} px would fit; "
        "a shorter history or Adam also needs less.",
        width=width,
        height=height,
        fitting=fitting,
    )


def fitting_size(job: StyleJob, device: torch.device, below: int) -> int | None:
    """Return the largest size, in steps of 64 px, that is below `below` and fits the free memory.

    None if no size that the job's layers allow fits.
    """
    plan = PLANS[-1] if job.fits_strips and job.params.memory != "whole" else WHOLE
    free = _MAX_SHARE * free_bytes(device)
    least = job.least_size
    if least is None or least >= below:
        return None
    sizes = (*range((below - 1) // 64 * 64, least, -64), least)
    return next((size for size in sizes if bytes_for(job, job.size_at(size), plan) <= free), None)


def free_bytes(device: torch.device) -> int:
    """Return the free memory of the device; for CPU and MPS, of the computer."""
    if device.type == "cuda":
        return torch.cuda.mem_get_info(device)[0]
    available: int = psutil.virtual_memory().available
    return available


def bytes_for(job: StyleJob, size: tuple[int, int], plan: MemoryPlan) -> float:
    """Estimate the peak memory of a scale of this size, (width, height), in bytes.

    Accurate to within a quarter from 512 to 4096 px (see tests/bench/memory.py).
    """
    width, height = size
    pixels = width * height
    number = _feature_bytes(job)
    return (
        (_FIXED - _BACKWARD_FILTERS if plan.is_sparing else _FIXED)
        + pixels * 3 * _FLOAT * _PICTURES
        + pixels * _targets(job)
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
    """Return the bytes of one number of a feature map."""
    return _FLOAT / 2 if job.params.precision in ("bfloat16", "float16") else _FLOAT


def _optimiser(job: StyleJob, pixels: int) -> float:
    """Return the bytes per pixel of the optimiser's state."""
    if job.compares_columns:
        return 3 * 3 * _FLOAT * 4 / 3  # the levels of the pyramid and their two moments
    if job.params.optimiser == "adam":
        return 3 * 3 * _FLOAT
    bytes_each = _FLOAT / 2 if 3 * pixels >= COMPACT_FROM else _FLOAT
    return 2 * 3 * bytes_each * job.params.history


def _targets(job: StyleJob) -> float:
    """Return the bytes per pixel of the content layers' targets."""
    names = [name for name, _ in job.params.content_layers] if job.content is not None else []
    return sum(_FLOAT * _channels(name) / 4.0 ** _poolings(name) for name in names)


def _columns(job: StyleJob) -> float:
    """Return the bytes of the paintings' columns, in all phases of the grid."""
    if not job.compares_columns:
        return 0.0
    numbers = sum(
        _channels(name) * (len(PHASES) if phase_of(name, 1) else 1) for name in COLUMN_LAYERS
    )
    return float(_FLOAT * MAX_COLUMNS * numbers)


def _matching(job: StyleJob, pixels: int) -> float:
    """Return the bytes of the column search: the keys, plain and centred, and the queries."""
    if not job.compares_columns:
        return 0.0
    own = sum(map(_channels, COLUMN_LAYERS)) * (
        2 * MAX_COLUMNS + min(MAX_POSITIONS_AT_ONCE, pixels / STRIDE**2)
    )
    return _FLOAT * (own + POSITIONS_PER_BLOCK * MAX_COLUMNS)


def _neighbours(job: StyleJob, pixels: int) -> float:
    """Return the bytes of the neighbour targets: keys, and the index of each position's key."""
    return sum(
        _FLOAT * _keys(name, pixels) * _channels(name) + _INDEX * pixels / 4.0 ** _poolings(name)
        for name in _neighbour_layers(job)
    )


def _search(job: StyleJob, pixels: int) -> float:
    """Return the bytes of the neighbour search.

    It holds the photograph's features, the centred keys and the products.
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
    """Return the bytes per pixel kept for the backward pass; `number` is the bytes of a feature."""
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
    """Return the bytes of features and gradients in use at once, convolution included.

    These are a first-block layer's input and output and NNPACK's transforms of both (64 numbers for
    36), plus the output of the first pooling and the gradient with respect to it.
    """
    layer = number * CHANNELS_PER_BLOCK[0] * width
    rows = min(height, plan.rows + (16 if plan.merged else 4)) if plan.rows else height
    pooled = 0.0 if plan.merged else 2 * layer * height / 4
    return _LAYERS_AT_ONCE * layer * rows + pooled


def _transformed(job: StyleJob, plan: MemoryPlan, width: int, height: int) -> float:
    """Return the bytes of filters that core/winograd.py keeps transformed where it is fastest."""
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
