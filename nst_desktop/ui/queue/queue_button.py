"""The queue in a few words at the window's top right; a click opens its page."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QWidget

from nst_desktop.ui.parts.icons import line_icon
from nst_desktop.ui.queue.queue_texts import Overview, Situation, brief_status_of, status_of


class QueueButton(QToolButton):
    """Hidden while there is no queue."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setIcon(line_icon("queue"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("flat", True)
        self.setStyleSheet("QToolButton { padding: 1px 8px; }")  # no higher than the menus
        self.hide()

    def set_overview(self, overview: Overview) -> None:
        """How all of the queue is."""
        self.setText(brief_status_of(overview))
        self.setToolTip(status_of(overview))
        self.setAccessibleName(status_of(overview))
        self.setVisible(overview.count > 0 and overview.situation is not Situation.TAKEN)
        self._fit()

    def _fit(self) -> None:
        """As wide as the text, to the left: a menu bar leaves its corner as wide as it was."""
        place = self.geometry()
        place.setLeft(place.right() + 1 - self.sizeHint().width())
        self.setGeometry(place)
