import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nst_desktop.core.params import default_of, describe
from nst_desktop.core.strength import strength_of, style_weight_of


def test_fifty_is_the_default():
    assert style_weight_of(50) == default_of("style_weight")
    assert strength_of(default_of("style_weight")) == 50


def test_twenty_five_more_is_ten_times_the_weight():
    assert style_weight_of(75) == pytest.approx(10 * style_weight_of(50))
    assert style_weight_of(25) == pytest.approx(style_weight_of(50) / 10)


def test_nothing_at_the_bottom_and_an_allowed_weight_at_the_top():
    assert style_weight_of(0) == 0
    assert style_weight_of(100) == pytest.approx(2000)
    assert style_weight_of(100) <= describe("style_weight").hi


@given(st.floats(0, 100), st.floats(0, 100))
def test_more_strength_is_never_less_weight(one, other):
    weaker, stronger = sorted((one, other))
    assert style_weight_of(weaker) <= style_weight_of(stronger)


def test_each_strength_has_a_weight_of_its_own_and_comes_back_from_it():
    weights = [style_weight_of(strength) for strength in range(101)]
    assert len(set(weights)) == 101
    for strength, weight in enumerate(weights):
        assert strength_of(weight) == pytest.approx(strength, abs=1e-9)


@given(st.floats(0.21, 1999))
def test_a_weight_comes_back_from_its_strength(weight):
    assert style_weight_of(strength_of(weight)) == pytest.approx(weight)


@pytest.mark.parametrize(("weight", "strength"), [(0, 0), (1e-6, 0), (1e5, 100), (1e6, 100)])
def test_weights_beyond_the_scale_are_at_its_ends(weight, strength):
    assert strength_of(weight) == strength


@pytest.mark.parametrize("strength", [-0.1, 100.1, float("nan")])
def test_a_strength_outside_the_scale_is_refused(strength):
    with pytest.raises(ValueError, match="0 to 100"):
        style_weight_of(strength)


def test_the_mapping_needs_no_torch():
    code = "import sys, nst_desktop.core.strength; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
