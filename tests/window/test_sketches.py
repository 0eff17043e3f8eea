"""The sketch on the canvas: when it appears, how it is marked, and how it is saved."""

from dataclasses import replace
from threading import Event

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt

from nst_desktop.document.loaded_picture import to_image
from nst_desktop.document.regions import Region, RegionKind
from nst_desktop.images.load import load_picture, load_recipe_text
from nst_desktop.masks.mask_buffer import MaskBuffer
from nst_desktop.sketch import network_files
from nst_desktop.sketch.artist import SketchArtist
from nst_desktop.ui.parts.drops import LocalFile
from nst_desktop.ui.parts.questions import SaveChoice
from nst_desktop.ui.pictures.open_dialog import OpenDialog
from nst_desktop.ui.save import controller
from nst_desktop.ui.save.save_dialog import SaveDialog
from tests.fakes import endless
from tests.hands import TIMEOUT, press_key, when_open

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def sketching(qtbot, make_app, load_pictures):
    """A window that shows the sketch of a photograph and a painting."""
    app = make_app()
    load_pictures(app)
    qtbot.waitUntil(app.canvas.is_sketch_shown, timeout=TIMEOUT)
    return app


@pytest.fixture
def wait_for_sketch(qtbot):
    """Return wait_for_sketch(app, change), which makes a change and waits for its sketch."""

    def wait(app, change):
        before = app.sketch.sketch()[0]
        change()
        qtbot.waitUntil(lambda: app.sketch.sketch()[0] is not before, timeout=TIMEOUT)
        return before, app.sketch.sketch()[0]

    return wait


def edit(app, **values):
    params = replace(app.document.setup().params, **values)
    app.document.edit("test", replace(app.document.setup(), params=params))


def test_a_sketch_is_marked_by_badge_title_and_accessible_name(sketching):
    window = sketching.window
    assert window.windowTitle().startswith("Sketch – ")
    assert window.canvas.accessibleName() == "Sketch"
    assert window.actions.show_sketch.isChecked()


def test_the_sketch_has_the_photograph_s_shape(sketching):
    pixels, names = sketching.sketch.sketch()
    assert pixels.shape == (341, 512, 3)
    assert names == ("lake.png", "swirls.png")


@pytest.mark.parametrize(
    "values", [{"style_weight": 2.0}, {"style_scale": 2.0}, {"colour": "luminance"}]
)
def test_a_parameter_that_matters_changes_the_sketch(sketching, wait_for_sketch, values):
    before, after = wait_for_sketch(sketching, lambda: edit(sketching, **values))
    assert not np.array_equal(before, after)


def test_a_parameter_that_does_not_matter_draws_no_sketch(qtbot, sketching):
    before = sketching.sketch.sketch()[0]
    edit(sketching, steps=9)
    qtbot.wait(300)
    assert sketching.sketch.sketch()[0] is before


def test_the_newest_request_wins_and_nothing_queues_up(qtbot, sketching, monkeypatch):
    drawn = []
    show = sketching.canvas.set_sketch
    monkeypatch.setattr(sketching.canvas, "set_sketch", lambda *a: (drawn.append(1), show(*a)))
    for weight in range(2, 42):
        edit(sketching, style_weight=float(weight))
    last = sketching.sketch._drawn_for
    qtbot.waitUntil(lambda: not sketching.sketches._is_busy, timeout=TIMEOUT)
    assert sketching.sketch._drawn_for == last
    assert 1 <= len(drawn) <= 3


def test_a_run_s_picture_replaces_the_sketch_and_a_key_shows_it_again(sketching, set_params, run):
    set_params(sketching)
    run(sketching)
    canvas = sketching.canvas
    assert not canvas.is_sketch_shown()
    assert "Sketch" not in sketching.window.windowTitle()
    artwork = sketching.window.canvas.image()
    press_key(sketching, Qt.Key.Key_K, CONTROL)
    assert canvas.is_sketch_shown()
    assert sketching.window.canvas.image() is not artwork
    press_key(sketching, Qt.Key.Key_K, CONTROL)
    assert not canvas.is_sketch_shown()


def test_without_an_artwork_the_key_switches_to_the_photograph(sketching, wait_for_sketch):
    canvas, sketch = sketching.canvas, sketching.window.canvas.image()
    press_key(sketching, Qt.Key.Key_K, CONTROL)
    assert not canvas.is_sketch_shown()
    assert not sketching.window.actions.show_sketch.isChecked()
    assert sketching.window.canvas.image() is sketching.document.setup().photograph.image
    press_key(sketching, Qt.Key.Key_K, CONTROL)
    assert canvas.is_sketch_shown()
    assert sketching.window.canvas.image() is sketch
    press_key(sketching, Qt.Key.Key_K, CONTROL)
    wait_for_sketch(sketching, lambda: edit(sketching, style_weight=3.0))
    assert canvas.is_sketch_shown()


