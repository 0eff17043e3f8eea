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
    """The windows that were marked as wanting attention."""
    windows = []
    monkeypatch.setattr(QApplication, "alert", windows.append)
    return windows


@pytest.fixture
def no_tray(monkeypatch):
    tray = notification.QSystemTrayIcon
    monkeypatch.setattr(tray, "isSystemTrayAvailable", lambda: False)


@pytest.fixture
def program(monkeypatch, tmp_path):
    """A notify-send that writes its arguments into this file."""
    told = tmp_path / "told"
    file = tmp_path / "notify-send"
    file.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {told}.new && mv {told}.new {told}\n')
    file.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    return told


class Tray(QObject):
    """A desktop's tray as Qt shows it."""

    messageClicked = Signal()  # noqa: N815
    activated = Signal(object)
    made: list["Tray"] = []  # noqa: RUF012

    def __init__(self, icon, parent):
        super().__init__(parent)
        self.told = []
        self.made.append(self)

    isSystemTrayAvailable = supportsMessages = staticmethod(lambda: True)  # noqa: N815

    def setToolTip(self, text):
        self.told.append(text)

    def show(self):
        self.told.append("shown")

    def showMessage(self, title, text, icon, time):
        self.told.append((title, text, time))


@pytest.fixture
def tray(monkeypatch):
    Tray.made.clear()
    monkeypatch.setattr(notification, "QSystemTrayIcon", Tray)
    monkeypatch.setattr(notification, "MESSAGE_DURATION", 20)
    return Tray.made


def test_a_window_in_use_is_left_in_peace(qtbot, window, alerted, tray):
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    notify(window, "Finished", "lake_swirls")
    assert (alerted, tray) == ([], [])


def test_a_window_in_the_background_tells_by_the_tray(qtbot, window, alerted, tray, program):
    notify(window, "Finished", "lake_swirls")
    assert alerted == [window]
    assert tray[0].told == ["Finished", "shown", ("Finished", "lake_swirls", 20)]
    assert not program.exists()
    with qtbot.waitSignal(tray[0].destroyed):
        pass  # nothing of it stays


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


def test_without_a_tray_the_desktops_program_tells(qtbot, window, alerted, no_tray, program):
    notify(window, "-n", "lake & <b>swirls</b>")
    qtbot.waitUntil(program.exists)
    assert program.read_text().splitlines()[-3:] == ["--", "-n", "lake & <b>swirls</b>"]
    assert alerted == [window]


def test_with_neither_the_window_is_marked_all_the_same(
    window, alerted, no_tray, monkeypatch, tmp_path
):
    monkeypatch.setenv("PATH", str(tmp_path))
    notify(window, "Finished", "lake_swirls")
    assert alerted == [window]
