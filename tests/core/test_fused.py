import pytest
import torch
import torch.nn.functional as F

from nst_desktop.core import fused

ERRORS = {torch.float32: 1e-5, torch.bfloat16: 1e-2}


@pytest.fixture(params=ERRORS, ids=str)
def dtype(request):
    if not fused.is_fused_sound(request.param):
        pytest.skip("this processor has no such convolution")
    return request.param


def numbers(*shape):
    return torch.randn(*shape, generator=torch.Generator().manual_seed(sum(shape)))


@pytest.mark.parametrize("layout", [torch.contiguous_format, torch.channels_last])
@pytest.mark.parametrize("padding", [0, 1])
@pytest.mark.parametrize("rectified", [False, True])
def test_it_equals_the_convolution_with_channels_last(dtype, layout, padding, rectified):
    features, filters, bias = numbers(1, 32, 13, 17), numbers(48, 32, 3, 3) / 17, numbers(48)
    features, filters, bias = features.to(dtype), filters.to(dtype), bias.to(dtype)
    expected = F.conv2d(features.double(), filters.double(), bias.double(), padding=padding)
    expected = expected.relu() if rectified else expected
    found = fused.convolve_fused(
        features.contiguous(memory_format=layout), filters, bias, padding, rectified
    )
    assert (found - expected).norm() < ERRORS[dtype] * expected.norm()
    assert found.is_contiguous(memory_format=torch.channels_last)


def test_packed_filters_work_for_features_of_every_size(dtype):
    filters = (numbers(64, 64, 3, 3) / 24).to(dtype)
    packed = fused.pack_weights(filters, numbers(1, 64, 24, 32).to(dtype), 1)
    for height, width in ((24, 32), (8, 32), (31, 7), (1, 1)):
        features = numbers(1, 64, height, width).to(dtype)
        expected = fused.convolve_fused(features, filters, None, 1, rectified=False)
        found = fused.convolve_fused(features, packed, None, 1, rectified=False)
        assert (found - expected).norm() < ERRORS[dtype] * expected.norm()


@pytest.mark.parametrize("fault", [RuntimeError("no such instructions"), AttributeError("gone")])
def test_an_operator_that_fails_is_not_used(monkeypatch, fault):
    def fail(*_):
        raise fault

    fused.is_fused_sound.cache_clear()
    monkeypatch.setattr(fused, "pack_weights", fail)
    assert not fused.is_fused_sound(torch.bfloat16)
    fused.is_fused_sound.cache_clear()


def test_unsupported_types_are_not_sound():
    assert not fused.is_fused_sound(torch.float64)
    assert not fused.is_fused_sound(torch.float16)
