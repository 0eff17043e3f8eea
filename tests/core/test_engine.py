import math
from copy import deepcopy
from dataclasses import replace

import numpy as np
import pytest
import torch

from nst_desktop.core import engine, optimisers, precision, start
from nst_desktop.core.errors import DeviceError, DivergedError, ParameterError, StoppedError
from nst_desktop.core.job import Losses, NoControl, Step, Style, StyleJob, StyleRegion
from nst_desktop.core.losses import gram
from nst_desktop.core.memory import PLANS, TooLargeError
from nst_desktop.core.objective import Objective
from nst_desktop.core.params import StyleParams
from nst_desktop.core.pyramid import resize, to_pixels, to_tensor
from nst_desktop.core.state import StateError
from nst_desktop.core.vgg import VGG19

QUICK = {"size": 64, "min_size": 32, "steps": 6}


@pytest.fixture
def job(weights, photo, painting):
    def make(content=photo, styles=(painting,), **params):
        return StyleJob(
            StyleParams(**{**QUICK, **params}), lambda: weights, content, tuple(map(Style, styles))
        )

    return make


class StopAt:
    """Control that stops the run at the given call of checkpoint()."""

    def __init__(self, call):
        self.left = call

    def take_params(self):
        return None

    def checkpoint(self):
        self.left -= 1
        if self.left < 0:
            raise StoppedError


def final(job):
    *_, last = engine.stylize(job)
    return last.snapshot(0)


def test_the_loss_falls_and_the_picture_reaches_its_size(job):
    steps = list(engine.stylize(job(steps=12, min_size=64)))
    assert steps[-1].losses.total < 0.7 * steps[0].losses.total
    assert steps[-1].snapshot(0).shape == (43, 64, 3)
    assert steps[-1].snapshot(32).shape == (22, 32, 3)


def test_steps_count_over_all_scales_up_to_the_whole_job(job):
    steps = list(engine.stylize(job(coarse_steps=1.5)))
    assert [step.index for step in steps] == list(range(1, 16))
    assert {step.total for step in steps} == {15}
    assert [(step.scale, step.width) for step in steps[8:10]] == [(1, 32), (2, 64)]
    assert steps[8].progress == pytest.approx(9 / (9 + 6 * 4), rel=0.03)
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
def test_a_run_stops_between_layers_and_keeps_the_last_picture(job, call):
    steps: list[Step] = []
    with pytest.raises(StoppedError):
        steps.extend(engine.stylize(job(), StopAt(call)))
    if steps:
        assert steps[-1].snapshot(0).shape[2] == 3


def test_gradients_stay_enabled_between_steps(job):
    for step in engine.stylize(job(steps=1)):
        assert torch.is_grad_enabled(), step


def poisoned(monkeypatch, calls):
    """Make the loss NaN at these evaluations."""
    evaluate, count = Objective.evaluate, iter(range(10**6))

    def bad(self, picture, step):
        losses, gradient = evaluate(self, picture, step)
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
    with pytest.raises(DivergedError, match="last good picture has been kept"):
        steps.extend(engine.stylize(job(min_size=64)))
    assert steps
    assert steps[-1].snapshot(0).std() > 1


def test_a_missing_device_is_refused_with_those_that_exist(job):
    with pytest.raises(DeviceError, match=r"no device 'cuda:7'.*auto, cpu"):
        list(engine.stylize(replace(job(), device="cuda:7")))


@pytest.mark.parametrize("style_loss", ["gram", "moments", "sliced"])
@pytest.mark.parametrize("gradient_normalisation", ["off", "on"])
def test_every_style_loss_lowers_itself(job, style_loss, gradient_normalisation):
    params = {"style_loss": style_loss, "gradient_normalisation": gradient_normalisation}
    # Equal gradients are not the gradient of any loss, so L-BFGS cannot learn from them.
    optimiser = "adam" if gradient_normalisation == "on" else "lbfgs"
    steps = list(engine.stylize(job(steps=12, min_size=64, optimiser=optimiser, **params)))
    assert steps[-1].losses.style < 0.8 * steps[0].losses.style


