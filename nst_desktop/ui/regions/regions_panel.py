"""Panel with the list of regions, the painting tools and the mask commands."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from nst_desktop.document.regions import RegionKind
from nst_desktop.ui.parts.icons import line_icon
from nst_desktop.ui.parts.number_boxes import WholeBox
from nst_desktop.ui.regions.region_list import RegionList, RegionRow
from nst_desktop.ui.regions.tool_box import ToolBox

FEATHER_RANGE = 1, 999  # px
Choice = tuple[RegionKind, int, str]  # region to add: (kind, index of the painting, menu text)


class RegionsPanel(QWidget):
    """Shows the regions and reports the user's requests. The setters emit no signals.

    Signals:
        row_chosen(int): The user wants to paint the region in this row.
        remove_requested(int): The user wants to remove the region in this row.
        add_requested(RegionKind, int): The user wants to add a region for this painting.
        painting_chosen(int): The user chose this painting for the current region.
        fill_requested(): The user wants to fill the current mask.
        clear_requested(): The user wants to clear the current mask.
        invert_requested(): The user wants to invert the current mask.
        feather_requested(int): The user wants to soften the edge of the current mask by this many
            px.
        load_requested(): The user wants to load the current mask from a file.
        save_requested(): The user wants to save the current mask to a file.
    """

    add_requested = Signal(object, int)
    feather_requested = Signal(int)

    def __init__(self, paint: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        heading = QLabel(self.tr("Regions"))
        heading.setProperty("tone", "heading")
        self._list = RegionList()
        self._add = self._make_add()
        self._remove = self._make_button(self.tr("Remove"), self.tr("Remove this region (Delete)"))
        self._painting = self._make_paintings()
        self.row_chosen = self._list.row_chosen
        self.remove_requested = self._list.remove_requested
        self.painting_chosen = self._painting.activated
        self.tools = ToolBox()
        self._whole: list[QWidget] = []
        self._feather = self._make_feather()

        head = QHBoxLayout()
        head.addWidget(heading, 1)
        head.addWidget(self._make_paint(paint))
        edit = QHBoxLayout()
        edit.setSpacing(4)
        edit.addWidget(self._add)
        edit.addWidget(self._remove)
        edit.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 0, 8, 8)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(self._list)
        layout.addLayout(edit)
        layout.addWidget(self._painting)
        layout.addWidget(self.tools)
        layout.addLayout(self._make_commands())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.set_rows((), -1)
        self.tools.set_keys_enabled(paint.isChecked())

        paint.toggled.connect(self.tools.set_keys_enabled)
        self._remove.clicked.connect(self._on_remove)

    def set_rows(self, rows: Sequence[RegionRow], current: int) -> None:
        """Show these rows and select the current one (-1 for none)."""
        self._list.set_rows(rows, current)
        self._remove.setEnabled(current >= 0)
        for widget in self._whole:
            widget.setEnabled(current >= 0)

    def set_paintings(self, names: Sequence[str], current: int) -> None:
        """Offer these paintings and select the one for the current region (-1 for none)."""
        with QSignalBlocker(self._painting):
            self._painting.clear()
            self._painting.addItems(list(names))
            self._painting.setCurrentIndex(current)
        self._painting.setVisible(current >= 0 and len(names) > 1)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer these regions in the Add menu."""
        menu = self._add.menu()
        menu.clear()
        for kind, painting, text in choices:
            action = menu.addAction(text.replace("&", "&&"))
            action.triggered.connect(
                lambda _=False, kind=kind, index=painting: self.add_requested.emit(kind, index)
            )
        self._add.setEnabled(bool(choices))

    def feather(self) -> int:
        """Return the feather width in px."""
        return self._feather.value()

    def set_feather(self, pixels: int) -> None:
        """Show this feather width in px."""
        self._feather.setValue(pixels)

    def focus_list(self) -> None:
        """Give the list the keyboard focus."""
        self._list.setFocus()

    def _make_paint(self, paint: QAction) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(paint)
        button.setIconSize(QSize(18, 18))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setProperty("flat", True)
        button.setAccessibleName(self.tr("Paint regions"))
        return button

    def _make_add(self) -> QToolButton:
        button = QToolButton()
        button.setText(self.tr("Add"))
        button.setIcon(line_icon("add"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setProperty("flat", True)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        button.setAccessibleName(self.tr("Add a region"))
        button.setToolTip(
            self.tr(
                "Add a region for a painting, protect part of the photograph, or choose which "
                "part of a painting to use"
            )
        )
        button.setMenu(QMenu(button))
        return button

    def _make_button(self, text: str, tip: str) -> QPushButton:
        button = self._make_command(text, tip)
        button.setProperty("flat", True)
        return button

    def _make_command(self, text: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        return button

    def _make_paintings(self) -> QComboBox:
        entries = QComboBox()
        entries.setAccessibleName(self.tr("Painting for this region"))
        entries.setToolTip(self.tr("Painting whose texture fills this region"))
        entries.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        entries.setMinimumContentsLength(6)
        return entries

    def _make_feather(self) -> WholeBox:
        box = WholeBox()
        box.setRange(*FEATHER_RANGE)
        box.setValue(12)
        box.setSuffix(self.tr(" px"))
        box.setAlignment(Qt.AlignmentFlag.AlignRight)
        box.lineEdit().setTextMargins(0, 0, 6, 0)
        box.setAccessibleName(self.tr("Feather width"))
        box.setToolTip(self.tr("How far Feather softens the edge on each side"))
        return box

    def _make_commands(self) -> QVBoxLayout:
        lines = QVBoxLayout()
        lines.setSpacing(6)
        fill = self._make_command(
            self.tr("Fill all"), self.tr("Include the whole picture in the mask")
        )
        clear = self._make_command(self.tr("Clear"), self.tr("Clear the mask"))
        invert = self._make_command(
            self.tr("Invert"), self.tr("Swap the inside and the outside of the mask")
        )
        load = self._make_command(
            self.tr("Load…"),
            self.tr("Load the mask from a picture. Its white areas are included in the mask."),
        )
        save = self._make_command(self.tr("Save…"), self.tr("Save the mask as a picture"))
        feather = self._make_command(
            self.tr("Feather"), self.tr("Soften the edge of the whole mask")
        )
        rows = ((fill, clear, invert), (feather, self._feather), (load, save))
        for widgets in rows:
            line = QHBoxLayout()
            line.setSpacing(6)
            for widget in widgets:
                line.addWidget(widget, 1)
            lines.addLayout(line)
        self._whole += [widget for widgets in rows for widget in widgets]
        self.fill_requested, self.clear_requested = fill.clicked, clear.clicked
        self.invert_requested = invert.clicked
        self.load_requested, self.save_requested = load.clicked, save.clicked
        feather.clicked.connect(self._on_feather)
        return lines

    def _on_remove(self) -> None:
        self.remove_requested.emit(self._list.currentRow())

    def _on_feather(self) -> None:
        self.feather_requested.emit(self._feather.value())
