import pytest
import torch
import torchvision

from nst_desktop.core.errors import StoppedError, WeightsError
from nst_desktop.core.layers import CONVOLUTIONS, LAYERS
from nst_desktop.core.vgg import VGG19, NetworkWeights

CPU = torch.device("cpu")


@pytest.fixture(scope="module")
def torchvision_features(weights):
    """Outputs of torchvision's VGG-19 with our weights, after each ReLU and pooling."""
    network = torchvision.models.vgg19(weights=None).features.eval()
    convolutions = [layer for layer in network if isinstance(layer, torch.nn.Conv2d)]
    with torch.no_grad():
        for convolution, (filters, bias) in zip(convolutions, weights.convolutions, strict=True):
            convolution.weight.copy_(filters)
            convolution.bias.copy_(bias)

    def features(picture):
        mean = torch.tensor(weights.mean).view(1, 3, 1, 1)
        std = torch.tensor(weights.std).view(1, 3, 1, 1)
        current, outputs = (picture - mean) / std, []
        for layer in network:
            current = layer(current.clone())
            if not isinstance(layer, torch.nn.Conv2d):
                outputs.append(current)
        return dict(zip(LAYERS, outputs, strict=True))

    return features


@torch.no_grad()
def test_every_layer_agrees_with_torchvision(weights, torchvision_features):
    picture = torch.rand(1, 3, 96, 128, generator=torch.Generator().manual_seed(1))
    found = VGG19(weights, "max", "zero", CPU).features(picture, LAYERS)
    expected = torchvision_features(picture)
    assert set(found) == set(expected)
    for name in LAYERS:
        error = (found[name] - expected[name]).norm() / expected[name].norm()
        assert error < 1e-4, name


@torch.no_grad()
def test_the_network_stops_at_the_deepest_requested_layer(weights):
    computed = []
    network = VGG19(weights, "average", "zero", CPU)
    network.features(torch.rand(1, 3, 32, 32), ["conv2_1"], lambda: computed.append(1))
    assert len(computed) == 1 + LAYERS.index("conv2_1")


@torch.no_grad()
@pytest.mark.parametrize("pooling", ["max", "average", "l2"])
def test_every_pooling_halves_the_size_and_keeps_the_magnitude(weights, pooling):
    picture = torch.rand(1, 3, 64, 64, generator=torch.Generator().manual_seed(1))
    found = VGG19(weights, pooling, "zero", CPU).features(picture, ["conv1_2", "pool1"])
    assert found["pool1"].shape == (1, 64, 32, 32)
    assert 0.5 < found["pool1"].norm() * 2 / found["conv1_2"].norm() < 2.1


@torch.no_grad()
@pytest.mark.parametrize("padding", ["replicate", "reflect"])
def test_uniform_pictures_have_uniform_features_unless_padded_with_zeros(weights, padding):
    picture = torch.full((1, 3, 16, 16), 0.9)
    uniform = VGG19(weights, "max", padding, CPU).features(picture, ["conv1_1"])["conv1_1"]
    framed = VGG19(weights, "max", "zero", CPU).features(picture, ["conv1_1"])["conv1_1"]
    assert (uniform - uniform[:, :, 8:9, 8:9]).abs().max() < 1e-3
    assert (framed - framed[:, :, 8:9, 8:9]).abs().max() > 1


def test_a_checkpoint_can_abort_the_computation(weights):
    calls = []

    def checkpoint():
        calls.append(1)
        if len(calls) == 3:
            raise StoppedError

    network = VGG19(weights, "max", "zero", CPU)
    with pytest.raises(StoppedError):
        network.features(torch.rand(1, 3, 32, 32), ["conv3_1"], checkpoint)
    assert len(calls) == 3


def test_weights_of_another_network_are_rejected(weights):
    with pytest.raises(WeightsError, match="VGG-19"):
        NetworkWeights(weights.convolutions[:13], weights.mean, weights.std, "cut", weights.sha256)


def test_the_weights_have_the_shapes_of_16_convolutions(weights):
    assert len(weights.convolutions) == len(CONVOLUTIONS)
