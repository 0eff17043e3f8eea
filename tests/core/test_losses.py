import pytest
import torch

from nst_desktop.core import losses
from nst_desktop.core.losses import (
    GramLoss,
    MomentsLoss,
    SlicedLoss,
    blend,
    colour_range,
    distance_from,
    error_factor,
    gram,
    make_style_loss,
    matrix_root,
    range_penalty,
    stretch,
    total_variation,
)

LOSSES = [GramLoss(), MomentsLoss(), SlicedLoss(0)]


def features(seed, channels=6, height=7, width=9, dtype=torch.float64):
    generator = torch.Generator().manual_seed(seed)
    mixing = torch.randn(channels, channels, generator=generator, dtype=dtype)
    noise = torch.randn(1, channels, height, width, generator=generator, dtype=dtype)
    return torch.einsum("cd,bdhw->bchw", mixing, noise) + generator.initial_seed()


def test_the_gram_matrix_is_the_mean_product_of_channels():
    actual = features(1)
    expected = torch.einsum("cij,dij->cd", actual[0], actual[0]) / actual[0].numel()
    torch.testing.assert_close(gram(actual), expected)


@pytest.mark.parametrize("loss", LOSSES[:2], ids=lambda loss: type(loss).__name__)
def test_a_summary_does_not_grow_with_the_picture(loss):
    found = features(1)
    torch.testing.assert_close(
        loss.summary(found.repeat(1, 1, 3, 2), None), loss.summary(found, None)
    )


@pytest.mark.parametrize("loss", LOSSES, ids=lambda loss: type(loss).__name__)
def test_the_distance_is_zero_for_permuted_positions_and_positive_for_others(loss):
    found, other = features(1), features(2)
    order = torch.randperm(found[0, 0].numel(), generator=torch.Generator().manual_seed(0))
    permuted = found.flatten(2)[:, :, order].view_as(found)
    summary = loss.summary(found, None)
    assert loss.distance_to(summary)(loss.summary(permuted, None)).item() == pytest.approx(
        0, abs=1e-6
    )
    assert loss.distance_to(summary)(loss.summary(other, None)) > 0.01


@pytest.mark.parametrize("loss", LOSSES, ids=lambda loss: type(loss).__name__)
def test_gradients_agree_with_finite_differences(loss):
    target = loss.summary(features(2, 4, 5, 5), None)
    found = features(1, 4, 5, 5).requires_grad_()
    assert torch.autograd.gradcheck(
        lambda x: distance_from(loss, target, "relative")(loss.summary(x, None)), found, atol=1e-4
    )


def test_moments_are_the_wasserstein_distance_of_gaussians():
    """The oracle is the Bures distance with scipy's matrix roots."""
    from scipy.linalg import sqrtm

    first, second = features(1), features(2)
    loss = MomentsLoss()
    found = loss.distance_to(loss.summary(second, None))(loss.summary(first, None)).item()
    means = [each.mean((2, 3))[0].numpy() for each in (first, second)]
    a, b = (torch.cov(each.flatten(2)[0], correction=0).numpy() for each in (first, second))
    root = sqrtm(b)
    bures = (a + b - 2 * sqrtm(root @ a @ root)).trace().real
    expected = ((means[0] - means[1]) ** 2).mean() + bures / len(means[0])
    assert found == pytest.approx(expected, rel=1e-3)


def test_sliced_compares_pictures_of_different_sizes():
    loss, found = SlicedLoss(0), features(1, 6, 8, 8)
    larger = found.repeat_interleave(2, 2).repeat_interleave(2, 3)
    near = loss.distance_to(loss.summary(larger, None))(loss.summary(found, None))
    far = loss.distance_to(loss.summary(features(2, 6, 16, 16), None))(loss.summary(found, None))
    assert near < 0.02 * far


