"""The pages of small pictures: variations of an artwork, and what the network sees."""

import threading
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton

import nst_desktop.core.engine  # noqa: F401 - a page closed at once would wait for this import
from nst_desktop import paths
from nst_desktop.core.errors import UserError
from nst_desktop.core.params import describe
from nst_desktop.core.variations import by_interest
from nst_desktop.document.settings import Settings
from nst_desktop.run.run_events import CellUpdate
from nst_desktop.ui.explore import layers_controller, variations_page
from nst_desktop.ui.explore.layers_page import PAINTING, PHOTOGRAPH
from nst_desktop.ui.explore.picture_cell import CellState
from nst_desktop.ui.explore.ticks_button import TicksButton
from nst_desktop.ui.save.save_dialog import SaveDialog
from tests.fakes import endless, step_of, steps
from tests.hands import when_open

CONTROL = Qt.KeyboardModifier.ControlModifier
STRENGTH = describe("style_weight").scale
LONG = 120_000  # ms; a loaded machine takes its time for the real engine


def open_page(qtbot, app, key):
    app.window.activateWindow()
    qtbot.waitUntil(app.window.isActiveWindow)
    qtbot.keyClick(app.window, key, CONTROL)
    exploring = app.variations if key == Qt.Key.Key_E else app.layers
    page = exploring.page()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def variations(qtbot, app):
    return open_page(qtbot, app, Qt.Key.Key_E)


def learn(qtbot, app):
    return open_page(qtbot, app, Qt.Key.Key_L)


def button(page, text):
    """Return the button whose text begins with this."""
    return next(
        each
        for each in page.findChildren(QPushButton)
        if each.text().replace("&", "").startswith(text)
    )


def press(qtbot, page, text):
    qtbot.mouseClick(button(page, text), Qt.MouseButton.LeftButton)


def named(page, kind, name):
    return next(each for each in page.findChildren(kind) if each.accessibleName() == name)


def choose(page, name, text):
    """Choose the entry with this text in the list of this name, as a user does."""
    box = named(page, QComboBox, name)
    index = box.findText(text)
    assert index >= 0, [box.itemText(at) for at in range(box.count())]
    box.setCurrentIndex(index)
    box.activated.emit(index)


def write(qtbot, page, name, text):
    line = named(page, QLineEdit, name)
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, Qt.Key.Key_Tab)


def states(page):
    return {place: page.board.cell(*place).state() for place in page.board.places()}


def finished(page):
    return [place for place, state in states(page).items() if state is CellState.DONE]


def make_all(qtbot, app, page, exploring=None, timeout=LONG):
    """Press Start and wait for the end."""
    exploring = exploring or app.variations
    with qtbot.waitSignal(exploring._runner.ended, timeout=timeout):
        press(qtbot, page, "Start")


def ends_of(exploring):
    found = []
    exploring._runner.updated.connect(
        lambda update: found.append((update.row, update.column)) if update.has_ended else None
    )
    return found


@pytest.fixture(autouse=True)
def no_sketches():
    """Draw no sketches, so that a cell is empty until its picture comes."""
    Settings(paths.settings_file()).set_flag("sketches", False)


@pytest.fixture
def sheet(qtbot, make_app, load_pictures, set_params):
    """A window, and a page of variations whose pictures are made."""
    app = make_app(steps(2))
    load_pictures(app)
    set_params(app)
    page = variations(qtbot, app)
    make_all(qtbot, app, page)
    return app, page


# variations


def test_a_sheet_of_strength_and_brush_is_made_in_the_order_of_interest(
    qtbot, make_app, load_pictures
):
    app = make_app(steps(2))
    load_pictures(app)
    page = variations(qtbot, app)
    ends = ends_of(app.variations)
    make_all(qtbot, app, page)
    assert ends == by_interest(3, 5)
    assert len(finished(page)) == 15
    assert "All 15" in page.status()
    assert page.board.cell(0, 1).name() == "Brush size 0.5, Style strength 35"
    assert button(page, "Start again").isEnabled()


def test_each_picture_is_seen_while_it_is_made(qtbot, make_app, load_pictures):
    app = make_app(endless)
    load_pictures(app)
    page = variations(qtbot, app)
    press(qtbot, page, "Start")
    qtbot.waitUntil(lambda: page.board.cell(1, 2).state() is CellState.PARTIAL)
    assert page.board.cell(1, 2).image() is not None
    assert states(page)[0, 0] is CellState.EMPTY


