"""The networks' files: whether they are there, and undamaged."""

from nst_desktop.core.errors import WeightsError
from nst_desktop.diagnosis.findings import Problem
from nst_desktop.program import REINSTALL, is_bundle
from nst_desktop.sketch.network_files import (
    STYLE_NETWORK,
    TRANSFER_NETWORK,
    SketchError,
    read_network,
)
from nst_desktop.weights.network_weights import check_builtin, find_torchvision_file

_SOUND = "found, checksum right"


def builtin_weights() -> str:
    """Return that the built-in weights are sound. Raises Problem if they are not."""
    try:
        check_builtin()
    except WeightsError as error:
        advice = REINSTALL if is_bundle() else str(error)
        raise Problem("missing or damaged", advice) from error
    return _SOUND


def torchvision_weights() -> str:
    """Return whether torchvision's weights have been downloaded."""
    found = find_torchvision_file()
    return f"{_SOUND}, {found[0]}" if found else "not downloaded"


def sketch_networks() -> str:
    """Return whether the networks that draw sketches are sound."""
    try:
        for name in (STYLE_NETWORK, TRANSFER_NETWORK):
            read_network(name)
    except SketchError as error:
        return str(error)
    return _SOUND
