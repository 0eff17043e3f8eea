from dataclasses import replace

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from nst_desktop.core import memory
from nst_desktop.core.errors import ParameterError
from nst_desktop.core.job import Style, StyleJob
from nst_desktop.core.params import StyleParams
from nst_desktop.core.stages import MemoryPlan

CPU = torch.device("cpu")


@pytest.fixture
def job():
    def make(**params):
        picture = np.zeros((768, 1024, 3), np.uint8)
        return StyleJob(StyleParams(**params), lambda: None, picture, (Style(picture),))

    return make


@pytest.fixture
def free(monkeypatch):
    """Return a function that sets the amount of free memory, in gigabytes."""
    return lambda gigabytes: monkeypatch.setattr(memory, "free_bytes", lambda _: gigabytes * 1e9)


def plan_for(job, device=CPU):
    return memory.choose_plan(job, job.output_size, device)


def test_a_graphics_card_processes_a_picture_that_fits_as_a_whole(job, free):
    free(16)
    assert plan_for(job(size=1024), torch.device("cuda")) == memory.WHOLE


@pytest.mark.parametrize("size", [256, 512, 1024, 2048, 4096])
def test_a_cpu_uses_strips_that_the_heap_reuses_and_repeats_nothing(job, free, size):
    free(64)
    plan = plan_for(job(size=size))
    assert plan.rows > 0
    assert plan.repeated == 0
    assert 4 * 64 * size * (plan.rows + 4) <= 2**25


def test_a_wider_picture_uses_the_narrowest_strips_without_repeating(job, free):
    free(999)
    assert plan_for(job(size=16384)) == MemoryPlan(rows=24)


def test_less_memory_means_a_smaller_plan(job, free):
    indices = []
    for gigabytes in (64, 4, 3.4, 3, 2.6, 2.3, 1):
        free(gigabytes)
        indices.append(memory.PLANS.index(plan_for(job(size=2560))))
    assert indices == sorted(indices)
    assert len(set(indices)) >= 4


def test_the_parameter_overrides_the_automatic_choice(job, free):
    free(16)
    assert plan_for(job(size=512, memory="strips")).is_sparing
    free(0.1)
    assert plan_for(job(size=512, memory="whole")) == memory.WHOLE


@pytest.mark.parametrize("precision", ["float32", "bfloat16"])
@pytest.mark.parametrize("is_plain", [True, False])
@pytest.mark.parametrize(("size", "gigabytes"), [(1024, 0.45), (2048, 0.883), (4096, 2.655)])
def test_strips_keep_to_a_budget_with_the_fastest_plan_that_does(
    job, free, precision, size, gigabytes, is_plain
):
    free(64)
    strips_job = job(size=size, memory="strips", precision=precision, history=2)
    if is_plain:
        params = replace(strips_job.params, neighbour_weight=0, large_forms=0)
        strips_job = replace(strips_job, params=params)
    plan = plan_for(strips_job)
    larger = memory.PLANS[memory.PLANS.index(plan) - 1]
    assert memory.bytes_for(strips_job, strips_job.output_size, plan) <= gigabytes * 1e9
    assert (
        not larger.is_sparing
        or memory.bytes_for(strips_job, strips_job.output_size, larger) > gigabytes * 1e9
    )


def test_16_bits_need_less_memory_and_fewer_strips(job, free):
    free(64)
    wide, narrow = (job(size=2048, precision=name) for name in ("float32", "bfloat16"))
    assert plan_for(narrow).rows > plan_for(wide).rows
    for plan in memory.PLANS:
        needs = [memory.bytes_for(each, each.output_size, plan) for each in (wide, narrow)]
        assert needs[1] < needs[0]


@pytest.mark.parametrize("size", [512, 2048])
def test_neighbour_targets_are_counted(job, size):
    plain, wanted = job(size=size, neighbour_weight=0), job(size=size, neighbour_weight=1)
    pixels = size * size * 3 / 4
    keys = sum(min(pixels / each, 16384) * 4 * n for each, n in ((16, 256), (64, 512)))
    targets = keys + 8 * pixels * (1 / 16 + 1 / 64)
    for plan in memory.PLANS:
        more = memory.bytes_for(wanted, wanted.output_size, plan)
        assert targets <= more - memory.bytes_for(plain, plain.output_size, plan) <= 200e6


