"""Base class of the canvas tools, which handle mouse, pen and keys."""

from PySide6.QtCore import QObject, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QTabletEvent

from nst_desktop.ui.canvas.viewport import Viewport


class CanvasTool(QObject):
    """Tool on the canvas; this base class ignores all events.

    The canvas offers each event to its tools in order until a method returns True.

    Signals:
        changed(): the cursor or what the tool paints may look different.
    """

    changed = Signal()

    def __init__(self, viewport: Viewport) -> None:
        super().__init__(viewport.widget)
        self._viewport, self._widget = viewport, viewport.widget

    def close(self) -> None:
        """Remove the tool from the canvas for good."""
        self.deleteLater()

    def paint(self, painter: QPainter, rect: QRect) -> None:
        """Draw over the picture within rect, a part of the canvas in logical px."""

    def press(self, event: QMouseEvent) -> bool:
        """Handle a mouse press or, depending on the event's type, a double click."""
        return False

    def move(self, event: QMouseEvent) -> bool:
        """Handle a move of the pointer, with or without a button held."""
        return False

    def release(self, event: QMouseEvent) -> bool:
        """Handle a mouse release; if no tool does, let_go() of all tools is called."""
        return False

    def let_go(self) -> None:
        """End what a held button started; the release event may have gone elsewhere."""

    def leave(self) -> None:
        """Handle that the pointer left the canvas."""

    def tablet(self, event: QTabletEvent) -> bool:
        """Handle a pen event; if no tool does, Qt turns it into a mouse event."""
        return False

    def claims(self, event: QKeyEvent) -> bool:
        """Return whether the tool wants this key even if it is a shortcut."""
        return False

    def key_press(self, event: QKeyEvent) -> bool:
        """Handle a key press."""
        return False

    def key_release(self, event: QKeyEvent) -> bool:
        """Handle a key release."""
        return False

    def cursor(self, point: QPointF) -> Qt.CursorShape | None:
        """Return the cursor at this point; None lets the next tool decide."""
        return None
