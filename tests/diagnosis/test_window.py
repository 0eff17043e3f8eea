import pytest

from nst_desktop.diagnosis import window
from nst_desktop.diagnosis.findings import Problem
from nst_desktop.display import MissingLibraryError, NoDisplayError


def raises(error):
    def check(*_arguments):
        raise error

    return check


def test_the_platform_is_named():
    assert window.display() == "can be opened (offscreen)"


def test_a_computer_without_a_display_has_no_problem(monkeypatch):
    monkeypatch.setattr(window, "usable_platforms", raises(NoDisplayError("No display.")))
    assert window.display() == "No display."


def test_a_missing_system_library_is_a_problem(monkeypatch):
    error = MissingLibraryError("A library is missing. Install it.")
    monkeypatch.setattr(window, "check_qt", raises(error))
    with pytest.raises(Problem) as problem:
        window.display()
    assert problem.value.advice == "A library is missing. Install it."
