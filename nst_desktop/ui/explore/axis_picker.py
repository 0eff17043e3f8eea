"""In which way the rows, or the columns, of a sheet differ."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QStackedWidget, QWidget

from nst_desktop.ui.explore.number_list import read_numbers, write_numbers
from nst_desktop.ui.explore.ticks_button import TicksButton
from nst_desktop.ui.parts.wheel_guard import WheelGuard

NOTHING = ""  # the name of the axis along which nothing differs


@dataclass(frozen=True, slots=True)
class Axis:
    """What differs, and the values, as texts that the program writes: 0.5, luminance, ….

    Of a parameter that people set on a scale, such as the style's strength, they are readings on
    that scale, as in the panel; in the commands' axes they are the parameter's own values.
    """

    name: str = NOTHING
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AxisKind:
    """What may differ. label, help: for people. choices: (value, label) where only these are
    possible; empty: any numbers. proposed: the values to begin with."""

    name: str
    label: str
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    proposed: tuple[str, ...] = ()


class AxisPicker(QWidget):
    """axis_changed(): the user has chosen something else, or other values."""

    axis_changed = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        """title: such as `Across`, with a letter to reach it by."""
        super().__init__(parent)
        plain = title.replace("&", "")
        self._kinds: dict[str, AxisKind] = {}
        label = QLabel(title)
        label.setProperty("tone", "heading")
        self._names = QComboBox()
        self._names.setAccessibleName(plain)
        self._names.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._names.setMinimumContentsLength(13)
        label.setBuddy(self._names)
        self._numbers = QLineEdit()
        self._numbers.setAccessibleName(self.tr("{0}: values").format(plain))
        self._numbers.setToolTip(
            self.tr("The numbers to compare, one picture for each, with spaces between them")
        )
        self._numbers.setPlaceholderText(self.tr("such as {0}").format(write_numbers([0.5, 1, 2])))
        self._ticks = TicksButton()
        self._ticks.setAccessibleDescription(self.tr("{0}: values").format(plain))
        self._ticks.setToolTip(self.tr("Choose what to compare, one picture for each"))
        self._none = QWidget()
        self._values = QStackedWidget()
        for widget in (self._numbers, self._ticks, self._none):
            self._values.addWidget(widget)
        self._guard = WheelGuard(self)
        self._guard.watch(self._names)

        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(label)
        line.addWidget(self._names)
        line.addWidget(self._values, 1)
        self._values.setFixedHeight(self._numbers.sizeHint().height())

        self._names.activated.connect(self._on_name_chosen)
        self._numbers.editingFinished.connect(self._on_numbers_edited)
        self._ticks.value_changed.connect(self.axis_changed)

    def set_kinds(self, kinds: Sequence[AxisKind]) -> None:
        """Offer these; what was chosen stays, or its place is taken by the first."""
        present = self.axis()
        self._kinds = {kind.name: kind for kind in kinds}
        with QSignalBlocker(self._names):
            self._names.clear()
            for kind in kinds:
                self._names.addItem(kind.label, kind.name)
        if kinds:
            self.set_axis(present if present.name in self._kinds else self._proposed(kinds[0].name))

    def set_axis(self, axis: Axis) -> None:
        """Show this choice; values that are not possible are left out.

        Without values, those that are proposed. Nothing happens if there is no such kind.
        """
        kind = self._kinds.get(axis.name)
        if kind is None:
            return
        self._names.setCurrentIndex(self._names.findData(axis.name))
        self._names.setToolTip(kind.help or self.tr("What is different along this side"))
        if kind.choices:
            self._ticks.set_choices(kind.choices)
            known = {value for value, _ in kind.choices}
            self._ticks.set_ticked([each for each in axis.values if each in known] or kind.proposed)
            self._values.setCurrentWidget(self._ticks)
        elif axis.name == NOTHING:
            self._values.setCurrentWidget(self._none)
        else:
            self._show_numbers(axis.values or kind.proposed)
            self._values.setCurrentWidget(self._numbers)

    def axis(self) -> Axis:
        """What is chosen."""
        name = self._names.currentData() or NOTHING
        shown = self._values.currentWidget()
        if shown is self._ticks:
            return Axis(name, self._ticks.ticked())
        if shown is self._numbers:
            return Axis(name, tuple(read_numbers(self._numbers.text())))
        return Axis(name)

    def show_fault(self) -> None:
        """Bring the focus to the values: something is wrong with them."""
        shown = self._values.currentWidget()
        if shown is not None:
            shown.setFocus()

    def _proposed(self, name: str) -> Axis:
        return Axis(name, self._kinds[name].proposed)

    def _show_numbers(self, values: Sequence[str]) -> None:
        try:
            text = write_numbers([float(value) for value in values])
        except ValueError:
            text = " ".join(values)  # as it was typed, for the user to mend
        with QSignalBlocker(self._numbers):
            self._numbers.setText(text)
        self._numbers.setModified(False)

    def _on_name_chosen(self) -> None:
        self.set_axis(self._proposed(self._names.currentData()))
        self.axis_changed.emit()

    def _on_numbers_edited(self) -> None:
        if self._numbers.isModified():
            self._show_numbers(read_numbers(self._numbers.text()))  # to show how it was read
            self.axis_changed.emit()
