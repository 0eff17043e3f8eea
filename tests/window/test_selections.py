"""Objects and similar areas selected on the canvas: refining, undo, cancelling and errors."""

from threading import Event

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from nst_desktop import masks, paths
from nst_desktop.document.loaded_picture import LoadedPicture
from nst_desktop.document.settings import Settings
from nst_desktop.masks import selection
from nst_desktop.masks.mask_buffer import MaskBuffer
from nst_desktop.masks.selection import NoObjectError, SelectionError
from nst_desktop.ui.regions import mask_edits, selection_edits
from nst_desktop.ui.regions.tools import Tool
from tests.hands import (
    ALT,
    LEFT,
    NONE,
    RIGHT,
    choose_region,
    draw_on_canvas,
    mask_of,
    on_canvas,
    press_key,
    press_redo,
    press_undo,
    start_painting,
)

DISC = (60, 64, 30)  # centre and radius, px, of a disc on another ground
SQUARE = slice(40, 90), slice(130, 170)
IN_DISC = (0.25, 0.4), (0.31, 0.5), (0.37, 0.6)
IN_SQUARE = (0.72, 0.4), (0.78, 0.5), (0.84, 0.6)


def photograph():
    """Return a photograph, (128, 192, 3), with a red disc and a red square on green ground."""
    random = np.random.default_rng(0)
    pixels = np.full((128, 192, 3), (70, 130, 80), np.int16)
    pixels[disc()] = 200, 60, 50
    pixels[SQUARE] = 190, 70, 45
    return np.clip(pixels + random.integers(-6, 7, pixels.shape), 0, 255).astype(np.uint8)


def disc():
    y, x = np.mgrid[:128, :192] + 0.5
    return np.hypot(x - DISC[0], y - DISC[1]) < DISC[2]


def square():
    inside = np.zeros((128, 192), bool)
    inside[SQUARE] = True
    return inside


@pytest.fixture
def app(qtbot, make_app, drop, tmp_path, make_picture):
    """Application in painting mode with the tool Select and a photograph of two objects."""
    Image.fromarray(photograph()).save(tmp_path / "objects.png")
    app = make_app()
    with qtbot.waitSignal(app.loader.settled):
        drop(app.window.canvas, tmp_path / "objects.png", make_picture("swirls.png"))
    start_painting(app)
    press_key(app, Qt.Key.Key_S)
    return app


@pytest.fixture
def held(monkeypatch):
    """Hold back selections of objects until the event is set."""
    event, select = Event(), selection.select_object

    def wait(pixels, strokes):
        event.wait()
        return select(pixels, strokes)

    monkeypatch.setattr(selection, "select_object", wait)
    yield event
    event.set()


@pytest.fixture
def indistinct(monkeypatch):
    """Let no object stand out until a stroke marks what is outside."""
    select = selection.select_object

    def fail_inside(pixels, strokes):
        if all(stroke.inside for stroke in strokes):
            raise NoObjectError("No object stands out here.")
        return select(pixels, strokes)

    monkeypatch.setattr(selection, "select_object", fail_inside)


@pytest.fixture
def held_similar(monkeypatch):
    """Hold back selections of similar areas, but not their previews, until the event is set."""
    event, select = Event(), selection_edits._similar

    def wait(pixels, click):
        event.wait()
        return select(pixels, click)

    monkeypatch.setattr(selection_edits, "_similar", wait)
    yield event
    event.set()


@pytest.fixture
def select(qtbot, app):
    """Draw a stroke and wait until the mask has changed."""

    def draw(*points, keys=NONE):
        with qtbot.waitSignal(app.document.painted):
            draw_on_canvas(app, *points, keys=keys)
        return mask_of(app).copy()

    return draw


def overlap(mask, wanted):
    """Return the intersection of a mask with the wanted area, divided by their union."""
    inside = mask > 127
    return (inside & wanted).sum() / (inside | wanted).sum()


def lines(app):
    return [stroke.inside for stroke in app.regions.easel.selector.strokes()]


def press_button(app, name):
    button = next(
        button
        for button in app.window.regions.findChildren(QPushButton)
        if button.text().replace("&", "") == name
    )
    QTest.mouseClick(button, LEFT)


def held_objects(owner):
    """Return the pictures and masks that an object keeps in memory."""
    kinds = (np.ndarray, LoadedPicture, MaskBuffer)
    return [name for name, value in vars(owner).items() if isinstance(value, kinds)]


def note(app):
    return app.regions.easel.title().partition("  ·  ")[2]


# Select


