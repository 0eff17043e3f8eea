"""Films of a run, chosen and written in the window."""

import importlib.util
import itertools
import os
from dataclasses import replace
from threading import Event

import av
import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QSlider,
    QToolButton,
)

from nst_desktop.films.film import write_film
from nst_desktop.films.film_formats import FILM_SUFFIXES, INSTALL_VIDEO
from nst_desktop.images.load import load_picture
from nst_desktop.ui.actions import Panel
from nst_desktop.ui.film import controller
from nst_desktop.ui.film.film_dialog import FilmDialog
from nst_desktop.ui.history import recorder
from tests.fakes import endless, step_of
from tests.hands import TIMEOUT
from tests.window.test_accessibility import faults

Key, LEFT = Qt.Key, Qt.MouseButton.LeftButton
CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
STEPS, BRIGHTER = 20, 12  # each step's picture is so much brighter than the one before


def brightening(job, control, *state):
    """Yield ever brighter pictures, slowly enough for the window to show each one."""
    seen = Event()
    for index in range(1, STEPS + 1):
        control.checkpoint()
        picture = np.full((40, 60, 3), BRIGHTER * index, np.uint8)
        yield replace(
            step_of(index, STEPS),
            snapshot=lambda side, picture=picture: picture,
            artwork=lambda picture=picture: picture.astype(np.uint16) * 257,
        )
        seen.wait(0.02)


@pytest.fixture
def app(qtbot, make_app, load_pictures, run, monkeypatch):
    """A window after a run whose moments are in the history."""
    monkeypatch.setattr(recorder, "INTERVAL", 0)
    monkeypatch.setattr("nst_desktop.run.worker.PREVIEW_INTERVAL", 0.0)
    app = make_app(brightening)
    load_pictures(app)
    with qtbot.waitSignal(app.recorder.kept, timeout=TIMEOUT):
        run(app)
    qtbot.waitUntil(lambda: entries_of(app) == 1)
    return app


@pytest.fixture
def open_dialog(qtbot, tmp_path):
    """Return a function that opens the dialog by keyboard, set to a short film in a new folder."""

    def open_it(app):
        (tmp_path / "films").mkdir(exist_ok=True)
        activate(qtbot, app.window)
        qtbot.keyClick(app.window, Key.Key_M, CONTROL_SHIFT)
        dialog = wait_for_dialog(qtbot)
        find(dialog, QLineEdit, "Folder").setText(str(tmp_path / "films"))
        for name, value in (("Length", 1.0), ("Hold at the end", 0.5), ("Frames per second", 10)):
            find(dialog, QAbstractSpinBox, name).setValue(value)
        return dialog

    return open_it


def wait_for_dialog(qtbot):
    qtbot.waitUntil(lambda: len(dialogs()) == 1)
    [dialog] = dialogs()
    activate(qtbot, dialog)
    return dialog


def dialogs():
    found = QApplication.topLevelWidgets()
    return [each for each in found if isinstance(each, FilmDialog) and each.isVisible()]


def activate(qtbot, window):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def find(root, kind, name):
    [found] = [each for each in root.findChildren(kind) if each.accessibleName() == name]
    return found


def button(dialog, text):
    buttons = dialog.findChildren(QAbstractButton)
    return next(each for each in buttons if each.text().replace("&", "") == text)


def texts(dialog):
    return " ".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def choose(qtbot, dialog, name, row):
    """Walk a list with the arrow keys."""
    choice = find(dialog, QComboBox, name)
    choice.setFocus()
    for _ in range(choice.count()):
        if choice.currentIndex() != row:
            down = choice.currentIndex() < row
            qtbot.keyClick(choice, Key.Key_Down if down else Key.Key_Up)
    return choice.currentIndex()


def save(qtbot, app, dialog):
    """Press Save, wait for the film and return its file."""
    file = dialog.file()
    with qtbot.waitSignal(app.film.written, timeout=30_000) as written:
        qtbot.mouseClick(dialog._save, LEFT)
    assert written.args == [file]
    qtbot.waitUntil(lambda: dialogs() == [])
    return file


