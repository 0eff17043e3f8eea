"""Files that hold VGG-19's weights: which formats and which layer names are understood."""

import pickle
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open

from nst_desktop.core.errors import WeightsError
from nst_desktop.core.vgg import NetworkWeights
from nst_desktop.weights.weight_inputs import METADATA_KEY, recognise_input
from nst_desktop.weights.weight_kinds import WeightFormat, damaged, weight_format_of
from nst_desktop.weights.weight_layers import find_convolutions

SUFFIXES = (".safetensors", ".pth", ".pt", ".bin")  # the usual names


def read_weights(path: Path, name: str, sha256: str) -> NetworkWeights:
    """The 16 convolutions of VGG-19 out of a weights file.

    The layers may be named as in torchvision (`features.0.weight`, with or without `features.`),
    by block (`conv1_1.weight`) or as in the built-in file (`block1_conv1_W_q`); other entries,
    as the classifier's, are ignored. name, sha256: handed on.
    The content decides how the file is read, not its name. Raises WeightsError if the file is
    missing, damaged, no weights file, holds other objects than tensors, or another network than
    VGG-19.
    """
    tensors, stated = _read(path)
    try:
        convolutions = find_convolutions(tensors)
        network_input = recognise_input(convolutions[0][0], stated)
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
    """Names and tensors, and the input that the file states, if it does."""
    try:
        if weight_format_of(path) is WeightFormat.SAFETENSORS:
            return _read_safetensors(path)
        return _read_torch(path), None
    except (WeightsError, MemoryError):
        raise
    except pickle.UnpicklingError as error:
        if "GLOBAL" in str(error) or "Unsupported" in str(error):
            raise WeightsError(
                "{name} holds other objects than tensors, which could run foreign code, and was "
                "not loaded. Save the network's state_dict() instead.",
                name=path.name,
            ) from error
        raise damaged(path.name) from error
    except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
        raise WeightsError(
            "{name} cannot be read: {reason}.", name=path.name, reason=error.strerror or error
        ) from error
    except Exception as error:
        # Damaged bytes make torch raise almost any kind, OSError too.
        raise damaged(path.name) from error


def _read_safetensors(path: Path) -> tuple[dict[str, Any], str | None]:
    try:
        with safe_open(path, framework="pt") as file:
            # The classifier is 6/7 of the file, and nobody asks for it.
            names = [each for each in file.keys() if not each.startswith("classifier")]  # noqa: SIM118
            stated = (file.metadata() or {}).get(METADATA_KEY)
            return {each: file.get_tensor(each) for each in names}, stated
    except SafetensorError as error:
        raise damaged(path.name) from error


def _read_torch(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:  # by its name torch would take it for something else
        content = torch.load(file, weights_only=True, map_location="cpu")
    if isinstance(content, Mapping) and isinstance(content.get("state_dict"), Mapping):
        content = content["state_dict"]  # as training programs wrap it
    if not isinstance(content, Mapping):
        raise WeightsError("{name} holds no table of names and tensors.", name=path.name)
    # DataParallel puts "module." into every name.
    return {str(key).replace("module.", ""): value for key, value in content.items()}
