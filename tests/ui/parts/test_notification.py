import os

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QMainWindow

from nst_desktop.ui.parts import notification
from nst_desktop.ui.parts.notification import notify


@pytest.fixture
def window(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def alerted(monkeypatch):
    """The windows that asked for attention in the taskbar."""
    windows = []
    monkeypatch.setattr(QApplication, "alert", windows.append)
    return windows


@pytest.fixture
def no_tray(monkeypatch):
    tray = notification.QSystemTrayIcon
    monkeypatch.setattr(tray, "isSystemTrayAvailable", lambda: False)


@pytest.fixture
def program(monkeypatch, tmp_path):
    """Install a notify-send that writes its arguments to the file returned."""
    output = tmp_path / "arguments"
    program = tmp_path / "notify-send"
    program.write_text(
        f'#!/bin/sh\nprintf "%s\\n" "$@" > {output}.new && mv {output}.new {output}\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    return output


class Tray(QObject):
    """Stand-in for QSystemTrayIcon that records its calls."""

    messageClicked = Signal()  # noqa: N815
    activated = Signal(object)
    made: list["Tray"] = []  # noqa: RUF012

    def __init__(self, icon, parent):
        super().__init__(parent)
        self.calls = []
        self.made.append(self)

    isSystemTrayAvailable = supportsMessages = staticmethod(lambda: True)  # noqa: N815

    def setToolTip(self, text):
        self.calls.append(text)

    def show(self):
        self.calls.append("shown")

    def showMessage(self, title, text, icon, time):
        self.calls.append((title, text, time))


@pytest.fixture
def tray(monkeypatch):
    Tray.made.clear()
    monkeypatch.setattr(notification, "QSystemTrayIcon", Tray)
    monkeypatch.setattr(notification, "MESSAGE_DURATION", 20)
    return Tray.made


def test_an_active_window_shows_no_notification(qtbot, window, alerted, tray):
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    notify(window, "Finished", "lake_swirls")
    assert (alerted, tray) == ([], [])


def test_a_window_in_the_background_notifies_through_the_tray(
    qtbot, window, alerted, tray, program
):
    notify(window, "Finished", "lake_swirls")
    assert alerted == [window]
    assert tray[0].calls == ["Finished", "shown", ("Finished", "lake_swirls", 20)]
    assert not program.exists()
    with qtbot.waitSignal(tray[0].destroyed):
        pass  # the icon is removed


def test_a_click_on_the_message_brings_the_window_to_the_front(qtbot, window, alerted, tray):
    window.showMinimized()
    other = QMainWindow()
    qtbot.addWidget(other)
    with qtbot.waitActive(other):
        other.show()
        other.activateWindow()
    notify(window, "Finished", "lake_swirls")
    with qtbot.waitActive(window):
        tray[0].messageClicked.emit()
    assert not window.isMinimized()


def test_without_a_tray_it_notifies_through_the_program(qtbot, window, alerted, no_tray, program):
    notify(window, "-n", "lake & <b>swirls</b>")
    qtbot.waitUntil(program.exists)
    assert program.read_text().splitlines()[-3:] == ["--", "-n", "lake & <b>swirls</b>"]
    assert alerted == [window]


def test_with_neither_the_window_still_asks_for_attention(
    window, alerted, no_tray, monkeypatch, tmp_path
):
    monkeypatch.setenv("PATH", str(tmp_path))
    notify(window, "Finished", "lake_swirls")
    assert alerted == [window]
