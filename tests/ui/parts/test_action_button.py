import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction

from nst_desktop.ui.parts.action_button import ActionButton


@pytest.fixture
def action(qapp):
    action = QAction("Save &as…")
    action.setIconText("Save As…")
    action.setToolTip("Save the artwork")
    return action


@pytest.fixture
def button(qtbot, action):
    button = ActionButton(action)
    qtbot.addWidget(button)
    button.show()
    return button


def shown(button):
    return button.text(), button.accessibleName(), button.toolTip(), button.isEnabled()


def test_a_button_shows_its_action(button):
    assert shown(button) == ("Save As…", "Save As", "Save the artwork", True)


def test_it_follows_the_action(button, action):
    action.setIconText("Resume")
    action.setToolTip("Resume the run")
    action.setEnabled(False)
    assert shown(button) == ("Resume", "Resume", "Resume the run", False)


def test_a_click_triggers_the_action_unless_it_is_disabled(qtbot, button, action):
    with qtbot.waitSignal(action.triggered):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    action.setEnabled(False)
    with qtbot.assertNotEmitted(action.triggered):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
