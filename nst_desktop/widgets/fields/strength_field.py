"""How much the painting counts, from 0 to 100."""

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget

from nst_desktop.core.strength import STRONGEST, WEAKEST, strength_of, style_weight_of
from nst_desktop.widgets.fields.field import Field
from nst_desktop.widgets.fields.number_boxes import WholeBox
from nst_desktop.widgets.fields.number_field import WIDTH


class StrengthField(Field):
    """Another view of style_weight: its value is the weight, what it shows is the strength.

    A weight between two strengths, or beyond them, stays what it is until the user enters one.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "style_weight",
            parent,
            label=self.tr("Style strength"),
            about=self.tr(
                "How much the painting counts: 50 is balanced, below it the photograph wins, "
                "above it the painting. A value means the same at every size."
            ),
        )
        self._weight = 0.0
        self._box = WholeBox()
        self._box.setFixedWidth(WIDTH)
        self._box.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._box.lineEdit().setTextMargins(0, 0, 6, 0)
        self._box.setKeyboardTracking(False)
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setPageStep(10)
        for entry in (self._box, self._slider):
            entry.setRange(int(WEAKEST), int(STRONGEST))
            self._prepare(entry)
        self._arrange(self._box, [self._slider, self._make_ends()])
        self.set_value(self._default)

        self._box.valueChanged.connect(self._on_entered)
        self._slider.valueChanged.connect(self._on_entered)

    def value(self) -> float:
        return self._weight

    def _show(self, value: float) -> None:
        self._weight = float(value)
        for entry in (self._box, self._slider):
            with QSignalBlocker(entry):
                entry.setValue(round(strength_of(self._weight)))

    def _make_ends(self) -> QWidget:
        ends = QWidget()
        line = QHBoxLayout(ends)
        line.setContentsMargins(0, 0, 0, 0)
        for text, alignment in (
            (self.tr("photograph"), Qt.AlignmentFlag.AlignLeft),
            (self.tr("balanced"), Qt.AlignmentFlag.AlignHCenter),
            (self.tr("painting"), Qt.AlignmentFlag.AlignRight),
        ):
            label = QLabel(text)
            label.setProperty("tone", "muted")
            label.setAlignment(alignment)
            line.addWidget(label, 1)
        return ends

    def _on_entered(self, strength: int) -> None:
        self._show(style_weight_of(strength))
        self._enter()
