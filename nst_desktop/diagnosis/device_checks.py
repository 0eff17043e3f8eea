"""Devices that a run can use, and the algorithms that are the fastest on them."""

import sys
import warnings

from nst_desktop.diagnosis.computer_checks import gigabytes


def cards() -> str:
    """Return the graphics cards that CUDA or ROCm offers, or why there are none. Imports torch."""
    import torch

    hip = torch.version.hip
    build = f"ROCm {hip}" if hip else torch.version.cuda and f"CUDA {torch.version.cuda}"
    if not build:
        return "none: this build of PyTorch is for the processor alone"
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        is_available = torch.cuda.is_available()
    if not is_available:
        reason = " ".join(str(caught[0].message).split()) if caught else "no card was found"
        return f"none: PyTorch is built for {build}, but {reason}"
    devices = (torch.cuda.get_device_properties(at) for at in range(torch.cuda.device_count()))
    names = [f"{card.name}, {gigabytes(card.total_memory)}" for card in devices]
    return "\n".join([*(f"cuda:{at} {name}" for at, name in enumerate(names)), f"with {build}"])


def metal() -> str:
    """Return whether PyTorch can use Apple's GPU. Imports torch."""
    if sys.platform != "darwin":
        return "none: on macOS only"
    import torch

    if not torch.backends.mps.is_built():
        return "none: this build of PyTorch lacks it"
    if not torch.backends.mps.is_available():
        return "none: it needs a Mac with an Apple GPU, and a newer macOS"
    return f"Apple GPU, {gigabytes(torch.mps.recommended_max_memory())} recommended at most"


def automatic_device() -> str:
    """Return the device that `auto` means. Imports torch."""
    from nst_desktop.core.devices import choose_device

    return str(choose_device("auto"))


def tuned_algorithms() -> str:
    """Return the algorithms that were timed and chosen on this computer. Imports torch."""
    import torch

    from nst_desktop.machine.tuning_file import remembered_choices

    choices = remembered_choices(torch.get_num_threads())
    found = [f"{task}: {algorithm}" for task, algorithm in choices.items()]
    return "\n".join(found) or "not timed yet; the first run does it"