def test_a_change_after_a_run_shows_its_sketch(qtbot, sketching, set_params, run):
    set_params(sketching)
    run(sketching)
    edit(sketching, colour="luminance")
    qtbot.waitUntil(sketching.canvas.is_sketch_shown, timeout=TIMEOUT)
    assert sketching.document.artwork() is not None


def test_a_change_during_a_run_leaves_the_run_on_the_canvas(
    qtbot, make_app, load_pictures, start, wait_for_sketch
):
    app = make_app(endless)
    load_pictures(app)
    qtbot.waitUntil(app.canvas.is_sketch_shown, timeout=TIMEOUT)
    with qtbot.waitSignal(app.runner.preview_arrived, timeout=TIMEOUT):
        start(app)
    wait_for_sketch(app, lambda: edit(app, style_weight=3.0))
    assert not app.canvas.is_sketch_shown()


def test_the_setting_turns_sketches_off_and_is_remembered(qtbot, sketching):
    sketching.window.actions.use_sketches.trigger()
    assert not sketching.canvas.is_sketch_shown()
    assert sketching.sketch.sketch() is None
    assert not sketching.window.actions.save_sketch.isEnabled()
    assert not sketching._services.settings.flag("sketches", True)


def test_save_asks_what_to_save_while_the_canvas_shows_a_sketch(
    sketching, set_params, run, monkeypatch
):
    asked = []

    def ask(_parent, artwork):
        asked.append(artwork)
        return SaveChoice.NOTHING

    monkeypatch.setattr(controller, "ask_what_to_save", ask)
    sketching.save.save()
    sketching.save.save_as()
    assert asked == [None, None]
    set_params(sketching)
    run(sketching)
    press_key(sketching, Qt.Key.Key_K, CONTROL)
    sketching.save.save()
    assert asked[2:] == ["lake_swirls"]


def test_a_sketch_is_saved_knowingly_and_without_a_recipe(qtbot, sketching, tmp_path):
    file = tmp_path / "rough.png"

    def choose(dialog):
        assert dialog.windowTitle() == "Save sketch"
        dialog._folder.setText(str(file.parent))
        dialog._name.selectAll()
        qtbot.keyClicks(dialog._name, file.name)
        qtbot.mouseClick(dialog._save, Qt.MouseButton.LeftButton)

    with qtbot.waitSignal(sketching.save.saved):
        when_open(SaveDialog, choose)
        sketching.window.actions.save_sketch.trigger()
    assert np.array_equal(load_picture(file).pixels, sketching.sketch.sketch()[0])
    assert load_recipe_text(file) is None
    assert sketching.document.artwork() is None


def test_a_sketch_is_not_dragged_out_as_the_artwork(sketching, set_params, run):
    set_params(sketching)
    run(sketching)
    drags = sketching.window.canvas._drag_and_drop
    assert drags.export is not None
    press_key(sketching, Qt.Key.Key_K, CONTROL)
    assert drags.export is None


def test_pointing_at_a_preset_shows_its_sketch_until_the_list_is_left(qtbot, sketching):
    before = sketching.window.canvas.image()
    gallery = sketching.window.panel.presets
    sketching.presets.load()
    qtbot.waitUntil(lambda: bool(sketching.presets.titles()), timeout=TIMEOUT)
    gallery.preset_pointed.emit(next(iter(sketching.presets.titles())))
    qtbot.waitUntil(lambda: sketching.window.canvas.image() is not before, timeout=TIMEOUT)
    assert sketching.canvas.is_sketch_shown()
    gallery.preset_pointed.emit("")
    assert sketching.window.canvas.image() is before


def test_pointing_at_a_recent_painting_shows_its_sketch(qtbot, sketching, make_picture):
    before = sketching.window.canvas.image()
    sketching.pictures.painting_pointed.emit(make_picture("dots.png", 64, 64, seed=5), None)
    qtbot.waitUntil(lambda: sketching.window.canvas.image() is not before, timeout=TIMEOUT)
    sketching.pictures.painting_pointed.emit(None, None)
    assert sketching.window.canvas.image() is before


