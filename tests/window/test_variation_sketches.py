"""The sketches on the variations page, which come before the pictures."""

from dataclasses import replace
from threading import Event

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPushButton

import nst_desktop.core.engine  # noqa: F401 - a page closed at once would wait for this import
from nst_desktop.core.variations import by_interest
from nst_desktop.document.loaded_picture import to_image
from nst_desktop.sketch import artist, networks
from nst_desktop.ui.explore.cell_sketches import CELL_SIDE
from nst_desktop.ui.explore.picture_cell import CellState, PictureCell
from nst_desktop.ui.save.save_dialog import SaveDialog
from tests.fakes import endless, step_of, steps
from tests.hands import TIMEOUT, when_open

CONTROL = Qt.KeyboardModifier.ControlModifier
RED = 255, 0, 0
ORDER = by_interest(3, 5)


class Sketching:
    """What draws sketches in these tests: red areas, held back while `gate` is not set."""

    def __init__(self):
        self.gate, self.jobs, self.faulty = Event(), [], set()
        self.gate.set()

    def draw(self, job, side=512):
        if side == CELL_SIDE:
            self.jobs.append(job)
            assert self.gate.wait(TIMEOUT / 1000)
            if len(self.jobs) in self.faulty:
                raise ValueError("no sketch")
        return np.full((170, 256, 3), RED, np.uint8)


class Painting:
    """What makes the pictures: none before `gate` is set, except for the first `free` ones."""

    def __init__(self):
        self.gate, self.free = Event(), 0

    def stylize(self, job, control):
        self.free -= 1
        while self.free < 0 and not self.gate.wait(0.002):
            control.checkpoint()
        yield step_of(1, 1)


@pytest.fixture
def sketching(monkeypatch):
    sketching = Sketching()
    monkeypatch.setattr(networks, "SketchNetworks", lambda: None)
    monkeypatch.setattr(artist, "SketchArtist", lambda _: sketching)
    yield sketching
    sketching.gate.set()


@pytest.fixture
def painting():
    return Painting()


@pytest.fixture
def open_variations(qtbot, make_app, load_pictures):
    """Return open_variations(stylize), which opens the page and returns the window and the page."""

    def open_page(stylize):
        app = make_app(stylize)
        load_pictures(app)
        qtbot.keyClick(app.window, Qt.Key.Key_E, CONTROL)
        page = app.variations.page()
        qtbot.waitUntil(page.isActiveWindow)
        return app, page

    return open_page


def button(page, text):
    buttons = page.findChildren(QPushButton)
    return next(item for item in buttons if item.text().replace("&", "").startswith(text))


def press(qtbot, page, text):
    qtbot.mouseClick(button(page, text), Qt.MouseButton.LeftButton)


def choose_down(page, text):
    box = next(item for item in page.findChildren(QComboBox) if item.accessibleName() == "Down")
    box.setCurrentIndex(box.findText(text))
    box.activated.emit(box.currentIndex())


def cells_in(page, state):
    return [place for place in page.board.places() if page.board.cell(*place).state() is state]


def wait_for(qtbot, page, state, count):
    qtbot.waitUntil(lambda: len(cells_in(page, state)) == count, timeout=TIMEOUT)


def test_sketches_come_before_the_pictures_in_the_same_order(
    qtbot, sketching, painting, open_variations
):
    app, page = open_variations(painting.stylize)
    press(qtbot, page, "Start")
    wait_for(qtbot, page, CellState.SKETCH, 15)
    sheet, of = app.variations._sheet, app.variations._params_of
    assert [job.params for job in sketching.jobs] == [of(sheet, *at)[0] for at in ORDER]
    assert len({job.params for job in sketching.jobs}) == 15
    cell = page.board.cell(0, 1)
    assert cell.accessibleName() == "Brush size 0.5, Style strength 35: sketch"
    assert "Sketch" in cell.toolTip()


def test_each_picture_replaces_its_sketch(qtbot, sketching, painting, open_variations):
    _, page = open_variations(painting.stylize)
    press(qtbot, page, "Start")
    wait_for(qtbot, page, CellState.SKETCH, 15)
    painting.gate.set()
    wait_for(qtbot, page, CellState.DONE, 15)
    cell = page.board.cell(1, 2)
    assert cell.image().pixelColor(0, 0).getRgb()[:3] != RED
    assert cell.accessibleName().endswith(": finished, in use")
    assert "Sketch" not in cell.toolTip()


def test_a_late_sketch_does_not_replace_a_picture(qtbot, sketching, painting, open_variations):
    _, page = open_variations(painting.stylize)
    sketching.gate.clear()
    painting.free = 2
    press(qtbot, page, "Start")
    wait_for(qtbot, page, CellState.DONE, 2)
    qtbot.waitUntil(lambda: len(sketching.jobs) == 1)
    sketching.gate.set()
    wait_for(qtbot, page, CellState.SKETCH, 13)
    assert sorted(cells_in(page, CellState.DONE)) == sorted(ORDER[:2])
    assert len(sketching.jobs) == 14  # the second cell had its picture before its turn


