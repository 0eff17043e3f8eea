import subprocess
import sys

import pytest
import torch
import torch.nn.functional as F

from nst_desktop.core import convolution, fused, winograd
from nst_desktop.core.convolution import Filters, fastest_method, is_convolution_sound
from nst_desktop.core.signs import Signs
from nst_desktop.core.tuning import Tuning


def ordinary(features, filters, bias, padding):
    return F.conv2d(features, filters, bias, padding=padding).relu()


@pytest.mark.parametrize(("size", "padding"), [((9, 7), 1), ((9, 7), 0), ((50, 61), 1)])
def test_features_and_gradient_are_those_of_the_ordinary_convolution(size, padding):
    torch.manual_seed(0)
    features = torch.randn(1, 64, *size, requires_grad=True)
    filters, bias = torch.randn(96, 64, 3, 3), torch.randn(96)
    layer = Filters(filters, bias)
    found = layer.forward(features.detach(), padding)
    expected = ordinary(features, filters, bias, padding)
    above = torch.randn_like(expected)
    found_gradient = layer.backward(above.clone(), Signs(found > 0), padding)
    expected_gradient = torch.autograd.grad(expected, features, above)[0]
    assert (found - expected).norm() < 1e-4 * expected.norm()
    # A few outputs are so close to 0 that rounding alone decides whether they pass.
    assert (found_gradient - expected_gradient).norm() < 5e-3 * expected_gradient.norm()


def test_the_gradient_is_exact_in_double_precision():
    torch.manual_seed(0)
    features = torch.randn(1, 3, 6, 5, dtype=torch.float64)
    filters = torch.randn(4, 3, 3, 3, dtype=torch.float64)
    layer = Filters(filters, torch.randn(4, dtype=torch.float64))
    above = torch.randn(1, 4, 6, 5, dtype=torch.float64)
    gradient = layer.backward(above.clone(), Signs(layer.forward(features, 1) > 0), 1)
    move = 1e-6 * torch.randn_like(features)
    ends = [(layer.forward(features + sign * move, 1) * above).sum() for sign in (1, -1)]
    assert ((ends[0] - ends[1]) / 2).item() == pytest.approx((gradient * move).sum().item(), 1e-6)


@pytest.fixture
def tuning(monkeypatch):
    """Tuning without any remembered choice."""
    tuning = Tuning()
    monkeypatch.setattr(convolution, "TUNING", tuning)
    return tuning


@pytest.mark.parametrize("method", ["ordinary", "nnpack", "winograd", "fused"])
@pytest.mark.parametrize(("height", "width"), [(17, 23), (30, 36)])
def test_every_method_gives_the_same(monkeypatch, method, height, width):
    if not is_convolution_sound(method):
        pytest.skip(f"this machine cannot convolve by {method}")
    monkeypatch.setattr(convolution, "fastest_method", lambda *_: method)
    torch.manual_seed(0)
    features = torch.randn(1, 64, height, width, requires_grad=True)
    filters, bias = torch.randn(96, 64, 3, 3) / 24, torch.randn(96) / 24
    layer = Filters(filters, bias)
    found = layer.forward(features.detach(), 1)
    expected = ordinary(features, filters, bias, 1)
    above = torch.randn_like(expected) * (expected > 1e-3)
    found_gradient = layer.backward(above.clone(), Signs(found > 0), 1)
    expected_gradient = torch.autograd.grad(expected, features, above)[0]
    assert (found - expected).norm() < 2e-5 * expected.norm()
    assert (found_gradient - expected_gradient).norm() < 2e-5 * expected_gradient.norm()


def test_the_first_layers_gradient_is_that_of_the_ordinary_convolution():
    torch.manual_seed(0)
    gradient, filters = torch.randn(1, 8, 9, 11), torch.randn(8, 3, 3, 3)
    found = Filters(filters, torch.zeros(8)).backward(gradient.clone(), None, 0)
    expected = F.conv_transpose2d(gradient, filters)
    torch.testing.assert_close(found, expected, rtol=1e-5, atol=1e-5)


def test_unsuitable_shapes_use_the_ordinary_convolution(monkeypatch):
    asked = []
    method = lambda *shape: asked.append(shape) or "ordinary"  # noqa: E731
    monkeypatch.setattr(convolution, "fastest_method", method)
    many, few = torch.zeros(1, 64, 12, 12), torch.zeros(1, 64, 5, 5)
    filters = torch.zeros(64, 64, 3, 3)
    Filters(filters, torch.zeros(64)).forward(many, 1)
    assert asked == [(64, 64, 144)]
    Filters(filters, torch.zeros(64), quick=False).forward(many, 1)
    Filters(filters, torch.zeros(64)).forward(many, 0)
    Filters(filters, torch.zeros(64)).forward(few, 1)
    Filters(filters.double(), torch.zeros(64).double()).forward(many.double(), 1)
    assert len(asked) == 1


def test_a_choice_is_made_once_and_remembered(tuning):
    remembered = []
    tuning.attach({}, lambda choices: remembered.append(dict(choices)))
    first = fastest_method(64, 64, 200)
    assert fastest_method(64, 64, 300) == first
    assert remembered == [{"64-64 at 16": first}]


def test_a_remembered_choice_is_not_timed_again(tuning, monkeypatch):
    monkeypatch.setattr(convolution, "_methods", None)
    tuning.attach({"64-64 at 16": "ordinary"}, lambda _: None)
    assert fastest_method(64, 64, 200) == "ordinary"


def test_a_remembered_choice_works_in_a_new_process():
    """NNPACK has to be initialised in each process."""
    script = (
        "import torch;"
        "from nst_desktop.core.tuning import TUNING;"
        "from nst_desktop.core.convolution import Filters;"
        "TUNING.attach({'64-64 at 64': 'nnpack'}, print);"
        "filters = Filters(torch.ones(64, 64, 3, 3), torch.zeros(64));"
        "print(filters.forward(torch.ones(1, 64, 50, 60), 1).max().item())"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert float(done.stdout) == pytest.approx(576, rel=1e-4), done.stderr


def test_the_quickest_is_chosen(tuning):
    assert (
        tuning.quickest("x", lambda: {"slow": lambda: sum(range(10**6)), "quick": int}) == "quick"
    )


@pytest.mark.parametrize("method", ["nnpack", "winograd", "fused"])
def test_a_method_with_wrong_results_is_not_used(monkeypatch, tuning, method):
    def clear():
        is_convolution_sound.cache_clear()
        fused.is_fused_sound.cache_clear()

    def wrong(features, filters, *_, **__):
        return 1.01 * F.conv2d(features, filters, padding=1)

    clear()
    monkeypatch.setattr(torch.backends.nnpack, "is_available", lambda: True)
    monkeypatch.setattr(torch, "_nnpack_spatial_convolution", wrong, raising=False)
    monkeypatch.setattr(winograd, "transform", lambda filters: filters)
    monkeypatch.setattr(winograd, "convolve_winograd", wrong)
    monkeypatch.setattr(fused, "convolve_fused", lambda *given, rectified: wrong(*given).relu())
    monkeypatch.setattr(fused, "pack_weights", lambda filters, *_: filters)
    assert not is_convolution_sound(method)
    assert fastest_method(256, 256, 200) == "ordinary"
    clear()
