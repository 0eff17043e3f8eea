"""Formatting of numbers: full precision, without exponents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nst_desktop.core.numbers import plain_number


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (2**31 - 1, "2147483647"),
        (1e6, "1000000"),
        (1234567.25, "1234567.25"),
        (1e-5, "0.00001"),
        (0.5, "0.5"),
        (-3.0, "-3"),
        (0.0, "0"),
        (10**30, "10000000000000000000"),
    ],
)
def test_all_digits_are_kept_without_an_exponent(number, text):
    assert plain_number(number) == text


@given(st.floats(allow_nan=False))
def test_every_number_survives_a_round_trip(number):
    assert float(plain_number(number)) == number


@given(st.floats(1e-7, 9e15))
def test_an_ordinary_number_has_no_exponent(number):
    assert "e" not in plain_number(number)
