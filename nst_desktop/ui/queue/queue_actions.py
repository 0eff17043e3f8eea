"""Actions for queue entries, as buttons and in the context menu."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton

from nst_desktop.making.job_record import JobState
from nst_desktop.queue.queue import QueueEntry
from nst_desktop.ui.parts.icons import line_icon
from nst_desktop.ui.queue.queue_list import QueueList


class QueueActions(QObject):
    """Owner of the queue's actions.

    Signals:
        add_requested(), folder_requested(): Add the document, or a folder of photographs.
        open_requested(str), show_requested(str): Open the artwork made by the entry with this id,
            or show the artwork's folder.
        retry_requested(list[str]), remove_requested(list[str]): Retry or remove the entries with
            these ids.
        stepped(int): Move the selected entries up (-1) or down (1).
        clear_requested(): Remove the finished entries.
    """

    add_requested = Signal()
    folder_requested = Signal()
    open_requested = Signal(str)
    show_requested = Signal(str)
    retry_requested = Signal(object)
    remove_requested = Signal(object)
    stepped = Signal(int)
    clear_requested = Signal()

    def __init__(self, entries: QueueList, parent: QObject) -> None:
        super().__init__(parent)
        self._list = entries
        self._selected: Sequence[QueueEntry] = ()
        self._add = self._make(
            "add",
            self.tr("Add"),
            self.tr("Add the current pictures and parameters"),
            self.add_requested,
        )
        self._add_folder = self._make(
            "gallery",
            self.tr("Add a folder…"),
            self.tr("Queue every photograph in a folder, using the current style"),
            self.folder_requested,
        )
        self._open = self._make(
            "enlarge", self.tr("Open"), self.tr("Show the artwork in the window"), self._on_open
        )
        self._show = self._make(
            "folder",
            self.tr("Show in folder"),
            self.tr("Open the artwork's folder"),
            self._on_show,
        )
        self._up = self._make(
            "up", self.tr("Move up"), self.tr("Move up in the queue (Alt+Up)"), self._on_up
        )
        self._down = self._make(
            "down",
            self.tr("Move down"),
            self.tr("Move down in the queue (Alt+Down)"),
            self._on_down,
        )
        self._retry = self._make(
            "reset", self.tr("Retry"), self.tr("Retry failed artworks"), self._on_retry
        )
        self._remove = self._make(
            "delete",
            self.tr("Remove"),
            self.tr("Remove from the queue (Delete); finished artworks are kept"),
            self._on_remove,
        )
        self._clear = self._make(
            "finished",
            self.tr("Clear finished"),
            self.tr("Remove finished entries from the list; the artworks are kept"),
            self.clear_requested,
        )
        self._remove.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
        self._remove.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        entries.addAction(self._remove)
        entries.activated.connect(self._on_activated)

    def row(self) -> QHBoxLayout:
        """Return a new row of buttons for the actions."""
        row = QHBoxLayout()
        row.setSpacing(0)
        for action in (self._add, self._add_folder):
            row.addWidget(_button_of(action, with_text=True))
        row.addStretch(1)
        for action in (self._up, self._down, self._open, self._show, self._retry, self._remove):
            row.addWidget(_button_of(action))
        row.addSpacing(8)
        row.addWidget(_button_of(self._clear, with_text=True))
        return row

    def fill(self, menu: QMenu) -> None:
        """Add the actions for the selected entries to a menu."""
        menu.addActions([self._open, self._show])
        menu.addSeparator()
        menu.addActions([self._up, self._down])
        menu.addSeparator()
        menu.addActions([self._retry, self._remove])

    def set_selected(self, selected: Sequence[QueueEntry], entries: Sequence[QueueEntry]) -> None:
        """Enable the actions that apply to the selected entries; `entries` are all entries."""
        self._selected = selected
        is_single_finished = len(selected) == 1 and selected[0].state is JobState.FINISHED
        self._open.setEnabled(is_single_finished)
        self._show.setEnabled(is_single_finished)
        self._retry.setEnabled(any(entry.state is JobState.FAILED for entry in selected))
        self._remove.setEnabled(bool(selected))
        self._up.setEnabled(bool(selected) and selected[0] != entries[0])
        self._down.setEnabled(bool(selected) and selected[-1] != entries[-1])
        self._clear.setEnabled(any(entry.state is JobState.FINISHED for entry in entries))

    def _make(
        self, icon: str, text: str, tip: str, then: SignalInstance | Callable[[], None]
    ) -> QAction:
        action = QAction(line_icon(icon), text, self)
        action.setIconText(text)  # otherwise, a button would drop the ellipsis
        action.setToolTip(tip)
        action.triggered.connect(lambda: then.emit() if hasattr(then, "emit") else then())
        return action

    def _on_activated(self) -> None:
        if self._open.isEnabled():
            self._open.trigger()

    def _on_open(self) -> None:
        self.open_requested.emit(self._selected[0].id)

    def _on_show(self) -> None:
        self.show_requested.emit(self._selected[0].id)

    def _on_up(self) -> None:
        self.stepped.emit(-1)

    def _on_down(self) -> None:
        self.stepped.emit(1)

    def _on_retry(self) -> None:
        self.retry_requested.emit([entry.id for entry in self._selected])

    def _on_remove(self) -> None:
        self.remove_requested.emit([entry.id for entry in self._selected])


def _button_of(action: QAction, with_text: bool = False) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setProperty("flat", True)
    button.setAccessibleName(action.text().rstrip("…"))
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if with_text:
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return button
