"""Base class for canvas tools, which handle mouse, pen and keyboard events."""

from PySide6.QtCore import QObject, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QTabletEvent

from nst_desktop.ui.canvas.viewport import Viewport


class CanvasTool(QObject):
    """Tool for the canvas. This base class ignores all events.

    The canvas offers each event to its tools, in order, until a method returns True.

    Signals:
        changed(): The cursor, or something that the tool draws, may have changed.
    """

    changed = Signal()

    def __init__(self, viewport: Viewport) -> None:
        super().__init__(viewport.widget)
        self._viewport, self._widget = viewport, viewport.widget

    def close(self) -> None:
        """Remove the tool from the canvas for good."""
        self.deleteLater()

    def paint(self, painter: QPainter, rect: QRect) -> None:
        """Draw over the picture inside `rect`, a rectangle on the canvas in logical px."""

    def press(self, event: QMouseEvent) -> bool:
        """Handle a mouse press or a double click, as given by the event type."""
        return False

    def move(self, event: QMouseEvent) -> bool:
        """Handle a mouse move, with or without a button held down."""
        return False

    def release(self, event: QMouseEvent) -> bool:
        """Handle a mouse release. If no tool handles it, let_go() is called for all tools."""
        return False

    def let_go(self) -> None:
        """End the action that a mouse press started; its release event may have gone elsewhere."""

    def uses_right_button(self) -> bool:
        """Return whether the last press of the right button was for this tool, not for a menu."""
        return False

    def leave(self) -> None:
        """Respond to the pointer leaving the canvas."""

    def tablet(self, event: QTabletEvent) -> bool:
        """Handle a pen event. If no tool handles it, Qt turns it into a mouse event."""
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
        """Return the cursor for this point, or None to let the next tool decide."""
        return None
