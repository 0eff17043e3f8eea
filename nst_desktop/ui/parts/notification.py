"""Telling somebody who is in another window that something has happened in this one."""

import shutil

from PySide6.QtCore import QProcess, Qt, QTimer
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

LONG_RUN = 20.0  # seconds: for a shorter run people wait at the window
SHOWN = 8000  # ms


def notify(window: QWidget, title: str, text: str) -> None:
    """Mark the window as wanting attention and show a message of the desktop, where there is one.

    Does nothing while the window is the one being used. title, text: plain, a line each.
    """
    if window.isActiveWindow():
        return
    QApplication.alert(window)
    for send in (send_by_tray, send_by_program):
        if send(window, title, text):
            return


def send_by_tray(window: QWidget, title: str, text: str) -> bool:
    """Through an icon that is in the desktop's tray as long as the message; a click on either
    brings the window to the front. False if there is no tray."""
    if not (QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()):
        return False
    icon = QSystemTrayIcon(window.windowIcon(), window)
    icon.setToolTip(title)
    icon.messageClicked.connect(lambda: _bring_to_front(window))
    icon.activated.connect(lambda: _bring_to_front(window))
    icon.show()
    icon.showMessage(title, text, window.windowIcon(), SHOWN)
    QTimer.singleShot(SHOWN, icon, icon.deleteLater)
    return True


def send_by_program(_window: QWidget, title: str, text: str) -> bool:
    """Through notify-send: Linux desktops without a tray, such as GNOME, have it. False if not."""
    program = shutil.which("notify-send")
    if program is None:
        return False
    application = QApplication.applicationName() or "NST Desktop"
    icon = QApplication.desktopFileName() or "nst-desktop"
    started, _ = QProcess.startDetached(
        program, [f"--app-name={application}", f"--icon={icon}", "--", title, text]
    )
    return started


def _bring_to_front(window: QWidget) -> None:
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.raise_()
    window.activateWindow()
