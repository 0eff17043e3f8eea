"""Summaries: the layers and channels of the paintings that a picture is compared with."""

import numpy as np
import pytest
import torch

from nst_desktop.core import style_terms
from nst_desktop.core.job import Style, StyleJob, StyleRegion
from nst_desktop.core.objective import Objective
from nst_desktop.core.params import StyleParams
from nst_desktop.core.vgg import VGG19

CPU = torch.device("cpu")
SIZE = (96, 64)


@pytest.fixture(scope="module")
def network(weights):
    return VGG19(weights, "max", "replicate", CPU)


@pytest.fixture
def style_loss(weights, network, photo, painting):
    """Return a function from styles, regions and parameters to the style loss of one picture."""
    generator = torch.Generator().manual_seed(1)
    picture = torch.rand(1, 3, 64, 96, generator=generator)

    def of(styles=None, regions=(), **params):
        params = StyleParams(**{"size": 96, "neighbour_weight": 0, "style_weight": 1} | params)
        styles = styles or (Style(painting),)
        job = StyleJob(params, lambda: weights, photo, styles, "cpu", regions)
        return Objective(job, network, SIZE, CPU, lambda: None).evaluate(picture)[0].style

    return of


def keep_channels(monkeypatch, share):
    """Make this share of the large forms' channels count."""

    def kept(moments, evenness):
        channels = torch.zeros(1, moments.shape[1], 1, 1)
        channels[:, : round(share * moments.shape[1])] = 1
        return channels

    monkeypatch.setattr(style_terms, "channel_weights", kept)


def test_large_forms_with_all_channels_equal_the_listed_layer(style_loss, monkeypatch):
    keep_channels(monkeypatch, 1)
    four = StyleParams().style_layers
    listed = style_loss(large_forms=0, style_layers=(*four, ("conv5_1", 0.5)))
    assert style_loss(large_forms=0.5) == pytest.approx(listed, rel=1e-4)


def test_large_forms_leave_out_narrow_channels_of_a_painting_with_a_subject(
    style_loss, monkeypatch
):
    monkeypatch.setattr(style_terms, "evenness", lambda features, mask=None: 0.6)
    found = style_loss(large_forms=0.5)
    keep_channels(monkeypatch, 1)
    assert found != pytest.approx(style_loss(large_forms=0.5), rel=1e-3)


def test_a_listed_layer_uses_all_channels_without_large_forms(style_loss, monkeypatch):
    layers = (("conv1_1", 1), ("conv5_1", 1))
    expected = style_loss(large_forms=0, style_layers=layers)
    keep_channels(monkeypatch, 0)
    assert style_loss(large_forms=0, style_layers=layers) == expected


def test_the_deepest_layer_takes_over_the_weight_of_large_forms_that_no_channel_keeps(
    style_loss, monkeypatch
):
    keep_channels(monkeypatch, 0)
    layers = (("conv1_1", 2), ("conv3_1", 1), ("conv2_1", 1), ("conv4_1", 0))
    heavier = (("conv1_1", 2), ("conv3_1", 1.5), ("conv2_1", 1))
    expected = style_loss(large_forms=0, style_layers=heavier)
    found = style_loss(large_forms=0.5, style_layers=layers)
    assert found == pytest.approx(expected, rel=1e-4)


def test_large_forms_lose_weight_in_proportion_if_few_channels_keep_little(style_loss, monkeypatch):
    keep_channels(monkeypatch, 0.5)
    monkeypatch.setattr(style_terms, "share_kept", lambda moments, channels: 0.004)
    found = style_loss(large_forms=1, style_layers=(("conv4_1", 1),))
    monkeypatch.setattr(style_terms, "share_kept", lambda moments, channels: 0.01)
    parts = [
        style_loss(large_forms=forms, style_layers=(("conv4_1", 2 - forms),)) for forms in (0, 1)
    ]
    # 0.4 of the large forms' weight is left, and the weights sum to 2.
    assert found == pytest.approx(0.6 * parts[0] + 0.4 * parts[1], rel=1e-4)


def test_a_listed_layer_uses_all_channels_beside_large_forms(style_loss, monkeypatch):
    listed = {"style_layers": (("conv1_1", 1), ("conv5_1", 0.5))}
    expected = style_loss(large_forms=0, style_layers=(("conv1_1", 1), ("conv5_1", 1)))
    keep_channels(monkeypatch, 0)
    assert style_loss(large_forms=0.5, **listed) == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize("loss", ["gram", "moments", "sliced"])
