"""Grid of a page's cells with keyboard navigation."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from nst_desktop.ui.explore.picture_cell import CellState, PictureCell

Place = tuple[int, int]  # (row, column), from 0


class CellBoard(QObject):
    """Owner of a page's cells, which form a single Tab stop; the arrow keys move between cells.

    The page lays out the cells.

    Signals:
        chosen(int, int): The user chose the cell in this row and column.
        entered(PictureCell): The keyboard focus moved to this cell; scroll it into view.
    """

    chosen = Signal(int, int)
    entered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cells: dict[Place, PictureCell] = {}

    def set_cells(self, cells: Mapping[Place, PictureCell]) -> None:
        """Use these cells from now on. The page deletes the previous ones."""
        self._cells = dict(cells)
        for cell in self._cells.values():
            cell.clicked.connect(self._on_clicked)
            cell.moved.connect(self._on_moved)
        if self._cells:
            self._give_tab_stop(next(iter(self._cells)))

    def cell(self, row: int, column: int) -> PictureCell:
        """Return the cell in this row and column. Raises KeyError if there is none."""
        return self._cells[row, column]

    def places(self) -> list[Place]:
        """Return the positions of all cells."""
        return list(self._cells)

    def images(self) -> dict[Place, QImage]:
        """Return the pictures displayed so far, by position, without sketches."""
        shown = (
            (place, cell.image())
            for place, cell in self._cells.items()
            if cell.state() is not CellState.SKETCH
        )
        return {place: image for place, image in shown if image is not None}

    def has_begun(self) -> bool:
        """Return whether any cell is not empty."""
        return any(cell.state() is not CellState.EMPTY for cell in self._cells.values())

    def clear(self, places: Iterable[Place] | None = None) -> None:
        """Empty the cells at these positions, or all of them."""
        for place in self._cells if places is None else places:
            self._cells[place].set_empty()

    def drop_partial(self, places: Iterable[Place]) -> None:
        """Remove the unfinished pictures at these positions; their sketches reappear."""
        for place in places:
            self._cells[place].drop_partial()

    def set_used(self, used: set[Place]) -> None:
        """Tick the cells whose settings the document uses."""
        for place, cell in self._cells.items():
            cell.set_used(place in used)

    def _place_of(self, cell: QObject | None) -> Place:
        return next(place for place, other in self._cells.items() if other is cell)

    def _give_tab_stop(self, chosen: Place) -> None:
        for place, cell in self._cells.items():
            policy = Qt.FocusPolicy.StrongFocus if place == chosen else Qt.FocusPolicy.ClickFocus
            cell.setFocusPolicy(policy)

    def _on_clicked(self) -> None:
        place = self._place_of(self.sender())
        self._give_tab_stop(place)
        self.chosen.emit(*place)

    def _on_moved(self, down: int, right: int) -> None:
        row, column = self._place_of(self.sender())
        target = row + down, column + right
        if target in self._cells:
            self._give_tab_stop(target)
            self._cells[target].setFocus(Qt.FocusReason.OtherFocusReason)
            self.entered.emit(self._cells[target])
