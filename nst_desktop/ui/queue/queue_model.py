"""The entries of the queue for a list, and the small images of their pictures."""

from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QImage

from nst_desktop.queue.queue import QueueEntry
from nst_desktop.ui.queue.entry_delegate import ENTRY_ROLE, SITUATION_ROLE
from nst_desktop.ui.queue.queue_texts import Situation, about, state_of, title_of

MAX_IMAGES = 200  # as many as a screen shows, and some more


class QueueModel(QAbstractListModel):
    """thumbnail_wanted(Path): a small image of this file is to be shown; once for each."""

    thumbnail_wanted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[QueueEntry] = []
        self._situation = Situation.OVER
        self._images: OrderedDict[Path, QImage | None] = OrderedDict()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        entry = self._entries[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return title_of(entry)
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(self._words(entry))
            case Qt.ItemDataRole.ToolTipRole:
                files = [entry.file] if entry.file is not None else []
                return "\n".join([*self._words(entry), *map(str, [*entry.plan.pictures, *files])])
            case _ if role == ENTRY_ROLE:
                return entry
            case _ if role == SITUATION_ROLE:
                return self._situation
        return None

    def entries(self) -> Sequence[QueueEntry]:
        """What is shown, in its order."""
        return self._entries

    def set_entries(self, entries: Sequence[QueueEntry]) -> bool:
        """Show these. False if they are the same in the same order, each perhaps further on."""
        is_other = [each.id for each in entries] != [each.id for each in self._entries]
        if is_other:
            self.beginResetModel()
        self._entries = list(entries)
        if is_other:
            self.endResetModel()
        else:
            self._tell_all()
        return is_other

    def update_entry(self, entry: QueueEntry) -> None:
        """Show this one as it is now, if it is there."""
        for row, each in enumerate(self._entries):
            if each.id == entry.id:
                self._entries[row] = entry
                self.dataChanged.emit(self.index(row), self.index(row))

    def set_situation(self, situation: Situation) -> None:
        """What the queue is doing: it tells in what state the one under way is."""
        if situation is not self._situation:
            self._situation = situation
            self._tell_all()

    def image_of(self, path: Path) -> QImage | None:
        """The small image of this file, if it is there already; else it is asked for."""
        if path in self._images:
            self._images.move_to_end(path)
            return self._images[path]
        self._images[path] = None
        while len(self._images) > MAX_IMAGES:
            self._images.popitem(last=False)
        self.thumbnail_wanted.emit(path)
        return None

    def set_thumbnail(self, path: Path, image: QImage | None) -> None:
        """The answer to thumbnail_wanted; None if there is none."""
        if path in self._images:
            self._images[path] = image
            self._tell_all()

    def _tell_all(self) -> None:
        if self._entries:
            self.dataChanged.emit(self.index(0), self.index(len(self._entries) - 1))

    def _words(self, entry: QueueEntry) -> list[str]:
        return [title_of(entry), about(entry), state_of(entry, self._situation)]
