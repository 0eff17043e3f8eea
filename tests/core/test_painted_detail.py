"""Fine detail that the paintings lend to a picture."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from nst_desktop.core import neighbours
from nst_desktop.core import painted_detail as module
from nst_desktop.core.errors import StoppedError
from nst_desktop.core.job import Style, StyleJob, StyleRegion
from nst_desktop.core.painted_detail import painted_detail
from nst_desktop.core.params import StyleParams
from nst_desktop.core.pictures import network_view
from nst_desktop.core.pyramid import to_tensor, without_finest_detail

CPU = torch.device("cpu")
HEIGHT, WIDTH = 64, 96


def sharp(seed, contrast=1.0):
    """Return a picture of random shapes, (H, W, 3), with detail everywhere."""
    random = np.random.default_rng(seed)
    coarse = random.uniform(size=(HEIGHT // 4, WIDTH // 4, 3)).repeat(4, 0).repeat(4, 1)
    values = 0.7 * coarse + 0.3 * random.uniform(size=coarse.shape)
    return (255 * (0.5 + contrast * (values - 0.5))).astype(np.uint8)


PLAIN = np.full((HEIGHT, WIDTH, 3), 128, np.uint8)


def job(*paintings, photograph=PLAIN, regions=(), **params):
    params = StyleParams(size=WIDTH, **params)
    styles = tuple(Style(painting) for painting in paintings)
    return StyleJob(params, lambda: None, photograph, styles, regions=regions)


def detail(wanted, picture):
    return painted_detail(wanted, picture, lambda: None, CPU)


def split(pixels):
    """Return a picture without its fine detail, and that detail, each (1, 3, H, W)."""
    whole = to_tensor(pixels)
    coarse = without_finest_detail(whole)
    return coarse, whole - coarse


def side(left):
    """Return a mask of one half of the picture."""
    mask = np.zeros((HEIGHT, WIDTH), np.uint8)
    mask[:, slice(None, WIDTH // 2) if left else slice(WIDTH // 2, None)] = 255
    return mask


def test_a_painting_without_its_detail_gets_exactly_that_detail():
    coarse, fine = split(sharp(0))
    torch.testing.assert_close(detail(job(sharp(0)), coarse), fine)


def test_each_place_takes_the_detail_of_the_painting_it_resembles():
    (first, first_fine), (second, second_fine) = split(sharp(0)), split(sharp(1))
    mixed = torch.cat([first[..., :48], second[..., 48:]], 3)
    found = detail(job(sharp(0), sharp(1)), mixed)
    torch.testing.assert_close(found[..., :38], first_fine[..., :38])
    torch.testing.assert_close(found[..., 58:], second_fine[..., 58:])


def test_of_equal_shapes_the_one_of_the_same_colour_is_chosen():
    base = sharp(0, contrast=0.4)
    checks = np.indices((HEIGHT, WIDTH)).sum(0)[..., None] % 2 * 20
    dark, light = base - 60 + checks.astype(np.uint8), base + 60
    coarse, fine = split(light)
    torch.testing.assert_close(detail(job(dark, light), coarse), fine)


def test_paintings_take_part_by_their_shares(monkeypatch):
    monkeypatch.setattr(neighbours, "MAX_KEYS", 50)
    wanted = job(sharp(0), PLAIN)
    mostly = replace(wanted, styles=(wanted.styles[0], replace(wanted.styles[1], weight=99.0)))
    coarse, _ = split(sharp(2))
    assert len(detail(mostly, coarse).unique()) < len(detail(wanted, coarse).unique()) / 4


def test_an_even_area_gets_no_pattern():
    grain = np.random.default_rng(3).integers(118, 139, (HEIGHT, WIDTH, 3), dtype=np.uint8)
    found = detail(job(grain), torch.full((1, 3, HEIGHT, WIDTH), 0.5))[0].mean(0)
    centred = found - found.mean()
    repeated = (centred[:, 8:] * centred[:, :-8]).mean() / centred.square().mean()
    assert centred.std() > 0.001
    assert repeated < 0.3


def test_detail_follows_the_contrast_within_limits():
    coarse, fine = split(sharp(0))
    found = detail(job(sharp(0)), 0.5 + 0.7 * (coarse - 0.5))
    assert 0.7 < (found * fine).sum() / fine.square().sum() < 0.73
    weak = detail(job(sharp(0)), 0.5 + 0.1 * (coarse - 0.5))
    assert (weak * fine).sum() / fine.square().sum() == pytest.approx(0.5, abs=0.01)


def test_an_even_part_takes_the_detail_of_an_even_part():
    half_plain = sharp(0)
    half_plain[:, :48] = 90
    even = torch.full((1, 3, HEIGHT, WIDTH), 0.4)
    assert detail(job(half_plain), even).abs().max() < 1e-4


def test_regions_take_detail_from_their_own_paintings_and_the_rest_gets_none():
    coarse, fine = split(sharp(0))
    regions = StyleRegion(side(left=True), 0), StyleRegion(side(left=False), 1)
    found = detail(job(sharp(0), PLAIN, regions=regions), coarse)
    torch.testing.assert_close(found[..., :46], fine[..., :46])
    assert found[..., 50:].abs().max() < 1e-5
    alone = detail(job(sharp(0), regions=(StyleRegion(side(left=True), 0),)), coarse)
    torch.testing.assert_close(alone[..., :46], fine[..., :46])
    assert not alone[..., 50:].any()


def test_a_region_smaller_than_a_cell_gets_none():
    dot = np.zeros((HEIGHT, WIDTH), np.uint8)
    dot[30:33, 50:53] = 255
    assert not detail(job(sharp(0), regions=(StyleRegion(dot, 0),)), split(sharp(1))[0]).any()


def test_a_region_takes_detail_from_the_masked_part_alone():
    half_plain = sharp(0)
    half_plain[:, :48] = 90
    coarse, _ = split(half_plain)
    whole = np.full((HEIGHT, WIDTH), 255, np.uint8)
    masked = StyleRegion(whole, 0, side(left=True))
    found = detail(job(half_plain, regions=(masked,)), coarse)
    assert detail(job(half_plain), coarse).abs().max() > 0.2
    assert found[..., 56:].abs().max() < 0.1  # the plain part, and what blurs into its edge


def test_brightness_alone_gets_grey_detail():
    coarse, _ = split(sharp(0))
    wanted = job(sharp(1), photograph=sharp(2), colour="luminance")
    found = detail(wanted, coarse)
    torch.testing.assert_close(found, detail(wanted, network_view(coarse, "luminance")))
    assert found.abs().max() > 0.1
    torch.testing.assert_close(found[:, :1].expand_as(found), found)


@pytest.mark.parametrize(("height", "width"), [(64, 96), (61, 95), (8, 9), (7, 40), (1, 1)])
def test_every_size_is_filled(height, width):
    picture = torch.rand(1, 3, height, width, generator=torch.Generator().manual_seed(0))
    found = detail(job(sharp(0)), picture)
    assert found.shape == picture.shape
    assert found.isfinite().all()
    if min(height, width) >= 8:
        assert (found.abs().amax(1) > 0).float().mean() > 0.9


def test_a_tiny_painting_will_do():
    shallow = {"style_layers": (("conv1_1", 1.0),), "content_layers": (("conv1_1", 1.0),)}
    wanted = job(sharp(0)[:1, :1], large_forms=0, neighbour_weight=0, **shallow)
    assert detail(wanted, split(sharp(1))[0]).isfinite().all()


def test_a_seed_gives_the_same_detail(monkeypatch):
    monkeypatch.setattr(neighbours, "MAX_KEYS", 40)
    coarse, _ = split(sharp(1))
    wanted = job(sharp(0), seed=3)
    other = replace(wanted, params=replace(wanted.params, seed=4))
    assert torch.equal(detail(wanted, coarse), detail(wanted, coarse))
    assert not torch.equal(detail(wanted, coarse), detail(other, coarse))


def test_the_search_can_be_stopped(monkeypatch):
    monkeypatch.setattr(module, "POSITIONS_PER_BLOCK", 10)
    calls = []

    def stop():
        calls.append(None)
        if len(calls) == 3:
            raise StoppedError

    with pytest.raises(StoppedError):
        painted_detail(job(sharp(0)), split(sharp(1))[0], stop, CPU)
    assert len(calls) == 3
