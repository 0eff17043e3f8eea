"""Page that shows the photograph in the style of every painting in a folder, as sketches."""

import math
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from nst_desktop.document.settings import Settings
from nst_desktop.ui.explore.cells_page import CellsPage
from nst_desktop.ui.explore.picture_cell import CellState, PictureCell, keep_height
from nst_desktop.ui.parts.elided_label import ElidedLabel

MAX_COLUMNS = 5
CELLS_HEIGHT = 480  # px; about as much of them as the page shows at once
CELL_MARGIN = 2  # px, on each side of the picture in a cell


class TryPage(CellsPage):
    """Page with a cell for each painting.

    Signals:
        folder_requested(): The user wants to choose another folder.
    """

    folder_requested = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__("try", settings, parent)
        self._sheet: QWidget | None = None  # holds the current folder's cells
        self._cells: list[PictureCell] = []
        self._columns = 1
        self._folder = ElidedLabel()
        self._folder.setProperty("tone", "heading")
        self._choose = self._make_button(
            self.tr("Choose &folder…"), self.tr("Try the paintings in another folder")
        )
        self._head.addWidget(self._make_introduction())
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._folder, 1)
        row.addWidget(self._choose)
        self._head.addLayout(row)
        content = QVBoxLayout(self._content)
        content.setContentsMargins(0, 0, 0, 0)
        self._close.setToolTip(self.tr("Close this page and stop sketching"))
        self._progress.setAccessibleName(self.tr("Progress of all sketches"))
        self._progress.hide()
        self.setTabOrder(self._choose, self._close)
        self.setWindowTitle(self.tr("Try paintings: sketches"))

        self._choose.clicked.connect(self.folder_requested)

    def set_folder(self, folder: Path) -> None:
        """Show the folder's path."""
        self._folder.set_text(str(folder))
        self._folder.setToolTip(str(folder))

    def set_names(self, names: Sequence[str]) -> None:
        """Show an empty cell for each of these file names; fewer cells are larger."""
        old, sheet = self._sheet, QWidget()
        grid = QGridLayout(sheet)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(12)
        hint = self.tr("Click to use this painting")
        self._cells = [PictureCell(name, hint=hint) for name in names]
        self._columns = max(1, min(math.ceil(math.sqrt(len(names))), MAX_COLUMNS))
        rows = math.ceil(len(names) / self._columns)
        height = CELLS_HEIGHT // rows if rows in (1, 2) else CELLS_HEIGHT
        for index, cell in enumerate(self._cells):
            keep_height(cell)
            cell.setMaximumHeight(height)
            grid.addWidget(_with_name(cell), *divmod(index, self._columns))
        for column in range(self._columns):
            grid.setColumnStretch(column, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        layout = self._content.layout()
        assert layout is not None
        if old is not None:
            layout.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._sheet = sheet
        layout.addWidget(sheet)
        cells = {divmod(index, self._columns): cell for index, cell in enumerate(self._cells)}
        self.board.set_cells(cells)

    def set_aspect(self, aspect: float) -> None:
        """Set the photograph's height divided by its width."""
        for cell in self._cells:
            cell.set_aspect(aspect)

    def cells(self) -> list[PictureCell]:
        """Return the cells, in the order of their names."""
        return list(self._cells)

    def columns(self) -> int:
        """Return the number of columns, which depends on the number of cells."""
        return self._columns

    def set_outdated(self) -> None:
        """Mark the cells as in progress until their new sketches arrive."""
        for cell in self._cells:
            image = cell.image()
            if image is None:
                cell.set_empty()
            else:
                cell.set_partial(image, 0.0)

    def set_working(self, working: bool) -> None:
        """Show the progress bar only while sketches are being drawn."""
        self._progress.setVisible(working)

    def count(self, state: CellState) -> int:
        """Return how many cells are in this state."""
        return sum(cell.state() is state for cell in self._cells)

    def present(self) -> None:
        if not self.isVisible():
            self._choose.setFocus()
        super().present()

    def _make_introduction(self) -> QLabel:
        text = QLabel(
            self.tr(
                "Your photograph in the style of each painting in a folder. These are quick "
                "sketches; a run makes a finer artwork. Click a sketch to use its painting."
            )
        )
        text.setProperty("tone", "muted")
        text.setWordWrap(True)
        return text


def _with_name(cell: PictureCell) -> QWidget:
    """Return a widget with the cell and its name beneath."""
    widget, name = QWidget(), ElidedLabel()
    name.setProperty("tone", "muted")
    name.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    name.set_text(cell.name())
    name.setToolTip(cell.name())
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(4)
    layout.addWidget(cell)
    below = QHBoxLayout()
    below.setContentsMargins(CELL_MARGIN, 0, CELL_MARGIN, 0)
    below.addWidget(name)
    layout.addLayout(below)
    layout.addStretch(1)
    return widget
