"""What input a set of VGG-19 weights was trained for, and how that is recognised."""

from dataclasses import dataclass

import torch
from torch import Tensor

from nst_desktop.core.errors import WeightsError

METADATA_KEY = "vgg_input"  # of a safetensors file: one of INPUTS


@dataclass(frozen=True, slots=True)
class NetworkInput:
    """bgr: the first layer takes blue first. mean, std: RGB, for values 0..1."""

    bgr: bool
    mean: tuple[float, float, float]
    std: tuple[float, float, float]


_OXFORD_MEAN = (123.68 / 255, 116.779 / 255, 103.939 / 255)
_OXFORD_STD = (1 / 255, 1 / 255, 1 / 255)

INPUTS = {
    # 0..255 with the mean taken off, as in the original Caffe model
    "caffe": NetworkInput(True, _OXFORD_MEAN, _OXFORD_STD),
    "caffe-rgb": NetworkInput(False, _OXFORD_MEAN, _OXFORD_STD),
    "torchvision": NetworkInput(False, (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)),
}

# Filter 9 of conv1_1 in the original network, in thousandths, blue first. It is like no other
# filter of that layer (similarity 0.74 at most, either way round) and unlike itself turned to
# RGB (0.27).
_OXFORD_INDEX = 9
_OXFORD_FILTER = (
    (50, -19, 60, 145, 97, 164, 198, 207, 212),
    (-149, -236, -134, -49, -115, -26, 43, 36, 60),
    (-134, -232, -121, -49, -127, -30, 54, 33, 68),
)
_SAME = 0.99  # cosine; 8-bit and half precision keep it above 0.999


def recognise_input(first_filters: Tensor, stated: str | None) -> NetworkInput:
    """The input of a network whose first filters, (64, 3, 3, 3) float32, are these.

    stated: what the file itself says, one of INPUTS, or None. Otherwise the original filters are
    known by their shape, also where the network was normalised (Gatys 2016 scales each filter).
    All others are taken to have been trained with torchvision. The size of the filters tells
    nothing: mean absolute values are alike, though the inputs differ by a factor of 58.
    Raises WeightsError if stated is not one of INPUTS.
    """
    if stated is not None:
        if stated not in INPUTS:
            raise WeightsError(
                "The weights' metadata state {key} '{stated}'; it must be one of: {inputs}.",
                key=METADATA_KEY,
                stated=stated,
                inputs=", ".join(INPUTS),
            )
        return INPUTS[stated]
    found = first_filters[_OXFORD_INDEX]
    if _is_original(found):
        return INPUTS["caffe"]
    if _is_original(found.flip(0)):
        return INPUTS["caffe-rgb"]
    return INPUTS["torchvision"]


def _is_original(found: Tensor) -> bool:
    original = torch.tensor(_OXFORD_FILTER, dtype=torch.float32).flatten()
    return float(torch.cosine_similarity(found.flatten(), original, dim=0)) > _SAME
