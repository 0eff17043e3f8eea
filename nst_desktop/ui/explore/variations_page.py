"""Variations page: a grid of small pictures that vary along two axes."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QWidget

from nst_desktop.core.variations import SMALL_SIZE
from nst_desktop.document.settings import Settings
from nst_desktop.ui.explore.axis_picker import NOTHING, Axis, AxisKind, AxisPicker
from nst_desktop.ui.explore.explore_page import ExplorePage
from nst_desktop.ui.explore.picture_cell import PictureCell
from nst_desktop.ui.parts.elided_label import ElidedLabel
from nst_desktop.ui.parts.wheel_guard import WheelGuard

SIDES = 128, 192, 256  # choices for a picture's long side, in px
MAX_LABEL_WIDTH = 120  # px, for the label beside a row
GAP = 6


class VariationsPage(ExplorePage):
    """Page with a grid: one row per value of the first axis, one column per value of the second.

    Signals:
        axes_changed(): The user chose other axes or another picture size.
    """

    axes_changed = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__("variations", settings, parent)
        self._down = AxisPicker(self.tr("&Down"))
        self._across = AxisPicker(self.tr("&Across"))
        self._sides = self._make_sides()
        self._before = Axis(), Axis()
        introduction = QLabel(
            self.tr(
                "Small, quick previews of possible artworks; the middle one is made first. Click a "
                "preview to use its settings. Undo restores the old settings."
            )
        )
        introduction.setProperty("tone", "muted")
        introduction.setWordWrap(True)
        size = QLabel(self.tr("Si&ze"))
        size.setProperty("tone", "heading")
        size.setBuddy(self._sides)
        controls = QHBoxLayout()
        controls.setSpacing(20)
        controls.addWidget(self._down, 1)
        controls.addWidget(self._across, 1)
        side = QHBoxLayout()
        side.setSpacing(8)
        side.addWidget(size)
        side.addWidget(self._sides)
        controls.addLayout(side)
        self._head.addWidget(introduction)
        self._head.addLayout(controls)
        self._grid = QGridLayout(self._content)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        self.setWindowTitle(self.tr("Variations"))

        self._across.axis_changed.connect(self._on_axis_changed)
        self._down.axis_changed.connect(self._on_axis_changed)
        self._sides.activated.connect(self.axes_changed)

    def set_kinds(self, kinds: Sequence[AxisKind]) -> None:
        """Offer these kinds on both axes."""
        for picker in (self._down, self._across):
            picker.set_kinds(kinds)
        self._before = self.axes()

    def set_axes(self, down: Axis, across: Axis) -> None:
        """Show these axes."""
        self._down.set_axis(down)
        self._across.set_axis(across)
        self._before = self.axes()

    def axes(self) -> tuple[Axis, Axis]:
        """Return the axes for the rows and for the columns."""
        return self._down.axis(), self._across.axis()

    def set_side(self, side: int) -> None:
        """Choose this picture size, in px, if it is offered."""
        index = self._sides.findData(side)
        if index >= 0:
            self._sides.setCurrentIndex(index)

    def side(self) -> int:
        """Return the length, in px, of a picture's long side."""
        return int(self._sides.currentData())

    def show_fault(self, across: bool) -> None:
        """Focus the axis with invalid values: the column axis if `across`, else the row axis."""
        (self._across if across else self._down).show_fault()

    def set_sheet(
        self,
        rows: Sequence[str],
        columns: Sequence[str],
        titles: tuple[str, str],
        aspect: float,
    ) -> None:
        """Show a grid of empty cells.

        Args:
            rows: Row labels; the label is empty for the single row of an unused axis.
            columns: Column labels; the label is empty for the single column of an unused axis.
            titles: Titles of the row axis and the column axis.
            aspect: Picture height divided by picture width.
        """
        rows_title, columns_title = titles
        self._empty_grid()
        self._write_labels(rows, columns, rows_title, columns_title)
        cells = {}
        for row, beside in enumerate(rows):
            for column, above in enumerate(columns):
                parts = ((rows_title, beside), (columns_title, above))
                name = ", ".join(f"{title} {label}".strip() for title, label in parts if label)
                cells[row, column] = PictureCell(name or self.tr("Unchanged"))
                self._grid.addWidget(cells[row, column], row + 2, column + 1)
        for cell in cells.values():
            cell.set_aspect(aspect)
        for row in range(len(rows)):
            self._grid.setRowStretch(row + 2, 1)
        for column in range(len(columns)):
            self._grid.setColumnStretch(column + 1, 1)
        self.board.set_cells(cells)
        self.set_running(False)

    def _make_sides(self) -> QComboBox:
        sides = QComboBox()
        for side in SIDES:
            sides.addItem(self.tr("{0} px").format(side), side)
        sides.setCurrentIndex(sides.findData(SMALL_SIZE))
        sides.setAccessibleName(self.tr("Picture size"))
        sides.setToolTip(self.tr("Long side of each picture; smaller pictures take less time"))
        self._guard = WheelGuard(self)
        self._guard.watch(sides)
        return sides

    def _empty_grid(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, 0)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)

    def _write_labels(
        self, rows: Sequence[str], columns: Sequence[str], rows_title: str, columns_title: str
    ) -> None:
        centre = Qt.AlignmentFlag.AlignCenter
        if columns_title:
            title = _label(columns_title, centre, muted=True)
            self._grid.addWidget(title, 0, 1, 1, len(columns))
        if rows_title:
            self._grid.addWidget(_label(rows_title, Qt.AlignmentFlag.AlignRight, muted=True), 1, 0)
        for column, text in enumerate(columns):
            if text:
                above = ElidedLabel()
                above.set_text(text)
                above.setAlignment(centre)
                self._grid.addWidget(above, 1, column + 1)
        for row, text in enumerate(rows):
            if text:
                beside = _label(text, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self._grid.addWidget(beside, row + 2, 0)

    def _on_axis_changed(self) -> None:
        """Swap the axes if both would vary the same parameter."""
        down, across = self.axes()
        if down.name == across.name != NOTHING:
            old_down, old_across = self._before
            if across != old_across:
                self._down.set_axis(old_across)
            else:
                self._across.set_axis(old_down)
        self._before = self.axes()
        self.axes_changed.emit()


def _label(text: str, alignment: Qt.AlignmentFlag, muted: bool = False) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setAlignment(alignment)
    label.setMaximumWidth(16_777_215 if muted else MAX_LABEL_WIDTH)
    label.setWordWrap(not muted)
    label.setContentsMargins(4, 0, 6, 0)
    if muted:
        label.setProperty("tone", "muted")
    return label
