"""State dicts of VGG-19 for tests, with the names that other programs use."""

from collections import OrderedDict
from collections.abc import Iterable

import torch
import torchvision
from torch import Tensor

from nst_desktop.core.vgg import NetworkWeights

INDICES = (
    0,
    2,
    5,
    7,
    10,
    12,
    14,
    16,
    19,
    21,
    23,
    25,
    28,
    30,
    32,
    34,
)  # in torchvision's `features`


def caffe_state(
    weights: NetworkWeights, name: str = "features.{}", indices: Iterable[object] = INDICES
) -> OrderedDict[str, Tensor]:
    """Return the built-in weights as in a conversion of the Caffe model: blue first."""
    state = OrderedDict()
    for index, (filters, bias) in zip(indices, weights.convolutions, strict=True):
        filters = filters.flip(1) if not state else filters
        state[f"{name.format(index)}.weight"] = filters.contiguous()
        state[f"{name.format(index)}.bias"] = bias
    state["classifier.0.weight"] = torch.ones(8, 4)
    return state


def hollow_state(network: str = "vgg19") -> dict[str, Tensor]:
    """Return a state dict with torchvision's names and shapes but a single value per tensor."""
    with torch.device("meta"):
        state = getattr(torchvision.models, network)(weights=None).state_dict()
    return {
        key: torch.ones(()).expand(tensor.shape)
        for key, tensor in state.items()
        if key.startswith("features.")
    }
