"""Slider with a label before it and its value as text after it."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget

from nst_desktop.ui.parts.wheel_guard import WheelGuard


class LabelledSlider(QWidget):
    """Slider with a label and a text for its value.

    Signals:
        moved(int): The user moved the slider to this position and may move it further.
        settled(): The user finished a move; a mouse drag counts as one move.
    """

    moved = Signal(int)
    settled = Signal()

    def __init__(
        self, label: str, lowest: int, highest: int, page_step: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._was_dragged = False
        self._label = QLabel(label)
        self._label.setProperty("tone", "muted")
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(lowest, highest)
        self.slider.setPageStep(page_step)
        self.slider.setMinimumWidth(48)
        self._text = QLabel()
        self._text.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._text.setFixedWidth(self._text.fontMetrics().horizontalAdvance("100 %") + 2)
        self._wheel_guard = WheelGuard(self)
        self._wheel_guard.watch(self.slider)

        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._label)
        layout.addWidget(self.slider, 1)
        layout.addWidget(self._text)

        self.slider.valueChanged.connect(self._on_value_changed)
        self.slider.sliderReleased.connect(self._on_released)

    def set_help(self, name: str, text: str) -> None:
        """Set the slider's name for screen readers, and its help text."""
        self.slider.setAccessibleName(name)
        self.slider.setAccessibleDescription(text)
        self.setToolTip(text)
        self.slider.setToolTip(text)

    def set_label_width(self, width: int) -> None:
        """Set the label's width, in px, to align several sliders in a column."""
        self._label.setFixedWidth(width)

    def label_width(self) -> int:
        """Return the width, in px, that the label needs."""
        return self._label.sizeHint().width()

    def set_position(self, position: int, text: str) -> None:
        """Show this position and the text for its value."""
        with QSignalBlocker(self.slider):
            self.slider.setValue(position)
        self._text.setText(text)

    def _on_value_changed(self, position: int) -> None:
        self.moved.emit(position)
        if self.slider.isSliderDown():
            self._was_dragged = True
        else:
            self.settled.emit()

    def _on_released(self) -> None:
        if self._was_dragged:
            self._was_dragged = False
            self.settled.emit()