def test_a_click_uses_a_pictures_settings_and_undo_restores_the_old(qtbot, sheet):
    app, page = sheet
    before = app.document.setup().params
    assert [place for place in page.board.places() if page.board.cell(*place).is_used()] == [(1, 2)]
    qtbot.mouseClick(page.board.cell(0, 4), Qt.MouseButton.LeftButton)
    after = app.document.setup().params
    assert after.style_weight == pytest.approx(STRENGTH.value(80))
    assert replace(after, style_weight=before.style_weight) == replace(before, style_scale=0.5)
    assert page.board.cell(0, 4).is_used()
    assert not page.board.cell(1, 2).is_used()
    qtbot.keyClick(page, Qt.Key.Key_Z, CONTROL)
    assert app.document.setup().params == before
    assert page.board.cell(1, 2).is_used()


def test_arrow_keys_go_from_cell_to_cell_and_enter_chooses(qtbot, sheet):
    app, page = sheet
    page.board.cell(0, 0).setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Left,
                Qt.Key.Key_Left):  # fmt: skip
        qtbot.keyClick(QApplication.focusWidget(), key)
    assert QApplication.focusWidget() is page.board.cell(1, 0)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert app.document.setup().params.style_weight == pytest.approx(STRENGTH.value(20))


def test_stop_keeps_finished_pictures_and_start_restarts(qtbot, make_app, load_pictures):
    calls = []

    def stylize(job, control):
        calls.append(job)
        if len(calls) <= 2:
            yield step_of(1, 1)
        else:
            yield from endless(job, control)

    app = make_app(stylize)
    load_pictures(app)
    page = variations(qtbot, app)
    press(qtbot, page, "Start")
    third = by_interest(3, 5)[2]
    qtbot.waitUntil(lambda: page.board.cell(*third).state() is CellState.PARTIAL)
    with qtbot.waitSignal(app.variations._runner.ended):
        press(qtbot, page, "Stop")
    assert len(finished(page)) == 2
    assert page.board.cell(*third).state() is CellState.EMPTY
    assert "2 of 15" in page.status()
    calls.clear()
    press(qtbot, page, "Start again")
    qtbot.waitUntil(lambda: page.board.cell(*third).state() is CellState.PARTIAL)
    assert len(finished(page)) == 2


def test_a_failed_picture_shows_why_and_the_others_continue(qtbot, make_app, load_pictures):
    def stylize(job, control):
        if job.params.style_scale == 2:
            raise UserError("The painting is too small for this brush.")
        yield step_of(1, 1)

    app = make_app(stylize)
    load_pictures(app)
    page = variations(qtbot, app)
    make_all(qtbot, app, page)
    assert len(finished(page)) == 10
    assert page.board.cell(2, 0).fault() == "The painting is too small for this brush."
    assert "failed" in page.board.cell(2, 0).accessibleName()
    assert "5 failed" in page.status()


def test_an_invalid_combination_fails_in_its_own_cell(qtbot, make_app, load_pictures, set_params):
    def stylize(job, control):
        job.weights()
        yield step_of(1, 1)

    app = make_app(stylize)
    load_pictures(app)
    set_params(app, memory="strips")
    page = variations(qtbot, app)
    choose(page, "Down", "Style loss")
    choose(page, "Across", "Nothing")
    make_all(qtbot, app, page)
    assert len(finished(page)) == 3
    assert "strips" in page.board.cell(2, 0).fault()


def test_other_values_and_other_parameters_can_be_compared(qtbot, make_app, load_pictures):
    app = make_app(steps(1))
    load_pictures(app)
    page = variations(qtbot, app)
    choose(page, "Down", "Pooling")
    write(qtbot, page, "Across: values", "10 90")
    assert len(page.board.places()) == 6
    make_all(qtbot, app, page)
    assert page.board.cell(1, 1).name() == "Pooling Average, Style strength 90"
    qtbot.mouseClick(page.board.cell(1, 1), Qt.MouseButton.LeftButton)
    assert app.document.setup().params.pooling == "average"


