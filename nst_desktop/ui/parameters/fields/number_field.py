"""Field for a number, with a spin box for the whole range and a slider for common values."""

import math

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QDoubleSpinBox, QSlider, QWidget

from nst_desktop.core.params import default_of, describe
from nst_desktop.ui.language import parameter_text
from nst_desktop.ui.parameters.fields.field import Field
from nst_desktop.ui.parts.number_boxes import PlainDoubleSpinBox, WholeBox
from nst_desktop.ui.parts.slider_scale import POSITIONS, SliderScale

WIDTH = 92
PIXEL_STEP = 16  # px; the network's largest stride. The slider selects only multiples of it.
WHOLE_REACH, FRACTION_REACH = 8, 100
MAX_WITH_SLIDER = 1e6  # Larger ranges, such as a seed's, have no meaningful order.


class NumberField(Field):
    """Spin box and slider for an int or a float, depending on the type of the default value."""

    def __init__(self, name: str, parent: QWidget | None = None, *, sliding: bool = True) -> None:
        """Build the field, with a slider if `sliding` is True and the range is not too large."""
        super().__init__(name, parent)
        self._type = type(default_of(name))
        self._box = self._make_box()
        self._box.setFixedWidth(WIDTH)
        self._box.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._box.lineEdit().setTextMargins(0, 0, 6, 0)
        self._box.setKeyboardTracking(False)
        self._scale = self._make_scale() if sliding else None
        self._slider: QSlider | None = None if self._scale is None else self._make_slider()

        self._prepare(self._box)
        self._arrange(self._box, [] if self._slider is None else [self._slider])

        self._box.valueChanged.connect(self._on_entered)
        if self._slider is not None:
            self._slider.valueChanged.connect(self._on_slid)

    def value(self) -> int | float:
        value: int | float = self._type(self._box.value())
        return value

    def _show(self, value: int | float) -> None:
        with QSignalBlocker(self._box):
            self._box.setValue(self._type(value))
        self._move_slider()

    def _make_box(self) -> WholeBox | PlainDoubleSpinBox:
        about = describe(self.name)
        lo, hi = _range(self.name)
        box: WholeBox | PlainDoubleSpinBox
        if self._type is int:
            box = WholeBox()
            box.setRange(int(lo), int(hi))
            box.setSingleStep(PIXEL_STEP if about.unit == "px" else 1)
        else:
            box = PlainDoubleSpinBox()
            box.setRange(lo, hi)
            box.setStepType(QDoubleSpinBox.StepType.AdaptiveDecimalStepType)
        if about.unit:
            box.setSuffix(f" {parameter_text(about.unit)}")
        return box

    def _make_scale(self) -> SliderScale | None:
        lo, hi = _range(self.name)
        if hi > MAX_WITH_SLIDER:
            return None
        reach = WHOLE_REACH if self._type is int else FRACTION_REACH
        return SliderScale.around(default_of(self.name), lo, hi, reach)

    def _make_slider(self) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(0, POSITIONS)
        slider.setPageStep(POSITIONS // 10)
        self._prepare(slider)
        return slider

    def _move_slider(self) -> None:
        if self._slider is not None and self._scale is not None:
            with QSignalBlocker(self._slider):
                self._slider.setValue(self._scale.position(self._box.value()))

    def _on_entered(self) -> None:
        self._move_slider()
        self._enter()

    def _on_slid(self, position: int) -> None:
        assert self._scale is not None
        value = self._scale.value(position)
        if describe(self.name).unit == "px":
            value = max(PIXEL_STEP, math.floor(value / PIXEL_STEP + 0.5) * PIXEL_STEP)
        with QSignalBlocker(self._box):
            self._box.setValue(self._type(value))
        self._enter()


def _range(name: str) -> tuple[float, float]:
    about = describe(name)
    if about.lo is None or about.hi is None:
        raise TypeError(f"{name} is a number without a range")
    return about.lo, about.hi
