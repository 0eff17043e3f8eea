"""Fixtures for tests of the window's parts."""

import pytest
from PySide6.QtWidgets import QWidget

from nst_desktop.ui.actions import Actions


@pytest.fixture
def actions(qapp):
    """Return the actions of a window that is not shown."""
    window = QWidget()
    yield Actions(window)
    window.deleteLater()
