import pytest
from PySide6.QtCore import QLocale

from nst_desktop.ui.parts.number_text import number_hint, read_number

LANGUAGES = ["en_GB", "en_US", "de_DE"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0.5", 0.5), ("0,5", 0.5), (".5", 0.5), (",5", 0.5), ("5.", 5), ("5,", 5), ("12", 12),
        (" 7 ", 7), ("1.2345", 1.2345), ("1,2345", 1.2345), ("1234.5", 1234.5), ("0,125", 0.125),
        ("0.125", 0.125), ("-0,5", -0.5), ("\N{MINUS SIGN}2", -2), ("1e-3", 0.001),
        ("2,5e2", 250),
    ],
)  # fmt: skip
def test_a_point_and_a_comma_are_a_decimal_sign(language, text, number):
    QLocale.setDefault(QLocale(language))
    assert read_number(text) == number


@pytest.mark.parametrize(
    ("language", "clear", "ambiguous"),
    [("en_GB", "1.234", "1,234"), ("de_DE", "1,234", "1.234"), ("de_DE", "12,345", "12.345")],
)
def test_what_could_be_thousands_is_refused_with_both_numbers(language, clear, ambiguous):
    QLocale.setDefault(QLocale(language))
    assert read_number(clear) == float(clear.replace(",", "."))
    assert read_number(ambiguous) is None
    digits = clear.replace(",", "").replace(".", "")
    assert number_hint(ambiguous).endswith(f"enter {digits} or {clear}.")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "text", ["", " ", "1.234,5", "1,234.5", "1,234,567", "1 234", "1'234", "0,5,1", "x", "1/2",
             "nan", "inf", "0x10", "1_000", "-", ".", "1e"]
)  # fmt: skip
def test_grouped_digits_and_words_are_no_number(language, text):
    QLocale.setDefault(QLocale(language))
    assert read_number(text) is None
    assert number_hint(text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", ["1.000", "1,000", "1.5", "1,0", "1 000", "1e3", ""])
def test_a_whole_number_is_nothing_but_digits(language, text):
    QLocale.setDefault(QLocale(language))
    assert read_number(text, whole=True) is None
    assert read_number("1000", whole=True) == 1000


@pytest.mark.parametrize("digits", [19, 5000])
def test_more_digits_than_any_number_here_has_are_none(digits):
    """Python refuses to read more than 4300, and Qt does not survive an error in a validator."""
    assert read_number("9" * digits, whole=True) is None
    assert number_hint("9" * digits, whole=True)
