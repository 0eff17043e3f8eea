"""Changes of the parameters and of the pictures are taken back and brought again."""

from fakes import endless
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDoubleSpinBox, QSpinBox

from nst_desktop.core.job import Mode

CONTROL = Qt.KeyboardModifier.ControlModifier
BACK = CONTROL | Qt.KeyboardModifier.ShiftModifier


def enter(qtbot, studio, name, text):
    field = next(each for each in studio.window.panel.fields() if each.name == name)
    box = field.findChild(QSpinBox) or field.findChild(QDoubleSpinBox)
    box.selectAll()
    qtbot.keyClicks(box, text)
    qtbot.keyClick(box, Qt.Key.Key_Return)


def undo(qtbot, studio):
    studio.window.setFocus()
    qtbot.keyClick(studio.window, Qt.Key.Key_Z, CONTROL)


def redo(qtbot, studio):
    studio.window.setFocus()
    qtbot.keyClick(studio.window, Qt.Key.Key_Z, BACK)


def test_a_parameter_is_undone_and_redone(qtbot, make_studio):
    studio = make_studio()
    panel = studio.window.panel
    enter(qtbot, studio, "size", "300")
    assert panel.params().size == 300
    undo(qtbot, studio)
    assert panel.params().size == 512
    redo(qtbot, studio)
    assert panel.params().size == 300
    assert "Size" in studio.undoing.stack.undoText()


def test_restoring_the_defaults_can_be_taken_back(qtbot, make_studio):
    studio = make_studio()
    enter(qtbot, studio, "size", "300")
    qtbot.mouseClick(studio.window.panel._reset, Qt.MouseButton.LeftButton)
    assert studio.window.panel.params().size == 512
    undo(qtbot, studio)
    assert studio.window.panel.params().size == 300


def test_what_to_make_is_undone_with_the_canvas(qtbot, make_studio, load_pictures):
    studio = make_studio()
    load_pictures(studio)
    modes = studio.window.panel._modes
    modes.setCurrentIndex(modes.findData(Mode.TEXTURE))
    modes.activated.emit(modes.currentIndex())
    assert studio.window.canvas.image().width() == 160
    undo(qtbot, studio)
    assert studio.window.panel.mode() is Mode.TRANSFER
    assert studio.window.canvas.image().width() == 192


def test_pictures_are_undone_and_redone(qtbot, make_studio, load_pictures, drop, make_picture):
    studio = make_studio()
    load_pictures(studio)
    studio.undoing.forget()
    with qtbot.waitSignal(studio.opening.settled):
        drop(studio.window.photograph, make_picture("other.png"))
    with qtbot.waitSignal(studio.opening.settled):
        undo(qtbot, studio)
    assert studio.window.photograph.picture().picture.name == "lake.png"
    with qtbot.waitSignal(studio.opening.settled):
        redo(qtbot, studio)
    assert studio.window.photograph.picture().picture.name == "other.png"


def test_a_painting_that_was_removed_comes_back(qtbot, make_studio, load_pictures):
    studio = make_studio()
    load_pictures(studio)
    card = studio.window.paintings._cards[0]
    card.thumbnail.setFocus()
    qtbot.keyClick(card.thumbnail, Qt.Key.Key_Delete)
    assert studio.window.paintings.entries() == ()
    with qtbot.waitSignal(studio.opening.settled):
        undo(qtbot, studio)
    assert len(studio.window.paintings.entries()) == 1


def test_a_live_parameter_that_is_undone_is_undone_in_the_run(
    qtbot, make_studio, load_pictures, start
):
    studio = make_studio(endless)
    load_pictures(studio)
    with qtbot.waitSignal(studio.runner.progressed):
        start(studio)
    enter(qtbot, studio, "style_weight", "7")
    with qtbot.waitSignal(
        studio.runner.progressed, check_params_cb=lambda progress: progress.losses.style == 20
    ):
        undo(qtbot, studio)
