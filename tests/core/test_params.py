import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nst_desktop.core.errors import ParameterError
from nst_desktop.core.mode import Mode
from nst_desktop.core.numbers import plain_number
from nst_desktop.core.params import (
    StyleParams,
    default_of,
    defaults_in,
    describe,
    essentials,
    format_value,
    is_layer_list,
    parameter_names,
    parse_value,
)

NUMBERS = [name for name in parameter_names() if describe(name).lo is not None]
CHOICES = [name for name in parameter_names() if describe(name).choices]


@pytest.mark.parametrize("name", parameter_names())
def test_every_parameter_has_a_label_and_a_help_sentence(name):
    assert describe(name).label
    assert describe(name).help.endswith(".")


@pytest.mark.parametrize("name", parameter_names())
def test_every_default_is_allowed_and_survives_writing_and_reading(name):
    value = default_of(name)
    assert parse_value(name, format_value(name, value)) == value
    assert getattr(StyleParams(**{name: value}), name) == value


@pytest.mark.parametrize("name", parameter_names())
def test_every_parameter_is_a_number_in_a_range_or_a_choice_or_a_list_of_layers(name):
    about = describe(name)
    kinds = (
        about.lo is not None and about.hi is not None,
        bool(about.choices),
        is_layer_list(name),
    )
    assert sum(kinds) == 1


def test_each_essential_has_its_own_position():
    positions = [describe(name).essential for name in essentials()]
    assert positions == list(range(1, len(positions) + 1))


@pytest.mark.parametrize("name", NUMBERS)
def test_scales_and_amounts_are_within_range_and_include_the_default(name):
    about = describe(name)
    if about.scale is not None:
        assert name in essentials()
        assert about.scale.value(about.scale.middle) == default_of(name)
        assert about.lo <= 0 < about.scale.value(about.scale.hi) <= about.hi
    if about.amounts is not None:
        assert name in essentials()
        assert default_of(name) in about.amounts.named.values()
        assert all(about.lo <= value <= about.hi for value in about.amounts.named.values())


@pytest.mark.parametrize("name", NUMBERS)
def test_a_number_out_of_range_is_refused_by_name_with_the_range(name):
    about = describe(name)
    for value in (about.lo - 1, about.hi + 1):
        lo, hi = plain_number(about.lo), plain_number(about.hi)
        message = f"{name}.*choose a value from {lo} to {hi}"
        with pytest.raises(ParameterError, match=message) as caught:
            StyleParams(**{name: value})
        assert caught.value.field == name


@pytest.mark.parametrize("name", NUMBERS)
@pytest.mark.parametrize("value", [math.nan, math.inf, True, None, "5"])
def test_anything_but_a_finite_number_is_refused_by_name(name, value):
    with pytest.raises(ParameterError, match=name):
        StyleParams(**{name: value})


@pytest.mark.parametrize("value", [10**400, -(10**400)])
def test_a_number_beyond_any_float_is_out_of_range(value):
    with pytest.raises(ParameterError, match=r"size: .* is out of range"):
        StyleParams(size=value)


def test_a_list_is_not_a_choice():
    with pytest.raises(ParameterError, match="pooling"):
        StyleParams(pooling=["max"])


@pytest.mark.parametrize("value", [0.1234567890123, 1 / 3, 1e6, 20.0])
def test_a_written_number_keeps_every_digit(value):
    assert parse_value("style_weight", format_value("style_weight", value)) == value
    layers = (("conv1_1", value),)
    assert parse_value("style_layers", format_value("style_layers", layers)) == layers


def test_a_size_must_be_a_whole_number():
    with pytest.raises(ParameterError, match="a whole number"):
        StyleParams(size=100.5)


@pytest.mark.parametrize("name", CHOICES)
def test_an_unknown_choice_is_refused_with_the_known_ones(name):
    with pytest.raises(ParameterError, match=f"{name}.*{next(iter(describe(name).choices))}"):
        StyleParams(**{name: "nothing"})


@pytest.mark.parametrize(
    "layers",
    [
        (), (("conv9_1", 1),), (("conv1_1", -1),), (("conv1_1", 10**400),),
        (("conv1_1", 1), ("relu1_1", 1)), 7,
    ],
)  # fmt: skip
def test_a_bad_list_of_layers_is_refused_by_name(layers):
    with pytest.raises(ParameterError, match="style_layers"):
        StyleParams(style_layers=layers)


@given(st.sampled_from(parameter_names()), st.text(max_size=20))
def test_any_text_gives_a_value_or_a_clear_refusal(name, text):
    refusal = None
    try:
        StyleParams(**{name: parse_value(name, text)})
    except ParameterError as error:
        refusal = error
    if refusal is not None:
        assert refusal.field == name
        assert name in str(refusal)


def test_large_forms_are_added_to_the_style_layers():
    four = StyleParams().style_layers
    assert StyleParams(large_forms=0).compared_style_layers == four
    assert StyleParams().compared_style_layers == (*four, ("conv5_1", 1.5))
    assert StyleParams(large_forms=0.25).compared_style_layers == (*four, ("conv5_1", 0.25))
    listed = StyleParams(large_forms=0.25, style_layers=(("conv5_1", 0.5), ("conv1_1", 1)))
    assert listed.compared_style_layers == (("conv1_1", 1.0), ("conv5_1", 0.75))


def test_each_mode_has_its_own_defaults():
    assert defaults_in(Mode.TRANSFER) == StyleParams()
    assert defaults_in(Mode.TEXTURE) == StyleParams(init="noise")
    assert defaults_in(Mode.RECONSTRUCTION) == StyleParams(
        init="noise", content_layers=(("conv4_2", 1.0),)
    )
