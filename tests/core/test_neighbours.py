"""Neighbour targets: search in blocks, sampling by shares, and the term itself."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from nst_desktop.core import engine, neighbours
from nst_desktop.core.errors import StoppedError
from nst_desktop.core.job import NoControl, Style, StyleJob, StyleRegion
from nst_desktop.core.layers import NEIGHBOUR_LAYERS, smallest_side
from nst_desktop.core.neighbours import KeysTap, find_nearest, key_counts
from nst_desktop.core.objective import Objective
from nst_desktop.core.params import StyleParams
from nst_desktop.core.pictures import network_view, painting_at, photograph_at
from nst_desktop.core.pyramid import to_tensor
from nst_desktop.core.stages import MemoryPlan, Rows
from nst_desktop.core.vgg import VGG19

CPU = torch.device("cpu")
SIZE = (96, 64)


@pytest.fixture(scope="module")
def network(weights):
    return VGG19(weights, "max", "replicate", CPU, last="conv5_1")


@pytest.fixture
def job(weights, photo, painting):
    def make(styles=None, regions=(), **params):
        params = {
            "size": 96,
            "content_weight": 0,
            "style_weight": 0,
            "neighbour_weight": 1,
            "large_forms": 0,
            "plain_areas": 1,
        } | params
        styles = styles or (Style(painting),)
        return StyleJob(StyleParams(**params), lambda: weights, photo, styles, "cpu", regions)

    return make


def objective(job, network, checkpoint=lambda: None, plan=None):
    return Objective(job, network, SIZE, CPU, checkpoint, plan)


def targets(job, network):
    """Return the target features by layer, (C, positions)."""
    aim = objective(job, network)
    aim.evaluate(noise())
    return {
        term.layer: term.target.keys[term.target.nearest.flatten()].T
        for term in aim._neighbour_terms
    }


def noise(seed=1):
    return torch.rand(1, 3, 64, 96, generator=torch.Generator().manual_seed(seed))


def keys_of(job, network, style, layer):
    """Return all of a painting's features, (C, positions)."""
    photograph = photograph_at(job, SIZE)
    picture = painting_at(job, style, SIZE, [layer], photograph)
    return network.features(picture, [layer])[layer].flatten(2)[0]


def are_among(wanted, keys):
    """Return for each column whether it is one of the keys, up to rounding.

    A matrix product would be too inaccurate: it puts equals thousandths of their norm apart.
    """
    distances = torch.cdist(wanted.T, keys.T, compute_mode="donot_use_mm_for_euclid_dist")
    return distances.amin(1) < 1e-3 * keys.norm(dim=0).mean()


def nearest(features, keys):
    """Return the nearest key of each column, directly by the formula."""
    f, k = (each - each.mean(1, keepdim=True) for each in (features, keys))
    return keys[:, (f.T @ k / torch.outer(f.norm(dim=0), k.norm(dim=0))).argmax(1)]


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_the_most_similar_key_is_found_block_by_block(monkeypatch, dtype):
    monkeypatch.setattr(neighbours, "POSITIONS_PER_BLOCK", 7)
    generator = torch.Generator().manual_seed(0)
    features, keys = (torch.rand(5, count, generator=generator, dtype=dtype) for count in (40, 30))
    expected, calls = nearest(features, keys), []
    found = find_nearest(features, torch.arange(40), keys.T, lambda: calls.append(1))
    assert torch.equal(keys[:, found], expected)
    assert len(calls) == 6


def test_only_the_given_positions_are_compared():
    features, keys = torch.rand(5, 40), torch.rand(30, 5)
    found = find_nearest(features, torch.arange(10, 20), keys, lambda: None)
    assert torch.equal(keys[found].T, nearest(features[:, 10:20], keys.T))


def test_a_uniform_picture_and_painting_have_targets():
    features = torch.ones(5, 40)
    found = find_nearest(features, torch.arange(40), torch.full((30, 5), 2.0), lambda: None)
    assert found.shape == (40,)


@pytest.mark.parametrize("layout", [torch.contiguous_format, torch.channels_last])
def test_keys_are_collected_from_strips_in_32_bits(layout):
    features = torch.rand(1, 4, 8, 5).bfloat16().contiguous(memory_format=layout)
    positions = torch.tensor([0, 7, 14, 15, 39])
    tap = KeysTap("conv3_1", positions)
    for rows in (Rows(0, 3, 8), Rows(3, 8, 8)):
        tap.part(rows.of(features), rows)
    assert torch.equal(tap.keys, features.float().flatten(2)[0][:, positions].T)