def test_the_search_for_neighbours_takes_more_than_the_narrowest_strips(job):
    wanted = job(size=1024, neighbour_weight=1)
    search = 4 * 16384 * (2 * 512 + 1024) * 1024 * 768 / 64 / 16384
    assert (
        memory.bytes_for(wanted, wanted.output_size, memory.PLANS[-1]) > memory._FIXED / 2 + search
    )


@pytest.mark.parametrize("params", [{"history": 50}, {"optimiser": "adam"}])
def test_the_neighbours_style_has_its_own_optimiser(job, free, params):
    by_neighbours, other = (
        job(size=8192, style_loss="neighbours", **each) for each in ({}, params)
    )
    plain = job(size=8192)
    size, plan = plain.output_size, memory.PLANS[-1]
    assert memory.bytes_for(other, size, plan) == memory.bytes_for(by_neighbours, size, plan)
    assert memory._optimiser(by_neighbours, 1) == 3 * 16 < memory._optimiser(plain, 1)
    free(2)
    assert "would fit." in str(memory.out_of_memory(by_neighbours, size, CPU))
    assert "Adam" not in str(memory.out_of_memory(by_neighbours, size, CPU))


def test_a_plan_of_an_earlier_version_can_be_reduced(job):
    assert memory.smaller_plan(job(), MemoryPlan(5, 64, True)) == memory.PLANS[-1]


def test_a_loss_that_does_not_add_up_needs_the_whole_picture(job, free):
    free(0.1)
    assert plan_for(job(style_loss="sliced")) == memory.WHOLE


def test_every_plan_needs_less_memory_than_the_previous_one(job):
    large = job(size=4096)
    sizes = [memory.bytes_for(large, large.output_size, plan) for plan in memory.PLANS]
    assert sizes == sorted(sizes, reverse=True)


def test_running_out_of_memory_goes_through_all_plans(job):
    plan, plans = MemoryPlan(), []
    while (plan := memory.smaller_plan(job(), plan)) is not None:
        plans.append(plan)
    assert tuple(plans) == memory.PLANS[1:]
    assert memory.smaller_plan(job(style_loss="sliced"), MemoryPlan()) is None


def test_the_size_that_would_fit_is_smaller_and_fits(job, free):
    free(2)
    large = job(size=8192)
    size = memory.fitting_size(large, CPU, 8192)
    assert 64 <= size < 8192
    assert str(size) in str(memory.out_of_memory(large, large.output_size, CPU))
    free(8)
    assert memory.fitting_size(large, CPU, 8192) > size


@settings(deadline=None)  # the first example takes far longer than the rest
@given(
    short_side=st.integers(1, 400),
    size=st.integers(64, 4096),
    gigabytes=st.floats(0.3, 4),
    optimiser=st.sampled_from(["lbfgs", "adam"]),
    whole=st.booleans(),
)
def test_the_proposed_size_is_valid_and_fits(short_side, size, gigabytes, optimiser, whole):
    params = StyleParams(size=size, optimiser=optimiser, memory="whole" if whole else "auto")
    picture = np.zeros((short_side, 1000, 3), np.uint8)
    try:
        job = StyleJob(params, lambda: None, picture, (Style(np.zeros((64, 64, 3), np.uint8)),))
    except ParameterError:
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(memory, "free_bytes", lambda _: gigabytes * 1e9)
        error = memory.out_of_memory(job, job.output_size, CPU)
        assert ("Adam" in str(error)) == (optimiser == "lbfgs" and "fitting" in error.values)
        if "fitting" in error.values:
            fitting = error.values["fitting"]
            smaller = replace(job, params=replace(params, size=fitting))
            assert fitting < size
            assert memory.fitting_size(smaller, CPU, fitting + 1) == fitting


def test_no_size_is_proposed_if_none_fits(job, free):
    free(0.01)
    large = job(size=512)
    assert memory.fitting_size(large, CPU, 512) is None
    assert "or for any smaller size" in str(memory.out_of_memory(large, (512, 384), CPU))


def test_a_size_that_ran_out_of_memory_is_not_proposed(job, free):
    free(64)
    error = memory.out_of_memory(job(size=512), (512, 384), CPU)
    assert error.values["fitting"] == 448


def test_the_computers_free_memory_is_known():
    assert memory.free_bytes(CPU) > 1e6
