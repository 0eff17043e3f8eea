"""Regions painted on the canvas: by mouse, pen and keys, undone, run, kept and brought back."""

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
from nst_desktop.document.regions import Kind
from nst_desktop.masks.mask_store import save_mask
from nst_desktop.recipes.plan import Plan, StyleFile, load_job, load_mask
from nst_desktop.recipes.recipe import read_recipe
from nst_desktop.resume.session_store import Session
from nst_desktop.ui.panels import Panel
from nst_desktop.ui.queue import controller
from nst_desktop.ui.regions import mask_edits
from nst_desktop.ui.regions.tools import Tool
from nst_desktop.weights.network_weights import load_weights
from tests.fakes import endless, steps
from tests.hands import PATIENCE
from tests.painters import Painters

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
LINE = (0.1, 0.3), (0.5, 0.3), (0.9, 0.4)


@pytest.fixture
def studio(qtbot, make_studio, load_pictures):
    """A window with a photograph of 192 x 128 and a painting, in which regions are painted."""
    studio = make_studio()
    load_pictures(studio)
    start_painting(studio)
    return studio


@pytest.fixture
def chosen(monkeypatch):
    """chosen(path): the file that the user names when asked for a mask."""

    def choose(path):
        monkeypatch.setattr(mask_edits, "ask_for_mask", lambda *_: path)
        monkeypatch.setattr(mask_edits, "ask_for_pictures", lambda *_, **__: [path])

    return choose


def start_painting(studio):
    QTest.keyClick(studio.window, Qt.Key.Key_P, CONTROL)
    assert studio.painting.is_painting()


def at(studio, x, y):
    """The canvas' pixel at this place of the picture, 0..1."""
    rect = studio.window.canvas.viewport.picture_rect()
    return QPoint(round(rect.left() + x * rect.width()), round(rect.top() + y * rect.height()))


def stroke(studio, *places, keys=NONE):
    canvas = studio.window.canvas
    QTest.mousePress(canvas, LEFT, keys, at(studio, *places[0]))
    for place in places[1:]:
        QTest.mouseMove(canvas, at(studio, *place))
    QTest.mouseRelease(canvas, LEFT, keys, at(studio, *places[-1]))


def pen(studio, kind, place, pressure, pointer=QPointingDevice.PointerType.Pen):
    device = QPointingDevice(
        "pen", 7, QInputDevice.DeviceType.Stylus, pointer,
        QInputDevice.Capability.Pressure | QInputDevice.Capability.Position, 1, 2,
    )  # fmt: skip
    canvas, point = studio.window.canvas, QPointF(at(studio, *place))
    held = Qt.MouseButton.NoButton if kind == QEvent.Type.TabletRelease else LEFT
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.TabletMove else LEFT
    event = QTabletEvent(
        kind, device, point, canvas.mapToGlobal(point), pressure, 0, 0, 0, 0, 0, NONE, button, held
    )
    QApplication.sendEvent(canvas, event)
    return event.isAccepted()


def pen_stroke(studio, *places, pressure=1.0, **which):
    assert pen(studio, QEvent.Type.TabletPress, places[0], pressure, **which)
    for place in places[1:]:
        pen(studio, QEvent.Type.TabletMove, place, pressure, **which)
    pen(studio, QEvent.Type.TabletRelease, places[-1], 0.0, **which)


def mask(studio, index=0):
    return studio.document.setup().areas[index].sheet.mask


def share(studio, index=0):
    return (mask(studio, index) > 127).mean()


def kinds(studio):
    return [(area.kind.value, area.painting) for area in studio.document.setup().areas]


def undo(studio):
    QTest.keyClick(studio.window, Qt.Key.Key_Z, CONTROL)


def redo(studio):
    QTest.keyClick(studio.window, Qt.Key.Key_Z, CONTROL | SHIFT)


def press(studio, text):
    """Press the button of this text in the regions panel."""
    buttons = studio.window.regions._whole
    button = next(each for each in buttons if each.property("text") == text)
    QTest.mouseClick(button, LEFT)


