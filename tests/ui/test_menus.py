"""The menu bar by mouse and keyboard, in a window that also has buttons and text fields."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QUndoCommand, QUndoStack
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QLineEdit,
    QListWidget,
    QMainWindow,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from nst_desktop.ui.actions import Actions, Panel, RunPhase
from nst_desktop.ui.menus import Menus
from nst_desktop.ui.parts.device_picker import DeviceEntry
from nst_desktop.ui.parts.theme import Theme

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


class Window(QMainWindow):
    """A window with menus and one of each kind of widget that takes keys."""

    def __init__(self):
        super().__init__()
        self.canvas = QWidget()
        self.canvas.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.button, self.box = QPushButton("button"), QCheckBox("box")
        self.line, self.number = QLineEdit(), QDoubleSpinBox()
        self.combo, self.list = QComboBox(), QListWidget()
        self.combo.addItems(["one", "two"])
        self.list.addItems(["one", "two"])
        central = QWidget()
        layout = QVBoxLayout(central)
        for widget in self.inputs():
            layout.addWidget(widget)
        self.setCentralWidget(central)
        self.actions = Actions(self)
        self.menus = Menus(self.menuBar(), self.actions)

    def inputs(self):
        return (self.canvas, self.button, self.box, self.line, self.number, self.combo, self.list)


@pytest.fixture
def window(qtbot):
    window = Window()
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.canvas.setFocus()
    return window


@pytest.fixture
def triggered(window):
    """The names of the triggered actions, in order."""
    names = []
    for action in window.actions.findChildren(QAction):
        action.triggered.connect(lambda _, action=action: names.append(action.objectName()))
    return names


def action_of(window, *path):
    """Return the entry at this path of visible texts."""
    menu = window.menuBar()
    for text in path:
        action = next(a for a in menu.actions() if a.text().replace("&", "") == text)
        menu = action.menu()
    return action


def texts(menu):
    return [a.text().replace("&", "") for a in menu.actions() if not a.isSeparator()]


def press(window, key, modifiers=NONE):
    QTest.keyClick(window.focusWidget() or window, key, modifiers)


@pytest.mark.parametrize(
    ("key", "modifiers", "name"),
    [
        (Qt.Key.Key_O, CTRL, "open_photograph"),
        (Qt.Key.Key_O, CTRL | SHIFT, "add_painting"),
        (Qt.Key.Key_S, CTRL, "save"),
        (Qt.Key.Key_S, CTRL | SHIFT, "save_as"),
        (Qt.Key.Key_M, CTRL | SHIFT, "save_film"),
        (Qt.Key.Key_Q, CTRL, "quit"),
        (Qt.Key.Key_C, CTRL, "copy"),
        (Qt.Key.Key_V, CTRL, "paste"),
        (Qt.Key.Key_Return, CTRL, "start"),
        (Qt.Key.Key_M, CTRL, "more"),
        (Qt.Key.Key_E, CTRL, "show_variations"),
        (Qt.Key.Key_L, CTRL, "show_layers"),
        (Qt.Key.Key_T, CTRL, "try_paintings"),
        (Qt.Key.Key_Return, CTRL | SHIFT, "add_to_queue"),
        (Qt.Key.Key_J, CTRL, "show_queue"),
        (Qt.Key.Key_0, CTRL, "fit"),
        (Qt.Key.Key_1, CTRL, "actual_size"),
        (Qt.Key.Key_Plus, CTRL, "zoom_in"),
        (Qt.Key.Key_Equal, CTRL, "zoom_in"),
        (Qt.Key.Key_Minus, CTRL, "zoom_out"),
        (Qt.Key.Key_F1, NONE, "show_guide"),
        (Qt.Key.Key_F1, CTRL, "show_shortcuts"),
    ],
)
@pytest.mark.parametrize("bar_shown", [True, False])
def test_every_shortcut_triggers_once_even_when_the_menu_bar_is_hidden(
    window, triggered, key, modifiers, name, bar_shown
):
    window.actions.set_savable(True)
    window.actions.save_film.setEnabled(True)
    window.actions.set_extendable(True)
    window.menuBar().setVisible(bar_shown)
    press(window, key, modifiers)
    assert triggered == [name]


def test_no_two_entries_share_a_shortcut(window):
    keys = [key.toString() for action in window.findChildren(QAction) for key in action.shortcuts()]
    assert len(keys) == len(set(keys)) >= 18


def test_every_entry_of_a_menu_has_its_own_mnemonic(window):
    for menu in (window.menuBar(), *(action.menu() for action in window.menuBar().actions())):
        actions = [action for action in menu.actions() if not action.isSeparator()]
        letters = [action.text().partition("&")[2][:1].lower() for action in actions]
        assert all(letters), [action.text() for action in actions]
        assert len(letters) == len(set(letters)), letters


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (("File", "Show in folder"), "show_folder"),
        (("Tools", "Network weights…"), "choose_weights"),
        (("Tools", "Log…"), "show_log"),
        (("Help", "About NST Desktop"), "show_about"),
    ],
)
def test_entries_without_a_shortcut_can_be_triggered(window, triggered, path, name):
    window.actions.show_folder.setEnabled(True)
    action_of(window, *path).trigger()
    assert triggered == [name]


# Which actions are enabled


def enabled(window, *entries):
    return [action_of(window, *path).isEnabled() for path in entries]


def test_the_run_menu_follows_the_run(window):
    names = [("Run", name) for name in ("Start", "Stop", "More steps")]
    window.actions.set_extendable(True)
    assert enabled(window, *names) == [True, False, True]
    window.actions.set_run_state(RunPhase.RUNNING)
    assert enabled(window, *names, ("Run", "Pause")) == [False, True, False, True]
    window.actions.set_run_state(RunPhase.PAUSED)
    assert enabled(window, ("Run", "Resume")) == [True]
    window.actions.set_run_state(RunPhase.STOPPING)
    assert enabled(window, *names, ("Run", "Pause")) == [False, False, False, False]
    window.actions.set_run_state(RunPhase.IDLE)
    assert enabled(window, *names) == [True, False, True]
    window.actions.set_extendable(False)
    assert enabled(window, *names) == [True, False, False]


def test_saving_and_copying_need_an_artwork_and_the_folder_needs_a_file(window, triggered):
    names = [("File", "Save"), ("File", "Save as…"), ("Edit", "Copy artwork")]
    assert enabled(window, *names, ("File", "Show in folder")) == [False] * 4
    press(window, Qt.Key.Key_S, CTRL)
    assert triggered == []
    window.actions.set_savable(True)
    assert enabled(window, *names, ("File", "Show in folder")) == [True, True, True, False]
    window.actions.show_folder.setEnabled(True)
    assert enabled(window, ("File", "Show in folder")) == [True]


def test_a_film_needs_an_artwork_with_moments(window, triggered):
    assert enabled(window, ("File", "Save film…")) == [False]
    press(window, Qt.Key.Key_M, CTRL | SHIFT)
    assert triggered == []
    window.actions.save_film.setEnabled(True)
    assert enabled(window, ("File", "Save film…")) == [True]


# Space and Esc


def test_space_pauses_and_resumes_and_esc_stops(window, triggered):
    press(window, Qt.Key.Key_Space)
    press(window, Qt.Key.Key_Escape)
    assert triggered == []
    window.actions.set_run_state(RunPhase.RUNNING)
    press(window, Qt.Key.Key_Space)
    window.actions.set_run_state(RunPhase.PAUSED)
    press(window, Qt.Key.Key_Space)
    press(window, Qt.Key.Key_Escape)
    assert triggered == ["pause", "pause", "stop"]


def test_a_focused_button_takes_space(qtbot, window, triggered):
    window.actions.set_run_state(RunPhase.RUNNING)
    window.button.setFocus()
    with qtbot.waitSignal(window.button.clicked):
        press(window, Qt.Key.Key_Space)
    window.box.setFocus()
    press(window, Qt.Key.Key_Space)
    assert window.box.isChecked()
    assert triggered == []
    window.canvas.setFocus()
    press(window, Qt.Key.Key_Space)
    assert triggered == ["pause"]


def test_text_fields_and_lists_take_space_during_a_run(qtbot, window, triggered):
    window.actions.set_run_state(RunPhase.RUNNING)
    window.line.setFocus()
    QTest.keyClicks(window.line, "a b")
    assert window.line.text() == "a b"
    window.number.setFocus()
    press(window, Qt.Key.Key_Space)
    window.list.setFocus()
    press(window, Qt.Key.Key_Down)
    press(window, Qt.Key.Key_Space)
    window.combo.setFocus()
    press(window, Qt.Key.Key_Space)
    qtbot.waitUntil(window.combo.view().isVisible)
    window.combo.hidePopup()
    assert triggered == []


def test_copy_and_paste_belong_to_a_focused_text_field(window, triggered):
    window.actions.set_savable(True)
    window.line.setFocus()
    window.line.setText("words")
    window.line.selectAll()
    press(window, Qt.Key.Key_C, CTRL)
    window.line.clear()
    press(window, Qt.Key.Key_V, CTRL)
    assert window.line.text() == "words"
    assert triggered == []


# Undo


def test_undo_and_redo_are_in_the_edit_menu_and_have_shortcuts(window):
    stack = QUndoStack(window)
    undo, redo = stack.createUndoAction(window, "Undo"), stack.createRedoAction(window, "Redo")
    window.menus.add_undo(undo, redo)
    stack.push(QUndoCommand("Style strength"))
    assert texts(action_of(window, "Edit").menu()) == [
        "Undo Style strength", "Redo", "Copy artwork", "Paste picture",
    ]  # fmt: skip
    press(window, Qt.Key.Key_Z, CTRL)
    assert stack.index() == 0
    press(window, Qt.Key.Key_Z, CTRL | SHIFT)
    assert stack.index() == 1
    press(window, Qt.Key.Key_Z, CTRL)
    press(window, Qt.Key.Key_Y, CTRL)
    assert stack.index() == 1


# Choices


def test_recent_files_are_offered_by_name_with_their_folder_as_tooltip(qtbot, window):
    menus = window.menus
    files = [Path("/a/lake & shore.png"), Path("/b/swirls.jpg")]
    menus.recent.set_entries([(file, None) for file in files])
    menu = action_of(window, "File", "Open recent").menu()
    assert [a.text() for a in menu.actions()][:2] == ["lake && shore.png", "swirls.jpg"]
    assert menu.actions()[0].toolTip() == str(files[0])
    with qtbot.waitSignal(menus.recent.chosen) as chosen:
        menu.actions()[1].trigger()
    assert chosen.args == [files[1]]
    with qtbot.waitSignal(menus.recent.cleared):
        menu.actions()[-1].trigger()


def test_the_current_theme_is_checked_and_another_can_be_chosen(qtbot, window):
    window.menus.themes.set_chosen(Theme.DARK)
    themes = action_of(window, "View", "Theme").menu()
    assert [action.isChecked() for action in themes.actions()] == [False, False, True]
    with qtbot.waitSignal(window.menus.themes.chosen) as chosen:
        action_of(window, "View", "Theme", "Light").trigger()
    assert chosen.args == [Theme.LIGHT]
    assert [action.isChecked() for action in themes.actions()] == [False, True, False]


def test_a_device_can_be_chosen_once_the_devices_are_known(qtbot, window):
    menus = window.menus
    assert not action_of(window, "Tools", "Device").isEnabled()
    menus.set_devices([DeviceEntry("cpu", "Processor"), DeviceEntry("cuda:0", "A & B · 8 GB")])
    menus.devices.set_chosen("cpu")
    devices = action_of(window, "Tools", "Device").menu()
    assert [action.isChecked() for action in devices.actions()] == [True, False]
    with qtbot.waitSignal(menus.devices.chosen) as chosen:
        devices.actions()[1].trigger()
    assert chosen.args == ["cuda:0"]
    menus.set_devices([])
    assert not action_of(window, "Tools", "Device").isEnabled()


def test_checkable_actions_report_their_state(window):
    actions = window.actions
    history, regions = actions.panels[Panel.HISTORY], actions.panels[Panel.REGIONS]
    states = []
    for action in (actions.full_screen, actions.compare, actions.paint, history, regions):
        action.triggered.connect(lambda on, action=action: states.append((action, on)))
    press(window, Qt.Key.Key_F11)
    press(window, Qt.Key.Key_B, CTRL)
    assert states == [(actions.full_screen, True), (actions.compare, True)]
    press(window, Qt.Key.Key_P, CTRL)
    press(window, Qt.Key.Key_F9)
    assert states[2:] == [(actions.paint, True), (regions, True)]
    action_of(window, "View", "History").trigger()
    action_of(window, "View", "History").trigger()
    assert states[4:] == [(history, True), (history, False)]


def test_checking_an_action_from_code_emits_nothing(window, triggered):
    menus, actions = window.menus, window.actions
    emitted = []
    for signal in (menus.themes.chosen, menus.devices.chosen):
        signal.connect(lambda *args: emitted.append(args))
    for action in (actions.full_screen, actions.compare, actions.paint, *actions.panels.values()):
        action.setChecked(True)
    menus.themes.set_chosen(Theme.LIGHT)
    menus.set_devices([DeviceEntry("cpu", "Processor")])
    menus.devices.set_chosen("cpu")
    for name in ("Full screen", "Compare", "Paint regions", "Pictures"):
        assert action_of(window, "View", name).isChecked()
    assert emitted == triggered == []
