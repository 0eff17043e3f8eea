"""Queue list that can be reordered with the mouse or the keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QListView, QWidget

from nst_desktop.queue.queue import QueueEntry
from nst_desktop.ui.parts.drag_watch import DragWatch
from nst_desktop.ui.parts.theme import colours_of
from nst_desktop.ui.queue.entry_delegate import QueueDelegate
from nst_desktop.ui.queue.queue_model import QueueModel

SCROLL_MARGIN = 24  # distance from the edge, in px, at which dragging scrolls the list
OFFSETS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class QueueList(QListView):
    """List of the queue's entries.

    Signals:
        selection_changed(): The selection changed.
        moved(list[str], int): The user dragged the entries with these ids to just before the entry
            at this index.
        stepped(int): Alt+Up (-1) or Alt+Down (1) was pressed to move the selected entries.
    """

    selection_changed = Signal()
    moved = Signal(object, int)
    stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry_model = QueueModel(self)
        self._drop_gap: int | None = None
        self.setModel(self.entry_model)
        self.setItemDelegate(QueueDelegate(self.entry_model.image_of, self))
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(self.tr("Queue"))
        self.setToolTip(
            self.tr(
                "Queued artworks, in the order in which they will be made; Alt+Up and Alt+Down "
                "move the selected ones"
            )
        )
        self._drag = DragWatch(self)
        self._drag.watch(self.viewport())

        self.selectionModel().selectionChanged.connect(self.selection_changed)
        self._drag.dragged.connect(self._on_dragged)
        self._drag.released.connect(self._on_released)

    def set_entries(self, entries: Sequence[QueueEntry]) -> None:
        """Show these entries in this order and keep the selection."""
        selected, current = set(self.selected()), self._current()
        row = self.currentIndex().row()
        with QSignalBlocker(self.selectionModel()):
            if self.entry_model.set_entries(entries):
                self._restore(selected, current, row)
        self.viewport().update()

    def selected(self) -> list[str]:
        """Return the ids of the selected entries, in order."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return [self.entry_model.entries()[row].id for row in rows]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        offset = OFFSETS.get(Qt.Key(event.key()))
        if offset is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.stepped.emit(offset)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._drop_gap is not None:
            painter = QPainter(self.viewport())
            painter.setPen(QPen(QColor(colours_of(self.palette()).content_line), 3))
            y = min(max(self._y_of(self._drop_gap), 2), self.viewport().height() - 2)
            painter.drawLine(4, y, self.viewport().width() - 4, y)

    def _restore(self, selected: set[str], current: str | None, row: int) -> None:
        """Restore the selection and the focus; if the focused entry is gone, focus its row."""
        select, flag = self.selectionModel(), QItemSelectionModel.SelectionFlag
        ids = [entry.id for entry in self.entry_model.entries()]
        if not ids:
            return
        is_gone = current is not None and current not in ids
        new_row = min(row, len(ids) - 1) if is_gone else ids.index(current) if current else 0
        index = self.entry_model.index(new_row)
        select.setCurrentIndex(index, flag.NoUpdate)
        for position, entry_id in enumerate(ids):
            if entry_id in selected:
                select.select(self.entry_model.index(position), flag.Select)
        if is_gone and not selected & set(ids):
            select.select(index, flag.Select)
        self.scrollTo(index)

    def _current(self) -> str | None:
        index = self.currentIndex()
        return self.entry_model.entries()[index.row()].id if index.isValid() else None

    def _gap_at(self, position: QPoint) -> int:
        """Return the index of the gap nearest to this global position; gap 0 is above all rows."""
        y = self.viewport().mapFromGlobal(position).y()
        rows = range(self.entry_model.rowCount())
        rects = (self.visualRect(self.entry_model.index(row)) for row in rows)
        return sum(rect.center().y() < y for rect in rects)

    def _y_of(self, gap: int) -> int:
        last = self.entry_model.rowCount() - 1
        if gap <= last:
            return self.visualRect(self.entry_model.index(gap)).top()
        return self.visualRect(self.entry_model.index(last)).bottom()

    def _on_dragged(self, position: QPoint) -> None:
        if not self.selected():
            return
        self._drop_gap = self._gap_at(position)
        y, height = self.viewport().mapFromGlobal(position).y(), self.viewport().height()
        offset = 0
        if y < SCROLL_MARGIN:
            offset = -SCROLL_MARGIN
        elif y > height - SCROLL_MARGIN:
            offset = SCROLL_MARGIN
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + offset)
        self.viewport().update()

    def _on_released(self) -> None:
        gap, self._drop_gap = self._drop_gap, None
        self.viewport().update()
        if gap is not None:
            self.moved.emit(self.selected(), gap)
