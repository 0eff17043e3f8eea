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


def told(button):
    return button.text(), button.accessibleName(), button.toolTip(), button.isEnabled()


def test_a_button_says_what_its_action_is(button):
    assert told(button) == ("Save As…", "Save As", "Save the artwork", True)


def test_it_follows_the_action(button, action):
    action.setIconText("Go On")
    action.setToolTip("Go on with it")
    action.setEnabled(False)
    assert told(button) == ("Go On", "Go On", "Go on with it", False)


def test_a_click_triggers_the_action_unless_it_is_disabled(qtbot, button, action):
    with qtbot.waitSignal(action.triggered):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    action.setEnabled(False)
    with qtbot.assertNotEmitted(action.triggered):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
