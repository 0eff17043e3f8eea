"""Recipes that are taken from artworks: parameters, pictures, and the precision."""

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
    """save_artwork(recorded, automatic, slowness) saves an artwork that was made in one precision,
    on a computer that would choose another one; it gives the window."""

    def save(recorded, automatic, slowness=0.5):
        monkeypatch.setattr(precision, "_quickest", lambda _: automatic)
        monkeypatch.setattr(precision, "slowness", lambda *_: slowness)
        app = make_app(
            lambda *_: (
                replace(each, precision=recorded) for each in (step_of(1, 2), step_of(2, 2))
            )
        )
        load_pictures(app)
        run(app)
        save_as(app, tmp_path / "artwork.png")
        assert read_recipe(tmp_path / "artwork.png").params.precision == recorded
        return app

    return save


@pytest.fixture
def take_recipe(qtbot, save_artwork, tmp_path):
    """take_recipe(recorded, automatic, slowness) takes the recipe of what save_artwork saves."""

    def take(*arguments, **named):
        app = save_artwork(*arguments, **named)
        with qtbot.waitSignal(app.loader.settled, timeout=TIMEOUT):
            app.recipe_offer.take(tmp_path / "artwork.png")
        return app

    return take


@pytest.mark.parametrize(
    ("recorded", "automatic", "chosen"),
    [
        ("float32", "float32", "auto"),
        ("bfloat16", "bfloat16", "auto"),
        ("float32", "bfloat16", "float32"),
        ("bfloat16", "float32", "bfloat16"),
    ],
)
def test_a_recipes_precision_is_chosen_where_this_computer_would_take_another_one(
    take_recipe, recorded, automatic, chosen
):
    app = take_recipe(recorded, automatic)
    assert app.document.setup().params.precision == chosen
    assert "fine details" not in app.window.message.text()


@pytest.mark.parametrize("recorded", ["bfloat16", "float16"])
def test_a_recipe_in_16_bits_is_taken_in_float32_where_they_are_slow(take_recipe, recorded):
    app = take_recipe(recorded, "float32", slowness=40.0)
    assert app.document.setup().params.precision == "auto"
    told = app.window.message.text()
    assert told.startswith("The recipe's parameters are set. ")
    assert f"The artwork was made in {recorded}, which is slower here" in told


def test_a_run_that_is_started_at_once_waits_for_all_of_a_recipe(
    qtbot, monkeypatch, save_artwork, drop, make_picture, start, tmp_path
):
    app = save_artwork("float32", "bfloat16")
    with qtbot.waitSignal(app.loader.settled):
        drop(app.window.canvas, make_picture("other.png"), make_picture("another.png"))
    is_pressed, usable = Event(), recipe_offer._usable
    monkeypatch.setattr(recipe_offer, "_usable", lambda *of: is_pressed.wait(60) and usable(*of))
    app.recipe_offer.take(tmp_path / "artwork.png")
    with qtbot.waitSignal(app.run.ended, timeout=TIMEOUT):
        start(app)
        is_pressed.set()
    assert app.run.params().precision == "float32"
    assert app.run.plan().content.name == "lake.png"


def test_what_is_said_of_a_recipes_precision_leaves_a_newer_message(
    qtbot, monkeypatch, save_artwork, tmp_path
):
    app = save_artwork("bfloat16", "float32", slowness=40.0)
    is_told, usable = Event(), recipe_offer._usable
    monkeypatch.setattr(recipe_offer, "_usable", lambda *of: is_told.wait(60) and usable(*of))
    message = app.window.message
    with qtbot.waitSignal(app.loader.settled, timeout=TIMEOUT):
        app.recipe_offer.take(tmp_path / "artwork.png")
        qtbot.waitUntil(lambda: message.text().startswith("The recipe's parameters are set."))
        message.show_error("The disk is full.")
        is_told.set()
    assert message.text() == "The disk is full."


def test_a_recipe_finds_pictures_that_were_renamed(qtbot, with_artwork, save_as, drop, tmp_path):
    save_as(with_artwork, tmp_path / "artwork.png")
    (tmp_path / "lake.png").rename(tmp_path / "holidays.png")
    with qtbot.waitSignal(with_artwork.loader.recipe_found):
        drop(with_artwork.window.canvas, tmp_path / "artwork.png")
    with qtbot.waitSignal(with_artwork.loader.settled):
        with_artwork.window.message._action.click()
    assert with_artwork.document.setup().photograph.picture.name == "holidays.png"
    assert "Not found" not in with_artwork.window.message.text()


def test_a_recipe_whose_picture_was_changed_leaves_the_present_one_and_says_so(
    qtbot, with_artwork, save_as, drop, tmp_path, make_picture
):
    save_as(with_artwork, tmp_path / "artwork.png")
    make_picture("swirls.png", 50, 50, seed=9)
    with qtbot.waitSignal(with_artwork.loader.recipe_found):
        drop(with_artwork.window.canvas, tmp_path / "artwork.png")
    with_artwork.window.message._action.click()
    qtbot.waitUntil(lambda: "swirls.png" in with_artwork.window.message.text())


def test_taking_a_recipe_is_one_step(
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


def test_a_recipes_ground_and_device_are_taken(qtbot, monkeypatch, make_app, tmp_path):
    monkeypatch.setattr(devices, "available_devices", lambda: ["cpu", "cuda:0"])
    monkeypatch.setattr(devices, "choose_device", lambda name: "cuda:0" if name == "auto" else name)
    monkeypatch.setattr(precision, "choose_precision", lambda *_: "float32")
    pixels = np.zeros((32, 48, 4), np.uint8)  # transparent, and black below
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


def test_undoing_ends_a_recipe_that_is_on_its_way(
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
    assert recipe_offer._usable(recipe, chosen).device == chosen
