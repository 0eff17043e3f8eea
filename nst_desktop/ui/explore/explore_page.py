"""Base class for pages whose pictures are computed: buttons start, stop and save them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from nst_desktop.document.settings import Settings
from nst_desktop.ui.explore.cells_page import CellsPage


class ExplorePage(CellsPage):
    """Page with buttons that start, stop and save the pictures.

    Signals:
        start_requested(): Make the pictures.
        stop_requested(): Stop making pictures.
        save_requested(): Save the pictures as a contact sheet.
    """

    start_requested = Signal()
    stop_requested = Signal()
    save_requested = Signal()

    def __init__(self, name: str, settings: Settings, parent: QWidget | None = None) -> None:
        """Create the page; `name` is the settings key for the page's geometry."""
        super().__init__(name, settings, parent)
        self._is_running = False
        self._save = self._make_button(
            self.tr("Sa&ve…"), self.tr("Save all pictures as a contact sheet")
        )
        self._start = self._make_button("", "")
        self._start.setProperty("primary", True)
        self._foot.insertWidget(1, self._save)
        self._foot.addWidget(self._start)
        self.setTabOrder(self._save, self._close)
        self.setTabOrder(self._close, self._start)
        self.set_running(False)

        self._start.clicked.connect(self._on_start_clicked)
        self._save.clicked.connect(self.save_requested)

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
        super().set_progress(fraction)
        self._save.setEnabled(bool(self.board.images()))

    def present(self) -> None:
        if not self.isVisible():
            self._start.setFocus()
        super().present()

    def _on_start_clicked(self) -> None:
        if self._is_running:
            self.stop_requested.emit()
        else:
            self.start_requested.emit()
