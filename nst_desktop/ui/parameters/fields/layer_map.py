"""Map of the layers in VGG-19: one row per block, from its first convolution to pooling."""

from itertools import pairwise

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QWidget

from nst_desktop.core.layers import LAYERS, LayerWeights
from nst_desktop.ui.parameters.fields.layer_cell import LayerCell
from nst_desktop.ui.parts.theme import colours_of

COLUMNS = 5  # layers in the longest block: four convolutions and one pooling layer
GAP = 6
MOVES = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class LayerMap(QWidget):
    """Shows the weights of all layers and lets the user change them.

    The map is a single tab stop; the arrow keys move the focus inside it.

    Signals:
        layers_changed(): The user changed a layer's weight.
        drag_began(): The user started dragging a weight.
    """

    layers_changed = Signal()
    drag_began = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells = {layer: LayerCell(layer) for layer in LAYERS}
        self._at = {_grid_position(layer): cell for layer, cell in self._cells.items()}
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 4, 0, 4)
        layout.setSpacing(GAP)
        for (row, column), cell in self._at.items():
            layout.addWidget(cell, row, column)
            layout.setColumnStretch(column, 1)
            cell.weight_changed.connect(self._on_weight_changed)
            cell.drag_began.connect(self.drag_began)
            cell.pressed.connect(self._on_pressed)
        self._give_tab_stop(self._cells[LAYERS[0]])

    def layers(self) -> LayerWeights:
        """Return the layers with weights above 0, in network order."""
        return tuple((layer, cell.weight()) for layer, cell in self._cells.items() if cell.weight())

    def set_layers(self, layers: LayerWeights) -> None:
        """Show these weights.

        A full cell stands for the largest weight, or for 1 if no weight exceeds 1.
        """
        weights = dict(layers)
        full = max([1.0, *weights.values()])
        for layer, cell in self._cells.items():
            cell.set_weight(weights.get(layer, 0.0), full)

    def cells(self) -> list[LayerCell]:
        """Return the cells in network order."""
        return list(self._cells.values())

    def is_dragging(self) -> bool:
        """Return whether the user is dragging a weight."""
        return any(cell.is_dragging() for cell in self.cells())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        cell, move = self.focusWidget(), MOVES.get(Qt.Key(event.key()))
        if move is None or not isinstance(cell, LayerCell):
            super().keyPressEvent(event)
            return
        neighbour = self._neighbour(cell, *move)
        if neighbour is not None:
            self._give_tab_stop(neighbour)
            neighbour.setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a line that connects the layers in network order."""
        painter = QPainter(self)
        painter.setPen(QPen(QColor(colours_of(self.palette()).border), 1.5))
        centres = [cell.geometry().center() for cell in self.cells()]
        for (here, there), cell in zip(pairwise(centres), self.cells(), strict=False):
            if here.y() == there.y():
                painter.drawLine(here, there)
            else:
                turn = cell.geometry().bottom() + GAP // 2 + 1
                corners = [here, QPoint(here.x(), turn), QPoint(there.x(), turn), there]
                painter.drawPolyline(corners)

    def _neighbour(self, cell: LayerCell, down: int, right: int) -> LayerCell | None:
        row, column = _grid_position(cell.layer)
        row, column = row + down, column + right
        while 0 <= column < COLUMNS and (row, column) not in self._at:
            column += right or -1  # Skip a gap in the row, or move to the end of a shorter row.
        return self._at.get((row, column))

    def _give_tab_stop(self, chosen: LayerCell) -> None:
        for cell in self.cells():
            policy = Qt.FocusPolicy.StrongFocus if cell is chosen else Qt.FocusPolicy.ClickFocus
            cell.setFocusPolicy(policy)

    def _on_pressed(self) -> None:
        cell = self.sender()
        assert isinstance(cell, LayerCell)
        self._give_tab_stop(cell)

    def _on_weight_changed(self) -> None:
        self.set_layers(self.layers())
        self.layers_changed.emit()


def _grid_position(layer: str) -> tuple[int, int]:
    if layer.startswith("pool"):
        return int(layer[-1]) - 1, COLUMNS - 1
    block, index = layer.removeprefix("conv").split("_")
    return int(block) - 1, int(index) - 1