def choose(studio, row):
    studio.window.regions._list.setCurrentRow(row)


def key(studio, which, keys=NONE):
    QTest.keyClick(studio.window.focusWidget() or studio.window, which, keys)


# into painting and out


def test_painting_shows_the_photograph_and_a_row_for_each_painting(studio):
    assert kinds(studio) == [("region", 0), ("protect", -1)]
    assert studio.window.regions.isVisible()
    assert studio.window.canvas.image().width() == 192
    rows = studio.window.regions._list
    assert [rows.item(row).text() for row in range(2)] == [
        "swirls.png  ·  empty", "Protected  ·  empty",
    ]  # fmt: skip


def test_the_key_esc_and_the_button_lead_out_again(studio):
    key(studio, Qt.Key.Key_Escape)
    assert not studio.painting.is_painting()
    assert studio.window.regions.isVisible(), "the panel stays"
    buttons = studio.window.regions.findChildren(QToolButton)
    paint = next(each for each in buttons if each.accessibleName() == "Paint regions")
    QTest.mouseClick(paint, LEFT)
    assert studio.painting.is_painting()
    QTest.keyClick(studio.window, Qt.Key.Key_P, CONTROL)
    assert not studio.painting.is_painting()
    stroke(studio, *LINE)
    assert share(studio) == 0, "the canvas is looked at, not painted on"


def test_the_panel_is_folded_with_its_key_and_remembered(qtbot, studio, make_studio):
    QTest.keyClick(studio.window, Qt.Key.Key_F9)
    assert studio.window.regions.isHidden()
    assert not studio.painting.is_painting()
    QTest.keyClick(studio.window, Qt.Key.Key_F9)
    assert studio.painting.is_painting()
    studio.window.close()
    again = make_studio().window
    assert again.is_panel_shown(Panel.REGIONS)
    assert again.regions.isVisible()


def test_without_a_photograph_there_is_nothing_to_paint_on(make_studio):
    studio = make_studio()
    QTest.keyClick(studio.window, Qt.Key.Key_P, CONTROL)
    assert not studio.painting.is_painting()
    assert "photograph" in studio.window.message.text()


def test_a_run_is_looked_at_and_painting_may_go_on_meanwhile(
    qtbot, make_studio, load_pictures, start
):
    studio = make_studio(endless)
    load_pictures(studio)
    start_painting(studio)
    with qtbot.waitSignal(studio.runner.preview_arrived):
        start(studio)
    assert not studio.painting.is_painting()
    start_painting(studio)
    with qtbot.waitSignal(studio.runner.preview_arrived):
        pass
    assert studio.window.canvas.image().width() == 192, "the photograph, not the run"
    stroke(studio, *LINE)
    assert share(studio) > 0.05
    with qtbot.waitSignal(studio.running.ended):
        key(studio, Qt.Key.Key_Escape)
    assert studio.painting.is_painting(), "Esc was for the run"


# the tools


def test_the_brush_paints_where_the_mouse_goes(studio):
    stroke(studio, *LINE)
    assert mask(studio)[round(0.3 * 128), 96] == 255
    assert mask(studio)[100, 96] == 0
    assert 0.03 < share(studio) < 0.15


def test_alt_and_the_eraser_take_away(studio):
    press(studio, "Fill all")
    stroke(studio, *LINE, keys=ALT)
    assert mask(studio)[round(0.3 * 128), 96] == 0
    press(studio, "Fill all")
    key(studio, Qt.Key.Key_E)
    stroke(studio, *LINE)
    assert mask(studio)[round(0.3 * 128), 96] == 0
    assert mask(studio)[100, 96] == 255


def test_brackets_change_the_size_of_the_brush(studio):
    tools = studio.window.regions.tools
    before = tools.options().size
    for _ in range(3):
        key(studio, Qt.Key.Key_BracketRight)
    assert tools.options().size > 1.5 * before
    stroke(studio, (0.5, 0.5))
    wide = share(studio)
    undo(studio)
    for _ in range(6):
        key(studio, Qt.Key.Key_BracketLeft)
    stroke(studio, (0.5, 0.5))
    assert 0 < share(studio) < wide / 4