def test_a_rough_stroke_selects_the_object(app, select):
    before = mask_of(app).copy()
    mask = select(*IN_DISC)
    assert overlap(mask, disc()) > 0.95
    assert app.document.undo.undoText() == "Select"
    press_undo(app)
    assert np.array_equal(mask_of(app), before)


def test_each_stroke_refines_the_mask_and_is_undone_on_its_own(app, select):
    first = select(*IN_DISC)
    second = select(*IN_SQUARE)
    assert overlap(second, disc() | square()) > 0.95
    third = select(*IN_SQUARE, keys=ALT)
    assert overlap(third, disc()) > 0.95
    assert lines(app) == [True, True, False]
    for mask, inside in ((second, [True, True]), (first, [True]), (0 * first, [])):
        press_undo(app)
        assert np.array_equal(mask_of(app), mask)
        assert lines(app) == inside
    press_redo(app)
    assert np.array_equal(mask_of(app), first)
    assert lines(app) == [True]


def test_the_right_button_draws_outside_the_object(qtbot, app, select):
    select(*IN_DISC)
    select(*IN_SQUARE)
    with qtbot.waitSignal(app.document.painted):
        draw_on_canvas(app, *IN_SQUARE, button=RIGHT)
    assert overlap(mask_of(app), disc()) > 0.95
    assert lines(app) == [True, True, False]


def test_a_second_button_does_not_disturb_a_stroke(qtbot, app):
    canvas = app.window.canvas
    QTest.mousePress(canvas, LEFT, NONE, on_canvas(app, *IN_DISC[0]))
    QTest.mouseMove(canvas, on_canvas(app, *IN_DISC[1]))
    QTest.mouseClick(canvas, RIGHT, NONE, on_canvas(app, *IN_DISC[1]))
    QTest.mouseMove(canvas, on_canvas(app, *IN_DISC[2]))
    with qtbot.waitSignal(app.document.painted):
        QTest.mouseRelease(canvas, LEFT, NONE, on_canvas(app, *IN_DISC[2]))
    assert overlap(mask_of(app), disc()) > 0.95
    assert lines(app) == [True]


@pytest.mark.parametrize(
    ("tool", "point", "reason", "is_shown"),
    [
        (Qt.Key.Key_S, (0.5, 0.5), QContextMenuEvent.Reason.Mouse, False),
        (Qt.Key.Key_S, (0.5, -0.05), QContextMenuEvent.Reason.Mouse, True),
        (Qt.Key.Key_S, (0.5, 0.5), QContextMenuEvent.Reason.Keyboard, True),
        (Qt.Key.Key_B, (0.5, 0.5), QContextMenuEvent.Reason.Mouse, True),
    ],
)
def test_the_right_button_opens_the_menu_where_it_does_not_draw(app, tool, point, reason, is_shown):
    canvas = app.window.canvas
    press_key(app, tool)
    place = on_canvas(app, *point)
    QTest.mousePress(canvas, RIGHT, NONE, place)
    QTest.mouseRelease(canvas, RIGHT, NONE, place)
    for menu in canvas.findChildren(QMenu):
        menu.close()
    QApplication.sendEvent(canvas, QContextMenuEvent(reason, place, canvas.mapToGlobal(place)))
    shown = [menu for menu in canvas.findChildren(QMenu) if menu.isVisible()]
    assert bool(shown) == is_shown
    for menu in shown:
        menu.close()


def test_a_stroke_after_undo_continues_from_the_earlier_stroke(app, select):
    select(*IN_DISC)
    select(*IN_SQUARE)
    press_undo(app)
    mask = select(*IN_SQUARE)
    assert overlap(mask, disc() | square()) > 0.95
    assert lines(app) == [True, True]


def test_a_mask_painted_before_is_kept(app, select):
    press_key(app, Qt.Key.Key_B)
    draw_on_canvas(app, (0.1, 0.08), (0.9, 0.08))
    painted = mask_of(app).copy()
    press_key(app, Qt.Key.Key_S)
    mask = select(*IN_DISC)
    assert (mask >= painted).all()
    assert overlap(mask, disc() | (painted > 127)) > 0.95


def test_a_stroke_outside_cannot_be_the_first(app):
    draw_on_canvas(app, *IN_DISC, keys=ALT)
    assert "inside the object first" in app.window.message.text()
    assert not mask_of(app).any()
    assert lines(app) == []


def test_a_stroke_that_changes_nothing_is_dropped_with_a_notice(qtbot, app, select):
    select(*IN_DISC)
    steps = app.document.undo.count()
    draw_on_canvas(app, *IN_DISC)
    qtbot.waitUntil(lambda: "did not change the mask" in app.window.message.text())
    assert app.document.undo.count() == steps
    assert lines(app) == [True]


