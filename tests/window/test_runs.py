"""Runs in the whole window: with the real engine where that matters, else with made-up steps."""

from dataclasses import replace
from threading import Event

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDoubleSpinBox

from nst_desktop.core.errors import UserError
from nst_desktop.core.mode import Mode
from nst_desktop.machine.keep_awake import SleepInhibitor
from nst_desktop.run.run_events import Failed, Finished, Stopped
from nst_desktop.ui.parts.section import Section
from tests.fakes import endless, steps
from tests.hands import PATIENCE

LEFT = Qt.MouseButton.LeftButton


def field_of(studio, name):
    return next(each for each in studio.window.panel.fields() if each.name == name)


# the real engine


def test_from_two_dropped_files_to_an_artwork(qtbot, make_studio, load_pictures, set_params, run):
    studio = make_studio()
    load_pictures(studio)
    set_params(studio, steps=6)
    previews = []
    studio.runner.preview_arrived.connect(previews.append)

    assert isinstance(run(studio), Finished)

    assert len(previews) >= 2
    assert not np.array_equal(previews[0].pixels, previews[-1].pixels)
    assert studio.window.plot.points() == 6
    assert "Finished" in studio.window.run_bar.status()
    assert studio.document.artwork().pixels.shape == (43, 64, 3)
    assert studio.window.isWindowModified()
    assert studio.window.windowTitle() == "lake_swirls[*] – NST Desktop"


def test_pause_holds_the_steps_resume_goes_on_and_stop_ends_them(
    qtbot, make_studio, load_pictures, set_params, start
):
    studio = make_studio()
    load_pictures(studio)
    set_params(studio, size=256, min_size=256, steps=500)
    window, runner = studio.window, studio.runner
    with qtbot.waitSignal(runner.preview_arrived, timeout=PATIENCE):
        start(studio)

    qtbot.mouseClick(window.run_bar.pause, LEFT)
    assert "Paused" in window.run_bar.status()
    with qtbot.waitSignal(runner.progressed, timeout=1500, raising=False):
        pass  # the step that was going may come to its end
    held = window.plot.points()
    with qtbot.assertNotEmitted(runner.progressed, wait=500):
        pass
    assert window.plot.points() == held

    with qtbot.waitSignal(runner.progressed, timeout=PATIENCE):
        qtbot.mouseClick(window.run_bar.pause, LEFT)
    with qtbot.waitSignal(studio.running.ended, timeout=PATIENCE) as ended:
        qtbot.mouseClick(window.run_bar.stop, LEFT)
    assert isinstance(ended.args[0], Stopped)
    assert window.run_bar.save.isEnabled(), "what is there can be saved"


@pytest.mark.parametrize("mode", [Mode.TEXTURE, Mode.RECONSTRUCTION])
def test_a_texture_and_a_reconstruction_can_be_made_as_well(
    make_studio, load_pictures, set_params, run, mode
):
    studio = make_studio()
    load_pictures(studio)
    set_params(studio, steps=2)
    studio.document.put(studio.document.setup().with_mode(mode))
    assert isinstance(run(studio), Finished)


def test_two_paintings_are_blended_by_their_weights(make_studio, load_pictures, drop, qtbot, run,
                                                    set_params, make_picture):  # fmt: skip
    jobs = []

    def stylize(job, control):
        jobs.append(job)
        yield from steps(1)(job, control)

    studio = make_studio(stylize)
    load_pictures(studio)
    with qtbot.waitSignal(studio.opening.settled):
        assert drop(studio.window.paintings, make_picture("dots.png", 64, 64, seed=2))
    first, second = studio.document.setup().paintings
    weighed = [replace(first, weight=3.0), second]
    studio.document.put(studio.document.setup().with_paintings(weighed))
    run(studio)
    assert [style.weight for style in jobs[0].styles] == [3.0, 1.0]


# pictures that are on their way


def test_start_waits_for_pictures_that_are_still_being_opened(
    qtbot, make_studio, drop, make_picture, start
):
    studio = make_studio(steps(2))
    files = make_picture("a.png", 64, 64), make_picture("b.png", 64, 64)
    with qtbot.waitSignal(studio.running.ended):
        drop(studio.window.canvas, *files)
        start(studio)


def test_without_pictures_start_says_what_is_missing(make_studio, start):
    studio = make_studio()
    start(studio)
    assert "photograph" in studio.window.message.text()
    assert not studio.runner.is_running()


# runs that go wrong


def test_a_fault_in_a_run_is_shown_and_the_next_start_works(make_studio, load_pictures, run):
    runs = [steps(1, then=lambda: 1 / 0), steps(2)]
    studio = make_studio(lambda job, control: runs.pop(0)(job, control))
    load_pictures(studio)
    assert isinstance(run(studio), Failed)
    assert "went wrong" in studio.window.message.text()
    assert "ZeroDivisionError" in studio.window.message.details()
    assert isinstance(run(studio), Finished)
    assert not studio.window.message.isVisible()