def test_a_lasso_that_is_drawn_fills_its_inside(studio):
    key(studio, Qt.Key.Key_L)
    corners = (0.25, 0.25), (0.75, 0.25), (0.75, 0.75), (0.25, 0.75), (0.25, 0.3)
    stroke(studio, *corners)
    assert share(studio) == pytest.approx(0.25, abs=0.02)
    assert mask(studio)[64, 96] == 255
    stroke(studio, (0.4, 0.4), (0.6, 0.4), (0.6, 0.6), (0.4, 0.6), keys=ALT)
    assert mask(studio)[64, 96] == 0


def test_a_lasso_goes_by_clicks_and_closes_at_its_first_point_or_with_return(studio):
    canvas = studio.window.canvas
    key(studio, Qt.Key.Key_L)
    corners = (0.25, 0.25), (0.75, 0.25), (0.75, 0.75), (0.25, 0.75)
    for place in (*corners, (0.25, 0.25)):
        QTest.mouseClick(canvas, LEFT, NONE, at(studio, *place))
    assert share(studio) == pytest.approx(0.25, abs=0.02)
    undo(studio)
    assert share(studio) == 0
    for place in (*corners, (0.1, 0.9)):
        QTest.mouseClick(canvas, LEFT, NONE, at(studio, *place))
    QTest.keyClick(canvas, Qt.Key.Key_Backspace)
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert share(studio) == pytest.approx(0.25, abs=0.02)


def test_a_double_click_closes_the_polygon(studio):
    canvas = studio.window.canvas
    key(studio, Qt.Key.Key_L)
    for place in ((0.2, 0.2), (0.8, 0.2), (0.8, 0.8)):
        QTest.mouseClick(canvas, LEFT, NONE, at(studio, *place))
    QTest.mouseDClick(canvas, LEFT, NONE, at(studio, 0.8, 0.8))
    assert share(studio) == pytest.approx(0.18, abs=0.03)


def test_esc_gives_up_an_outline_and_a_stroke_before_anything_else(studio):
    canvas = studio.window.canvas
    key(studio, Qt.Key.Key_L)
    QTest.mouseClick(canvas, LEFT, NONE, at(studio, 0.2, 0.2))
    QTest.mouseClick(canvas, LEFT, NONE, at(studio, 0.8, 0.2))
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert studio.painting.is_painting()
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    key(studio, Qt.Key.Key_B)
    QTest.mousePress(canvas, LEFT, NONE, at(studio, 0.2, 0.5))
    QTest.mouseMove(canvas, at(studio, 0.8, 0.5))
    assert share(studio) > 0
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(canvas, LEFT, NONE, at(studio, 0.8, 0.5))
    assert share(studio) == 0
    assert not studio.document.undo.undoText().endswith(("Brush", "Lasso"))


def test_fill_takes_the_surface_of_one_colour(qtbot, make_studio, drop, tmp_path, make_picture):
    from PIL import Image

    pixels = np.full((128, 192, 3), 200, np.uint8)
    pixels[:, 90:110] = 20
    Image.fromarray(pixels).save(tmp_path / "halves.png")
    studio = make_studio()
    with qtbot.waitSignal(studio.opening.settled):
        drop(studio.window.canvas, tmp_path / "halves.png", make_picture("swirls.png"))
    start_painting(studio)
    key(studio, Qt.Key.Key_F)
    QTest.mouseClick(studio.window.canvas, LEFT, NONE, at(studio, 0.1, 0.5))
    qtbot.waitUntil(lambda: share(studio) > 0)
    wanted = np.zeros((128, 192), np.uint8)
    wanted[:, :90] = 255
    assert np.array_equal(mask(studio), wanted)
    QTest.mouseClick(studio.window.canvas, LEFT, ALT, at(studio, 0.1, 0.5))
    qtbot.waitUntil(lambda: share(studio) == 0)


