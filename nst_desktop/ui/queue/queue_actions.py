"""What can be done with the entries of the queue, as buttons and in the list's menu."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton

from nst_desktop.making.job_record import JobState
from nst_desktop.queue.queue import QueueEntry
from nst_desktop.ui.parts.icons import line_icon
from nst_desktop.ui.queue.queue_list import QueueList


class QueueActions(QObject):
    """add_requested(), folder_requested(), clear_requested(): of the whole queue.
    open_requested(str), show_requested(str): with this one. retry_requested(list[str]),
    remove_requested(list[str]): with these. stepped(int): what is marked, up (-1) or down (1).
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
        self._marked: Sequence[QueueEntry] = ()
        self._add = self._make(
            "add",
            self.tr("Add"),
            self.tr("Add what the window holds now"),
            self.add_requested,
        )
        self._add_folder = self._make(
            "gallery",
            self.tr("Add a folder…"),
            self.tr("Add the window's style on every photograph of a folder"),
            self.folder_requested,
        )
        self._open = self._make(
            "enlarge", self.tr("Open"), self.tr("Show the artwork in the window"), self._on_open
        )
        self._show = self._make(
            "folder",
            self.tr("Show in folder"),
            self.tr("Open the folder that the artwork is in"),
            self._on_show,
        )
        self._up = self._make(
            "up", self.tr("Earlier"), self.tr("Make it earlier (Alt+Up)"), self._on_up
        )
        self._down = self._make(
            "down", self.tr("Later"), self.tr("Make it later (Alt+Down)"), self._on_down
        )
        self._retry = self._make(
            "reset", self.tr("Try again"), self.tr("Make what has failed anew"), self._on_retry
        )
        self._remove = self._make(
            "delete",
            self.tr("Remove"),
            self.tr("Take it out of the queue (Delete); artworks that are made stay"),
            self._on_remove,
        )
        self._clear = self._make(
            "finished",
            self.tr("Clear finished"),
            self.tr("Take what is finished out of the list; the artworks stay"),
            self.clear_requested,
        )
        self._remove.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
        self._remove.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        entries.addAction(self._remove)
        entries.activated.connect(self._on_activated)

    def row(self) -> QHBoxLayout:
        """The buttons."""
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
        """Put what can be done with marked entries into their menu."""
        menu.addActions([self._open, self._show])
        menu.addSeparator()
        menu.addActions([self._up, self._down])
        menu.addSeparator()
        menu.addActions([self._retry, self._remove])

    def set_marked(self, marked: Sequence[QueueEntry], entries: Sequence[QueueEntry]) -> None:
        """Enable what can be done. marked: some of the entries."""
        self._marked = marked
        is_one_made = len(marked) == 1 and marked[0].state is JobState.FINISHED
        self._open.setEnabled(is_one_made)
        self._show.setEnabled(is_one_made)
        self._retry.setEnabled(any(each.state is JobState.FAILED for each in marked))
        self._remove.setEnabled(bool(marked))
        self._up.setEnabled(bool(marked) and marked[0] != entries[0])
        self._down.setEnabled(bool(marked) and marked[-1] != entries[-1])
        self._clear.setEnabled(any(each.state is JobState.FINISHED for each in entries))

    def _make(
        self, icon: str, text: str, tip: str, then: SignalInstance | Callable[[], None]
    ) -> QAction:
        action = QAction(line_icon(icon), text, self)
        action.setIconText(text)  # a button would leave out the dots
        action.setToolTip(tip)
        action.triggered.connect(lambda: then.emit() if hasattr(then, "emit") else then())
        return action

    def _on_activated(self) -> None:
        if self._open.isEnabled():
            self._open.trigger()

    def _on_open(self) -> None:
        self.open_requested.emit(self._marked[0].id)

    def _on_show(self) -> None:
        self.show_requested.emit(self._marked[0].id)

    def _on_up(self) -> None:
        self.stepped.emit(-1)

    def _on_down(self) -> None:
        self.stepped.emit(1)

    def _on_retry(self) -> None:
        self.retry_requested.emit([each.id for each in self._marked])

    def _on_remove(self) -> None:
        self.remove_requested.emit([each.id for each in self._marked])


def _button_of(action: QAction, with_text: bool = False) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setProperty("flat", True)
    button.setAccessibleName(action.text().rstrip("…"))
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if with_text:
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return button
