import pytest
import torch
import torch.nn.functional as F

from nst_desktop.core import convolution
from nst_desktop.core.convolution import ConvolutionReLU, convolve, turn


def ordinary(features, filters, bias, padding):
    return F.conv2d(features, filters, bias, padding=padding).relu()


@pytest.mark.parametrize(("size", "padding"), [((9, 7), 1), ((9, 7), 0), ((50, 61), 1)])
def test_features_and_gradient_are_those_of_the_ordinary_convolution(size, padding):
    torch.manual_seed(0)
    features = torch.randn(1, 64, *size, requires_grad=True)
    filters, bias = torch.randn(96, 64, 3, 3), torch.randn(96)
    found = ConvolutionReLU.apply(features, filters, turn(filters), bias, padding)
    expected = ordinary(features, filters, bias, padding)
    above = torch.randn_like(expected)
    found_gradient = torch.autograd.grad(found, features, above)[0]
    expected_gradient = torch.autograd.grad(expected, features, above)[0]
    assert (found - expected).norm() < 1e-4 * expected.norm()
    # a few outputs lie so near to 0 that rounding alone decides whether they pass
    assert (found_gradient - expected_gradient).norm() < 5e-3 * expected_gradient.norm()


def test_the_gradient_is_exact_in_double_precision():
    torch.manual_seed(0)
    features = torch.randn(1, 3, 6, 5, dtype=torch.float64, requires_grad=True)
    filters = torch.randn(4, 3, 3, 3, dtype=torch.float64)
    bias = torch.randn(4, dtype=torch.float64)
    assert torch.autograd.gradcheck(
        lambda x: ConvolutionReLU.apply(x, filters, turn(filters), bias, 1), features
    )


@pytest.mark.parametrize("works", [True, False])
def test_large_shapes_go_to_nnpack_only_where_it_works(monkeypatch, works):
    asked = []
    monkeypatch.setattr(convolution, "nnpack_works", lambda: works)
    monkeypatch.setattr(
        torch,
        "_nnpack_spatial_convolution",
        lambda features, *_: asked.append(features.shape) or features,
        raising=False,
    )
    convolve(torch.zeros(1, 64, 50, 50), torch.zeros(64, 64, 3, 3), None, 1)
    convolve(torch.zeros(1, 64, 5, 5), torch.zeros(64, 64, 3, 3), None, 1)
    convolve(
        torch.zeros(1, 64, 50, 50, dtype=torch.float64),
        torch.zeros(64, 64, 3, 3, dtype=torch.float64),
        None,
        1,
    )
    assert asked == ([(1, 64, 50, 50)] if works else [])


def test_an_nnpack_that_computes_wrongly_is_not_used(monkeypatch):
    convolution.nnpack_works.cache_clear()
    monkeypatch.setattr(torch.backends.nnpack, "is_available", lambda: True)
    monkeypatch.setattr(
        torch,
        "_nnpack_spatial_convolution",
        lambda features, filters, *_: 1.01 * F.conv2d(features, filters, padding=1),
        raising=False,
    )
    assert not convolution.nnpack_works()
    convolution.nnpack_works.cache_clear()
