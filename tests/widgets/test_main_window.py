"""The whole window, from two dropped files to the saved picture, with the real engine."""

import time
from pathlib import Path

import numpy as np
import pytest
from fakes import endless, steps
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDoubleSpinBox

from nst_desktop import paths
from nst_desktop.core.errors import UserError
from nst_desktop.core.job import Mode
from nst_desktop.core.params import StyleParams
from nst_desktop.files.images import load_recipe_text
from nst_desktop.files.recipes import read_recipe
from nst_desktop.run.payloads import Failed, Finished, Stopped
from nst_desktop.widgets import main_window
from nst_desktop.widgets.picture_slot import Role
from nst_desktop.widgets.section import Section
from nst_desktop.widgets.settings import Settings
from nst_desktop.widgets.theme import DARK, LIGHT, Theme, colours_of

PATIENCE = 60_000  # ms; what a loaded machine may need for one step


@pytest.fixture
def load_pictures(qtbot, drop, make_picture):
    """load_pictures(studio) drops a photograph and a painting on the canvas."""

    def load(studio):
        files = make_picture("lake.png", 192, 128), make_picture("swirls.png", 160, 160, seed=1)
        with qtbot.waitSignal(studio.opening.settled):
            assert drop(studio.window.canvas, *files)

    return load


@pytest.fixture
def save_to(monkeypatch):
    """save_to(path) answers the next question for a file name."""

    def answer(path):
        monkeypatch.setattr(main_window, "ask_where_to_save", lambda *_: path)

    return answer


def set_params(studio, **values):
    studio.window.panel.set_params(
        StyleParams(**{"size": 64, "min_size": 64, "steps": 4, **values})
    )


def start(qtbot, studio):
    qtbot.mouseClick(studio.window.run_bar.start, Qt.MouseButton.LeftButton)


def run(qtbot, studio):
    """Start, wait for the end and give the outcome."""
    with qtbot.waitSignal(studio.runner.run_ended, timeout=PATIENCE) as ended:
        start(qtbot, studio)
    return ended.args[0]


# the real engine


def test_from_two_dropped_files_to_a_saved_artwork(
    qtbot, make_studio, load_pictures, save_to, tmp_path
):
    studio = make_studio()
    load_pictures(studio)
    set_params(studio, steps=6)
    previews = []
    studio.runner.preview_arrived.connect(previews.append)

    assert isinstance(run(qtbot, studio), Finished)

    assert len(previews) >= 2
    assert not np.array_equal(previews[0].pixels, previews[-1].pixels)
    assert studio.window.plot.points() == 6
    assert "Finished" in studio.window.run_bar.status()
    save_to(tmp_path / "artwork.png")
    studio.window.run_bar.save.click()
    qtbot.waitUntil(lambda: "artwork.png" in studio.window.message.text())
    with Image.open(tmp_path / "artwork.png") as saved:
        assert saved.size == (64, 43)
        assert np.array_equal(np.asarray(saved), studio.keeping.artwork())


def test_pause_holds_the_steps_resume_goes_on_and_stop_is_quick(qtbot, make_studio, load_pictures):
    studio = make_studio()
    load_pictures(studio)
    set_params(studio, size=256, min_size=256, steps=500)
    window, runner = studio.window, studio.runner
    with qtbot.waitSignal(runner.preview_arrived, timeout=PATIENCE):
        start(qtbot, studio)

    window.run_bar.pause.click()
    assert "Paused" in window.run_bar.status()
    with qtbot.waitSignal(runner.progressed, timeout=1500, raising=False):
        pass  # the step that was going may come to its end
    held = window.plot.points()
    with qtbot.assertNotEmitted(runner.progressed, wait=1500):
        pass
    assert window.plot.points() == held

    with qtbot.waitSignal(runner.progressed, timeout=PATIENCE):
        window.run_bar.pause.click()

    begin = time.monotonic()
    with qtbot.waitSignal(runner.run_ended, timeout=PATIENCE) as ended:
        window.run_bar.stop.click()
    assert time.monotonic() - begin < 1
    assert isinstance(ended.args[0], Stopped)
    assert window.run_bar.save.isEnabled(), "what is there can be saved"


