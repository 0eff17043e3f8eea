"""Tests of columns: taken on a grid, matched in bands and compared by their cosines."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from nst_desktop.core import columns, engine
from nst_desktop.core.engine import stylize
from nst_desktop.core.errors import ParameterError
from nst_desktop.core.grid import PHASES, Grid
from nst_desktop.core.job import Style, StyleJob, StyleRegion
from nst_desktop.core.layers import COLUMN_LAYERS, smallest_side
from nst_desktop.core.objective import Objective
from nst_desktop.core.params import StyleParams
from nst_desktop.core.pictures import network_view, painting_at, photograph_at
from nst_desktop.core.stages import MemoryPlan, Rows
from nst_desktop.core.start import guide
from nst_desktop.core.state import RunState
from nst_desktop.core.vgg import VGG19

pytestmark = pytest.mark.slow

CPU = torch.device("cpu")
SIZE = (96, 64)
LAST = 3  # index of the last of 4 steps, which matches each layer on its own


@pytest.fixture(scope="module")
def weights(narrow_weights):
    return narrow_weights


@pytest.fixture(scope="module")
def network(weights):
    return VGG19(weights, "average", "replicate", CPU, torch.float64, last="conv4_3")


@pytest.fixture
def job(weights, photo, painting):
    def make(styles=None, regions=(), **params):
        params = {
            "size": 96,
            "steps": 4,
            "style_loss": "neighbours",
            "content_weight": 0,
            "gamut_weight": 0,
            "style_weight": 1,
        } | params
        styles = styles or (Style(painting),)
        return StyleJob(StyleParams(**params), lambda: weights, photo, styles, "cpu", regions)

    return make


def objective(job, network, plan=None, guide=None):
    return Objective(job, network, SIZE, CPU, lambda: None, plan, guide)


def noise(seed=1):
    generator = torch.Generator().manual_seed(seed)
    return torch.rand(1, 3, 64, 96, generator=generator, dtype=torch.float64)


def column_parts(network, picture, factors, phase=(0, 0)):
    """Return each layer's scaled features at every fourth pixel, (positions, C), by the formula."""
    height, width = picture.shape[2] // 4, picture.shape[3] // 4
    parts = []
    for name, found in network.features(picture, COLUMN_LAYERS).items():
        stride = smallest_side([name])
        at = [
            [
                found[0, :, (4 * row + phase[0]) // stride, (4 * column + phase[1]) // stride]
                for column in range(width)
            ]
            for row in range(height)
        ]
        flat = torch.stack([each for line in at for each in line])
        parts.append(flat * factors[name])
    return parts


def most_similar(queries, keys, mean=None):
    """Return the index of the key (M, C) with the largest cosine to each query (N, C).

    Both are centred: the keys by their mean, the queries by `mean` or else their own.
    """
    q = queries - (queries.mean(0) if mean is None else mean)
    k = keys - keys.mean(0)
    return (q @ k.T / torch.outer(q.norm(dim=1), k.norm(dim=1))).argmax(1)


@pytest.mark.parametrize("layer", ["conv1_2", "conv2_1", "conv3_3", "conv4_3"])
@pytest.mark.parametrize("size", [(96, 64), (101, 75), (40, 36)])
def test_a_window_reads_and_adds_at_the_positions_that_flat_returns(layer, size):
    grid, stride = Grid(*size), smallest_side([layer])
    width, height = size[0] // stride, size[1] // stride
    features = torch.arange(2.0 * width * height).view(1, 2, height, width)
    for phase in range(len(PHASES)):
        flat = grid.flat(layer, phase, torch.arange(grid.rows * grid.columns))
        read, gradient = [], torch.zeros_like(features)
        for rows in (Rows(0, 3, height), Rows(3, height, height)):
            window = grid.window(layer, phase, rows)
            read.append(window.read(rows.of(features)))
            window.add(rows.of(gradient), torch.ones_like(read[-1]))
        assert torch.equal(torch.cat(read), features.flatten(2)[0][:, flat].T)
        expected = torch.zeros(width * height).index_add_(0, flat, torch.ones(len(flat)))
        assert torch.equal(gradient[0, 0].flatten(), expected)


def test_phases_reach_every_other_pixel():
    grid = Grid(16, 8)
    every = torch.cat([grid.flat("conv1_1", k, torch.arange(8)) for k in range(len(PHASES))])
    rows = [row * 16 + column for row in range(0, 8, 2) for column in range(0, 16, 2)]
    assert sorted(every.tolist()) == rows


def test_targets_are_the_most_similar_columns_of_the_painting(job, network, photo):
    terms = objective(job(), network)._style_terms
    keys = torch.cat([terms._keys_of(name, 0) for name in COLUMN_LAYERS], 1)
    photograph = photograph_at(job(), SIZE).double()
    queries = torch.cat(column_parts(network, photograph, terms._factors), 1)
    assert torch.equal(terms._nearest, most_similar(queries, keys))


def test_keys_are_the_paintings_columns_in_four_turns(job, network, painting):
    wanted = job()
    terms = objective(wanted, network)._style_terms
    photograph = photograph_at(wanted, SIZE)
    whole = painting_at(wanted, Style(painting), SIZE, COLUMN_LAYERS, photograph).double()
    keys, turned = terms._keys_of("conv3_1", 0), []
    for turn in range(4):
        found = network.features(whole.rot90(turn, (2, 3)), ["conv3_1"])["conv3_1"]
        turned.append(found.flatten(2)[0].T * terms._factors["conv3_1"])
    assert len(keys) == sum(map(len, turned))
    torch.testing.assert_close(keys, torch.cat(turned))


def test_a_painting_turns_together_with_its_mask(job, network, photo):
    two_tone = np.zeros((64, 96, 3), np.uint8)
    two_tone[32:] = 255
    everywhere = np.full(photo.shape[:2], 255, np.uint8)
    region = StyleRegion(everywhere, 0, two_tone[..., 0])
    terms = objective(job((Style(two_tone),), (region,)), network)._style_terms
    keys = terms._keys_of("conv1_1", 0)
    torch.testing.assert_close(keys, keys[:1].expand_as(keys), rtol=0, atol=1e-5)


def test_the_seed_decides_which_keys_are_drawn(job, network, monkeypatch):
    monkeypatch.setattr(columns, "MAX_COLUMNS", 40)
    monkeypatch.setattr(columns, "_MIN_KEYS", 10)
    first, again, other = (
        objective(job(seed=seed), network)._style_terms._keys_of("conv1_1", 0) for seed in (1, 1, 2)
    )
    assert len(first) == 40
    assert torch.equal(first, again)
    assert not torch.equal(first, other)


def test_regions_share_the_keys(job, network, photo, painting, monkeypatch):
    monkeypatch.setattr(columns, "MAX_COLUMNS", 40)
    monkeypatch.setattr(columns, "_MIN_KEYS", 10)
    left = np.zeros(photo.shape[:2], np.uint8)
    left[:, :32] = 255
    regions = StyleRegion(left, 0), StyleRegion(255 - left, 0)
    terms = objective(job(regions=regions), network)._style_terms
    assert [group.keys for group in terms._groups] == [slice(0, 20), slice(20, 40)]


def test_features_are_divided_by_their_layers_channels_and_mean(job, network):
    terms = objective(job(), network)._style_terms
    for name in COLUMN_LAYERS:
        keys = terms._keys_of(name, 0)
        assert keys.mean().item() == pytest.approx(1 / keys.shape[1], 1e-6)


@pytest.mark.parametrize("step", range(4))
def test_the_loss_is_one_minus_the_mean_cosine(job, network, step):
    aim = objective(job(steps=100), network)
    losses, _ = aim.evaluate(noise(), step)
    terms = aim._style_terms
    found = torch.cat(column_parts(network, noise(), terms._factors, PHASES[step]), 1)
    wanted = torch.cat([terms._keys_of(name, step) for name in COLUMN_LAYERS], 1)
    cosines = torch.cosine_similarity(found, wanted[terms._nearest], dim=1)
    assert losses.style == pytest.approx(1 - cosines.mean().item(), 1e-6)


def test_in_the_second_half_each_layer_is_matched_on_its_own(job, network):
    aim = objective(job(), network)
    terms, expected = aim._style_terms, []
    parts = column_parts(network, noise(), terms._factors, PHASES[LAST])
    for name, found in zip(COLUMN_LAYERS, parts, strict=True):
        keys = terms._keys_of(name, LAST)
        nearest = most_similar(found, keys, keys.mean(0))
        expected.append(1 - torch.cosine_similarity(found, keys[nearest]).mean())
    found = [aim.evaluate(noise(), step)[0].style for step in (1, LAST)]
    assert found[1] == pytest.approx(torch.stack(expected).mean().item(), 1e-6)
    whole = Objective(job(), network, SIZE, CPU, lambda: None, is_last=False)
    assert whole.evaluate(noise(), 1)[0].style == found[0]
    assert whole.evaluate(noise(), LAST)[0].style > found[1]


def test_each_step_matches_other_positions_with_their_regions_keys(
    job, network, photo, painting, monkeypatch
):
    monkeypatch.setattr(columns, "_SPARSE_SIDE", 4)
    monkeypatch.setattr(columns, "_SPARSE_KEYS", 50)
    left = np.zeros(photo.shape[:2], np.uint8)
    left[:, :48] = 255
    styles = Style(painting), Style(np.full_like(painting, 255))
    regions = StyleRegion(left, 0), StyleRegion(255 - left, 1)
    terms = objective(job(styles, regions, steps=20), network)._style_terms
    network_view = []
    for step in (12, 16):  # two steps of the same phase
        tap, _ = terms.taps(step)[0]
        (here, own), (there, others) = tap._parts
        assert len(here) + len(there) == terms._matched == 16
        assert (here % 96 < 48).all()
        assert (there % 96 >= 48).all()
        assert len(own) == len(others) == 50
        torch.testing.assert_close(others, others[:1].expand_as(others), rtol=0, atol=1e-5)
        network_view.append(here.tolist() + there.tolist())
    assert network_view[0] != network_view[1]


@pytest.mark.parametrize("step", [0, 1, LAST])
@pytest.mark.parametrize("params", [{}, {"content_weight": 1, "neighbour_weight": 1}])
def test_the_gradient_is_that_of_the_loss(job, network, step, params):
    aim = objective(job(**params), network)
    start, direction = noise(), noise(2) - 0.5
    _, gradient = aim.evaluate(start, step)
    move = 1e-7  # larger ones cross too many kinks of the ReLUs
    ahead, behind = (
        aim.evaluate(start + sign * move * direction, step)[0].total for sign in (1, -1)
    )
    assert (gradient * direction).sum().item() == pytest.approx((ahead - behind) / 2 / move, 1e-3)


@pytest.mark.parametrize("step", [1, LAST])
def test_strips_give_the_same_loss_and_gradient(job, network, step):
    whole, expected = objective(job(), network).evaluate(noise(), step)
    for plan in (MemoryPlan(0, 16), MemoryPlan(5, 16), MemoryPlan(5, 24, True)):
        found, gradient = objective(job(), network, plan).evaluate(noise(), step)
        assert found.style == pytest.approx(whole.style, 1e-9), plan
        torch.testing.assert_close(gradient, expected)


def test_bands_give_the_same_matches(job, network, monkeypatch):
    whole = objective(job(), network)._style_terms._nearest
    monkeypatch.setattr(columns, "MAX_POSITIONS_AT_ONCE", 1)
    assert torch.equal(objective(job(), network)._style_terms._nearest, whole)


def test_columns_of_a_band_are_those_of_the_whole(job, network, monkeypatch):
    size, positions = (32, 160), torch.arange(8 * 40)
    terms = Objective(job(), network, size, CPU, lambda: None)._style_terms
    photograph = photograph_at(job(), size).double()
    monkeypatch.setattr(columns, "MAX_POSITIONS_AT_ONCE", 1)
    bands = [
        terms._queries(picture, grid, here)
        for picture, grid, _, here in terms._bands(photograph, positions)
    ]
    assert len(bands) == 5
    torch.testing.assert_close(torch.cat(bands), terms._queries(photograph, Grid(*size), positions))


def test_a_region_takes_keys_from_its_own_painting_and_the_rest_has_no_weight(
    job, network, photo, painting
):
    other = np.random.default_rng(5).integers(0, 255, painting.shape, dtype=np.uint8)
    left, right = np.zeros(photo.shape[:2], np.uint8), np.zeros(photo.shape[:2], np.uint8)
    left[:, :32], right[:, 64:] = 255, 255
    part = np.zeros(painting.shape[:2], np.uint8)
    part[50:] = 255
    regions = StyleRegion(left, 1), StyleRegion(right, 0, part)
    terms = objective(job((Style(painting), Style(other)), regions), network)._style_terms
    first, second = (group.keys for group in terms._groups)
    nearest, weights = terms._nearest.view(16, 24), terms._weights.view(16, 24)
    assert first.stop == second.start
    assert (nearest[:, :8] < first.stop).all()
    assert (nearest[:, 16:] >= second.start).all()
    assert second.stop - second.start < first.stop - first.start
    assert (weights[:, 8:16] == 0).all()
    assert (weights[:, :8] > 0).all()
    assert weights.sum().item() == pytest.approx(1)


def test_several_paintings_give_keys_in_proportion_to_their_shares(job, network, painting):
    heavy = objective(job((Style(painting, 3.0), Style(painting.copy(), 1.0))), network)
    light = objective(job(), network)
    count = len(light._style_terms._keys_of("conv1_1", 0))
    assert len(heavy._style_terms._keys_of("conv1_1", 0)) == pytest.approx(count * 4 / 3, rel=0.02)


def test_columns_are_matched_by_brightness_if_only_brightness_is_painted(job, network, photo):
    wanted = job(colour="luminance")
    terms = objective(wanted, network)._style_terms
    grey = network_view(photograph_at(wanted, SIZE), "luminance").double()
    found = terms._queries(grey, Grid(*SIZE), torch.arange(24 * 16))
    keys = torch.cat([terms._keys_of(name, 0) for name in COLUMN_LAYERS], 1)
    assert torch.equal(terms._nearest, most_similar(found, keys))


def test_a_later_scale_is_guided_by_what_has_been_painted(job, network):
    alone, guided = (
        objective(job(), network, guide=each)._style_terms._nearest for each in (None, noise())
    )
    assert not torch.equal(alone, guided)


def test_a_seed_decides_which_positions_are_matched(job, network, monkeypatch):
    monkeypatch.setattr(columns, "_SPARSE_SIDE", 4)
    first, again, other = (
        objective(job(seed=seed), network).evaluate(noise(), LAST)[0].style for seed in (1, 1, 2)
    )
    assert first == again
    assert first != other


def test_the_objective_is_given_the_step_the_guide_and_the_last_scale(job, monkeypatch):
    made, steps, pictures = [], [], []

    class Spy(Objective):
        def __init__(self, *args):
            made.append(args[-2:])
            super().__init__(*args)

        def evaluate(self, picture, step=0):
            if step == 0:
                pictures.append(picture.clone())
            steps.append(step)
            return super().evaluate(picture, step)

    monkeypatch.setattr(engine, "Objective", Spy)
    wanted = job(size=128, min_size=64, steps=2, coarse_steps=2)
    list(stylize(wanted))
    (first, is_last), (second, is_last_too) = made
    assert (first, is_last, is_last_too) == (None, False, True)
    assert torch.equal(second, guide(wanted, pictures[1]))
    assert steps == [0, 1, 2, 3, 0, 1]


def test_a_run_lowers_the_loss_and_resumes_as_if_never_interrupted(job):
    wanted = job(size=128, min_size=64, steps=9, coarse_steps=2, content_weight=1, gamut_weight=300)
    whole, kept = [], None
    for step in stylize(wanted):
        whole.append(step)
        if step.index == 20:  # whole columns are still compared, with targets of a guide
            kept = copy_of(step.state())
    expected = whole[-1].snapshot(0)
    assert whole[-1].scales == 2
    assert whole[16].losses.style < whole[0].losses.style  # of the same phase
    assert kept is not None
    resumed = list(stylize(wanted, state=kept))
    assert [step.index for step in resumed] == list(range(21, 28))
    assert np.array_equal(resumed[-1].snapshot(0), expected)


def copy_of(state: RunState) -> RunState:
    return replace(state, arrays={name: each.copy() for name, each in state.arrays.items()})


def test_a_texture_has_no_neighbours(weights, painting):
    with pytest.raises(ParameterError, match="needs a photograph"):
        StyleJob(
            StyleParams(style_loss="neighbours", init="noise"),
            lambda: weights,
            styles=(Style(painting),),
        )


def test_a_reconstruction_ignores_neighbours(weights, photo):
    params = {"size": 64, "steps": 2, "init": "noise"}
    plain, by_neighbours = (
        list(stylize(StyleJob(StyleParams(**params, **more), lambda: weights, photo)))[-1]
        for more in ({}, {"style_loss": "neighbours"})
    )
    assert np.array_equal(plain.snapshot(0), by_neighbours.snapshot(0))
