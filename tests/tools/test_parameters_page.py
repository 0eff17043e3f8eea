"""The page of all parameters is up to date."""

from tools.parameters_page import PAGE, page


def test_the_page_matches_the_declared_parameters():
    assert PAGE.read_text(encoding="utf-8") == page(), "run python -m tools.parameters_page"
