"""Popup with the pictures of all presets, for choosing, saving and deleting them."""

from html import escape

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from nst_desktop.ui.parameters.preset_entry import PresetEntry, picture_of

PICTURE = QSize(120, 90)
CELL = QSize(136, 120)
COLUMNS, ROWS = 3, 3  # visible without scrolling
GAP = 2
EDGE = GAP + (CELL.width() - PICTURE.width()) // 2  # distance between the list's edge and a picture
HIDDEN = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
MAX_NAME_LENGTH = 60  # characters; the limit in preset files
SHEET = """
#preset_popup { background: palette(window); border: 1px solid palette(mid); }
QListWidget { background: transparent; border: none; outline: none; }
QListWidget::item { border-radius: 6px; padding: 4px; }
QListWidget::item:hover { background: palette(light); }
QListWidget::item:selected { background: palette(highlight); color: palette(highlighted-text); }
"""


class PresetPopup(QFrame):
    """Popup that closes when the user chooses, saves or deletes a preset.

    Signals:
        pointed(str): The preset with this name is under the pointer or selected; "" once none is.
        chosen(str): The user chose the preset with this name.
        save_requested(str): The user wants to save a preset under this title.
        delete_requested(str): The user wants to delete the preset with this name.
    """

    pointed = Signal(str)
    chosen = Signal(str)
    save_requested = Signal(str)
    delete_requested = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMouseReplay)  # The button must not reopen it.
        self.setObjectName("preset_popup")
        self.setStyleSheet(SHEET)
        self._entries: list[PresetEntry] = []
        self._is_confirming = False
        self._list = self._make_list()
        self._description = QLabel()
        self._description.setWordWrap(True)
        self._description.setProperty("tone", "muted")
        self._description.setMinimumHeight(2 * self.fontMetrics().height())
        self._description.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._delete = QPushButton(self.tr("Delete"))
        self._delete.setToolTip(self.tr("Delete this preset"))
        self._title = QLineEdit()
        self._title.setMaxLength(MAX_NAME_LENGTH)
        self._title.setPlaceholderText(self.tr("Name for the current parameters"))
        self._title.setAccessibleName(self.tr("Name of the new preset"))
        self._title.setToolTip(self.tr("Save the current parameters as a preset with this name"))
        self._save = QPushButton(self.tr("Save"))
        self._save.setToolTip(self._title.toolTip())

        about = QHBoxLayout()
        about.setContentsMargins(EDGE, 0, EDGE, 0)
        about.addWidget(self._description, 1)
        about.addWidget(self._delete, 0, Qt.AlignmentFlag.AlignTop)
        saving = QHBoxLayout()
        saving.setContentsMargins(EDGE, 0, EDGE, EDGE)
        saving.addWidget(self._title, 1)
        saving.addWidget(self._save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(8)
        layout.addWidget(self._list)
        layout.addLayout(about)
        layout.addLayout(saving)
        self._show_current()
        self._show_savable()

        self._list.itemEntered.connect(lambda item: self._point_at(self._list.row(item)))
        self._list.currentRowChanged.connect(self._point_at)
        self._list.itemClicked.connect(self._on_chosen)
        self._list.itemActivated.connect(self._on_chosen)
        self._list.currentRowChanged.connect(self._show_current)
        self._delete.clicked.connect(self._on_delete)
        self._title.textChanged.connect(self._show_savable)
        self._title.returnPressed.connect(self._on_save)
        self._save.clicked.connect(self._on_save)

    def set_presets(self, entries: list[PresetEntry]) -> None:
        """Show these presets, in this order."""
        self._entries = list(entries)
        self._list.clear()
        for entry in entries:
            title = self.tr("{0} (custom)").format(entry.title) if entry.own else entry.title
            item = QListWidgetItem(self._icon(entry), title)
            item.setToolTip(f"<qt>{escape(entry.description)}</qt>")
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, entry.description)
            item.setSizeHint(CELL)
            item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter)
            self._list.addItem(item)
        self._fit_list()
        self._show_current()
        self._show_savable()

    def open_at(self, corner: QPoint, name: str) -> None:
        """Open the popup and select the preset with this name.

        Its top right corner is at `corner` if the popup fits on the screen there.
        """
        rows = [row for row, entry in enumerate(self._entries) if entry.name == name]
        self._list.setCurrentRow(rows[0] if rows else 0)
        self._title.clear()
        self.adjustSize()
        left, top = corner.x() - self.width(), corner.y()
        screen = self.screen().availableGeometry()
        left = max(screen.left(), min(left, screen.right() - self.width()))
        top = max(screen.top(), min(top, screen.bottom() - self.height()))
        self.move(left, top)
        self.show()
        self._list.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.pointed.emit("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() == Qt.Key.Key_Delete and self._delete.isEnabled():
            self._on_delete()
        else:
            super().keyPressEvent(event)

    def _fit_list(self) -> None:
        rows = -(-max(1, len(self._entries)) // COLUMNS)
        scrolled = rows > ROWS
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOn if scrolled else HIDDEN
        self._list.setVerticalScrollBarPolicy(policy)  # AsNeeded always reserves space.
        bar = self._list.verticalScrollBar().sizeHint().width() if scrolled else 0
        width, height = (COLUMNS * (CELL.width() + GAP), min(rows, ROWS) * (CELL.height() + GAP))
        self._list.setFixedSize(width + 3 * GAP + bar, height + 3 * GAP)

    def _make_list(self) -> QListWidget:
        presets = QListWidget()
        presets.setAccessibleName(self.tr("Presets"))
        presets.setToolTip(self.tr("Click a preset or press Enter to use its parameters"))
        presets.setMouseTracking(True)
        presets.setViewMode(QListView.ViewMode.IconMode)
        presets.setMovement(QListView.Movement.Static)
        presets.setResizeMode(QListView.ResizeMode.Adjust)
        presets.setIconSize(PICTURE)
        presets.setSpacing(GAP)
        presets.setWordWrap(True)
        presets.setHorizontalScrollBarPolicy(HIDDEN)
        return presets

    def _icon(self, entry: PresetEntry) -> QIcon:
        icon = QIcon(picture_of(self, entry, PICTURE))
        for mode in (QIcon.Mode.Selected, QIcon.Mode.Active):  # Qt would tint the icon otherwise.
            icon.addPixmap(picture_of(self, entry, PICTURE), mode)
        return icon

    def _point_at(self, row: int) -> None:
        if self.isVisible() and 0 <= row < len(self._entries):
            self.pointed.emit(self._entries[row].name)

    def _current(self) -> PresetEntry | None:
        row = self._list.currentRow()
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def _show_current(self) -> None:
        current = self._current()
        self._is_confirming = False
        self._description.setText(current.description if current else "")
        self._delete.setText(self.tr("Delete"))
        self._delete.setEnabled(current is not None and current.own)
        self._delete.setVisible(any(entry.own for entry in self._entries))

    def _show_savable(self) -> None:
        """Enable saving unless the name is empty or belongs to a built-in preset."""
        title = self._title.text().strip().casefold()
        same = [entry for entry in self._entries if entry.title.casefold() == title]
        self._save.setEnabled(bool(title) and all(entry.own for entry in same))
        self._save.setText(self.tr("Replace") if same and same[0].own else self.tr("Save"))

    def _on_chosen(self) -> None:
        current = self._current()
        if current is not None and self.isVisible():  # A double click must not choose twice.
            self.close()
            self.chosen.emit(current.name)

    def _on_save(self) -> None:
        if self._save.isEnabled():
            self.close()
            self.save_requested.emit(self._title.text().strip())

    def _on_delete(self) -> None:
        """Ask for confirmation on the first click; delete the preset on the second."""
        current = self._current()
        if current is None:
            return
        if not self._is_confirming:
            self._is_confirming = True
            self._delete.setText(self.tr("Really delete?"))
        else:
            self.close()
            self.delete_requested.emit(current.name)
