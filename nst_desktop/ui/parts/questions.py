"""The few questions that stop the user."""

from enum import Enum, auto

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget


class CloseAnswer(Enum):
    """What becomes of work that is in no file when the window is closed."""

    SAVE = auto()
    DISCARD = auto()
    CANCEL = auto()


def ask_about_unsaved(parent: QWidget, name: str, is_running: bool, queued: int = 0) -> CloseAnswer:
    """Whether to save first. name: the artwork's. is_running: a run is still making it.

    queued: how many artworks the queue is still to make.
    """
    if is_running:
        text = _tr("The run is still going.")
        told = _tr("Closing stops it. What is there until then stays in the history.")
    else:
        text = _tr("{0} has not been saved.").format(name)
        told = _tr("It stays in the history, until newer artworks need the room.")
    if queued:
        told = f"{told} {_about_queue(queued)}"
    box = _box(parent, text, told)
    save = None if is_running else _add(box, _tr("&Save…"), _tr("Choose a file for it first"))
    leave = _add(
        box,
        _tr("Stop and &close") if is_running else _tr("Close &without saving"),
        _tr("Close the window now"),
        QMessageBox.ButtonRole.DestructiveRole,
    )
    stay = _add(
        box,
        _tr("&Keep it open"),
        _tr("Go back to the window"),
        QMessageBox.ButtonRole.RejectRole,
    )
    box.setDefaultButton(save or stay)
    box.setEscapeButton(stay)
    box.exec()
    clicked = box.clickedButton()
    box.deleteLater()
    if clicked is leave:
        return CloseAnswer.DISCARD
    return CloseAnswer.SAVE if save is not None and clicked is save else CloseAnswer.CANCEL


def ask_about_queue(parent: QWidget, queued: int) -> bool:
    """Whether to close although the queue is still to make so many artworks."""
    box = _box(parent, _tr("The queue is still at work."), _about_queue(queued))
    role = QMessageBox.ButtonRole.DestructiveRole
    leave = _add(box, _tr("&Close"), _tr("Close the window now"), role)
    stay = _add(
        box, _tr("&Keep it open"), _tr("Go back to the window"), QMessageBox.ButtonRole.RejectRole
    )
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    clicked = box.clickedButton()
    box.deleteLater()
    return clicked is leave


def ask_whether_to_delete(parent: QWidget, count: int) -> bool:
    """Whether so many artworks shall go from the history."""
    if count == 1:
        text = _tr("Delete this artwork from the history?")
    else:
        text = _tr("Delete {0} artworks from the history?").format(count)
    box = _box(parent, text, _tr("Files that you have saved elsewhere stay."))
    role = QMessageBox.ButtonRole.DestructiveRole
    delete = _add(box, _tr("&Delete"), _tr("There is no way back"), role)
    keep = _add(box, _tr("&Keep"), _tr("Leave it as it is"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(keep)
    box.setEscapeButton(keep)
    box.exec()
    clicked = box.clickedButton()
    box.deleteLater()
    return clicked is delete


def _about_queue(queued: int) -> str:
    if queued == 1:
        return _tr("One artwork is still queued. It is begun again the next time.")
    return _tr(
        "{0} artworks are still queued. The one under way is begun again the next time, and then "
        "the others are made."
    ).format(queued)


def _box(parent: QWidget, text: str, told: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.NoIcon)
    box.setWindowTitle("NST Desktop")
    box.setText(text)
    box.setInformativeText(told)
    return box


def _add(
    box: QMessageBox,
    text: str,
    tip: str,
    role: QMessageBox.ButtonRole = QMessageBox.ButtonRole.AcceptRole,
) -> QPushButton:
    button = box.addButton(text, role)
    button.setToolTip(tip)
    return button


def _tr(text: str) -> str:
    return QCoreApplication.translate("questions", text)
