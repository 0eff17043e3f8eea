"""Recognition of the input format that a set of VGG-19 weights was trained for."""

from dataclasses import dataclass

import torch
from torch import Tensor

from nst_desktop.core.errors import WeightsError

METADATA_KEY = "vgg_input"  # in a safetensors file's metadata; its value is a key in INPUTS


@dataclass(frozen=True, slots=True)
class NetworkInput:
    """Input format of a network.

    Attributes:
        bgr: Whether the first layer takes the channels in the order blue, green, red.
        mean: Mean of red, green and blue, for values in 0..1.
        std: Standard deviation of red, green and blue, for values in 0..1.
    """

    bgr: bool
    mean: tuple[float, float, float]
    std: tuple[float, float, float]


_OXFORD_MEAN = (123.68 / 255, 116.779 / 255, 103.939 / 255)
_OXFORD_STD = (1 / 255, 1 / 255, 1 / 255)

INPUTS = {
    # 0..255 minus the mean, as in the original Caffe model
    "caffe": NetworkInput(True, _OXFORD_MEAN, _OXFORD_STD),
    "caffe-rgb": NetworkInput(False, _OXFORD_MEAN, _OXFORD_STD),
    "torchvision": NetworkInput(False, (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)),
}

# Filter 9 of conv1_1 in the original network, in thousandths, blue first. Its cosine similarity
# to any other filter in that layer is at most 0.74, in either channel order. Its similarity to
# itself in RGB order is 0.27.
_OXFORD_INDEX = 9
_OXFORD_FILTER = (
    (50, -19, 60, 145, 97, 164, 198, 207, 212),
    (-149, -236, -134, -49, -115, -26, 43, 36, 60),
    (-134, -232, -121, -49, -127, -30, 54, 33, 68),
)
_MIN_SIMILARITY = 0.99  # cosine; 8-bit and half precision still give more than 0.999


def recognise_input(first_filters: Tensor, declared: str | None) -> NetworkInput:
    """Return the input format of a network, given the filters of its first layer.

    If the file declares no input format, the original filters are recognised by their cosine
    similarity, even if the network was normalised (Gatys 2016 scales each filter). All other
    networks are assumed to have been trained with torchvision. The filters' magnitude cannot be
    used: the mean absolute values are similar, although the inputs differ by a factor of 58.

    Args:
        first_filters: Filters of conv1_1, (64, 3, 3, 3), float32.
        declared: Key in INPUTS that the file declares; None if it declares none.

    Raises:
        WeightsError: If the declared input format is unknown.
    """
    if declared is not None:
        if declared not in INPUTS:
            raise WeightsError(
                "Unknown {key} '{stated}' in the metadata. It must be one of these: {inputs}.",
                key=METADATA_KEY,
                stated=declared,
                inputs=", ".join(INPUTS),
            )
        return INPUTS[declared]
    filters = first_filters[_OXFORD_INDEX]
    if _is_original(filters):
        return INPUTS["caffe"]
    if _is_original(filters.flip(0)):
        return INPUTS["caffe-rgb"]
    return INPUTS["torchvision"]


def _is_original(filters: Tensor) -> bool:
    original = torch.tensor(_OXFORD_FILTER, dtype=torch.float32).flatten()
    return float(torch.cosine_similarity(filters.flatten(), original, dim=0)) > _MIN_SIMILARITY
