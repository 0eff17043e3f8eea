"""The report: which checks there are, and in which order."""

from nst_desktop.diagnosis.computer_checks import (
    cores,
    language,
    memory,
    operating_system,
    processor,
    vector_instructions,
)
from nst_desktop.diagnosis.device_checks import automatic_device, cards, metal, tuned_algorithms
from nst_desktop.diagnosis.findings import Check, Report, carry_out
from nst_desktop.diagnosis.folder_checks import folder_checks
from nst_desktop.diagnosis.network_checks import (
    builtin_weights,
    sketch_networks,
    torchvision_weights,
)
from nst_desktop.diagnosis.package_checks import package_checks
from nst_desktop.diagnosis.program_checks import installation, python, version
from nst_desktop.diagnosis.window_checks import display


def make_report() -> Report:
    """Examine this computer and this installation, which takes some seconds. Imports torch."""
    return carry_out(_checks())


def _checks() -> dict[str, dict[str, Check]]:
    return {
        "Program": {"NST Desktop": version, "Installation": installation, "Python": python},
        "Computer": {
            "System": operating_system,
            "Language": language,
            "Processor": processor,
            "Instructions": vector_instructions,
            "Cores": cores,
            "Memory": memory,
            "Window": display,
        },
        "Devices": {
            "CUDA, ROCm": cards,
            "MPS": metal,
            "Automatic": automatic_device,
            "Algorithms": tuned_algorithms,
        },
        "Networks": {
            "Built-in weights": builtin_weights,
            "torchvision's": torchvision_weights,
            "Sketches": sketch_networks,
        },
        "Packages": package_checks(),
        "Folders": folder_checks(),
    }
