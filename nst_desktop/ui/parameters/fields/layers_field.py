"""Field for a list of network layers and their weights."""

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QLineEdit, QWidget

from nst_desktop.core.errors import ParameterError
from nst_desktop.core.layers import LayerWeights, format_layers
from nst_desktop.core.params import parse_value
from nst_desktop.run.error_texts import error_text
from nst_desktop.ui.parameters.fields.field import Field
from nst_desktop.ui.parameters.fields.layer_map import LayerMap


class LayersField(Field):
    """Layer map, with the same list as editable text below it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._map = LayerMap()
        self._text = QLineEdit()
        for cell in self._map.cells():
            self._wheel_guard.watch_wheel(cell)

        self._prepare(self._text)
        self._text.setToolTip(self.tr("Layers with their weights, such as conv1_1:1, conv2_1:0.5"))
        self._arrange(None, [self._map, self._text])

        self._map.drag_began.connect(self.drag_began)
        self._map.layers_changed.connect(self._on_map_changed)
        self._text.editingFinished.connect(self._on_text_edited)

    def value(self) -> LayerWeights:
        layers: LayerWeights = parse_value(self.name, self._text.text())
        return layers

    def is_dragging(self) -> bool:
        return self._map.is_dragging()

    def _show(self, value: LayerWeights) -> None:
        self._write(value)
        self._map.set_layers(value)

    def _write(self, value: LayerWeights) -> None:
        with QSignalBlocker(self._text):
            self._text.setText(format_layers(value))
        self._text.setCursorPosition(0)

    def _on_text_edited(self) -> None:
        try:
            layers = self.value()
        except ParameterError as error:
            self.set_error(error_text(error))
            self._show_difference()
            self.refused.emit(error)
            return
        self.set_error("")
        self._map.set_layers(layers)
        self._enter()

    def _on_map_changed(self) -> None:
        self.set_error("")
        self._write(self._map.layers())
        self._enter()
