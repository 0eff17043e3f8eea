"""How much memory a job takes, and by what plan it is worked through."""

from itertools import pairwise

import psutil
import torch

from nst_desktop.core.columns import AT_ONCE
from nst_desktop.core.columns import MAX_KEYS as MAX_COLUMNS
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
from nst_desktop.core.neighbours import BLOCK, MAX_KEYS
from nst_desktop.core.optimisers import COMPACT_FROM
from nst_desktop.core.stages import MemoryPlan

WHOLE = MemoryPlan()
# From the one that takes most memory to the one that takes least.
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
# What `memory = strips` may take besides the optimiser's history: bytes, and bytes per pixel. With
# the libraries it comes to 1 GB for 1024 x 768 px, and to 1.5 GB for 2048 x 1536 px.
_STRIPS, _STRIPS_PER_PIXEL = 290e6, 164
# On a CPU strips are fastest while a layer of one fits a block that the C library's heap reuses.
# Larger blocks are mapped afresh every time, and the system clears them (a quarter of a step).
_MAX_PIECE = 2**25  # bytes; the most that glibc's M_MMAP_THRESHOLD can be
_SHARE = 0.6  # of the free memory that a run may take

_FLOAT, _INDEX = 4, 8
_PICTURES = 6  # of three channels: the picture, its gradient, what the optimiser holds of them
_LAYERS_AT_ONCE = 6.0
_TURNED = 60e6  # bytes: the filters of the way back
_FIXED = 200e6  # bytes: the network's filters in both directions, and what libraries set up


class TooLargeError(UserError):
    """Not even the smallest strips fit. The text says what size would, if one does."""


def choose_plan(job: StyleJob, size: tuple[int, int], device: torch.device) -> MemoryPlan:
    """The quickest plan that fits, for a picture of this size (width, height)."""
    if job.params.memory == "whole" or not job.fits_strips:
        return WHOLE
    plans = _quickest_first(job, size, device)
    free = _SHARE * free_bytes(device)
    if job.params.memory == "strips":
        plans = tuple(plan for plan in PLANS if plan.is_sparing)
        pixels = size[0] * size[1]
        free = min(free, _STRIPS + pixels * (_STRIPS_PER_PIXEL + _optimiser(job, pixels)))
    return next((plan for plan in plans if bytes_for(job, size, plan) <= free), plans[-1])


def _quickest_first(
    job: StyleJob, size: tuple[int, int], device: torch.device
) -> tuple[MemoryPlan, ...]:
    """The plans that suit this size on this device."""
    if device.type != "cpu":
        return PLANS
    kept = [plan for plan in PLANS if plan.rows and not plan.repeated]
    suits = [plan for plan in kept if _piece(job, size[0], plan) <= _MAX_PIECE]
    return PLANS[PLANS.index(suits[0] if suits else kept[-1]) :]


def _piece(job: StyleJob, width: int, plan: MemoryPlan) -> float:
    """Bytes of one layer of a strip in the first block."""
    return _number(job) * CHANNELS_PER_BLOCK[0] * width * (plan.rows + 4)


def smaller_plan(job: StyleJob, plan: MemoryPlan) -> MemoryPlan | None:
    """The next plan that takes less memory; None if there is none."""
    # An earlier version's plan may be none of these.
    later = PLANS[PLANS.index(plan) + 1 :] if plan in PLANS else PLANS[-1:]
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
    if job.params.optimiser == "adam" or job.compares_columns:
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
    plan = PLANS[-1] if job.fits_strips and job.params.memory != "whole" else WHOLE
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


def bytes_for(job: StyleJob, size: tuple[int, int], plan: MemoryPlan) -> float:
    """What a scale of this size (width, height) takes at most, in bytes.

    Right within a quarter from 512 to 4096 px (see tests/bench/memory.py).
    """
    width, height = size
    pixels = width * height
    number = _number(job)
    return (
        (_FIXED - _TURNED if plan.is_sparing else _FIXED)
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
            _search(job, pixels),  # before the optimiser has anything to remember
        )
        + (0.0 if plan.is_sparing else _transformed(job, plan, width, height))
    )


def _number(job: StyleJob) -> float:
    """Bytes of one feature."""
    return _FLOAT / 2 if job.params.precision in ("bfloat16", "float16") else _FLOAT


def _optimiser(job: StyleJob, pixels: int) -> float:
    """Bytes per pixel that the optimiser remembers."""
    if job.compares_columns:
        return 3 * 3 * _FLOAT * 4 / 3  # the levels of the pyramid and their two moments
    if job.params.optimiser == "adam":
        return 3 * 3 * _FLOAT
    number = _FLOAT / 2 if 3 * pixels >= COMPACT_FROM else _FLOAT
    return 2 * 3 * number * job.params.history


