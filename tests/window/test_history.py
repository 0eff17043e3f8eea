"""The history: moments on the timeline, artworks in the gallery, and comparing any two."""

from threading import Event

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QListView, QSlider, QToolButton

from nst_desktop.images.load import load_picture
from nst_desktop.ui.actions import Panel
from nst_desktop.ui.history import recorder
from nst_desktop.ui.save.save_dialog import SaveDialog
from tests.fakes import endless, steps
from tests.hands import TIMEOUT, when_open

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier


def button(widget, name):
    [found] = [b for b in widget.findChildren(QToolButton) if b.accessibleName() == name]
    return found


def middle_of(app):
    """The colour in the middle of what the canvas shows."""
    canvas = app.window.canvas
    image = canvas.grab().toImage()
    return image.pixelColor(image.rect().center()).red()


@pytest.fixture
def with_moments(qtbot, make_app, load_pictures, run, monkeypatch):
    """A window after a run of twenty steps, all shown and recorded."""
    monkeypatch.setattr(recorder, "INTERVAL", 0)
    monkeypatch.setattr("nst_desktop.run.worker.PREVIEW_INTERVAL", 0.0)
    jobs, shown, take = [], Event(), recorder.RunRecorder.take

    def stylize(job, control, *state):
        jobs.append(job)
        for step in steps(20)(job, control):
            shown.clear()
            yield step
            shown.wait(5)

    def take_and_signal(self, preview):
        take(self, preview)
        shown.set()

    monkeypatch.setattr(recorder.RunRecorder, "take", take_and_signal)
    app = make_app(stylize)
    load_pictures(app)
    with qtbot.waitSignal(app.recorder.kept, timeout=TIMEOUT):
        run(app)
    qtbot.waitUntil(lambda: entries_of(app) == 1)
    app.jobs = jobs
    return app


def test_a_full_disk_is_logged_once_per_run(with_moments, run, qtbot, monkeypatch, caplog):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("nst_desktop.history.moments.write_whole", full)
    with qtbot.waitSignal(with_moments.recorder.kept, timeout=TIMEOUT):
        run(with_moments)
    assert caplog.text.count("the history could not be written") == 1


def entries_of(app):
    return app.window.gallery.findChild(QListView).model().rowCount()


def track_of(app):
    return app.window.timeline.findChild(QSlider)


def select_first(qtbot, app):
    app.window.set_panel_shown(Panel.HISTORY, True)
    view = app.window.gallery.findChild(QListView)
    QApplication.processEvents()
    place = view.visualRect(view.model().index(0, 0)).center()
    qtbot.mouseClick(view.viewport(), LEFT, pos=place)


# the timeline


def test_the_timeline_goes_back_through_the_run_and_returns_to_now(qtbot, with_moments):
    track = track_of(with_moments)
    assert track.maximum() >= 3
    assert middle_of(with_moments) == 20
    track.setFocus()
    qtbot.keyClick(track, Qt.Key.Key_Home)
    assert abs(middle_of(with_moments) - 1) <= 1, "the first step"
    qtbot.keyClick(track, Qt.Key.Key_End)
    assert middle_of(with_moments) == 20


def test_a_run_continues_from_a_moment(qtbot, with_moments):
    track_of(with_moments).setFocus()
    qtbot.keyClick(track_of(with_moments), Qt.Key.Key_Home)
    with qtbot.waitSignal(with_moments.run.ended):
        qtbot.mouseClick(button(with_moments.window.timeline, "Continue from here"), LEFT)
    job = with_moments.jobs[-1]
    assert abs(int(job.start.mean()) - 1) <= 1
    assert job.params.min_size == job.params.size


def test_a_moment_is_saved(qtbot, with_moments, tmp_path):
    track_of(with_moments).setFocus()
    qtbot.keyClick(track_of(with_moments), Qt.Key.Key_Home)

    def save(dialog):
        dialog._folder.setText(str(tmp_path))
        dialog._save.click()

    with qtbot.waitSignal(with_moments.save.saved) as saved:
        when_open(SaveDialog, save)
        qtbot.mouseClick(button(with_moments.window.timeline, "Save this moment"), LEFT)
    assert "step 1" in saved.args[0].name
    assert abs(int(load_picture(saved.args[0]).pixels.mean()) - 1) <= 1
    assert with_moments.window.isWindowModified(), "the artwork itself is in no file"


