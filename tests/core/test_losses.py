import pytest
import torch

from nst_desktop.core.losses import gram, mean_square_error, total_variation


def test_the_gram_matrix_is_the_mean_product_of_channels():
    features = torch.randn(1, 3, 4, 5)
    expected = torch.einsum("cij,dij->cd", features[0], features[0]) / (3 * 4 * 5)
    torch.testing.assert_close(gram(features), expected)


def test_the_gram_matrix_does_not_grow_with_the_picture():
    features = torch.randn(1, 8, 10, 10)
    torch.testing.assert_close(gram(features.repeat(1, 1, 3, 2)), gram(features))


def test_the_gradient_through_the_gram_matrix_is_exact():
    features = torch.randn(1, 4, 3, 5, dtype=torch.float64, requires_grad=True)
    assert torch.autograd.gradcheck(gram, features)


def test_a_relative_error_does_not_change_with_the_unit():
    found, target = torch.rand(1, 4, 5, 5), torch.rand(1, 4, 5, 5)
    once = mean_square_error(found, target, "relative")
    torch.testing.assert_close(mean_square_error(9 * found, 9 * target, "relative"), once)
    absolute = mean_square_error(found, target, "absolute")
    torch.testing.assert_close(once, absolute / target.square().mean())


def test_a_target_without_any_features_gives_a_finite_relative_error():
    assert mean_square_error(torch.ones(3), torch.zeros(3), "relative").isfinite()


def test_total_variation_is_the_mean_square_difference_of_neighbours():
    picture = torch.zeros(1, 3, 2, 3)
    picture[..., 1] = 0.5
    assert total_variation(picture).item() == pytest.approx(0.25)
    assert total_variation(picture.repeat(1, 1, 4, 1)).item() == pytest.approx(0.25)
    assert total_variation(torch.full((1, 3, 1, 1), 0.4)).item() == 0