def test_a_selection_of_nothing_keeps_the_mask(qtbot, app, select, monkeypatch):
    mask = select(*IN_DISC)
    monkeypatch.setattr(selection, "select_object", lambda *_: np.zeros((128, 192), np.uint8))
    draw_on_canvas(app, *IN_SQUARE, keys=ALT)
    qtbot.waitUntil(lambda: "mask was kept" in app.window.message.text())
    assert np.array_equal(mask_of(app), mask)


def test_esc_discards_only_the_stroke_being_drawn(app, select):
    mask = select(*IN_DISC)
    canvas = app.window.canvas
    QTest.mousePress(canvas, LEFT, NONE, on_canvas(app, *IN_SQUARE[0]))
    QTest.mouseMove(canvas, on_canvas(app, *IN_SQUARE[1]))
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(canvas, LEFT, NONE, on_canvas(app, *IN_SQUARE[1]))
    assert app.regions.is_painting()
    assert note(app) == "swirls.png", "nothing is being computed"
    assert np.array_equal(mask_of(app), mask)
    assert lines(app) == [True]


def test_esc_discards_a_selection_being_computed(qtbot, app, held):
    draw_on_canvas(app, *IN_DISC)
    assert note(app).endswith("Select…")
    assert lines(app) == [True]
    press_key(app, Qt.Key.Key_Escape)
    assert app.regions.is_painting()
    assert not note(app).endswith("…")
    assert lines(app) == []
    held.set()
    assert app._services.tasks.finish(60)
    qtbot.wait(0)
    assert not mask_of(app).any()
    press_key(app, Qt.Key.Key_Escape)
    assert not app.regions.is_painting(), "nothing is left to discard"


def test_esc_during_a_stroke_lets_the_selection_before_it_continue(qtbot, app, held):
    canvas = app.window.canvas
    draw_on_canvas(app, *IN_DISC)
    QTest.mousePress(canvas, LEFT, NONE, on_canvas(app, *IN_SQUARE[0]))
    press_key(app, Qt.Key.Key_Escape)
    QTest.mouseRelease(canvas, LEFT, NONE, on_canvas(app, *IN_SQUARE[0]))
    with qtbot.waitSignal(app.document.painted):
        held.set()
    assert overlap(mask_of(app), disc()) > 0.95


def test_undo_during_a_selection_discards_it(qtbot, app, held):
    press_key(app, Qt.Key.Key_B)
    draw_on_canvas(app, (0.1, 0.08), (0.9, 0.08))
    press_key(app, Qt.Key.Key_S)
    draw_on_canvas(app, *IN_DISC)
    press_undo(app)
    assert lines(app) == []
    held.set()
    assert app._services.tasks.finish(60)
    qtbot.wait(0)
    assert not mask_of(app).any()


def test_a_part_of_a_painting_is_selected_on_that_painting(app, select, monkeypatch):
    menu = app.window.regions._add.menu()
    next(action for action in menu.actions() if action.text().startswith("Part of")).trigger()
    seen = []

    def select_all(pixels, strokes):
        seen.append(pixels.shape)
        return np.full(pixels.shape[:2], 255, np.uint8)

    monkeypatch.setattr(selection, "select_object", select_all)
    select((0.4, 0.5), (0.6, 0.5))
    assert seen == [(64, 96, 3)]
    assert mask_of(app, 2).all()


@pytest.mark.parametrize("leave", ["tool", "region"])
def test_another_tool_or_region_ends_the_selection(qtbot, app, held, leave):
    draw_on_canvas(app, *IN_DISC)
    if leave == "tool":
        press_key(app, Qt.Key.Key_E)
    else:
        choose_region(app, 1)
    held.set()
    assert app._services.tasks.finish(60)
    qtbot.wait(0)
    assert not mask_of(app, 0).any()
    assert not mask_of(app, 1).any()
    assert lines(app) == []
    assert not note(app).endswith("…")


def test_strokes_drawn_meanwhile_follow_one_another(qtbot, app, held):
    draw_on_canvas(app, *IN_DISC)
    draw_on_canvas(app, *IN_SQUARE)
    assert lines(app) == [True, True]
    steps = app.document.undo.count()
    held.set()
    qtbot.waitUntil(lambda: app.document.undo.count() == steps + 2)
    assert overlap(mask_of(app), disc() | square()) > 0.95