def test_the_parameters_of_a_moment_are_used(qtbot, with_moments, set_params):
    made_with = with_moments.jobs[0].params
    set_params(with_moments, seed=99)
    track_of(with_moments).setFocus()
    qtbot.keyClick(track_of(with_moments), Qt.Key.Key_Home)
    qtbot.mouseClick(button(with_moments.window.timeline, "Use its parameters"), LEFT)
    assert with_moments.document.setup().params == made_with


# the gallery


def test_each_run_becomes_a_lasting_entry(qtbot, with_moments, make_app, run):
    with qtbot.waitSignal(with_moments.recorder.kept, timeout=TIMEOUT):
        run(with_moments)
    qtbot.waitUntil(lambda: entries_of(with_moments) == 2)
    with_moments.window.close()
    assert with_moments.shut_down()
    second = make_app()
    second.history.refresh()
    qtbot.waitUntil(lambda: entries_of(second) == 2)


def test_an_entry_is_opened_with_its_moments(qtbot, with_moments, make_app):
    with_moments.window.close()
    assert with_moments.shut_down()
    second = make_app()
    second.history.refresh()
    qtbot.waitUntil(lambda: entries_of(second) == 1)
    select_first(qtbot, second)
    with qtbot.waitSignal(second.document.artwork_changed):
        qtbot.mouseClick(button(second.window.gallery, "Open"), LEFT)
    qtbot.waitUntil(lambda: track_of(second).maximum() >= 3)
    assert middle_of(second) == 20
    assert second.window.plot.points() == track_of(second).maximum()
    assert not second.window.isWindowModified(), "it is kept in the history"
    assert second.window.run_bar.save.isEnabled()


def test_the_recipe_of_an_entry_is_used(qtbot, with_moments, set_params):
    made_with = with_moments.jobs[0].params
    set_params(with_moments, seed=99)
    select_first(qtbot, with_moments)
    qtbot.mouseClick(button(with_moments.window.gallery, "Use its parameters"), LEFT)
    qtbot.waitUntil(lambda: with_moments.document.setup().params == made_with)


def test_a_run_continues_from_an_entry(qtbot, with_moments):
    select_first(qtbot, with_moments)
    with qtbot.waitSignal(with_moments.run.ended):
        qtbot.mouseClick(button(with_moments.window.gallery, "Continue from here"), LEFT)
    assert (with_moments.jobs[-1].start == 20).all()


def test_an_entry_is_deleted_after_confirmation(qtbot, with_moments, answers):
    select_first(qtbot, with_moments)
    answers.deleting = False
    qtbot.mouseClick(button(with_moments.window.gallery, "Delete"), LEFT)
    assert entries_of(with_moments) == 1
    answers.deleting = True
    qtbot.mouseClick(button(with_moments.window.gallery, "Delete"), LEFT)
    qtbot.waitUntil(lambda: entries_of(with_moments) == 0)
    assert answers.asked_about_deleting == [1, 1]


# comparing


def sides_of(app):
    """The colours left and right of the canvas' middle."""
    canvas = app.window.canvas
    image = canvas.grab().toImage()
    middle = image.rect().center()
    return [image.pixelColor(middle.x() + by, middle.y()).getRgb()[:3] for by in (-30, 30)]


def test_photograph_and_artwork_are_compared_side_by_side(qtbot, with_artwork):
    qtbot.keyClick(with_artwork.window, Qt.Key.Key_B, CONTROL)
    photograph, artwork = sides_of(with_artwork)
    assert artwork == (3, 3, 3)
    assert photograph != (3, 3, 3)
    qtbot.keyClick(with_artwork.window, Qt.Key.Key_B, CONTROL)
    assert sides_of(with_artwork) == [(3, 3, 3)] * 2


def test_the_line_between_them_is_dragged(qtbot, with_artwork):
    window = with_artwork.window
    window.actions.compare.setChecked(True)
    canvas = window.canvas
    middle = canvas.rect().center()
    qtbot.mousePress(canvas, LEFT, pos=middle)
    qtbot.mouseMove(canvas, middle - middle / 3)
    qtbot.mouseRelease(canvas, LEFT, pos=middle - middle / 3)
    assert sides_of(with_artwork) == [(3, 3, 3)] * 2


