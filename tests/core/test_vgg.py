import pytest
import torch
import torchvision

from nst_desktop.core.errors import StoppedError, WeightsError
from nst_desktop.core.layers import CONVOLUTIONS, LAYERS
from nst_desktop.core.vgg import VGG19, NetworkWeights

CPU = torch.device("cpu")


@pytest.fixture(scope="module")
def torchvision_features(weights):
    """torchvision's VGG-19 carrying our weights, and its outputs after each ReLU and pooling."""
    network = torchvision.models.vgg19(weights=None).features.eval()
    convolutions = [each for each in network if isinstance(each, torch.nn.Conv2d)]
    with torch.no_grad():
        for convolution, (filters, bias) in zip(convolutions, weights.convolutions, strict=True):
            convolution.weight.copy_(filters)
            convolution.bias.copy_(bias)

    def features(picture):
        mean = torch.tensor(weights.mean).view(1, 3, 1, 1)
        std = torch.tensor(weights.std).view(1, 3, 1, 1)
        current, found = (picture - mean) / std, []
        for each in network:
            current = each(current.clone())
            if not isinstance(each, torch.nn.Conv2d):
                found.append(current)
        return dict(zip(LAYERS, found, strict=True))

    return features


@torch.no_grad()
def test_every_layer_agrees_with_torchvisions_network(weights, torchvision_features):
    picture = torch.rand(1, 3, 96, 128, generator=torch.Generator().manual_seed(1))
    found = VGG19(weights, "max", "zero", CPU).features(picture, LAYERS)
    expected = torchvision_features(picture)
    assert set(found) == set(expected)
    for name in LAYERS:
        error = (found[name] - expected[name]).norm() / expected[name].norm()
        assert error < 1e-4, name


@torch.no_grad()
def test_the_network_stops_at_the_deepest_layer_asked_for(weights):
    computed = []
    network = VGG19(weights, "average", "zero", CPU)
    network.features(torch.rand(1, 3, 32, 32), ["conv2_1"], lambda: computed.append(1))
    assert len(computed) == 1 + LAYERS.index("conv2_1")


@torch.no_grad()
@pytest.mark.parametrize("pooling", ["max", "average", "l2"])
def test_every_pooling_halves_and_keeps_the_size_of_the_activations(weights, pooling):
    picture = torch.rand(1, 3, 64, 64, generator=torch.Generator().manual_seed(1))
    found = VGG19(weights, pooling, "zero", CPU).features(picture, ["conv1_2", "pool1"])
    assert found["pool1"].shape == (1, 64, 32, 32)
    assert 0.5 < found["pool1"].norm() * 2 / found["conv1_2"].norm() < 2.1


@torch.no_grad()
@pytest.mark.parametrize("padding", ["replicate", "reflect"])
def test_an_even_picture_has_even_features_up_to_its_edge_unless_padded_with_zero(weights, padding):
    picture = torch.full((1, 3, 16, 16), 0.9)
    even = VGG19(weights, "max", padding, CPU).features(picture, ["conv1_1"])["conv1_1"]
    framed = VGG19(weights, "max", "zero", CPU).features(picture, ["conv1_1"])["conv1_1"]
    assert (even - even[:, :, 8:9, 8:9]).abs().max() < 1e-3
    assert (framed - framed[:, :, 8:9, 8:9]).abs().max() > 1


def test_a_checkpoint_can_end_the_computation(weights):
    seen = []

    def checkpoint():
        seen.append(1)
        if len(seen) == 3:
            raise StoppedError

    network = VGG19(weights, "max", "zero", CPU)
    with pytest.raises(StoppedError):
        network.features(torch.rand(1, 3, 32, 32), ["conv3_1"], checkpoint)
    assert len(seen) == 3


def test_weights_of_another_network_are_refused(weights):
    with pytest.raises(WeightsError, match="VGG-19"):
        NetworkWeights(weights.convolutions[:13], weights.mean, weights.std, "cut", weights.sha256)


def test_the_weights_have_the_shapes_of_16_convolutions(weights):
    assert len(weights.convolutions) == len(CONVOLUTIONS)
