"""Button at the window's top right that shows the queue's status and opens the queue page."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QWidget

from nst_desktop.ui.parts.icons import line_icon
from nst_desktop.ui.queue.queue_texts import Overview, Situation, brief_status_of, status_of


class QueueButton(QToolButton):
    """Button with the queue's brief status, hidden while the queue is empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setIcon(line_icon("queue"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("flat", True)
        self.setStyleSheet("QToolButton { padding: 1px 8px; }")  # as high as the menu bar
        self.hide()

    def set_overview(self, overview: Overview) -> None:
        """Show the queue's status."""
        self.setText(brief_status_of(overview))
        self.setToolTip(status_of(overview))
        self.setAccessibleName(status_of(overview))
        self.setVisible(overview.count > 0 and overview.situation is not Situation.IN_USE)
        self._fit()

    def _fit(self) -> None:
        """Grow to the left to fit the text; the menu bar does not resize its corner widget."""
        geometry = self.geometry()
        geometry.setLeft(geometry.right() + 1 - self.sizeHint().width())
        self.setGeometry(geometry)
