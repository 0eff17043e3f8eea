"""Field for a parameter with a few named values."""

from collections.abc import Collection

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from nst_desktop.core.params import describe
from nst_desktop.ui.language import parameter_text
from nst_desktop.ui.parameters.fields.field import Field


class ChoiceField(Field):
    """Drop-down list of the parameter's values, with their declared labels."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._list = QComboBox()
        for value, label in describe(name).choices.items():
            self._list.addItem(parameter_text(label), value)
        self._remark = QLabel()
        self._remark.setWordWrap(True)
        self._remark.hide()
        self._remarked = ""

        self._prepare(self._list)
        self._arrange(self._list, [self._remark])

        self._list.activated.connect(self._enter)

    def value(self) -> str:
        return str(self._list.currentData())

    def set_possible(self, values: Collection[str]) -> None:
        """Disable all choices except these values."""
        model = self._list.model()
        assert isinstance(model, QStandardItemModel)
        for row in range(self._list.count()):
            possible = self._list.itemData(row) in values
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            model.item(row).setFlags(flags if possible else Qt.ItemFlag.NoItemFlags)

    def set_remark(self, text: str) -> None:
        """Show a note below the list until the choice changes; "" removes the note."""
        self._remarked = self.value()
        self._remark.setText(text)
        self._remark.setVisible(bool(text))
        self._list.setAccessibleDescription(f"{self._about} {text}".rstrip())

    def remark(self) -> str:
        """Return the displayed note, or "" if there is none."""
        return self._remark.text()

    def _show_difference(self) -> None:
        super()._show_difference()
        if self.remark() and self.value() != self._remarked:
            self.set_remark("")

    def _show(self, value: str) -> None:
        with QSignalBlocker(self._list):
            self._list.setCurrentIndex(self._list.findData(value))
