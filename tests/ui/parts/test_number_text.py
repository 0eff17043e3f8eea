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
def test_a_point_and_a_comma_are_decimal_separators(language, text, number):
    QLocale.setDefault(QLocale(language))
    assert read_number(text) == number


@pytest.mark.parametrize(
    ("language", "clear", "ambiguous"),
    [("en_GB", "1.234", "1,234"), ("de_DE", "1,234", "1.234"), ("de_DE", "12,345", "12.345")],
)
def test_an_ambiguous_number_is_rejected_with_a_hint(language, clear, ambiguous):
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
def test_grouped_digits_and_words_are_rejected(language, text):
    QLocale.setDefault(QLocale(language))
    assert read_number(text) is None
    assert number_hint(text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", ["1.000", "1,000", "1.5", "1,0", "1 000", "1e3", ""])
def test_a_whole_number_has_digits_only(language, text):
    QLocale.setDefault(QLocale(language))
    assert read_number(text, whole=True) is None
    assert read_number("1000", whole=True) == 1000


@pytest.mark.parametrize("digits", [19, 5000])
def test_too_many_digits_are_rejected(digits):
    """Check that int() is not called: it fails beyond 4300 digits, which crashes Qt's validator."""
    assert read_number("9" * digits, whole=True) is None
    assert number_hint("9" * digits, whole=True)
