"""A parameter that is a list of the network's layers with their weights."""

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSizePolicy, QToolButton, QWidget

from nst_desktop.core.errors import ParameterError
from nst_desktop.core.layers import LAYERS, LayerWeights, format_layers
from nst_desktop.core.params import read_value
from nst_desktop.widgets.fields.field import Field

COLUMNS = 5  # the longest block: four convolutions and a pooling


class LayersField(Field):
    """A button for each layer, one row for each block, and a line of text for the weights."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._text = QLineEdit()
        self._text.setToolTip(self.tr("Weights are written as conv1_1:1, conv2_1:0.5"))
        self._buttons = {layer: self._make_button(layer) for layer in LAYERS}
        grid = QWidget()
        layout = QGridLayout(grid)
        layout.setContentsMargins(0, 4, 0, 4)
        layout.setSpacing(4)
        for layer, button in self._buttons.items():
            layout.addWidget(button, *_place(layer))

        self._prepare(self._text)
        self._arrange(None, [grid, self._text])

        self._text.editingFinished.connect(self._on_text_edited)

    def value(self) -> LayerWeights:
        layers: LayerWeights = read_value(self.name, self._text.text())
        return layers

    def set_value(self, value: LayerWeights) -> None:
        with QSignalBlocker(self._text):
            self._text.setText(format_layers(value))
        self._text.setCursorPosition(0)
        self._check_buttons(value)

    def _make_button(self, layer: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("layer", True)
        button.setCheckable(True)
        button.setText(layer.removeprefix("conv"))
        button.setAccessibleName(layer)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.clicked.connect(self._on_button_clicked)
        return button

    def _check_buttons(self, layers: LayerWeights) -> None:
        chosen = {layer for layer, _ in layers}
        for layer, button in self._buttons.items():
            button.setChecked(layer in chosen)

    def _on_text_edited(self) -> None:
        try:
            layers = self.value()
        except ParameterError as error:
            self.set_error(str(error))
            return
        self.set_error("")
        self._check_buttons(layers)
        self.value_changed.emit(layers)

    def _on_button_clicked(self) -> None:
        self.set_error("")
        weights = self._weights()
        checked = [layer for layer, button in self._buttons.items() if button.isChecked()]
        self.set_value(tuple((layer, weights.get(layer, 1.0)) for layer in checked))
        self.value_changed.emit(self.value())

    def _weights(self) -> dict[str, float]:
        """The weights in the text, so far as they can be read."""
        try:
            return dict(self.value())
        except ParameterError:
            return {}


def _place(layer: str) -> tuple[int, int]:
    if layer.startswith("pool"):
        return int(layer[-1]) - 1, COLUMNS - 1
    block, index = layer.removeprefix("conv").split("_")
    return int(block) - 1, int(index) - 1