def test_sliced_draws_the_same_directions_for_a_seed():
    found = features(1)
    once, again, other = (SlicedLoss(seed).summary(found) for seed in (4, 4, 5))
    assert torch.equal(once, again)
    assert not torch.equal(once, other)


@pytest.mark.parametrize("loss", LOSSES, ids=lambda loss: type(loss).__name__)
def test_positions_of_weight_zero_do_not_count(loss):
    inside = features(1, 5, 6, 6)
    whole = torch.cat([inside, features(2, 5, 6, 6)], 3)
    weights = torch.zeros(1, 1, 6, 12, dtype=torch.float64)
    weights[..., :6] = 2
    torch.testing.assert_close(loss.summary(whole, weights), loss.summary(inside, None))


@pytest.mark.parametrize("loss", LOSSES[:2], ids=lambda loss: type(loss).__name__)
def test_a_blend_of_two_styles_is_the_style_of_both_side_by_side(loss):
    first, second = features(1), features(2)
    both = loss.summary(torch.cat([first, second], 3), None)
    blended = blend([loss.summary(first, None), loss.summary(second, None)], [0.5, 0.5])
    torch.testing.assert_close(blended, both)


def test_a_blend_of_sorted_projections_averages_their_quantiles():
    blended = blend([torch.tensor([[0.0, 2.0]]), torch.tensor([[4.0, 4.0, 4.0]])], [0.5, 0.5])
    torch.testing.assert_close(blended, torch.tensor([[2.0, 2.5, 3.0]]))
    assert stretch(blended, 3) is blended


@pytest.mark.parametrize("loss", LOSSES, ids=lambda loss: type(loss).__name__)
def test_a_relative_error_does_not_depend_on_the_unit(loss):
    def error(factor):
        found, target = (loss.summary(factor * features(seed), None) for seed in (1, 2))
        return distance_from(loss, target, "relative")(found).item()

    assert error(100) == pytest.approx(error(1), rel=1e-4)


def test_an_error_is_relative_to_the_magnitude_of_its_target():
    magnitude = torch.tensor(8.0)
    assert error_factor(magnitude, "relative") == 0.125
    assert error_factor(magnitude, "absolute") == 1
    assert error_factor(torch.tensor(0.0), "relative").isfinite()


def test_the_root_of_a_matrix_times_itself_is_the_matrix():
    matrix = gram(features(1))
    root = matrix_root(matrix)
    torch.testing.assert_close(root @ root, matrix)


def test_the_parameter_selects_the_loss():
    types = [type(make_style_loss(name, 0)) for name in ("gram", "moments", "sliced")]
    assert types == [GramLoss, MomentsLoss, SlicedLoss]


@pytest.mark.parametrize("loss", LOSSES, ids=lambda loss: type(loss).__name__)
@pytest.mark.parametrize("weighted", [False, True])
def test_pull_adds_the_gradient_of_the_summary(loss, weighted):
    found, weights = features(1), torch.full((1, 1, 7, 9), 1.0, dtype=torch.float64)
    weights = weights if weighted else None
    leaf = found.clone().requires_grad_()
    summary = loss.summary(leaf, weights)
    upstream = torch.randn(summary.shape, dtype=torch.float64)
    gradient = torch.ones_like(found)
    loss.pull(found, weights, upstream, gradient)
    torch.testing.assert_close(gradient, 1 + torch.autograd.grad(summary, leaf, upstream)[0])


def test_total_variation_is_the_mean_square_difference_of_neighbours():
    picture = torch.zeros(1, 3, 2, 3)
    picture[..., 1] = 0.5
    assert total_variation(picture).item() == pytest.approx(0.25)
    assert total_variation(picture.repeat(1, 1, 4, 1)).item() == pytest.approx(0.25)
    assert total_variation(torch.full((1, 3, 1, 1), 0.4)).item() == 0