def _targets(job: StyleJob) -> float:
    """Bytes per pixel of the features that the content layers are to have."""
    names = [name for name, _ in job.params.content_layers] if job.content is not None else []
    return sum(_FLOAT * _channels(name) / 4 ** _poolings(name) for name in names)


def _columns(job: StyleJob) -> float:
    """Bytes of the paintings' columns, in each phase of the grid."""
    if not job.compares_columns:
        return 0.0
    numbers = sum(
        _channels(name) * (len(PHASES) if phase_of(name, 1) else 1) for name in COLUMN_LAYERS
    )
    return float(_FLOAT * MAX_COLUMNS * numbers)


def _matching(job: StyleJob, pixels: int) -> float:
    """Bytes of the search for columns: the keys as they are and centred, and the queries."""
    if not job.compares_columns:
        return 0.0
    own = sum(map(_channels, COLUMN_LAYERS)) * (2 * MAX_COLUMNS + min(AT_ONCE, pixels / STRIDE**2))
    return _FLOAT * (own + BLOCK * MAX_COLUMNS)


def _neighbours(job: StyleJob, pixels: int) -> float:
    """Bytes of the neighbour targets: keys, and which of them is where."""
    return sum(
        _FLOAT * _keys(name, pixels) * _channels(name) + _INDEX * pixels / 4 ** _poolings(name)
        for name in _neighbour_layers(job)
    )


def _search(job: StyleJob, pixels: int) -> float:
    """Bytes of the search for neighbours: the photograph's features, the keys centred, and the
    products."""
    return max(
        (
            _FLOAT * _channels(name) * (pixels / 4 ** _poolings(name) + _keys(name, pixels))
            + _FLOAT * _keys(name, pixels) * BLOCK
            for name in _neighbour_layers(job)
        ),
        default=0.0,
    )


def _neighbour_layers(job: StyleJob) -> tuple[str, ...]:
    return job.neighbour_layers if job.params.neighbour_weight > 0 else ()


def _keys(layer: str, pixels: int) -> float:
    return min(MAX_KEYS, pixels / 4 ** _poolings(layer))


def _kept(job: StyleJob, plan: MemoryPlan, number: float) -> float:
    """Bytes per pixel of what is kept for the way back. number: bytes of a feature."""
    names = LAYERS[: LAYERS.index(deepest(job.layers)) + 1]
    tapped = {name for name in job.layers if name != LAYERS[0]}
    kept = 0.0
    for name in names:
        features = _channels(name) / 4 ** _poolings(name)
        block = int(name.removeprefix("conv").removeprefix("pool")[0])
        if block > plan.repeated:
            kept += features / 8 if name in CONVOLUTIONS else 0.0
            kept += number * features if name in tapped else 0.0
        elif name in POOLINGS and not (plan.merged and block == 1):
            kept += number * features
    return kept


def _passing(job: StyleJob, plan: MemoryPlan, width: int, height: int, number: float) -> float:
    """Bytes of the features and gradients that are at hand at once, convolution included.

    A layer's input and output, and what NNPACK transforms of both (64 numbers for 36), in the
    first block; beside it, what the first pooling gives, and the gradient with respect to it.
    """
    layer = number * CHANNELS_PER_BLOCK[0] * width
    rows = min(height, plan.rows + (16 if plan.merged else 4)) if plan.rows else height
    pooled = 0.0 if plan.merged else 2 * layer * height / 4
    return _LAYERS_AT_ONCE * layer * rows + pooled


def _transformed(job: StyleJob, plan: MemoryPlan, width: int, height: int) -> float:
    """Bytes of the filters that core/winograd.py keeps transformed, where it is the quickest."""
    is_on_cpu = choose_device(job.device).type == "cpu"
    if not is_on_cpu or job.params.convolution != "auto" or _number(job) < _FLOAT:
        return 0.0
    found = 0.0
    for before, name in pairwise(CONVOLUTIONS[: CONVOLUTIONS.index(_last_convolution(job)) + 1]):
        shape = _channels(before), _channels(name)
        side = 2 ** _poolings(name)
        rows = min(height // side, plan.rows) if plan.rows else height // side
        if keeps_transformed(*shape, width // side * rows):
            found += 64.0 * _FLOAT * shape[0] * shape[1]
    return found


def _last_convolution(job: StyleJob) -> str:
    before = LAYERS[: LAYERS.index(deepest(job.layers)) + 1]
    return next(name for name in reversed(before) if name in CONVOLUTIONS)


def _channels(name: str) -> int:
    return CHANNELS_PER_BLOCK[int(name.removeprefix("conv").removeprefix("pool")[0]) - 1]


def _poolings(name: str) -> int:
    return sum(pooling in LAYERS[: LAYERS.index(name) + 1] for pooling in POOLINGS)
