"""How much memory a job takes, and in what strips it is worked through."""

import psutil
import torch

from nst_desktop.core.errors import UserError
from nst_desktop.core.job import StyleJob, fit_size

STRIP_ROWS = 128
LEAST_ROWS = 16
_SHARE = 0.6  # of the free memory that a run may take

# Bytes per pixel beside the optimiser's, 32-bit numbers: all features up to conv5_1 and what their
# gradient needs meanwhile; with strips only what the poolings give, twice, the targets and some
# pictures. Both from the peaks measured at 1024 x 768 px with maximum pooling.
_WHOLE, _POOLED = 2800, 730
# Bytes per pixel of a strip: its features in the first block, and their gradient.
_STRIP = 1800


class TooLargeError(UserError):
    """Not even the smallest strips fit. The text says what size would."""


def choose_rows(job: StyleJob, size: tuple[int, int], device: torch.device) -> int | None:
    """The rows of the strips for a picture of this size (width, height); None: as a whole."""
    if job.params.memory == "whole" or not job.fits_strips:
        return None
    if job.params.memory == "auto" and _bytes(job, size, None) <= _SHARE * free_bytes(device):
        return None
    return STRIP_ROWS


def fewer_rows(job: StyleJob, rows: int | None) -> int | None:
    """Smaller strips than these; None if there are none."""
    fewer = STRIP_ROWS if rows is None else rows // 2
    return fewer if job.fits_strips and fewer >= LEAST_ROWS else None


def out_of_memory(job: StyleJob, size: tuple[int, int], device: torch.device) -> TooLargeError:
    """The error that says what would fit."""
    width, height = size
    fitting = fitting_size(job, device)
    return TooLargeError(
        f"There is not enough memory for {width} x {height} px. A size of {fitting} px would fit; "
        "a shorter history or Adam needs less as well."
    )


def fitting_size(job: StyleJob, device: torch.device) -> int:
    """The largest size, in steps of 64 px, that fits the free memory."""
    rows = LEAST_ROWS if job.fits_strips else None
    size = job.params.size
    while size > 64:
        size -= 64
        if _bytes(job, fit_size(*job.output_size, size), rows) <= _SHARE * free_bytes(device):
            break
    return size


def free_bytes(device: torch.device) -> int:
    """The memory that is free on the device; for the CPU's and MPS', the computer's."""
    if device.type == "cuda":
        return torch.cuda.mem_get_info(device)[0]
    return psutil.virtual_memory().available


def _bytes(job: StyleJob, size: tuple[int, int], rows: int | None) -> float:
    width, height = size
    remembered = 24 * job.params.history if job.params.optimiser == "lbfgs" else 24
    per_pixel = remembered + (_WHOLE if rows is None else _POOLED)
    strip = 0 if rows is None else _STRIP * width * rows
    return per_pixel * width * height + strip