def test_equal_gradients_do_not_depend_on_the_size_of_the_losses(job):
    """Normalisation changes the values of the losses, but then not the picture."""
    pictures = [
        final(
            job(
                gradient_normalisation="on",
                normalisation=normalisation,
                content_weight=1,
                content_layers=(("conv4_2", 1),),
                style_layers=(("conv1_1", 1),),
                large_forms=0,
                neighbour_weight=0,
                optimiser="adam",
                steps=4,
                coarse_steps=1,
            )
        )
        for normalisation in ("relative", "absolute")
    ]
    difference = np.abs(pictures[0].astype(int) - pictures[1])
    assert difference.mean() < 0.5


@pytest.mark.parametrize("colour", ["match", "histogram", "luminance"])
def test_colour_matching_brings_the_artworks_colours_nearer_to_the_photograph(job, photo, colour):
    def distance(picture):
        return np.abs(picture.mean((0, 1)) - photo.mean((0, 1))).max()

    options = {"steps": 15, "min_size": 64, "style_weight": 1e4}
    assert distance(final(job(colour=colour, **options))) < distance(final(job(**options)))


def test_luminance_keeps_the_photographs_chroma(job, photo):
    found = final(job(colour="luminance", steps=10)).astype(float)
    height, width = found.shape[:2]
    content = to_pixels(resize(to_tensor(photo), (width, height))).astype(float)
    luma = np.array([0.299, 0.587, 0.114])
    chroma, wanted = (each - (each @ luma)[..., None] for each in (found, content))
    assert np.abs(chroma - wanted).max() <= 1.5  # each of the three channels is rounded


def test_colours_of_a_missing_photograph_are_refused(job):
    with pytest.raises(ParameterError, match="colour"):
        job(content=None, init="noise", colour="match")