def test_a_mask_is_made_with_the_keyboard_alone(qtbot, studio):
    tab_to(studio, "Fill all")
    key(studio, Qt.Key.Key_Space)
    assert share(studio) == 1
    tab_to(studio, "Invert")
    key(studio, Qt.Key.Key_Space)
    assert share(studio) == 0
    key(studio, Qt.Key.Key_Space)
    tab_to(studio, "Clear")
    key(studio, Qt.Key.Key_Space)
    assert share(studio) == 0


def tab_to(studio, text):
    for _ in range(120):
        widget = studio.window.focusWidget()
        if widget is not None and widget.property("text") == text:
            return
        QTest.keyClick(widget or studio.window, Qt.Key.Key_Tab)
    raise AssertionError(f"the Tab key does not come to {text}")


def test_feather_softens_the_edge(qtbot, studio):
    key(studio, Qt.Key.Key_L)
    stroke(studio, (0, 0), (0.5, 0), (0.5, 1), (0, 1))
    assert np.count_nonzero((mask(studio) > 20) & (mask(studio) < 235)) < 500
    before = mask(studio).copy()
    press(studio, "Feather")
    qtbot.waitUntil(lambda: not np.array_equal(mask(studio), before))
    assert np.count_nonzero((mask(studio) > 20) & (mask(studio) < 235)) > 1000
    undo(studio)
    assert np.array_equal(mask(studio), before)


def test_ctrl_moves_the_picture_instead(studio):
    studio.window.canvas.viewport.actual_size()
    for _ in range(12):
        studio.window.canvas.viewport.zoom_in()
    before = studio.window.canvas.viewport.picture_rect()
    canvas = studio.window.canvas
    QTest.mousePress(canvas, LEFT, CONTROL, QPoint(100, 100))
    QTest.mouseMove(canvas, QPoint(140, 120))
    QTest.mouseRelease(canvas, LEFT, CONTROL, QPoint(140, 120))
    assert canvas.viewport.picture_rect().topLeft() - before.topLeft() == QPointF(40, 20)
    assert share(studio) == 0


def test_what_is_painted_is_seen_on_the_canvas(studio):
    canvas = studio.window.canvas
    place = at(studio, 0.3, 0.3)  # beside the sign in the middle
    before = canvas.grab().toImage().pixelColor(place)
    stroke(studio, *LINE)
    QTest.mouseMove(canvas, at(studio, 0.1, 0.9))
    seen = canvas.grab().toImage()
    after = seen.pixelColor(place)
    apart = sum(abs(one - two) for one, two in zip(before.getRgb(), after.getRgb(), strict=True))
    assert apart > 60
    choose(studio, 1)
    assert canvas.grab().toImage().pixelColor(place) != after, "fainter beside the current one"


# a pen


def test_a_pen_paints_broader_and_stronger_the_harder_it_is_pressed(studio):
    pen_stroke(studio, (0.2, 0.3), (0.8, 0.3), pressure=0.1)
    light, most = np.count_nonzero(mask(studio)), mask(studio).max()
    assert 0 < most < 160
    undo(studio)
    assert not mask(studio).any()
    pen_stroke(studio, (0.2, 0.3), (0.8, 0.3), pressure=1.0)
    assert np.count_nonzero(mask(studio)) > 2 * light
    assert mask(studio).max() == 255


def test_the_other_end_of_the_pen_erases(studio):
    press(studio, "Fill all")
    eraser = QPointingDevice.PointerType.Eraser
    pen_stroke(studio, (0.2, 0.3), (0.8, 0.3), pointer=eraser)
    assert mask(studio)[round(0.3 * 128), 96] == 0


def test_a_pen_is_left_to_qt_while_nothing_is_painted(studio):
    key(studio, Qt.Key.Key_Escape)
    assert not pen(studio, QEvent.Type.TabletPress, (0.5, 0.5), 1.0)


# undo


def test_each_stroke_is_undone_and_done_again(studio):
    states = [mask(studio).copy()]
    for y in (0.2, 0.5, 0.8):
        stroke(studio, (0.1, y), (0.9, y))
        states.append(mask(studio).copy())
    assert studio.document.undo.undoText() == "Brush"
    for state in reversed(states[:-1]):
        undo(studio)
        assert np.array_equal(mask(studio), state)
    for state in states[1:]:
        redo(studio)
        assert np.array_equal(mask(studio), state)


