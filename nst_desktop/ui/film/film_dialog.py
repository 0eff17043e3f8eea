"""Film dialog: options, preview and progress for an artwork's film."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, Signal, Slot
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from nst_desktop.films.film_formats import FILM_SUFFIXES, FilmFormat, is_writable
from nst_desktop.films.film_options import FilmRequest, Subject
from nst_desktop.films.film_plan import FilmPlan
from nst_desktop.ui.film.film_preview import FilmPreview
from nst_desktop.ui.film.film_rows import FilmRows
from nst_desktop.ui.parts.naming_dialog import NamingDialog

PROGRESS_STEPS = 1000  # positions of the progress bar
WIDTH = 880  # px
FORM_WIDTH = 380  # px
Previews = Mapping[Subject, Sequence[QImage]]  # previews by subject; empty if unavailable


class FilmDialog(NamingDialog):
    """Dialog for a film of an artwork.

    The dialog itself writes nothing. After write_requested, it waits for a call to set_written(),
    set_error() or set_cancelled(). Closing the dialog while a film is being written cancels the
    film.

    Signals:
        write_requested(Path, FilmRequest): The user wants to write this film to this file.
        cancel_requested(): The user wants to cancel the film.
    """

    write_requested = Signal(object, object)
    cancel_requested = Signal()

    def __init__(
        self,
        target: Path,
        request: FilmRequest,
        previews: Previews,
        size: tuple[int, int],
        parent: QWidget | None = None,
    ) -> None:
        """Set up the dialog.

        Args:
            target: Proposed file. The format's suffix replaces the file's own.
            request: Initial options.
            previews: Preview pictures by subject.
            size: Width and height of the artwork, in px.
            parent: Parent widget.
        """
        super().__init__(target, parent)
        self._previews, self._size = previews, size
        self._is_writing = self._is_waiting = False
        self._rows = FilmRows(self._form, self)
        self._preview = FilmPreview()
        self._status = QLabel()
        self._status.setTextFormat(Qt.TextFormat.PlainText)
        self._status.setProperty("tone", "muted")
        self._progress = QProgressBar()
        self._progress.setRange(0, PROGRESS_STEPS)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("Progress of the film"))
        keep = self._progress.sizePolicy()
        keep.setRetainSizeWhenHidden(True)  # keeps the layout still
        self._progress.setSizePolicy(keep)
        self._progress.hide()
        self._stop = QPushButton(self.tr("S&top"))
        self._stop.setToolTip(self.tr("Stop saving the film; no file will be kept"))
        self._buttons.addButton(self._stop, self._buttons.ButtonRole.ActionRole)
        self._stop.hide()
        self._cancel.setText(self.tr("&Close"))
        self._cancel.setAccessibleName(self.tr("Close"))

        self._lay_out()
        self.setWindowTitle(self.tr("Save film"))
        self._rows.set_subjects({subject: self._reason(subject) for subject in Subject})
        self._rows.set_request(request)
        self._on_request_changed()
        self._preview.set_playing(True)

        self._name.textEdited.connect(self._on_name_edited)
        self._rows.request_changed.connect(self._on_request_changed)
        self._stop.clicked.connect(self.cancel_requested)

    def request(self) -> FilmRequest:
        """The film as chosen by the user."""
        return self._rows.request()

    def suffixes(self) -> tuple[str, ...]:
        return (self.request().kind.value,)

    def known_suffixes(self) -> tuple[str, ...]:
        return FILM_SUFFIXES

    def is_writing(self) -> bool:
        """Whether a film is being written."""
        return self._is_writing

    @Slot(float)
    def set_progress(self, share: float) -> None:
        """Set the fraction of the film that has been written, 0..1."""
        if self._is_writing:  # ignore a late signal
            self._progress.setValue(round(PROGRESS_STEPS * share))
            self._show_progress()

    def set_waiting(self, waiting: bool) -> None:
        """Set whether the film is waiting for a run."""
        self._is_waiting = waiting
        self._show_progress()

    @Slot()
    def set_written(self) -> None:
        """Close the dialog because the film has been written."""
        self._set_writing(False)
        self.done(self.DialogCode.Accepted)

    def set_error(self, text: str) -> None:
        """Show why the film could not be written."""
        self._set_writing(False)
        self._tell(text)

    @Slot()
    def set_cancelled(self) -> None:
        """Show that the film was cancelled."""
        self._set_writing(False)
        self._status.setText(self.tr("Stopped. No file was written."))

    def accept(self) -> None:
        """Request the film, unless the file can no longer be written as announced."""
        if not self._is_writing and self._is_file_agreed():
            self._preview.set_playing(False)  # leaves the processor free for the film
            self._set_writing(True)
            self.write_requested.emit(self.file(), self.request())

    def reject(self) -> None:
        if self._is_writing:
            self.cancel_requested.emit()
        super().reject()

    def done(self, result: int) -> None:
        self._preview.set_playing(False)
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Play or pause with Space, unless the focused widget uses that key."""
        if event.key() == Qt.Key.Key_Space and not self._is_writing:
            self._preview.toggle()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        form = QVBoxLayout()
        form.setSpacing(10)
        form.addLayout(self._form)
        form.addSpacing(4)
        form.addWidget(self._status)
        form.addWidget(self._progress)
        form.addWidget(self._note)
        form.addStretch(1)
        right = QWidget()
        right.setLayout(form)
        right.setMinimumWidth(FORM_WIDTH)
        form.setContentsMargins(0, 0, 0, 0)
        columns = QHBoxLayout()
        columns.setSpacing(24)
        columns.addWidget(self._preview, 1)
        columns.addWidget(right)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(columns, 1)
        layout.addWidget(self._buttons)
        self.resize(WIDTH, self.sizeHint().height())

    def _set_writing(self, writing: bool) -> None:
        had_focus = self._stop.hasFocus() or self._save.hasFocus()
        self._is_writing = writing
        for widget in (self._name, self._folder, self._browse, self._preview):
            widget.setEnabled(not writing)
        self._rows.set_enabled(not writing)
        self._progress.setValue(0)
        self._progress.setVisible(writing)
        self._stop.setVisible(writing)
        self._save.setVisible(not writing)
        self._check()
        if writing:
            self._show_progress()
            self._stop.setFocus()
        else:
            self._show_plan()
            if had_focus:
                self._save.setFocus()

    def _show_progress(self) -> None:
        if not self._is_writing:
            return
        if self._is_waiting:
            self._status.setText(self.tr("Waiting for the run to finish or be paused."))
        else:
            percent = self._progress.value() * 100 // PROGRESS_STEPS
            self._status.setText(self.tr("Writing: {0} %").format(percent))

    def _show_plan(self) -> None:
        """Show the film's frame count, duration and picture size."""
        plan = self._plan()
        seconds = QLocale().toString(plan.timing.seconds, "f", 1)
        self._status.setText(
            self.tr("{0} frames  ·  {1} s  ·  {2} × {3} px").format(
                plan.timing.count, seconds, plan.width, plan.height
            )
        )

    def _plan(self) -> FilmPlan:
        request = self.request()
        return FilmPlan.of(request.options, request.kind, self._size)

    def _fault(self, path: Path) -> str:
        if self._plan().is_too_large:
            return self.tr("This animation needs too much memory. Make it shorter or smaller.")
        return super()._fault(path)

    def _reason(self, subject: Subject) -> str:
        if self._previews[subject]:
            return ""
        if subject is Subject.FADE:
            return self.tr("The photograph was not found, or the artwork was made without one.")
        return self.tr("The history no longer contains any moments from this run.")

    def _on_request_changed(self) -> None:
        self._take_suffix()
        self._preview.set_images(self._previews[self.request().subject])
        self._preview.set_plan(self._plan())
        self._show_plan()
        self._check()

    def _on_name_edited(self, name: str) -> None:
        """Choose the format that matches a typed suffix."""
        with suppress(ValueError):
            film_format = FilmFormat(Path(name.strip()).suffix.lower())
            if is_writable(film_format) and film_format is not self.request().kind:
                self._rows.set_format(film_format)
                self._on_request_changed()
        self._check()
