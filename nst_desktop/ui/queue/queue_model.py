"""List model for the queue's entries and their thumbnails."""

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

MAX_IMAGES = 200  # more than fit on a screen


class QueueModel(QAbstractListModel):
    """List model for the queue's entries.

    Signals:
        thumbnail_wanted(Path): The thumbnail of this file is needed; emitted once per file.
    """

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
                return ", ".join(self._texts(entry))
            case Qt.ItemDataRole.ToolTipRole:
                files = [entry.file] if entry.file is not None else []
                return "\n".join([*self._texts(entry), *map(str, [*entry.plan.pictures, *files])])
            case _ if role == ENTRY_ROLE:
                return entry
            case _ if role == SITUATION_ROLE:
                return self._situation
        return None

    def entries(self) -> Sequence[QueueEntry]:
        """Return the displayed entries, in order."""
        return self._entries

    def set_entries(self, entries: Sequence[QueueEntry]) -> bool:
        """Show these entries; return whether their ids or order changed."""
        has_changed = [entry.id for entry in entries] != [entry.id for entry in self._entries]
        if has_changed:
            self.beginResetModel()
        self._entries = list(entries)
        if has_changed:
            self.endResetModel()
        else:
            self._emit_all_changed()
        return has_changed

    def update_entry(self, entry: QueueEntry) -> None:
        """Update this entry if it is displayed."""
        for row, shown in enumerate(self._entries):
            if shown.id == entry.id:
                self._entries[row] = entry
                self.dataChanged.emit(self.index(row), self.index(row))

    def set_situation(self, situation: Situation) -> None:
        """Set the queue's situation, which determines the running entry's state."""
        if situation is not self._situation:
            self._situation = situation
            self._emit_all_changed()

    def image_of(self, path: Path) -> QImage | None:
        """Return this file's thumbnail, or request it and return None."""
        if path in self._images:
            self._images.move_to_end(path)
            return self._images[path]
        self._images[path] = None
        while len(self._images) > MAX_IMAGES:
            self._images.popitem(last=False)
        self.thumbnail_wanted.emit(path)
        return None

    def set_thumbnail(self, path: Path, image: QImage | None) -> None:
        """Set a requested thumbnail; None means that it could not be made."""
        if path in self._images:
            self._images[path] = image
            self._emit_all_changed()

    def _emit_all_changed(self) -> None:
        if self._entries:
            self.dataChanged.emit(self.index(0), self.index(len(self._entries) - 1))

    def _texts(self, entry: QueueEntry) -> list[str]:
        return [title_of(entry), about(entry), state_of(entry, self._situation)]