def test_undo_in_the_middle_of_a_stroke_gives_that_up(studio):
    stroke(studio, (0.1, 0.2), (0.9, 0.2))
    canvas = studio.window.canvas
    QTest.mousePress(canvas, LEFT, NONE, at(studio, 0.1, 0.6))
    QTest.mouseMove(canvas, at(studio, 0.9, 0.6))
    undo(studio)
    assert not mask(studio).any()
    QTest.mouseRelease(canvas, LEFT, NONE, at(studio, 0.9, 0.6))
    assert not mask(studio).any()
    redo(studio)
    assert mask(studio)[round(0.2 * 128), 96] == 255


def test_a_row_is_removed_and_comes_back_with_what_was_painted(studio):
    stroke(studio, *LINE)
    before = mask(studio).copy()
    rows = studio.window.regions._list
    rows.setFocus()
    QTest.keyClick(rows, Qt.Key.Key_Delete)
    assert kinds(studio) == [("protect", -1)]
    undo(studio)
    assert kinds(studio) == [("region", 0), ("protect", -1)]
    assert np.array_equal(mask(studio), before)


# paintings


def add_painting(qtbot, studio, drop, file):
    with qtbot.waitSignal(studio.opening.settled):
        assert drop(studio.window.paintings, file)


def remove_painting(studio, place):
    card = studio.window.paintings._cards[place]
    card.thumbnail.setFocus()
    QTest.keyClick(card.thumbnail, Qt.Key.Key_Delete)


def test_a_region_goes_with_its_painting_and_undo_brings_both_back(
    qtbot, studio, drop, make_picture
):
    add_painting(qtbot, studio, drop, make_picture("glass.png", seed=2))
    assert kinds(studio) == [("region", 0), ("region", 1), ("protect", -1)]
    stroke(studio, *LINE)
    choose(studio, 1)
    stroke(studio, (0.1, 0.8), (0.9, 0.8))
    first, second = mask(studio, 0).copy(), mask(studio, 1).copy()
    remove_painting(studio, 0)
    assert kinds(studio) == [("region", 0), ("protect", -1)]
    assert np.array_equal(mask(studio, 0), second)
    undo(studio)
    assert [each.loaded.picture.name for each in studio.document.setup().paintings] == [
        "swirls.png", "glass.png",
    ]  # fmt: skip
    assert np.array_equal(mask(studio, 0), first)
    assert np.array_equal(mask(studio, 1), second)
    redo(studio)
    assert kinds(studio) == [("region", 0), ("protect", -1)]
    assert np.array_equal(mask(studio, 0), second)


def test_a_region_is_bound_to_another_painting(qtbot, studio, drop, make_picture):
    add_painting(qtbot, studio, drop, make_picture("glass.png", seed=2))
    stroke(studio, *LINE)
    entries = studio.window.regions._painting
    entries.setFocus()
    QTest.keyClick(entries, Qt.Key.Key_Down)
    entries.activated.emit(entries.currentIndex())
    assert kinds(studio)[0] == ("region", 1)
    assert share(studio, 0) > 0
    undo(studio)
    assert kinds(studio)[0] == ("region", 0)


def test_a_part_of_a_painting_is_painted_on_that_painting(studio):
    menu = studio.window.regions._add.menu()
    part = next(each for each in menu.actions() if "only from a part" in each.text())
    part.trigger()
    assert kinds(studio) == [("region", 0), ("protect", -1), ("part", 0)]
    assert studio.window.canvas.image().width() == 160, "the painting is shown"
    assert mask(studio, 2).shape == (160, 160)
    stroke(studio, (0.2, 0.5), (0.8, 0.5))
    assert mask(studio, 2)[80, 80] == 255
    choose(studio, 0)
    assert studio.window.canvas.image().width() == 192
    press(studio, "Fill all")
    (region,) = studio.running.job().regions
    assert np.array_equal(region.style_mask, mask(studio, 2))


