"""Page that shows what the network sees, layer by layer (Gatys 2015, fig. 1)."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from nst_desktop.core.figure import style_layers
from nst_desktop.core.layers import CONVOLUTIONS_PER_BLOCK, LayerWeights
from nst_desktop.document.settings import Settings
from nst_desktop.ui.explore.explore_page import ExplorePage
from nst_desktop.ui.explore.layer_texts import about_content, about_style, style_name
from nst_desktop.ui.explore.original import Original
from nst_desktop.ui.explore.picture_cell import PictureCell, keep_height
from nst_desktop.ui.parts.wheel_guard import WheelGuard

PAINTING, PHOTOGRAPH = 0, 1  # rows
BLOCKS = len(CONVOLUTIONS_PER_BLOCK)
DEFAULT_LAYER = "conv{0}_2"  # for the photograph, by block, as in Gatys 2016
LOWER_ROW = 5  # layout row where the photograph's part begins
CELL_MARGIN = 2  # px, on each side of the picture in a cell
CAPTION_WIDTH = 130  # px; minimum width of a column


class LayersPage(ExplorePage):
    """Page with a column for each block of the network.

    In each column, the upper row shows the painting's texture as seen by the first layers of all
    blocks up to this block. The lower row shows the photograph as seen by one layer of the block.

    Signals:
        layer_changed(int): The user chose another layer for the photograph in this column.
        painting_changed(): The user chose another painting.
    """

    layer_changed = Signal(int)
    painting_changed = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__("learn", settings, parent)
        self._style = tuple(style_layers())
        self._guard = WheelGuard(self)
        self._layers = [self._make_layers(block) for block in range(1, BLOCKS + 1)]
        self._painting, self._photograph = Original(), Original()
        self._paintings = self._make_paintings()
        self._texts = [_text() for _ in range(BLOCKS)]

        self._head.addWidget(self._make_introduction())
        self._content.setLayout(self._make_grid())
        self.setWindowTitle(self.tr("What the network sees"))
        self._show_texts()

        for column, layers in enumerate(self._layers):
            layers.activated.connect(lambda _index, column=column: self._on_layer(column))
        self._paintings.activated.connect(self.painting_changed)

    def style_layers(self, column: int) -> LayerWeights:
        """Return the layers whose texture this column shows."""
        return self._style[column]

    def content_layer(self, column: int) -> str:
        """Return the layer whose view of the photograph this column shows."""
        return str(self._layers[column].currentData())

    def set_content_layer(self, column: int, layer: str) -> None:
        """Choose this layer for this column if the layer belongs to the column's block."""
        index = self._layers[column].findData(layer)
        if index >= 0:
            self._layers[column].setCurrentIndex(index)
            self._show_texts()

    def set_paintings(self, names: Sequence[str]) -> None:
        """Offer these paintings and keep the chosen one if it is among them."""
        chosen = self._paintings.currentText()
        self._paintings.clear()
        self._paintings.addItems(names)
        self._paintings.setCurrentIndex(max(0, self._paintings.findText(chosen)))
        self._paintings.setVisible(len(names) > 1)

    def painting(self) -> int:
        """Return the index of the chosen painting."""
        return max(0, self._paintings.currentIndex())

    def set_originals(self, painting: QImage | None, photograph: QImage | None) -> None:
        """Set the original pictures and give the cells their proportions."""
        self._painting.set_image(painting)
        self._photograph.set_image(photograph)
        for row, column in self.board.places():
            original = self._painting if row == PAINTING else self._photograph
            self.board.cell(row, column).set_aspect(original.aspect())

    def _make_introduction(self) -> QLabel:
        text = QLabel(
            self.tr(
                "Each picture started as noise and was changed until its layers saw hardly any "
                "difference between it and the original. What you can see in it is what those "
                "layers keep; they do not see the rest. Click a picture to use its layers for "
                "your artwork."
            )
        )
        text.setProperty("tone", "muted")
        text.setWordWrap(True)
        return text

    def _make_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        self._add_row(
            grid,
            0,
            self.tr("Texture of the painting"),
            self._painting,
            self.tr("The original painting and, beside it, its texture without the composition."),
        )
        self._add_row(
            grid,
            LOWER_ROW,
            self.tr("Shapes of the photograph"),
            self._photograph,
            self.tr(
                "The original photograph and, beside it, what a single layer keeps at each "
                "position."
            ),
        )
        grid.setRowMinimumHeight(LOWER_ROW - 1, 12)
        cells = {}
        for column in range(BLOCKS):
            layers = self._style[column]
            name = QLabel(style_name(layers))
            name.setContentsMargins(CELL_MARGIN, 0, 0, 0)
            text = _text()
            text.setText(about_style(layers))
            above, below = PictureCell(name.text()), PictureCell("")
            keep_height(above)
            keep_height(below)
            cells[PAINTING, column], cells[PHOTOGRAPH, column] = above, below
            upper = (above, name, text)
            lower = (below, self._layers[column], self._texts[column])
            for row, widget in (*enumerate(upper, 1), *enumerate(lower, LOWER_ROW + 1)):
                grid.addWidget(widget, row, column + 1)
            grid.setColumnStretch(column + 1, 1)
        grid.setColumnStretch(0, 1)
        grid.setRowStretch(LOWER_ROW + 4, 1)
        self.board.set_cells(dict(sorted(cells.items())))
        return grid

    def _add_row(
        self, grid: QGridLayout, row: int, title: str, original: Original, about: str
    ) -> None:
        heading = QLabel(title)
        heading.setProperty("tone", "heading")
        grid.addWidget(heading, row, 0, 1, BLOCKS + 1)
        grid.addWidget(original, row + 1, 0)
        text = _text()
        text.setText(about)
        below = QVBoxLayout()
        below.setSpacing(6)
        if original is self._painting:
            below.addWidget(self._paintings)
        below.addWidget(text)
        below.addStretch(1)
        grid.addLayout(below, row + 2, 0, 2, 1)

    def _make_layers(self, block: int) -> QComboBox:
        layers = QComboBox()
        for index in range(1, CONVOLUTIONS_PER_BLOCK[block - 1] + 1):
            layers.addItem(f"conv{block}_{index}", f"conv{block}_{index}")
        layers.addItem(f"pool{block}", f"pool{block}")
        layers.setCurrentIndex(layers.findData(DEFAULT_LAYER.format(block)))
        layers.setAccessibleName(self.tr("Layer of block {0}").format(block))
        layers.setToolTip(self.tr("Look at the photograph through another layer of this block"))
        self._guard.watch(layers)
        return layers

    def _make_paintings(self) -> QComboBox:
        paintings = QComboBox()
        paintings.setAccessibleName(self.tr("Painting to look at"))
        paintings.setToolTip(self.tr("Look at another painting"))
        paintings.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._guard.watch(paintings)
        paintings.hide()
        return paintings

    def _show_texts(self) -> None:
        for column in range(BLOCKS):
            layer = self.content_layer(column)
            self._texts[column].setText(about_content(layer))
            self.board.cell(PHOTOGRAPH, column).set_name(layer)

    def _on_layer(self, column: int) -> None:
        self._show_texts()
        self.layer_changed.emit(column)


def _text() -> QLabel:
    text = QLabel()
    text.setProperty("tone", "muted")
    text.setWordWrap(True)
    text.setMinimumWidth(CAPTION_WIDTH)
    text.setAlignment(Qt.AlignmentFlag.AlignTop)
    text.setContentsMargins(CELL_MARGIN, 0, 0, 0)
    return text
