"""The questions about files."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from nst_desktop.files.formats import SAVE_SUFFIXES
from nst_desktop.files.images import OPEN_SUFFIXES


def ask_for_picture(parent: QWidget, title: str, folder: Path) -> Path | None:
    """The picture that the user chooses to open, None if none."""
    kinds = f"{_tr('Pictures')} ({_patterns(OPEN_SUFFIXES)});;{_tr('All files')} (*)"
    name, _ = QFileDialog.getOpenFileName(parent, title, str(folder), kinds)
    return Path(name) if name else None


def ask_for_folder(parent: QWidget, title: str, folder: Path) -> Path | None:
    """The folder that the user chooses, None if none."""
    name = QFileDialog.getExistingDirectory(parent, title, str(folder))
    return Path(name) if name else None


def ask_where_to_save(parent: QWidget, title: str, proposal: Path) -> Path | None:
    """The file that the user wants to write, always with a suffix; None if none."""
    dialog = QFileDialog(parent, title, str(proposal.parent))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters([f"{suffix[1:].upper()} (*{suffix})" for suffix in SAVE_SUFFIXES])
    dialog.setDefaultSuffix("png")
    dialog.filterSelected.connect(partial(_take_up_suffix, dialog))
    dialog.selectFile(proposal.name)
    if not dialog.exec():
        return None
    return Path(dialog.selectedFiles()[0])


def _patterns(suffixes: Sequence[str]) -> str:
    return " ".join(f"*{suffix}" for suffix in suffixes)


def _take_up_suffix(dialog: QFileDialog, name_filter: str) -> None:
    """Give the name in the dialog the suffix of the kind that has been chosen."""
    suffix = name_filter.rpartition("*.")[2].rstrip(")")
    dialog.setDefaultSuffix(suffix)
    for name in dialog.selectedFiles():
        dialog.selectFile(Path(name).with_suffix(f".{suffix}").name)


def _tr(text: str) -> str:
    return QCoreApplication.translate("file_dialogs", text)
