"""Base class for pages with small pictures: a window with a progress bar and buttons."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from nst_desktop.document.settings import Settings
from nst_desktop.ui.explore.cell_board import CellBoard

PROGRESS_STEPS = 1000  # positions of the progress bar


class ExplorePage(QDialog):
    """Window with small pictures, which remembers its geometry.

    Attributes:
        board: Board with the page's cells.

    Signals:
        start_requested(): Make the pictures.
        stop_requested(): Stop making pictures.
        save_requested(): Save the pictures as a contact sheet.
        closed(): The page was hidden.
    """

    start_requested = Signal()
    stop_requested = Signal()
    save_requested = Signal()
    closed = Signal()

    def __init__(self, name: str, settings: Settings, parent: QWidget | None = None) -> None:
        """Create the page; `name` is the settings key for the page's geometry."""
        super().__init__(parent, Qt.WindowType.Window)
        self._key, self._settings = f"page/{name}", settings
        self._is_running = False
        self.board = CellBoard(self)
        self._content = QWidget()
        self._scroll_area = self._make_scroll_area()
        self._status = QLabel()
        self._status.setWordWrap(True)
        self._status.setTextFormat(Qt.TextFormat.PlainText)
        self._status.setProperty("tone", "muted")
        self._progress = self._make_progress()
        self._save = self._make_button(
            self.tr("Sa&ve…"), self.tr("Save all pictures as a contact sheet")
        )
        self._start = self._make_button("", "")
        self._start.setProperty("primary", True)
        self._close = self._make_button(
            self.tr("Close"), self.tr("Close this page and stop making pictures")
        )
        self._head = QVBoxLayout()
        self._head.setSpacing(10)

        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(self._head)
        layout.addWidget(self._scroll_area, 1)
        layout.addWidget(self._progress)
        layout.addLayout(self._make_foot())
        self.setTabOrder(self._save, self._close)
        self.setTabOrder(self._close, self._start)
        self.setMinimumSize(640, 480)
        self.resize(1024, 700)
        state = settings.state(self._key)
        if state is not None:
            self.restoreGeometry(state)
        self.set_running(False)

        self._start.clicked.connect(self._on_start_clicked)
        self._close.clicked.connect(self.reject)
        self._save.clicked.connect(self.save_requested)
        self.board.entered.connect(self._scroll_area.ensureWidgetVisible)

    def set_running(self, running: bool) -> None:
        """Set whether pictures are being made."""
        self._is_running = running
        again = self.tr("&Start again") if self.board.has_begun() else self.tr("&Start")
        self._start.setText(self.tr("S&top") if running else again)
        self._start.setToolTip(
            self.tr("Stop making pictures; finished ones are kept")
            if running
            else self.tr("Make the pictures with the current settings")
        )
        self._progress.setVisible(running)
        self._save.setEnabled(bool(self.board.images()))

    def set_progress(self, fraction: float) -> None:
        """Set the completed share of all the work, 0..1."""
        self._progress.setValue(round(PROGRESS_STEPS * fraction))
        self._save.setEnabled(bool(self.board.images()))

    def set_status(self, text: str) -> None:
        """Show a status message."""
        self._show_text(text, "muted")

    def set_error(self, text: str) -> None:
        """Show an error message."""
        self._show_text(text, "danger")

    def status(self) -> str:
        """Return the displayed status or error message."""
        return self._status.text()

    def present(self) -> None:
        """Show the page in front of other windows."""
        if not self.isVisible():
            self._start.setFocus()
        self.show()
        self.raise_()
        self.activateWindow()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():  # spontaneous if only minimised
            self._settings.set_state(self._key, self.saveGeometry())
            self.closed.emit()

    def _make_scroll_area(self) -> QScrollArea:
        area = QScrollArea()
        area.setWidget(self._content)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.viewport().setAutoFillBackground(False)
        self._content.setAutoFillBackground(False)
        return area

    def _make_progress(self) -> QProgressBar:
        progress = QProgressBar()
        progress.setRange(0, PROGRESS_STEPS)
        progress.setTextVisible(False)
        progress.setAccessibleName(self.tr("Progress of all pictures"))
        keep = progress.sizePolicy()
        keep.setRetainSizeWhenHidden(True)  # keeps the layout from jumping
        progress.setSizePolicy(keep)
        return progress

    def _make_foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._status, 1)
        for button in (self._save, self._close, self._start):
            foot.addWidget(button)
        return foot

    def _make_button(self, text: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        button.setAutoDefault(False)
        return button

    def _show_text(self, text: str, tone: str) -> None:
        self._status.setText(text)
        if self._status.property("tone") != tone:
            self._status.setProperty("tone", tone)
            self._status.style().unpolish(self._status)  # re-evaluates the style sheet
            self._status.style().polish(self._status)

    def _on_start_clicked(self) -> None:
        if self._is_running:
            self.stop_requested.emit()
        else:
            self.start_requested.emit()
