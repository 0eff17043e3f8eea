"""Picker for an axis along which a grid's rows or columns vary."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QStackedWidget, QWidget

from nst_desktop.ui.explore.number_list import read_numbers, write_numbers
from nst_desktop.ui.explore.ticks_button import TicksButton
from nst_desktop.ui.parts.wheel_guard import WheelGuard

NOTHING = ""  # name of an axis along which nothing varies


@dataclass(frozen=True, slots=True)
class Axis:
    """Parameter or other property that varies, with its values.

    Attributes:
        name: Name of the parameter, `styles`, `presets` or NOTHING.
        values: Values as text with a decimal point, such as `0.5` or `luminance`. For a parameter
            with a scale, such as the style strength, they are readings on that scale, unlike on
            the command line.
    """

    name: str = NOTHING
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AxisKind:
    """Property that can vary along an axis.

    Attributes:
        name: Name of the axis.
        label: Name displayed to the user.
        help: Tooltip text.
        choices: Possible values as (value, label) pairs; empty if any number is possible.
        proposed: Initial values.
    """

    name: str
    label: str
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    proposed: tuple[str, ...] = ()


class AxisPicker(QWidget):
    """Widget for choosing the property that varies along an axis, and its values.

    Signals:
        axis_changed(): The user chose another property or other values.
    """

    axis_changed = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        """Create the picker; `title` is a label with a mnemonic, such as `&Across`."""
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
            self.tr("Numbers to compare, separated by spaces; one picture per number")
        )
        self._numbers.setPlaceholderText(self.tr("e.g. {0}").format(write_numbers([0.5, 1, 2])))
        self._ticks = TicksButton()
        self._ticks.setAccessibleDescription(self.tr("{0}: values").format(plain))
        self._ticks.setToolTip(
            self.tr("Choose what to compare; one picture is made for each choice")
        )
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
        """Offer these kinds; keep the chosen kind if it is among them, else choose the first."""
        current = self.axis()
        self._kinds = {kind.name: kind for kind in kinds}
        with QSignalBlocker(self._names):
            self._names.clear()
            for kind in kinds:
                self._names.addItem(kind.label, kind.name)
        if kinds:
            self.set_axis(current if current.name in self._kinds else self._proposed(kinds[0].name))

    def set_axis(self, axis: Axis) -> None:
        """Show this axis if its kind is offered.

        Values that are not offered are left out. If no values remain, the proposed ones are used.
        """
        kind = self._kinds.get(axis.name)
        if kind is None:
            return
        self._names.setCurrentIndex(self._names.findData(axis.name))
        self._names.setToolTip(kind.help or self.tr("Parameter varied along this axis"))
        if kind.choices:
            self._ticks.set_choices(kind.choices)
            known = {value for value, _ in kind.choices}
            self._ticks.set_ticked(
                [value for value in axis.values if value in known] or kind.proposed
            )
            self._values.setCurrentWidget(self._ticks)
        elif axis.name == NOTHING:
            self._values.setCurrentWidget(self._none)
        else:
            self._show_numbers(axis.values or kind.proposed)
            self._values.setCurrentWidget(self._numbers)

    def axis(self) -> Axis:
        """Return the chosen axis."""
        name = self._names.currentData() or NOTHING
        shown = self._values.currentWidget()
        if shown is self._ticks:
            return Axis(name, self._ticks.ticked())
        if shown is self._numbers:
            return Axis(name, tuple(read_numbers(self._numbers.text())))
        return Axis(name)

    def show_fault(self) -> None:
        """Focus the field with the invalid values."""
        shown = self._values.currentWidget()
        if shown is not None:
            shown.setFocus()

    def _proposed(self, name: str) -> Axis:
        return Axis(name, self._kinds[name].proposed)

    def _show_numbers(self, values: Sequence[str]) -> None:
        try:
            text = write_numbers([float(value) for value in values])
        except ValueError:
            text = " ".join(values)  # as typed, for the user to correct
        with QSignalBlocker(self._numbers):
            self._numbers.setText(text)
        self._numbers.setModified(False)

    def _on_name_chosen(self) -> None:
        self.set_axis(self._proposed(self._names.currentData()))
        self.axis_changed.emit()

    def _on_numbers_edited(self) -> None:
        if self._numbers.isModified():
            self._show_numbers(read_numbers(self._numbers.text()))  # shows how the text was read
            self.axis_changed.emit()
