"""Spin boxes that read a number as it is meant, and never another one out of its parts."""

import math

from PySide6.QtCore import QLocale, QObject, QPoint
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QDoubleSpinBox,
    QLineEdit,
    QSpinBox,
    QToolTip,
    QWidget,
)

from nst_desktop.ui.parts.number_text import number_hint, read_number

DECIMALS = 8
DIGITS = 6


class WholeBox(QSpinBox):
    """Takes any text while it is typed; what is no whole number gives way to the former one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reader = _Reader(self)

    def validate(self, input: str, pos: int) -> tuple[QValidator.State, str, int]:
        return self._reader.state(input), input, pos

    def valueFromText(self, text: str) -> int:
        return int(self._reader.number(text) or 0)

    def fixup(self, input: str) -> str:
        return self._reader.mended(input)


class DecimalBox(QDoubleSpinBox):
    """The same for a number with decimals, after a point or a comma."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reader = _Reader(self)

    def validate(self, input: str, pos: int) -> tuple[QValidator.State, str, int]:
        return self._reader.state(input), input, pos

    def valueFromText(self, text: str) -> float:
        return self._reader.number(text) or 0.0

    def fixup(self, input: str) -> str:
        return self._reader.mended(input)


class PlainDoubleSpinBox(DecimalBox):
    """Shows 1 as 1 and 0.00025 as 0.00025, where Qt's own shows 1.00000000."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDecimals(DECIMALS)

    def textFromValue(self, value: float) -> str:
        locale = self.locale()
        locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
        size = 0 if value == 0 else math.floor(math.log10(abs(value)))
        text = locale.toString(value, "f", max(0, min(DECIMALS, DIGITS - 1 - size)))
        point = locale.decimalPoint()
        return text.rstrip("0").rstrip(point) if point in text else text

    def stepBy(self, steps: int) -> None:
        """Steps of a tenth of the value's own size; of 0.1 from zero, not of the last decimal."""
        self.interpretText()
        if self.value() == 0 and steps > 0:
            self.setValue(0.1 * steps)
        else:
            super().stepBy(steps)


class _Reader(QObject):
    """Reads what is typed into a box; frames the box in red while that is no number."""

    def __init__(self, box: WholeBox | DecimalBox) -> None:
        super().__init__(box)
        self._box, self._whole = box, isinstance(box, WholeBox)
        self._former: int | float | None = None  # the value when the typing began
        box.lineEdit().textEdited.connect(self._on_typed)
        box.lineEdit().textChanged.connect(self._on_changed)
        box.editingFinished.connect(self._on_finished)

    def number(self, text: str) -> float | None:
        """The number in the box's text; None if there is none."""
        return read_number(self._bare(text), self._whole)

    def state(self, text: str) -> QValidator.State:
        """Never Invalid: Qt would drop the character, and 0.5 could become 5."""
        number = self.number(text)
        is_allowed = number is not None and self._nearest(number) == number
        return QValidator.State.Acceptable if is_allowed else QValidator.State.Intermediate

    def mended(self, text: str) -> str:
        """The text of the nearest value that is allowed; of the former one if it is no number."""
        number, bare = self.number(text), self._bare(text)
        if number is not None:
            value = self._nearest(number)
        else:
            value = self._box.value() if self._former is None else self._former
            if bare and self._box.isVisible():
                place = self._box.mapToGlobal(QPoint(0, self._box.height() // 2))
                QToolTip.showText(place, number_hint(bare, self._whole), self._box)
        shown = self._box.textFromValue(value)  # type: ignore[arg-type]
        return f"{self._box.prefix()}{shown}{self._box.suffix()}"

    def _bare(self, text: str) -> str:
        return text.removeprefix(self._box.prefix()).removesuffix(self._box.suffix()).strip()

    def _nearest(self, number: float) -> float:
        nearest = min(max(number, self._box.minimum()), self._box.maximum())
        return int(nearest) if self._whole else nearest

    def _on_typed(self) -> None:
        if self._former is None:
            self._former = self._box.value()

    def _on_changed(self, text: str) -> None:
        is_wrong = bool(self._bare(text)) and self.number(text) is None
        if is_wrong != bool(self._box.property("wrong")):
            self._box.setProperty("wrong", is_wrong)
            self._box.style().unpolish(self._box)  # or the style sheet would not look again
            self._box.style().polish(self._box)

    def _on_finished(self) -> None:
        self._former = None
        self._on_changed(self._box.text())  # which Qt has set without a signal


def commit_typed_text() -> None:
    """Let the field with the keyboard focus take it up, as if the focus left the field."""
    focus = QApplication.focusWidget()
    if isinstance(focus, QLineEdit) and focus.isModified():
        focus.editingFinished.emit()
    elif isinstance(focus, QAbstractSpinBox) and focus.lineEdit().isModified():
        focus.interpretText()  # not else: the text shows fewer digits than the value has
