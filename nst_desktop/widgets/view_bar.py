"""The bar below the canvas: what is compared, the zoom, and the panels around."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from nst_desktop.widgets.icons import line_icon
from nst_desktop.widgets.panels import Panel

ICON = QSize(18, 18)
Choice = tuple[str, str]  # a picture's name in the program, and the one for people


class ViewBar(QWidget):
    """compare_toggled(bool), left_chosen(str), right_chosen(str): what the user wants to compare,
    by the names of set_choices. fit_requested(), actual_size_requested().
    panel_toggled(Panel, bool): the user folds this panel or brings it back.
    """

    compare_toggled = Signal(bool)
    left_chosen = Signal(str)
    right_chosen = Signal(str)
    fit_requested = Signal()
    actual_size_requested = Signal()
    panel_toggled = Signal(object, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._panels = {
            Panel.PICTURES: self._make_toggle("panel_left", self.tr("Show the pictures (F7)")),
            Panel.HISTORY: self._make_toggle("panel_below", self.tr("Show the history (Ctrl+H)")),
            Panel.REGIONS: self._make_toggle("regions", self.tr("Show the regions (F9)")),
            Panel.PARAMETERS: self._make_toggle("panel_right", self.tr("Show the parameters (F8)")),
        }
        self._compare = self._make_toggle(
            "compare", self.tr("Compare two pictures, side by side with a line between (Ctrl+B)")
        )
        self._compare.setText(self.tr("Compare"))
        self._compare.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._left = self._make_list(self.tr("Left of the line"))
        self._right = self._make_list(self.tr("Right of the line"))
        fit = self._make_button("fit", self.tr("Show the whole picture (Ctrl+0)"))
        actual = self._make_button("", self.tr("Show each pixel as one of the screen (Ctrl+1)"))
        actual.setText(self.tr("1:1"))

        compared = QHBoxLayout()
        compared.addWidget(self._left)
        compared.addStretch(1)
        compared.addWidget(self._right)
        buttons = QHBoxLayout()
        buttons.setSpacing(2)
        buttons.addWidget(self._panels[Panel.PICTURES])
        buttons.addWidget(self._compare)
        buttons.addStretch(1)
        buttons.addWidget(fit)
        buttons.addWidget(actual)
        buttons.addSpacing(8)
        buttons.addWidget(self._panels[Panel.HISTORY])
        buttons.addWidget(self._panels[Panel.REGIONS])
        buttons.addWidget(self._panels[Panel.PARAMETERS])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(compared)
        layout.addLayout(buttons)
        self.set_comparing(False)

        self._compare.clicked.connect(self._on_compare_clicked)
        self._left.activated.connect(lambda: self.left_chosen.emit(self._left.currentData()))
        self._right.activated.connect(lambda: self.right_chosen.emit(self._right.currentData()))
        fit.clicked.connect(self.fit_requested)
        actual.clicked.connect(self.actual_size_requested)
        for panel, button in self._panels.items():
            button.clicked.connect(lambda shown, panel=panel: self.panel_toggled.emit(panel, shown))

    def set_choices(self, choices: Sequence[Choice], left: str, right: str) -> None:
        """The pictures that can be compared, and the two that are."""
        for entries, chosen in ((self._left, left), (self._right, right)):
            with QSignalBlocker(entries):
                entries.clear()
                for name, label in choices:
                    entries.addItem(label, name)
                entries.setCurrentIndex(entries.findData(chosen))

    def set_comparing(self, comparing: bool) -> None:
        """Whether two pictures are compared."""
        self._compare.setChecked(comparing)
        self._left.setVisible(comparing)
        self._right.setVisible(comparing)

    def set_panel_shown(self, panel: Panel, shown: bool) -> None:
        """Whether this panel is there."""
        self._panels[panel].setChecked(shown)

    def _make_button(self, icon: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("flat", True)
        if icon:
            button.setIcon(line_icon(icon))
        button.setIconSize(ICON)
        button.setToolTip(tip)
        button.setAccessibleName(tip.partition(" (")[0])
        return button

    def _make_toggle(self, icon: str, tip: str) -> QToolButton:
        button = self._make_button(icon, tip)
        button.setCheckable(True)
        return button

    def _make_list(self, name: str) -> QComboBox:
        entries = QComboBox()
        entries.setAccessibleName(name)
        entries.setToolTip(name)
        entries.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        return entries

    def _on_compare_clicked(self, on: bool) -> None:
        self.set_comparing(on)
        self.compare_toggled.emit(on)
