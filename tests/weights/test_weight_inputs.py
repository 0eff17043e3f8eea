import pytest
import torch

from nst_desktop.core.errors import WeightsError
from nst_desktop.weights.network_weights import load_weights
from nst_desktop.weights.weight_inputs import INPUTS, recognise_input


@pytest.fixture(scope="module")
def original():
    """The first layer of the original network, red first."""
    return load_weights().convolutions[0][0]


def test_the_original_filters_are_recognised_in_either_order(original):
    assert recognise_input(original.flip(1), None) is INPUTS["caffe"]
    assert recognise_input(original, None) is INPUTS["caffe-rgb"]


def test_the_original_filters_are_recognised_in_a_normalised_network(original):
    scaled = original * torch.linspace(0.001, 3, 64).view(64, 1, 1, 1)
    assert recognise_input(scaled.flip(1), None) is INPUTS["caffe"]


def test_the_original_filters_are_recognised_in_any_precision(original):
    rounding = 0.01 * (2 * torch.rand(original.shape, generator=torch.manual_seed(0)) - 1)
    assert recognise_input((original + rounding).flip(1), None) is INPUTS["caffe"]


def test_the_recognised_filter_is_like_no_other(original):
    for shift in range(1, 64):
        others = original.roll(shift, 0)
        assert recognise_input(others, None) is INPUTS["torchvision"]
        assert recognise_input(others.flip(1), None) is INPUTS["torchvision"]


def test_the_declared_input_takes_precedence(original):
    assert recognise_input(original, "torchvision") is INPUTS["torchvision"]


def test_an_unknown_declaration_is_rejected(original):
    with pytest.raises(
        WeightsError,
        match=r"'hsv' in the metadata\. It must be one of these: caffe, caffe-rgb, torchv",
    ):
        recognise_input(original, "hsv")