@pytest.mark.parametrize("mode", [Mode.TEXTURE, Mode.RECONSTRUCTION])
def test_a_texture_and_a_reconstruction_can_be_made_as_well(
    qtbot, make_studio, load_pictures, mode
):
    studio = make_studio()
    load_pictures(studio)
    set_params(studio, steps=2)
    studio.window.panel.set_mode(mode)
    assert isinstance(run(qtbot, studio), Finished)


# pictures


def test_a_file_that_is_no_picture_is_refused_and_the_old_one_stays(
    qtbot, make_studio, load_pictures, drop, tmp_path
):
    studio = make_studio()
    load_pictures(studio)
    bad = tmp_path / "notes.jpg"
    bad.write_text("no picture")
    slot = studio.window.slots[Role.PHOTOGRAPH]
    with qtbot.waitSignal(studio.opening.settled):
        drop(slot, bad)
    assert "notes.jpg" in studio.window.message.text()
    assert studio.window.message.isVisible()
    assert slot.picture().picture.name == "lake.png"


def test_the_photograph_is_on_the_canvas_before_the_run(make_studio, load_pictures):
    studio = make_studio()
    assert studio.window.canvas.image() is None
    assert "Choose a photograph" in studio.window.run_bar.status()
    load_pictures(studio)
    assert studio.window.run_bar.status() == "Ready"
    assert studio.window.canvas.image().width() == 192


def test_of_two_pictures_chosen_in_a_row_the_second_is_shown(qtbot, make_studio, make_picture):
    studio = make_studio()
    with qtbot.waitSignal(studio.opening.settled):
        studio.opening.open(Role.PAINTING, make_picture("large.png", 2000, 2000))
        studio.opening.open(Role.PAINTING, make_picture("small.png", 20, 20))
    assert studio.window.slots[Role.PAINTING].picture().picture.name == "small.png"


def test_start_waits_for_pictures_that_are_still_being_opened(
    qtbot, make_studio, drop, make_picture
):
    studio = make_studio(steps(2))
    files = make_picture("a.png", 64, 64), make_picture("b.png", 64, 64)
    with qtbot.waitSignal(studio.runner.run_ended):
        drop(studio.window.canvas, *files)
        start(qtbot, studio)


def test_without_pictures_start_says_what_is_missing(qtbot, make_studio):
    studio = make_studio()
    start(qtbot, studio)
    assert "photograph" in studio.window.message.text()
    assert not studio.runner.is_running()


def test_at_the_first_start_the_samples_are_in_place(qtbot, make_studio):
    studio = make_studio()
    with qtbot.waitSignal(studio.opening.settled):
        studio.opening.open_first({})
    names = [slot.picture().picture.name for slot in studio.window.slots.values()]
    assert names == ["mountain_lake.jpg", "impasto.jpg"]


def test_the_pictures_of_the_last_time_are_there_again(qtbot, make_studio, load_pictures):
    first = make_studio()
    load_pictures(first)
    first.window.close()
    second = make_studio()
    with qtbot.waitSignal(second.opening.settled):
        second.opening.open_first({})
    assert second.window.slots[Role.PAINTING].picture().picture.name == "swirls.png"


# runs that go wrong


def test_a_fault_in_a_run_is_shown_and_the_next_start_works(qtbot, make_studio, load_pictures):
    runs = [steps(1, then=lambda: 1 / 0), steps(2)]
    studio = make_studio(lambda job, control: runs.pop(0)(job, control))
    load_pictures(studio)
    assert isinstance(run(qtbot, studio), Failed)
    assert "went wrong" in studio.window.message.text()
    assert "ZeroDivisionError" in studio.window.message.details()
    assert isinstance(run(qtbot, studio), Finished)
    assert not studio.window.message.isVisible()


