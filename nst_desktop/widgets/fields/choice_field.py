"""A parameter that is one of a few named values."""

from collections.abc import Collection

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QWidget

from nst_desktop.core.params import describe
from nst_desktop.widgets.fields.field import Field, declared


class ChoiceField(Field):
    """A drop-down list with the names that the declaration gives to the values."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._list = QComboBox()
        for value, label in describe(name).choices.items():
            self._list.addItem(declared(label), value)

        self._prepare(self._list)
        self._arrange(self._list)

        self._list.activated.connect(self._enter)

    def value(self) -> str:
        return str(self._list.currentData())

    def set_possible(self, values: Collection[str]) -> None:
        """Grey out the choices that are not among these values."""
        model = self._list.model()
        assert isinstance(model, QStandardItemModel)
        for row in range(self._list.count()):
            possible = self._list.itemData(row) in values
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            model.item(row).setFlags(flags if possible else Qt.ItemFlag.NoItemFlags)

    def _show(self, value: str) -> None:
        with QSignalBlocker(self._list):
            self._list.setCurrentIndex(self._list.findData(value))
