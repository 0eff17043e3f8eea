"""In what numbers the network computes: in 16 bits where the device is quicker with them.

The picture, the losses, Gram matrices, every sum and the optimiser are of 32 bits all the same.
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
from nst_desktop.core.tuning import HOPELESS, TUNING, Way

# Of two layers: channels, height and width, such as those of a strip.
_LAYERS = {"cpu": ((64, 32, 128), (256, 12, 32))}
_LARGE_LAYERS = ((64, 256, 512), (256, 64, 128))  # a graphics card has to be filled
_TURNS = 3

SLOW = 1.1  # times as long as in float32: people are warned of anything slower


def with_precision(job: StyleJob, device: torch.device) -> StyleJob:
    """The same job, its precision decided. Raises ParameterError as choose_precision does."""
    name = choose_precision(job.params.precision, device)
    return replace(job, params=replace(job.params, precision=name))


def choose_precision(name: str, device: torch.device) -> str:
    """float32, bfloat16 or float16. name: as in StyleParams.precision.

    auto takes what is quickest here, found out once by a race of less than a second. Raises
    ParameterError if the device cannot compute with what is named.
    """
    if name == "auto":
        return _quickest(device)
    if device.type == "cpu" and name == "float16":
        raise ParameterError(
            "precision",
            "precision: float16 needs a graphics card, and this run is on the CPU; "
            "choose float32 or bfloat16.",
        )
    if not _is_possible(name, device):
        raise ParameterError(
            "precision",
            "precision: {device} cannot compute with {name}; choose float32.",
            device=device,
            name=name,
        )
    return name


def possible_precision(name: str, device: torch.device) -> str:
    """This precision, or float32 where the device cannot compute with it."""
    try:
        return choose_precision(name, device)
    except ParameterError:
        return "float32"


def usable_precision(name: str, device: torch.device) -> str:
    """What a run takes in which this precision was chosen on another computer.

    That is float32 where the device cannot compute with the other, or is slower with it.
    """
    if name == "auto":
        return name
    try:
        is_usable = slowness(choose_precision(name, device), device) <= SLOW
    except ParameterError:
        is_usable = False
    return name if is_usable else "float32"


@functools.cache
def slowness(name: str, device: torch.device) -> float:
    """How many times as long as in float32 the network takes in this precision; about.

    name: float32, bfloat16 or float16. Takes less than a second the first time.
    """
    if name == "float32":
        return 1.0
    float32, other = _work("float32", device), _work(name, device)
    float32(), other()  # the first time warms up
    fastest = min(_seconds(float32) for _ in range(_TURNS))
    seconds = _seconds(other)
    if seconds < HOPELESS * fastest:
        seconds = min(seconds, *(_seconds(other) for _ in range(_TURNS - 1)))
    return seconds / fastest


def _quickest(device: torch.device) -> str:
    """The winner of the race on this device; float32 where that is not usable in this process."""
    kind = f"precision on {_name(device)}"
    found = TUNING.quickest(kind, lambda: {name: _work(name, device) for name in _names(device)})
    return found if _is_possible(found, device) else "float32"


def _names(device: torch.device) -> list[str]:
    """What races on this device, the usual winner first."""
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
            raise  # it may be possible later
        return False
    return True


def _work(name: str, device: torch.device) -> Way:
    """What is timed: two layers of the network."""
    dtype: torch.dtype = getattr(torch, name)
    layout = torch.contiguous_format
    if dtype != torch.float32 or device.type == "cuda":
        layout = torch.channels_last

    def layer(channels: int, height: int, width: int) -> Callable[[], Tensor]:
        features = torch.rand(1, channels, height, width, device=device)
        narrow = features.to(dtype=dtype, memory_format=layout)
        filters = torch.rand(channels, channels, 3, 3, device=device)
        bias = torch.zeros(channels, device=device)
        made = Filters(filters.contiguous(memory_format=layout), bias, dtype=dtype)
        return lambda: made.forward(narrow, 1)

    layers = [layer(*shape) for shape in _LAYERS.get(device.type, _LARGE_LAYERS)]

    def work() -> None:
        for each in layers:
            each()
        _wait(device)

    return work


def _wait(device: torch.device) -> None:
    """Until the device has done what it was given."""
    if device.type == "cuda":
        torch.cuda.synchronize(device)
    elif device.type == "mps":
        torch.mps.synchronize()


def _seconds(work: Way) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun
