"""The dialog in which a film of an artwork is chosen, looked at, and written."""

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
Shown = Mapping[Subject, Sequence[QImage]]  # small pictures of each; none where there is nothing


class FilmDialog(NamingDialog):
    """write_requested(Path, FilmWish): the user wants this film. cancel_requested(): no more of it.

    The dialog writes nothing itself. After write_requested it waits for set_written, set_error
    or set_cancelled. Closing it while a film is being written cancels that.
    """

    write_requested = Signal(object, object)
    cancel_requested = Signal()

    def __init__(
        self,
        target: Path,
        wish: FilmRequest,
        shown: Shown,
        size: tuple[int, int],
        parent: QWidget | None = None,
    ) -> None:
        """target: the proposed file; its suffix gives way to the wish's kind. size: of the
        artwork, px."""
        super().__init__(target, parent)
        self._shown, self._size = shown, size
        self._is_writing = self._is_waiting = False
        self._rows = FilmRows(self._form, self)
        self._preview = FilmPreview()
        self._told = QLabel()
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self._told.setProperty("tone", "muted")
        self._progress = QProgressBar()
        self._progress.setRange(0, PROGRESS_STEPS)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("Progress of the film"))
        keep = self._progress.sizePolicy()
        keep.setRetainSizeWhenHidden(True)  # nothing jumps
        self._progress.setSizePolicy(keep)
        self._progress.hide()
        self._stop = QPushButton(self.tr("S&top"))
        self._stop.setToolTip(self.tr("Write no more of the film; no file is left"))
        self._buttons.addButton(self._stop, self._buttons.ButtonRole.ActionRole)
        self._stop.hide()
        self._cancel.setText(self.tr("&Close"))
        self._cancel.setAccessibleName(self.tr("Close"))

        self._lay_out()
        self.setWindowTitle(self.tr("Save a film"))
        self._rows.set_subjects({each: self._reason(each) for each in Subject})
        self._rows.set_wish(wish)
        self._on_wish_changed()
        self._preview.set_playing(True)

        self._name.textEdited.connect(self._on_name_edited)
        self._rows.wish_changed.connect(self._on_wish_changed)
        self._stop.clicked.connect(self.cancel_requested)

    def wish(self) -> FilmRequest:
        """What film is to be made, to be remembered for the next time."""
        return self._rows.wish()

    def suffixes(self) -> tuple[str, ...]:
        return (self.wish().kind.value,)

    def known_suffixes(self) -> tuple[str, ...]:
        return FILM_SUFFIXES

    def is_writing(self) -> bool:
        """Whether the dialog waits for a film."""
        return self._is_writing

    @Slot(float)
    def set_progress(self, share: float) -> None:
        """How much of the film is done, 0..1."""
        if self._is_writing:  # or it is a report that was on its way
            self._progress.setValue(round(PROGRESS_STEPS * share))
            self._tell_progress()

    def set_waiting(self, waiting: bool) -> None:
        """Whether the film waits for a run that has the processor."""
        self._is_waiting = waiting
        self._tell_progress()

    @Slot()
    def set_written(self) -> None:
        """The film is in its file: there is nothing more to do here."""
        self._set_writing(False)
        self.done(self.DialogCode.Accepted)

    def set_error(self, text: str) -> None:
        """Say why there is no film."""
        self._set_writing(False)
        self._tell(text)

    @Slot()
    def set_cancelled(self) -> None:
        """The writing has ended before its end."""
        self._set_writing(False)
        self._told.setText(self.tr("Stopped. No file was written."))

    def accept(self) -> None:
        """Ask for the film, unless something has come in its way in the meantime."""
        if not self._is_writing and self._is_file_agreed():
            self._preview.set_playing(False)  # the processor is for the film
            self._set_writing(True)
            self.write_requested.emit(self.file(), self.wish())

    def reject(self) -> None:
        if self._is_writing:
            self.cancel_requested.emit()
        super().reject()

    def done(self, result: int) -> None:
        self._preview.set_playing(False)
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space plays and pauses, wherever it means nothing else."""
        if event.key() == Qt.Key.Key_Space and not self._is_writing:
            self._preview.toggle()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        form = QVBoxLayout()
        form.setSpacing(10)
        form.addLayout(self._form)
        form.addSpacing(4)
        form.addWidget(self._told)
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
        for each in (self._name, self._folder, self._browse, self._preview):
            each.setEnabled(not writing)
        self._rows.set_enabled(not writing)
        self._progress.setValue(0)
        self._progress.setVisible(writing)
        self._stop.setVisible(writing)
        self._save.setVisible(not writing)
        self._check()
        if writing:
            self._tell_progress()
            self._stop.setFocus()
        else:
            self._tell_plan()
            if had_focus:
                self._save.setFocus()

    def _tell_progress(self) -> None:
        if not self._is_writing:
            return
        if self._is_waiting:
            self._told.setText(self.tr("Waits until the run has ended or is paused."))
        else:
            percent = self._progress.value() * 100 // PROGRESS_STEPS
            self._told.setText(self.tr("Being written: {0} %").format(percent))

    def _tell_plan(self) -> None:
        """How many pictures the film has, how long and how large it is."""
        plan = self._plan()
        seconds = QLocale().toString(plan.timing.seconds, "f", 1)
        self._told.setText(
            self.tr("{0} pictures  ·  {1} s  ·  {2} × {3} px").format(
                plan.timing.count, seconds, plan.width, plan.height
            )
        )

    def _plan(self) -> FilmPlan:
        wish = self.wish()
        return FilmPlan.of(wish.options, wish.kind, self._size)

    def _fault(self, path: Path) -> str:
        if self._plan().is_too_large:
            return self.tr("An animation of this length and size needs too much memory.")
        return super()._fault(path)

    def _reason(self, subject: Subject) -> str:
        if self._shown[subject]:
            return ""
        if subject is Subject.FADE:
            return self.tr("The photograph is not there any more, or there was none.")
        return self.tr("The history has no moments of this run any more.")

    def _on_wish_changed(self) -> None:
        self._take_suffix()
        self._preview.set_images(self._shown[self.wish().subject])
        self._preview.set_plan(self._plan())
        self._tell_plan()
        self._check()

    def _on_name_edited(self, name: str) -> None:
        """A suffix that is typed chooses the kind."""
        with suppress(ValueError):
            kind = FilmFormat(Path(name.strip()).suffix.lower())
            if is_writable(kind) and kind is not self.wish().kind:
                self._rows.set_kind(kind)
                self._on_wish_changed()
        self._check()
