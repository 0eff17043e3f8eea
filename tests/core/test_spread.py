import pytest
import torch

from nst_desktop.core.spread import MomentsTap, channel_weights, evenness, share_kept
from nst_desktop.core.stages import Rows

ALL = Rows(0, 10, 10)
SUBJECT, EVEN = 0.65, 0.8  # evenness of a portrait and of an abstract painting


@pytest.fixture
def features():
    """(1, 4, 10, 10): active everywhere, at one position, in four of ten rows, nowhere."""
    found = torch.zeros(1, 4, 10, 10)
    found[:, 0] = 3.0
    found[:, 1, 5, 7] = 50.0
    found[:, 2, ::3] = 2.0
    return found


def moments_of(features, weights=None):
    return MomentsTap("conv5_1", weights).part(features, ALL)


def test_moments_are_the_mean_of_each_channel_and_of_its_square(features):
    mean, square = moments_of(features)
    torch.testing.assert_close(mean, torch.tensor([3.0, 0.5, 0.8, 0.0]))
    torch.testing.assert_close(square, torch.tensor([9.0, 25.0, 1.6, 0.0]))


def test_moments_of_strips_add_up_to_those_of_the_whole(features):
    tap, rows = MomentsTap("conv5_1", None), (Rows(0, 3, 10), Rows(3, 10, 10))
    parts = [tap.part(strip.of(features), strip) for strip in rows]
    torch.testing.assert_close(sum(parts), moments_of(features))


def test_widespread_channels_count_and_local_or_inactive_ones_do_not(features):
    weights = channel_weights(moments_of(features), SUBJECT)
    assert weights.shape == (1, 4, 1, 1)
    everywhere, once, in_some_rows, nowhere = weights.flatten().tolist()
    assert everywhere == 1
    assert once == nowhere == 0
    assert 0 < in_some_rows < 1  # the participation ratio is 2/5, between the bounds


def test_the_strength_of_a_channel_does_not_matter(features):
    expected = channel_weights(moments_of(features), SUBJECT)
    torch.testing.assert_close(channel_weights(moments_of(1000 * features), SUBJECT), expected)


def test_positions_outside_a_mask_do_not_count(features):
    inside = torch.zeros(1, 1, 10, 10)
    inside[..., 5, 7] = 100.0
    weights = channel_weights(moments_of(features, inside), SUBJECT)
    assert weights.flatten().tolist() == [1, 1, 0, 0]


def test_the_share_kept_is_a_share_of_energy(features):
    moments = moments_of(features)
    assert share_kept(moments, torch.ones(1, 4, 1, 1)) == pytest.approx(1)
    assert share_kept(moments, torch.tensor([1, 0, 0.5, 0]).view(1, 4, 1, 1)) == pytest.approx(
        (9 + 0.25 * 1.6) / 35.6
    )
    assert share_kept(torch.zeros(2, 4), torch.ones(1, 4, 1, 1)) == 0


def test_all_channels_count_in_an_even_painting(features):
    assert channel_weights(moments_of(features), EVEN).flatten().tolist() == [1, 1, 1, 1]


def test_between_the_two_the_weights_rise_with_the_evenness(features):
    weights = [channel_weights(moments_of(features), 0.70 + 0.02 * i) for i in range(4)]
    once = [found[0, 1].item() for found in weights]
    assert once == pytest.approx([0, 1 / 3, 2 / 3, 1])


def test_a_feature_in_every_part_is_even_and_one_in_a_single_part_is_not():
    everywhere, in_one_part = torch.zeros(1, 1, 12, 18), torch.zeros(1, 1, 12, 18)
    everywhere[..., ::4, ::6] = 5.0  # a small spot in each of 3 x 3 parts
    in_one_part[..., :4, :6] = 5.0
    assert evenness(everywhere) == pytest.approx(1)
    assert evenness(in_one_part) == pytest.approx(1 / 9)


def test_strong_channels_decide_the_evenness():
    features = torch.zeros(1, 2, 12, 12)
    features[:, 0], features[:, 1, 0, 0] = 1.0, 1.2
    assert evenness(features) == pytest.approx((1 + 0.01 / 9) / 1.01)


def test_the_evenness_of_a_part_ignores_what_lies_outside():
    features, triangle = torch.zeros(1, 1, 12, 12), torch.ones(1, 1, 12, 12).tril()
    features[..., :, :] = triangle
    features[..., 0, 11] = 70.0
    assert evenness(features, triangle) == pytest.approx(1)
    assert evenness(features) < 0.5


def test_too_few_positions_count_as_a_main_subject():
    assert evenness(torch.ones(1, 4, 5, 40)) == 0
    assert evenness(torch.ones(1, 4, 6, 40)) == pytest.approx(1)