LAYOUTS = [torch.contiguous_format, torch.channels_last]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("is_weighted", [False, True])
def test_16_bit_features_are_accumulated_in_32_bits(monkeypatch, layout, is_weighted):
    monkeypatch.setattr(losses, "_CHUNK_SIZE", 6 * 20)  # more than one chunk
    narrow = features(1).bfloat16().contiguous(memory_format=layout)
    weights = torch.rand(1, 1, 7, 9) if is_weighted else None
    found = gram(narrow, weights)
    assert found.dtype == torch.float32
    torch.testing.assert_close(found, gram(narrow.float(), weights), rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("is_weighted", [False, True])
@pytest.mark.parametrize("rows", [slice(0, 7), slice(2, 5)])
@pytest.mark.parametrize("loss", LOSSES, ids=lambda loss: type(loss).__name__)
def test_a_16_bit_gradient_is_close_to_that_of_32_bits(loss, layout, is_weighted, rows):
    """It is added to the existing gradient, also to a part of its rows."""
    narrow = features(1).bfloat16().contiguous(memory_format=layout)[:, :, rows]
    weights = torch.rand(1, 1, narrow.shape[2], 9) if is_weighted else None
    upstream = narrow.numel() * torch.randn_like(loss.summary(narrow, weights))
    expected = torch.ones(narrow.shape)
    loss.pull(narrow.float(), weights, upstream, expected)
    whole = torch.ones(1, 6, 7, 9).bfloat16().contiguous(memory_format=layout)
    loss.pull(narrow, weights, upstream, whole[:, :, rows])
    assert (whole[:, :, rows] - expected).norm() < 0.01 * expected.norm()
    assert (whole[:, :, 5:] == 1).all() == (rows.stop == 5)
    wide = torch.ones(narrow.shape)
    loss.pull(narrow, weights, upstream, wide)
    assert (wide - expected).norm() < 0.01 * expected.norm()


def test_the_range_spans_all_pictures_but_for_a_thousandth():
    dark, bright = torch.full((1, 3, 50, 50), 0.25), torch.full((1, 3, 20, 30), 0.5)
    dark[:, :, 0, 0], bright[:, 1, 0, 0] = 0, 1
    low, high = colour_range([dark, bright])
    assert low.flatten().tolist() == [0.25] * 3
    assert high.flatten().tolist() == [0.5] * 3
    dark[:, 2, :10], bright[:, 0, :10] = 0.1, 0.75
    low, high = colour_range([dark, bright])
    assert low.flatten().tolist() == pytest.approx([0.25, 0.25, 0.1])
    assert high.flatten().tolist() == [0.75, 0.5, 0.5]


def test_the_penalty_is_the_squared_distance_from_the_range():
    low, high = torch.full((3, 1, 1), 0.25).double(), torch.full((3, 1, 1), 0.75).double()
    inside = torch.full((1, 3, 4, 4), 0.5).double()
    assert range_penalty(inside, low, high) == 0
    inside[0, 0, 0, 0], inside[0, 1, 1, 1] = 1.25, 0.0
    assert range_penalty(inside, low, high).item() == pytest.approx((0.25 + 0.0625) / 48)
    picture = torch.rand(1, 3, 4, 4, dtype=torch.float64).requires_grad_()
    assert torch.autograd.gradcheck(lambda x: range_penalty(x, low, high), picture)


def test_the_range_lies_within_0_and_1():
    low, high = colour_range([torch.tensor([-0.5, 0.5, 1.5]).expand(1, 3, 3, 3)])
    assert low.flatten().tolist() == [0.0] * 3
    assert high.flatten().tolist() == [1.0] * 3


def test_the_penalty_counts_only_weighted_positions():
    low, high = torch.full((3, 1, 1), 0.25), torch.full((3, 1, 1), 0.75)
    picture, weights = torch.zeros(1, 3, 4, 4), torch.zeros(1, 1, 4, 4)
    assert range_penalty(picture, low, high, weights) == 0
    weights[..., :2] = 1
    assert range_penalty(picture, low, high, weights).item() == pytest.approx(0.0625 / 2)
