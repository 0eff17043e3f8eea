"""File and folder dialogs."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from nst_desktop.images.load import OPEN_SUFFIXES


def ask_for_pictures(parent: QWidget, title: str, folder: Path, several: bool) -> list[Path]:
    """Ask for a picture, or for any number if `several`; return an empty list on cancel."""
    filters = f"{_tr('Pictures')} ({_patterns(OPEN_SUFFIXES)});;{_tr('All files')} (*)"
    if several:
        names, _ = QFileDialog.getOpenFileNames(parent, title, str(folder), filters)
        return [Path(name) for name in names]
    name, _ = QFileDialog.getOpenFileName(parent, title, str(folder), filters)
    return [Path(name)] if name else []


def ask_for_mask(parent: QWidget, title: str, folder: Path) -> Path | None:
    """Ask for a PNG file to save a mask to; the dialog asks before replacing a file."""
    dialog = QFileDialog(parent, title, str(folder), f"{_tr('Masks')} (*.png)")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("png")
    chosen = dialog.selectedFiles() if dialog.exec() else []
    dialog.deleteLater()
    return Path(chosen[0]) if chosen else None


def ask_for_folder(parent: QWidget, title: str, folder: Path) -> Path | None:
    """Ask for a folder; return None on cancel."""
    name = QFileDialog.getExistingDirectory(parent, title, str(folder))
    return Path(name) if name else None


def _patterns(suffixes: Sequence[str]) -> str:
    return " ".join(f"*{suffix}" for suffix in suffixes)


def _tr(text: str) -> str:
    return QCoreApplication.translate("file_dialogs", text)


def show_folder(folder: Path) -> None:
    """Open a folder in the desktop's file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