def test_an_error_for_people_is_shown_as_it_is(qtbot, make_studio, load_pictures):
    def stylize(job, control):
        raise UserError("The weights are not installed.")
        yield

    studio = make_studio(stylize)
    load_pictures(studio)
    run(qtbot, studio)
    assert studio.window.message.text() == "The weights are not installed."


def test_a_size_that_is_too_small_is_refused_at_its_field(qtbot, make_studio, load_pictures):
    studio = make_studio()
    load_pictures(studio)
    set_params(studio, size=16, min_size=16)
    start(qtbot, studio)
    field = next(each for each in studio.window.panel.fields() if each.name == "size")
    assert "too small" in field.error()
    assert not studio.runner.is_running()


def test_parameters_cannot_be_changed_while_they_would_have_no_effect(
    qtbot, make_studio, load_pictures
):
    studio = make_studio(endless)
    load_pictures(studio)
    with qtbot.waitSignal(studio.runner.progressed):
        start(qtbot, studio)
    field = next(studio.window.panel.fields())
    assert not field.isEnabled()
    with qtbot.waitSignal(studio.runner.run_ended):
        studio.window.run_bar.stop.click()
    assert field.isEnabled()


def test_what_is_live_can_be_changed_while_a_run_goes(qtbot, make_studio, load_pictures):
    studio = make_studio(endless)
    load_pictures(studio)
    with qtbot.waitSignal(studio.runner.progressed):
        start(qtbot, studio)
    field = next(each for each in studio.window.panel.fields() if each.name == "style_weight")
    assert field.isEnabled()
    box = field.findChild(QDoubleSpinBox)
    box.selectAll()
    qtbot.keyClicks(box, "7")
    with qtbot.waitSignal(
        studio.runner.progressed, check_params_cb=lambda progress: progress.losses.style == 7
    ):
        qtbot.keyClick(box, Qt.Key.Key_Return)


# saving


@pytest.fixture
def with_artwork(qtbot, make_studio, load_pictures):
    studio = make_studio(steps(3))
    load_pictures(studio)
    run(qtbot, studio)
    return studio


def test_a_save_that_fails_says_why_and_the_picture_stays(qtbot, with_artwork, save_to, tmp_path):
    window = with_artwork.window
    save_to(tmp_path / "no such folder" / "artwork.png")
    window.run_bar.save.click()
    qtbot.waitUntil(lambda: window.message.isVisible())
    assert window.run_bar.save.isEnabled()
    save_to(tmp_path / "artwork.png")
    window.run_bar.save.click()
    qtbot.waitUntil((tmp_path / "artwork.png").exists)


def test_the_saved_artwork_carries_its_recipe(qtbot, make_studio, load_pictures, save_to, tmp_path):
    studio = make_studio()
    load_pictures(studio)
    set_params(studio, steps=2)
    run(qtbot, studio)
    save_to(tmp_path / "artwork.png")
    studio.window.run_bar.save.click()
    qtbot.waitUntil((tmp_path / "artwork.png").exists)
    recipe = read_recipe(tmp_path / "artwork.png")
    assert recipe.params == studio.window.panel.params()
    assert [note.name for note in (recipe.content, *recipe.styles)] == ["lake.png", "swirls.png"]
    assert recipe.complete


def test_an_artwork_whose_pictures_have_gone_is_saved_without_a_recipe(
    qtbot, with_artwork, save_to, tmp_path
):
    (tmp_path / "lake.png").unlink()
    save_to(tmp_path / "artwork.png")
    with_artwork.window.run_bar.save.click()
    qtbot.waitUntil((tmp_path / "artwork.png").exists)
    assert load_recipe_text(tmp_path / "artwork.png") is None


def test_the_proposed_name_is_made_of_the_pictures_names(with_artwork, monkeypatch):
    asked = []
    monkeypatch.setattr(main_window, "ask_where_to_save", lambda *given: asked.append(given[-1]))
    with_artwork.window.run_bar.save.click()
    assert asked[0].name == "lake_swirls.png"