# other photographs


def open_photograph(qtbot, studio, drop, file):
    with qtbot.waitSignal(studio.opening.settled):
        assert drop(studio.window.photograph, file)


def test_a_photograph_of_other_proportions_empties_the_masks_and_undo_brings_them_back(
    qtbot, studio, drop, make_picture
):
    stroke(studio, *LINE)
    before = mask(studio).copy()
    open_photograph(qtbot, studio, drop, make_picture("tall.png", 100, 150))
    assert mask(studio).shape == (150, 100)
    assert not mask(studio).any()
    assert "proportions" in studio.window.message.text()
    undo(studio)
    assert np.array_equal(mask(studio), before)


def test_a_photograph_of_the_same_proportions_keeps_them_at_its_own_size(
    qtbot, studio, drop, make_picture
):
    stroke(studio, *LINE)
    before = share(studio)
    open_photograph(qtbot, studio, drop, make_picture("larger.png", 384, 256))
    assert mask(studio).shape == (256, 384)
    assert share(studio) == pytest.approx(before, abs=0.01)


# masks as files


def test_a_mask_of_other_proportions_is_refused_and_nothing_is_lost(
    qtbot, studio, chosen, tmp_path
):
    stroke(studio, *LINE)
    before = mask(studio).copy()
    save_mask(np.full((50, 50), 255, np.uint8), tmp_path / "square.png")
    chosen(tmp_path / "square.png")
    press(studio, "Load…")
    qtbot.waitUntil(lambda: "proportions" in studio.window.message.text())
    assert np.array_equal(mask(studio), before)


def test_a_loaded_mask_that_is_nearly_black_is_told(qtbot, studio, chosen, tmp_path):
    save_mask(np.eye(128, 192, dtype=np.uint8), tmp_path / "labels.png")
    chosen(tmp_path / "labels.png")
    press(studio, "Load…")
    qtbot.waitUntil(lambda: "nearly black" in studio.window.message.text())
    assert mask(studio).max() == 1, "it is loaded as it is"


@pytest.mark.parametrize("name", ["lake.png", "swirls.png"])
def test_a_mask_is_not_saved_over_a_picture_that_is_in_use(studio, chosen, tmp_path, name):
    stroke(studio, *LINE)
    before = (tmp_path / name).read_bytes()
    chosen(tmp_path / name)
    press(studio, "Save…")
    assert f"would overwrite the {'photograph' if name == 'lake.png' else 'painting'} {name}" in (
        studio.window.message.text()
    )
    assert (tmp_path / name).read_bytes() == before


def test_the_painted_mask_saved_and_loaded_makes_the_same_picture_everywhere(
    qtbot, studio, make_studio, load_pictures, set_params, run, chosen, tmp_path
):
    file = tmp_path / "mine.png"
    chosen(file)
    set_params(studio, seed=3)
    stroke(studio, *LINE)
    with qtbot.waitSignal(studio.painting.editing.saved):
        press(studio, "Save…")
    assert np.array_equal(load_mask(file), mask(studio))
    run(studio)
    made = studio.document.artwork().artwork.pixels

    other = make_studio()
    load_pictures(other)
    start_painting(other)
    set_params(other, seed=3)
    press(other, "Load…")
    qtbot.waitUntil(lambda: share(other) > 0)
    run(other)
    assert np.array_equal(other.document.artwork().artwork.pixels, made)

    plan = Plan(
        params=studio.document.setup().params,
        content=tmp_path / "lake.png",
        styles=(StyleFile(tmp_path / "swirls.png"),),
        regions=((file, 0),),
    )
    *_, last = stylize(load_job(plan, load_weights()))
    assert np.array_equal(last.artwork(), made)

    choose(other, 0)
    press(other, "Fill all")
    run(other)
    assert not np.array_equal(other.document.artwork().artwork.pixels, made), "the mask does matter"


# runs


