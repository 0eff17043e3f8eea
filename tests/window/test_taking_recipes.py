"""Applying recipes of artworks: parameters, pictures, device and precision."""

from dataclasses import replace
from threading import Event
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt

from nst_desktop import paths
from nst_desktop.core import devices, precision
from nst_desktop.core.params import StyleParams
from nst_desktop.document.chosen_weights import UsedWeights
from nst_desktop.images.save import save_picture
from nst_desktop.recipes.plan import Plan, StyleFile, write_recipe
from nst_desktop.recipes.recipe import read_recipe, recipe_to_text
from nst_desktop.ui.pictures import recipe_offer
from tests.fakes import step_of, steps
from tests.hands import TIMEOUT


def test_a_dropped_artwork_offers_its_recipe_and_gives_parameters_and_pictures(
    qtbot, monkeypatch, make_app, load_pictures, set_params, run, save_as, drop, tmp_path,
    make_picture,
):  # fmt: skip
    monkeypatch.setattr(precision, "_quickest", lambda _: "float32")  # as of the steps
    app = make_app(steps(2))
    load_pictures(app)
    set_params(app, steps=7, seed=5)
    run(app)
    save_as(app, tmp_path / "artwork.png")
    made_with = app.document.setup().params
    with qtbot.waitSignal(app.loader.settled):
        drop(app.window.canvas, make_picture("other.png"), make_picture("another.png"))
    set_params(app, steps=9, seed=0)

    with qtbot.waitSignal(app.loader.recipe_found):
        drop(app.window.canvas, tmp_path / "artwork.png")
    assert "artwork.png" in app.window.message.text()
    with qtbot.waitSignal(app.loader.settled):
        qtbot.mouseClick(app.window.message._action, Qt.MouseButton.LeftButton)
    assert app.document.setup().params == made_with
    assert app.document.setup().photograph.picture.name == "lake.png"
    [entry] = app.document.setup().paintings
    assert entry.loaded.picture.name == "swirls.png"


@pytest.fixture
def save_artwork(monkeypatch, make_app, load_pictures, run, save_as, tmp_path):
    """Save an artwork made in the recorded precision and return the application.

    The computer chooses the automatic precision by itself.
    """

    def save(recorded, automatic, slowness=0.5):
        monkeypatch.setattr(precision, "_quickest", lambda _: automatic)
        monkeypatch.setattr(precision, "slowness", lambda *_: slowness)
        app = make_app(
            lambda *_: (
                replace(step, precision=recorded) for step in (step_of(1, 2), step_of(2, 2))
            )
        )
        load_pictures(app)
        run(app)
        save_as(app, tmp_path / "artwork.png")
        assert read_recipe(tmp_path / "artwork.png").params.precision == recorded
        return app

    return save


@pytest.fixture
def apply_recipe(qtbot, save_artwork, tmp_path):
    """Apply the recipe that save_artwork() saves and return the application."""

    def apply(*arguments, **named):
        app = save_artwork(*arguments, **named)
        with qtbot.waitSignal(app.loader.settled, timeout=TIMEOUT):
            app.recipe_offer.take(tmp_path / "artwork.png")
        return app

    return apply


@pytest.mark.parametrize(
    ("recorded", "automatic", "chosen"),
    [
        ("float32", "float32", "auto"),
        ("bfloat16", "bfloat16", "auto"),
        ("float32", "bfloat16", "float32"),
        ("bfloat16", "float32", "bfloat16"),
    ],
)
def test_a_recipes_precision_is_set_where_it_is_not_automatic(
    apply_recipe, recorded, automatic, chosen
):
    app = apply_recipe(recorded, automatic)
    assert app.document.setup().params.precision == chosen
    assert "fine details" not in app.window.message.text()


@pytest.mark.parametrize("recorded", ["bfloat16", "float16"])
def test_a_16_bit_recipe_runs_in_float32_where_16_bit_is_slow(apply_recipe, recorded):
    app = apply_recipe(recorded, "float32", slowness=40.0)
    assert app.document.setup().params.precision == "auto"
    text = app.window.message.text()
    assert text.startswith("The recipe's parameters were restored. ")
    assert f"The artwork was made with {recorded} precision, which is slower" in text


def test_a_run_waits_for_the_whole_recipe(
    qtbot, monkeypatch, save_artwork, drop, make_picture, start, tmp_path
):
    app = save_artwork("float32", "bfloat16")
    with qtbot.waitSignal(app.loader.settled):
        drop(app.window.canvas, make_picture("other.png"), make_picture("another.png"))
    is_pressed, choose = Event(), recipe_offer._choose_compute
    monkeypatch.setattr(
        recipe_offer, "_choose_compute", lambda *args: is_pressed.wait(60) and choose(*args)
    )
    app.recipe_offer.take(tmp_path / "artwork.png")
    with qtbot.waitSignal(app.run.ended, timeout=TIMEOUT):
        start(app)
        is_pressed.set()
    assert app.run.params().precision == "float32"
    assert app.run.plan().content.name == "lake.png"


