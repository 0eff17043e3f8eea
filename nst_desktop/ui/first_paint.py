"""Detects when a window has been painted for the first time."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

TIMEOUT = 1000  # ms; limits the wait for a window that starts minimised and is not painted


class FirstPaint(QObject):
    """Watches a window until it is on the screen.

    Signals:
        done(): The window and its contents have been painted, or TIMEOUT has elapsed.
    """

    done = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timeout)
        self._timer.start(TIMEOUT)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and watched is self._window:
            self._window.removeEventFilter(self)
            self._timer.start(0)  # the window's contents are painted right after the window
        return False

    def _on_timeout(self) -> None:
        self._window.removeEventFilter(self)
        self.done.emit()
