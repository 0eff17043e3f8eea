import pytest

from nst_desktop.diagnosis import window_checks
from nst_desktop.diagnosis.findings import Problem
from nst_desktop.display import MissingLibraryError, NoDisplayError


def raises(error):
    def check(*_arguments):
        raise error

    return check


def test_the_platform_is_named():
    assert window_checks.display() == "can be opened (offscreen)"


def test_a_computer_without_a_display_has_no_problem(monkeypatch):
    monkeypatch.setattr(window_checks, "usable_platforms", raises(NoDisplayError("No display.")))
    assert window_checks.display() == "No display."


def test_without_qt_no_system_library_is_blamed(break_import):
    break_import("PySide6", ModuleNotFoundError("No module named 'PySide6'", name="PySide6"))
    assert window_checks.display() == "cannot be opened: PySide6 is not complete"


def test_a_missing_system_library_is_a_problem(monkeypatch):
    error = MissingLibraryError("A library is missing. Install it.")
    monkeypatch.setattr(window_checks, "check_qt", raises(error))
    with pytest.raises(Problem) as problem:
        window_checks.display()
    assert problem.value.advice == "A library is missing. Install it."
