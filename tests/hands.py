"""User actions that take more than one event."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog

from nst_desktop.ui.parameters.fields import SizeField

DIALOG_TIMEOUT = 5000  # ms
TIMEOUT = 10**9  # ms, longer than pytest's own timeout, which is the one that counts
INTERVAL = 5  # ms
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
NONE = Qt.KeyboardModifier.NoModifier
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def when_open(dialog_type: type[QDialog], do: Callable[[QDialog], None]) -> None:
    """Call do(dialog) as soon as a dialog of this type is open, even if exec() blocks."""
    time_left = DIALOG_TIMEOUT

    def poll() -> None:
        nonlocal time_left
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, dialog_type) and dialog.isActiveWindow():
            try:
                do(dialog)
            except BaseException:
                dialog.reject()  # it would block for ever otherwise
                raise
            return
        time_left -= INTERVAL
        assert time_left > 0, f"no {dialog_type.__name__} was opened"
        QTimer.singleShot(INTERVAL, poll)

    QTimer.singleShot(0, poll)


def choose_density(app, density):
    """Choose a print density in the panel, in dots per inch."""
    box = app.window.panel.findChild(SizeField).findChild(QComboBox)
    box.setCurrentIndex(box.findData(density))
    box.activated.emit(box.currentIndex())


# painting regions


def start_painting(app):
    QTest.keyClick(app.window, Qt.Key.Key_P, CONTROL)
    assert app.regions.is_painting()


def on_canvas(app, x, y):
    """Return the canvas' pixel at this point of the picture, 0..1."""
    rect = app.window.canvas.viewport.picture_rect()
    return QPoint(round(rect.left() + x * rect.width()), round(rect.top() + y * rect.height()))


def draw_on_canvas(app, *points, keys=NONE, button=LEFT):
    """Draw a line through these points of the picture, 0..1, with the mouse."""
    canvas = app.window.canvas
    QTest.mousePress(canvas, button, keys, on_canvas(app, *points[0]))
    for point in points[1:]:
        QTest.mouseMove(canvas, on_canvas(app, *point))
    QTest.mouseRelease(canvas, button, keys, on_canvas(app, *points[-1]))


def mask_of(app, index=0):
    return app.document.setup().regions[index].buffer.mask


def choose_region(app, row):
    app.window.regions._list.setCurrentRow(row)


def press_key(app, code, modifiers=NONE):
    """Press a key where the focus is."""
    QTest.keyClick(app.window.focusWidget() or app.window, code, modifiers)


def press_undo(app):
    QTest.keyClick(app.window, Qt.Key.Key_Z, CONTROL)


def press_redo(app):
    QTest.keyClick(app.window, Qt.Key.Key_Z, CONTROL | SHIFT)