def test_an_error_for_people_is_shown_as_it_is(make_studio, load_pictures, run):
    def stylize(job, control):
        raise UserError("The weights are not installed.")
        yield

    studio = make_studio(stylize)
    load_pictures(studio)
    run(studio)
    assert studio.window.message.text() == "The weights are not installed."


def test_a_run_without_a_single_step_does_not_lose_the_artwork_before(
    make_studio, load_pictures, run
):
    runs = [steps(3), steps(0, then=lambda: 1 / 0)]
    studio = make_studio(lambda job, control: runs.pop(0)(job, control))
    load_pictures(studio)
    run(studio)
    run(studio)
    assert studio.window.run_bar.save.isEnabled()
    assert (studio.document.artwork().pixels == 3).all()


def test_a_size_that_is_too_small_is_refused_at_its_field(
    make_studio, load_pictures, set_params, start
):
    studio = make_studio()
    load_pictures(studio)
    set_params(studio, size=16, large_forms=1)
    start(studio)
    assert "too small" in field_of(studio, "size").error()
    assert not studio.runner.is_running()


# live parameters


def test_what_is_live_can_be_changed_while_a_run_goes_and_nothing_else(
    qtbot, make_studio, load_pictures, start
):
    studio = make_studio(endless)
    load_pictures(studio)
    with qtbot.waitSignal(studio.runner.progressed):
        start(studio)
    assert not field_of(studio, "size").isEnabled()
    for section in studio.window.findChildren(Section):
        section.set_unfolded(True)
    box = field_of(studio, "style_weight").findChild(QDoubleSpinBox)
    box.selectAll()
    qtbot.keyClicks(box, "7")
    with qtbot.waitSignal(
        studio.runner.progressed, check_params_cb=lambda progress: progress.losses.style == 7
    ):
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert studio.running.params().style_weight == 7


# more steps


def test_more_steps_go_on_from_where_the_run_ended(qtbot, make_studio, load_pictures, set_params):
    calls = []

    def stylize(job, control, state=None):
        calls.append((job.params.steps, state))
        yield from steps(job.params.steps)(job, control)

    studio = make_studio(stylize)
    load_pictures(studio)
    set_params(studio, steps=4)
    window = studio.window
    with qtbot.waitSignal(studio.running.ended):
        qtbot.mouseClick(window.run_bar.start, LEFT)
    assert window.run_bar.more.isVisible()
    with qtbot.waitSignal(studio.running.ended):
        qtbot.mouseClick(window.run_bar.more, LEFT)
    (first_steps, no_state), (more_steps, state) = calls
    assert (first_steps, no_state) == (4, None)
    assert more_steps == 6
    assert state.index == 4


def test_a_run_that_was_stopped_goes_on_to_its_end(qtbot, make_studio, load_pictures, start):
    calls = []

    def stylize(job, control, state=None):
        calls.append((job.params.steps, state))
        yield from (endless if state is None else steps(2))(job, control)

    studio = make_studio(stylize)
    load_pictures(studio)
    with qtbot.waitSignal(studio.runner.progressed):
        start(studio)
    with qtbot.waitSignal(studio.running.ended):
        qtbot.mouseClick(studio.window.run_bar.stop, LEFT)
    with qtbot.waitSignal(studio.running.ended):
        qtbot.mouseClick(studio.window.run_bar.more, LEFT)
    assert calls[0][0] == calls[1][0], "it has steps left"
    assert calls[1][1] is not None


# what goes with a run


def test_the_computer_is_kept_awake_in_a_run_and_let_go_in_every_outcome(
    qtbot, make_studio, load_pictures, run
):
    held = Event()

    def hold(_reason):
        held.set()
        return held.clear

    seen = []

    def noting(then):
        def stylize(job, control):
            seen.append(held.wait(5))
            yield from steps(1, then)(job, control)

        return stylize

    runs = [noting(lambda: None), noting(lambda: 1 / 0)]
    studio = make_studio(
        lambda job, control: runs.pop(0)(job, control), awake=SleepInhibitor([hold])
    )
    load_pictures(studio)
    run(studio)
    assert not held.is_set()
    run(studio)
    assert not held.is_set()
    assert seen == [True, True]


def test_the_run_bar_tells_how_much_memory_is_in_use(qtbot, make_studio, load_pictures, start):
    studio = make_studio(endless)
    load_pictures(studio)
    with qtbot.waitSignal(studio.runner.progressed):
        start(studio)
    assert "in use" in studio.window.run_bar.aside()
