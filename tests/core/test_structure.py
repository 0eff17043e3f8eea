"""Structure: which parts of a photograph are plain, and what that means for the content terms."""

import numpy as np
import pytest
import torch

from nst_desktop.core.job import Style, StyleJob, StyleRegion
from nst_desktop.core.objective import Objective
from nst_desktop.core.params import StyleParams
from nst_desktop.core.structure import structure, structure_of
from nst_desktop.core.vgg import VGG19

CPU = torch.device("cpu")
SIZE = 96, 64


@pytest.fixture(scope="module")
def weights(narrow_weights):
    return narrow_weights


@pytest.fixture(scope="module")
def half():
    """A photograph whose left half is grey and whose right half is full of shapes."""
    pixels = np.full((64, 96, 3), 128, np.uint8)
    pixels[:, 48:] = np.kron(np.indices((16, 12)).sum(0) % 2 * 200, np.ones((4, 4)))[..., None]
    return pixels


@pytest.fixture(scope="module")
def grey():
    return np.full((64, 96, 3), 77, np.uint8)


@pytest.fixture
def job(weights, half, painting):
    """Return a function from parameters and pictures to a job with the half-plain photograph."""
    style = Style(painting)

    def of(content=half, styles=(style,), regions=(), **params):
        params = StyleParams(**{"size": 96, "large_forms": 0, "neighbour_weight": 0} | params)
        return StyleJob(params, lambda: weights, content, styles, "cpu", regions)

    return of


@pytest.fixture
def objective(weights):
    """Return a function from a job to its objective."""
    network = VGG19(weights, "max", "replicate", CPU)
    return lambda job: Objective(job, network, SIZE, CPU, lambda: None)


@pytest.fixture
def content_loss(objective, half):
    """Return a function from a job and a disturbed part of the photograph to the content loss."""

    def of(job, rows=slice(None), columns=slice(None)):
        picture = torch.tensor(half).permute(2, 0, 1)[None] / 255
        part = picture[..., rows, columns]
        part += 0.2 * torch.rand(part.shape, generator=torch.Generator().manual_seed(0))
        return objective(job).evaluate(picture)[0].content

    return of


LEFT, RIGHT = slice(24), slice(72, None)


def noise():
    return torch.rand(1, 3, 64, 96, generator=torch.Generator().manual_seed(0))


def test_a_plain_part_has_no_structure_and_a_busy_part_all(job):
    found = structure_of(job())
    assert found.shape == (1, 1, 171, 256)
    assert found[..., :115].max() < 0.01
    assert found[..., 10:-10, 150:-10].min() > 0.95


def test_structure_spreads_by_half_a_window():
    picture = torch.zeros(1, 3, 60, 80)
    picture[..., 40:] = 1.0
    found = structure(picture)[0, 0, 30]
    assert (found > 0).nonzero().flatten().tolist() == list(range(32, 48))


def test_structure_is_relative_to_the_photographs_mean_contrast():
    picture = torch.rand(1, 3, 60, 80, generator=torch.Generator().manual_seed(0))
    picture[..., 40:] = 0.5 + 0.1 * (picture[..., 40:] - 0.5)
    found = structure(picture)
    torch.testing.assert_close(structure(0.5 * picture), found)
    assert found[..., 60:].mean().item() == pytest.approx(0.18, abs=0.03)  # 0.1 of 0.55


def test_every_colour_adds_to_the_structure():
    """A half in one colour and a half in three: variances of 1 and 3."""
    picture = torch.rand(1, 1, 60, 80, generator=torch.Generator().manual_seed(0)).repeat(
        1, 3, 1, 1
    )
    picture[:, 1:, :, 40:] = 0.5
    assert structure(picture)[..., 60:].mean().item() == pytest.approx(0.73, abs=0.03)


def test_differences_of_colour_alone_count_unless_only_the_luminance_is_painted(job):
    pixels = np.zeros((64, 96, 3), np.uint8)
    pixels[:, ::2, 0], pixels[:, 1::2, 2] = 100, 255  # of about the same luminance
    assert structure_of(job(pixels)).mean() > 0.9
    assert structure_of(job(pixels, colour="luminance")).mean() < 0.5


