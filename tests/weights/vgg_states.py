"""State dicts of VGG-19 for tests, named as other programs name them."""

from collections import OrderedDict
from collections.abc import Iterable

import torch
import torchvision
from torch import Tensor

from nst_desktop.core.vgg import NetworkWeights

PLACES = (0, 2, 5, 7, 10, 12, 14, 16, 19, 21, 23, 25, 28, 30, 32, 34)  # torchvision's


def caffe_state(
    weights: NetworkWeights, name: str = "features.{}", places: Iterable[object] = PLACES
) -> OrderedDict[str, Tensor]:
    """The built-in weights as a conversion of the Caffe model has them: blue first."""
    state = OrderedDict()
    for place, (filters, bias) in zip(places, weights.convolutions, strict=True):
        filters = filters.flip(1) if not state else filters
        state[f"{name.format(place)}.weight"] = filters.contiguous()
        state[f"{name.format(place)}.bias"] = bias
    state["classifier.0.weight"] = torch.ones(8, 4)
    return state


def hollow_state(network: str = "vgg19") -> dict[str, Tensor]:
    """torchvision's names and shapes, every tensor a single value: a file of a few kB."""
    with torch.device("meta"):
        state = getattr(torchvision.models, network)(weights=None).state_dict()
    return {
        key: torch.ones(()).expand(each.shape)
        for key, each in state.items()
        if key.startswith("features.")
    }
