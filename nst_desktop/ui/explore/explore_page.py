"""What the pages of small pictures have in common: a window with a foot that starts and stops."""

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
    """A window beside the main one; it remembers its size.

    start_requested(), stop_requested(), save_requested(): the user wants that.
    closed(): the page is no longer to be seen.
    board: its cells.
    """

    start_requested = Signal()
    stop_requested = Signal()
    save_requested = Signal()
    closed = Signal()

    def __init__(self, name: str, settings: Settings, parent: QWidget | None = None) -> None:
        """name: under which its size is remembered."""
        super().__init__(parent, Qt.WindowType.Window)
        self._key, self._settings = f"page/{name}", settings
        self._is_going = False
        self.board = CellBoard(self)
        self._content = QWidget()
        self._region = self._make_region()
        self._status = QLabel()
        self._status.setWordWrap(True)
        self._status.setTextFormat(Qt.TextFormat.PlainText)
        self._status.setProperty("tone", "muted")
        self._progress = self._make_progress()
        self._save = self._make_button(
            self.tr("Sa&ve…"), self.tr("Save all these pictures as one picture")
        )
        self._go = self._make_button("", "")
        self._go.setProperty("primary", True)
        self._close = self._make_button(
            self.tr("Close"), self.tr("Close this page and end its work")
        )
        self._head = QVBoxLayout()
        self._head.setSpacing(10)

        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(self._head)
        layout.addWidget(self._region, 1)
        layout.addWidget(self._progress)
        layout.addLayout(self._make_foot())
        self.setTabOrder(self._save, self._close)
        self.setTabOrder(self._close, self._go)
        self.setMinimumSize(640, 480)
        self.resize(1024, 700)
        state = settings.state(self._key)
        if state is not None:
            self.restoreGeometry(state)
        self.set_going(False)

        self._go.clicked.connect(self._on_go_clicked)
        self._close.clicked.connect(self.reject)
        self._save.clicked.connect(self.save_requested)
        self.board.entered.connect(self._region.ensureWidgetVisible)

    def set_going(self, going: bool) -> None:
        """Whether pictures are being made."""
        self._is_going = going
        begun = self.board.has_begun()
        again = self.tr("&Start again") if begun else self.tr("&Start")
        self._go.setText(self.tr("S&top") if going else again)
        self._go.setToolTip(
            self.tr("Make no more of these pictures; those that are there stay")
            if going
            else self.tr("Make these pictures with what the window has now")
        )
        self._progress.setVisible(going)
        self._save.setEnabled(begun)

    def set_progress(self, fraction: float) -> None:
        """The share of all the work that is done, 0..1."""
        self._progress.setValue(round(PROGRESS_STEPS * fraction))
        self._save.setEnabled(self.board.has_begun())

    def set_status(self, text: str) -> None:
        """Say how things are."""
        self._say(text, "muted")

    def set_error(self, text: str) -> None:
        """Say what is wrong, and what to do."""
        self._say(text, "danger")

    def status(self) -> str:
        """What is said just now."""
        return self._status.text()

    def present(self) -> None:
        """Come to the front, wherever it was."""
        if not self.isVisible():
            self._go.setFocus()
        self.show()
        self.raise_()
        self.activateWindow()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():  # as when it is only minimised
            self._settings.set_state(self._key, self.saveGeometry())
            self.closed.emit()

    def _make_region(self) -> QScrollArea:
        region = QScrollArea()
        region.setWidget(self._content)
        region.setWidgetResizable(True)
        region.setFrameShape(QFrame.Shape.NoFrame)
        region.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        region.viewport().setAutoFillBackground(False)
        self._content.setAutoFillBackground(False)
        return region

    def _make_progress(self) -> QProgressBar:
        progress = QProgressBar()
        progress.setRange(0, PROGRESS_STEPS)
        progress.setTextVisible(False)
        progress.setAccessibleName(self.tr("Progress of all pictures"))
        keep = progress.sizePolicy()
        keep.setRetainSizeWhenHidden(True)  # nothing jumps
        progress.setSizePolicy(keep)
        return progress

    def _make_foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._status, 1)
        for button in (self._save, self._close, self._go):
            foot.addWidget(button)
        return foot

    def _make_button(self, text: str, told: str) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(told)
        button.setAutoDefault(False)
        return button

    def _say(self, text: str, tone: str) -> None:
        self._status.setText(text)
        if self._status.property("tone") != tone:
            self._status.setProperty("tone", tone)
            self._status.style().unpolish(self._status)  # or the style sheet would not look again
            self._status.style().polish(self._status)

    def _on_go_clicked(self) -> None:
        if self._is_going:
            self.stop_requested.emit()
        else:
            self.start_requested.emit()
