"""Structure: which parts of a photograph are plain, and what that means for the content terms."""

import numpy as np
import pytest
import torch

from nst_desktop.core.job import Style, StyleJob, StyleRegion
from nst_desktop.core.objective import Objective
from nst_desktop.core.params import StyleParams
from nst_desktop.core.structure import structure, structure_at
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


@pytest.fixture
def job(weights, half, painting):
    """Return a function from parameters and regions to a job with the half-plain photograph."""
    style = Style(painting)

    def of(regions=(), styles=(style,), content=half, **params):
        params = StyleParams(**{"size": 96, "large_forms": 0, "neighbour_weight": 0} | params)
        return StyleJob(params, lambda: weights, content, styles, "cpu", regions)

    return of


@pytest.fixture
def content_loss(weights, half):
    """Return a function from a job and a disturbed half of the photograph to the content loss."""

    def of(job, side):
        network = VGG19(weights, "max", "replicate", CPU)
        picture = torch.tensor(half).permute(2, 0, 1)[None] / 255
        part = picture[..., :24] if side == "left" else picture[..., 72:]
        part += 0.2 * torch.rand(part.shape, generator=torch.Generator().manual_seed(0))
        return Objective(job, network, SIZE, CPU, lambda: None).evaluate(picture)[0].content

    return of


def test_a_plain_part_has_no_structure_and_a_busy_part_all(job):
    found = structure_at(job(), SIZE, CPU)
    assert found.shape == (1, 1, 64, 96)
    assert found[..., :40].max() < 0.01
    assert found[..., 4:-4, 60:-4].min() > 0.95


def test_structure_is_relative_to_the_photographs_mean_contrast():
    picture = torch.rand(1, 3, 60, 80, generator=torch.Generator().manual_seed(0))
    picture[..., 40:] = 0.5 + 0.1 * (picture[..., 40:] - 0.5)
    found = structure(picture)
    torch.testing.assert_close(structure(0.5 * picture), found)
    assert found[..., 60:].mean().item() == pytest.approx(0.18, abs=0.03)  # 0.1 of 0.55


def test_the_colours_alone_can_make_structure():
    red_or_green = torch.zeros(1, 3, 40, 40)
    red_or_green[:, 0, :, ::2], red_or_green[:, 1, :, 1::2] = 0.5, 0.5
    assert structure(red_or_green).min() > 0.9


def test_a_photograph_of_a_single_colour_has_no_structure(job):
    plain = np.full((64, 96, 3), 77, np.uint8)
    assert structure_at(job(content=plain), SIZE, CPU).max() < 0.05


@pytest.mark.parametrize("size", [(192, 128), (24, 16)])
def test_structure_does_not_depend_on_the_scale(job, size):
    small, large = structure_at(job(), size, CPU), structure_at(job(), SIZE, CPU)
    assert small.mean().item() == pytest.approx(large.mean().item(), abs=0.01)


def test_structure_is_complete_outside_the_regions(job):
    top = np.zeros((64, 96), np.uint8)
    top[:32] = 255
    found = structure_at(job(regions=(StyleRegion(top, 0),)), SIZE, CPU)
    whole = structure_at(job(), SIZE, CPU)
    torch.testing.assert_close(found[..., :32, :], whole[..., :32, :])
    torch.testing.assert_close(found[..., 32:, :], torch.ones(1, 1, 32, 96))


def test_a_texture_and_a_reconstruction_have_no_plain_parts(job):
    assert structure_at(job(content=None, init="noise"), SIZE, CPU) is None
    assert structure_at(job(styles=()), SIZE, CPU) is None


@pytest.mark.parametrize(("side", "share"), [("left", 0.25), ("right", 1)])
def test_the_photograph_counts_less_in_its_plain_areas(job, content_loss, side, share):
    whole = content_loss(job(plain_areas=1), side)
    assert content_loss(job(plain_areas=0.25), side) == pytest.approx(share * whole, rel=0.05)


def test_neighbours_count_less_in_plain_areas_too(job, content_loss):
    terms = {"content_weight": 0, "neighbour_weight": 1}
    whole = content_loss(job(plain_areas=1, **terms), "left")
    assert content_loss(job(plain_areas=0.25, **terms), "left") < 0.9 * whole


def test_the_weight_of_plain_areas_can_change_during_a_run(weights, job):
    changed, wanted = (
        Objective(job(plain_areas=share), VGG19(weights, "max", "replicate", CPU), SIZE, CPU, int)
        for share in (0.9, 0.1)
    )
    picture = torch.rand(1, 3, 64, 96, generator=torch.Generator().manual_seed(0))
    before = changed.evaluate(picture)[0]
    changed.change(job(plain_areas=0.1).params)
    losses, gradient = changed.evaluate(picture)
    expected, expected_gradient = wanted.evaluate(picture)
    assert losses == expected
    assert torch.equal(gradient, expected_gradient)
    assert losses.content < 0.9 * before.content
