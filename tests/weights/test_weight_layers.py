import pytest
import torch

from nst_desktop.core.errors import WeightsError
from nst_desktop.core.layers import CONVOLUTIONS
from nst_desktop.weights.network_weights import builtin_path, load_weights
from nst_desktop.weights.weight_layers import find_convolutions
from tests.weights.vgg_states import caffe_state, hollow_state


@pytest.fixture(scope="module")
def builtin():
    return load_weights()


@pytest.mark.parametrize(
    ("name", "indices"),
    [
        ("features.{}", (0, 2, 5, 7, 10, 12, 14, 16, 19, 21, 23, 25, 28, 30, 32, 34)),
        ("{}", (0, 2, 5, 7, 10, 12, 14, 16, 19, 21, 23, 25, 28, 30, 32, 34)),
        ("{}", CONVOLUTIONS),
        ("block{0[4]}_conv{0[6]}", CONVOLUTIONS),
    ],
)
def test_layers_may_have_any_of_the_usual_names(builtin, name, indices):
    found = find_convolutions(caffe_state(builtin, name, indices))
    torch.testing.assert_close(found[0][0].flip(1), builtin.convolutions[0][0])
    for filters, good in zip(found[1:], builtin.convolutions[1:], strict=True):
        torch.testing.assert_close(filters, good, rtol=0, atol=0)


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float64])
def test_other_precisions_become_float32(builtin, dtype):
    state = {name: tensor.to(dtype) for name, tensor in caffe_state(builtin).items()}
    for pair, good in zip(find_convolutions(state)[1:], builtin.convolutions[1:], strict=True):
        for found, expected in zip(pair, good, strict=True):
            assert found.dtype == torch.float32
            torch.testing.assert_close(found, expected, rtol=1e-2, atol=1e-6)


def test_the_tensors_have_their_own_memory():
    found = find_convolutions(hollow_state())[3]
    assert all(tensor.is_contiguous() for tensor in found)
    assert found[0].untyped_storage().nbytes() == found[0].numel() * 4


def test_a_quantised_layer_is_unpacked_by_its_table(builtin):
    state = torch.load(builtin_path(), weights_only=True)
    table, index = state["block3_conv2_W_table"], state["block3_conv2_W_q"]
    filters, bias = builtin.convolutions[CONVOLUTIONS.index("conv3_2")]
    assert torch.equal(filters, table[index.long()])
    assert torch.equal(bias, state["block3_conv2_b"])
    assert filters.untyped_storage().nbytes() == filters.numel() * 4


def test_parameters_become_constants():
    state = {name: torch.nn.Parameter(tensor) for name, tensor in hollow_state().items()}
    assert not find_convolutions(state)[0][0].requires_grad


@pytest.mark.parametrize(
    ("network", "text"),
    [
        ("vgg16", r"no features\.16\.weight"),
        ("vgg19_bn", r"no features\.2\.weight"),
        ("alexnet", r"features\.0\.weight is 64 x 3 x 3 x 3; here it is 64 x 3 x 11 x 11"),
    ],
)
def test_another_network_is_rejected_with_what_was_expected(network, text):
    with pytest.raises(WeightsError, match=f"expected the 16 convolutions of VGG-19.*{text}"):
        find_convolutions(hollow_state(network))


def test_other_names_are_rejected_with_those_found():
    text = r"of them named features\.0\.weight or .*found encoder\.weight \(2 x 3\), b \(1\)\."
    with pytest.raises(WeightsError, match=text):
        find_convolutions({"encoder.weight": torch.ones(2, 3), "b": torch.ones(1)})


def test_an_empty_state_is_rejected():
    with pytest.raises(WeightsError, match="found nothing"):
        find_convolutions({})


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_values_that_are_not_finite_are_rejected(value):
    state = hollow_state() | {"features.2.bias": torch.full((64,), value)}
    with pytest.raises(WeightsError, match=r"features\.2\.bias .*not finite"):
        find_convolutions(state)


def test_values_that_float32_cannot_hold_are_refused():
    state = hollow_state() | {"features.2.bias": torch.full((64,), 1e300, dtype=torch.float64)}
    with pytest.raises(WeightsError, match=r"features\.2\.bias .*not finite"):
        find_convolutions(state)


@pytest.mark.parametrize(
    ("value", "kind"), [(torch.ones(64, dtype=torch.int8), "int8"), ([1.0] * 64, "list")]
)
def test_what_is_not_floating_point_is_refused(value, kind):
    with pytest.raises(WeightsError, match=rf"features\.0\.bias must .*not .*{kind}"):
        find_convolutions(hollow_state() | {"features.0.bias": value})


@pytest.mark.parametrize("short", [None, torch.zeros(2)])
def test_a_quantised_layer_with_a_broken_table_is_refused(short):
    state = torch.load(builtin_path(), weights_only=True)
    state["block1_conv2_W_table"] = short
    with pytest.raises(WeightsError, match="block1_conv2 cannot be unpacked"):
        find_convolutions(state)
