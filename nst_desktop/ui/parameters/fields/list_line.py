"""A drop-down list beside what it is for, or below it where both would not fit."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QLabel, QWidget

WIDTH = 156  # px, at least, so that short lists are as wide as one another


class ListLine(QWidget):
    """Shows every entry of the list whole, in any language."""

    def __init__(self, label: QLabel, mark: QWidget, entries: QComboBox) -> None:
        """mark: what stands after the label."""
        super().__init__()
        self._label, self._mark, self._entries = label, mark, entries
        entries.setMinimumWidth(WIDTH)
        entries.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        head = QWidget()
        words = QBoxLayout(QBoxLayout.Direction.LeftToRight, head)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(6)
        words.addWidget(label, 1)
        words.addWidget(mark)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(6)
        self._line.addWidget(head, 1)
        self._line.addWidget(entries)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._turn()
        return super().event(event)

    def _turn(self) -> None:
        for part in (self._label, self._mark, self._entries):
            part.ensurePolished()  # or one that is hidden would seem smaller than it is
        words = self._label.sizeHint().width() + self._mark.sizeHint().width()
        entries = max(self._entries.sizeHint().width(), WIDTH)
        needed = words + entries + 2 * self._line.spacing()
        fits = needed <= self.width()
        way = QBoxLayout.Direction
        self._line.setDirection(way.LeftToRight if fits else way.TopToBottom)
