"""Dialog for choosing the network weights."""

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

# As in weights/weight_files.py, which cannot be imported here because it loads torch.
SUFFIXES = (".safetensors", ".pth", ".pt", ".bin")
FILE = "file"
PROGRESS_STEPS = 1000  # positions of the progress bar
MEGABYTE = 1e6
INDENT = 24  # px; distance from a radio button's left edge to its text


class WeightsDialog(QDialog):
    """Dialog for choosing between built-in, downloaded and custom weights.

    The owner carries out each request and answers with set_loaded(), set_error() or
    set_cancelled(). Once the dialog is accepted, the weights from chosen() can be used. Closing the
    dialog during a download requests the download's cancellation.

    Signals:
        download_requested(): The user wants to download torchvision's weights.
        cancel_requested(): The user wants to cancel the download.
        file_chosen(Path): The user has chosen a weights file, which needs checking.
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
            self.tr("The original VGG-19, as in the paper that introduced the method."),
        )
        self._download = QPushButton(self.tr("&Download"))
        self._download.setToolTip(self.tr("Download the weights; needed only once"))
        self._add_choice(
            TORCHVISION,
            self.tr("&PyTorch's"),
            self.tr("VGG-19 retrained for torchvision. 548 MB, downloaded once."),
            self._download,
        )
        self._browse = QPushButton(self.tr("&Choose…"))
        self._browse.setAccessibleName(self.tr("Choose a weights file"))
        self._browse.setToolTip(self.tr("Choose a file with VGG-19 weights"))
        self._file_name = self._add_choice(
            FILE, self.tr("Custom &file"), self.tr("No file chosen"), self._browse
        )
        self._progress = QProgressBar()
        self._progress.setRange(0, PROGRESS_STEPS)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("Download progress"))
        policy = self._progress.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # otherwise, the layout would jump
        self._progress.setSizePolicy(policy)
        self._status = QLabel()
        self._status.setTextFormat(Qt.TextFormat.PlainText)
        self._status.setWordWrap(True)
        self._status.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        self._status.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._buttons = self._make_buttons()

        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(10)
        layout.addLayout(self._rows)
        layout.addSpacing(4)
        layout.addWidget(self._progress)
        layout.addWidget(self._status, 1)
        layout.addWidget(self._buttons)
        self.setWindowTitle(self.tr("Network weights"))
        self.setMinimumWidth(640)
        self._progress.hide()
        self.set_chosen(BUILTIN)

        self._choices.buttonToggled.connect(self._on_toggled)
        self._download.clicked.connect(self._on_download_clicked)
        self._browse.clicked.connect(self._on_browse_clicked)

    def chosen(self) -> str:
        """Return the source name for load_weights(): `builtin`, `torchvision` or a file."""
        name = self._chosen_name()
        return str(self._file) if name == FILE and self._file else name

    def set_chosen(self, source: str) -> None:
        """Select these weights, which are in use and therefore usable."""
        name = source if source in (BUILTIN, TORCHVISION) else FILE
        self._usable.add(name)
        if name == FILE:
            self._show_file(Path(source))
        self._button(name).setChecked(True)
        self._update()

    def set_downloaded(self, downloaded: bool) -> None:
        """Set whether torchvision's weights have been downloaded already."""
        (self._usable.add if downloaded else self._usable.discard)(TORCHVISION)
        self._update()

    def set_unavailable(self, reason: str) -> None:
        """Disable torchvision's weights, which cannot be downloaded, and show why."""
        if self._downloading:
            return  # the download will report it
        choice = self._button(TORCHVISION)
        choice.setToolTip(reason)
        choice.setAccessibleDescription(reason)
        self._usable.discard(TORCHVISION)
        if choice.isChecked():
            self._button(BUILTIN).setChecked(True)
        choice.setEnabled(False)
        self.set_state(reason)
        self._update()

    def set_loaded(self, source: str) -> None:
        """Report that these weights have been downloaded or checked and can be used."""
        self._downloading = False
        if source == TORCHVISION:
            self.set_downloaded(True)
        elif self._file == Path(source):
            self._usable.add(FILE)
        self.set_state(self.tr("These weights are ready to use."))
        self._update()

    def set_progress(self, done: int, total: int | None) -> None:
        """Show how many bytes have been downloaded; `total` is None if unknown."""
        if not self._downloading:
            return  # late report from a download that has ended
        self._progress.setRange(0, PROGRESS_STEPS if total else 0)
        if total:
            self._progress.setValue(round(PROGRESS_STEPS * done / total))
            text = self.tr("{0:.0f} of {1:.0f} MB").format(done / MEGABYTE, total / MEGABYTE)
        else:
            text = self.tr("{0:.0f} MB").format(done / MEGABYTE)
        self.set_state(text)

    def set_state(self, text: str) -> None:
        """Show this status text."""
        self._show_status(text, "muted")

    def set_error(self, text: str) -> None:
        """Show why the requested weights cannot be used."""
        self._downloading = False
        self._show_status(text, "danger")
        self._update()

    def set_cancelled(self) -> None:
        """Report that the download was cancelled."""
        self._downloading = False
        self.set_state(self.tr("Cancelled. The next download will resume where this one stopped."))
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
        self._use.setToolTip(self.tr("Use these weights for new runs"))
        close = buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setToolTip(self.tr("Keep the current weights"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def _add_choice(
        self, name: str, title: str, description: str, button: QPushButton | None = None
    ) -> ElidedLabel:
        choice = QRadioButton(title)
        choice.setObjectName(name)
        choice.setAccessibleDescription(description)
        choice.setToolTip(description)
        self._choices.addButton(choice)
        label = ElidedLabel()
        label.set_text(description)
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
            button
            for button in self._choices.buttons()
            if isinstance(button, QRadioButton) and button.objectName() == name
        )

    def _chosen_name(self) -> str:
        buttons = self._choices.buttons()
        return next(button.objectName() for button in buttons if button.isChecked())

    def _show_file(self, file: Path) -> None:
        self._file = file
        self._folder = file.parent
        self._file_name.set_text(file.name)
        self._file_name.setToolTip(str(file))

    def _show_status(self, text: str, tone: str) -> None:
        self._status.setText(text)
        if self._status.property("tone") != tone:
            self._status.setProperty("tone", tone)
            self._status.style().unpolish(self._status)  # re-evaluates the style sheet
            self._status.style().polish(self._status)
        self._grow()

    def _grow(self) -> None:
        """Make room for a status of many lines."""
        layout = self.layout()
        if layout is not None:
            needed = layout.totalHeightForWidth(self.width())
            self.resize(self.width(), max(self.height(), needed))

    def _update(self) -> None:
        """Show and enable the widgets that apply to the current state."""
        self._progress.setVisible(self._downloading)
        is_downloaded = TORCHVISION in self._usable
        idle_text = self.tr("Downloaded") if is_downloaded else self.tr("&Download")
        self._download.setText(self.tr("&Stop") if self._downloading else idle_text)
        is_available = self._button(TORCHVISION).isEnabled()
        self._download.setEnabled(is_available and not is_downloaded)
        self._browse.setEnabled(not self._downloading)
        self._use.setEnabled(self._chosen_name() in self._usable and not self._downloading)

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
            self.set_state(self.tr("Checking the file…"))
            self._update()
            self.file_chosen.emit(file)


def ask_for_weights(dialog: WeightsDialog, folder: Path) -> Path | None:
    """Return the weights file that the user chooses, or None on cancel."""
    patterns = " ".join(f"*{suffix}" for suffix in SUFFIXES)
    filters = f"{_tr('Weights')} ({patterns});;{_tr('All files')} (*)"
    title = _tr("Choose a weights file")
    name, _ = QFileDialog.getOpenFileName(dialog, title, str(folder), filters)
    return Path(name) if name else None


def _tr(text: str) -> str:
    return QCoreApplication.translate("WeightsDialog", text)
