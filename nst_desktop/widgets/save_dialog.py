"""The question where and how to save the artwork."""

import os
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from nst_desktop.files.formats import SAVE_SUFFIXES, SaveOptions, format_of, writable_formats
from nst_desktop.files.naming import is_usable_name
from nst_desktop.widgets.file_dialogs import ask_for_folder
from nst_desktop.widgets.save_rows import SaveRows

WIDTH = 540
PATIENCE = 200  # ms without a change before the size is asked for
_NAME_WIDTH = 280  # px that a name may take in a sentence


class SaveDialog(QDialog):
    """Name, folder, format and quality, with the file's size; exec() tells whether to save.

    It writes over a file only after it has said so and its button reads Replace.
    size_wanted(SaveOptions): how large would the file be? set_size answers.
    """

    size_wanted = Signal(object)

    def __init__(self, target: Path, options: SaveOptions, parent: QWidget | None = None) -> None:
        """target: the proposed file; its suffix gives way to the options' format."""
        super().__init__(parent)
        self._replaces = False
        self._name = QLineEdit()
        self._folder = QLineEdit(str(target.parent))
        self._browse = QPushButton(self.tr("&Browse…"))
        self._size = QLabel()
        self._note = QLabel()
        self._note.setProperty("tone", "danger")
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setWordWrap(True)
        self._note.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._note.setMinimumHeight(2 * self._note.fontMetrics().lineSpacing())
        self._save = QPushButton(self.tr("&Save"))
        self._save.setProperty("primary", True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self._save, QDialogButtonBox.ButtonRole.AcceptRole)
        self._cancel = buttons.button(QDialogButtonBox.StandardButton.Cancel)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE)

        folder = QHBoxLayout()
        folder.setSpacing(8)
        folder.addWidget(self._folder, 1)
        folder.addWidget(self._browse)
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(10)
        form.addRow(self.tr("&Name"), self._name)
        form.addRow(self.tr("&Folder"), folder)
        form.labelForField(folder).setBuddy(self._folder)  # type: ignore[attr-defined]
        self._rows = SaveRows(form, self)
        form.addRow(self.tr("File size"), self._size)
        form.addRow("", self._note)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(form)
        layout.addStretch(1)
        layout.addWidget(buttons)
        self.setWindowTitle(self.tr("Save the artwork"))
        self.setMinimumWidth(WIDTH)
        self._explain()
        self._name.setText(target.name)
        self.set_options(options)

        self._name.textEdited.connect(self._on_name_edited)
        self._folder.textChanged.connect(self._check)
        self._browse.clicked.connect(self._on_browse)
        self._rows.options_changed.connect(self._on_options_changed)
        self._patience.timeout.connect(self._on_patience_over)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)

    def chosen(self) -> tuple[Path, SaveOptions]:
        """The file, always with a suffix of the format, and how it is to be written."""
        return self._folder_path() / self._file_name(), self.options()

    def options(self) -> SaveOptions:
        """How the file is to be written, to be remembered for the next time."""
        return self._rows.options()

    def set_options(self, options: SaveOptions) -> None:
        """Show these options; the name takes the suffix of their format."""
        self._rows.set_options(options)
        self._on_options_changed()

    @Slot(object, object)
    def set_size(self, options: SaveOptions, size: int | None) -> None:
        """Show the size, bytes, that a file with these options has; None if it cannot be told.

        An answer that comes too late, to options that are no longer set, is passed over.
        """
        if options == self.options() and not self._patience.isActive():
            self._size.setText(self.tr("not known") if size is None else _shown(size))

    def accept(self) -> None:
        """Close with Save, unless the file has appeared or the folder gone in the meantime."""
        announced = self._replaces
        self._check()
        if self._save.isEnabled() and (announced or not self._replaces):
            super().accept()

    def done(self, result: int) -> None:
        self._patience.stop()
        super().done(result)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._check()
        self._name.setFocus()
        self._name.setSelection(0, len(_stem(self._name.text())))
        self._ask_for_size()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return saves; where that would replace a file it first goes to the button."""
        if not self._replaces or event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif not self._save.hasFocus():
            self._save.setFocus()
        elif not event.isAutoRepeat():
            self._save.click()

    def _on_name_edited(self, name: str) -> None:
        """A suffix that is typed chooses the format, with as many bits as before."""
        options = self.options()
        found = format_of(Path(name.strip()), options.format.traits.bits)
        if found in writable_formats() and found is not options.format:
            self._rows.set_format(found)
            self._ask_for_size()
        self._check()

    def _on_options_changed(self) -> None:
        name, picture_format = self._name.text().strip(), self.options().format
        if name and not name.lower().endswith(picture_format.traits.suffixes):
            self._name.setText(_stem(name) + picture_format.suffix)
        self._ask_for_size()
        self._check()

    def _on_browse(self) -> None:
        folder = ask_for_folder(self, self.tr("Save in this folder"), self._folder_path())
        if folder is not None:
            self._folder.setText(str(folder))

    def _on_patience_over(self) -> None:
        self.size_wanted.emit(self.options())

    def _ask_for_size(self) -> None:
        self._size.setText(self.tr("being worked out …"))
        if self.isVisible():
            self._patience.start()

    def _check(self) -> None:
        """Tell what stands in the way, and whether a file would be replaced."""
        path, _ = self.chosen()
        fault = self._fault(path)
        self._replaces = not fault and os.path.lexists(path)
        shown = self.fontMetrics().elidedText(path.name, Qt.TextElideMode.ElideMiddle, _NAME_WIDTH)
        warning = self.tr("{0} is already in this folder. Replace writes over it.").format(shown)
        note = warning if self._replaces else fault
        self._note.setText(note)
        for field in (self._name, self._save):
            field.setAccessibleDescription(note)
        self._save.setText(self.tr("&Replace") if self._replaces else self.tr("&Save"))
        self._save.setEnabled(not fault)
        self._save.setDefault(not self._replaces)
        self._save.setAutoDefault(not self._replaces)  # keyPressEvent has the Return key then

    def _fault(self, path: Path) -> str:
        if not self._name.text().strip():
            return self.tr("Give the file a name.")
        if not is_usable_name(self._file_name()):
            return self.tr("No file can have this name: it is too long or has a sign such as /.")
        if not self._folder.text().strip() or not os.path.isdir(path.parent):
            return self.tr("There is no such folder. Choose one with Browse.")
        if os.path.isdir(path):
            return self.tr("A folder has this name already. Choose another.")
        if not os.access(path.parent, os.W_OK):
            return self.tr("Nothing can be written in this folder. Choose another.")
        return ""

    def _file_name(self) -> str:
        name, suffixes = self._name.text().strip(), self.options().format.traits.suffixes
        return name if name.lower().endswith(suffixes) else name + suffixes[0]

    def _folder_path(self) -> Path:
        return Path(os.path.expanduser(self._folder.text().strip()))

    def _explain(self) -> None:
        for widget, name, tip in (
            (self._name, self.tr("Name"), self.tr("The file's name")),
            (self._folder, self.tr("Folder"), self.tr("Where the file goes")),
            (self._browse, self.tr("Browse for a folder"), self.tr("Choose another folder")),
            (self._cancel, self.tr("Cancel"), self.tr("Close without saving")),
        ):
            widget.setAccessibleName(name)
            widget.setToolTip(tip)
        self._save.setToolTip(self.tr("Write the file"))


def _stem(name: str) -> str:
    """The name without the suffix of a picture; any other suffix is part of the name."""
    stem, dot, ending = name.rpartition(".")
    return stem if f"{dot}{ending}".lower() in SAVE_SUFFIXES else name


def _shown(size: int) -> str:
    digits = 1 if size >= 1_000_000 else 0
    return QLocale().formattedDataSize(size, digits, QLocale.DataSizeFormat.DataSizeSIFormat)
