"""What the dialogs have in common that ask where a file goes."""

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

_NAME_WIDTH = 280  # px that a name may take in a sentence


class NamingDialog(QDialog):
    """Name and folder of a file, in rows of a form that others may follow.

    It writes over a file only after it has said so and its button reads Replace. A subclass lays
    out _form, _note and _buttons, and calls _check when something else may stand in the way.
    """

    def __init__(self, target: Path, parent: QWidget | None = None) -> None:
        """target: the proposed file; its suffix gives way to what suffixes() says."""
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
        """Refuse these: they are being read."""
        self._inputs = inputs
        self._check()

    def file(self) -> Path:
        """The file that is named, always with a suffix of its kind."""
        return self._folder_path() / self._file_name()

    def suffixes(self) -> tuple[str, ...]:
        """Those of the chosen kind of file, the usual one first."""
        raise NotImplementedError

    def known_suffixes(self) -> tuple[str, ...]:
        """Those of all kinds; any other is part of the name."""
        raise NotImplementedError

    def accept(self) -> None:
        """Close with Save, unless the file has appeared or the folder gone in the meantime."""
        if self._is_file_agreed():
            super().accept()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._check()
        self._name.setFocus()
        self._name.setSelection(0, len(self._stem(self._name.text())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return saves; where that would replace a file it first goes to the button."""
        if not self._replaces or event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif not self._save.hasFocus():
            self._save.setFocus()
        elif not event.isAutoRepeat():
            self._save.click()

    def _is_file_agreed(self) -> bool:
        """Whether the file can be written as the dialog has said."""
        announced = self._replaces
        self._check()
        return self._save.isEnabled() and (announced or not self._replaces)

    def _take_suffix(self) -> None:
        """Give the name the suffix of the kind that is chosen now."""
        name, suffixes = self._name.text().strip(), self.suffixes()
        if name and not name.lower().endswith(suffixes):
            self._name.setText(self._stem(name) + suffixes[0])

    def _check(self) -> None:
        """Tell what stands in the way, and whether a file would be replaced."""
        path = self.file()
        fault = self._fault(path)
        self._replaces = not fault and os.path.lexists(path)
        shown = self.fontMetrics().elidedText(path.name, Qt.TextElideMode.ElideMiddle, _NAME_WIDTH)
        warning = _tr("{0} is already in this folder. Replace writes over it.").format(shown)
        self._tell(warning if self._replaces else fault)
        self._save.setText(_tr("&Replace") if self._replaces else _tr("&Save"))
        self._save.setEnabled(not fault)
        self._save.setDefault(not self._replaces)
        self._save.setAutoDefault(not self._replaces)  # keyPressEvent has the Return key then

    def _tell(self, note: str) -> None:
        self._note.setText(note)
        for field in (self._name, self._save):
            field.setAccessibleDescription(note)

    def _fault(self, path: Path) -> str:
        """Why nothing can be written there, empty if it can."""
        if not self._name.text().strip():
            return _tr("Give the file a name.")
        if not is_usable_name(self._file_name()):
            return _tr("No file can have this name: it is too long or has a sign such as /.")
        if not self._folder.text().strip() or not os.path.isdir(path.parent):
            return _tr("There is no such folder. Choose one with Browse.")
        if os.path.isdir(path):
            return _tr("A folder has this name already. Choose another.")
        if not os.access(path.parent, os.W_OK):
            return _tr("Nothing can be written in this folder. Choose another.")
        try:
            self._inputs.check(path)
        except OverwriteError as error:
            return error_text(error)
        return ""

    def _on_browse(self) -> None:
        folder = ask_for_folder(self, _tr("Save in this folder"), self._folder_path())
        if folder is not None:
            self._folder.setText(str(folder))

    def _file_name(self) -> str:
        name, suffixes = self._name.text().strip(), self.suffixes()
        return name if name.lower().endswith(suffixes) else name + suffixes[0]

    def _folder_path(self) -> Path:
        return Path(os.path.expanduser(self._folder.text().strip()))

    def _stem(self, name: str) -> str:
        """The name without a suffix that is known; any other suffix is part of the name."""
        stem, dot, ending = name.rpartition(".")
        return stem if f"{dot}{ending}".lower() in self.known_suffixes() else name

    def _explain_file(self) -> None:
        for widget, name, tip in (
            (self._name, _tr("Name"), _tr("The file's name")),
            (self._folder, _tr("Folder"), _tr("Where the file goes")),
            (self._browse, _tr("Browse for a folder"), _tr("Choose another folder")),
            (self._cancel, _tr("Cancel"), _tr("Close without saving")),
        ):
            widget.setAccessibleName(name)
            widget.setToolTip(tip)
        self._save.setToolTip(_tr("Write the file"))


def _tr(text: str) -> str:
    return QCoreApplication.translate("SaveDialog", text)