def frames_of(file):
    if file.suffix in (".mp4", ".webm"):
        with av.open(str(file)) as container:
            return [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
    with Image.open(file) as image:
        frames = []
        for number in range(image.n_frames):
            image.seek(number)
            frames.append(np.asarray(image.convert("RGB")))
        return frames


def entries_of(app):
    return app.window.gallery.findChild(QListView).model().rowCount()


def select_first(qtbot, app):
    app.window.set_panel_shown(Panel.HISTORY, True)
    view = app.window.gallery.findChild(QListView)
    QApplication.processEvents()
    qtbot.mouseClick(view.viewport(), LEFT, pos=view.visualRect(view.model().index(0, 0)).center())


def film_action(app):
    return app.window.actions.save_film


# the film


@pytest.mark.parametrize("suffix", FILM_SUFFIXES)
def test_each_format_goes_from_the_first_moment_to_the_artwork(qtbot, app, open_dialog, suffix):
    dialog = open_dialog(app)
    row = FILM_SUFFIXES.index(suffix)
    assert choose(qtbot, dialog, "Format", row) == row
    first = load_picture(app.canvas.moments()[0].path).pixels.mean()
    file = save(qtbot, app, dialog)
    assert file.name == f"lake_swirls{suffix}"
    frames = frames_of(file)
    assert len(frames) == (15 if suffix in (".mp4", ".webm") else 10)
    assert frames[0].shape == (40, 60, 3)
    assert frames[0].mean() == pytest.approx(first, abs=4)
    assert frames[-1].mean() == pytest.approx(BRIGHTER * STEPS, abs=2)
    greys = [frame.mean() for frame in frames]
    assert all(after >= before - 2 for before, after in itertools.pairwise(greys))


def test_a_fade_goes_from_the_photograph_to_the_artwork(qtbot, app, open_dialog, tmp_path):
    dialog = open_dialog(app)
    assert choose(qtbot, dialog, "Shows", 1) == 1
    frames = frames_of(save(qtbot, app, dialog))
    with Image.open(tmp_path / "lake.png") as photograph:
        wanted = np.asarray(photograph.convert("RGB").resize((60, 40), Image.Resampling.LANCZOS))
    assert np.abs(frames[0].astype(float) - wanted).mean() < 12  # small and colourful
    assert frames[-1].mean() == pytest.approx(BRIGHTER * STEPS, abs=2)


def test_a_film_is_not_saved_over_a_picture_that_is_in_use(qtbot, app, open_dialog, tmp_path):
    dialog = open_dialog(app)
    os.link(tmp_path / "lake.png", tmp_path / "films" / "film.gif")
    find(dialog, QLineEdit, "Name").setText("film.gif")
    find(dialog, QLineEdit, "Name").textEdited.emit("film.gif")
    assert "film.gif would overwrite the photograph lake.png" in texts(dialog)
    assert not button(dialog, "Save").isEnabled()


def test_the_message_bar_names_the_film_and_shows_its_folder(qtbot, app, open_dialog, monkeypatch):
    shown = []
    monkeypatch.setattr(controller, "show_folder", shown.append)
    file = save(qtbot, app, open_dialog(app))
    assert str(file) in app.window.message.text()
    qtbot.mouseClick(app.window.message._action, LEFT)
    assert shown == [file.parent]
    assert app.window.actions.show_folder.isEnabled()


def test_an_artwork_of_an_earlier_session_is_filmed_from_the_gallery(
    qtbot, app, make_app, open_dialog, tmp_path
):
    app.window.close()
    assert app.shut_down()
    second = make_app()
    second.history.refresh()
    qtbot.waitUntil(lambda: entries_of(second) == 1)
    assert not film_action(second).isEnabled(), "no artwork is at hand"
    select_first(qtbot, second)
    qtbot.mouseClick(find(second.window.gallery, QToolButton, "Save film"), LEFT)
    dialog = wait_for_dialog(qtbot)
    find(dialog, QLineEdit, "Folder").setText(str(tmp_path))
    frames = frames_of(save(qtbot, second, dialog))
    assert len(frames) == 150 + 38
    assert frames[0].mean() < 60
    assert frames[-1].mean() == pytest.approx(BRIGHTER * STEPS, abs=2)


def test_an_opened_artwork_finds_its_photograph_by_the_recipe(
    qtbot, app, make_app, load_pictures, open_dialog, tmp_path
):
    app.window.close()
    assert app.shut_down()
    second = make_app()
    load_pictures(second)
    second.history.refresh()
    qtbot.waitUntil(lambda: entries_of(second) == 1)
    select_first(qtbot, second)
    with qtbot.waitSignal(second.document.artwork_changed):
        qtbot.mouseClick(find(second.window.gallery, QToolButton, "Open"), LEFT)
    qtbot.waitUntil(film_action(second).isEnabled)
    dialog = open_dialog(second)
    assert choose(qtbot, dialog, "Shows", 1) == 1
    dialog.reject()
    (tmp_path / "lake.png").unlink()
    dialog = open_dialog(second)
    assert choose(qtbot, dialog, "Shows", 1) == 0
    reason = find(dialog, QComboBox, "Shows").itemData(1, Qt.ItemDataRole.ToolTipRole)
    assert "photograph" in reason


def test_a_film_is_offered_while_there_are_moments(qtbot, app, start):
    assert film_action(app).isEnabled()
    select_first(qtbot, app)
    qtbot.mouseClick(find(app.window.gallery, QToolButton, "Delete"), LEFT)
    qtbot.waitUntil(lambda: entries_of(app) == 0)
    assert not film_action(app).isEnabled()


# without PyAV


def test_without_pyav_videos_are_greyed_with_the_reason_and_animations_work(
    qtbot, app, open_dialog, monkeypatch
):
    real = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *more: None if name == "av" else real(name, *more)
    )
    dialog = open_dialog(app)
    assert INSTALL_VIDEO in texts(dialog)
    kinds = find(dialog, QComboBox, "Format")
    assert INSTALL_VIDEO in kinds.itemData(0, Qt.ItemDataRole.ToolTipRole)
    assert dialog.file().suffix == ".webp"
    assert choose(qtbot, dialog, "Format", 0) == 2, "the arrow keys pass over what is greyed"
    assert choose(qtbot, dialog, "Format", 3) == 3
    assert len(frames_of(save(qtbot, app, dialog))) == 10


