"""Undo and redo of changed parameters and pictures."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDoubleSpinBox, QLineEdit, QSpinBox

from nst_desktop.core.mode import Mode
from nst_desktop.core.params import StyleParams
from nst_desktop.document import document
from nst_desktop.ui.parts.section import Section
from tests.fakes import endless, steps

CONTROL = Qt.KeyboardModifier.ControlModifier
CONTROL_SHIFT = CONTROL | Qt.KeyboardModifier.ShiftModifier


def enter(qtbot, app, name, text):
    field = next(field for field in app.window.panel.fields() if field.name == name)
    box = field.findChild(QSpinBox) or field.findChild(QDoubleSpinBox)
    box.selectAll()
    qtbot.keyClicks(box, text)
    qtbot.keyClick(box, Qt.Key.Key_Return)


def undo(qtbot, app):
    app.window.setFocus()
    qtbot.keyClick(app.window, Qt.Key.Key_Z, CONTROL)


def redo(qtbot, app):
    app.window.setFocus()
    qtbot.keyClick(app.window, Qt.Key.Key_Z, CONTROL_SHIFT)


def test_a_parameter_is_undone_and_redone(qtbot, make_app):
    app = make_app()
    enter(qtbot, app, "size", "300")
    assert app.document.setup().params.size == 300
    undo(qtbot, app)
    assert app.document.setup().params.size == 512
    redo(qtbot, app)
    assert app.document.setup().params.size == 300
    assert "Size" in app.document.undo.undoText()


def test_restoring_the_defaults_can_be_undone(qtbot, make_app):
    app = make_app()
    enter(qtbot, app, "size", "300")
    qtbot.mouseClick(app.window.panel._reset, Qt.MouseButton.LeftButton)
    assert app.document.setup().params.size == 512
    undo(qtbot, app)
    assert app.document.setup().params.size == 300


def test_undoing_the_mode_changes_the_canvas(qtbot, make_app, load_pictures):
    app = make_app()
    load_pictures(app)
    modes = app.window.panel._modes
    modes.setCurrentIndex(modes.findData(Mode.TEXTURE))
    modes.activated.emit(modes.currentIndex())
    assert app.window.canvas.image().width() == 160
    undo(qtbot, app)
    assert app.document.setup().mode is Mode.TRANSFER
    assert app.window.canvas.image().width() == 192


def test_pictures_are_undone_and_redone(qtbot, make_app, load_pictures, drop, make_picture):
    app = make_app()
    load_pictures(app)
    app.document.undo.clear()
    with qtbot.waitSignal(app.loader.settled):
        drop(app.window.photograph, make_picture("other.png"))
    undo(qtbot, app)
    assert app.document.setup().photograph.picture.name == "lake.png"
    redo(qtbot, app)
    assert app.document.setup().photograph.picture.name == "other.png"


def test_removing_a_painting_can_be_undone(qtbot, make_app, load_pictures):
    app = make_app()
    load_pictures(app)
    card = app.window.paintings._cards[0]
    card.thumbnail.setFocus()
    qtbot.keyClick(card.thumbnail, Qt.Key.Key_Delete)
    assert app.document.setup().paintings == ()
    undo(qtbot, app)
    assert len(app.document.setup().paintings) == 1


def test_undoing_a_live_parameter_changes_the_run(qtbot, make_app, load_pictures, start):
    app = make_app(endless)
    load_pictures(app)
    with qtbot.waitSignal(app.runner.progressed):
        start(app)
    enter(qtbot, app, "style_weight", "7")
    with qtbot.waitSignal(
        app.runner.progressed, check_params_cb=lambda progress: progress.losses.style == 20
    ):
        undo(qtbot, app)


def write_layers(qtbot, app, text):
    field = next(field for field in app.window.panel.fields() if field.name == "content_layers")
    for section in app.window.panel.findChildren(Section):
        section.set_unfolded(True)
    line = field.findChild(QLineEdit)
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, text)
    return line


def test_an_invalid_field_loses_no_other_change(qtbot, make_app):
    app = make_app()
    qtbot.keyClick(write_layers(qtbot, app, "nonsense"), Qt.Key.Key_Return)
    enter(qtbot, app, "size", "300")
    enter(qtbot, app, "steps", "9")
    assert app.document.undo.count() == 2
    undo(qtbot, app)
    undo(qtbot, app)
    assert app.document.setup().params == StyleParams()


def test_an_invalid_field_at_closing_loses_no_other(qtbot, make_app):
    first = make_app()
    qtbot.keyClick(write_layers(qtbot, first, "nonsense"), Qt.Key.Key_Return)
    enter(qtbot, first, "size", "300")
    make_app.end(first)
    assert make_app().document.setup().params == StyleParams(size=300)


def test_start_uses_what_is_typed_and_refuses_invalid_text(
    qtbot, make_app, load_pictures, set_params
):
    app = make_app(steps(1))
    load_pictures(app)
    set_params(app)
    line = write_layers(qtbot, app, "nonsense")
    qtbot.keyClick(line, Qt.Key.Key_Return, CONTROL)
    assert not app.runner.is_running()
    assert "marked" in app.window.run_bar._status.text()
    line.selectAll()
    qtbot.keyClicks(line, "conv3_1")
    with qtbot.waitSignal(app.run.ended):
        qtbot.keyClick(line, Qt.Key.Key_Return, CONTROL)
    assert app.run.plan().params.content_layers == (("conv3_1", 1.0),)


def test_undoing_to_a_deleted_picture_says_so_and_keeps_redo(
    qtbot, monkeypatch, make_app, load_pictures, drop, make_picture, tmp_path
):
    monkeypatch.setattr(document, "MAX_PICTURES", 1)
    app = make_app()
    load_pictures(app)
    with qtbot.waitSignal(app.loader.settled):
        drop(app.window.photograph, make_picture("other.png"))
    (tmp_path / "lake.png").unlink()
    undo(qtbot, app)
    assert "lake.png" in app.window.message.text()
    assert app.document.setup().photograph is None
    redo(qtbot, app)
    assert app.document.setup().photograph.picture.name == "other.png"


def test_start_changes_no_number_that_only_has_the_focus(
    qtbot, make_app, load_pictures, set_params
):
    app = make_app(steps(1))
    load_pictures(app)
    set_params(app, style_weight=26.36513477112814)
    for section in app.window.panel.findChildren(Section):
        section.set_unfolded(True)
    field = next(field for field in app.window.panel.fields() if field.name == "style_weight")
    box = field.findChild(QDoubleSpinBox)
    box.setFocus()
    with qtbot.waitSignal(app.run.ended):
        qtbot.keyClick(box, Qt.Key.Key_Return, CONTROL)
    assert app.document.setup().params.style_weight == 26.36513477112814
