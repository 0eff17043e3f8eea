"""The page that tries every painting in a folder on the photograph, as sketches."""

import pytest
from PySide6.QtCore import Qt

from nst_desktop.document.regions import RegionKind
from nst_desktop.document.settings import Settings
from nst_desktop.sketch.artist import SketchArtist
from nst_desktop.ui.explore import try_controller
from nst_desktop.ui.explore.picture_cell import CellState
from nst_desktop.ui.explore.try_controller import FOLDER_KEY
from nst_desktop.ui.explore.try_page import TryPage

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def folder(make_picture, tmp_path):
    """A folder with three paintings, one of which is broken."""
    (tmp_path / "paintings").mkdir()
    files = [make_picture(f"paintings/{name}.png", 80, 60, seed=at) for at, name in enumerate("ac")]
    broken = files[0].with_name("b.png")
    broken.write_bytes(b"no picture")
    return broken.parent


def open_page(qtbot, app, folder=None):
    if folder is not None:
        app.window.activateWindow()
        app._services.settings.set_path(FOLDER_KEY, folder)
    qtbot.waitUntil(app.window.isActiveWindow)
    qtbot.keyClick(app.window, Qt.Key.Key_T, CONTROL)
    page = app.try_paintings.page()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def states(page):
    return [cell.state() for cell in page.cells()]


def wait_for_end(qtbot, page):
    ends = {CellState.DONE, CellState.FAILED}
    qtbot.waitUntil(lambda: bool(page.cells()) and set(states(page)) <= ends, timeout=60_000)


@pytest.fixture
def tried(qtbot, make_app, load_pictures, folder):
    """A window, and the page with its finished sketches."""
    app = make_app()
    load_pictures(app)
    page = open_page(qtbot, app, folder)
    wait_for_end(qtbot, page)
    return app, page


def test_each_painting_becomes_a_sketch_and_a_broken_one_fails_alone(tried):
    _, page = tried
    first, broken, last = page.cells()
    assert [cell.name() for cell in page.cells()] == ["a.png", "b.png", "c.png"]
    assert states(page) == [CellState.DONE, CellState.FAILED, CellState.DONE]
    assert (first.image().width(), first.image().height()) == (512, 341)
    assert first.image() != last.image()
    assert "b.png" in broken.fault()
    assert first.accessibleName() == "a.png: finished"
    assert page.status() == "2 of 3 sketches, 1 failed"


@pytest.mark.parametrize("key", [None, Qt.Key.Key_Return])
def test_choosing_a_cell_uses_its_painting_in_one_undo_step(qtbot, tried, key):
    app, page = tried
    before = app.document.setup().paintings
    cell = page.cells()[2]
    with qtbot.waitSignal(app.loader.settled):
        if key is None:
            qtbot.mouseClick(cell, Qt.MouseButton.LeftButton)
        else:
            cell.setFocus()
            qtbot.keyClick(cell, key)
    used = app.document.setup().paintings
    assert [painting.loaded.picture.name for painting in used] == ["c.png"]
    assert [each.is_used() for each in page.cells()] == [False, False, True]
    assert page.status().endswith("Now in use: c.png.")
    qtbot.keyClick(page, Qt.Key.Key_Z, CONTROL)
    assert app.document.setup().paintings == before
    assert not any(each.is_used() for each in page.cells())
    assert "in use" not in page.status()


def test_another_photograph_restarts_the_sketches(qtbot, tried, drop, make_picture):
    app, page = tried
    with qtbot.waitSignal(app.loader.settled):
        drop(app.window.photograph, make_picture("tall.png", 60, 120))
    wait_for_end(qtbot, page)
    assert page.cells()[0].image().height() == 512
    assert states(page) == [CellState.DONE, CellState.FAILED, CellState.DONE]


def test_another_strength_replaces_the_sketches(qtbot, tried, set_params):
    app, page = tried
    old = page.cells()[0].image()
    weight = app.document.setup().params.style_weight
    set_params(app, style_weight=weight / 100)
    assert page.cells()[0].state() is CellState.PARTIAL
    assert page.cells()[0].image() == old
    wait_for_end(qtbot, page)
    assert page.cells()[0].image() != old


def test_parameters_without_effect_keep_the_sketches(tried, set_params):
    app, page = tried
    set_params(app, steps=77)
    assert states(page) == [CellState.DONE, CellState.FAILED, CellState.DONE]


