import pytest
from PySide6.QtCore import QLocale

from nst_desktop.ui.explore.number_list import read_numbers, write_numbers


@pytest.mark.parametrize(("language", "text"), [("en_GB", "0.5, 1, 20"), ("de_DE", "0,5; 1; 20")])
def test_numbers_are_written_and_read_in_the_users_language(language, text):
    QLocale.setDefault(QLocale(language))
    assert write_numbers([0.5, 1, 20]) == text
    assert read_numbers(text) == ["0.5", "1", "20"]


@pytest.mark.parametrize("language", ["en_GB", "de_DE"])
@pytest.mark.parametrize("text", ["0,5, 1; 20", "0.5; 1; 20", "0,5 1 20", "0.5, 1, 20", "0,5;1;20"])
def test_a_point_and_a_comma_are_a_decimal_sign_in_every_language(language, text):
    QLocale.setDefault(QLocale(language))
    assert read_numbers(text) == ["0.5", "1", "20"]


@pytest.mark.parametrize(
    ("language", "text"), [("en_GB", "1,234"), ("de_DE", "1.234"), ("de_DE", "0,5,1")]
)
def test_an_ambiguous_number_is_invalid(language, text):
    QLocale.setDefault(QLocale(language))
    (found,) = read_numbers(text)
    with pytest.raises(ValueError, match="could not convert"):
        float(found)


@pytest.mark.parametrize("text", ["0.5 1  20", "0.5;1;20", "0.5,1,20", " 0.5, 1 ; 20 "])
def test_spaces_semicolons_and_commas_separate(text):
    QLocale.setDefault(QLocale("en_GB"))
    assert read_numbers(text) == ["0.5", "1", "20"]
