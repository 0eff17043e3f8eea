"""The message bar, which reports errors and notices without interrupting the user."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from nst_desktop.run.error_texts import error_details, error_text
from nst_desktop.ui.parts.icons import line_icon

NOTICE_DURATION = 8000  # ms


class MessageBar(QFrame):
    """Bar with the current message, hidden if there is none.

    Notices disappear by themselves; errors and offers stay until dismissed or replaced.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._callback: Callable[[], None] | None = None
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._action = QPushButton()
        self._show_details = QPushButton(self.tr("Details"))
        self._show_details.setProperty("flat", True)
        self._show_details.setCheckable(True)
        self._show_details.setToolTip(self.tr("Show technical details"))
        self._dismiss = QToolButton()
        self._dismiss.setIcon(line_icon("close"))
        self._dismiss.setProperty("flat", True)
        self._dismiss.setAccessibleName(self.tr("Dismiss this message"))
        self._dismiss.setToolTip(self.tr("Dismiss this message"))
        self._details = QPlainTextEdit()
        self._details.setReadOnly(True)
        self._details.setFixedHeight(160)
        self._details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._details.setAccessibleName(self.tr("Details"))
        self._details.setToolTip(self.tr("Technical details of the error"))
        self._time = QTimer(self)
        self._time.setSingleShot(True)
        self._time.setInterval(NOTICE_DURATION)

        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._text, 1)
        for button in (self._action, self._show_details, self._dismiss):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 6, 6)
        layout.addLayout(line)
        layout.addWidget(self._details)
        self.setObjectName("message_bar")
        self.hide()

        self._action.clicked.connect(self._on_action)
        self._show_details.toggled.connect(self._details.setVisible)
        self._dismiss.clicked.connect(self.clear)
        self._time.timeout.connect(self.clear)

    def show_error(self, text: str, details: str = "") -> None:
        """Show an error; its details, such as a traceback, appear on request."""
        self._show(text, details, is_error=True)

    def fail(self, error: Exception) -> None:
        """Show the error's text and, for an internal error, the traceback in the details."""
        self.show_error(error_text(error), error_details(error))

    def show_notice(self, text: str) -> None:
        """Show a message that disappears by itself."""
        self._show(text, "", is_error=False)
        self._time.start()

    def show_offer(self, text: str, action: str, do: Callable[[], None]) -> None:
        """Show a message with a button.

        Args:
            text: The message.
            action: The button's text.
            do: Called when the button is clicked.
        """
        self._show(text, "", is_error=False)
        self._callback = do
        self._action.setText(action)
        self._action.setToolTip(f"{text} {action}")
        self._action.show()

    def clear(self) -> None:
        """Remove the message."""
        self._time.stop()
        self._callback = None
        self._text.clear()
        self.hide()

    def text(self) -> str:
        """Return the current message, or an empty string."""
        return self._text.text()

    def details(self) -> str:
        """Return the details of the current message, or an empty string."""
        return self._details.toPlainText()

    def _show(self, text: str, details: str, is_error: bool) -> None:
        self.clear()
        self._text.setText(text)
        self._details.setPlainText(details)
        self._details.hide()
        self._show_details.setChecked(False)
        self._show_details.setVisible(bool(details))
        self._action.hide()
        self.setProperty("error", is_error)
        self.style().unpolish(self)  # Qt re-evaluates the style sheet only then
        self.style().polish(self)
        self.show()

    def _on_action(self) -> None:
        callback = self._callback
        self.clear()
        if callback is not None:
            callback()