# stopping


@pytest.fixture
def slow(app, monkeypatch):
    """Keep films from finishing until slow.set()."""
    release = Event()

    def write(pictures, path, options, progress):
        while not release.wait(0.01):
            progress(0.5)
        write_film(pictures, path, options, progress)

    monkeypatch.setattr(app.film._task, "_write", write)
    return release


def test_stop_leaves_no_file_and_the_dialog_for_another_try(
    qtbot, app, open_dialog, slow, tmp_path
):
    dialog = open_dialog(app)
    qtbot.mouseClick(dialog._save, LEFT)
    qtbot.waitUntil(lambda: "50 %" in texts(dialog))
    assert QApplication.focusWidget() is button(dialog, "Stop")
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Space)
    qtbot.waitUntil(lambda: "No file was written" in texts(dialog))
    assert list((tmp_path / "films").iterdir()) == []
    slow.set()
    assert save(qtbot, app, dialog).exists()


def test_escape_while_a_film_is_written_stops_it(qtbot, app, open_dialog, slow, tmp_path):
    dialog = open_dialog(app)
    qtbot.mouseClick(dialog._save, LEFT)
    qtbot.waitUntil(lambda: "50 %" in texts(dialog))
    qtbot.keyClick(dialog, Key.Key_Escape)
    qtbot.waitUntil(lambda: not app.film.is_writing())
    assert dialogs() == []
    assert list((tmp_path / "films").iterdir()) == []


