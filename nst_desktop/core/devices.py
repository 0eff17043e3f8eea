"""The torch device that a run computes on."""

import torch

from nst_desktop.core.errors import DeviceError


def available_devices() -> tuple[str, ...]:
    """Return the names of this machine's devices: cpu, cuda, cuda:0, …, mps."""
    names = ["cpu"]
    if torch.cuda.is_available():
        names += ["cuda", *(f"cuda:{index}" for index in range(torch.cuda.device_count()))]
    if torch.backends.mps.is_available():
        names.append("mps")
    return tuple(names)


def choose_device(name: str) -> torch.device:
    """Return the device with this name.

    Args:
        name: Name from available_devices(), or "auto" for the first available of CUDA, MPS and CPU.

    Raises:
        DeviceError: If this machine has no such device; the message lists the available devices.
    """
    names = available_devices()
    if name == "auto":
        name = next((device for device in ("cuda", "mps") if device in names), "cpu")
    if name not in names:
        raise DeviceError(
            "This computer has no device '{name}'. Choose one of these: {names}.",
            name=name,
            names=", ".join(("auto", *names)),
        )
    return torch.device(name)


def prepare(device: torch.device) -> None:
    """Allow TF32 matrix products on CUDA; their error is far too small to be visible."""
    if device.type == "cuda":
        torch.set_float32_matmul_precision("high")
        torch.backends.cudnn.allow_tf32 = True


def release(device: torch.device) -> None:
    """Release torch's unused cached memory; called after an allocation has failed."""
    if device.type == "cuda":
        torch.cuda.empty_cache()
    elif device.type == "mps":
        torch.mps.empty_cache()
