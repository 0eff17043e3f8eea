"""What a person does that takes more than one event."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog

PATIENCE = 5000  # ms until somebody who waits for a dialog gives up
INTERVAL = 5  # ms


def when_open(kind: type[QDialog], do: Callable[[QDialog], None]) -> None:
    """Call do(dialog) as soon as a dialog of this kind is open; it may block meanwhile."""
    left = PATIENCE

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
