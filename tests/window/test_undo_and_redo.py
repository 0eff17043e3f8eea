"""Changes of the parameters and of the pictures are taken back and brought again."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDoubleSpinBox, QLineEdit, QSpinBox

from nst_desktop.core.mode import Mode
from nst_desktop.core.params import StyleParams
from nst_desktop.document import document
from nst_desktop.ui.parts.section import Section
from tests.fakes import endless, steps

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
    enter(qtbot, studio, "size", "300")
    assert studio.document.setup().params.size == 300
    undo(qtbot, studio)
    assert studio.document.setup().params.size == 512
    redo(qtbot, studio)
    assert studio.document.setup().params.size == 300
    assert "Size" in studio.document.undo.undoText()


def test_restoring_the_defaults_can_be_taken_back(qtbot, make_studio):
    studio = make_studio()
    enter(qtbot, studio, "size", "300")
    qtbot.mouseClick(studio.window.panel._reset, Qt.MouseButton.LeftButton)
    assert studio.document.setup().params.size == 512
    undo(qtbot, studio)
    assert studio.document.setup().params.size == 300


def test_what_to_make_is_undone_with_the_canvas(qtbot, make_studio, load_pictures):
    studio = make_studio()
    load_pictures(studio)
    modes = studio.window.panel._modes
    modes.setCurrentIndex(modes.findData(Mode.TEXTURE))
    modes.activated.emit(modes.currentIndex())
    assert studio.window.canvas.image().width() == 160
    undo(qtbot, studio)
    assert studio.document.setup().mode is Mode.TRANSFER
    assert studio.window.canvas.image().width() == 192


def test_pictures_are_undone_and_redone(qtbot, make_studio, load_pictures, drop, make_picture):
    studio = make_studio()
    load_pictures(studio)
    studio.document.undo.clear()
    with qtbot.waitSignal(studio.opening.settled):
        drop(studio.window.photograph, make_picture("other.png"))
    undo(qtbot, studio)
    assert studio.document.setup().photograph.picture.name == "lake.png"
    redo(qtbot, studio)
    assert studio.document.setup().photograph.picture.name == "other.png"


def test_a_painting_that_was_removed_comes_back(qtbot, make_studio, load_pictures):
    studio = make_studio()
    load_pictures(studio)
    card = studio.window.paintings._cards[0]
    card.thumbnail.setFocus()
    qtbot.keyClick(card.thumbnail, Qt.Key.Key_Delete)
    assert studio.document.setup().paintings == ()
    undo(qtbot, studio)
    assert len(studio.document.setup().paintings) == 1


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


def write_layers(qtbot, studio, text):
    field = next(each for each in studio.window.panel.fields() if each.name == "content_layers")
    for section in studio.window.panel.findChildren(Section):
        section.set_unfolded(True)
    line = field.findChild(QLineEdit)
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, text)
    return line


def test_one_wrong_field_swallows_no_other_change(qtbot, make_studio):
    studio = make_studio()
    qtbot.keyClick(write_layers(qtbot, studio, "nonsense"), Qt.Key.Key_Return)
    enter(qtbot, studio, "size", "300")
    enter(qtbot, studio, "steps", "9")
    assert studio.document.undo.count() == 2
    undo(qtbot, studio)
    undo(qtbot, studio)
    assert studio.document.setup().params == StyleParams()


def test_a_field_that_is_wrong_at_closing_forgets_no_other(qtbot, make_studio):
    first = make_studio()
    qtbot.keyClick(write_layers(qtbot, first, "nonsense"), Qt.Key.Key_Return)
    enter(qtbot, first, "size", "300")
    make_studio.end(first)
    assert make_studio().document.setup().params == StyleParams(size=300)


def test_start_takes_what_is_typed_and_refuses_what_is_wrong(
    qtbot, make_studio, load_pictures, set_params
):
    studio = make_studio(steps(1))
    load_pictures(studio)
    set_params(studio)
    line = write_layers(qtbot, studio, "nonsense")
    qtbot.keyClick(line, Qt.Key.Key_Return, CONTROL)
    assert not studio.runner.is_running()
    assert "marked" in studio.window.run_bar._status.text()
    line.selectAll()
    qtbot.keyClicks(line, "conv3_1")
    with qtbot.waitSignal(studio.running.ended):
        qtbot.keyClick(line, Qt.Key.Key_Return, CONTROL)
    assert studio.running.plan().params.content_layers == (("conv3_1", 1.0),)


def test_undoing_to_a_picture_that_has_gone_says_so_and_keeps_redo(
    qtbot, monkeypatch, make_studio, load_pictures, drop, make_picture, tmp_path
):
    monkeypatch.setattr(document, "MAX_PICTURES", 1)
    studio = make_studio()
    load_pictures(studio)
    with qtbot.waitSignal(studio.opening.settled):
        drop(studio.window.photograph, make_picture("other.png"))
    (tmp_path / "lake.png").unlink()
    undo(qtbot, studio)
    assert "lake.png" in studio.window.message.text()
    assert studio.document.setup().photograph is None
    redo(qtbot, studio)
    assert studio.document.setup().photograph.picture.name == "other.png"


def test_start_changes_no_number_that_is_only_looked_at(
    qtbot, make_studio, load_pictures, set_params
):
    studio = make_studio(steps(1))
    load_pictures(studio)
    set_params(studio, style_weight=26.36513477112814)
    for section in studio.window.panel.findChildren(Section):
        section.set_unfolded(True)
    field = next(each for each in studio.window.panel.fields() if each.name == "style_weight")
    box = field.findChild(QDoubleSpinBox)
    box.setFocus()
    with qtbot.waitSignal(studio.running.ended):
        qtbot.keyClick(box, Qt.Key.Key_Return, CONTROL)
    assert studio.document.setup().params.style_weight == 26.36513477112814