def test_as_long_as_nothing_is_painted_regions_are_no_matter(studio):
    job = studio.running.job()
    assert job.regions == ()
    assert job.protect is None


def test_a_region_without_anything_beside_others_is_named(qtbot, studio, drop, make_picture, start):
    add_painting(qtbot, studio, drop, make_picture("glass.png", seed=2))
    stroke(studio, *LINE)
    with pytest.raises(ParameterError, match="Region 2: the mask is empty"):
        studio.running.job()
    start(studio)
    assert "Region 2" in studio.window.message.text()
    assert not studio.running.is_running()


def test_what_is_protected_goes_into_the_job_and_a_texture_has_no_regions(studio):
    choose(studio, 1)
    stroke(studio, *LINE)
    assert np.array_equal(studio.running.job().protect, mask(studio, 1))
    studio.document.put(studio.document.setup().with_mode(Mode.TEXTURE))
    assert studio.running.job().protect is None


def test_painting_on_while_a_run_goes_does_not_change_that_run(studio):
    stroke(studio, *LINE)
    job = studio.running.job()
    before = job.regions[0].mask.copy()
    stroke(studio, (0.1, 0.9), (0.9, 0.9))
    assert np.array_equal(job.regions[0].mask, before)


def test_masks_that_cannot_be_written_are_told_and_nothing_starts(
    qtbot, studio, start, monkeypatch
):
    stroke(studio, *LINE)
    paths.masks_folder().parent.mkdir(parents=True, exist_ok=True)
    paths.masks_folder().write_text("a file where the folder should be")
    start(studio)
    qtbot.waitUntil(lambda: "masks" in studio.window.message.text())
    assert not studio.running.is_running()


def test_a_run_whose_masks_are_being_written_does_not_begin_once_the_window_is_closed(
    studio, make_studio
):
    begun = []
    studio.running.began.connect(begun.append)
    stroke(studio, *LINE)
    QTest.keyClick(studio.window, Qt.Key.Key_Return, CONTROL)
    assert not studio.runner.is_running(), "the masks come first"
    make_studio.end(studio)
    assert not begun


def test_what_is_queued_has_its_regions(qtbot, studio, monkeypatch):
    monkeypatch.setattr(controller, "real_makers", Painters())
    stroke(studio, *LINE)
    QTest.keyClick(studio.window, Qt.Key.Key_Return, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: len(studio.queueing.entries()) == 1)
    (entry,) = studio.queueing.entries()
    ((file, painting),) = entry.plan.regions
    assert painting == 0
    assert np.array_equal(load_mask(file), mask(studio))


# brought back


@pytest.fixture
def with_recipe(qtbot, studio, set_params, run, save_as, tmp_path):
    """A saved artwork with a region, a part and a protected place; and the masks of these."""
    set_params(studio)
    stroke(studio, *LINE)
    choose(studio, 1)
    stroke(studio, (0.1, 0.9), (0.3, 0.9))
    part = next(
        each for each in studio.window.regions._add.menu().actions() if "only" in each.text()
    )
    part.trigger()
    stroke(studio, (0.2, 0.5), (0.8, 0.5))
    run(studio)
    save_as(studio, tmp_path / "artwork.png")
    return tmp_path / "artwork.png", [mask(studio, index).copy() for index in range(3)]


def test_a_dropped_artwork_brings_its_masks_and_undo_takes_them_away(
    qtbot, with_recipe, make_studio, load_pictures, drop
):
    file, masks = with_recipe
    roles = [note.role for note in read_recipe(file).extras]
    assert roles == ["region 1", "part of painting 1", "protect"]
    studio = make_studio()
    load_pictures(studio)
    with qtbot.waitSignal(studio.opening.recipe_found):
        drop(studio.window.canvas, file)
    with qtbot.waitSignal(studio.opening.settled):
        QTest.mouseClick(studio.window.message._action, LEFT)
    assert kinds(studio) == [("region", 0), ("part", 0), ("protect", -1)]
    region, part, protect = (mask(studio, index) for index in range(3))
    assert np.array_equal(region, masks[0])
    assert np.array_equal(protect, masks[1])
    assert np.array_equal(part, masks[2])
    assert "left out" not in studio.window.message.text()
    undo(studio)
    assert kinds(studio) == []


