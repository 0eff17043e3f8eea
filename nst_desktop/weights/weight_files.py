"""Reading of VGG-19 weights files in any supported format."""

import pickle
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open

from nst_desktop.core.errors import WeightsError
from nst_desktop.core.vgg import NetworkWeights
from nst_desktop.weights.weight_formats import WeightFormat, damaged_file, detect_format
from nst_desktop.weights.weight_inputs import METADATA_KEY, recognise_input
from nst_desktop.weights.weight_layers import find_convolutions

SUFFIXES = (".safetensors", ".pth", ".pt", ".bin")  # usual file name suffixes


def read_weights(path: Path, name: str, sha256: str) -> NetworkWeights:
    """Read the 16 convolutions of VGG-19 from a weights file.

    Layers may be named as in torchvision (`features.0.weight`, with or without `features.`), by
    block (`conv1_1.weight`) or as in the built-in file (`block1_conv1_W_q`). Other entries, such as
    the classifier's, are ignored. The format is detected from the content, not from the file's
    name.

    Args:
        path: Path of the weights file.
        name: Value for NetworkWeights.name.
        sha256: Value for NetworkWeights.sha256.

    Raises:
        WeightsError: If the file is missing, damaged or not a weights file, or if it contains
            objects other than tensors or a network other than VGG-19.
    """
    tensors, declared = _read(path)
    try:
        convolutions = find_convolutions(tensors)
        network_input = recognise_input(convolutions[0][0], declared)
    except WeightsError as error:
        raise WeightsError(
            "{name} cannot be used as weights: {error}", name=path.name, error=error
        ) from error
    if network_input.bgr:
        filters, bias = convolutions[0]
        convolutions[0] = (filters.flip(1).contiguous(), bias)
    return NetworkWeights(
        convolutions=tuple(convolutions),
        mean=network_input.mean,
        std=network_input.std,
        name=name,
        sha256=sha256,
    )


def _read(path: Path) -> tuple[dict[str, Any], str | None]:
    """Return the tensors by name, and the input format that the file declares, if any."""
    try:
        if detect_format(path) is WeightFormat.SAFETENSORS:
            return _read_safetensors(path)
        return _read_torch(path), None
    except (WeightsError, MemoryError):
        raise
    except pickle.UnpicklingError as error:
        if "GLOBAL" in str(error) or "Unsupported" in str(error):
            raise WeightsError(
                "{name} contains objects other than tensors. They could run malicious code, so the "
                "file was not loaded. Save the network's state_dict() instead.",
                name=path.name,
            ) from error
        raise damaged_file(path.name) from error
    except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
        raise WeightsError(
            "{name} cannot be read: {reason}.", name=path.name, reason=error.strerror or error
        ) from error
    except Exception as error:
        # Damaged data make torch raise almost any exception, including OSError.
        raise damaged_file(path.name) from error


def _read_safetensors(path: Path) -> tuple[dict[str, Any], str | None]:
    try:
        with safe_open(path, framework="pt") as file:
            # The classifier takes up 6/7 of the file and is not needed.
            names = [name for name in file.keys() if not name.startswith("classifier")]  # noqa: SIM118
            declared = (file.metadata() or {}).get(METADATA_KEY)
            return {name: file.get_tensor(name) for name in names}, declared
    except SafetensorError as error:
        raise damaged_file(path.name) from error


def _read_torch(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:  # given a path, torch would rely on its suffix
        content = torch.load(file, weights_only=True, map_location="cpu")
    if isinstance(content, Mapping) and isinstance(content.get("state_dict"), Mapping):
        content = content["state_dict"]  # as training programs save it
    if not isinstance(content, Mapping):
        raise WeightsError(
            "{name} does not contain a state_dict (a table of names and tensors).", name=path.name
        )
    # DataParallel adds "module." to every name.
    return {str(key).replace("module.", ""): value for key, value in content.items()}