def test_a_run_without_a_single_step_does_not_lose_the_artwork_before(
    qtbot, make_studio, load_pictures
):
    runs = [steps(3), steps(0, then=lambda: 1 / 0)]
    studio = make_studio(lambda job, control: runs.pop(0)(job, control))
    load_pictures(studio)
    run(qtbot, studio)
    run(qtbot, studio)
    assert studio.window.run_bar.save.isEnabled()
    assert (studio.keeping.artwork() == 3).all()


def test_an_artwork_that_was_not_saved_is_offered_the_next_time(qtbot, with_artwork, make_studio):
    with_artwork.window.close()
    with_artwork.shut_down()
    studio = make_studio()
    studio.keeping.offer_recovery()
    with qtbot.waitSignal(studio.keeping.recovered):
        studio.window.message._action.click()
    assert (studio.keeping.artwork() == 3).all()
    assert studio.window.run_bar.save.isEnabled()


def test_an_artwork_that_was_saved_is_not_offered_again(qtbot, with_artwork, save_to, tmp_path):
    qtbot.waitUntil(paths.recovery_file().exists)
    save_to(tmp_path / "artwork.png")
    with_artwork.window.run_bar.save.click()
    qtbot.waitUntil(lambda: not paths.recovery_file().exists())


# the window itself


def test_closing_during_a_run_ends_the_run_and_keeps_its_picture(qtbot, make_studio, load_pictures):
    studio = make_studio(endless)
    load_pictures(studio)
    with qtbot.waitSignal(studio.runner.progressed):
        start(qtbot, studio)
    with qtbot.waitSignal(studio.left, timeout=2000):
        studio.window.close()
    assert not studio.window.isVisible()
    assert not studio.runner.is_running()
    assert studio.shut_down()
    assert paths.recovery_file().exists()


def test_a_run_ended_by_shutting_down_still_has_its_picture_kept(qtbot, make_studio, load_pictures):
    studio = make_studio(endless)
    load_pictures(studio)
    with qtbot.waitSignal(studio.runner.progressed):
        start(qtbot, studio)
    assert studio.shut_down()
    assert studio.keeping.artwork() is not None
    assert paths.recovery_file().exists()


def test_a_chosen_theme_is_taken_up_and_remembered(qapp, make_studio):
    window = make_studio().window
    action = next(each for each in window.menus._themes.actions() if each.data() == "dark")
    action.trigger()
    assert colours_of(window.palette()) is DARK
    window.close()
    assert Settings(paths.settings_file()).theme() is Theme.DARK
    make_studio().window.theme_chosen.emit(Theme.LIGHT)
    assert colours_of(qapp.palette()) is LIGHT


def test_the_window_comes_back_in_the_size_it_was_left(make_studio):
    window = make_studio().window
    window.resize(960, 655)  # the screen that tests have is small
    window.close()
    assert make_studio().window is not window
    restored = main_window.MainWindow(Settings(paths.settings_file()))
    assert (restored.width(), restored.height()) == (960, 655)


def test_everything_that_takes_the_focus_has_a_name_for_screen_readers(make_studio):
    from PySide6.QtWidgets import QScrollBar, QWidget

    window = make_studio().window
    for section in window.findChildren(Section):
        section.set_unfolded(True)
    window.message.show_error("An error", "and what is behind it")
    nameless = [
        f"{widget} in {widget.parent()}"
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
        and not getattr(widget, "text", str)()
        and not isinstance(widget, QScrollBar)
        and not widget.parent().accessibleName()  # such as the line inside a spin box
    ]
    assert nameless == []


def test_the_small_window_shows_everything(make_studio):
    window = make_studio().window
    assert window.minimumSizeHint().width() <= 1024
    assert window.minimumSizeHint().height() <= 700
    window.message.show_error("An error that takes a line. " * 8)
    assert window.minimumSizeHint().height() <= 700
    assert Path(paths.icon_file("nst-desktop")).exists()
