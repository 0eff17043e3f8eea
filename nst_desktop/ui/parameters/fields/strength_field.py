"""Field that shows a number on a scale in a painter's terms, such as the style strength."""

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget

from nst_desktop.core.scale import Scale
from nst_desktop.ui.language import parameter_text
from nst_desktop.ui.parameters.fields.field import Field
from nst_desktop.ui.parameters.fields.number_field import WIDTH
from nst_desktop.ui.parts.number_boxes import WholeBox


class StrengthField(Field):
    """Shows a parameter on a different scale.

    value() returns the parameter's own value; the widgets show the scale reading. A value between
    two readings or off the scale is kept until the user enters another.
    """

    def __init__(self, name: str, scale: Scale, parent: QWidget | None = None) -> None:
        super().__init__(
            name, parent, label=parameter_text(scale.label), about=parameter_text(scale.help)
        )
        self._scale, self._value = scale, 0.0
        self._box = WholeBox()
        self._box.setFixedWidth(WIDTH)
        self._box.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._box.lineEdit().setTextMargins(0, 0, 6, 0)
        self._box.setKeyboardTracking(False)
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setPageStep(10)
        for entry in (self._box, self._slider):
            entry.setRange(int(scale.lo), int(scale.hi))
            self._prepare(entry)
        self._arrange(self._box, [self._slider, self._make_marks()])
        self.set_value(self._default)

        self._box.valueChanged.connect(self._on_entered)
        self._slider.valueChanged.connect(self._on_entered)

    def value(self) -> float:
        return self._value

    def _show(self, value: float) -> None:
        self._value = float(value)
        for entry in (self._box, self._slider):
            with QSignalBlocker(entry):
                entry.setValue(round(self._scale.reading(self._value)))

    def _make_marks(self) -> QWidget:
        marks = QWidget()
        line = QHBoxLayout(marks)
        line.setContentsMargins(0, 0, 0, 0)
        alignments = (
            Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight
        )  # fmt: skip
        for text, alignment in zip(self._scale.marks, alignments, strict=True):
            label = QLabel(parameter_text(text))
            label.setProperty("tone", "muted")
            label.setAlignment(alignment)
            line.addWidget(label, 1)
        return marks

    def _on_entered(self, reading: int) -> None:
        self._show(self._scale.value(reading))
        self._enter()