def protect(app):
    """Protect the photograph's left half, as if by painting, after adding the region."""
    document = app.document
    document.put(document.setup().with_all_regions())
    protected = document.setup().regions[-1]
    assert protected.kind is RegionKind.PROTECT
    buffer = protected.buffer
    buffer.mask[:, : buffer.size[0] // 2] = 255
    buffer.touched(buffer.rect)
    document.painted.emit()


def test_painting_on_protected_replaces_the_sketches(qtbot, tried):
    app, page = tried
    old = page.cells()[0].image()
    protect(app)
    wait_for_end(qtbot, page)
    new = page.cells()[0].image()
    assert new != old
    assert new.copy(300, 0, 212, 341) == old.copy(300, 0, 212, 341)


@pytest.fixture
def read(monkeypatch):
    """The files that have been read for sketches."""
    read, real = [], try_controller.load_picture

    def load(file, ground):
        read.append(file.name)
        return real(file, ground=ground)

    monkeypatch.setattr(try_controller, "load_picture", load)
    return read


@pytest.mark.parametrize("close", [True, False])
def test_opening_the_page_again_tries_failed_and_changed_files_again(
    qtbot, tried, read, folder, make_picture, close
):
    app, page = tried
    old = [cell.image() for cell in page.cells()]
    if close:
        page.close()
    make_picture("paintings/b.png", 80, 60, seed=7)
    make_picture("paintings/c.png", 90, 60, seed=8)
    app.try_paintings.open()
    wait_for_end(qtbot, page)
    assert states(page) == [CellState.DONE] * 3
    assert page.cells()[0].image() == old[0]
    assert page.cells()[2].image() != old[2]
    assert read == ["b.png", "c.png"]


def test_a_file_that_is_still_broken_fails_again(qtbot, tried, read):
    app, page = tried
    app.try_paintings.open()
    wait_for_end(qtbot, page)
    assert read == ["b.png"]
    assert states(page) == [CellState.DONE, CellState.FAILED, CellState.DONE]


def test_opening_the_page_while_it_sketches_draws_nothing_twice(
    qtbot, make_app, load_pictures, folder, monkeypatch
):
    drawn, draw = [], SketchArtist.draw
    app = make_app()
    load_pictures(app)

    def count(artist, job, side):
        drawn.append(job)
        return draw(artist, job, side)

    qtbot.waitUntil(lambda: not app.sketches._is_busy, timeout=60_000)
    monkeypatch.setattr(SketchArtist, "draw", count)
    page = open_page(qtbot, app, folder)
    app.try_paintings.open()
    wait_for_end(qtbot, page)
    qtbot.waitUntil(lambda: not app.sketches._is_busy, timeout=60_000)
    assert len(drawn) == 2  # the third file is broken


def test_a_closed_page_keeps_no_paintings_in_memory(tried):
    app, page = tried
    assert app.try_paintings._shrunk
    page.close()
    assert not app.try_paintings._shrunk


@pytest.mark.parametrize(
    ("count", "columns"), [(0, 1), (1, 1), (2, 2), (4, 2), (5, 3), (12, 4), (17, 5), (90, 5)]
)
def test_fewer_paintings_get_larger_cells(qtbot, tmp_path, count, columns):
    page = TryPage(Settings(tmp_path / "settings.ini"))
    qtbot.addWidget(page)
    page.set_names([f"{index}.png" for index in range(count)])
    assert page.columns() == columns
    assert page.board.places() == [divmod(index, columns) for index in range(count)]
    assert [page.board.cell(*place) for place in page.board.places()] == page.cells()


@pytest.mark.parametrize("count", [1, 2, 4, 6])
def test_up_to_two_rows_of_tall_pictures_fit_on_the_page(qtbot, tmp_path, count):
    page = TryPage(Settings(tmp_path / "settings.ini"))
    qtbot.addWidget(page)
    page.resize(1024, 700)
    page.set_names(["tall.png"] * count)
    page.set_aspect(2.0)
    page.show()
    qtbot.waitExposed(page)
    assert page.cells()[0].height() > 200
    assert page._scroll_area.verticalScrollBar().maximum() == 0


def test_closing_discards_and_reopening_draws_the_rest(
    qtbot, make_app, load_pictures, folder, read
):
    app = make_app()
    load_pictures(app)
    page = open_page(qtbot, app, folder)
    page.close()
    assert not app.sketches._series
    qtbot.waitUntil(lambda: not app.sketches._is_busy, timeout=60_000)
    assert len(read) <= 1
    open_page(qtbot, app, folder)
    wait_for_end(qtbot, page)
    assert len(read) == 3


def test_a_change_behind_a_closed_page_restarts_it_when_opened(qtbot, tried, set_params, folder):
    app, page = tried
    page.close()
    old = page.cells()[0].image()
    set_params(app, colour="luminance")
    assert page.cells()[0].state() is CellState.DONE
    open_page(qtbot, app, folder)
    wait_for_end(qtbot, page)
    assert page.cells()[0].image() != old


def test_without_a_photograph_the_page_asks_for_one(qtbot, make_app, folder):
    app = make_app()
    app.document.put(app.document.setup().with_photograph(None))
    page = open_page(qtbot, app, folder)
    assert page.status() == "Open a photograph first."
    assert set(states(page)) == {CellState.EMPTY}


def test_a_folder_without_pictures_is_reported(qtbot, make_app, load_pictures, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    app = make_app()
    load_pictures(app)
    page = open_page(qtbot, app, empty)
    assert "contains no pictures" in page.status()
    assert page.cells() == []


def test_another_folder_is_chosen_and_remembered(qtbot, tried, make_picture, monkeypatch, tmp_path):
    app, page = tried
    (tmp_path / "others").mkdir()
    other = make_picture("others/d.png", 50, 50, seed=5).parent
    monkeypatch.setattr(try_controller, "ask_for_folder", lambda *_: other)
    qtbot.mouseClick(page._choose, Qt.MouseButton.LeftButton)
    wait_for_end(qtbot, page)
    assert [cell.name() for cell in page.cells()] == ["d.png"]
    assert app._services.settings.path(FOLDER_KEY) == other


def test_the_window_closes_while_sketches_are_drawn(qtbot, make_app, load_pictures, folder):
    app = make_app()
    load_pictures(app)
    page = open_page(qtbot, app, folder)
    app.window.close()
    assert not page.isVisible()
    assert app.shut_down()
