"""FirstPaint: tells when a window is on the screen."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

TIMEOUT = 1000  # ms; a window that begins minimised is not painted


class FirstPaint(QObject):
    """done(): the window has been painted with all that is in it, or PATIENCE is over."""

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
            self._timer.start(0)  # what is in the window is painted right after it
        return False

    def _on_timeout(self) -> None:
        self._window.removeEventFilter(self)
        self.done.emit()