def test_a_window_that_is_closed_still_finishes_its_film(qtbot, app, open_dialog, slow, tmp_path):
    dialog = open_dialog(app)
    file = dialog.file()
    qtbot.mouseClick(dialog._save, LEFT)
    qtbot.waitUntil(lambda: "50 %" in texts(dialog))
    app.window.close()
    assert dialogs() == []
    slow.set()
    assert app.shut_down()
    assert len(frames_of(file)) == 15


def test_a_film_that_takes_too_long_is_cancelled_without_a_partial_file(
    qtbot, app, open_dialog, slow, tmp_path, monkeypatch
):
    monkeypatch.setattr(controller, "FINISH_TIMEOUT", 0.1)
    dialog = open_dialog(app)
    qtbot.mouseClick(dialog._save, LEFT)
    qtbot.waitUntil(lambda: "50 %" in texts(dialog))
    app.window.close()
    assert app.shut_down()
    assert list((tmp_path / "films").iterdir()) == []


def test_a_film_waits_for_a_run_and_then_continues(
    qtbot, app, start, open_dialog, tmp_path, monkeypatch
):
    monkeypatch.setattr(app.runner, "stylize", endless)
    with qtbot.waitSignal(app.runner.progressed):
        start(app)
    assert not film_action(app).isEnabled(), "what is at hand is in the making"
    select_first(qtbot, app)
    qtbot.mouseClick(find(app.window.gallery, QToolButton, "Save film"), LEFT)
    dialog = wait_for_dialog(qtbot)
    find(dialog, QLineEdit, "Folder").setText(str(tmp_path))
    file = dialog.file()
    qtbot.mouseClick(dialog._save, LEFT)
    assert "Waiting" in texts(dialog)
    with qtbot.assertNotEmitted(app.film.written, wait=200):
        pass
    with qtbot.waitSignal(app.film.written, timeout=30_000):
        app.run.stop()
    assert file.exists()


def test_an_error_is_shown_in_the_dialog_which_stays_open(qtbot, app, open_dialog, slow, tmp_path):
    dialog = open_dialog(app)
    qtbot.mouseClick(dialog._save, LEFT)
    qtbot.waitUntil(lambda: "50 %" in texts(dialog))
    (tmp_path / "films").rmdir()
    slow.set()
    qtbot.waitUntil(lambda: not dialog.is_writing())
    assert "could not be written" in texts(dialog)
    assert dialogs() == [dialog]


def test_a_moment_deleted_meanwhile_is_reported(qtbot, app, open_dialog, tmp_path):
    dialog = open_dialog(app)
    for moment in app.canvas.moments():
        moment.path.unlink()
    qtbot.mouseClick(dialog._save, LEFT)
    qtbot.waitUntil(lambda: not dialog.is_writing())
    assert "moment_0000001.jpg" in texts(dialog) or "moment_" in texts(dialog)
    assert list((tmp_path / "films").iterdir()) == []


# the file and the settings


def test_an_existing_film_is_replaced_only_after_confirmation(qtbot, app, open_dialog, tmp_path):
    (tmp_path / "films").mkdir()
    (tmp_path / "films" / "lake_swirls.mp4").write_bytes(b"an older film")
    dialog = open_dialog(app)
    assert "already in this folder" in texts(dialog)
    qtbot.keyClick(dialog, Key.Key_Return)
    assert not dialog.is_writing()
    assert (tmp_path / "films" / "lake_swirls.mp4").read_bytes() == b"an older film"
    assert dialog._save.text() == "&Replace"
    assert len(frames_of(save(qtbot, app, dialog))) == 15


def test_choices_are_remembered_also_in_another_window(qtbot, app, make_app, open_dialog, tmp_path):
    dialog = open_dialog(app)
    choose(qtbot, dialog, "Format", 3)
    choose(qtbot, dialog, "Long side", 2)
    choose(qtbot, dialog, "Pace", 1)
    choose(qtbot, dialog, "Shows", 1)
    request = dialog.request()
    save(qtbot, app, dialog)
    app.window.close()
    assert app.shut_down()
    second = make_app()
    second.history.refresh()
    qtbot.waitUntil(lambda: entries_of(second) == 1)
    second.loader.show(second.last_setup.pictures([]), second.document.put)
    qtbot.waitUntil(lambda: not second.loader.is_busy())
    select_first(qtbot, second)
    qtbot.mouseClick(find(second.window.gallery, QToolButton, "Save film"), LEFT)
    dialog = wait_for_dialog(qtbot)
    assert dialog.request() == request
    assert dialog.file().parent == tmp_path / "films"
    assert dialog.file().name == "lake_swirls-2.gif", "the other one stays"