def test_a_remark_on_the_precision_replaces_no_newer_message(
    qtbot, monkeypatch, save_artwork, tmp_path
):
    app = save_artwork("bfloat16", "float32", slowness=40.0)
    is_shown, choose = Event(), recipe_offer._choose_compute
    monkeypatch.setattr(
        recipe_offer, "_choose_compute", lambda *args: is_shown.wait(60) and choose(*args)
    )
    message = app.window.message
    with qtbot.waitSignal(app.loader.settled, timeout=TIMEOUT):
        app.recipe_offer.take(tmp_path / "artwork.png")
        qtbot.waitUntil(lambda: message.text().startswith("The recipe's parameters were restored."))
        message.show_error("The disk is full.")
        is_shown.set()
    assert message.text() == "The disk is full."


def test_a_recipe_finds_pictures_that_were_renamed(qtbot, with_artwork, save_as, drop, tmp_path):
    save_as(with_artwork, tmp_path / "artwork.png")
    (tmp_path / "lake.png").rename(tmp_path / "holidays.png")
    with qtbot.waitSignal(with_artwork.loader.recipe_found):
        drop(with_artwork.window.canvas, tmp_path / "artwork.png")
    with qtbot.waitSignal(with_artwork.loader.settled):
        with_artwork.window.message._action.click()
    assert with_artwork.document.setup().photograph.picture.name == "holidays.png"
    assert "Missing" not in with_artwork.window.message.text()


def test_a_changed_picture_of_a_recipe_is_reported_and_not_opened(
    qtbot, with_artwork, save_as, drop, tmp_path, make_picture
):
    save_as(with_artwork, tmp_path / "artwork.png")
    make_picture("swirls.png", 50, 50, seed=9)
    with qtbot.waitSignal(with_artwork.loader.recipe_found):
        drop(with_artwork.window.canvas, tmp_path / "artwork.png")
    with_artwork.window.message._action.click()
    qtbot.waitUntil(lambda: "swirls.png" in with_artwork.window.message.text())


def test_a_recipe_is_one_undo_step(
    qtbot, save_artwork, make_app, drop, make_picture, set_params, tmp_path
):
    app = save_artwork("float32", "bfloat16")
    with qtbot.waitSignal(app.loader.settled):
        drop(app.window.canvas, make_picture("other.png"), make_picture("another.png"))
    set_params(app, steps=9)
    before, count = app.document.setup(), app.document.undo.count()
    with qtbot.waitSignal(app.loader.settled, timeout=TIMEOUT):
        app.recipe_offer.take(tmp_path / "artwork.png")
    after = app.document.setup()
    assert after.photograph.picture.name == "lake.png"
    assert after.params.precision == "float32"
    assert app.document.undo.count() == count + 1
    app.document.undo.undo()
    assert app.document.setup() == before
    app.document.undo.redo()
    assert app.document.setup() == after


def test_a_recipes_ground_and_device_are_restored(qtbot, monkeypatch, make_app, tmp_path):
    monkeypatch.setattr(devices, "available_devices", lambda: ["cpu", "cuda:0"])
    monkeypatch.setattr(devices, "choose_device", lambda name: "cuda:0" if name == "auto" else name)
    monkeypatch.setattr(precision, "choose_precision", lambda *_: "float32")
    pixels = np.zeros((32, 48, 4), np.uint8)  # transparent black
    Image.fromarray(pixels).save(tmp_path / "glass.png")
    plan = Plan(
        params=StyleParams(size=32, precision="float32"),
        content=tmp_path / "glass.png",
        styles=(StyleFile(paths.sample_file(paths.STYLE_SAMPLES[0])),),
        ground="#ff0000",
    )
    weights = UsedWeights("builtin")
    weights()
    recipe = write_recipe(plan, plan.params, weights, "cpu", (1, 1))
    save_picture(np.zeros((8, 8, 3), np.uint8), tmp_path / "artwork.png", recipe_to_text(recipe))
    app = make_app()
    with qtbot.waitSignal(app.loader.settled, timeout=TIMEOUT):
        app.recipe_offer.take(tmp_path / "artwork.png")
    setup = app.document.setup()
    assert (setup.ground, setup.device) == ("#ff0000", "cpu")
    assert (setup.photograph.picture.pixels == (255, 0, 0)).all()
    assert setup.plan().ground == "#ff0000"
    assert "cpu" in app.window.message.text()
    app.document.undo.undo()
    assert (app.document.setup().ground, app.document.setup().device) == ("#ffffff", "auto")


def test_undo_discards_the_rest_of_a_recipe(
    qtbot, save_artwork, set_params, drop, make_picture, tmp_path
):
    app = save_artwork("float32", "bfloat16")
    with qtbot.waitSignal(app.loader.settled):
        drop(app.window.canvas, make_picture("other.png"), make_picture("another.png"))
    set_params(app, steps=9)
    before = app.document.setup()
    with qtbot.waitSignal(app.loader.settled, timeout=TIMEOUT):
        app.recipe_offer.take(tmp_path / "artwork.png")
        app.document.undo.undo()
    assert app.document.setup() == before
    assert app.document.undo.canRedo()


@pytest.mark.parametrize(("recorded", "chosen"), [("cuda", "cuda:0"), ("cuda:0", "cuda")])
def test_one_card_by_two_names_is_one_device(monkeypatch, recorded, chosen):
    monkeypatch.setattr(devices, "available_devices", lambda: ("cpu", "cuda", "cuda:0"))
    monkeypatch.setattr(devices, "choose_device", lambda name: name)
    monkeypatch.setattr(precision, "choose_precision", lambda *_: "float32")
    recipe = SimpleNamespace(device=recorded, params=StyleParams())
    assert recipe_offer._choose_compute(recipe, chosen).device == chosen