def test_a_sketch_neither_replaces_a_picture_nor_a_fault(qtbot):
    cell = PictureCell("name")
    qtbot.addWidget(cell)
    sketch, picture = (
        to_image(np.zeros((4, 4, 3), np.uint8)),
        to_image(np.ones((5, 5, 3), np.uint8)),
    )
    for show in (
        lambda: cell.set_partial(picture, 0.5),
        lambda: cell.set_done(picture),
        lambda: cell.set_failed("a fault"),
    ):
        show()
        before = cell.state(), cell.image()
        cell.set_sketch(sketch)
        assert (cell.state(), cell.image()) == before


def test_stop_keeps_the_sketches_and_drops_those_to_come(qtbot, sketching, open_variations):
    app, page = open_variations(endless)
    press(qtbot, page, "Start")
    wait_for(qtbot, page, CellState.SKETCH, 14)
    wait_for(qtbot, page, CellState.PARTIAL, 1)
    with qtbot.waitSignal(app.variations._runner.ended):
        press(qtbot, page, "Stop")
    assert len(cells_in(page, CellState.SKETCH)) == 15  # again in the cell in the middle
    sketching.gate.clear()
    sketching.jobs.clear()
    press(qtbot, page, "Start again")
    qtbot.waitUntil(lambda: len(sketching.jobs) == 1)
    with qtbot.waitSignal(app.variations._runner.ended):
        press(qtbot, page, "Stop")
    sketching.gate.set()
    assert app.sketches.finish(TIMEOUT / 1000)
    qtbot.wait(50)
    assert not cells_in(page, CellState.SKETCH)
    assert len(sketching.jobs) == 1


def test_other_axes_drop_the_sketches_of_the_old_ones(qtbot, sketching, painting, open_variations):
    _, page = open_variations(painting.stylize)
    sketching.gate.clear()
    press(qtbot, page, "Start")
    qtbot.waitUntil(lambda: len(sketching.jobs) == 1)
    choose_down(page, "Nothing")
    qtbot.waitUntil(lambda: len(page.board.places()) == 5)
    sketching.gate.set()
    wait_for(qtbot, page, CellState.SKETCH, 5)
    assert len(sketching.jobs) == 6


def test_a_failed_sketch_is_left_out(qtbot, sketching, painting, open_variations):
    app, page = open_variations(painting.stylize)
    sketching.faulty = {1, 4}
    press(qtbot, page, "Start")
    wait_for(qtbot, page, CellState.SKETCH, 13)
    assert cells_in(page, CellState.EMPTY) == sorted((ORDER[0], ORDER[3]))
    assert not app.window.message.isVisible()


def test_the_contact_sheet_has_no_sketches(qtbot, sketching, painting, open_variations, tmp_path):
    app, page = open_variations(painting.stylize)
    save = button(page, "Save")
    press(qtbot, page, "Start")
    wait_for(qtbot, page, CellState.SKETCH, 15)
    assert not save.isEnabled()
    assert not page.board.images()
    with qtbot.waitSignal(app.variations._runner.ended):
        press(qtbot, page, "Stop")
    assert not save.isEnabled()
    painting.free = 1
    press(qtbot, page, "Start again")
    wait_for(qtbot, page, CellState.SKETCH, 14)
    wait_for(qtbot, page, CellState.DONE, 1)

    def fill(dialog):
        dialog._folder.setText(str(tmp_path))
        dialog._name.selectAll()
        qtbot.keyClicks(dialog._name, "sheet.png")
        qtbot.mouseClick(dialog._save, Qt.MouseButton.LeftButton)

    with qtbot.waitSignal(app.save.saved):
        when_open(SaveDialog, fill)
        qtbot.mouseClick(save, Qt.MouseButton.LeftButton)
    with Image.open(tmp_path / "sheet.png") as sheet:
        assert not (np.asarray(sheet.convert("RGB")) == RED).all(-1).any()


def test_no_sketches_if_they_are_switched_off(qtbot, sketching, open_variations):
    app, page = open_variations(steps(1))
    app.window.actions.use_sketches.setChecked(False)
    with qtbot.waitSignal(app.variations._runner.ended):
        press(qtbot, page, "Start")
    assert not sketching.jobs


def test_a_sketch_shows_its_cells_painting(
    qtbot, sketching, painting, open_variations, drop, make_picture
):
    app, page = open_variations(painting.stylize)
    with qtbot.waitSignal(app.loader.settled):
        assert drop(app.window.paintings, make_picture("waves.png", 80, 80, seed=2))
    setup = app.document.setup()
    first = replace(setup.paintings[0], weight=3.0)
    app.document.put(replace(setup, paintings=(first, *setup.paintings[1:])))
    choose_down(page, "Paintings")
    press(qtbot, page, "Start")
    count = len(page.board.places())
    wait_for(qtbot, page, CellState.SKETCH, count)
    used = [job.styles for job in sketching.jobs]
    assert {len(styles) for styles in used} == {1}
    assert len({id(styles[0].pixels) for styles in used}) == 2