def test_a_key_shows_the_photograph_as_long_as_it_is_held(qtbot, with_artwork):
    window = with_artwork.window
    window.run_bar.start.setFocus()
    qtbot.keyPress(window, Qt.Key.Key_Backslash)
    assert sides_of(with_artwork)[1] != (3, 3, 3)
    qtbot.keyRelease(window, Qt.Key.Key_Backslash)
    assert sides_of(with_artwork)[1] == (3, 3, 3)


def test_any_two_pictures_can_be_chosen(qtbot, with_moments):
    window = with_moments.window
    window.actions.compare.setChecked(True)
    left, right = window.view_bar.findChildren(QComboBox)
    qtbot.waitUntil(lambda: left.count() == 4)
    named = [left.itemText(row) for row in range(left.count())]
    assert named == ["Artwork", "Photograph", "Painting", "Sketch"]
    for entries, name in ((left, "Painting"), (right, "Photograph")):
        entries.setFocus()
        qtbot.keyClicks(entries, name)
        entries.activated.emit(entries.currentIndex())
    shown = window.canvas.image()
    assert shown.size() == with_moments.document.setup().photograph.image.size()


def test_a_moment_is_compared_with_another(qtbot, with_moments):
    track = track_of(with_moments)
    track.setFocus()
    qtbot.keyClick(track, Qt.Key.Key_Home)
    qtbot.mouseClick(button(with_moments.window.timeline, "Compare this moment"), LEFT)
    qtbot.keyClick(track, Qt.Key.Key_Right)
    first, second = sides_of(with_moments)
    assert abs(first[0] - 1) <= 1
    assert second[0] > first[0]


def test_an_entry_is_compared_with_the_artwork(qtbot, with_moments):
    select_first(qtbot, with_moments)
    qtbot.mouseClick(button(with_moments.window.gallery, "Compare"), LEFT)
    qtbot.waitUntil(with_moments.window.canvas.is_split)
    assert [side[0] for side in sides_of(with_moments)] == [20, 20]


# the canvas in the window


def test_the_wheel_zooms_to_the_cursor(with_artwork):
    canvas = with_artwork.window.canvas
    point = canvas.viewport.picture_rect().center() - QPointF(40, 30)
    before = canvas.viewport.to_picture(point)
    zoom = canvas.viewport.zoom()
    turned = QWheelEvent(
        point, canvas.mapToGlobal(point), QPointF(0, 0).toPoint(), QPointF(0, 240).toPoint(),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas, turned)
    assert canvas.viewport.zoom() > zoom
    after = canvas.viewport.to_picture(point)
    assert abs(after.x() - before.x()) < 0.02
    assert abs(after.y() - before.y()) < 0.02


def test_keys_fit_and_show_each_pixel(qtbot, with_artwork):
    window = with_artwork.window
    qtbot.keyClick(window, Qt.Key.Key_1, CONTROL)
    assert window.canvas.viewport.zoom() == 1
    qtbot.keyClick(window, Qt.Key.Key_0, CONTROL)
    assert window.canvas.viewport.is_fit()


def test_full_screen_shows_the_canvas_alone_and_esc_leaves_it(qtbot, with_artwork):
    window = with_artwork.window
    qtbot.keyClick(window, Qt.Key.Key_F11)
    assert window.isFullScreen()
    assert not window.panel.isVisible()
    assert not window.run_bar.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isFullScreen()
    assert window.panel.isVisible()
    assert not window.gallery.isVisible(), "it was folded away before"


def test_esc_leaves_the_full_screen_before_it_stops_the_run(qtbot, make_app, load_pictures, start):
    app = make_app(endless)
    load_pictures(app)
    start(app)
    window = app.window
    qtbot.waitUntil(window.actions.stop.isEnabled)
    qtbot.keyClick(window, Qt.Key.Key_F11)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert not window.isFullScreen()
    assert window.actions.stop.isEnabled(), "the run is not stopped"
    with qtbot.waitSignal(app.run.ended):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
