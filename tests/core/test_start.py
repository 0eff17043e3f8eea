"""The pictures that scales start from."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from nst_desktop.core import start as module
from nst_desktop.core.job import Style, StyleJob, StyleRegion
from nst_desktop.core.params import StyleParams
from nst_desktop.core.pyramid import resize, to_tensor
from nst_desktop.core.start import guide, start_picture

SMALL, LARGE = (48, 32), (96, 64)


def enlarge(picture, size, wanted):
    return module.enlarge(picture, size, wanted, lambda: None)


@pytest.fixture
def job():
    sharp = np.random.default_rng(0).integers(0, 256, (64, 96, 3), dtype=np.uint8)

    def make(start=None, **params):
        made = StyleJob(StyleParams(size=96, **params), lambda: None, sharp, (Style(sharp),))
        return replace(made, start=start)

    return make


def fineness(picture):
    """Return the amount of finest detail in a picture."""
    height, width = picture.shape[2:]
    coarse = resize(resize(picture, (width // 2, height // 2)), (width, height))
    return (picture - coarse).std().item()


def test_a_run_starts_from_the_photograph_without_its_finest_detail(job):
    sharp = resize(to_tensor(job().content), SMALL)
    assert fineness(start_picture(job(), SMALL)) < 0.5 * fineness(sharp)
    assert torch.equal(start_picture(job(detail=1), SMALL), sharp)
    half = start_picture(job(detail=0.5), SMALL)
    assert fineness(start_picture(job(), SMALL)) < fineness(half) < fineness(sharp)


def test_a_picture_to_continue_from_stays_sharp(job):
    other = np.random.default_rng(1).integers(0, 256, (64, 96, 3), dtype=np.uint8)
    assert torch.equal(start_picture(job(start=other), SMALL), resize(to_tensor(other), SMALL))


@pytest.mark.parametrize("detail", [0, 0.5, 1])
def test_the_next_scale_gets_the_requested_share_of_the_photographs_detail(job, detail):
    result = torch.rand(1, 3, SMALL[1], SMALL[0])
    wanted = job(detail=detail, painted_detail=0)
    photograph = to_tensor(wanted.content)
    fine = photograph - resize(resize(photograph, SMALL), LARGE)
    found = enlarge(result, LARGE, wanted)
    torch.testing.assert_close(found, resize(result, LARGE) + detail * fine)


@pytest.mark.parametrize(("painted_detail", "detail", "share"), [(1, 0, 1), (0.5, 0.2, 0.4)])
def test_the_paintings_detail_complements_the_photographs(job, painted_detail, detail, share):
    result = torch.rand(1, 3, SMALL[1], SMALL[0])
    wanted = job(detail=detail, painted_detail=painted_detail)
    fine = module.painted_detail(wanted, resize(result, LARGE), lambda: None, result.device)
    assert fine.abs().max() > 0.1
    without = enlarge(result, LARGE, job(detail=detail, painted_detail=0))
    torch.testing.assert_close(enlarge(result, LARGE, wanted), without + share * fine)


@pytest.mark.parametrize(
    "params",
    [
        {"detail": 1},
        {"style_weight": 0},
        {"style_weight": 0, "init": "noise"},
        {"style_loss": "neighbours"},
    ],
)
def test_where_the_paintings_detail_has_no_place(job, params):
    result = torch.rand(1, 3, SMALL[1], SMALL[0])
    found = enlarge(result, LARGE, job(**params))
    assert torch.equal(found, enlarge(result, LARGE, job(painted_detail=0, **params)))


def test_a_run_that_starts_from_the_painting_gets_that_paintings_own_detail(job):
    result = torch.rand(1, 3, SMALL[1], SMALL[0])
    other = Style(np.random.default_rng(1).integers(0, 256, (64, 96, 3), dtype=np.uint8))
    with_detail, without = (
        replace(job(init="style", painted_detail=share), styles=(other,)) for share in (1, 0)
    )
    assert torch.equal(enlarge(result, LARGE, with_detail), enlarge(result, LARGE, without))


def test_a_texture_gets_the_paintings_detail_and_a_reconstruction_none(job):
    result = torch.rand(1, 3, SMALL[1], SMALL[0])
    texture = replace(job(init="noise"), content=None)
    assert (enlarge(result, LARGE, texture) - resize(result, LARGE)).abs().max() > 0.1
    reconstruction = replace(job(init="noise"), styles=())
    assert torch.equal(enlarge(result, LARGE, reconstruction), resize(result, LARGE))


def test_a_picture_continued_from_contributes_its_own_detail(job):
    other = np.random.default_rng(1).integers(0, 256, (64, 96, 3), dtype=np.uint8)
    result = torch.rand(1, 3, SMALL[1], SMALL[0])
    found = enlarge(result, LARGE, job(start=other))
    own = to_tensor(other)
    torch.testing.assert_close(
        found, resize(result, LARGE) + own - resize(resize(own, SMALL), LARGE)
    )


def test_noise_stays_noise(job):
    assert torch.equal(
        start_picture(job(init="noise"), SMALL), start_picture(job(init="noise", detail=1), SMALL)
    )


def test_unpainted_parts_keep_their_detail(job):
    left = np.zeros((64, 96), np.uint8)
    left[:, :48] = 255
    guided = replace(job(), regions=(StyleRegion(left, 0),))
    sharp, start = resize(to_tensor(job().content), SMALL), start_picture(guided, SMALL)
    torch.testing.assert_close(start[..., 26:], sharp[..., 26:])
    assert (start - sharp)[..., :22].abs().max() > 0.05
    result = torch.rand(1, 3, SMALL[1], SMALL[0])
    guided = replace(guided, params=replace(guided.params, painted_detail=0))
    found, plain = enlarge(result, LARGE, guided), enlarge(result, LARGE, job(painted_detail=0))
    assert torch.equal(found[..., :44], plain[..., :44])
    assert (found - plain)[..., 52:].abs().max() > 0.05
    assert torch.equal(start_picture(job(style_weight=0), SMALL), sharp)


def test_a_guide_blends_the_photograph_with_a_quarter_of_the_sharpened_picture(job):
    photograph = resize(to_tensor(job().content), LARGE)
    initial = torch.full((1, 3, 64, 96), 0.5)
    found = guide(job(), initial)
    coarse = resize(resize(photograph, SMALL), LARGE)
    torch.testing.assert_close(found, 0.75 * photograph + 0.25 * (initial + photograph - coarse))
    assert fineness(found) == pytest.approx(fineness(photograph), rel=0.05)


def test_a_guide_gets_no_detail_that_the_scale_already_has(job):
    photograph = resize(to_tensor(job().content), LARGE)
    found = guide(job(detail=1), enlarge(resize(photograph, SMALL), LARGE, job(detail=1)))
    torch.testing.assert_close(found, photograph, atol=1e-5, rtol=0)