@pytest.mark.parametrize(
    ("available", "shares", "expected"),
    [
        ([100], [1.0], [100]),
        ([100, 100], [0.75, 0.25], [100, 33]),
        ([10**6, 10**6], [0.75, 0.25], [12288, 4096]),
        ([10**6, 10], [1 - 1e-9, 1e-9], [16383, 1]),
    ],
)
def test_the_number_of_keys_follows_the_shares(available, shares, expected):
    assert key_counts(available, shares, neighbours.MAX_KEYS) == expected


def test_the_term_is_half_the_relative_error_of_each_layer(job, network, photo, painting):
    wanted = job(neighbour_weight=3)
    losses, _ = objective(wanted, network).evaluate(noise())
    found = network.features(noise(), NEIGHBOUR_LAYERS)
    photographs = network.features(to_tensor(photo), NEIGHBOUR_LAYERS)
    expected = 0.0
    for layer in NEIGHBOUR_LAYERS:
        target = nearest(
            photographs[layer].flatten(2)[0], keys_of(wanted, network, Style(painting), layer)
        )
        error = (found[layer].flatten(2)[0] - target).square().mean()
        expected += 3 / 2 * (error / target.square().mean()).item()
    assert losses.content == pytest.approx(expected, rel=1e-3)
    assert losses.total == losses.content


@pytest.mark.parametrize("normalisation", ["relative", "absolute"])
def test_the_gradient_agrees_with_finite_differences(weights, job, normalisation):
    wanted = job(normalisation=normalisation, pooling="average")
    network = VGG19(weights, "average", "replicate", CPU, torch.float64)
    aim = objective(wanted, network)
    start, direction = noise().double(), noise(2).double() - 0.5
    _, gradient = aim.evaluate(start)
    step = 1e-7  # a larger one crosses too many kinks of the ReLUs
    ahead, behind = (aim.evaluate(start + sign * step * direction)[0].total for sign in (1, -1))
    assert (gradient * direction).sum().item() == pytest.approx((ahead - behind) / 2 / step, 1e-3)


@pytest.mark.parametrize("params", [{}, {"gradient_normalisation": "on"}])
def test_neighbours_count_in_a_run_from_the_photograph(job, network, photo, params):
    losses, gradient = objective(job(content_weight=1, **params), network).evaluate(
        to_tensor(photo)
    )
    assert losses.content > 0
    assert gradient.abs().max() > 0


