"""Modal questions before closing the window or deleting artworks."""

from enum import Enum, auto

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget


class CloseAnswer(Enum):
    """User's decision about unsaved work when the window is closed."""

    SAVE = auto()
    DISCARD = auto()
    CANCEL = auto()


def ask_about_unsaved(parent: QWidget, name: str, is_running: bool, queued: int = 0) -> CloseAnswer:
    """Ask what to do with an unsaved artwork before the window closes.

    Args:
        parent: The main window.
        name: Name of the artwork.
        is_running: Whether a run is still making the artwork, which then cannot be saved.
        queued: Number of unfinished artworks in the queue.
    """
    if is_running:
        text = _tr("A run is in progress.")
        details = _tr(
            "Closing the window stops the run. The artwork made so far stays in the history."
        )
    else:
        text = _tr("{0} has not been saved.").format(name)
        details = _tr("It stays in the history until newer artworks need the space.")
    if queued:
        details = f"{details} {_queue_text(queued)}"
    box = _make_box(parent, text, details)
    save = None
    if not is_running:
        save = _add_button(box, _tr("&Save…"), _tr("Save to a file, then close"))
    leave = _add_button(
        box,
        _tr("Stop and &close") if is_running else _tr("Close &without saving"),
        _tr("Close the window now"),
        QMessageBox.ButtonRole.DestructiveRole,
    )
    stay = _add_button(
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
    """Ask whether to close the window while this many artworks are still queued."""
    box = _make_box(parent, _tr("The queue is still running."), _queue_text(queued))
    leave = _add_button(
        box,
        _tr("&Close"),
        _tr("Close the window now"),
        QMessageBox.ButtonRole.DestructiveRole,
    )
    stay = _add_button(
        box,
        _tr("&Keep it open"),
        _tr("Go back to the window"),
        QMessageBox.ButtonRole.RejectRole,
    )
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    clicked = box.clickedButton()
    box.deleteLater()
    return clicked is leave


def ask_whether_to_delete(parent: QWidget, count: int) -> bool:
    """Ask whether to delete this many artworks from the history."""
    if count == 1:
        text = _tr("Delete this artwork from the history?")
    else:
        text = _tr("Delete {0} artworks from the history?").format(count)
    box = _make_box(parent, text, _tr("Files saved elsewhere are kept."))
    delete = _add_button(
        box, _tr("&Delete"), _tr("This cannot be undone"), QMessageBox.ButtonRole.DestructiveRole
    )
    keep = _add_button(box, _tr("&Keep"), _tr("Delete nothing"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(keep)
    box.setEscapeButton(keep)
    box.exec()
    clicked = box.clickedButton()
    box.deleteLater()
    return clicked is delete


class SaveChoice(Enum):
    """What to save while the canvas shows a sketch."""

    ARTWORK = auto()
    SKETCH = auto()
    NOTHING = auto()


def ask_what_to_save(parent: QWidget, artwork: str | None) -> SaveChoice:
    """Ask whether to save the sketch on the canvas, or the artwork with this name, if any."""
    if artwork is None:
        details = _tr("Press Start to make the artwork. You can also save the sketch.")
    else:
        details = _tr("The artwork {0} is hidden behind it. What should be saved?").format(artwork)
    box = _make_box(parent, _tr("The canvas shows a sketch, not an artwork."), details)
    choices: dict[object, SaveChoice] = {}
    if artwork is not None:
        button = _add_button(box, _tr("Save &artwork"), _tr("Save the artwork"))
        choices[button] = SaveChoice.ARTWORK
        box.setDefaultButton(button)
    button = _add_button(box, _tr("Save &sketch"), _tr("Save the sketch as a picture"))
    choices[button] = SaveChoice.SKETCH
    cancel = _add_button(
        box, _tr("&Cancel"), _tr("Save nothing"), QMessageBox.ButtonRole.RejectRole
    )
    if artwork is None:
        box.setDefaultButton(cancel)
    box.setEscapeButton(cancel)
    box.exec()
    choice = choices.get(box.clickedButton(), SaveChoice.NOTHING)
    box.deleteLater()
    return choice


def _queue_text(queued: int) -> str:
    if queued == 1:
        return _tr(
            "1 artwork is still in the queue. It will be started again the next time you open the "
            "application."
        )
    return _tr(
        "{0} artworks are still in the queue. The next time you open the application, the current "
        "one will be started again and the others will follow."
    ).format(queued)


def _make_box(parent: QWidget, text: str, details: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.NoIcon)
    box.setWindowTitle("NST Desktop")
    box.setText(text)
    box.setInformativeText(details)
    return box


def _add_button(
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