@pytest.mark.parametrize("command", ["Fill all", "Clear", "Invert", "Feather", "Load…"])
def test_a_command_discards_the_strokes_being_computed_and_waiting(
    qtbot, app, held, command, tmp_path, monkeypatch
):
    press_key(app, Qt.Key.Key_B)
    draw_on_canvas(app, (0.1, 0.08), (0.9, 0.08))
    press_key(app, Qt.Key.Key_S)
    Image.fromarray(np.eye(128, 192, dtype=np.uint8) * 255).save(tmp_path / "mask.png")
    monkeypatch.setattr(mask_edits, "ask_for_pictures", lambda *_, **__: [tmp_path / "mask.png"])
    draw_on_canvas(app, *IN_DISC)
    draw_on_canvas(app, *IN_SQUARE)
    with qtbot.waitSignal(app.document.painted):
        press_button(app, command)
        assert lines(app) == []
        held.set()
    mask, steps = mask_of(app).copy(), app.document.undo.count()
    assert app._services.tasks.finish(60)
    qtbot.wait(0)
    assert np.array_equal(mask_of(app), mask)
    assert app.document.undo.count() == steps
    assert lines(app) == []
    assert not note(app).endswith("…")


def test_after_a_command_the_next_stroke_selects_as_usual(app, held, select):
    draw_on_canvas(app, *IN_DISC)
    press_button(app, "Clear")
    held.set()
    assert overlap(select(*IN_SQUARE), square()) > 0.95
    assert lines(app) == [True]


def test_any_other_change_to_the_mask_discards_the_strokes_with_a_notice(qtbot, app, held):
    draw_on_canvas(app, *IN_DISC)
    draw_on_canvas(app, *IN_SQUARE)
    buffer = app.document.region().buffer
    app.document.paint("Other", buffer, masks.shapes.replace(buffer, buffer.mask + 9))
    assert "selection being computed was discarded" in app.window.message.text()
    assert lines(app) == []
    held.set()
    assert app._services.tasks.finish(60)
    qtbot.wait(0)
    assert (mask_of(app) == 9).all()
    assert not note(app).endswith("…")


def test_leaving_painting_mode_frees_the_picture(app, select):
    select(*IN_DISC)
    edits = app.regions._selection_edits
    assert held_objects(edits) == ["_picture"]
    press_key(app, Qt.Key.Key_Escape)
    assert not app.regions.is_painting()
    assert held_objects(edits) == []


def test_an_error_is_shown_and_the_mask_and_its_strokes_are_kept(qtbot, app, select, monkeypatch):
    mask = select(*IN_DISC)

    def fail(*_):
        raise SelectionError("No object stands out here.")

    monkeypatch.setattr(selection, "select_object", fail)
    draw_on_canvas(app, *IN_SQUARE)
    qtbot.waitUntil(lambda: "No object stands out here." in app.window.message.text())
    assert np.array_equal(mask_of(app), mask)
    assert lines(app) == [True]
    assert not note(app).endswith("…")


def test_a_stroke_outside_helps_one_with_which_no_object_was_found(qtbot, app, select, indistinct):
    draw_on_canvas(app, *IN_DISC)
    qtbot.waitUntil(lambda: "No object stands out here." in app.window.message.text())
    assert lines(app) == [True], "kept for the next stroke"
    mask = select(*IN_SQUARE, keys=ALT)
    assert overlap(mask, disc()) > 0.95
    assert lines(app) == [True, False]
    press_undo(app)
    assert lines(app) == [True]


def test_a_stroke_that_waits_for_one_that_fails_is_computed_too(qtbot, app, held, indistinct):
    draw_on_canvas(app, *IN_DISC)
    draw_on_canvas(app, *IN_SQUARE, keys=ALT)
    with qtbot.waitSignal(app.document.painted):
        held.set()
    assert overlap(mask_of(app), disc()) > 0.95


def test_strokes_are_visible_while_the_tool_is_in_use(app, select):
    def pixel():
        return app.window.canvas.grab().toImage().pixelColor(on_canvas(app, *IN_DISC[1]))

    select(*IN_DISC)
    QTest.mouseMove(app.window.canvas, on_canvas(app, 0.5, 0.9))
    assert pixel().green() > pixel().red()
    press_key(app, Qt.Key.Key_B)
    assert pixel().green() <= pixel().red()


# Similar


def test_a_click_adds_the_similar_area_and_alt_removes_it(qtbot, app, select):
    press_key(app, Qt.Key.Key_F)
    mask = select((0.05, 0.1))
    assert overlap(mask, ~(disc() | square())) > 0.95
    assert app.document.undo.undoText() == "Similar"
    assert not select((0.05, 0.1), keys=ALT).any()


