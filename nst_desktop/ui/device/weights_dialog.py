"""The dialog in which the network's weights are chosen."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from nst_desktop.ui.parts.elided_label import ElidedLabel
from nst_desktop.weights.network_weights import BUILTIN, TORCHVISION

SUFFIXES = (".safetensors", ".pth", ".pt", ".bin")  # as files/weight_files.py, which needs torch
FILE = "file"
PROGRESS_STEPS = 1000  # positions of the progress bar
MEGABYTE = 1e6
INDENT = 24  # px: what a round button takes before its text


class WeightsDialog(QDialog):
    """download_requested(), cancel_requested(), file_chosen(Path): the user wants torchvision's
    weights fetched, no more of that, or this file looked at. The dialog starts nothing itself.

    After each of these it waits for set_loaded or set_error. When it is accepted, chosen() can be
    used. Closing it while a download goes cancels that.
    """

    download_requested = Signal()
    cancel_requested = Signal()
    file_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._usable = {BUILTIN}
        self._file: Path | None = None
        self._folder = Path.home()
        self._downloading = False
        self._choices = QButtonGroup(self)
        self._rows = QGridLayout()
        self._rows.setColumnStretch(0, 1)
        self._rows.setHorizontalSpacing(16)
        self._rows.setVerticalSpacing(4)
        self._add_choice(
            BUILTIN,
            self.tr("&Built-in"),
            self.tr("The original VGG-19 that the method was invented with."),
        )
        self._download = QPushButton(self.tr("&Download"))
        self._download.setToolTip(self.tr("Fetch the weights once; they are kept"))
        self._add_choice(
            TORCHVISION,
            self.tr("&PyTorch's"),
            self.tr("VGG-19 trained anew for torchvision. 548 MB, downloaded once."),
            self._download,
        )
        self._browse = QPushButton(self.tr("&Choose…"))
        self._browse.setAccessibleName(self.tr("Choose a weights file"))
        self._browse.setToolTip(self.tr("Choose a file with the weights of a VGG-19"))
        self._file_name = self._add_choice(
            FILE, self.tr("A &file of your own"), self.tr("No file chosen"), self._browse
        )
        self._progress = QProgressBar()
        self._progress.setRange(0, PROGRESS_STEPS)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("Progress of the download"))
        keep = self._progress.sizePolicy()
        keep.setRetainSizeWhenHidden(True)  # nothing jumps
        self._progress.setSizePolicy(keep)
        self._told = QLabel()
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self._told.setWordWrap(True)
        self._told.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        self._told.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._buttons = self._make_buttons()

        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(10)
        layout.addLayout(self._rows)
        layout.addSpacing(4)
        layout.addWidget(self._progress)
        layout.addWidget(self._told, 1)
        layout.addWidget(self._buttons)
        self.setWindowTitle(self.tr("Network weights"))
        self.setMinimumWidth(640)
        self._progress.hide()
        self.set_chosen(BUILTIN)

        self._choices.buttonToggled.connect(self._on_toggled)
        self._download.clicked.connect(self._on_download_clicked)
        self._browse.clicked.connect(self._on_browse_clicked)

    def chosen(self) -> str:
        """The weights as load_weights takes them: `builtin`, `torchvision` or a file."""
        name = self._name()
        return str(self._file) if name == FILE and self._file else name

    def set_chosen(self, source: str) -> None:
        """Mark these weights, which are in use: so they can be used."""
        name = source if source in (BUILTIN, TORCHVISION) else FILE
        self._usable.add(name)
        if name == FILE:
            self._show_file(Path(source))
        self._button(name).setChecked(True)
        self._update()

    def set_downloaded(self, downloaded: bool) -> None:
        """Whether torchvision's weights are here, so that there is nothing to fetch."""
        (self._usable.add if downloaded else self._usable.discard)(TORCHVISION)
        self._update()

    def set_loaded(self, source: str) -> None:
        """These weights have been fetched or looked at, and can be used."""
        self._downloading = False
        if source == TORCHVISION:
            self.set_downloaded(True)
        elif self._file == Path(source):
            self._usable.add(FILE)
        self.set_state(self.tr("These weights can be used."))
        self._update()

    def set_progress(self, done: int, total: int | None) -> None:
        """How much of the download has arrived, in bytes; total is None if nobody knows."""
        if not self._downloading:
            return  # a report that was on its way
        self._progress.setRange(0, PROGRESS_STEPS if total else 0)
        if total:
            self._progress.setValue(round(PROGRESS_STEPS * done / total))
            told = self.tr("{0:.0f} of {1:.0f} MB").format(done / MEGABYTE, total / MEGABYTE)
        else:
            told = self.tr("{0:.0f} MB").format(done / MEGABYTE)
        self.set_state(told)

    def set_state(self, text: str) -> None:
        """Say how things are."""
        self._say(text, "muted")

    def set_error(self, text: str) -> None:
        """Say why the weights that were asked for cannot be used."""
        self._downloading = False
        self._say(text, "danger")
        self._update()

    def set_cancelled(self) -> None:
        """The download has ended before its end."""
        self._downloading = False
        self.set_state(self.tr("Cancelled. The next download goes on where this one ended."))
        self._update()

    def reject(self) -> None:
        if self._downloading:
            self.cancel_requested.emit()
        super().reject()

    def _make_buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        self._use = buttons.addButton(
            self.tr("Use these weights"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self._use.setProperty("primary", True)
        self._use.setToolTip(self.tr("The next run takes these weights"))
        close = buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setToolTip(self.tr("Leave the weights as they are"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def _add_choice(
        self, name: str, title: str, told: str, button: QPushButton | None = None
    ) -> ElidedLabel:
        choice = QRadioButton(title)
        choice.setObjectName(name)
        choice.setAccessibleDescription(told)
        choice.setToolTip(told)
        self._choices.addButton(choice)
        label = ElidedLabel()
        label.set_text(told)
        label.setProperty("tone", "muted")
        below = QHBoxLayout()
        below.setContentsMargins(INDENT, 0, 0, 0)
        below.addWidget(label)
        row = self._rows.rowCount()
        self._rows.addWidget(choice, row, 0)
        self._rows.addLayout(below, row + 1, 0)
        self._rows.setRowMinimumHeight(row + 2, 10)
        if button is not None:
            self._rows.addWidget(button, row, 1, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        return label

    def _button(self, name: str) -> QRadioButton:
        return next(
            each
            for each in self._choices.buttons()
            if isinstance(each, QRadioButton) and each.objectName() == name
        )

    def _name(self) -> str:
        return next(each.objectName() for each in self._choices.buttons() if each.isChecked())

    def _show_file(self, file: Path) -> None:
        self._file = file
        self._folder = file.parent
        self._file_name.set_text(file.name)
        self._file_name.setToolTip(str(file))

    def _say(self, text: str, tone: str) -> None:
        self._told.setText(text)
        if self._told.property("tone") != tone:
            self._told.setProperty("tone", tone)
            self._told.style().unpolish(self._told)  # or the style sheet would not look again
            self._told.style().polish(self._told)

    def _update(self) -> None:
        """Show what can be done now."""
        self._progress.setVisible(self._downloading)
        here = TORCHVISION in self._usable
        offer = self.tr("Downloaded") if here else self.tr("&Download")
        self._download.setText(self.tr("&Stop") if self._downloading else offer)
        self._download.setEnabled(not here)
        self._browse.setEnabled(not self._downloading)
        self._use.setEnabled(self._name() in self._usable and not self._downloading)

    def _on_toggled(self) -> None:
        self.set_state("")
        self._update()

    def _on_download_clicked(self) -> None:
        if self._downloading:
            self.cancel_requested.emit()
            return
        self._button(TORCHVISION).setChecked(True)
        self._downloading = True
        self._progress.setRange(0, 0)
        self.set_state(self.tr("Connecting…"))
        self._update()
        self.download_requested.emit()

    def _on_browse_clicked(self) -> None:
        file = ask_for_weights(self, self._folder)
        if file is not None:
            self._show_file(file)
            self._usable.discard(FILE)
            self._button(FILE).setChecked(True)
            self.set_state(self.tr("Looking at the file…"))
            self._update()
            self.file_chosen.emit(file)


def ask_for_weights(dialog: WeightsDialog, folder: Path) -> Path | None:
    """The weights file that the user chooses, None if none."""
    patterns = " ".join(f"*{suffix}" for suffix in SUFFIXES)
    kinds = f"{_tr('Weights')} ({patterns});;{_tr('All files')} (*)"
    title = _tr("Choose a weights file")
    name, _ = QFileDialog.getOpenFileName(dialog, title, str(folder), kinds)
    return Path(name) if name else None


def _tr(text: str) -> str:
    return QCoreApplication.translate("WeightsDialog", text)
