"""The About dialog and its report."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton

from nst_desktop import __version__
from nst_desktop.ui.help.about import AboutDialog


@pytest.fixture
def dialog(qtbot):
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_the_version_is_shown_at_once(dialog):
    assert f"NST Desktop {__version__}" in [label.text() for label in dialog.findChildren(QLabel)]


def test_the_report_can_be_copied_once_it_is_there(dialog):
    [copy] = [each for each in dialog.findChildren(QPushButton) if "bug report" in each.text()]
    assert not copy.isEnabled()
    dialog.set_report("Program\n  NST Desktop  1.2.3")
    copy.click()
    assert QGuiApplication.clipboard().text() == "Program\n  NST Desktop  1.2.3"