@pytest.mark.parametrize("level", [0, 77, 255])
def test_noise_is_no_structure(job, level):
    grain = np.random.default_rng(0).integers(-1, 2, (64, 96, 3))
    noisy = (np.full((64, 96, 3), level) + grain).clip(0, 255).astype(np.uint8)
    assert structure_of(job(noisy)).max() < 0.5
    assert structure_of(job(np.full((64, 96, 3), level, np.uint8))).max() < 0.01


@pytest.mark.parametrize("shape", [(3, 256), (256, 3), (9, 9)])
def test_photographs_smaller_than_the_window_have_a_structure(shape):
    picture = torch.rand(1, 3, *shape, generator=torch.Generator().manual_seed(0))
    assert structure(picture).shape == (1, 1, *shape)
    assert structure(picture).mean() > 0.8


def test_a_texture_and_a_reconstruction_have_no_plain_parts(job):
    assert structure_of(job(content=None, init="noise")) is None
    assert structure_of(job(styles=())) is None


@pytest.mark.parametrize(("columns", "share"), [(LEFT, 0.25), (RIGHT, 1)])
def test_the_photograph_counts_less_in_its_plain_areas(job, content_loss, columns, share):
    whole = content_loss(job(plain_areas=1), columns=columns)
    less = content_loss(job(plain_areas=0.25), columns=columns)
    assert less == pytest.approx(share * whole, rel=0.05)


@pytest.mark.parametrize("weights_of", [{"content_weight": 1}, {"neighbour_weight": 1}])
@pytest.mark.parametrize("share", [0, 0.25])
def test_a_plain_photograph_counts_less_everywhere(job, objective, grey, weights_of, share):
    weights_of = {"content_weight": 0, "neighbour_weight": 0} | weights_of
    whole, less = (
        objective(job(grey, plain_areas=each, **weights_of)).evaluate(noise())[0].content
        for each in (1, share)
    )
    assert whole > 0
    assert less == pytest.approx(share * whole, rel=1e-4, abs=1e-4 * whole)


@pytest.mark.parametrize("params", [{"style_weight": 0}, {"gradient_normalisation": "on"}])
def test_plain_areas_count_in_full_if_nothing_is_painted_or_gradients_are_equalised(
    job, objective, params
):
    expected, found = (
        objective(job(plain_areas=each, **params)).evaluate(noise()) for each in (1, 0.2)
    )
    assert found[0] == expected[0]
    assert torch.equal(found[1], expected[1])


def test_the_photograph_counts_in_full_outside_the_regions(job, content_loss):
    """The upper half is a region; the lower half is not."""
    mask = np.zeros((64, 96), np.uint8)
    mask[:32] = 255
    inside, outside = (
        [
            content_loss(job(regions=(StyleRegion(mask, 0),), plain_areas=each), rows, LEFT)
            for each in (1, 0.25)
        ]
        for rows in (slice(16), slice(48, None))
    )
    assert inside[1] < 0.4 * inside[0]
    assert outside[1] > 0.9 * outside[0]


def test_the_photograph_counts_by_half_where_a_region_is_half_opaque(job, objective, grey):
    half_opaque = StyleRegion(np.full((64, 96), 128, np.uint8), 0)
    whole, less = (
        objective(job(grey, regions=(half_opaque,), plain_areas=each)).evaluate(noise())[0].content
        for each in (1, 0)
    )
    assert less == pytest.approx((1 - 128 / 255) * whole, rel=1e-3)


def test_the_weight_of_plain_areas_can_change_during_a_run(job, objective):
    changed, wanted = (objective(job(plain_areas=share)) for share in (0.9, 0.1))
    before = changed.evaluate(noise())[0]
    changed.change(job(plain_areas=0.1).params)
    losses, gradient = changed.evaluate(noise())
    expected, expected_gradient = wanted.evaluate(noise())
    assert losses == expected
    assert torch.equal(gradient, expected_gradient)
    assert losses.content < 0.9 * before.content


def test_large_pictures_have_plain_areas_too(job, objective, monkeypatch):
    expected = objective(job()).evaluate(noise())[0].content
    monkeypatch.setattr("nst_desktop.core.objective.COMPACT_FROM", 96 * 64 * 3)
    assert objective(job()).evaluate(noise())[0].content == pytest.approx(expected, rel=1e-3)
