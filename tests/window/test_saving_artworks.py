"""Saving, copying and dragging out artworks, and recovering unsaved ones."""

import hashlib
import os
from dataclasses import replace

import numpy as np
import pytest
from PIL import ExifTags, Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from nst_desktop import paths
from nst_desktop.core.params import StyleParams
from nst_desktop.images.formats import Metadata, PictureFormat, SaveOptions, writable_formats
from nst_desktop.images.load import load_picture, load_recipe_text
from nst_desktop.making import artwork
from nst_desktop.queue.queue import QueueEntry
from nst_desktop.recipes.plan import Plan
from nst_desktop.recipes.recipe import read_recipe
from nst_desktop.recipes.recipe_pictures import RecipeError
from nst_desktop.ui.parts.questions import CloseAnswer
from nst_desktop.ui.save.save_dialog import SaveDialog
from tests.fakes import endless, steps
from tests.hands import choose_density, when_open

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize("picture_format", writable_formats())
def test_an_artwork_is_saved_in_each_format(with_artwork, save_as, tmp_path, picture_format):
    file = tmp_path / f"art{picture_format.suffix}"
    save_as(
        with_artwork, file, lambda dialog: dialog.set_options(SaveOptions(format=picture_format))
    )
    assert np.abs(load_picture(file).pixels.astype(int) - 3).max() <= 1
    assert load_recipe_text(file) is not None
    assert not with_artwork.window.isWindowModified()
    if picture_format is PictureFormat.PNG_16:
        assert file.read_bytes()[24] == 16, "bits per channel"


def test_saving_again_uses_the_same_file_and_options(qtbot, with_artwork, save_as, tmp_path):
    file = tmp_path / "art.jpg"
    options = SaveOptions(format=PictureFormat.JPEG, quality=20)
    save_as(with_artwork, file, lambda dialog: dialog.set_options(options))
    size = file.stat().st_size
    file.write_bytes(b"")
    with qtbot.waitSignal(with_artwork.save.saved):
        qtbot.keyClick(with_artwork.window, Qt.Key.Key_S, CONTROL)
    assert file.stat().st_size == size


def test_the_dialog_shows_the_file_size_before_saving(qtbot, with_artwork):
    sizes = []

    def wait_for_size(dialog):
        qtbot.waitUntil(lambda: "kB" in dialog._size.text() or "bytes" in dialog._size.text())
        sizes.append(dialog._size.text())
        dialog.reject()

    when_open(SaveDialog, wait_for_size)
    with_artwork.window.run_bar.save.click()
    assert sizes


def test_the_proposed_name_is_made_of_the_pictures_names(with_artwork):
    names = []
    when_open(SaveDialog, lambda dialog: (names.append(dialog.chosen()[0].name), dialog.reject()))
    with_artwork.window.run_bar.save.click()
    assert names == ["lake_swirls.png"]


def test_a_failed_save_says_why_and_keeps_the_artwork(qtbot, with_artwork, tmp_path):
    window = with_artwork.window
    folder = tmp_path / "gone"
    folder.mkdir()

    def remove_folder(dialog):
        dialog._folder.setText(str(folder))
        folder.rmdir()
        dialog.done(SaveDialog.DialogCode.Accepted)  # as if the folder vanished a moment later

    when_open(SaveDialog, remove_folder)
    window.run_bar.save.click()
    qtbot.waitUntil(lambda: window.message.isVisible())
    text = window.message.text()
    assert "could not be written" in text or "does not exist" in text
    assert window.run_bar.save.isEnabled()
    assert window.isWindowModified()


def test_the_saved_artwork_contains_its_recipe(
    make_app, load_pictures, set_params, run, save_as, tmp_path
):
    app = make_app()
    load_pictures(app)
    set_params(app, steps=2)
    run(app)
    save_as(app, tmp_path / "artwork.png")
    recipe = read_recipe(tmp_path / "artwork.png")
    precision = app.run.progress().precision
    assert precision != "auto"
    assert recipe.params == replace(app.document.setup().params, precision=precision)
    assert [note.name for note in (recipe.content, *recipe.styles)] == ["lake.png", "swirls.png"]
    assert recipe.complete
    with Image.open(tmp_path / "artwork.png") as saved:
        assert np.array_equal(np.asarray(saved), app.document.artwork().pixels)


def test_saving_an_artwork_reports_pictures_that_are_missing_or_changed(
    with_artwork, save_as, make_picture, tmp_path
):
    checksum = hashlib.sha256((tmp_path / "lake.png").read_bytes()).hexdigest()
    (tmp_path / "lake.png").unlink()
    make_picture("swirls.png", seed=9)
    save_as(with_artwork, tmp_path / "artwork.png")
    assert read_recipe(tmp_path / "artwork.png").content.sha256 == checksum
    message = with_artwork.window.message.text()
    assert "lake.png no longer exists. The recipe still refers to the original." in message
    assert "swirls.png has been changed since it was read." in message


