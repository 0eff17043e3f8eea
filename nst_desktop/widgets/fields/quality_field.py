"""How much work goes into the picture, in three named amounts."""

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QWidget

from nst_desktop.core.params import default_of
from nst_desktop.widgets.fields.field import Field

NORMAL = int(default_of("steps"))
DRAFT, FINE = 40, 2 * NORMAL


class QualityField(Field):
    """Another view of steps: draft, normal or fine; other numbers are shown as custom."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "steps",
            parent,
            label=self.tr("Quality"),
            about=self.tr(
                "How often the picture is improved at its full size. "
                "Twice the steps take twice the time."
            ),
        )
        self._list = QComboBox()
        self._add(self.tr("Draft"), DRAFT)
        self._add(self.tr("Normal"), NORMAL)
        self._add(self.tr("Fine"), FINE)
        self._named = self._list.count()
        self._prepare(self._list)
        self._arrange(self._list)
        self.set_value(self._default)

        self._list.activated.connect(self._on_chosen)

    def value(self) -> int:
        return int(self._list.currentData())

    def _show(self, value: int) -> None:
        with QSignalBlocker(self._list):
            if self._list.count() > self._named:
                self._list.removeItem(self._named)
            if self._list.findData(value) < 0:
                self._add(self.tr("Custom"), value)
            self._list.setCurrentIndex(self._list.findData(value))

    def _add(self, name: str, steps: int) -> None:
        self._list.addItem(self.tr("{0} ({1} steps)").format(name, steps), steps)

    def _on_chosen(self) -> None:
        self._show(self.value())
        self._enter()
