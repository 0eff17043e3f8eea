"""One line of a painting's card: what it is, a slider, and the value in words."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget

from nst_desktop.ui.parts.wheel_guard import WheelGuard


class LabelledSlider(QWidget):
    """A slider with its label and a text for its value.

    moved(int): the user has moved it, and may be about to go on. settled(): the user is done
    with a move; one drag of the mouse is one move.
    """

    moved = Signal(int)
    settled = Signal()

    def __init__(
        self, label: str, lowest: int, highest: int, page: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._is_moved = False
        self._label = QLabel(label)
        self._label.setProperty("tone", "muted")
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(lowest, highest)
        self.slider.setPageStep(page)
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
        """What the slider is called for a screen reader, and what it does."""
        self.slider.setAccessibleName(name)
        self.slider.setAccessibleDescription(text)
        self.setToolTip(text)
        self.slider.setToolTip(text)

    def set_label_width(self, width: int) -> None:
        """So that sliders below one another begin at the same place."""
        self._label.setFixedWidth(width)

    def label_width(self) -> int:
        """What the label needs."""
        return self._label.sizeHint().width()

    def set_position(self, position: int, text: str) -> None:
        """Show this position and value; emits nothing."""
        with QSignalBlocker(self.slider):
            self.slider.setValue(position)
        self._text.setText(text)

    def _on_value_changed(self, position: int) -> None:
        self.moved.emit(position)
        if self.slider.isSliderDown():
            self._is_moved = True
        else:
            self.settled.emit()

    def _on_released(self) -> None:
        if self._is_moved:
            self._is_moved = False
            self.settled.emit()
