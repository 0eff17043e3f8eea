"""What a person does that takes more than one event."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QComboBox, QDialog

from nst_desktop.ui.parameters.fields import SizeField

DIALOG_TIMEOUT = 5000  # ms
TIMEOUT = 10**9  # ms: longer than a test may take before it counts as hanging
INTERVAL = 5  # ms


def when_open(kind: type[QDialog], do: Callable[[QDialog], None]) -> None:
    """Call do(dialog) as soon as a dialog of this kind is open; it may block meanwhile."""
    left = DIALOG_TIMEOUT

    def look() -> None:
        nonlocal left
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind) and dialog.isActiveWindow():
            try:
                do(dialog)
            except BaseException:
                dialog.reject()  # or it would wait for ever
                raise
            return
        left -= INTERVAL
        assert left > 0, f"no {kind.__name__} was opened"
        QTimer.singleShot(INTERVAL, look)

    QTimer.singleShot(0, look)


def choose_density(app, density):
    """Choose a density of the print in the panel, in dots per inch."""
    box = app.window.panel.findChild(SizeField).findChild(QComboBox)
    box.setCurrentIndex(box.findData(density))
    box.activated.emit(box.currentIndex())