def test_dragging_changes_the_tolerance_and_shows_the_area(qtbot, app, select):
    press_key(app, Qt.Key.Key_F)
    canvas, tools = app.window.canvas, app.window.regions.tools
    selector, before = app.regions.easel.selector, tools.options().tolerance
    start = on_canvas(app, 0.05, 0.1)
    QTest.mousePress(canvas, LEFT, NONE, start)
    QTest.mouseMove(canvas, start - QPoint(20, 0))
    lower = tools.options().tolerance
    assert 0 < lower < before
    assert tools._tolerance.slider.value() == lower
    qtbot.waitUntil(lambda: selector.preview() is not None and selector.preview().has_any())
    assert not mask_of(app).any(), "only a preview"
    with qtbot.waitSignal(app.document.painted):
        QTest.mouseRelease(canvas, LEFT, NONE, start - QPoint(20, 0))
    assert selector.preview() is None
    assert mask_of(app).any()
    assert tools.options().tolerance == lower


def test_esc_during_a_drag_restores_the_tolerance(app):
    press_key(app, Qt.Key.Key_F)
    canvas, tools = app.window.canvas, app.window.regions.tools
    before, start = tools.options(), on_canvas(app, 0.05, 0.1)
    QTest.mousePress(canvas, LEFT, NONE, start)
    QTest.mouseMove(canvas, start + QPoint(40, 0))
    assert tools.options() != before
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(canvas, LEFT, NONE, start)
    assert tools.options() == before
    assert not mask_of(app).any()
    assert app.regions.easel.selector.preview() is None


def test_clicks_made_meanwhile_follow_one_another(qtbot, app, held_similar):
    press_key(app, Qt.Key.Key_F)
    steps = app.document.undo.count()
    draw_on_canvas(app, IN_DISC[1])
    draw_on_canvas(app, IN_SQUARE[1])
    held_similar.set()
    qtbot.waitUntil(lambda: app.document.undo.count() == steps + 2)
    assert overlap(mask_of(app), disc() | square()) > 0.95
    press_undo(app)
    assert overlap(mask_of(app), disc()) > 0.95


def test_a_drag_keeps_its_preview_when_an_earlier_area_is_added(qtbot, app, held_similar):
    press_key(app, Qt.Key.Key_F)
    canvas, selector = app.window.canvas, app.regions.easel.selector
    draw_on_canvas(app, IN_DISC[1])
    start = on_canvas(app, *IN_SQUARE[1])
    QTest.mousePress(canvas, LEFT, NONE, start)
    QTest.mouseMove(canvas, start + QPoint(10, 0))
    qtbot.waitUntil(lambda: selector.preview() is not None)
    with qtbot.waitSignal(app.document.painted):
        held_similar.set()
    assert selector.preview() is not None
    both = disc() | square()
    qtbot.waitUntil(lambda: bool(overlap(selector.preview().mask, both) > 0.95))
    QTest.mouseRelease(canvas, LEFT, NONE, start + QPoint(10, 0))


@pytest.mark.parametrize("end", ["Esc", "release"])
def test_after_a_drag_the_pictures_of_its_preview_are_freed(qtbot, app, end):
    press_key(app, Qt.Key.Key_F)
    canvas, selector = app.window.canvas, app.regions.easel.selector
    preview, start = app.regions._selection_edits._preview, on_canvas(app, 0.05, 0.1)
    QTest.mousePress(canvas, LEFT, NONE, start)
    QTest.mouseMove(canvas, start - QPoint(20, 0))
    qtbot.waitUntil(lambda: selector.preview() is not None)
    assert held_objects(preview) == ["_small", "_pixels", "_buffer"]
    if end == "Esc":
        QTest.keyClick(canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(canvas, LEFT, NONE, start - QPoint(20, 0))
    assert held_objects(preview) == []


def test_an_area_that_is_already_in_the_mask_is_reported(qtbot, app, select):
    press_key(app, Qt.Key.Key_F)
    select((0.05, 0.1))
    draw_on_canvas(app, (0.05, 0.1))
    qtbot.waitUntil(lambda: "already includes" in app.window.message.text())


def test_fill_of_earlier_versions_is_now_similar(app, make_app):
    app.window.close()
    settings = Settings(paths.settings_file())
    saved = settings.document("painting") | {"tool": "fill"}
    settings.set_document("painting", saved)
    settings.write()
    assert make_app().window.regions.tools.options().tool is Tool.SIMILAR


def test_the_tools_are_remembered(app, make_app):
    assert app.window.regions.tools.options().tool is Tool.SELECT
    app.window.close()
    assert make_app().window.regions.tools.options().tool is Tool.SELECT
