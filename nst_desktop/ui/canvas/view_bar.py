"""Bar below the canvas, with buttons for comparison, zoom and panels."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from nst_desktop.ui.actions import Actions, Panel

ICON = QSize(18, 18)
Choice = tuple[str, str]  # a picture's internal name and its translated label


class ViewBar(QWidget):
    """Shows buttons for the view actions, and lists for choosing the two compared pictures.

    Signals:
        left_chosen(str): The user chose the picture with this internal name for the left side.
        right_chosen(str): The user chose the picture with this internal name for the right side.
    """

    left_chosen = Signal(str)
    right_chosen = Signal(str)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        panels = actions.panels
        compare = _button_of(actions.compare)
        compare.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._left = self._make_list(self.tr("Picture to the left of the line"))
        self._right = self._make_list(self.tr("Picture to the right of the line"))

        compared = QHBoxLayout()
        compared.addWidget(self._left)
        compared.addStretch(1)
        compared.addWidget(self._right)
        buttons = QHBoxLayout()
        buttons.setSpacing(2)
        buttons.addWidget(_button_of(panels[Panel.PICTURES]))
        buttons.addWidget(compare)
        buttons.addStretch(1)
        buttons.addWidget(_button_of(actions.fit))
        buttons.addWidget(_button_of(actions.actual_size))
        buttons.addSpacing(8)
        for panel in (Panel.HISTORY, Panel.REGIONS, Panel.PARAMETERS):
            buttons.addWidget(_button_of(panels[panel]))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(compared)
        layout.addLayout(buttons)
        self._show_lists(actions.compare.isChecked())

        actions.compare.toggled.connect(self._show_lists)
        self._left.activated.connect(lambda: self.left_chosen.emit(self._left.currentData()))
        self._right.activated.connect(lambda: self.right_chosen.emit(self._right.currentData()))

    def set_choices(self, choices: Sequence[Choice], left: str, right: str) -> None:
        """Offer these pictures in both lists, and select the two with these names."""
        for entries, chosen in ((self._left, left), (self._right, right)):
            with QSignalBlocker(entries):
                entries.clear()
                for name, label in choices:
                    entries.addItem(label, name)
                entries.setCurrentIndex(entries.findData(chosen))

    def _make_list(self, name: str) -> QComboBox:
        entries = QComboBox()
        entries.setAccessibleName(name)
        entries.setToolTip(name)
        entries.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        return entries

    def _show_lists(self, comparing: bool) -> None:
        self._left.setVisible(comparing)
        self._right.setVisible(comparing)


def _button_of(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setProperty("flat", True)
    button.setIconSize(ICON)
    button.setAccessibleName(action.toolTip().partition(" (")[0])
    return button
