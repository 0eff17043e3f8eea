"""Line with a label and a drop-down list, stacked if there is not enough width for both."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QLabel, QWidget

MIN_WIDTH = 156  # px; makes short lists equally wide


class ListLine(QWidget):
    """Label and drop-down list whose entries are fully visible in any language."""

    def __init__(self, label: QLabel, mark: QWidget, entries: QComboBox) -> None:
        """Build the line. The mark is placed between the label and the list."""
        super().__init__()
        self._label, self._mark, self._entries = label, mark, entries
        entries.setMinimumWidth(MIN_WIDTH)
        entries.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        head = QWidget()
        head_line = QBoxLayout(QBoxLayout.Direction.LeftToRight, head)
        head_line.setContentsMargins(0, 0, 0, 0)
        head_line.setSpacing(6)
        head_line.addWidget(label, 1)
        head_line.addWidget(mark)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(6)
        self._line.addWidget(head, 1)
        self._line.addWidget(entries)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._update_direction()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._update_direction()
        return super().event(event)

    def _update_direction(self) -> None:
        for part in (self._label, self._mark, self._entries):
            part.ensurePolished()  # Otherwise, a hidden widget's size hint is too small.
        head = self._label.sizeHint().width() + self._mark.sizeHint().width()
        entries = max(self._entries.sizeHint().width(), MIN_WIDTH)
        needed = head + entries + 2 * self._line.spacing()
        fits = needed <= self.width()
        direction = QBoxLayout.Direction
        self._line.setDirection(direction.LeftToRight if fits else direction.TopToBottom)