def test_an_artwork_without_a_recipe_says_why(with_artwork, save_as, tmp_path, monkeypatch):
    def too_long(_):
        raise RecipeError("The recipe has too many pictures to be stored in the artwork.")

    monkeypatch.setattr(artwork, "recipe_to_text", too_long)
    save_as(with_artwork, tmp_path / "artwork.png")
    assert load_recipe_text(tmp_path / "artwork.png") is None
    assert "The artwork has no recipe: The recipe has too" in with_artwork.window.message.text()


@pytest.fixture
def with_details(qtbot, make_app, drop, run, make_picture, tmp_path):
    """Return a window with an artwork whose photograph names author, camera and location."""
    exif = Image.Exif()
    exif[ExifTags.Base.Artist], exif[ExifTags.Base.Make] = "Anna", "Nikomi"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    with Image.open(make_picture("lake.png", 192, 128)) as image:
        image.save(tmp_path / "lake.jpg", exif=exif)
    app = make_app(steps(3))
    with qtbot.waitSignal(app.loader.settled):
        drop(app.window.canvas, tmp_path / "lake.jpg", make_picture("swirls.png", seed=1))
    run(app)
    return app


@pytest.mark.parametrize("metadata", Metadata)
def test_the_chosen_details_of_the_photograph_are_saved_and_remembered(
    with_details, save_as, tmp_path, metadata
):
    def choose(dialog):
        dialog.set_options(replace(dialog.options(), metadata=metadata))

    save_as(with_details, tmp_path / "artwork.png", choose)
    photograph = with_details.document.setup().photograph.picture
    expected = photograph.details.chosen(metadata)
    assert load_picture(tmp_path / "artwork.png").details == expected
    assert load_picture(with_details.save.export()).details == expected, "dragged out"


def test_the_chosen_print_density_is_saved(with_artwork, save_as, tmp_path):
    choose_density(with_artwork, 300)
    save_as(with_artwork, tmp_path / "artwork.png")
    with Image.open(tmp_path / "artwork.png") as image:
        assert [round(density) for density in image.info["dpi"]] == [300, 300]


def test_an_artwork_from_the_history_has_its_photographs_details(
    qtbot, with_details, save_as, tmp_path
):
    qtbot.waitUntil(lambda: bool(with_details.history._entries))
    [name] = with_details.history._entries
    with qtbot.waitSignal(with_details.document.artwork_changed):
        with_details.window.gallery.open_requested.emit(name)

    def choose_all(dialog):
        dialog.set_options(replace(dialog.options(), metadata=Metadata.ALL))

    save_as(with_details, tmp_path / "artwork.png", choose_all)
    details = load_picture(tmp_path / "artwork.png").details
    assert details == load_picture(tmp_path / "lake.jpg").details.chosen(Metadata.ALL)


def test_a_file_that_was_opened_before_and_after_a_change_starts_no_run(
    qtbot, make_app, load_pictures, start, drop, make_picture
):
    app = make_app(steps(3))
    load_pictures(app)
    with qtbot.waitSignal(app.loader.settled):
        drop(app.window.paintings, make_picture("swirls.png", 160, 160, seed=2))
    start(app)
    assert "swirls.png has changed since it was opened" in app.window.message.text()
    assert not app.run.is_running()


# Files in use are not overwritten


def refusal(app, name):
    """Return the dialog's objection to this name; empty if it would save."""
    notes = []

    def look(dialog):
        dialog._name.setText(name)
        dialog._check()
        notes.append("" if dialog._save.isEnabled() else dialog._note.text())
        dialog.reject()

    when_open(SaveDialog, look)
    app.window.actions.save_as.trigger()
    return notes[0]


def test_pictures_in_use_are_not_overwritten(with_artwork, save_as, tmp_path):
    save_as(with_artwork, tmp_path / "art.png")
    assert refusal(with_artwork, "art.png") == ""
    assert "would overwrite the photograph lake.png" in refusal(with_artwork, "lake.png")
    assert "would overwrite the painting swirls.png" in refusal(with_artwork, "swirls.png")
    os.link(tmp_path / "lake.png", tmp_path / "twin.png")
    assert "twin.png would overwrite the photograph lake" in refusal(with_artwork, "twin.png")


def test_pictures_of_the_artwork_and_the_queue_are_not_overwritten(
    qtbot, with_artwork, save_as, drop, make_picture, tmp_path, monkeypatch
):
    save_as(with_artwork, tmp_path / "art.png")
    with qtbot.waitSignal(with_artwork.loader.settled):
        drop(with_artwork.window.canvas, make_picture("other.png"), make_picture("third.png"))
    assert "photograph lake.png" in refusal(with_artwork, "lake.png")
    assert "photograph other.png" in refusal(with_artwork, "other.png")
    plan = Plan(params=StyleParams(), content=make_picture("queued.png"))
    entry = QueueEntry(id="1", plan=plan, weights="builtin")
    monkeypatch.setattr(with_artwork.queue, "entries", lambda: (entry,))
    assert "photograph queued.png" in refusal(with_artwork, "queued.png")