def test_a_sheet_compares_strengths_and_not_weights(qtbot, make_app, load_pictures):
    app = make_app(steps(1))
    load_pictures(app)
    page = variations(qtbot, app)
    choose(page, "Down", "Nothing")
    write(qtbot, page, "Across: values", "25 75")
    make_all(qtbot, app, page)
    for column, weight in enumerate((2, 200)):
        qtbot.mouseClick(page.board.cell(0, column), Qt.MouseButton.LeftButton)
        assert app.document.setup().params.style_weight == pytest.approx(weight)


def test_invalid_values_are_reported_and_nothing_starts(qtbot, make_app, load_pictures):
    app = make_app(steps(1))
    load_pictures(app)
    page = variations(qtbot, app)
    write(qtbot, page, "Across: values", "50 150")
    assert "0 to 100" in page.status()
    press(qtbot, page, "Start")
    assert "'150'" in page.status()
    write(qtbot, page, "Across: values", " ")
    press(qtbot, page, "Start")
    assert "at least one value" in page.status()
    assert not app.variations._runner.is_running()


def test_both_axes_cannot_vary_the_same_parameter(qtbot, make_app, load_pictures):
    app = make_app(steps(1))
    load_pictures(app)
    page = variations(qtbot, app)
    choose(page, "Down", "Style strength")
    assert [axis.name for axis in page.axes()] == ["style_weight", "style_scale"]


def test_a_painting_of_the_sheet_is_used_alone_and_undone_at_once(
    qtbot, make_app, load_pictures, drop, make_picture
):
    app = make_app(steps(1))
    load_pictures(app)
    with qtbot.waitSignal(app.loader.settled):
        drop(app.window.paintings, make_picture("dots.png", seed=5))
    app.document.undo.clear()
    before = app.document.setup().params
    page = variations(qtbot, app)
    choose(page, "Down", "Paintings")
    make_all(qtbot, app, page)
    assert len(page.board.places()) == 10
    qtbot.mouseClick(page.board.cell(1, 0), Qt.MouseButton.LeftButton)
    names = [each.loaded.picture.name for each in app.document.setup().paintings]
    assert names == ["dots.png"]
    assert app.document.setup().params != before
    assert page.board.cell(1, 0).is_used()
    qtbot.keyClick(page, Qt.Key.Key_Z, CONTROL)
    assert len(app.document.setup().paintings) == 2
    assert app.document.setup().params == before


def test_a_preset_of_the_sheet_becomes_the_windows(qtbot, make_app, load_pictures):
    app = make_app(steps(1))
    load_pictures(app)
    app.presets.load()
    qtbot.waitUntil(lambda: bool(app.presets.titles()))
    page = variations(qtbot, app)
    choose(page, "Down", "Presets")
    choose(page, "Across", "Nothing")
    ticks = page.findChild(TicksButton)
    wanted = [name for name in app.presets.titles() if "Gatys" in name or "Bold" in name]
    ticks.set_ticked(wanted)
    make_all(qtbot, app, page)
    assert len(page.board.places()) == len(wanted) == 2
    for row, name in enumerate(page.axes()[0].values):
        qtbot.mouseClick(page.board.cell(row, 0), Qt.MouseButton.LeftButton)
        assert app.window.panel.presets.current() == name
        assert app.document.setup().params == app.presets.params_of(name)


def test_without_a_painting_the_page_says_what_to_do(qtbot, make_app, load_pictures):
    app = make_app(steps(1))
    load_pictures(app)
    app.document.put(app.document.setup().with_paintings([]))
    page = variations(qtbot, app)
    press(qtbot, page, "Start")
    assert page.status() == "Choose a painting first"
    page.close()
    page = learn(qtbot, app)
    assert page.status() == "Choose a painting first"


def test_axes_and_size_are_remembered(qtbot, make_app, load_pictures):
    first = make_app(steps(1))
    load_pictures(first)
    page = variations(qtbot, first)
    choose(page, "Down", "Colour")
    write(qtbot, page, "Across: values", "30 60")
    choose(page, "Picture size", "256 px")
    page.resize(780, 600)  # no larger than the screen of the tests
    first.window.close()
    assert first.shut_down()

    second = make_app(steps(1))
    load_pictures(second)
    again = variations(qtbot, second)
    assert [axis.name for axis in again.axes()] == ["colour", "style_weight"]
    assert again.axes()[1].values == ("30", "60")
    assert again.side() == 256
    assert (again.width(), again.height()) == (780, 600)