def test_a_region_takes_keys_from_its_own_painting_and_mask(job, network, photo, painting):
    other = np.random.default_rng(5).integers(0, 255, painting.shape, dtype=np.uint8)
    mask = np.zeros(photo.shape[:2], np.uint8)
    mask[:, :48] = 255
    part = np.zeros(painting.shape[:2], np.uint8)
    part[50:] = 255
    styles = Style(painting), Style(other)
    wanted = job(styles, (StyleRegion(mask, 0, part), StyleRegion(255 - mask, 1)))
    for layer, found in targets(wanted, network).items():
        columns = 96 // smallest_side([layer])
        left, right = found.view(len(found), -1, columns).split(columns // 2, 2)
        own, others = (keys_of(wanted, network, style, layer) for style in styles)
        deep = own[:, own.shape[1] // 2 :]
        assert are_among(left.flatten(1), deep).all()
        assert are_among(right.flatten(1), others).all()
        assert not are_among(left.flatten(1), others).any()


def test_positions_in_no_region_keep_the_photographs_features(job, network, photo, painting):
    mask = np.zeros(photo.shape[:2], np.uint8)
    mask[:, :16] = 255
    wanted = job((Style(painting),), (StyleRegion(mask, 0),))
    found = targets(wanted, network)["conv3_1"].view(256, 16, 24)
    own = network.features(photograph_at(wanted, SIZE), ["conv3_1"])["conv3_1"][0]
    torch.testing.assert_close(found[:, :, 4:], own[:, :, 4:])
    assert not torch.equal(found[:, :, :4], own[:, :, :4])


def test_each_of_several_paintings_gives_its_share_of_the_keys(
    job, network, photo, painting, monkeypatch
):
    counts = []
    original = neighbours.draw_positions
    monkeypatch.setattr(
        neighbours,
        "draw_positions",
        lambda *args: counts.append(len(original(*args))) or original(*args),
    )
    wanted = job((Style(painting, weight=1), Style(photo, weight=3)))
    targets(wanted, network)
    assert [round(counts[i + 1] / counts[i], 1) for i in (0, 2)] == [3, 3]


def test_the_seed_determines_the_keys(job, network, monkeypatch):
    monkeypatch.setattr(neighbours, "MAX_KEYS", 40)
    first, again, other = (targets(job(seed=seed), network)["conv3_1"] for seed in (1, 1, 2))
    assert torch.equal(first, again)
    assert not torch.equal(first, other)
    assert len(first.unique(dim=1).T) <= 40


def test_luminance_transfer_compares_neighbours_by_luminance(job, network, photo, painting):
    wanted = job(colour="luminance")
    grey = network.features(network_view(to_tensor(photo), "luminance"), ["conv4_1"])["conv4_1"]
    keys = keys_of(wanted, network, Style(painting), "conv4_1")
    found = targets(wanted, network)["conv4_1"]
    torch.testing.assert_close(found, nearest(grey.flatten(2)[0], keys), rtol=1e-3, atol=1e-2)


def test_a_weight_raised_during_the_run_gives_the_usual_targets(job, network):
    late = objective(job(neighbour_weight=0, content_weight=1, colour="histogram"), network)
    assert late.evaluate(noise())[0].content > 0
    params = StyleParams(
        size=96, content_weight=0, style_weight=0, neighbour_weight=0, large_forms=0,
        colour="histogram",
    )  # fmt: skip
    late.change(replace(params, neighbour_weight=1))
    found, gradient = late.evaluate(noise())
    expected, wanted = objective(job(colour="histogram"), network).evaluate(noise())
    assert found == expected
    torch.testing.assert_close(gradient, wanted)
    late.change(params)
    assert late.evaluate(noise())[0].content == 0


def test_a_stop_aborts_the_search(job, network):
    def checkpoint():
        raise StoppedError

    features = torch.rand(5, 40)
    with pytest.raises(StoppedError):
        find_nearest(features, torch.arange(40), torch.rand(30, 5), checkpoint)


class Raise(NoControl):
    """A control that raises the weight before the second step."""

    def __init__(self, params):
        self.given = [None, params]

    def take_params(self):
        return self.given.pop(0) if self.given else None


def test_a_run_whose_weight_was_raised_resumes_with_the_same_targets(job):
    quick = job(neighbour_weight=0, content_weight=1, size=64, steps=4, min_size=64)
    steps = engine.stylize(quick, Raise(replace(quick.params, neighbour_weight=2)))
    for _ in range(2):
        state = next(steps).state()
    assert state.params.neighbour_weight == 2
    copied = replace(state, arrays={name: each.copy() for name, each in state.arrays.items()})
    wanted = [step.losses for step in steps]
    assert [step.losses for step in engine.stylize(quick, None, copied)] == wanted


def test_a_weight_raised_in_a_shallow_run_uses_the_layers_that_exist(job):
    shallow = {"neighbour_weight": 0, "size": 64, "steps": 2, "min_size": 64, "content_weight": 1}
    for last, layers in (("conv3_2", ("conv3_1",)), ("conv1_1", ())):
        names = ((last, 1.0),)
        quick = job(content_layers=names, style_layers=names, **shallow)
        assert quick.neighbour_layers == layers
        raised = Raise(replace(quick.params, neighbour_weight=2, content_weight=0))
        *_, final = engine.stylize(quick, raised)
        assert (final.losses.content > 0) == bool(layers)


def test_a_weight_from_the_start_uses_all_layers(job, weights, photo, painting):
    names = (("conv1_1", 1.0),)
    assert set(job(content_layers=names, style_layers=names).layers) == {
        "conv1_1", *NEIGHBOUR_LAYERS,
    }  # fmt: skip
    params = StyleParams(size=96, neighbour_weight=1, init="noise")
    for content, styles in ((None, (Style(painting),)), (photo, ())):
        found = StyleJob(params, lambda: weights, content, styles)
        assert found.neighbour_layers == ()


def test_the_neighbours_style_needs_no_neighbour_term(job):
    assert job(style_loss="neighbours").neighbour_layers == ()


def test_strips_give_the_same_loss_as_the_whole_picture(job, network):
    whole, strips = (
        objective(job(), network, plan=plan).evaluate(noise())
        for plan in (None, MemoryPlan(5, 16, True))
    )
    assert strips[0].total == pytest.approx(whole[0].total, rel=1e-4)
