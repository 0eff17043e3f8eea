"""Which device a run computes on."""

import torch

from nst_desktop.core.errors import DeviceError


def available_devices() -> tuple[str, ...]:
    """The names that choose_device accepts here besides auto: cpu, cuda, cuda:0, …, mps."""
    names = ["cpu"]
    if torch.cuda.is_available():
        names += ["cuda", *(f"cuda:{index}" for index in range(torch.cuda.device_count()))]
    if torch.backends.mps.is_available():
        names.append("mps")
    return tuple(names)


def choose_device(name: str) -> torch.device:
    """The device of this name; auto takes CUDA, then MPS, then the CPU.

    Raises DeviceError, with the names that would do, if this machine has no such device.
    """
    names = available_devices()
    if name == "auto":
        name = next((each for each in ("cuda", "mps") if each in names), "cpu")
    if name not in names:
        raise DeviceError(
            "This computer has no device '{name}'. It has: {names}.",
            name=name,
            names=", ".join(("auto", *names)),
        )
    return torch.device(name)


def prepare(device: torch.device) -> None:
    """Allow TF32 products on CUDA; their error lies far below what an eye can see."""
    if device.type == "cuda":
        torch.set_float32_matmul_precision("high")
        torch.backends.cudnn.allow_tf32 = True


def release(device: torch.device) -> None:
    """Give back memory that torch holds but does not use, after it ran out."""
    if device.type == "cuda":
        torch.cuda.empty_cache()
    elif device.type == "mps":
        torch.mps.empty_cache()
