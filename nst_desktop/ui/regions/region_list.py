"""List of regions."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from nst_desktop.ui.regions.swatches import SIDE, Swatch, swatch_icon

VISIBLE_ROWS = 4
ROW_HEIGHT = 30  # px


@dataclass(frozen=True, slots=True)
class RegionRow:
    """Row for one region.

    Attributes:
        swatch: Swatch of the region.
        text: Name of the region.
        share: Share of the picture that the mask includes, 0..1.
    """

    swatch: Swatch
    text: str
    share: float


class RegionList(QListWidget):
    """Shows the regions and lets the user choose one.

    Signals:
        row_chosen(int): The user wants to paint the region in this row.
        remove_requested(int): The user wants to remove the region in this row.
    """

    row_chosen = Signal(int)
    remove_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("tiles", True)
        self.setIconSize(QSize(SIDE, SIDE))
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setAccessibleName(self.tr("Regions"))
        self.setToolTip(
            self.tr(
                "Choose the region to paint. The same symbols and numbers appear on the picture."
            )
        )
        delete = QAction(self)
        delete.setShortcut(QKeySequence.StandardKey.Delete)
        delete.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.addAction(delete)
        self.currentRowChanged.connect(self._on_row_changed)
        delete.triggered.connect(self._on_delete)

    def set_rows(self, rows: Sequence[RegionRow], current: int) -> None:
        """Show these rows and select the current one (-1 for none) without emitting signals."""
        with QSignalBlocker(self):
            while self.count() > len(rows):
                self.takeItem(self.count() - 1)
            while self.count() < len(rows):
                self.addItem(QListWidgetItem())
            for index, row in enumerate(rows):
                self._fill(self.item(index), row)
            self.setCurrentRow(current)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), VISIBLE_ROWS * ROW_HEIGHT + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 2 * ROW_HEIGHT + 4)

    def _fill(self, item: QListWidgetItem, row: RegionRow) -> None:
        share = self.tr("{0} %").format(max(1, round(100 * row.share)))
        if not row.share:
            share = self.tr("empty")
        item.setText(self.tr("{0}  ·  {1}").format(row.text, share))
        item.setToolTip(row.text)
        item.setSizeHint(QSize(0, ROW_HEIGHT))
        if item.data(Qt.ItemDataRole.UserRole) != row.swatch:
            item.setData(Qt.ItemDataRole.UserRole, row.swatch)
            item.setIcon(swatch_icon(row.swatch))

    def _on_row_changed(self, row: int) -> None:
        if row >= 0:
            self.row_chosen.emit(row)

    def _on_delete(self) -> None:
        if self.currentRow() >= 0:
            self.remove_requested.emit(self.currentRow())
