"""Queue page: a separate window with the queue's entries and controls."""

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
    """Window with the queue's entries and controls.

    Signals:
        add_requested(), folder_requested(): Add the document, or a folder of photographs.
        pause_requested(bool): Pause at once (True) or after the current artwork (False).
        resume_requested(): Resume the queue.
        moved(list[str], int), stepped(list[str], int): Reorder the entries with these ids; see
            QueueList.
        open_requested(str), show_requested(str): Open the artwork made by the entry with this id,
            or show the artwork's folder.
        retry_requested(list[str]), remove_requested(list[str]): Retry or remove the entries with
            these ids.
        clear_requested(): Remove the finished entries.
        thumbnail_wanted(Path): See QueueModel.
        destination_changed(Destination): The user changed the destination.
        hidden(): The page was closed.
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
            self.tr("Finish the current artwork, then pause"),
        )
        self._pause = self._make_button(self.tr("&Pause"), "")
        self._list = QueueList()
        self._empty = self._make_empty()
        self._error = QLabel()
        self._error.setTextFormat(Qt.TextFormat.PlainText)
        self._error.setProperty("tone", "danger")
        self._error.setWordWrap(True)
        self._actions = QueueActions(self._list, self)
        self.destination = DestinationRows()
        self.add_requested = self._actions.add_requested
        self.folder_requested = self._actions.folder_requested
        self.open_requested = self._actions.open_requested
        self.show_requested = self._actions.show_requested
        self.retry_requested = self._actions.retry_requested
        self.remove_requested = self._actions.remove_requested
        self.clear_requested = self._actions.clear_requested
        self.moved = self._list.moved
        self.thumbnail_wanted = self._list.entry_model.thumbnail_wanted
        self.destination_changed = self.destination.destination_changed
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
        layout.addWidget(self._error)
        layout.addLayout(self._actions.row())
        layout.addSpacing(6)
        layout.addWidget(self.destination)
        self.setWindowTitle(self.tr("Queue"))
        self.setWindowFlag(Qt.WindowType.WindowMinMaxButtonsHint, True)
        self.resize(self.sizeHint())
        self.set_overview(self._overview)

        QShortcut(QKeySequence("Ctrl+J"), self, self.close)
        self._pause.clicked.connect(self._on_pause_clicked)
        self._later.clicked.connect(lambda: self.pause_requested.emit(False))
        self._connect_list()

    def set_entries(self, entries: Sequence[QueueEntry]) -> None:
        """Show these entries in this order and keep the selection."""
        self._list.set_entries(entries)
        self._pages.setCurrentWidget(self._list if entries else self._empty)
        self._show_selected()

    def update_entry(self, entry: QueueEntry) -> None:
        """Update this entry."""
        self._list.entry_model.update_entry(entry)

    def set_overview(self, overview: Overview) -> None:
        """Show the queue's status."""
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
            self.tr("Resume the queue where it was paused")
            if is_paused
            else self.tr("Pause at once, even in the middle of an artwork")
        )
        self._pause.setEnabled(situation is not Situation.IN_USE)
        self._later.setEnabled(situation in (Situation.RUNNING, Situation.FOR_RUN))
        self._show_selected()

    def set_thumbnail(self, path: Path, image: QImage | None) -> None:
        """Set a thumbnail requested by thumbnail_wanted."""
        self._list.entry_model.set_thumbnail(path, image)

    def selected(self) -> list[str]:
        """Return the ids of the selected entries, in order."""
        return self._list.selected()

    def sizeHint(self) -> QSize:
        return QSize(720, 600)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self._list.setFocus()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.selected() and self._list.geometry().contains(event.pos()):
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
        hint = QLabel(
            self.tr(
                "Queued artworks are made one after another while you do something else.\n"
                "Add the current pictures, or use the current style for a folder of photographs."
            )
        )
        hint.setProperty("tone", "muted")
        hint.setWordWrap(True)
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        empty = QWidget()
        column = QVBoxLayout(empty)
        column.addWidget(hint)
        return empty

    def _make_button(self, text: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        button.setAutoDefault(False)  # reserves Return for the list
        return button

    def _connect_list(self) -> None:
        actions = self._actions
        self._list.selection_changed.connect(self._show_selected)
        self._list.stepped.connect(self._on_stepped)
        actions.stepped.connect(self._on_stepped)

    def _show_selected(self) -> None:
        """Enable the actions for the selected entries and show the first failed entry's error."""
        selected = set(self.selected())
        entries = [entry for entry in self._list.entry_model.entries() if entry.id in selected]
        self._actions.set_selected(entries, self._list.entry_model.entries())
        failed = next((entry for entry in entries if entry.state is JobState.FAILED), None)
        text = self._overview.error
        if not text and failed is not None:
            text = state_of(failed, self._overview.situation)
        self._error.setText(text)
        self._error.setVisible(bool(text))

    def _on_stepped(self, offset: int) -> None:
        if self.selected():
            self.stepped.emit(self.selected(), offset)

    def _on_pause_clicked(self) -> None:
        if self._overview.situation in PAUSED:
            self.resume_requested.emit()
        else:
            self.pause_requested.emit(True)
