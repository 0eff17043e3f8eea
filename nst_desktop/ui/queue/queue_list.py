"""The list of the queue, which mouse and keyboard can put into another order."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QListView, QWidget

from nst_desktop.queue.queue import QueueEntry
from nst_desktop.ui.parts.drag_watch import DragWatch
from nst_desktop.ui.parts.theme import colours_of
from nst_desktop.ui.queue.entry_delegate import QueueDelegate
from nst_desktop.ui.queue.queue_model import QueueModel

EDGE = 24  # px; what is dragged this near to the edge scrolls the list
WAYS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class QueueList(QListView):
    """selection_changed(): other entries are marked. moved(list[str], int): the user has dragged
    these to before what is at this place now. stepped(int): Alt with an arrow key: what is
    marked, up (-1) or down (1)."""

    selection_changed = Signal()
    moved = Signal(object, int)
    stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry_model = QueueModel(self)
        self._mark: int | None = None
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
            self.tr("The artworks to be made, the first one on top; Alt+Up and Alt+Down move them")
        )
        self._drag = DragWatch(self)
        self._drag.watch(self.viewport())

        self.selectionModel().selectionChanged.connect(self.selection_changed)
        self._drag.dragged.connect(self._on_dragged)
        self._drag.released.connect(self._on_released)

    def set_entries(self, entries: Sequence[QueueEntry]) -> None:
        """Show these in this order; those that were marked stay so."""
        marked, current = set(self.marked()), self._current()
        row = self.currentIndex().row()
        with QSignalBlocker(self.selectionModel()):
            if self.entry_model.set_entries(entries):
                self._restore(marked, current, row)
        self.viewport().update()

    def marked(self) -> list[str]:
        """The ids of the marked entries, in their order."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return [self.entry_model.entries()[row].id for row in rows]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = WAYS.get(Qt.Key(event.key()))
        if way is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.stepped.emit(way)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._mark is not None:
            painter = QPainter(self.viewport())
            painter.setPen(QPen(QColor(colours_of(self.palette()).content_line), 3))
            y = min(max(self._y_of(self._mark), 2), self.viewport().height() - 2)
            painter.drawLine(4, y, self.viewport().width() - 4, y)

    def _restore(self, marked: set[str], current: str | None, row: int) -> None:
        """The focus stays in its place when its entry has gone, and what is there is marked."""
        select, flag = self.selectionModel(), QItemSelectionModel.SelectionFlag
        ids = [each.id for each in self.entry_model.entries()]
        if not ids:
            return
        is_gone = current is not None and current not in ids
        at = min(row, len(ids) - 1) if is_gone else ids.index(current) if current else 0
        index = self.entry_model.index(at)
        select.setCurrentIndex(index, flag.NoUpdate)
        for place, each in enumerate(ids):
            if each in marked:
                select.select(self.entry_model.index(place), flag.Select)
        if is_gone and not marked & set(ids):
            select.select(index, flag.Select)
        self.scrollTo(index)

    def _current(self) -> str | None:
        index = self.currentIndex()
        return self.entry_model.entries()[index.row()].id if index.isValid() else None

    def _gap_at(self, place: QPoint) -> int:
        """The gap between rows nearest to this place: 0 is above all of them."""
        y = self.viewport().mapFromGlobal(place).y()
        rows = range(self.entry_model.rowCount())
        rects = (self.visualRect(self.entry_model.index(row)) for row in rows)
        return sum(rect.center().y() < y for rect in rects)

    def _y_of(self, gap: int) -> int:
        last = self.entry_model.rowCount() - 1
        if gap <= last:
            return self.visualRect(self.entry_model.index(gap)).top()
        return self.visualRect(self.entry_model.index(last)).bottom()

    def _on_dragged(self, place: QPoint) -> None:
        if not self.marked():
            return
        self._mark = self._gap_at(place)
        y, height = self.viewport().mapFromGlobal(place).y(), self.viewport().height()
        way = -EDGE if y < EDGE else EDGE if y > height - EDGE else 0
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + way)
        self.viewport().update()

    def _on_released(self) -> None:
        gap, self._mark = self._mark, None
        self.viewport().update()
        if gap is not None:
            self.moved.emit(self.marked(), gap)
