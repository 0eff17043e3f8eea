"""What mouse, pen and keys can do on the canvas."""

from PySide6.QtCore import QObject, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QTabletEvent

from nst_desktop.ui.canvas.viewport import Viewport


class CanvasTool(QObject):
    """The canvas offers each event to its tools in order, until one takes it: True.

    A tool overrides what it has use for; as it stands, it takes nothing.

    Signals:
        changed(): the cursor and what the tool paints may look different.
    """

    changed = Signal()

    def __init__(self, viewport: Viewport) -> None:
        super().__init__(viewport.widget)
        self._viewport, self._widget = viewport, viewport.widget

    def close(self) -> None:
        """Leave the canvas for good."""
        self.deleteLater()

    def paint(self, painter: QPainter, rect: QRect) -> None:
        """Draw over the picture. rect: the part of the canvas to draw, in logical pixels."""

    def press(self, event: QMouseEvent) -> bool:
        """A mouse button goes down, for the first or, by its type, the second time."""
        return False

    def move(self, event: QMouseEvent) -> bool:
        """The pointer moves, whether or not a button is held."""
        return False

    def release(self, event: QMouseEvent) -> bool:
        """A mouse button goes up; if no tool takes it, all tools let go."""
        return False

    def let_go(self) -> None:
        """Nothing is held any longer, even if the release has gone elsewhere."""

    def leave(self) -> None:
        """The pointer is outside of the canvas."""

    def tablet(self, event: QTabletEvent) -> bool:
        """A pen does something; Qt makes a mouse of it if no tool takes it."""
        return False

    def claims(self, event: QKeyEvent) -> bool:
        """Whether the key comes here even though it is a shortcut."""
        return False

    def key_press(self, event: QKeyEvent) -> bool:
        """A key goes down."""
        return False

    def key_release(self, event: QKeyEvent) -> bool:
        """A key goes up."""
        return False

    def cursor(self, point: QPointF) -> Qt.CursorShape | None:
        """What the pointer looks like there; None: another tool decides."""
        return None
