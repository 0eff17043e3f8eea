"""Dialog that shows the log."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication, QShowEvent, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)


class LogView(QDialog):
    """Dialog that shows the last lines of the log, set by its owner with set_text().

    Signals:
        refresh_requested(): The user wants the newest lines.
        file_requested(): The user wants to see the log file in its folder.
    """

    refresh_requested = Signal()
    file_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        summary = QLabel(
            self.tr(
                "Warnings and errors, newest last. The log contains no pictures and no folder "
                "names, so it is safe to share when you ask for help."
            )
        )
        summary.setProperty("tone", "muted")
        summary.setWordWrap(True)
        self._lines = QPlainTextEdit()
        self._lines.setReadOnly(True)
        self._lines.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._lines.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._lines.setPlaceholderText(self.tr("No warnings or errors so far."))
        self._lines.setAccessibleName(self.tr("Log"))
        self._lines.setToolTip(self.tr("The last lines of the log file"))
        self._copy = self._make_button(
            self.tr("&Copy"), self.tr("Copy all these lines to the clipboard")
        )
        show_file = self._make_button(
            self.tr("Show &file"), self.tr("Show the log file in its folder")
        )
        refresh = self._make_button(self.tr("&Refresh"), self.tr("Show the newest lines"))
        close = self._make_button(self.tr("Close"), self.tr("Close the log"))
        close.setDefault(True)

        buttons = QHBoxLayout()
        for button in (self._copy, show_file, refresh):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(summary)
        layout.addWidget(self._lines, 1)
        layout.addLayout(buttons)
        self.setWindowTitle(self.tr("Log"))
        self.resize(760, 460)
        self.set_text("")

        self._copy.clicked.connect(self._on_copy_clicked)
        show_file.clicked.connect(self.file_requested)
        refresh.clicked.connect(self.refresh_requested)
        close.clicked.connect(self.accept)

    def set_text(self, text: str) -> None:
        """Show these lines, scrolled to the last one."""
        self._lines.setPlainText(text.rstrip("\n"))
        self._copy.setEnabled(bool(text))
        self._show_last()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_last()

    def _show_last(self) -> None:
        self._lines.moveCursor(QTextCursor.MoveOperation.End)
        self._lines.moveCursor(QTextCursor.MoveOperation.StartOfLine)

    def _make_button(self, text: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        button.setAutoDefault(False)
        return button

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._lines.toPlainText())