def halves(photo):
    mask = np.zeros(photo.shape[:2], np.uint8)
    mask[:, : photo.shape[1] // 2] = 255
    return mask


@pytest.mark.slow
def test_each_region_gets_the_texture_of_its_own_painting(job, photo):
    # No extreme colours, since the result clips whatever the picture has beyond 0..255.
    blocks = np.random.default_rng(0).integers(0, 2, (16, 24, 1), dtype=np.uint8) * 120 + 70
    blocks = np.kron(blocks, np.ones((4, 4, 3), np.uint8))
    stripes = np.full((64, 96, 3), 70, np.uint8)
    stripes[np.arange(64) % 6 < 3] = (190, 130, 60)
    left = halves(photo)
    regions = (StyleRegion(left, 0), StyleRegion(255 - left, 1))
    base = job(
        styles=(blocks, stripes),
        size=96,
        min_size=96,
        steps=60,
        content_weight=0,
        pooling="max",
        style_layers=(("conv1_1", 1), ("conv2_1", 1)),
    )
    found = final(replace(base, regions=regions))
    network = VGG19(base.weights(), "max", "replicate", torch.device("cpu"))

    @torch.no_grad()
    def features(pixels):
        return network.features(to_tensor(pixels), ["conv2_1"])["conv2_1"]

    wanted = [gram(features(each)) for each in (blocks, stripes)]
    for own, half in enumerate((features(found)[..., :20], features(found)[..., -20:])):
        near, far = ((gram(half) - wanted[each]).norm() for each in (own, 1 - own))
        assert near < far / 2


def test_a_painting_without_a_region_and_a_region_without_a_painting_are_refused(
    job, photo, painting
):
    base = job(styles=(painting, painting))
    with pytest.raises(ParameterError, match="Painting 2 has no region"):
        replace(base, regions=(StyleRegion(halves(photo), 0),))
    with pytest.raises(ParameterError, match="painting 3 does not exist"):
        replace(base, regions=(StyleRegion(halves(photo), 2),))


@pytest.mark.parametrize("mask", [np.zeros((64, 96), np.uint8), np.ones((64, 64), np.uint8)])
def test_an_empty_mask_and_one_of_another_shape_are_refused(job, mask):
    with pytest.raises(ParameterError, match="mask"):
        replace(job(), regions=(StyleRegion(mask, 0),))


def test_a_protected_part_shows_the_photograph_and_leaves_the_rest_unchanged(job, photo):
    free = final(job())
    guarded = final(replace(job(), protect=halves(photo)))
    height, width = free.shape[:2]
    content = to_pixels(resize(to_tensor(photo), (width, height)))
    edge = 2  # px in which the resized mask is grey
    inside, outside = slice(0, width // 2 - edge), slice(width // 2 + edge, None)
    assert np.abs(guarded[:, inside].astype(int) - content[:, inside]).max() <= 2
    assert np.array_equal(guarded[:, outside], free[:, outside])


def test_a_run_starts_from_the_picture_it_is_given(job, painting):
    nothing = dict.fromkeys(
        ("content_weight", "style_weight", "neighbour_weight", "gamut_weight"), 0
    )
    begun = replace(job(steps=1, min_size=64, **nothing), start=painting)
    size = begun.output_size
    expected = to_pixels(resize(to_tensor(painting), size))
    assert np.abs(final(begun).astype(int) - expected).max() <= 1


class ChangeAt(NoControl):
    """Control that changes the parameters before the given step."""

    def __init__(self, step, params):
        self.left, self.params = step, params

    def take_params(self):
        self.left -= 1
        return self.params if self.left == 0 else None


def test_parameters_change_during_a_run(job):
    base = job(min_size=64)
    louder = replace(base.params, style_weight=base.params.style_weight * 10, steps=99)
    plain = list(engine.stylize(base))
    steps = list(engine.stylize(base, ChangeAt(4, louder)))
    assert [step.changed for step in steps[:4]] == [(), (), (), ("style_weight",)]
    assert len(steps) == len(plain)  # steps is not live
    ratio = steps[3].losses.style / plain[3].losses.style
    assert ratio == pytest.approx(10, rel=1e-3)


def test_a_change_lasts_over_the_next_scale(job):
    base = job(steps=2, coarse_steps=1)
    silent = replace(base.params, style_weight=0)
    steps = list(engine.stylize(base, ChangeAt(2, silent)))
    assert [step.losses.style > 0 for step in steps] == [True, False, False, False]


def test_a_change_counts_when_the_next_scale_begins(job, monkeypatch):
    seen = []

    def enlarge(picture, size, wanted, checkpoint):
        seen.append((wanted.params.style_weight, checkpoint))
        return start.enlarge(picture, size, wanted, checkpoint)

    monkeypatch.setattr(engine, "enlarge", enlarge)
    base = job(steps=2, coarse_steps=1)
    control = ChangeAt(2, replace(base.params, style_weight=3))
    list(engine.stylize(base, control))
    ((weight, checkpoint),) = seen
    assert weight == 3
    monkeypatch.setattr(control, "checkpoint", raise_stopped)
    with pytest.raises(StoppedError):
        checkpoint()


def raise_stopped():
    raise StoppedError


@pytest.mark.parametrize(("name", "error"), [("bfloat16", 0.05), ("float16", 0.01)])
def test_16_bits_come_close_to_float32(job, monkeypatch, name, error):
    monkeypatch.setattr(precision, "choose_precision", lambda name, _: name)
    steps = [
        next(engine.stylize(job(precision=each, init="style", pooling="l2")))
        for each in ("float32", name)
    ]
    for term in ("content", "style"):
        found, wanted = (getattr(step.losses, term) for step in steps)
        assert found == pytest.approx(wanted, rel=error)


def loss_of(pixels, job):
    """Return the loss of a finished picture, in float32 with the ordinary convolution."""
    params = job.params
    network = VGG19(job.weights(), params.pooling, params.padding, torch.device("cpu"), quick=False)
    aim = Objective(job, network, job.output_size, torch.device("cpu"), lambda: None)
    return aim.evaluate(to_tensor(pixels))[0]


@pytest.mark.slow
def test_a_picture_made_in_bfloat16_is_as_good_as_one_in_float32(job):
    """With Adam, since L-BFGS diverges after the smallest difference, for better or worse.

    Large forms have few positions at this size, and runs diverge with them too.
    """
    params = {"size": 96, "min_size": 96, "steps": 40, "optimiser": "adam", "large_forms": 0}
    jobs = [job(precision=each, **params) for each in ("float32", "bfloat16")]
    wide, narrow = (loss_of(final(each), each) for each in jobs)
    assert narrow.total < 1.01 * wide.total
    assert narrow.style < 1.02 * wide.style


def test_a_step_names_the_precision_that_was_chosen(job):
    step = next(engine.stylize(job()))
    assert step.precision == precision.choose_precision("auto", torch.device("cpu"))
    assert step.state().params.precision == step.precision


def test_a_run_resumes_in_the_precision_it_started_with(job, monkeypatch):
    monkeypatch.setattr(precision, "_quickest", lambda _: "bfloat16")
    wanted = job(steps=4)
    steps = engine.stylize(wanted)
    state = deepcopy([next(steps) for _ in range(3)][-1].state())
    rest = [step.losses for step in steps]
    monkeypatch.setattr(precision, "_quickest", lambda _: "float32")
    resumed = list(engine.stylize(wanted, None, state))
    assert {step.precision for step in resumed} == {"bfloat16"}
    assert [step.losses for step in resumed] == rest


def test_float16_is_refused_on_the_cpu(job):
    with pytest.raises(ParameterError, match="precision: 'float16' needs a graphics card"):
        list(engine.stylize(replace(job(precision="float16"), device="cpu")))


def test_a_gradient_in_float16_neither_vanishes_nor_overflows(job, monkeypatch):
    monkeypatch.setattr(precision, "choose_precision", lambda name, _: name)
    steps = list(engine.stylize(job(precision="float16", steps=4, min_size=64)))
    assert steps[-1].losses.total < steps[0].losses.total


def psnr(found, expected):
    error = (found.astype(float) - expected.astype(float)) / 255
    return -10 * math.log10((error**2).mean())


@pytest.mark.slow
def test_low_layers_reconstruct_the_photograph_and_high_ones_its_composition(weights):
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

    low, high = reconstruct("conv1_1", 100), reconstruct("conv5_1", 60)
    assert psnr(low, photo) > 25
    assert psnr(high, photo) < 18
    assert np.corrcoef(detail(high), detail(photo))[0, 1] > 0.4


def detail(pixels):
    """Return how busy the picture is: the deviation of brightness in blocks of 16 px."""
    blocks = pixels.mean(-1).reshape(8, 16, 8, 16)
    return blocks.std(axis=(1, 3)).ravel()


def failing(monkeypatch, error, plans):
    """Make evaluations fail while the memory plan is one of these."""
    evaluate, seen = Objective.evaluate, []

    def fail(self, picture, step):
        seen.append(self._plan)
        if self._plan in plans:
            raise error
        return evaluate(self, picture, step)

    monkeypatch.setattr(Objective, "evaluate", fail)
    return seen


@pytest.mark.parametrize(
    "error",
    [
        torch.cuda.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB"),
        RuntimeError("DefaultCPUAllocator: not enough memory: you tried to allocate 9 bytes"),
        MemoryError(),
    ],
)
def test_a_run_out_of_memory_continues_in_smaller_strips(job, monkeypatch, error):
    expected = final(job(steps=2))
    seen = failing(monkeypatch, error, PLANS[:6])
    found = final(job(steps=2))
    assert seen[:6] == list(PLANS[1:7]), "starting with the fastest plan for a CPU"
    assert np.abs(found.astype(int) - expected).max() <= 1


def test_if_no_strips_fit_the_error_says_what_size_would(job, monkeypatch):
    failing(monkeypatch, MemoryError(), PLANS)
    with pytest.raises(TooLargeError, match=r"Not enough memory for 64 x 43 px.*A size of"):
        list(engine.stylize(job(size=64, min_size=64)))


def test_another_error_is_not_taken_for_a_lack_of_memory(job, monkeypatch):
    failing(monkeypatch, RuntimeError("a bug"), PLANS)
    with pytest.raises(RuntimeError, match="a bug"):
        list(engine.stylize(job()))


def test_strips_make_the_same_picture(job):
    whole, strips = (final(job(steps=3, memory=each)) for each in ("whole", "strips"))
    assert np.abs(whole.astype(int) - strips).max() <= 1


@pytest.mark.parametrize("params", [{"style_loss": "sliced"}, {"gradient_normalisation": "on"}])
def test_strips_are_refused_if_the_objective_does_not_add_up(job, params):
    with pytest.raises(ParameterError, match="memory: 'strips' does not work"):
        job(memory="strips", **params)


@pytest.mark.parametrize("params", [{}, {"optimiser": "adam"}, {"memory": "strips"}])
@pytest.mark.parametrize("at", [1, 3, 4, 6])
def test_a_run_resumes_as_if_it_had_never_ended(job, params, at):
    run = job(steps=4, min_size=32, size=64, **params)
    steps = []
    for step in engine.stylize(run):
        steps.append(step)
        if step.index == at:
            state = copied(step.state())
    later = list(engine.stylize(run, state=state))
    assert [step.index for step in later] == list(range(at + 1, len(steps) + 1))
    assert [step.losses for step in later] == [step.losses for step in steps[at:]]
    assert np.array_equal(later[-1].artwork(), steps[-1].artwork())


def copied(state):
    return replace(state, arrays={name: each.copy() for name, each in state.arrays.items()})


def test_a_compact_history_resumes_exactly_too(job, monkeypatch):
    monkeypatch.setattr(optimisers, "COMPACT_FROM", 0)
    run = job(steps=5, min_size=64, size=64)
    steps = list(engine.stylize(run))
    for step in engine.stylize(run):
        if step.index == 3:
            state = copied(step.state())
    assert state.arrays["moves"].dtype == np.float16
    assert np.array_equal(list(engine.stylize(run, state=state))[-1].artwork(), steps[-1].artwork())


def test_a_finished_run_can_be_given_more_steps(job):
    few, many = job(steps=3, min_size=64, size=64), job(steps=5, min_size=64, size=64)
    *_, last = engine.stylize(few)
    more = list(engine.stylize(many, state=last.state()))
    assert [(step.index, step.total) for step in more] == [(4, 5), (5, 5)]
    assert np.array_equal(more[-1].artwork(), final_step(many).artwork())


def final_step(run):
    *_, last = engine.stylize(run)
    return last


def test_changed_parameters_are_part_of_the_state(job):
    base = job(min_size=64, size=64, steps=4)
    louder = replace(base.params, style_weight=base.params.style_weight * 10)
    steps = []
    for step in engine.stylize(base, ChangeAt(2, louder)):
        steps.append(step)
        if step.index == 3:
            state = copied(step.state())
    later = list(engine.stylize(base, state=state))
    assert later[0].losses == steps[3].losses


@pytest.mark.parametrize(
    "broken",
    [
        {"scale": 9},
        {"numbers": {}},
        {"arrays": {}},
        {"arrays": {"picture": np.zeros(5, np.float32)}},
    ],
)
def test_another_jobs_state_is_refused(job, broken):
    run = job(steps=1, min_size=64, size=64)
    state = replace(final_step(run).state(), **broken)
    with pytest.raises(StateError, match="cannot be resumed"):
        next(engine.stylize(run, state=state))


def test_the_artwork_in_16_bits_is_the_same_picture(job):
    last = final_step(job(steps=1, min_size=64, size=64))
    deep = last.artwork()
    assert deep.dtype == np.uint16
    assert np.abs(deep / 257 - last.snapshot(0)).max() <= 0.5
    assert len(np.unique(deep)) > 256