def test_a_recipe_whose_mask_is_gone_says_so(qtbot, with_recipe, make_studio, load_pictures, drop):
    file, _ = with_recipe
    for each in paths.masks_folder().iterdir():
        each.unlink()
    studio = make_studio()
    load_pictures(studio)
    with qtbot.waitSignal(studio.opening.recipe_found):
        drop(studio.window.canvas, file)
    with qtbot.waitSignal(studio.opening.settled):
        QTest.mouseClick(studio.window.message._action, LEFT)
    assert kinds(studio) == []
    assert "Not found" in studio.window.message.text()


def test_masks_and_tools_are_there_the_next_time(qtbot, studio, make_studio):
    stroke(studio, *LINE)
    key(studio, Qt.Key.Key_E)
    key(studio, Qt.Key.Key_BracketRight)
    options, before = studio.window.regions.tools.options(), mask(studio).copy()
    studio.window.close()
    again = make_studio()
    with qtbot.waitSignal(again.opening.settled):
        again.show_first([])
    assert kinds(again) == [("region", 0)]
    assert np.array_equal(mask(again), before)
    assert again.window.regions.tools.options().tool is Tool.ERASER
    assert again.window.regions.tools.options().size == pytest.approx(options.size)
    start_painting(again)
    assert kinds(again) == [("region", 0), ("protect", -1)]


def test_pictures_that_are_named_at_the_start_come_without_the_last_masks(
    qtbot, studio, make_studio, make_picture
):
    stroke(studio, *LINE)
    studio.window.close()
    again = make_studio()
    with qtbot.waitSignal(again.opening.settled):
        again.show_first([make_picture("other.png", 192, 128)])
    assert kinds(again) == []


def test_an_interrupted_run_brings_its_masks_back(qtbot, make_studio, make_picture, tmp_path):
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
    studio = make_studio(steps(3))
    with qtbot.waitSignal(studio.recovering.looked):
        studio.recovering.offer()
    with (
        qtbot.waitSignal(studio.opening.settled, timeout=PATIENCE),
        qtbot.waitSignal(studio.running.ended, timeout=PATIENCE),
    ):
        QTest.mouseClick(studio.window.message._action, LEFT)
    assert [area.kind for area in studio.document.setup().areas] == [Kind.REGION]
    assert np.array_equal(mask(studio), wanted)


def test_the_letters_of_the_tools_can_be_typed_and_act_only_while_painting(studio):
    tools, window = studio.window.regions.tools, studio.window
    box = window.regions._feather
    box.setFocus()
    QTest.keyClicks(box, "e")
    assert tools.options().tool is Tool.BRUSH, "the field has the letter, for what it is worth"
    key(studio, Qt.Key.Key_Escape)
    window.canvas.setFocus()
    key(studio, Qt.Key.Key_E)
    assert tools.options().tool is Tool.BRUSH
    start_painting(studio)
    key(studio, Qt.Key.Key_E)
    assert tools.options().tool is Tool.ERASER


def test_ready_tells_of_regions_that_a_run_would_take(studio):
    status = studio.window.run_bar._status
    stroke(studio, *LINE)
    assert status.text() == "Ready, with regions"
    undo(studio)
    assert status.text() == "Ready"


def test_a_region_follows_its_painting_when_all_pictures_are_dropped_anew(
    qtbot, studio, drop, make_picture
):
    stroke(studio, *LINE)
    wanted = mask(studio).copy()
    [painting] = studio.document.setup().paintings
    files = make_picture("new.png", 192, 128), make_picture("glass.png", seed=2)
    with qtbot.waitSignal(studio.opening.settled):
        drop(studio.window.photograph, *files, painting.loaded.picture.path)
    areas = {(each.kind.value, each.painting): each for each in studio.document.setup().areas}
    assert np.array_equal(areas["region", 1].sheet.mask, wanted)
    assert not areas["region", 0].sheet.has_any()
