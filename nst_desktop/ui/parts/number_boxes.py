"""Spin boxes that either read the whole text as a number or reject it."""

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

MAX_DECIMALS = 8
SIGNIFICANT_DIGITS = 6


class WholeBox(QSpinBox):
    """Spin box for integers. Any text can be typed; the old value replaces an invalid text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reader = _Reader(self)

    def validate(self, input: str, pos: int) -> tuple[QValidator.State, str, int]:
        return self._reader.state(input), input, pos

    def valueFromText(self, text: str) -> int:
        return int(self._reader.number(text) or 0)

    def fixup(self, input: str) -> str:
        return self._reader.corrected(input)


class DecimalBox(QDoubleSpinBox):
    """Counterpart of WholeBox for decimal numbers, written with a point or a comma."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reader = _Reader(self)

    def validate(self, input: str, pos: int) -> tuple[QValidator.State, str, int]:
        return self._reader.state(input), input, pos

    def valueFromText(self, text: str) -> float:
        return self._reader.number(text) or 0.0

    def fixup(self, input: str) -> str:
        return self._reader.corrected(input)


class PlainDoubleSpinBox(DecimalBox):
    """DecimalBox without trailing zeros: 1 or 0.00025 instead of, for example, 1.00000000."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDecimals(MAX_DECIMALS)

    def textFromValue(self, value: float) -> str:
        locale = self.locale()
        locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
        exponent = 0 if value == 0 else math.floor(math.log10(abs(value)))
        decimals = max(0, min(MAX_DECIMALS, SIGNIFICANT_DIGITS - 1 - exponent))
        text = locale.toString(value, "f", decimals)
        point = locale.decimalPoint()
        return text.rstrip("0").rstrip(point) if point in text else text

    def stepBy(self, steps: int) -> None:
        """Step by a tenth of the value's order of magnitude; from zero, step up by 0.1."""
        self.interpretText()
        if self.value() == 0 and steps > 0:
            self.setValue(0.1 * steps)
        else:
            super().stepBy(steps)


class _Reader(QObject):
    """Reads the text typed into a box and frames the box in red if the text is not a number."""

    def __init__(self, box: WholeBox | DecimalBox) -> None:
        super().__init__(box)
        self._box, self._whole = box, isinstance(box, WholeBox)
        self._previous: int | float | None = None  # the value when typing began
        box.lineEdit().textEdited.connect(self._on_typed)
        box.lineEdit().textChanged.connect(self._on_changed)
        box.editingFinished.connect(self._on_finished)

    def number(self, text: str) -> float | None:
        """Return the number in the box's text, or None if there is none."""
        return read_number(self._bare(text), self._whole)

    def state(self, text: str) -> QValidator.State:
        """Return the validation state of the text.

        The state is never Invalid, because Qt would then drop characters and turn 0.5 into 5.
        """
        number = self.number(text)
        is_allowed = number is not None and self._nearest(number) == number
        return QValidator.State.Acceptable if is_allowed else QValidator.State.Intermediate

    def corrected(self, text: str) -> str:
        """Return the nearest allowed value as text, or the previous one if `text` is no number."""
        number, bare = self.number(text), self._bare(text)
        if number is not None:
            value = self._nearest(number)
        else:
            value = self._box.value() if self._previous is None else self._previous
            if bare and self._box.isVisible():
                position = self._box.mapToGlobal(QPoint(0, self._box.height() // 2))
                QToolTip.showText(position, number_hint(bare, self._whole), self._box)
        value_text = self._box.textFromValue(value)  # type: ignore[arg-type]
        return f"{self._box.prefix()}{value_text}{self._box.suffix()}"

    def _bare(self, text: str) -> str:
        return text.removeprefix(self._box.prefix()).removesuffix(self._box.suffix()).strip()

    def _nearest(self, number: float) -> float:
        nearest = min(max(number, self._box.minimum()), self._box.maximum())
        return int(nearest) if self._whole else nearest

    def _on_typed(self) -> None:
        if self._previous is None:
            self._previous = self._box.value()

    def _on_changed(self, text: str) -> None:
        is_wrong = bool(self._bare(text)) and self.number(text) is None
        if is_wrong != bool(self._box.property("wrong")):
            self._box.setProperty("wrong", is_wrong)
            self._box.style().unpolish(self._box)  # otherwise, Qt keeps the old style
            self._box.style().polish(self._box)

    def _on_finished(self) -> None:
        self._previous = None
        self._on_changed(self._box.text())  # Qt has set the text without a signal


def commit_typed_text() -> None:
    """Commit the text typed into the focused field, as if the field had lost the focus."""
    focus = QApplication.focusWidget()
    if isinstance(focus, QLineEdit) and focus.isModified():
        focus.editingFinished.emit()
    elif isinstance(focus, QAbstractSpinBox) and focus.lineEdit().isModified():
        focus.interpretText()  # Only if modified, because the text has fewer digits than the value.
