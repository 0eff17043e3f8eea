"""Choice of the network's number format: 16-bit on devices that are faster with it.

The picture, the losses, the Gram matrices, all sums and the optimiser always use 32 bits.
"""

import functools
from collections.abc import Callable
from dataclasses import replace
from time import perf_counter

import torch
from torch import Tensor

from nst_desktop.core.convolution import Filters
from nst_desktop.core.errors import ParameterError, is_out_of_memory
from nst_desktop.core.job import StyleJob
from nst_desktop.core.tuning import MAX_SLOWNESS, TUNING, Candidate

# Channels, height and width of the two layers that are timed. They are typical of a strip.
_LAYERS = {"cpu": ((64, 32, 128), (256, 12, 32))}
_LARGE_LAYERS = ((64, 256, 512), (256, 64, 128))  # enough to fill a graphics card
_REPEATS = 3

SLOWNESS_WARNING_THRESHOLD = 1.1  # slowness above which users are warned


def with_precision(job: StyleJob, device: torch.device) -> StyleJob:
    """Return the job with the precision that the run will use.

    Raises:
        ParameterError: If the device does not support the precision.
    """
    name = choose_precision(job.params.precision, device)
    return replace(job, params=replace(job.params, precision=name))


def choose_precision(name: str, device: torch.device) -> str:
    """Return the precision to compute with: float32, bfloat16 or float16.

    `auto` selects the fastest precision on this device. The precisions are timed once,
    which takes less than a second.

    Args:
        name: Value of StyleParams.precision.
        device: Device that the network runs on.

    Raises:
        ParameterError: If the device does not support the precision.
    """
    if name == "auto":
        return _quickest(device)
    if device.type == "cpu" and name == "float16":
        raise ParameterError(
            "precision",
            "precision: 'float16' needs a graphics card, but this run uses the CPU. Choose "
            "'float32' or 'bfloat16'.",
        )
    if not _is_possible(name, device):
        raise ParameterError(
            "precision",
            "precision: {device} does not support '{name}'. Choose 'float32'.",
            device=device,
            name=name,
        )
    return name


def possible_precision(name: str, device: torch.device) -> str:
    """Return this precision if the device supports it, else float32."""
    try:
        return choose_precision(name, device)
    except ParameterError:
        return "float32"


def usable_precision(name: str, device: torch.device) -> str:
    """Return a suitable precision for a run whose precision was chosen on another computer.

    `auto` is kept. If this device does not support the chosen precision, or is slower with it, the
    result is float32.
    """
    if name == "auto":
        return name
    try:
        is_usable = slowness(choose_precision(name, device), device) <= SLOWNESS_WARNING_THRESHOLD
    except ParameterError:
        is_usable = False
    return name if is_usable else "float32"


@functools.cache
def slowness(name: str, device: torch.device) -> float:
    """Return the network's approximate running time on this device, relative to float32.

    The first call measures the time, which takes less than a second. `name` is float32, bfloat16
    or float16.
    """
    if name == "float32":
        return 1.0
    float32, other = _work("float32", device), _work(name, device)
    float32(), other()  # warm up
    fastest = min(_seconds(float32) for _ in range(_REPEATS))
    seconds = _seconds(other)
    if seconds < MAX_SLOWNESS * fastest:
        seconds = min(seconds, *(_seconds(other) for _ in range(_REPEATS - 1)))
    return seconds / fastest


def _quickest(device: torch.device) -> str:
    """Return the fastest precision, or float32 if this process does not support it."""
    task = f"precision on {_name(device)}"
    fastest = TUNING.quickest(task, lambda: {name: _work(name, device) for name in _names(device)})
    return fastest if _is_possible(fastest, device) else "float32"


def _names(device: torch.device) -> list[str]:
    """Return the precisions to time on this device, the usual winner first."""
    narrow = "bfloat16"
    if device.type == "cuda" and not torch.cuda.is_bf16_supported(including_emulation=False):
        narrow = "float16"
    names = ["float32", narrow] if device.type == "cpu" else [narrow, "float32"]
    return [name for name in names if _is_possible(name, device)]


def _name(device: torch.device) -> str:
    return torch.cuda.get_device_name(device) if device.type == "cuda" else device.type


@functools.cache
def _is_possible(name: str, device: torch.device) -> bool:
    if device.type == "cpu" and name == "float16":
        return False
    try:
        picture = torch.zeros(1, 3, 4, 4, dtype=getattr(torch, name), device=device)
        torch.nn.functional.conv2d(picture, picture[:, :, :3, :3])
    except (RuntimeError, TypeError) as error:
        if is_out_of_memory(error):
            raise  # may succeed with more free memory
        return False
    return True


def _work(name: str, device: torch.device) -> Candidate:
    """Return a function to be timed, which computes two layers of the network."""
    dtype: torch.dtype = getattr(torch, name)
    layout = torch.contiguous_format
    if dtype != torch.float32 or device.type == "cuda":
        layout = torch.channels_last

    def layer(channels: int, height: int, width: int) -> Callable[[], Tensor]:
        features = torch.rand(1, channels, height, width, device=device)
        narrow = features.to(dtype=dtype, memory_format=layout)
        filters = torch.rand(channels, channels, 3, 3, device=device)
        bias = torch.zeros(channels, device=device)
        convolution = Filters(filters.contiguous(memory_format=layout), bias, dtype=dtype)
        return lambda: convolution.forward(narrow, 1)

    layers = [layer(*shape) for shape in _LAYERS.get(device.type, _LARGE_LAYERS)]

    def work() -> None:
        for compute in layers:
            compute()
        _wait(device)

    return work


def _wait(device: torch.device) -> None:
    """Wait until the device has finished all work submitted to it."""
    if device.type == "cuda":
        torch.cuda.synchronize(device)
    elif device.type == "mps":
        torch.mps.synchronize()


def _seconds(work: Candidate) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start
