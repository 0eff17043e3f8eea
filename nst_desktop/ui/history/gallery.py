"""Gallery: artworks from this and earlier sessions, with actions for them."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QItemSelectionModel, QSignalBlocker, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QImage,
    QKeySequence,
    QResizeEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from nst_desktop.ui.history.gallery_entry import ITEM_ROLE, EntryDelegate, GalleryItem, cell_size
from nst_desktop.ui.parts.icons import line_icon

MIN_CELL_WIDTH = 132  # px; determines the number of columns


class Gallery(QWidget):
    """Grid of artworks with action buttons. The signals carry ids of entries.

    Signals:
        chosen(str): The user selected a single entry.
        open_requested(str): The user wants to open the entry.
        save_requested(str): The user wants to save the entry's artwork to a file.
        film_requested(str): The user wants to save a film of the entry's run.
        compare_requested(str): The user wants to compare the artwork on the canvas.
        continue_requested(str): The user wants to start a run from the artwork.
        params_requested(str): The user wants to use the entry's parameters.
        delete_requested(list[str]): The user wants to delete these entries; not yet confirmed.
    """

    chosen = Signal(str)
    open_requested = Signal(str)
    save_requested = Signal(str)
    film_requested = Signal(str)
    compare_requested = Signal(str)
    continue_requested = Signal(str)
    params_requested = Signal(str)
    delete_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = QStandardItemModel(self)
        self._view = GalleryView()
        self._view.setModel(self._model)
        self._empty = QLabel(self.tr("Your artworks appear here."))
        self._empty.setProperty("tone", "muted")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._single_actions = [
            self._make_action("enlarge", self.tr("Open"), self.open_requested),
            self._make_action("save", self.tr("Save as…"), self.save_requested),
            self._make_action("film", self.tr("Save film…"), self.film_requested),
            self._make_action("compare", self.tr("Compare"), self.compare_requested),
            self._make_action("continue", self.tr("Continue from here"), self.continue_requested),
            self._make_action("parameters", self.tr("Use its parameters"), self.params_requested),
        ]
        self._delete = self._make_delete()

        buttons = QHBoxLayout()
        buttons.setSpacing(0)
        for action in self._single_actions:
            buttons.addWidget(_button_of(action))
        buttons.addStretch(1)
        buttons.addWidget(_button_of(self._delete))
        self._pages = QStackedLayout()
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self._view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(self._pages, 1)
        layout.addLayout(buttons)
        self._enable_actions()

        self._view.activated.connect(self._on_activated)
        self._view.selectionModel().selectionChanged.connect(self._on_selection_changed)

    def set_entries(self, entries: Sequence[GalleryItem]) -> None:
        """Show these entries in the given order and keep the selection."""
        selected, current = set(self.selected()), self._current()
        with QSignalBlocker(self._view.selectionModel()):
            self._model.clear()
            for entry in entries:
                self._model.appendRow(_row_of(entry))
            self._restore(selected, current)
        self._view.viewport().update()
        self._pages.setCurrentWidget(self._view if entries else self._empty)
        self._enable_actions()

    def set_thumbnail(self, entry_id: str, thumbnail: QImage) -> None:
        """Set an entry's thumbnail if the entry is in the gallery."""
        for row in range(self._model.rowCount()):
            item = self._model.item(row)
            if item.data(ITEM_ROLE).id == entry_id:
                item.setData(replace(item.data(ITEM_ROLE), thumbnail=thumbnail), ITEM_ROLE)

    def selected(self) -> list[str]:
        """The ids of the selected entries, in display order."""
        rows = sorted(index.row() for index in self._view.selectionModel().selectedIndexes())
        return [self._model.item(row).data(ITEM_ROLE).id for row in rows]

    def sizeHint(self) -> QSize:
        return QSize(240, 320)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if not self.selected():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self._single_actions)
        menu.addSeparator()
        menu.addAction(self._delete)
        menu.popup(event.globalPos())

    def _on_activated(self) -> None:
        if self._single_actions[0].isEnabled():
            self._single_actions[0].trigger()

    def _on_selection_changed(self) -> None:
        self._enable_actions()
        selected = self.selected()
        if len(selected) == 1:
            self.chosen.emit(selected[0])

    def _on_delete(self) -> None:
        self.delete_requested.emit(self.selected())

    def _enable_actions(self) -> None:
        count = len(self.selected())
        for action in self._single_actions:
            action.setEnabled(count == 1)
        self._delete.setEnabled(count > 0)

    def _current(self) -> str | None:
        index = self._view.currentIndex()
        return index.data(ITEM_ROLE).id if index.isValid() else None

    def _restore(self, selected: set[str], current: str | None) -> None:
        select, flag = self._view.selectionModel(), QItemSelectionModel.SelectionFlag
        for row in range(self._model.rowCount()):
            index = self._model.index(row, 0)
            entry_id = index.data(ITEM_ROLE).id
            if entry_id == current:
                select.setCurrentIndex(index, flag.NoUpdate)
            if entry_id in selected:
                select.select(index, flag.Select)

    def _make_action(self, icon: str, text: str, signal: SignalInstance) -> QAction:
        action = self._named_action(icon, text)
        action.triggered.connect(lambda: signal.emit(self.selected()[0]))
        return action

    def _make_delete(self) -> QAction:
        action = self._named_action("delete", self.tr("Delete…"))
        action.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._view.addAction(action)
        action.triggered.connect(self._on_delete)
        return action

    def _named_action(self, icon: str, text: str) -> QAction:
        action = QAction(line_icon(icon), text, self)
        action.setToolTip(text)
        return action


class GalleryView(QListView):
    """Grid view whose columns fill the available width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setItemDelegate(EntryDelegate(self))
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(self.tr("Gallery"))
        self.setToolTip(self.tr("Your artworks; press Enter to open one"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        # Always leave room for the scroll bar, or it would appear and disappear endlessly.
        width = self.width() - self.verticalScrollBar().sizeHint().width() - 1
        columns = max(1, width // MIN_CELL_WIDTH)
        cell = cell_size(width // columns, self.fontMetrics())
        if cell != self.gridSize():
            self.setIconSize(cell)
            self.setGridSize(cell)
        super().resizeEvent(event)


def _row_of(entry: GalleryItem) -> QStandardItem:
    row = QStandardItem(entry.title)
    row.setData(entry, ITEM_ROLE)
    spoken = ", ".join([entry.title, *entry.subtitle.splitlines()])
    row.setData(spoken, Qt.ItemDataRole.AccessibleTextRole)
    row.setToolTip(f"{entry.title}\n{entry.subtitle}")
    return row


def _button_of(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setProperty("flat", True)
    button.setAccessibleName(action.text().rstrip("…"))
    return button
