"""The list of areas."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from nst_desktop.ui.regions.swatches import SIDE, Swatch, swatch_icon

ROWS = 4  # that are seen at once
ROW = 30  # px


@dataclass(frozen=True, slots=True)
class RegionRow:
    """text: what the area is for. share: of the picture that is inside, 0..1."""

    swatch: Swatch
    text: str
    share: float


class RegionList(QListWidget):
    """row_chosen(int): the user wants to see and paint this one. removed(int)."""

    row_chosen = Signal(int)
    removed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("tiles", True)
        self.setIconSize(QSize(SIDE, SIDE))
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setAccessibleName(self.tr("Regions"))
        self.setToolTip(
            self.tr("What is painted on; the sign and the number are the same on the picture")
        )
        delete = QAction(self)
        delete.setShortcut(QKeySequence.StandardKey.Delete)
        delete.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.addAction(delete)
        self.currentRowChanged.connect(self._on_row_changed)
        delete.triggered.connect(self._on_delete)

    def set_rows(self, rows: Sequence[RegionRow], current: int) -> None:
        """Show these, and which one is painted on; -1: none. Emits nothing."""
        with QSignalBlocker(self):
            while self.count() > len(rows):
                self.takeItem(self.count() - 1)
            while self.count() < len(rows):
                self.addItem(QListWidgetItem())
            for place, row in enumerate(rows):
                self._fill(self.item(place), row)
            self.setCurrentRow(current)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), ROWS * ROW + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 2 * ROW + 4)

    def _fill(self, item: QListWidgetItem, row: RegionRow) -> None:
        told = self.tr("{0} %").format(max(1, round(100 * row.share)))
        if not row.share:
            told = self.tr("empty")
        item.setText(self.tr("{0}  ·  {1}").format(row.text, told))
        item.setToolTip(row.text)
        item.setSizeHint(QSize(0, ROW))
        if item.data(Qt.ItemDataRole.UserRole) != row.swatch:
            item.setData(Qt.ItemDataRole.UserRole, row.swatch)
            item.setIcon(swatch_icon(row.swatch))

    def _on_row_changed(self, row: int) -> None:
        if row >= 0:
            self.row_chosen.emit(row)

    def _on_delete(self) -> None:
        if self.currentRow() >= 0:
            self.removed.emit(self.currentRow())
