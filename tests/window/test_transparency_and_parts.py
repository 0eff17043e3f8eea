"""Transparent photographs, partly read files and full disks in the window."""

import errno
import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from nst_desktop import paths
from nst_desktop.images.formats import PictureFormat
from nst_desktop.storage import atomic
from nst_desktop.ui.save.save_dialog import SaveDialog
from tests.fakes import steps
from tests.hands import when_open

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def see_through(tmp_path):
    """A photograph whose left half is transparent."""
    pixels = np.full((40, 40, 4), 200, np.uint8)
    pixels[:, :20, 3] = 0
    Image.fromarray(pixels).save(tmp_path / "see_through.png")
    return tmp_path / "see_through.png"


@pytest.fixture
def app(qtbot, make_app, drop, see_through, make_picture, run):
    """A window in which a run with that photograph has finished."""
    app = make_app(steps(3))
    with qtbot.waitSignal(app.loader.settled):
        assert drop(app.window.canvas, see_through, make_picture("swirls.png"))
    run(app)
    return app


def test_an_artwork_is_transparent_where_its_photograph_is(app, save_as, tmp_path):
    save_as(app, tmp_path / "out.png")
    with Image.open(tmp_path / "out.png") as image:
        alpha = np.asarray(image.convert("RGBA"))[..., 3]
    assert (alpha[:, :18] == 0).all()
    assert (alpha[:, 22:] == 200).all()


def test_the_save_dialog_says_which_format_drops_transparency(app, qtbot):
    notes = []

    def try_formats(dialog):
        note = dialog._rows._matte_note
        for picture_format in (PictureFormat.JPEG, PictureFormat.PNG, PictureFormat.JPEG):
            dialog.set_options(replace(dialog.options(), format=picture_format))
            notes.append(note.text() if note.isVisible() else "")
        dialog.reject()

    when_open(SaveDialog, try_formats)
    app.save.save_as()
    assert notes[1] == ""
    assert (
        "JPEG does not support transparency: the artwork will be flattened onto white" in notes[0]
    )
    assert notes[0].endswith("keep transparency: PNG, TIFF, WEBP, AVIF.")
    assert notes[0] == notes[2]


def test_the_save_dialog_ignores_transparency_for_an_opaque_artwork(with_artwork, qtbot):
    visible = []

    def choose_jpeg(dialog):
        dialog.set_options(replace(dialog.options(), format=PictureFormat.JPEG))
        visible.append(dialog._rows._matte_note.isVisible())
        dialog.reject()

    when_open(SaveDialog, choose_jpeg)
    with_artwork.save.save_as()
    assert visible == [False]


def test_copying_and_dragging_out_keep_transparency(app):
    app.save.copy()
    image = QGuiApplication.clipboard().image()
    assert image.pixelColor(2, 20).alpha() == 0
    assert image.pixelColor(image.width() - 2, 20).alpha() == 200
    with Image.open(app.save.export()) as exported:
        assert exported.convert("RGBA").getpixel((2, 20))[3] == 0


def test_recovering_an_unsaved_artwork_keeps_transparency(qtbot, app, make_app, save_as, tmp_path):
    qtbot.waitUntil(paths.recovery_file().exists)
    assert app.shut_down()
    other = make_app()
    other.unsaved.offer_recovery()
    with qtbot.waitSignal(other.document.artwork_changed):
        other.window.message._action.click()
    save_as(other, tmp_path / "out.png")
    made = app.document.artwork().pixels
    with Image.open(tmp_path / "out.png") as image:
        pixels = np.asarray(image.convert("RGBA"))
    assert (pixels[:, :18, 3] == 0).all()
    assert (pixels[:, 22:, 3] == 200).all()
    assert np.array_equal(pixels[..., :3], made), "flattened onto white"


def test_opening_an_artwork_from_the_history_keeps_transparency(qtbot, app, save_as, tmp_path):
    qtbot.waitUntil(lambda: bool(app.history._entries))
    [name] = app.history._entries
    made = app.document.artwork()
    with qtbot.waitSignal(app.document.artwork_changed):
        app.window.gallery.open_requested.emit(name)
    assert app.document.artwork() is not made
    save_as(app, tmp_path / "out.png")
    with Image.open(tmp_path / "out.png") as image:
        pixels = np.asarray(image.convert("RGBA"))
    assert (pixels[:, :18, 3] == 0).all()
    assert np.array_equal(pixels[..., :3], made.pixels)


def test_an_artwork_of_an_opaque_photograph_is_opaque(with_artwork, save_as, tmp_path):
    save_as(with_artwork, tmp_path / "out.png")
    with Image.open(tmp_path / "out.png") as image:
        assert image.mode in ("RGB", "I;16", "RGB;16")


def test_another_photograph_during_the_run_changes_nothing(
    qtbot, app, drop, make_picture, run, save_as, tmp_path
):
    app.runner.run_started.connect(
        lambda: drop(app.window.photograph, make_picture("other.png", 40, 40))
    )
    with qtbot.waitSignal(app.loader.settled):
        run(app)
    save_as(app, tmp_path / "out.png")
    with Image.open(tmp_path / "out.png") as image:
        assert np.asarray(image.convert("RGBA"))[..., 3].min() == 0


def test_a_message_says_that_only_part_of_a_file_was_read(qtbot, make_app, drop, tmp_path):
    frames = [Image.new("RGB", (64, 64), colour) for colour in ("red", "blue")]
    frames[0].save(tmp_path / "moving.gif", save_all=True, append_images=frames[1:])
    app = make_app()
    with qtbot.waitSignal(app.loader.settled):
        assert drop(app.window.photograph, tmp_path / "moving.gif")
    assert app.window.message.text().startswith("moving.gif: ")
    assert app.document.setup().photograph.picture.path == tmp_path / "moving.gif"


def test_when_the_disk_is_full_saving_elsewhere_is_offered(qtbot, app, tmp_path, monkeypatch):
    message, folder = app.window.message, tmp_path / "elsewhere"
    folder.mkdir()

    def save_in(target):
        def fill_in(dialog):
            dialog._folder.setText(str(target))
            qtbot.mouseClick(dialog._save, LEFT)

        return fill_in

    def fail_with_full_disk(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(atomic.os, "replace", fail_with_full_disk)
        when_open(SaveDialog, save_in(tmp_path))
        qtbot.mouseClick(app.window.run_bar.save, LEFT)
        qtbot.waitUntil(lambda: "disk is full" in message.text())
    assert app.document.has_unsaved()
    with qtbot.waitSignal(app.save.saved) as saved:
        when_open(SaveDialog, save_in(folder))
        qtbot.mouseClick(message._action, LEFT)
    assert Path(saved.args[0]).parent == folder
    assert not app.document.has_unsaved()
