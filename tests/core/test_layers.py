import pytest

from nst_desktop.core.errors import ParameterError
from nst_desktop.core.layers import (
    CONVOLUTIONS,
    LAYERS,
    POOLINGS,
    canonical,
    deepest,
    field_of_view,
    format_layers,
    parse_layers,
    smallest_side,
)


def test_the_network_has_16_convolutions_and_5_poolings_in_order():
    assert (len(CONVOLUTIONS), len(POOLINGS), len(LAYERS)) == (16, 5, 21)
    assert LAYERS[:4] == ("conv1_1", "conv1_2", "pool1", "conv2_1")
    assert LAYERS[-2:] == ("conv5_4", "pool5")


def test_a_relu_name_denotes_the_same_layer_as_its_convolution():
    assert canonical(" ReLU4_2 ") == "conv4_2"


def test_an_unknown_layer_is_refused_with_the_valid_names():
    with pytest.raises(ParameterError, match=r"conv9_9.*conv1_1.*pool5"):
        canonical("conv9_9")


@pytest.mark.parametrize("text", ["conv4_2", "conv1_1,conv2_1:0.5,pool5:3"])
def test_a_list_of_layers_survives_parsing_and_formatting(text):
    assert format_layers(parse_layers(text)) == text


@pytest.mark.parametrize("text", ["conv1_1:", "conv1_1", "conv1_1:1"])
def test_a_layer_without_a_weight_has_weight_1(text):
    assert parse_layers(text) == (("conv1_1", 1.0),)


def test_a_weight_that_is_not_a_number_is_refused():
    with pytest.raises(ParameterError, match="'much' is not a valid weight for conv1_1"):
        parse_layers("conv1_1:much")


@pytest.mark.parametrize(
    ("name", "side"), [("conv1_1", 1), ("pool1", 2), ("conv2_1", 2), ("conv5_4", 16), ("pool5", 32)]
)
def test_each_pooling_doubles_the_side_that_a_layer_needs(name, side):
    assert smallest_side([name]) == side


def test_the_deepest_layer_is_the_one_the_network_reaches_last():
    assert deepest(["conv5_1", "conv1_2", "pool4"]) == "conv5_1"


def test_deeper_layers_see_wider_patches():
    names = ("conv1_1", "conv1_2", "pool1", "conv2_1", "conv3_1", "conv4_2", "conv5_1")
    assert [field_of_view(name) for name in names] == [3, 5, 6, 10, 24, 84, 156]
