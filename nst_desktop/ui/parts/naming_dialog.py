"""Base class for dialogs that ask for a file's name and folder."""

import os
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from nst_desktop.recipes.overwrite_guard import Inputs, OverwriteError
from nst_desktop.run.error_texts import error_text
from nst_desktop.storage.naming import is_usable_name
from nst_desktop.ui.parts.file_dialogs import ask_for_folder

_MAX_NAME_WIDTH = 280  # px; longer file names are elided in messages


class NamingDialog(QDialog):
    """Dialog with a form for a file's name and folder. Subclasses extend the form.

    It accepts an existing file only after it has shown a warning and renamed its button to Replace.
    Subclasses lay out _form, _note and _buttons, and call _check after any other change that
    affects whether the file can be written.
    """

    def __init__(self, target: Path, parent: QWidget | None = None) -> None:
        """Propose the file `target`, whose suffix is replaced with one from suffixes()."""
        super().__init__(parent)
        self._replaces = False
        self._inputs = Inputs()
        self._name = QLineEdit(target.name)
        self._folder = QLineEdit(str(target.parent))
        self._browse = QPushButton(_tr("&Browse…"))
        self._note = QLabel()
        self._note.setProperty("tone", "danger")
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setWordWrap(True)
        self._note.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._note.setMinimumHeight(2 * self._note.fontMetrics().lineSpacing())
        self._save = QPushButton(_tr("&Save"))
        self._save.setProperty("primary", True)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._buttons.addButton(self._save, QDialogButtonBox.ButtonRole.AcceptRole)
        self._cancel = self._buttons.button(QDialogButtonBox.StandardButton.Cancel)

        folder = QHBoxLayout()
        folder.setSpacing(8)
        folder.addWidget(self._folder, 1)
        folder.addWidget(self._browse)
        self._form = QFormLayout()
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.setHorizontalSpacing(18)
        self._form.setVerticalSpacing(10)
        self._form.addRow(_tr("&Name"), self._name)
        self._form.addRow(_tr("&Folder"), folder)
        self._form.labelForField(folder).setBuddy(self._folder)  # type: ignore[attr-defined]
        self._explain_file()

        self._folder.textChanged.connect(self._check)
        self._browse.clicked.connect(self._on_browse)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)

    def set_inputs(self, inputs: Inputs) -> None:
        """Refuse to overwrite these files, which are being read."""
        self._inputs = inputs
        self._check()

    def file(self) -> Path:
        """Return the chosen file, always with a suffix for the chosen format."""
        return self._folder_path() / self._file_name()

    def suffixes(self) -> tuple[str, ...]:
        """Return the suffixes for the chosen format, the usual one first."""
        raise NotImplementedError

    def known_suffixes(self) -> tuple[str, ...]:
        """Return the suffixes for all formats; any other suffix is part of the name."""
        raise NotImplementedError

    def accept(self) -> None:
        """Accept unless the file has appeared or the folder has disappeared in the meantime."""
        if self._is_file_agreed():
            super().accept()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._check()
        self._name.setFocus()
        self._name.setSelection(0, len(self._stem(self._name.text())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save on Return.

        If that would replace a file, the first press only moves the focus to the Replace button.
        """
        if not self._replaces or event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif not self._save.hasFocus():
            self._save.setFocus()
        elif not event.isAutoRepeat():
            self._save.click()

    def _is_file_agreed(self) -> bool:
        """Check the file again and return whether it can still be written as announced."""
        was_announced = self._replaces
        self._check()
        return self._save.isEnabled() and (was_announced or not self._replaces)

    def _take_suffix(self) -> None:
        """Change the name's suffix to one for the chosen format."""
        name, suffixes = self._name.text().strip(), self.suffixes()
        if name and not name.lower().endswith(suffixes):
            self._name.setText(self._stem(name) + suffixes[0])

    def _check(self) -> None:
        """Show why the file cannot be written, or warn that it would replace another file."""
        path = self.file()
        fault = self._fault(path)
        self._replaces = not fault and os.path.lexists(path)
        middle = Qt.TextElideMode.ElideMiddle
        shown_name = self.fontMetrics().elidedText(path.name, middle, _MAX_NAME_WIDTH)
        warning = _tr("{0} is already in this folder. Click Replace to overwrite it.").format(
            shown_name
        )
        self._tell(warning if self._replaces else fault)
        self._save.setText(_tr("&Replace") if self._replaces else _tr("&Save"))
        self._save.setEnabled(not fault)
        self._save.setDefault(not self._replaces)
        self._save.setAutoDefault(not self._replaces)  # else keyPressEvent handles Return

    def _tell(self, note: str) -> None:
        """Show a note and pass it to screen readers."""
        self._note.setText(note)
        for field in (self._name, self._save):
            field.setAccessibleDescription(note)

    def _fault(self, path: Path) -> str:
        """Return why the file cannot be written, or an empty string if it can."""
        if not self._name.text().strip():
            return _tr("Enter a name.")
        if not is_usable_name(self._file_name()):
            return _tr(
                "This name is too long or contains an invalid character such as /. Enter another."
            )
        if not self._folder.text().strip() or not os.path.isdir(path.parent):
            return _tr("This folder does not exist. Use Browse to choose another one.")
        if os.path.isdir(path):
            return _tr("A folder with this name already exists. Enter another name.")
        if not os.access(path.parent, os.W_OK):
            return _tr("This folder is write-protected. Choose another.")
        try:
            self._inputs.check(path)
        except OverwriteError as error:
            return error_text(error)
        return ""

    def _on_browse(self) -> None:
        folder = ask_for_folder(self, _tr("Choose a folder"), self._folder_path())
        if folder is not None:
            self._folder.setText(str(folder))

    def _file_name(self) -> str:
        name, suffixes = self._name.text().strip(), self.suffixes()
        return name if name.lower().endswith(suffixes) else name + suffixes[0]

    def _folder_path(self) -> Path:
        return Path(os.path.expanduser(self._folder.text().strip()))

    def _stem(self, name: str) -> str:
        """Return the name without its suffix if the suffix is a known one."""
        stem, dot, ending = name.rpartition(".")
        return stem if f"{dot}{ending}".lower() in self.known_suffixes() else name

    def _explain_file(self) -> None:
        for widget, name, tip in (
            (self._name, _tr("Name"), _tr("File name")),
            (self._folder, _tr("Folder"), _tr("Folder to save the file in")),
            (self._browse, _tr("Browse for a folder"), _tr("Choose another folder")),
            (self._cancel, _tr("Cancel"), _tr("Close without saving")),
        ):
            widget.setAccessibleName(name)
            widget.setToolTip(tip)
        self._save.setToolTip(_tr("Save the file"))


def _tr(text: str) -> str:
    return QCoreApplication.translate("SaveDialog", text)