# by keyboard, and leaving nothing behind


def test_a_film_is_made_with_the_keyboard_alone(qtbot, app, open_dialog, tmp_path):
    dialog = open_dialog(app)
    qtbot.keyClicks(QApplication.focusWidget(), "mine")
    tab_to(qtbot, dialog, "Length")
    QApplication.focusWidget().selectAll()
    qtbot.keyClicks(QApplication.focusWidget(), "2")
    assert "20 frames" in texts(dialog)
    tab_to(qtbot, dialog, "Long side")
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Down)
    assert "320 × 212 px" in texts(dialog)
    with qtbot.waitSignal(app.film.written, timeout=30_000):
        qtbot.keyClick(QApplication.focusWidget(), Key.Key_Return)
    frames = frames_of(tmp_path / "films" / "mine.mp4")
    assert (len(frames), frames[0].shape) == (25, (212, 320, 3))


def test_space_pauses_and_plays_and_the_arrow_keys_go_picture_by_picture(qtbot, app, open_dialog):
    dialog = open_dialog(app)
    track = find(dialog, QSlider, "Position in the film")
    tab_to(qtbot, dialog, "Position in the film")
    before = track.value()
    qtbot.waitUntil(lambda: track.value() != before)  # it plays by itself
    qtbot.keyClick(track, Key.Key_Space)
    qtbot.keyClick(track, Key.Key_Home)
    assert middle_of(dialog) == pytest.approx(BRIGHTER, abs=BRIGHTER * 3)
    qtbot.keyClick(track, Key.Key_Right)
    assert track.value() == 1
    qtbot.keyClick(track, Key.Key_End)
    assert track.value() == 14
    assert middle_of(dialog) == pytest.approx(BRIGHTER * STEPS, abs=2)
    qtbot.keyClick(track, Key.Key_Space)
    qtbot.waitUntil(lambda: track.value() != 14)


def test_a_dialog_that_is_closed_while_it_plays_leaves_no_timer(qtbot, app, open_dialog):
    dialog = open_dialog(app)
    timers = [timer for timer in dialog.findChildren(QTimer) if timer.isActive()]
    assert timers != []
    qtbot.keyClick(dialog, Key.Key_Escape)
    assert not any(timer.isActive() for timer in timers)
    qtbot.waitUntil(lambda: app.window.findChildren(FilmDialog) == [])


def test_a_hidden_dialog_does_not_play(qtbot, app, open_dialog):
    dialog = open_dialog(app)
    [timer] = [timer for timer in dialog.findChildren(QTimer) if timer.isActive()]
    dialog.hide()
    assert not timer.isActive()
    dialog.show()
    assert timer.isActive()


def test_everything_in_the_dialog_has_a_name_and_a_tooltip(qtbot, app, open_dialog, slow):
    dialog = open_dialog(app)
    assert faults(dialog) == []
    qtbot.mouseClick(dialog._save, LEFT)
    qtbot.waitUntil(lambda: "50 %" in texts(dialog))
    assert faults(dialog) == []
    slow.set()
    qtbot.waitUntil(lambda: dialogs() == [])


def tab_to(qtbot, dialog, name):
    for _ in range(30):
        if dialog.focusWidget() is not None and dialog.focusWidget().accessibleName() == name:
            return
        qtbot.keyClick(dialog.focusWidget() or dialog, Key.Key_Tab)
    raise AssertionError(f"the Tab key does not come to {name}")


def middle_of(dialog):
    image = dialog._preview._screen.grab().toImage()
    return image.pixelColor(image.rect().center()).red()