def test_every_style_loss_supports_large_forms(style_loss, loss, monkeypatch):
    keep_channels(monkeypatch, 0.5)
    half = style_loss(large_forms=1, style_loss=loss)
    keep_channels(monkeypatch, 1)
    whole = style_loss(large_forms=1, style_loss=loss)
    assert np.isfinite([half, whole]).all()
    assert half != pytest.approx(whole, rel=1e-4)


def test_the_blend_of_the_paintings_decides_which_channels_count(style_loss, painting, monkeypatch):
    calls = []
    original = style_terms.channel_weights

    def spy(moments, evenness):
        calls.append(moments)
        return original(moments, evenness)

    monkeypatch.setattr(style_terms, "channel_weights", spy)
    other = painting[::-1, :, ::-1].copy() // 2
    style_loss()
    style_loss([Style(other)])
    style_loss([Style(painting, 3.0), Style(other, 1.0)])
    first, second, both = calls
    torch.testing.assert_close(both, 0.75 * first + 0.25 * second)


def test_each_region_selects_channels_by_its_own_painting_and_mask(
    style_loss, painting, monkeypatch
):
    calls = []

    def spy(moments, evenness):
        calls.append(moments)
        return torch.ones(1, moments.shape[1], 1, 1)

    monkeypatch.setattr(style_terms, "channel_weights", spy)
    left = np.zeros((64, 96), dtype=np.uint8)
    left[:, :48] = 255
    part = np.zeros(painting.shape[:2], dtype=np.uint8)
    part[:50] = 255
    regions = (StyleRegion(left, 0), StyleRegion(255 - left, 0, part))
    style_loss(regions=regions)
    assert len(calls) == 2
    assert not torch.allclose(*calls)


def test_an_even_painting_keeps_all_its_channels(style_loss, monkeypatch):
    monkeypatch.setattr(style_terms, "evenness", lambda features, mask=None: 0.8)
    found = style_loss(large_forms=0.5)
    keep_channels(monkeypatch, 1)
    assert found == pytest.approx(style_loss(large_forms=0.5), rel=1e-5)


def test_the_least_even_painting_of_a_blend_decides(style_loss, painting, monkeypatch):
    calls, found = [], iter([0.8, 0.6])
    monkeypatch.setattr(style_terms, "evenness", lambda features, mask=None: next(found))
    original = style_terms.channel_weights
    monkeypatch.setattr(
        style_terms, "channel_weights",
        lambda moments, evenness: calls.append(evenness) or original(moments, evenness),
    )  # fmt: skip
    style_loss([Style(painting, 3.0), Style(painting[::-1].copy(), 1.0)])
    assert calls == [0.6]


@pytest.mark.parametrize("brush", [0.25, 1])
def test_evenness_is_judged_at_one_size_whatever_the_scale(
    style_loss, painting, brush, monkeypatch
):
    large = painting.repeat(4, 0).repeat(4, 1)
    shapes = []
    monkeypatch.setattr(
        style_terms, "evenness", lambda features, mask=None: shapes.append(features.shape) or 0.8
    )
    style_loss([Style(large, 1.0, brush)])
    _, _, height, width = shapes[0]
    assert height * width * 16**2 == pytest.approx(45_900, rel=0.15)


def test_only_the_marked_part_of_a_painting_is_judged_at_the_same_size(
    style_loss, painting, monkeypatch
):
    large = painting.repeat(8, 0).repeat(8, 1)
    height, width = large.shape[:2]
    inside = np.zeros((height, width), dtype=np.uint8)
    inside[: height // 2, : width // 2] = 255
    inside[0, 0] = 0
    judged = []
    monkeypatch.setattr(
        style_terms, "evenness", lambda features, mask: judged.append((features, mask)) or 0.8
    )
    style_loss([Style(large)], (StyleRegion(np.full((64, 96), 255, np.uint8), 0, inside),))
    ((features, mask),) = judged
    assert features.shape[2:] == mask.shape[2:]
    assert features.shape[2] * features.shape[3] * 16**2 == pytest.approx(45_900, rel=0.15)
    assert mask.mean() > 0.95