def protect_left_half(setup):
    """Return the setup with the photograph's left half protected."""
    width, height = setup.size()
    buffer = MaskBuffer.empty(width, height)
    buffer.mask[:, : width // 2] = 255
    buffer.touched(buffer.rect)
    return replace(setup, regions=(Region(RegionKind.PROTECT, -1, buffer),))


@pytest.mark.parametrize("replaced", [None, 0])
def test_pointing_at_a_painting_shows_what_opening_it_gives(
    qtbot, sketching, wait_for_sketch, tmp_path, replaced
):
    document = sketching.document
    wait_for_sketch(sketching, lambda: document.edit("test", protect_left_half(document.setup())))
    wait_for_sketch(
        sketching,
        lambda: (
            document.edit("test", replace(document.setup(), ground="#ff0000"))
            or edit(sketching, style_weight=3.0)
        ),
    )
    pixels = np.random.default_rng(3).integers(0, 256, (64, 64, 4), np.uint8)
    Image.fromarray(pixels).save(file := tmp_path / "holes.png")
    before = sketching.window.canvas.image()
    sketching.pictures.painting_pointed.emit(file, replaced)
    qtbot.waitUntil(lambda: sketching.window.canvas.image() is not before, timeout=TIMEOUT)
    trial = sketching.window.canvas.image()
    sketching.pictures.painting_pointed.emit(None, None)
    _, opened = wait_for_sketch(
        sketching, lambda: sketching.loader.open_paintings([LocalFile(file)], replaced)
    )
    assert len(document.setup().paintings) == (2 if replaced is None else 1)
    assert trial == to_image(opened)


@pytest.mark.parametrize(("action", "index"), [("add", None), ("replace", 0)])
def test_the_dialog_says_which_painting_it_would_replace(qtbot, sketching, action, index):
    pointed = []
    sketching.pictures.painting_pointed.connect(lambda *given: pointed.append(given))
    if action == "add":
        sketching.window.actions.add_painting.trigger()
    else:
        sketching.window.paintings.replace_requested.emit(0)
    dialog = sketching.window.findChild(OpenDialog)
    qtbot.keyClick(dialog._list, Qt.Key.Key_Right)
    file = dialog._list.currentItem().data(Qt.ItemDataRole.UserRole)
    dialog.reject()
    assert pointed[0] == (file, index)


def test_a_failed_trial_leaves_a_newer_one_alone(qtbot, sketching, make_picture, tmp_path):
    bad = tmp_path / "bad.png"
    bad.write_bytes(b"no picture")
    before = sketching.window.canvas.image()
    sketching.pictures.painting_pointed.emit(bad, None)
    sketching.pictures.painting_pointed.emit(make_picture("dots.png", 64, 64, seed=5), None)
    qtbot.waitUntil(lambda: sketching.window.canvas.image() is not before, timeout=TIMEOUT)


def test_a_failed_sketch_leaves_a_newer_one_alone(
    qtbot, sketching, make_picture, wait_for_sketch, monkeypatch
):
    draw, going, seen = SketchArtist.draw, Event(), []

    def fail_once(artist, job, side):
        going.wait(TIMEOUT / 1000)
        seen.append(job)
        if len(seen) == 1:
            raise MemoryError
        return draw(artist, job, side)

    monkeypatch.setattr(SketchArtist, "draw", fail_once)

    def change():
        edit(sketching, style_weight=2.0)
        sketching.pictures.painting_pointed.emit(make_picture("dots.png", 64, 64, seed=5), None)
        edit(sketching, style_weight=3.0)
        going.set()

    _, after = wait_for_sketch(sketching, change)
    qtbot.waitUntil(lambda: len(seen) == 3, timeout=TIMEOUT)
    assert after is not None
    assert seen[-1].params.style_weight == 3.0


def test_stepping_through_the_dialog_shows_the_sketch_of_each_painting(qtbot, sketching):
    before = sketching.window.canvas.image()
    sketching.window.actions.add_painting.trigger()
    dialog = sketching.window.findChild(OpenDialog)
    qtbot.keyClick(dialog._list, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: sketching.window.canvas.image() is not before, timeout=TIMEOUT)
    assert sketching.canvas.is_sketch_shown()
    dialog.reject()
    assert sketching.window.canvas.image() is before


def test_a_missing_network_is_reported_once_and_nothing_is_lost(
    qtbot, make_app, load_pictures, monkeypatch
):
    monkeypatch.setattr(network_files, "_SHA256", dict.fromkeys(network_files._SHA256, "0"))
    app = make_app()
    shown = []
    show = app.window.message.show_error
    monkeypatch.setattr(app.window.message, "show_error", lambda *a: (shown.append(a), show(*a)))
    load_pictures(app)
    qtbot.waitUntil(lambda: bool(shown), timeout=TIMEOUT)
    edit(app, style_weight=3.0)
    qtbot.waitUntil(lambda: not app.sketches._is_busy, timeout=TIMEOUT)
    assert len(shown) == 1
    assert "damaged" in shown[0][0]
    assert app.document.setup().photograph is not None
    assert app.window.actions.start.isEnabled()
