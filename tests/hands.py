"""User actions that take more than one event."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QComboBox, QDialog

from nst_desktop.ui.parameters.fields import SizeField

DIALOG_TIMEOUT = 5000  # ms
TIMEOUT = 10**9  # ms, longer than pytest's own timeout, which is the one that counts
INTERVAL = 5  # ms


def when_open(dialog_type: type[QDialog], do: Callable[[QDialog], None]) -> None:
    """Call do(dialog) as soon as a dialog of this type is open, even if exec() blocks."""
    time_left = DIALOG_TIMEOUT

    def poll() -> None:
        nonlocal time_left
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, dialog_type) and dialog.isActiveWindow():
            try:
                do(dialog)
            except BaseException:
                dialog.reject()  # it would block for ever otherwise
                raise
            return
        time_left -= INTERVAL
        assert time_left > 0, f"no {dialog_type.__name__} was opened"
        QTimer.singleShot(INTERVAL, poll)

    QTimer.singleShot(0, poll)


def choose_density(app, density):
    """Choose a print density in the panel, in dots per inch."""
    box = app.window.panel.findChild(SizeField).findChild(QComboBox)
    box.setCurrentIndex(box.findData(density))
    box.activated.emit(box.currentIndex())
