"""Base class for pages with small pictures: a window with cells, a status line and Close."""

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


class CellsPage(QDialog):
    """Window with small pictures, which remembers its geometry.

    Attributes:
        board: Board with the page's cells.

    Signals:
        closed(): The page was hidden.
    """

    closed = Signal()

    def __init__(self, name: str, settings: Settings, parent: QWidget | None = None) -> None:
        """Create the page; `name` is the settings key for the page's geometry."""
        super().__init__(parent, Qt.WindowType.Window)
        self._key, self._settings = f"page/{name}", settings
        self.board = CellBoard(self)
        self._content = QWidget()
        self._scroll_area = self._make_scroll_area()
        self._status = QLabel()
        self._status.setWordWrap(True)
        self._status.setTextFormat(Qt.TextFormat.PlainText)
        self._status.setProperty("tone", "muted")
        self._progress = self._make_progress()
        self._close = self._make_button(
            self.tr("Close"), self.tr("Close this page and stop making pictures")
        )
        self._head = QVBoxLayout()
        self._head.setSpacing(10)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(8)
        self._foot.addWidget(self._status, 1)
        self._foot.addWidget(self._close)

        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(self._head)
        layout.addWidget(self._scroll_area, 1)
        layout.addWidget(self._progress)
        layout.addLayout(self._foot)
        self.setMinimumSize(640, 480)
        self.resize(1024, 700)
        state = settings.state(self._key)
        if state is not None:
            self.restoreGeometry(state)

        self._close.clicked.connect(self.reject)
        self.board.entered.connect(self._scroll_area.ensureWidgetVisible)

    def set_progress(self, fraction: float) -> None:
        """Set the completed share of all the work, 0..1."""
        self._progress.setValue(round(PROGRESS_STEPS * fraction))

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
