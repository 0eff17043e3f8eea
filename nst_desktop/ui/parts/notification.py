"""Desktop notifications while the user is in another window."""

import shutil

from PySide6.QtCore import QProcess, Qt, QTimer
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

LONG_RUN = 20.0  # seconds; users tend to watch shorter runs to the end
MESSAGE_DURATION = 8000  # ms


def notify(window: QWidget, title: str, text: str) -> None:
    """Request attention in the taskbar and, if possible, show a desktop notification.

    Does nothing while the window is active. The title and the text are each one line of plain text.
    """
    if window.isActiveWindow():
        return
    QApplication.alert(window)
    for send in (send_by_tray, send_by_program):
        if send(window, title, text):
            return


def send_by_tray(window: QWidget, title: str, text: str) -> bool:
    """Notify through a tray icon, which stays visible as long as the message.

    A click on the icon or the message brings the window to the front. Returns False if there is
    no system tray.
    """
    if not (QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()):
        return False
    icon = QSystemTrayIcon(window.windowIcon(), window)
    icon.setToolTip(title)
    icon.messageClicked.connect(lambda: _bring_to_front(window))
    icon.activated.connect(lambda: _bring_to_front(window))
    icon.show()
    icon.showMessage(title, text, window.windowIcon(), MESSAGE_DURATION)
    QTimer.singleShot(MESSAGE_DURATION, icon, icon.deleteLater)
    return True


def send_by_program(_window: QWidget, title: str, text: str) -> bool:
    """Notify through notify-send, for Linux desktops without a tray, such as GNOME.

    Returns False if the program is missing or does not start.
    """
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
