import numpy as np
import pytest
import torch

from nst_desktop.core import estimate as module
from nst_desktop.core import memory
from nst_desktop.core.estimate import Estimator
from nst_desktop.core.job import Style, StyleJob
from nst_desktop.core.params import StyleParams


@pytest.fixture
def job(weights):
    def make(**params):
        picture = np.full((96, 128, 3), 90, np.uint8)
        return StyleJob(
            StyleParams(**params), lambda: weights, picture, (Style(picture),), device="cpu"
        )

    return make


@pytest.fixture
def estimator(monkeypatch):
    """Estimator with steps of a microsecond per pixel; it lists the jobs that it times."""
    timed = []
    monkeypatch.setattr(module, "_time_step", lambda job: timed.append(job) or 1e-6)
    estimator = Estimator()
    estimator.timed = timed
    return estimator


def test_the_time_counts_every_step_of_every_scale(estimator, job):
    wanted = job(size=128, min_size=64, steps=10, coarse_steps=3)
    slowness = memory.choose_plan(wanted, (128, 96), torch.device("cpu")).slowness
    expected = (10 * 128 * 96 + 30 * 64 * 48) * slowness * 1e-6
    assert estimator.estimate(wanted).seconds == pytest.approx(expected)


def test_each_kind_of_job_is_timed_once(estimator, job):
    for params in ({"size": 128}, {"size": 96, "steps": 3}, {"size": 64, "style_weight": 1}):
        estimator.estimate(job(**params))
    assert len(estimator.timed) == 1
    estimator.estimate(job(size=128, style_loss="moments"))
    assert len(estimator.timed) == 2
    estimator.estimate(job(size=128, neighbour_weight=0))
    assert len(estimator.timed) == 3


@pytest.mark.parametrize(("name", "is_slow"), [("auto", False), ("bfloat16", True)])
def test_a_precision_is_slow_only_if_it_was_requested(estimator, job, monkeypatch, name, is_slow):
    monkeypatch.setattr(module, "slowness", lambda *_: 40.0)
    found = estimator.estimate(job(size=64, precision=name))
    assert found.is_slow == is_slow
    assert found.device == "cpu"


def test_a_job_that_does_not_fit_has_a_size_that_does(estimator, job, monkeypatch):
    monkeypatch.setattr(module, "free_bytes", lambda _: 1e9)
    monkeypatch.setattr(memory, "free_bytes", lambda _: 1e9)
    small, large = (estimator.estimate(job(size=size)) for size in (256, 8192))
    assert small.fits
    assert small.fitting_size == 256
    assert not large.fits
    assert 256 < large.fitting_size < 8192
    assert large.memory > 1e9 > small.memory


@pytest.mark.parametrize(("width", "height"), [(400, 1), (3000, 100), (3100, 97), (997, 31)])
@pytest.mark.parametrize("is_texture", [False, True])
def test_the_sample_of_a_narrow_picture_can_be_timed(weights, width, height, is_texture):
    picture = np.zeros((height, width, 3), np.uint8)
    found = StyleJob(
        StyleParams(size=8192, init="noise", content_layers=(("conv1_1", 1),),
                    style_layers=(("conv4_1" if height > 1 else "conv1_1", 1),),
                    large_forms=0, neighbour_weight=0),
        lambda: weights,
        None if is_texture else picture,
        (Style(picture),),
    )  # fmt: skip
    sample = module._sample(found)
    assert sample.params.size <= max(320, found.least_size)


def test_a_real_step_is_timed(job):
    found = Estimator().estimate(job(size=64, min_size=64, steps=1))
    assert 0 < found.seconds < 60
