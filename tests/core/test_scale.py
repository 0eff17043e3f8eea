import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nst_desktop.core.params import default_of, describe

STRENGTH = describe("style_weight").scale


def test_fifty_is_the_default():
    assert STRENGTH.value(50) == default_of("style_weight")
    assert STRENGTH.reading(default_of("style_weight")) == 50


def test_twenty_five_more_is_ten_times_the_weight():
    assert STRENGTH.value(75) == pytest.approx(10 * STRENGTH.value(50))
    assert STRENGTH.value(25) == pytest.approx(STRENGTH.value(50) / 10)


def test_the_scale_ends_at_0_and_at_an_allowed_weight():
    assert STRENGTH.value(0) == 0
    assert STRENGTH.value(100) == pytest.approx(2000)
    assert STRENGTH.value(100) <= describe("style_weight").hi


@given(st.floats(0, 100), st.floats(0, 100))
def test_more_strength_is_never_less_weight(one, other):
    weaker, stronger = sorted((one, other))
    assert STRENGTH.value(weaker) <= STRENGTH.value(stronger)


def test_each_strength_has_its_own_weight_and_is_recovered_from_it():
    weights = [STRENGTH.value(strength) for strength in range(101)]
    assert len(set(weights)) == 101
    for strength, weight in enumerate(weights):
        assert STRENGTH.reading(weight) == pytest.approx(strength, abs=1e-9)


@given(st.floats(0.21, 1999))
def test_a_weight_is_recovered_from_its_strength(weight):
    assert STRENGTH.value(STRENGTH.reading(weight)) == pytest.approx(weight)


@pytest.mark.parametrize(("weight", "strength"), [(0, 0), (1e-6, 0), (1e5, 100), (1e6, 100)])
def test_weights_beyond_the_scale_read_as_its_ends(weight, strength):
    assert STRENGTH.reading(weight) == strength


@pytest.mark.parametrize("strength", [-0.1, 100.1, float("nan")])
def test_a_strength_outside_the_scale_is_refused(strength):
    with pytest.raises(ValueError, match="0 to 100"):
        STRENGTH.value(strength)


def test_the_mapping_needs_no_torch():
    code = "import sys, nst_desktop.core.params; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
