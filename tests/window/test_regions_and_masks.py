"""Regions painted on the canvas with mouse, pen and keys: undo, runs, files and recipes."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton

from nst_desktop import paths
from nst_desktop.core.engine import stylize
from nst_desktop.core.errors import ParameterError
from nst_desktop.core.mode import Mode
from nst_desktop.core.params import StyleParams
from nst_desktop.document.regions import RegionKind
from nst_desktop.masks.mask_pictures import load_mask
from nst_desktop.masks.mask_store import save_mask
from nst_desktop.recipes.plan import Plan, StyleFile, load_job
from nst_desktop.recipes.recipe import read_recipe
from nst_desktop.resume.session_store import Session
from nst_desktop.ui.actions import Panel
from nst_desktop.ui.queue import controller
from nst_desktop.ui.regions import mask_edits
from nst_desktop.ui.regions.tools import Tool
from nst_desktop.weights.network_weights import load_weights
from tests.fakes import endless, steps
from tests.hands import (
    ALT,
    CONTROL,
    LEFT,
    NONE,
    SHIFT,
    TIMEOUT,
    choose_region,
    draw_on_canvas,
    mask_of,
    on_canvas,
    press_key,
    press_redo,
    press_undo,
    start_painting,
)
from tests.painters import Painters

LINE = (0.1, 0.3), (0.5, 0.3), (0.9, 0.4)


@pytest.fixture
def app(qtbot, make_app, load_pictures):
    """Application in painting mode, with a photograph of 192 x 128 px and a painting."""
    app = make_app()
    load_pictures(app)
    start_painting(app)
    return app


@pytest.fixture
def choose_file(monkeypatch):
    """Let the user choose this path when asked for a mask."""

    def choose(path):
        monkeypatch.setattr(mask_edits, "ask_for_mask", lambda *_: path)
        monkeypatch.setattr(mask_edits, "ask_for_pictures", lambda *_, **__: [path])

    return choose


def pen(app, event_type, position, pressure, pointer=QPointingDevice.PointerType.Pen):
    device = QPointingDevice(
        "pen", 7, QInputDevice.DeviceType.Stylus, pointer,
        QInputDevice.Capability.Pressure | QInputDevice.Capability.Position, 1, 2,
    )  # fmt: skip
    canvas, point = app.window.canvas, QPointF(on_canvas(app, *position))
    held = Qt.MouseButton.NoButton if event_type == QEvent.Type.TabletRelease else LEFT
    button = Qt.MouseButton.NoButton if event_type == QEvent.Type.TabletMove else LEFT
    event = QTabletEvent(
        event_type,
        device,
        point,
        canvas.mapToGlobal(point),
        pressure,
        0,
        0,
        0,
        0,
        0,
        NONE,
        button,
        held,
    )
    QApplication.sendEvent(canvas, event)
    return event.isAccepted()


def pen_stroke(app, *points, pressure=1.0, **options):
    assert pen(app, QEvent.Type.TabletPress, points[0], pressure, **options)
    for point in points[1:]:
        pen(app, QEvent.Type.TabletMove, point, pressure, **options)
    pen(app, QEvent.Type.TabletRelease, points[-1], 0.0, **options)


def share(app, index=0):
    return (mask_of(app, index) > 127).mean()


def kinds(app):
    return [(region.kind.value, region.painting) for region in app.document.setup().regions]


def press(app, text):
    """Click the button with this text in the regions panel."""
    buttons = app.window.regions._whole
    button = next(button for button in buttons if button.property("text") == text)
    QTest.mouseClick(button, LEFT)


# painting mode


def test_painting_shows_the_photograph_and_a_row_for_each_painting(app):
    assert kinds(app) == [("region", 0), ("protect", -1)]
    assert app.window.regions.isVisible()
    assert app.window.canvas.image().width() == 192
    rows = app.window.regions._list
    assert [rows.item(row).text() for row in range(2)] == [
        "swirls.png  ·  empty", "Protected  ·  empty",
    ]  # fmt: skip


def test_esc_and_the_button_end_painting(app):
    press_key(app, Qt.Key.Key_Escape)
    assert not app.regions.is_painting()
    assert app.window.regions.isVisible(), "the panel stays"
    buttons = app.window.regions.findChildren(QToolButton)
    paint = next(button for button in buttons if button.accessibleName() == "Paint regions")
    QTest.mouseClick(paint, LEFT)
    assert app.regions.is_painting()
    QTest.keyClick(app.window, Qt.Key.Key_P, CONTROL)
    assert not app.regions.is_painting()
    draw_on_canvas(app, *LINE)
    assert share(app) == 0, "the canvas only shows the artwork"


def test_the_panel_is_hidden_with_its_key_and_remembered(qtbot, app, make_app):
    QTest.keyClick(app.window, Qt.Key.Key_F9)
    assert app.window.regions.isHidden()
    assert not app.regions.is_painting()
    QTest.keyClick(app.window, Qt.Key.Key_F9)
    assert app.regions.is_painting()
    app.window.close()
    again = make_app().window
    assert again.is_panel_shown(Panel.REGIONS)
    assert again.regions.isVisible()


def test_painting_needs_a_photograph(make_app):
    app = make_app()
    QTest.keyClick(app.window, Qt.Key.Key_P, CONTROL)
    assert not app.regions.is_painting()
    assert "photograph" in app.window.message.text()


def test_a_run_is_shown_but_painting_can_continue(qtbot, make_app, load_pictures, start):
    app = make_app(endless)
    load_pictures(app)
    start_painting(app)
    with qtbot.waitSignal(app.runner.preview_arrived):
        start(app)
    assert not app.regions.is_painting()
    start_painting(app)
    with qtbot.waitSignal(app.runner.preview_arrived):
        pass
    assert app.window.canvas.image().width() == 192, "the photograph, not the run"
    draw_on_canvas(app, *LINE)
    assert share(app) > 0.05
    with qtbot.waitSignal(app.run.ended):
        press_key(app, Qt.Key.Key_Escape)
    assert app.regions.is_painting(), "Esc was for the run"


# the tools


def test_the_brush_paints_where_the_mouse_goes(app):
    draw_on_canvas(app, *LINE)
    assert mask_of(app)[round(0.3 * 128), 96] == 255
    assert mask_of(app)[100, 96] == 0
    assert 0.03 < share(app) < 0.15


def test_alt_and_the_eraser_erase(app):
    press(app, "Fill all")
    draw_on_canvas(app, *LINE, keys=ALT)
    assert mask_of(app)[round(0.3 * 128), 96] == 0
    press(app, "Fill all")
    press_key(app, Qt.Key.Key_E)
    draw_on_canvas(app, *LINE)
    assert mask_of(app)[round(0.3 * 128), 96] == 0
    assert mask_of(app)[100, 96] == 255


def test_brackets_change_the_size_of_the_brush(app):
    tools = app.window.regions.tools
    before = tools.options().size
    for _ in range(3):
        press_key(app, Qt.Key.Key_BracketRight)
    assert tools.options().size > 1.5 * before
    draw_on_canvas(app, (0.5, 0.5))
    wide = share(app)
    press_undo(app)
    for _ in range(6):
        press_key(app, Qt.Key.Key_BracketLeft)
    draw_on_canvas(app, (0.5, 0.5))
    assert 0 < share(app) < wide / 4


def test_a_drawn_lasso_fills_its_inside(app):
    press_key(app, Qt.Key.Key_L)
    corners = (0.25, 0.25), (0.75, 0.25), (0.75, 0.75), (0.25, 0.75), (0.25, 0.3)
    draw_on_canvas(app, *corners)
    assert share(app) == pytest.approx(0.25, abs=0.02)
    assert mask_of(app)[64, 96] == 255
    draw_on_canvas(app, (0.4, 0.4), (0.6, 0.4), (0.6, 0.6), (0.4, 0.6), keys=ALT)
    assert mask_of(app)[64, 96] == 0


def test_a_clicked_lasso_closes_at_its_first_point_or_with_return(app):
    canvas = app.window.canvas
    press_key(app, Qt.Key.Key_L)
    corners = (0.25, 0.25), (0.75, 0.25), (0.75, 0.75), (0.25, 0.75)
    for point in (*corners, (0.25, 0.25)):
        QTest.mouseClick(canvas, LEFT, NONE, on_canvas(app, *point))
    assert share(app) == pytest.approx(0.25, abs=0.02)
    press_undo(app)
    assert share(app) == 0
    for point in (*corners, (0.1, 0.9)):
        QTest.mouseClick(canvas, LEFT, NONE, on_canvas(app, *point))
    QTest.keyClick(canvas, Qt.Key.Key_Backspace)
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert share(app) == pytest.approx(0.25, abs=0.02)


def test_a_double_click_closes_the_polygon(app):
    canvas = app.window.canvas
    press_key(app, Qt.Key.Key_L)
    for point in ((0.2, 0.2), (0.8, 0.2), (0.8, 0.8)):
        QTest.mouseClick(canvas, LEFT, NONE, on_canvas(app, *point))
    QTest.mouseDClick(canvas, LEFT, NONE, on_canvas(app, 0.8, 0.8))
    assert share(app) == pytest.approx(0.18, abs=0.03)


def test_esc_first_discards_an_outline_or_a_stroke(app):
    canvas = app.window.canvas
    press_key(app, Qt.Key.Key_L)
    QTest.mouseClick(canvas, LEFT, NONE, on_canvas(app, 0.2, 0.2))
    QTest.mouseClick(canvas, LEFT, NONE, on_canvas(app, 0.8, 0.2))
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert app.regions.is_painting()
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    press_key(app, Qt.Key.Key_B)
    QTest.mousePress(canvas, LEFT, NONE, on_canvas(app, 0.2, 0.5))
    QTest.mouseMove(canvas, on_canvas(app, 0.8, 0.5))
    assert share(app) > 0
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(canvas, LEFT, NONE, on_canvas(app, 0.8, 0.5))
    assert share(app) == 0
    assert not app.document.undo.undoText().endswith(("Brush", "Lasso"))


def test_a_mask_is_made_with_the_keyboard_alone(qtbot, app):
    tab_to(app, "Fill all")
    press_key(app, Qt.Key.Key_Space)
    assert share(app) == 1
    tab_to(app, "Invert")
    press_key(app, Qt.Key.Key_Space)
    assert share(app) == 0
    press_key(app, Qt.Key.Key_Space)
    tab_to(app, "Clear")
    press_key(app, Qt.Key.Key_Space)
    assert share(app) == 0


def tab_to(app, text):
    for _ in range(120):
        widget = app.window.focusWidget()
        if widget is not None and widget.property("text") == text:
            return
        QTest.keyClick(widget or app.window, Qt.Key.Key_Tab)
    raise AssertionError(f"the Tab key does not reach {text}")


def test_feather_softens_the_edge(qtbot, app):
    press_key(app, Qt.Key.Key_L)
    draw_on_canvas(app, (0, 0), (0.5, 0), (0.5, 1), (0, 1))
    assert np.count_nonzero((mask_of(app) > 20) & (mask_of(app) < 235)) < 500
    before = mask_of(app).copy()
    press(app, "Feather")
    qtbot.waitUntil(lambda: not np.array_equal(mask_of(app), before))
    assert np.count_nonzero((mask_of(app) > 20) & (mask_of(app) < 235)) > 1000
    press_undo(app)
    assert np.array_equal(mask_of(app), before)


def test_ctrl_moves_the_picture_instead_of_painting(app):
    app.window.canvas.viewport.actual_size()
    for _ in range(12):
        app.window.canvas.viewport.zoom_in()
    before = app.window.canvas.viewport.picture_rect()
    canvas = app.window.canvas
    QTest.mousePress(canvas, LEFT, CONTROL, QPoint(100, 100))
    QTest.mouseMove(canvas, QPoint(140, 120))
    QTest.mouseRelease(canvas, LEFT, CONTROL, QPoint(140, 120))
    assert canvas.viewport.picture_rect().topLeft() - before.topLeft() == QPointF(40, 20)
    assert share(app) == 0


def test_the_mask_is_visible_on_the_canvas(app):
    canvas = app.window.canvas
    point = on_canvas(app, 0.3, 0.3)  # beside the symbol in the middle
    before = canvas.grab().toImage().pixelColor(point)
    draw_on_canvas(app, *LINE)
    QTest.mouseMove(canvas, on_canvas(app, 0.1, 0.9))
    after = canvas.grab().toImage().pixelColor(point)
    difference = sum(abs(a - b) for a, b in zip(before.getRgb(), after.getRgb(), strict=True))
    assert difference > 60
    choose_region(app, 1)
    assert canvas.grab().toImage().pixelColor(point) != after, "fainter than the current region"


# a pen


def test_pen_pressure_makes_strokes_broader_and_stronger(app):
    pen_stroke(app, (0.2, 0.3), (0.8, 0.3), pressure=0.1)
    light, strongest = np.count_nonzero(mask_of(app)), mask_of(app).max()
    assert 0 < strongest < 160
    press_undo(app)
    assert not mask_of(app).any()
    pen_stroke(app, (0.2, 0.3), (0.8, 0.3), pressure=1.0)
    assert np.count_nonzero(mask_of(app)) > 2 * light
    assert mask_of(app).max() == 255


def test_the_other_end_of_the_pen_erases(app):
    press(app, "Fill all")
    eraser = QPointingDevice.PointerType.Eraser
    pen_stroke(app, (0.2, 0.3), (0.8, 0.3), pointer=eraser)
    assert mask_of(app)[round(0.3 * 128), 96] == 0


def test_the_pen_acts_as_a_mouse_outside_painting_mode(app):
    press_key(app, Qt.Key.Key_Escape)
    assert not pen(app, QEvent.Type.TabletPress, (0.5, 0.5), 1.0)


# undo


def test_each_stroke_is_undone_and_redone(app):
    states = [mask_of(app).copy()]
    for y in (0.2, 0.5, 0.8):
        draw_on_canvas(app, (0.1, y), (0.9, y))
        states.append(mask_of(app).copy())
    assert app.document.undo.undoText() == "Brush"
    for state in reversed(states[:-1]):
        press_undo(app)
        assert np.array_equal(mask_of(app), state)
    for state in states[1:]:
        press_redo(app)
        assert np.array_equal(mask_of(app), state)


def test_undo_during_a_stroke_discards_it(app):
    draw_on_canvas(app, (0.1, 0.2), (0.9, 0.2))
    canvas = app.window.canvas
    QTest.mousePress(canvas, LEFT, NONE, on_canvas(app, 0.1, 0.6))
    QTest.mouseMove(canvas, on_canvas(app, 0.9, 0.6))
    press_undo(app)
    assert not mask_of(app).any()
    QTest.mouseRelease(canvas, LEFT, NONE, on_canvas(app, 0.9, 0.6))
    assert not mask_of(app).any()
    press_redo(app)
    assert mask_of(app)[round(0.2 * 128), 96] == 255


def test_undo_restores_a_removed_region_with_its_mask(app):
    draw_on_canvas(app, *LINE)
    before = mask_of(app).copy()
    rows = app.window.regions._list
    rows.setFocus()
    QTest.keyClick(rows, Qt.Key.Key_Delete)
    assert kinds(app) == [("protect", -1)]
    press_undo(app)
    assert kinds(app) == [("region", 0), ("protect", -1)]
    assert np.array_equal(mask_of(app), before)


# paintings


def add_painting(qtbot, app, drop, file):
    with qtbot.waitSignal(app.loader.settled):
        assert drop(app.window.paintings, file)


def remove_painting(app, index):
    card = app.window.paintings._cards[index]
    card.thumbnail.setFocus()
    QTest.keyClick(card.thumbnail, Qt.Key.Key_Delete)


def test_removing_a_painting_removes_its_region_until_undo(qtbot, app, drop, make_picture):
    add_painting(qtbot, app, drop, make_picture("glass.png", seed=2))
    assert kinds(app) == [("region", 0), ("region", 1), ("protect", -1)]
    draw_on_canvas(app, *LINE)
    choose_region(app, 1)
    draw_on_canvas(app, (0.1, 0.8), (0.9, 0.8))
    first, second = mask_of(app, 0).copy(), mask_of(app, 1).copy()
    remove_painting(app, 0)
    assert kinds(app) == [("region", 0), ("protect", -1)]
    assert np.array_equal(mask_of(app, 0), second)
    press_undo(app)
    assert [entry.loaded.picture.name for entry in app.document.setup().paintings] == [
        "swirls.png", "glass.png",
    ]  # fmt: skip
    assert np.array_equal(mask_of(app, 0), first)
    assert np.array_equal(mask_of(app, 1), second)
    press_redo(app)
    assert kinds(app) == [("region", 0), ("protect", -1)]
    assert np.array_equal(mask_of(app, 0), second)


def test_a_region_can_get_another_painting(qtbot, app, drop, make_picture):
    add_painting(qtbot, app, drop, make_picture("glass.png", seed=2))
    draw_on_canvas(app, *LINE)
    entries = app.window.regions._painting
    entries.setFocus()
    QTest.keyClick(entries, Qt.Key.Key_Down)
    entries.activated.emit(entries.currentIndex())
    assert kinds(app)[0] == ("region", 1)
    assert share(app, 0) > 0
    press_undo(app)
    assert kinds(app)[0] == ("region", 0)


def test_a_part_of_a_painting_is_painted_on_that_painting(app):
    menu = app.window.regions._add.menu()
    part = next(action for action in menu.actions() if action.text().startswith("Part of"))
    part.trigger()
    assert kinds(app) == [("region", 0), ("protect", -1), ("part", 0)]
    assert app.window.canvas.image().width() == 160, "the painting is shown"
    assert mask_of(app, 2).shape == (160, 160)
    draw_on_canvas(app, (0.2, 0.5), (0.8, 0.5))
    assert mask_of(app, 2)[80, 80] == 255
    choose_region(app, 0)
    assert app.window.canvas.image().width() == 192
    press(app, "Fill all")
    (region,) = app.run.job().regions
    assert np.array_equal(region.style_mask, mask_of(app, 2))


# other photographs


def open_photograph(qtbot, app, drop, file):
    with qtbot.waitSignal(app.loader.settled):
        assert drop(app.window.photograph, file)


def test_a_photograph_of_other_proportions_empties_the_masks_until_undo(
    qtbot, app, drop, make_picture
):
    draw_on_canvas(app, *LINE)
    before = mask_of(app).copy()
    open_photograph(qtbot, app, drop, make_picture("tall.png", 100, 150))
    assert mask_of(app).shape == (150, 100)
    assert not mask_of(app).any()
    assert "proportions" in app.window.message.text()
    press_undo(app)
    assert np.array_equal(mask_of(app), before)


def test_a_photograph_of_the_same_proportions_scales_the_masks(qtbot, app, drop, make_picture):
    draw_on_canvas(app, *LINE)
    before = share(app)
    open_photograph(qtbot, app, drop, make_picture("larger.png", 384, 256))
    assert mask_of(app).shape == (256, 384)
    assert share(app) == pytest.approx(before, abs=0.01)


# masks as files


def test_a_mask_of_other_proportions_is_refused(qtbot, app, choose_file, tmp_path):
    draw_on_canvas(app, *LINE)
    before = mask_of(app).copy()
    save_mask(np.full((50, 50), 255, np.uint8), tmp_path / "square.png")
    choose_file(tmp_path / "square.png")
    press(app, "Load…")
    qtbot.waitUntil(lambda: "proportions" in app.window.message.text())
    assert np.array_equal(mask_of(app), before)


def test_a_nearly_black_mask_is_reported(qtbot, app, choose_file, tmp_path):
    save_mask(np.eye(128, 192, dtype=np.uint8), tmp_path / "labels.png")
    choose_file(tmp_path / "labels.png")
    press(app, "Load…")
    qtbot.waitUntil(lambda: "nearly black" in app.window.message.text())
    assert mask_of(app).max() == 1, "it is loaded as it is"


@pytest.mark.parametrize("name", ["lake.png", "swirls.png"])
def test_a_mask_does_not_overwrite_a_picture_in_use(app, choose_file, tmp_path, name):
    draw_on_canvas(app, *LINE)
    before = (tmp_path / name).read_bytes()
    choose_file(tmp_path / name)
    press(app, "Save…")
    assert f"would overwrite the {'photograph' if name == 'lake.png' else 'painting'} {name}" in (
        app.window.message.text()
    )
    assert (tmp_path / name).read_bytes() == before


def test_a_saved_and_loaded_mask_makes_the_same_picture_everywhere(
    qtbot, app, make_app, load_pictures, set_params, run, choose_file, tmp_path
):
    file = tmp_path / "mine.png"
    choose_file(file)
    set_params(app, seed=3)
    draw_on_canvas(app, *LINE)
    with qtbot.waitSignal(app.regions.mask_edits.saved):
        press(app, "Save…")
    assert np.array_equal(load_mask(file), mask_of(app))
    run(app)
    made = app.document.artwork().artwork.pixels

    other = make_app()
    load_pictures(other)
    start_painting(other)
    set_params(other, seed=3)
    press(other, "Load…")
    qtbot.waitUntil(lambda: share(other) > 0)
    run(other)
    assert np.array_equal(other.document.artwork().artwork.pixels, made)

    plan = Plan(
        params=app.document.setup().params,
        content=tmp_path / "lake.png",
        styles=(StyleFile(tmp_path / "swirls.png"),),
        regions=((file, 0),),
    )
    *_, last = stylize(load_job(plan, load_weights()))
    assert np.array_equal(last.artwork(), made)

    choose_region(other, 0)
    press(other, "Fill all")
    run(other)
    assert not np.array_equal(other.document.artwork().artwork.pixels, made), "the mask matters"


# runs


def test_empty_regions_have_no_effect(app):
    job = app.run.job()
    assert job.regions == ()
    assert job.protect is None


def test_an_empty_region_among_others_is_named(qtbot, app, drop, make_picture, start):
    add_painting(qtbot, app, drop, make_picture("glass.png", seed=2))
    draw_on_canvas(app, *LINE)
    with pytest.raises(ParameterError, match="Region 2: the mask is empty"):
        app.run.job()
    start(app)
    assert "Region 2" in app.window.message.text()
    assert not app.run.is_running()


def test_protected_parts_belong_to_the_job_but_not_to_a_textures(app):
    choose_region(app, 1)
    draw_on_canvas(app, *LINE)
    assert np.array_equal(app.run.job().protect, mask_of(app, 1))
    app.document.put(app.document.setup().with_mode(Mode.TEXTURE))
    assert app.run.job().protect is None


def test_painting_during_a_run_does_not_change_the_run(app):
    draw_on_canvas(app, *LINE)
    job = app.run.job()
    before = job.regions[0].mask.copy()
    draw_on_canvas(app, (0.1, 0.9), (0.9, 0.9))
    assert np.array_equal(job.regions[0].mask, before)


def test_a_run_does_not_start_if_its_masks_cannot_be_saved(qtbot, app, start, monkeypatch):
    draw_on_canvas(app, *LINE)
    paths.masks_folder().parent.mkdir(parents=True, exist_ok=True)
    paths.masks_folder().write_text("a file where the folder should be")
    start(app)
    qtbot.waitUntil(lambda: "masks" in app.window.message.text())
    assert not app.run.is_running()


def test_closing_while_masks_are_saved_starts_no_run(app, make_app):
    started = []
    app.run.began.connect(started.append)
    draw_on_canvas(app, *LINE)
    QTest.keyClick(app.window, Qt.Key.Key_Return, CONTROL)
    assert not app.runner.is_running(), "the masks come first"
    make_app.end(app)
    assert not started


def test_a_queued_artwork_has_its_regions(qtbot, app, monkeypatch):
    monkeypatch.setattr(controller, "real_makers", Painters())
    draw_on_canvas(app, *LINE)
    QTest.keyClick(app.window, Qt.Key.Key_Return, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: len(app.queue.entries()) == 1)
    (entry,) = app.queue.entries()
    ((file, painting),) = entry.plan.regions
    assert painting == 0
    assert np.array_equal(load_mask(file), mask_of(app))


# restored


@pytest.fixture
def with_recipe(qtbot, app, set_params, run, save_as, tmp_path):
    """Path of an artwork with a region, a protected part and a part of a painting; its masks."""
    set_params(app)
    draw_on_canvas(app, *LINE)
    choose_region(app, 1)
    draw_on_canvas(app, (0.1, 0.9), (0.3, 0.9))
    actions = app.window.regions._add.menu().actions()
    part = next(action for action in actions if action.text().startswith("Part of"))
    part.trigger()
    draw_on_canvas(app, (0.2, 0.5), (0.8, 0.5))
    run(app)
    save_as(app, tmp_path / "artwork.png")
    return tmp_path / "artwork.png", [mask_of(app, index).copy() for index in range(3)]


def test_a_dropped_artwork_restores_its_masks_until_undo(
    qtbot, with_recipe, make_app, load_pictures, drop
):
    file, masks = with_recipe
    roles = [note.role for note in read_recipe(file).extras]
    assert roles == ["region 1", "part of painting 1", "protect"]
    app = make_app()
    load_pictures(app)
    with qtbot.waitSignal(app.loader.recipe_found):
        drop(app.window.canvas, file)
    with qtbot.waitSignal(app.loader.settled):
        QTest.mouseClick(app.window.message._action, LEFT)
    assert kinds(app) == [("region", 0), ("part", 0), ("protect", -1)]
    region, part, protect = (mask_of(app, index) for index in range(3))
    assert np.array_equal(region, masks[0])
    assert np.array_equal(protect, masks[1])
    assert np.array_equal(part, masks[2])
    assert "left out" not in app.window.message.text()
    press_undo(app)
    assert kinds(app) == []


def test_a_missing_mask_of_a_recipe_is_reported(qtbot, with_recipe, make_app, load_pictures, drop):
    file, _ = with_recipe
    for path in paths.masks_folder().iterdir():
        path.unlink()
    app = make_app()
    load_pictures(app)
    with qtbot.waitSignal(app.loader.recipe_found):
        drop(app.window.canvas, file)
    with qtbot.waitSignal(app.loader.settled):
        QTest.mouseClick(app.window.message._action, LEFT)
    assert kinds(app) == []
    assert "missing" in app.window.message.text()


def test_masks_and_tools_are_restored_at_the_next_start(qtbot, app, make_app):
    draw_on_canvas(app, *LINE)
    press_key(app, Qt.Key.Key_E)
    press_key(app, Qt.Key.Key_BracketRight)
    options, before = app.window.regions.tools.options(), mask_of(app).copy()
    app.window.close()
    again = make_app()
    with qtbot.waitSignal(again.loader.settled):
        again.show_first([])
    assert kinds(again) == [("region", 0)]
    assert np.array_equal(mask_of(again), before)
    assert again.window.regions.tools.options().tool is Tool.ERASER
    assert again.window.regions.tools.options().size == pytest.approx(options.size)
    start_painting(again)
    assert kinds(again) == [("region", 0), ("protect", -1)]


def test_pictures_named_at_the_start_open_without_the_last_masks(
    qtbot, app, make_app, make_picture
):
    draw_on_canvas(app, *LINE)
    app.window.close()
    again = make_app()
    with qtbot.waitSignal(again.loader.settled):
        again.show_first([make_picture("other.png", 192, 128)])
    assert kinds(again) == []


def test_an_interrupted_run_restores_its_masks(qtbot, make_app, make_picture, tmp_path):
    wanted = np.zeros((64, 96), np.uint8)
    wanted[:, :50] = 255
    save_mask(wanted, tmp_path / "left.png")
    plan = Plan(
        params=StyleParams(size=64, min_size=64, steps=3),
        content=make_picture("lake.png"),
        styles=(StyleFile(make_picture("swirls.png", 80, 80, seed=1)),),
        regions=((tmp_path / "left.png", 0),),
        device="cpu",
    )
    weights = load_weights()
    session = Session.create(paths.sessions_folder(), plan, ("builtin", weights.sha256), None)
    for step in stylize(load_job(plan, weights)):
        if step.index == 1:
            session.save(step)
    session.leave()
    app = make_app(steps(3))
    with qtbot.waitSignal(app.recovery.search_finished):
        app.recovery.offer()
    with (
        qtbot.waitSignal(app.loader.settled, timeout=TIMEOUT),
        qtbot.waitSignal(app.run.ended, timeout=TIMEOUT),
    ):
        QTest.mouseClick(app.window.message._action, LEFT)
    assert [region.kind for region in app.document.setup().regions] == [RegionKind.REGION]
    assert np.array_equal(mask_of(app), wanted)


def test_the_tools_letters_act_only_during_painting(app):
    tools, window = app.window.regions.tools, app.window
    box = window.regions._feather
    box.setFocus()
    QTest.keyClicks(box, "e")
    assert tools.options().tool is Tool.BRUSH, "the field gets the letter"
    press_key(app, Qt.Key.Key_Escape)
    window.canvas.setFocus()
    press_key(app, Qt.Key.Key_E)
    assert tools.options().tool is Tool.BRUSH
    start_painting(app)
    press_key(app, Qt.Key.Key_E)
    assert tools.options().tool is Tool.ERASER


def test_the_status_mentions_regions_that_a_run_would_use(app):
    status = app.window.run_bar._status
    draw_on_canvas(app, *LINE)
    assert status.text() == "Ready; the regions will be used"
    press_undo(app)
    assert status.text() == "Ready"


def test_a_region_follows_its_painting_when_all_pictures_are_replaced(
    qtbot, app, drop, make_picture
):
    draw_on_canvas(app, *LINE)
    wanted = mask_of(app).copy()
    [painting] = app.document.setup().paintings
    files = make_picture("new.png", 192, 128), make_picture("glass.png", seed=2)
    with qtbot.waitSignal(app.loader.settled):
        drop(app.window.photograph, *files, painting.loaded.picture.path)
    all_regions = app.document.setup().regions
    regions = {(region.kind.value, region.painting): region for region in all_regions}
    assert np.array_equal(regions["region", 1].buffer.mask, wanted)
    assert not regions["region", 0].buffer.has_any()