def test_the_sheet_is_saved_as_one_picture(qtbot, sheet, save_as, tmp_path):
    app, page = sheet

    def fill(dialog):
        dialog._folder.setText(str(tmp_path))
        dialog._name.selectAll()
        qtbot.keyClicks(dialog._name, "sheet.png")
        qtbot.mouseClick(dialog._save, Qt.MouseButton.LeftButton)

    with qtbot.waitSignal(app.save.saved):
        when_open(SaveDialog, fill)
        press(qtbot, page, "Save")
    assert (tmp_path / "sheet.png").exists()
    assert "sheet.png" in page.status()


def test_pictures_wait_for_a_run_and_then_continue(qtbot, make_app, load_pictures, start):
    app = make_app(endless)
    load_pictures(app)
    page = variations(qtbot, app)
    press(qtbot, page, "Start")
    qtbot.waitUntil(lambda: CellState.PARTIAL in states(page).values())
    with qtbot.waitSignal(app.runner.progressed):
        start(app)
    assert "waiting" in page.status()
    with qtbot.waitSignal(app.variations._runner.updated, timeout=300, raising=False):
        pass  # what was on its way
    with qtbot.assertNotEmitted(app.variations._runner.updated, wait=300):
        pass
    with qtbot.waitSignal(app.run.ended):
        qtbot.mouseClick(app.window.run_bar.stop, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(app.variations._runner.updated):
        pass
    assert "waiting" not in page.status()


def test_changes_impossible_during_a_run_are_refused(qtbot, make_app, load_pictures, start):
    app = make_app(lambda job, control: endless(job, control)
                         if job.params.size == 512 else steps(1)(job, control))  # fmt: skip
    load_pictures(app)
    page = variations(qtbot, app)
    make_all(qtbot, app, page)
    with qtbot.waitSignal(app.runner.progressed):
        start(app)
    before = app.document.setup().params
    qtbot.mouseClick(page.board.cell(0, 2), Qt.MouseButton.LeftButton)
    assert "during a run" in page.status()
    assert app.document.setup().params == before
    qtbot.mouseClick(page.board.cell(1, 4), Qt.MouseButton.LeftButton)
    assert app.document.setup().params.style_weight == pytest.approx(STRENGTH.value(80))


def test_more_strength_brings_the_texture_visibly_nearer(
    qtbot, make_app, load_pictures, set_params, monkeypatch
):
    monkeypatch.setattr(variations_page, "SIDES", (64,))
    monkeypatch.setattr(variations_page, "SMALL_SIZE", 64)
    strengths = 10, 25, 40
    app = make_app()
    load_pictures(app)
    set_params(app)
    page = variations(qtbot, app)
    choose(page, "Down", "Nothing")
    write(qtbot, page, "Across: values", "10 25 40")
    found = {}
    app.variations._runner.updated.connect(
        lambda update: found.update({update.column: update.losses.style})
        if update.has_ended else None
    )  # fmt: skip
    make_all(qtbot, app, page)
    distances = [found[at] / STRENGTH.value(strength) for at, strength in enumerate(strengths)]
    assert distances[0] > 1.2 * distances[1] > 1.2 * 1.2 * distances[2]


# what the network sees


def test_the_page_of_layers_begins_by_itself_and_shows_ten_pictures(qtbot, make_app, load_pictures):
    jobs = []

    def stylize(job, control):
        jobs.append(job)
        yield step_of(1, 1)

    app = make_app(stylize)
    load_pictures(app)
    page = learn(qtbot, app)
    qtbot.waitUntil(lambda: len(finished(page)) == 10)
    style, content = jobs[:5], jobs[5:]
    assert [len(job.params.style_layers) for job in style] == [1, 2, 3, 4, 5]
    assert all(job.content is None for job in style)
    shown = [dict(job.params.content_layers) for job in content]
    assert shown == [{f"conv{block}_2": 1.0} for block in range(1, 6)]
    assert all(not job.styles for job in content)


def test_a_click_uses_the_layers_and_undo_restores_the_old(qtbot, make_app, load_pictures):
    app = make_app(steps(1))
    load_pictures(app)
    page = learn(qtbot, app)
    qtbot.waitUntil(lambda: len(finished(page)) == 10)
    before = app.document.setup().params
    assert page.board.cell(PHOTOGRAPH, 3).is_used()
    qtbot.mouseClick(page.board.cell(PHOTOGRAPH, 1), Qt.MouseButton.LeftButton)
    assert app.document.setup().params.content_layers == (("conv2_2", 1.0),)
    page.board.cell(PAINTING, 1).setFocus()
    qtbot.keyClick(page.board.cell(PAINTING, 1), Qt.Key.Key_Return)
    assert app.document.setup().params.style_layers == (("conv1_1", 1.0), ("conv2_1", 1.0))
    for _ in range(2):
        qtbot.keyClick(page, Qt.Key.Key_Z, CONTROL)
    assert app.document.setup().params == before
    assert page.board.cell(PHOTOGRAPH, 3).is_used()


def test_another_layer_is_looked_at_and_remembered(qtbot, make_app, load_pictures):
    layers = []

    def stylize(job, control):
        layers.extend(name for name, _ in job.params.content_layers if job.content is not None)
        yield step_of(1, 1)

    first = make_app(stylize)
    load_pictures(first)
    page = learn(qtbot, first)
    qtbot.waitUntil(lambda: len(finished(page)) == 10)
    layers.clear()
    choose(page, "Layer of block 4", "pool4")
    qtbot.waitUntil(lambda: len(finished(page)) == 10 and bool(layers))
    assert layers == ["pool4"]
    qtbot.waitUntil(lambda: not first.layers._runner.is_running())
    qtbot.mouseClick(page.board.cell(PHOTOGRAPH, 3), Qt.MouseButton.LeftButton)
    assert first.document.setup().params.content_layers == (("pool4", 1.0),)
    first.window.close()
    assert first.shut_down()
    second = make_app(stylize)
    load_pictures(second)
    assert learn(qtbot, second).content_layer(3) == "pool4"


def test_a_layer_chosen_meanwhile_does_not_get_the_old_picture(qtbot, make_app, load_pictures):
    seen = []

    def stylize(job, control):
        if job.content is not None:
            seen.append(job.params.content_layers[0][0])
        if job.content is not None and seen[-1] == "conv1_2":
            yield from endless(job, control)
        yield step_of(1, 1)

    app = make_app(stylize)
    load_pictures(app)
    page = learn(qtbot, app)
    qtbot.waitUntil(lambda: page.board.cell(PHOTOGRAPH, 0).state() is CellState.PARTIAL)
    choose(page, "Layer of block 1", "conv1_1")
    old = np.zeros((4, 4, 3), np.uint8)  # it was on its way when the layer was chosen
    app.layers._runner.updated.emit(CellUpdate(PHOTOGRAPH, 0, old, 1.0, None, True, ""))
    qtbot.waitUntil(lambda: len(finished(page)) == 10)
    assert seen == ["conv1_2", "conv1_1", "conv2_2", "conv3_2", "conv4_2", "conv5_2"]


def test_the_pooling_is_the_panels(qtbot, make_app, load_pictures, set_params):
    found = set()

    def stylize(job, control):
        found.add(job.params.pooling)
        yield step_of(1, 1)

    app = make_app(stylize)
    load_pictures(app)
    set_params(app, pooling="average")
    page = learn(qtbot, app)
    qtbot.waitUntil(lambda: len(finished(page)) == 10)
    assert found == {"average"}


def test_the_real_network_keeps_more_of_the_photograph_in_its_first_layers(
    qtbot, make_app, load_pictures, monkeypatch
):
    monkeypatch.setattr(layers_controller, "SIZE", 64)
    monkeypatch.setattr(layers_controller, "STEPS", 12)
    app = make_app()
    load_pictures(app)
    page = learn(qtbot, app)
    qtbot.waitUntil(lambda: len(finished(page)) == 10, timeout=LONG)
    photograph = app.document.setup().photograph.image.scaled(64, 43)

    def distance(column):
        image = page.board.cell(PHOTOGRAPH, column).image()
        pairs = [(x, y) for x in range(0, 60, 4) for y in range(0, 40, 4)]
        return sum(
            abs(image.pixelColor(*at).lightness() - photograph.pixelColor(*at).lightness())
            for at in pairs
        ) / len(pairs)

    assert distance(0) < distance(2) < distance(4)


# both


@pytest.mark.parametrize("open_it", [variations, learn])
def test_closing_a_page_stops_its_work(qtbot, make_app, load_pictures, open_it):
    app = make_app(endless)
    load_pictures(app)
    page = open_it(qtbot, app)
    exploring = app.variations if open_it is variations else app.layers
    if open_it is variations:
        press(qtbot, page, "Start")
    qtbot.waitUntil(lambda: CellState.PARTIAL in states(page).values())
    with qtbot.waitSignal(exploring._runner.ended):
        qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert not page.isVisible()
    assert not exploring._runner.is_running()


def test_the_page_started_last_comes_first(qtbot, make_app, load_pictures):
    app = make_app(endless)
    load_pictures(app)
    sheet = variations(qtbot, app)
    press(qtbot, sheet, "Start")
    qtbot.waitUntil(lambda: CellState.PARTIAL in states(sheet).values())
    layers = learn(qtbot, app)
    qtbot.waitUntil(lambda: CellState.PARTIAL in states(layers).values())
    assert "waiting" in sheet.status()
    assert "waiting" not in layers.status()
    layers.close()
    qtbot.waitUntil(lambda: "waiting" not in sheet.status())


def test_the_window_closes_while_both_compute(qtbot, make_app, load_pictures):
    threads = set(threading.enumerate())
    app = make_app(endless)
    load_pictures(app)
    page = variations(qtbot, app)
    press(qtbot, page, "Start")
    layers = learn(qtbot, app)
    qtbot.waitUntil(lambda: CellState.PARTIAL in states(layers).values())
    app.window.close()
    assert app.shut_down()
    assert not page.isVisible()
    assert not layers.isVisible()
    assert set(threading.enumerate()) <= threads


def test_a_reopened_page_makes_the_missing_pictures(qtbot, make_app, load_pictures):
    calls = []

    def stylize(job, control):
        calls.append(job)
        yield from endless(job, control) if len(calls) == 4 else steps(1)(job, control)

    app = make_app(stylize)
    load_pictures(app)
    page = learn(qtbot, app)
    qtbot.waitUntil(lambda: page.board.cell(PAINTING, 3).state() is CellState.PARTIAL)
    page.close()
    learn(qtbot, app)
    qtbot.waitUntil(lambda: len(finished(page)) == 10)
    assert len(calls) == 11


def test_other_pictures_are_shown_at_once(qtbot, make_app, load_pictures, drop, make_picture):
    shapes = []

    def stylize(job, control):
        if job.content is not None:
            shapes.append(job.content.shape)
        yield step_of(1, 1)

    app = make_app(stylize)
    load_pictures(app)
    page = learn(qtbot, app)
    qtbot.waitUntil(lambda: len(finished(page)) == 10)
    shapes.clear()
    with qtbot.waitSignal(app.loader.settled):
        drop(app.window.photograph, make_picture("tall.png", 60, 120))
    qtbot.waitUntil(lambda: len(shapes) == 5 and len(finished(page)) == 10)
    assert set(shapes) == {(120, 60, 3)}


def test_a_timing_is_not_disturbed(qtbot, make_app, load_pictures):
    app = make_app(endless)
    load_pictures(app)
    page = variations(qtbot, app)
    press(qtbot, page, "Start")
    qtbot.waitUntil(lambda: CellState.PARTIAL in states(page).values())
    app.estimate.timing.emit(True)
    assert "waiting" in page.status()
    app.estimate.timing.emit(False)
    assert "waiting" not in page.status()


def test_other_axes_restart_the_sheet(qtbot, make_app, load_pictures):
    app = make_app(endless)
    load_pictures(app)
    page = variations(qtbot, app)
    press(qtbot, page, "Start")
    qtbot.waitUntil(lambda: CellState.PARTIAL in states(page).values())
    choose(page, "Down", "Nothing")
    qtbot.waitUntil(lambda: len(page.board.places()) == 5)
    qtbot.waitUntil(lambda: page.board.cell(0, 2).state() is CellState.PARTIAL)
    choose(page, "Across", "Nothing")
    qtbot.waitUntil(lambda: page.board.places() == [(0, 0)])
    qtbot.waitUntil(lambda: page.board.cell(0, 0).state() is CellState.PARTIAL)
    assert "waiting" not in page.status()
