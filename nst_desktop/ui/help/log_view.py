"""The dialog that shows what went wrong lately."""

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
    """refresh_requested() and file_requested(): the user wants the newest lines, or to see the
    file in its folder. The lines are handed in."""

    refresh_requested = Signal()
    file_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        told = QLabel(
            self.tr(
                "Warnings and errors of the program, the newest last. There are no pictures in it "
                "and no names of folders, so you can pass it on to somebody who helps you."
            )
        )
        told.setProperty("tone", "muted")
        told.setWordWrap(True)
        self._lines = QPlainTextEdit()
        self._lines.setReadOnly(True)
        self._lines.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._lines.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._lines.setPlaceholderText(self.tr("Nothing has gone wrong so far."))
        self._lines.setAccessibleName(self.tr("Log"))
        self._lines.setToolTip(self.tr("The last lines of the log file"))
        self._copy = self._make_button(
            self.tr("&Copy"), self.tr("Put all these lines on the clipboard")
        )
        show_file = self._make_button(
            self.tr("Show &file"), self.tr("Show the log file in its folder")
        )
        refresh = self._make_button(self.tr("&Refresh"), self.tr("Read the newest lines"))
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
        layout.addWidget(told)
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
        """Show these lines, the last one in view."""
        self._lines.setPlainText(text.rstrip("\n"))
        self._copy.setEnabled(bool(text))
        self._show_last()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_last()

    def _show_last(self) -> None:
        self._lines.moveCursor(QTextCursor.MoveOperation.End)
        self._lines.moveCursor(QTextCursor.MoveOperation.StartOfLine)

    def _make_button(self, text: str, told: str) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(told)
        button.setAutoDefault(False)
        return button

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._lines.toPlainText())
