import pytest

from nst_desktop.core.compared_values import can_vary, readings_around, values_around
from nst_desktop.core.params import StyleParams, describe, format_value, parameter_names
from nst_desktop.core.variations import variations_of

VARIABLE = [name for name in parameter_names() if can_vary(name)]


def test_strengths_surround_the_current_one_and_stay_on_the_scale():
    scale = describe("style_weight").scale
    assert readings_around(scale, scale.value(50)) == [20, 35, 50, 65, 80]
    assert readings_around(scale, scale.value(90)) == [60, 75, 90, 100]
    assert readings_around(scale, 0) == [0, 15, 30]


def test_a_brush_is_compared_with_half_and_twice_its_size():
    assert values_around("style_scale", StyleParams()) == [0.5, 1, 2]
    assert values_around("style_scale", StyleParams(style_scale=4)) == [2, 4]


def test_zero_is_compared_with_larger_values():
    assert values_around("tv_weight", StyleParams())[0] == 0
    assert len(values_around("tv_weight", StyleParams())) == 3
    assert values_around("gamut_weight", StyleParams(gamut_weight=0)) == [0, 100, 1000]


def test_the_current_value_joins_the_declared_ones_if_it_lies_between_them():
    assert values_around("large_forms", StyleParams()) == [0, 0.75, 1.5, 3]
    assert values_around("large_forms", StyleParams(large_forms=1)) == [0, 0.75, 1, 1.5, 3]
    assert values_around("steps", StyleParams()) == [4, 8, 16, 32]
    assert values_around("steps", StyleParams(steps=16)) == [4, 8, 16, 32]
    assert values_around("noise", StyleParams()) == [0.2, 0.4, 0.5, 0.6, 0.8]


def test_the_last_seeds_are_compared_with_those_before_them():
    params = StyleParams(seed=2**31 - 1)
    seeds = values_around("seed", params)
    assert seeds[-1] == params.seed
    assert len(variations_of("seed", [format_value("seed", seed) for seed in seeds])) == 4


def test_parameters_that_small_pictures_cannot_show_do_not_vary():
    assert not {"size", "style_layers", "precision", "memory", "convolution"} & set(VARIABLE)


@pytest.mark.parametrize("name", VARIABLE)
def test_all_values_are_allowed_distinct_and_in_order(name):
    values = values_around(name, StyleParams())
    assert len(values) == len(set(values)) >= 2
    assert len(variations_of(name, [format_value(name, value) for value in values])) == len(values)
    if not isinstance(values[0], str):
        assert values == sorted(values)
