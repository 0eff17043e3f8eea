"""Equality of the results in strips and as a whole."""

from itertools import product

import numpy as np
import pytest
import torch

from nst_desktop.core import convolution
from nst_desktop.core.errors import StoppedError
from nst_desktop.core.job import Style, StyleJob, StyleRegion
from nst_desktop.core.objective import Objective
from nst_desktop.core.params import StyleParams
from nst_desktop.core.strips import MemoryPlan, Rows, Sweep
from nst_desktop.core.vgg import VGG19

pytestmark = pytest.mark.slow

CPU = torch.device("cpu")
CASES = [
    {},
    {"pooling": "average", "padding": "zero", "normalisation": "absolute"},
    {"pooling": "l2", "padding": "reflect", "style_loss": "moments"},
    {"content_layers": (("conv1_1", 1), ("pool2", 2), ("conv5_4", 1)), "colour": "luminance"},
    {"style_layers": (("pool1", 1), ("conv2_2", 1), ("pool5", 1)), "tv_weight": 3},
    {"neighbour_weight": 2, "colour": "match"},
]
PLANS = [
    MemoryPlan(0, 8),
    MemoryPlan(0, 24),
    MemoryPlan(5, 8),
    MemoryPlan(5, 62),
    MemoryPlan(1, 16),
    MemoryPlan(3, 16),
    MemoryPlan(5, 8, True),
    MemoryPlan(2, 16, True),
    MemoryPlan(0, 16, True),
]


def evaluate(weights, photo, painting, plan, dtype, regions=(), size=(95, 63), **params):
    job = StyleJob(
        StyleParams(size=96, **params), lambda: weights, photo, (Style(painting),), regions=regions
    )
    network = VGG19(weights, job.params.pooling, job.params.padding, CPU, dtype)
    aim = Objective(job, network, size, CPU, lambda: None, plan)
    start = torch.rand(1, 3, size[1], size[0], generator=torch.Generator().manual_seed(1))
    return aim.evaluate(start.to(dtype if dtype.itemsize > 2 else torch.float32))


@pytest.fixture(scope="module")
def evaluate_whole(photo, painting):
    """Return a function that evaluates a picture as a whole in 64 bits.

    Each job is evaluated only once.
    """
    results = {}

    def whole(weights, **params):
        key = id(weights), repr(params)
        if key not in results:
            results[key] = evaluate(weights, photo, painting, None, torch.float64, **params)
        return results[key]

    return whole


def differences(first, second):
    """Return the relative differences of the losses and, in norm, of the gradients."""
    (losses, gradient), (wanted, wanted_gradient) = first, second
    loss = abs(losses.total - wanted.total) / wanted.total
    return loss, ((gradient - wanted_gradient).norm() / wanted_gradient.norm()).item()


@pytest.mark.parametrize(
    ("params", "plan"),
    list(product(CASES, PLANS)),
)
def test_strips_give_the_loss_and_the_gradient_of_the_whole(
    narrow_weights, photo, painting, evaluate_whole, params, plan
):
    found = evaluate(narrow_weights, photo, painting, plan, torch.float64, **params)
    loss, gradient = differences(found, evaluate_whole(narrow_weights, **params))
    assert loss < 1e-10
    assert gradient < 1e-10


@pytest.mark.parametrize("plan", [MemoryPlan(0, 16), MemoryPlan(5, 16, True)])
def test_strips_give_the_gradient_of_guided_regions(narrow_weights, photo, painting, plan):
    mask = np.zeros(photo.shape[:2], np.uint8)
    mask[:, :40] = 255
    part = np.zeros(painting.shape[:2], np.uint8)
    part[30:] = 255
    regions = (StyleRegion(mask, 0, part), StyleRegion(255 - mask, 0))
    found, whole = (
        evaluate(narrow_weights, photo, painting, each, torch.float64, regions)
        for each in (plan, None)
    )
    assert max(differences(found, whole)) < 1e-10


@pytest.mark.parametrize("plan", [None, MemoryPlan(0, 24), MemoryPlan(5, 16, True)])
@pytest.mark.parametrize("params", [*CASES, {"gradient_normalisation": "on"}])
def test_16_bits_give_nearly_the_loss_and_gradient_of_64(
    weights, photo, painting, evaluate_whole, params, plan
):
    narrow = evaluate(weights, photo, painting, plan, torch.bfloat16, **params)
    loss, gradient = differences(narrow, evaluate_whole(weights, **params))
    assert loss < 0.02
    assert gradient < 0.15


@pytest.mark.parametrize(("winograd", "limit"), [(False, 1e-5), (True, 1e-3)])
def test_in_32_bits_only_rounding_differs(weights, photo, painting, monkeypatch, winograd, limit):
    if not winograd:
        monkeypatch.setattr(convolution, "fastest_method", lambda *_: "ordinary")
    found, whole = (
        evaluate(weights, photo, painting, plan, torch.float32, size=(192, 128))
        for plan in (MemoryPlan(5, 32), None)
    )
    loss, gradient = differences(found, whole)
    assert loss < 1e-5
    assert gradient < limit


@pytest.mark.parametrize("height", [1, 2, 3, 31, 64])
def test_every_row_is_counted_once(weights, height):
    network = VGG19(weights, "average", "replicate", CPU)
    rows_seen = {"conv1_2": [], "pool1": []}

    class Count:
        def __init__(self, layer):
            self.layer = layer

        def part(self, features, rows):
            assert features.shape[2] == rows.stop - rows.start
            rows_seen[self.layer].extend(range(rows.start, rows.stop))
            return torch.tensor(rows.share)

    taps = [Count(layer) for layer in rows_seen if height > 1 or layer == "conv1_2"]
    sums = Sweep(network, taps, MemoryPlan(5, 4), lambda: None).forward(
        network.prepare(torch.rand(1, 3, height, 8)), with_gradient=False
    )
    assert rows_seen["conv1_2"] == list(range(height))
    assert rows_seen["pool1"] == list(range(height // 2))
    assert all(total.item() == pytest.approx(1) for total in sums)


def test_a_share_is_a_fraction_of_the_rows():
    assert Rows(4, 8, 16).share == 0.25


@pytest.mark.parametrize("limit", [5, 40, 70])
def test_a_checkpoint_aborts_inside_any_strip(weights, photo, painting, limit):
    calls = [-(10**9)]  # not during the computation of the targets

    def checkpoint():
        calls[0] += 1
        if calls[0] == limit:
            raise StoppedError

    job = StyleJob(StyleParams(size=96), lambda: weights, photo, (Style(painting),))
    network = VGG19(weights, "average", "replicate", CPU)
    aim = Objective(job, network, (96, 64), CPU, checkpoint, MemoryPlan(5, 16))
    calls[0] = 0
    with pytest.raises(StoppedError):
        aim.evaluate(torch.rand(1, 3, 64, 96))
    assert calls[0] == limit
