"""Field that offers named values for a number, such as quality levels for the step count."""

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QWidget

from nst_desktop.core.scale import Amounts
from nst_desktop.ui.language import parameter_text
from nst_desktop.ui.parameters.fields.field import Field


class AmountsField(Field):
    """Shows a parameter as a list of named values; any other value appears as Custom."""

    def __init__(self, name: str, amounts: Amounts, parent: QWidget | None = None) -> None:
        super().__init__(
            name, parent, label=parameter_text(amounts.label), about=parameter_text(amounts.help)
        )
        self._amounts = amounts
        self._list = QComboBox()
        for text, value in amounts.named.items():
            self._add(parameter_text(text), value)
        self._prepare(self._list)
        self._arrange(self._list)
        self.set_value(self._default)

        self._list.activated.connect(self._on_chosen)

    def value(self) -> int:
        return int(self._list.currentData())

    def _show(self, value: int) -> None:
        named = len(self._amounts.named)
        with QSignalBlocker(self._list):
            if self._list.count() > named:
                self._list.removeItem(named)
            if self._list.findData(value) < 0:
                self._add(self.tr("Custom"), value)
            self._list.setCurrentIndex(self._list.findData(value))

    def _add(self, text: str, value: int) -> None:
        self._list.addItem(parameter_text(self._amounts.entry).format(text, value), value)

    def _on_chosen(self) -> None:
        self._show(self.value())
        self._enter()
