"""What the parts of the window are given."""

import pytest
from PySide6.QtWidgets import QWidget

from nst_desktop.ui.actions import Actions


@pytest.fixture
def actions(qapp):
    """The commands of a window that is not shown."""
    window = QWidget()
    yield Actions(window)
    window.deleteLater()
