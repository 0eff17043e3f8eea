"""The page of the queue, in a window of its own beside the main one."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QImage,
    QKeySequence,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from nst_desktop.making.job_record import JobState
from nst_desktop.queue.queue import QueueEntry
from nst_desktop.ui.parts.icons import line_icon
from nst_desktop.ui.queue.destination_rows import DestinationRows
from nst_desktop.ui.queue.queue_actions import QueueActions
from nst_desktop.ui.queue.queue_list import QueueList
from nst_desktop.ui.queue.queue_texts import PAUSED, Overview, Situation, state_of, status_of

PROGRESS_STEPS = 1000  # positions of the progress bar


class QueuePage(QDialog):
    """Shows the entries; each signal says what the user wants.

    add_requested(), folder_requested(): more entries. pause_requested(bool): at once, or after
    the artwork under way. resume_requested(). moved(list[str], int), stepped(list[str], int): see
    QueueList. open_requested(str), show_requested(str), retry_requested(list[str]),
    remove_requested(list[str]): what to do with these. clear_requested(): forget what is finished.
    thumbnail_wanted(Path): see QueueModel. results_changed(Results). hidden(): it is closed.
    """

    pause_requested = Signal(bool)
    resume_requested = Signal()
    stepped = Signal(object, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._overview = Overview(Situation.OVER)
        self._status = QLabel()
        self._status.setTextFormat(Qt.TextFormat.PlainText)
        self._status.setWordWrap(True)
        self._progress = QProgressBar()
        self._progress.setRange(0, PROGRESS_STEPS)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("Progress of the whole queue"))
        self._later = self._make_button(
            self.tr("Pause &after this one"),
            self.tr("Finish the artwork that is being made, and begin no other"),
        )
        self._pause = self._make_button(self.tr("&Pause"), "")
        self._list = QueueList()
        self._empty = self._make_empty()
        self._told = QLabel()
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self._told.setProperty("tone", "danger")
        self._told.setWordWrap(True)
        self._actions = QueueActions(self._list, self)
        self.results = DestinationRows()
        self.add_requested = self._actions.add_requested
        self.folder_requested = self._actions.folder_requested
        self.open_requested = self._actions.open_requested
        self.show_requested = self._actions.show_requested
        self.retry_requested = self._actions.retry_requested
        self.remove_requested = self._actions.remove_requested
        self.clear_requested = self._actions.clear_requested
        self.moved = self._list.moved
        self.thumbnail_wanted = self._list.entry_model.thumbnail_wanted
        self.results_changed = self.results.results_changed
        self.hidden = self.finished

        self._pages = QStackedLayout()
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self._list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(10)
        layout.addLayout(self._make_head())
        layout.addWidget(self._progress)
        layout.addLayout(self._pages, 1)
        layout.addWidget(self._told)
        layout.addLayout(self._actions.row())
        layout.addSpacing(6)
        layout.addWidget(self.results)
        self.setWindowTitle(self.tr("Queue"))
        self.setWindowFlag(Qt.WindowType.WindowMinMaxButtonsHint, True)
        self.resize(self.sizeHint())
        self.set_overview(self._overview)

        QShortcut(QKeySequence("Ctrl+J"), self, self.close)
        self._pause.clicked.connect(self._on_pause_clicked)
        self._later.clicked.connect(lambda: self.pause_requested.emit(False))
        self._connect_list()

    def set_entries(self, entries: Sequence[QueueEntry]) -> None:
        """Show these in this order; those that were marked stay so."""
        self._list.set_entries(entries)
        self._pages.setCurrentWidget(self._list if entries else self._empty)
        self._show_marked()

    def update_entry(self, entry: QueueEntry) -> None:
        """Show this one as it is now."""
        self._list.entry_model.update_entry(entry)

    def set_overview(self, overview: Overview) -> None:
        """How all of the queue is."""
        self._overview = overview
        situation = overview.situation
        self._status.setText(status_of(overview))
        self._progress.setValue(int(PROGRESS_STEPS * overview.share))
        self._progress.setVisible(overview.count > 0)
        self._list.entry_model.set_situation(situation)
        is_paused = situation in PAUSED
        self._pause.setText(self.tr("&Resume") if is_paused else self.tr("&Pause"))
        self._pause.setIcon(line_icon("play" if is_paused else "pause"))
        self._pause.setToolTip(
            self.tr("Go on where it was")
            if is_paused
            else self.tr("At once: the artwork that is being made waits where it is")
        )
        self._pause.setEnabled(situation is not Situation.TAKEN)
        self._later.setEnabled(situation in (Situation.GOING, Situation.FOR_RUN))
        self._show_marked()

    def set_thumbnail(self, path: Path, image: QImage | None) -> None:
        """The answer to thumbnail_wanted."""
        self._list.entry_model.set_thumbnail(path, image)

    def marked(self) -> list[str]:
        """The ids of the marked entries, in their order."""
        return self._list.marked()

    def sizeHint(self) -> QSize:
        return QSize(720, 600)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self._list.setFocus()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.marked() and self._list.geometry().contains(event.pos()):
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self._actions.fill(menu)
            menu.popup(event.globalPos())

    def _make_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._status, 1)
        head.addWidget(self._later)
        head.addWidget(self._pause)
        return head

    def _make_empty(self) -> QWidget:
        told = QLabel(
            self.tr(
                "Artworks that are made one after another, while you do something else.\n"
                "Add what the window holds now, or its style on a whole folder of photographs."
            )
        )
        told.setProperty("tone", "muted")
        told.setWordWrap(True)
        told.setAlignment(Qt.AlignmentFlag.AlignCenter)
        empty = QWidget()
        column = QVBoxLayout(empty)
        column.addWidget(told)
        return empty

    def _make_button(self, text: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        button.setAutoDefault(False)  # Return belongs to the list
        return button

    def _connect_list(self) -> None:
        actions = self._actions
        self._list.selection_changed.connect(self._show_marked)
        self._list.stepped.connect(self._on_stepped)
        actions.stepped.connect(self._on_stepped)

    def _show_marked(self) -> None:
        """What can be done with the marked entries, and why the first of them has failed."""
        marked = set(self.marked())
        entries = [each for each in self._list.entry_model.entries() if each.id in marked]
        self._actions.set_marked(entries, self._list.entry_model.entries())
        failed = next((each for each in entries if each.state is JobState.FAILED), None)
        told = self._overview.fault
        if not told and failed is not None:
            told = state_of(failed, self._overview.situation)
        self._told.setText(told)
        self._told.setVisible(bool(told))

    def _on_stepped(self, way: int) -> None:
        if self.marked():
            self.stepped.emit(self.marked(), way)

    def _on_pause_clicked(self) -> None:
        if self._overview.situation in PAUSED:
            self.resume_requested.emit()
        else:
            self.pause_requested.emit(True)
