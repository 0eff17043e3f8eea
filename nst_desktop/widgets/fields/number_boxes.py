"""A spin box that shows a fraction with the digits it has, and no more."""

import math

from PySide6.QtWidgets import QDoubleSpinBox, QWidget

DECIMALS = 8
DIGITS = 6


class PlainDoubleSpinBox(QDoubleSpinBox):
    """Shows 1 as 1 and 0.00025 as 0.00025, where Qt's own shows 1.00000000."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDecimals(DECIMALS)

    def textFromValue(self, value: float) -> str:
        size = 0 if value == 0 else math.floor(math.log10(abs(value)))
        text = self.locale().toString(value, "f", max(0, min(DECIMALS, DIGITS - 1 - size)))
        point = self.locale().decimalPoint()
        return text.rstrip("0").rstrip(point) if point in text else text

    def stepBy(self, steps: int) -> None:
        """Steps of a tenth of the value's own size; of 0.1 from zero, not of the last decimal."""
        if self.value() == 0 and steps > 0:
            self.setValue(0.1 * steps)
        else:
            super().stepBy(steps)