def test_an_artwork_used_as_a_painting_is_not_saved_over_its_file(
    qtbot, with_artwork, save_as, drop, tmp_path
):
    window, file = with_artwork.window, tmp_path / "art.png"
    save_as(with_artwork, file)
    before = file.stat().st_ino, file.stat().st_mtime_ns
    with qtbot.waitSignal(with_artwork.loader.settled):
        drop(window.paintings, file)
    qtbot.keyClick(window, Qt.Key.Key_S, CONTROL)
    assert "would overwrite the painting art.png" in window.message.text()
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == before


# Copying and dragging


def test_the_artwork_is_copied(qtbot, with_artwork):
    qtbot.keyClick(with_artwork.window, Qt.Key.Key_C, CONTROL)
    image = QGuiApplication.clipboard().image()
    assert image.size() == with_artwork.window.canvas.image().size()
    assert image.pixelColor(0, 0).getRgb()[:3] == (3, 3, 3)


def test_the_artwork_is_exported_as_a_file_with_its_recipe(with_artwork):
    file = with_artwork.save.export()
    assert file.name == "lake_swirls.png"
    assert load_recipe_text(file) is not None


# Unsaved artworks


def test_an_unsaved_artwork_is_offered_at_the_next_start(
    qtbot, make_app, load_pictures, start, answers
):
    first = make_app(endless)
    load_pictures(first)
    with qtbot.waitSignal(first.runner.progressed):
        start(first)
    with qtbot.waitSignal(first.left):
        first.window.close()
    assert first.shut_down()
    second = make_app()
    second.unsaved.offer_recovery()
    with qtbot.waitSignal(second.document.artwork_changed):
        second.window.message._action.click()
    assert second.window.run_bar.save.isEnabled()
    assert second.window.isWindowModified()


def test_the_unsaved_artwork_of_another_open_window_is_not_touched(
    qtbot, with_artwork, make_app, load_pictures, run
):
    qtbot.waitUntil(paths.recovery_file().exists)
    content = paths.recovery_file().read_bytes()
    second = make_app(steps(7))
    second.unsaved.offer_recovery()
    assert not second.window.message.isVisible()
    load_pictures(second)
    with qtbot.waitSignal(second.unsaved.set_aside):
        run(second)
    assert paths.recovery_file().read_bytes() == content
    assert with_artwork.shut_down()
    assert second.shut_down()
    third = make_app()
    third.unsaved.offer_recovery()
    assert "was not saved" in third.window.message.text()


def test_a_saved_artwork_is_not_offered_again(qtbot, with_artwork, save_as, tmp_path):
    qtbot.waitUntil(paths.recovery_file().exists)
    save_as(with_artwork, tmp_path / "artwork.png")
    assert not paths.recovery_file().exists()


def test_closing_asks_about_unsaved_work_and_can_be_cancelled(with_artwork, answers):
    answers.closing = CloseAnswer.CANCEL
    assert not with_artwork.window.close()
    assert with_artwork.window.isVisible()
    assert answers.asked_about_closing == [("lake_swirls", False)]
    answers.closing = CloseAnswer.DISCARD
    assert with_artwork.window.close()
    assert with_artwork.shut_down()
    assert not paths.recovery_file().exists(), "it was discarded"


def test_closing_can_save_first(qtbot, with_artwork, answers, tmp_path):
    answers.closing = CloseAnswer.SAVE

    def save(dialog):
        dialog._folder.setText(str(tmp_path))
        dialog._save.click()

    when_open(SaveDialog, save)
    assert with_artwork.window.close()
    assert with_artwork.shut_down()
    assert (tmp_path / "lake_swirls.png").exists()


def test_saved_work_is_not_asked_about(with_artwork, save_as, tmp_path, answers):
    save_as(with_artwork, tmp_path / "art.png")
    assert with_artwork.window.close()
    assert answers.asked_about_closing == []


def test_closing_during_a_run_asks_then_ends_the_run_and_keeps_its_picture(
    qtbot, make_app, load_pictures, start, answers
):
    app = make_app(endless)
    load_pictures(app)
    with qtbot.waitSignal(app.runner.progressed):
        start(app)
    with qtbot.waitSignal(app.left):
        app.window.close()
    assert answers.asked_about_closing == [("", True)]
    assert not app.window.isVisible()
    assert not app.runner.is_running()
    assert app.shut_down()
    assert paths.recovery_file().exists()


def test_shutting_down_during_a_run_keeps_its_picture(qtbot, make_app, load_pictures, start):
    app = make_app(endless)
    load_pictures(app)
    with qtbot.waitSignal(app.runner.progressed):
        start(app)
    assert app.shut_down()
    assert app.document.artwork() is not None
    assert paths.recovery_file().exists()
