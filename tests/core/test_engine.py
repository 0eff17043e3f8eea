import math
from dataclasses import replace

import numpy as np
import pytest
import torch

from nst_desktop.core import engine
from nst_desktop.core.errors import DeviceError, DivergedError, Stopped
from nst_desktop.core.job import Losses, Step, Style, StyleJob
from nst_desktop.core.objective import Objective
from nst_desktop.core.params import StyleParams
from nst_desktop.core.pyramid import to_tensor

QUICK = {"size": 64, "min_size": 48, "steps": 6}


@pytest.fixture
def job(weights, photo, painting):
    def make(content=photo, styles=(painting,), **params):
        return StyleJob(
            StyleParams(**{**QUICK, **params}), lambda: weights, content, tuple(map(Style, styles))
        )

    return make


class StopAt:
    """Asks to stop at the given call of checkpoint."""

    def __init__(self, call):
        self.left = call

    def checkpoint(self):
        self.left -= 1
        if self.left < 0:
            raise Stopped


def final(job):
    *_, last = engine.stylize(job)
    return last.snapshot(0)


def test_the_loss_falls_and_the_picture_reaches_its_size(job):
    steps = list(engine.stylize(job(steps=12, min_size=64)))
    assert steps[-1].losses.total < 0.7 * steps[0].losses.total
    assert steps[-1].snapshot(0).shape == (43, 64, 3)
    assert steps[-1].snapshot(32).shape == (22, 32, 3)


def test_steps_count_over_all_scales_up_to_the_whole_job(job):
    steps = list(engine.stylize(job()))
    assert [step.index for step in steps] == list(range(1, 13))
    assert {step.total for step in steps} == {12}
    assert [(step.scale, step.width) for step in steps[5:7]] == [(1, 45), (2, 64)]
    progress = [step.progress for step in steps]
    assert progress == sorted(progress)
    assert progress[-1] == 1
    assert steps[-1].remaining == 0
    assert all(step.remaining > 0 for step in steps[:-1])


@pytest.mark.parametrize(
    "params", [{}, {"optimiser": "adam"}, {"init": "noise"}, {"init": "blend"}]
)
def test_the_same_seed_gives_the_same_picture(job, params):
    assert np.array_equal(final(job(seed=5, **params)), final(job(seed=5, **params)))


def test_another_seed_gives_another_noise(job):
    assert not np.array_equal(final(job(seed=1, init="noise")), final(job(seed=2, init="noise")))


@pytest.mark.parametrize("init", ["content", "noise", "style", "blend"])
def test_every_start_lowers_the_loss(job, init):
    steps = list(engine.stylize(job(init=init, steps=10, min_size=64)))
    assert steps[-1].losses.total < steps[0].losses.total


@pytest.mark.parametrize("pooling", ["max", "average", "l2"])
@pytest.mark.parametrize("optimiser", ["lbfgs", "adam"])
def test_every_pooling_and_optimiser_lowers_the_loss(job, pooling, optimiser):
    steps = list(engine.stylize(job(pooling=pooling, optimiser=optimiser, steps=10, min_size=64)))
    assert steps[-1].losses.total < steps[0].losses.total


def test_a_texture_has_no_content_and_a_reconstruction_no_style(job):
    texture = list(engine.stylize(job(content=None, init="noise")))
    reconstruction = list(engine.stylize(job(styles=(), init="noise")))
    assert all(step.losses.content == 0 < step.losses.style for step in texture)
    assert all(step.losses.style == 0 < step.losses.content for step in reconstruction)


@pytest.mark.parametrize("call", [0, 40, 95])
def test_stop_acts_between_layers_and_the_last_picture_stays(job, call):
    steps: list[Step] = []
    with pytest.raises(Stopped):
        steps.extend(engine.stylize(job(), StopAt(call)))
    if steps:
        assert steps[-1].snapshot(0).shape[2] == 3


def test_gradient_mode_is_as_before_between_steps(job):
    for step in engine.stylize(job(steps=1)):
        assert torch.is_grad_enabled(), step


def poisoned(monkeypatch, calls):
    """Make the loss not a number at these evaluations."""
    evaluate, count = Objective.evaluate, iter(range(10**6))

    def bad(self, picture):
        losses, gradient = evaluate(self, picture)
        if next(count) in calls:
            return Losses(math.nan, 0, 0, math.nan), gradient * math.nan
        return losses, gradient

    monkeypatch.setattr(Objective, "evaluate", bad)


def test_one_bad_loss_is_tried_again_from_the_last_good_picture(job, monkeypatch):
    poisoned(monkeypatch, {4})
    steps = list(engine.stylize(job(min_size=64)))
    assert len(steps) == 6
    assert all(math.isfinite(step.losses.total) for step in steps)


@pytest.mark.parametrize("calls", [{3, 4}, {2, 4}])
def test_a_second_bad_loss_ends_the_run_with_the_last_good_picture(job, monkeypatch, calls):
    poisoned(monkeypatch, calls)
    steps: list[Step] = []
    with pytest.raises(DivergedError, match="last good picture is kept"):
        steps.extend(engine.stylize(job(min_size=64)))
    assert steps
    assert steps[-1].snapshot(0).std() > 1


def test_a_device_that_is_not_there_is_refused_with_those_that_are(job):
    with pytest.raises(DeviceError, match=r"no device 'cuda:7'.*auto, cpu"):
        list(engine.stylize(replace(job(), device="cuda:7")))


def psnr(found, expected):
    error = (found.astype(float) - expected.astype(float)) / 255
    return -10 * math.log10((error**2).mean())


def test_low_layers_give_the_photograph_back_and_high_ones_its_arrangement(weights):
    """Gatys 2015, fig. 1: content reconstructions from noise."""
    from skimage.data import astronaut
    from skimage.transform import resize

    photo = (resize(astronaut()[:400, 40:440], (128, 128), anti_aliasing=True) * 255).astype(
        np.uint8
    )

    def reconstruct(layer, steps):
        params = StyleParams(
            size=128,
            min_size=128,
            steps=steps,
            init="noise",
            pooling="max",
            content_layers=((layer, 1),),
        )
        return final(StyleJob(params, lambda: weights, photo))

    low, high = reconstruct("conv1_1", 100), reconstruct("conv5_1", 80)
    assert psnr(low, photo) > 25
    assert psnr(high, photo) < 18
    blurred = [to_tensor(each)[0, :, ::8, ::8].flatten() for each in (high, photo)]
    assert torch.corrcoef(torch.stack(blurred))[0, 1] > 0.3
