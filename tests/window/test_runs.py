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
from tests.hands import TIMEOUT

LEFT = Qt.MouseButton.LeftButton


def field_of(app, name):
    return next(each for each in app.window.panel.fields() if each.name == name)


# the real engine


def test_from_two_dropped_files_to_an_artwork(qtbot, make_app, load_pictures, set_params, run):
    app = make_app()
    load_pictures(app)
    set_params(app, steps=6)
    previews = []
    app.runner.preview_arrived.connect(previews.append)

    assert isinstance(run(app), Finished)

    assert len(previews) >= 2
    assert not np.array_equal(previews[0].pixels, previews[-1].pixels)
    assert app.window.plot.points() == 6
    assert "Finished" in app.window.run_bar.status()
    assert app.document.artwork().pixels.shape == (43, 64, 3)
    assert app.window.isWindowModified()
    assert app.window.windowTitle() == "lake_swirls[*] – NST Desktop"


def test_pause_holds_the_steps_resume_goes_on_and_stop_ends_them(
    qtbot, make_app, load_pictures, set_params, start
):
    app = make_app()
    load_pictures(app)
    set_params(app, size=256, min_size=256, steps=500)
    window, runner = app.window, app.runner
    with qtbot.waitSignal(runner.preview_arrived, timeout=TIMEOUT):
        start(app)

    qtbot.mouseClick(window.run_bar.pause, LEFT)
    assert "Paused" in window.run_bar.status()
    with qtbot.waitSignal(runner.progressed, timeout=1500, raising=False):
        pass  # the step that was going may come to its end
    held = window.plot.points()
    with qtbot.assertNotEmitted(runner.progressed, wait=500):
        pass
    assert window.plot.points() == held

    with qtbot.waitSignal(runner.progressed, timeout=TIMEOUT):
        qtbot.mouseClick(window.run_bar.pause, LEFT)
    with qtbot.waitSignal(app.run.ended, timeout=TIMEOUT) as ended:
        qtbot.mouseClick(window.run_bar.stop, LEFT)
    assert isinstance(ended.args[0], Stopped)
    assert window.run_bar.save.isEnabled(), "what is there can be saved"


@pytest.mark.parametrize("mode", [Mode.TEXTURE, Mode.RECONSTRUCTION])
def test_a_texture_and_a_reconstruction_can_be_made_as_well(
    make_app, load_pictures, set_params, run, mode
):
    app = make_app()
    load_pictures(app)
    set_params(app, steps=2)
    app.document.put(app.document.setup().with_mode(mode))
    assert isinstance(run(app), Finished)


def test_two_paintings_are_blended_by_their_weights(make_app, load_pictures, drop, qtbot, run,
                                                    set_params, make_picture):  # fmt: skip
    jobs = []

    def stylize(job, control):
        jobs.append(job)
        yield from steps(1)(job, control)

    app = make_app(stylize)
    load_pictures(app)
    with qtbot.waitSignal(app.loader.settled):
        assert drop(app.window.paintings, make_picture("dots.png", 64, 64, seed=2))
    first, second = app.document.setup().paintings
    weighed = [replace(first, weight=3.0), second]
    app.document.put(app.document.setup().with_paintings(weighed))
    run(app)
    assert [style.weight for style in jobs[0].styles] == [3.0, 1.0]


# pictures that are on their way


def test_start_waits_for_pictures_that_are_still_being_opened(
    qtbot, make_app, drop, make_picture, start
):
    app = make_app(steps(2))
    files = make_picture("a.png", 64, 64), make_picture("b.png", 64, 64)
    with qtbot.waitSignal(app.run.ended):
        drop(app.window.canvas, *files)
        start(app)


def test_without_pictures_start_says_what_is_missing(make_app, start):
    app = make_app()
    start(app)
    assert "photograph" in app.window.message.text()
    assert not app.runner.is_running()


# runs that go wrong


def test_a_fault_in_a_run_is_shown_and_the_next_start_works(make_app, load_pictures, run):
    runs = [steps(1, then=lambda: 1 / 0), steps(2)]
    app = make_app(lambda job, control: runs.pop(0)(job, control))
    load_pictures(app)
    assert isinstance(run(app), Failed)
    assert "went wrong" in app.window.message.text()
    assert "ZeroDivisionError" in app.window.message.details()
    assert isinstance(run(app), Finished)
    assert not app.window.message.isVisible()


def test_an_error_for_people_is_shown_as_it_is(make_app, load_pictures, run):
    def stylize(job, control):
        raise UserError("The weights are not installed.")
        yield

    app = make_app(stylize)
    load_pictures(app)
    run(app)
    assert app.window.message.text() == "The weights are not installed."


def test_a_run_without_a_single_step_does_not_lose_the_artwork_before(make_app, load_pictures, run):
    runs = [steps(3), steps(0, then=lambda: 1 / 0)]
    app = make_app(lambda job, control: runs.pop(0)(job, control))
    load_pictures(app)
    run(app)
    run(app)
    assert app.window.run_bar.save.isEnabled()
    assert (app.document.artwork().pixels == 3).all()


def test_a_size_that_is_too_small_is_refused_at_its_field(
    make_app, load_pictures, set_params, start
):
    app = make_app()
    load_pictures(app)
    set_params(app, size=16, large_forms=1)
    start(app)
    assert "too small" in field_of(app, "size").error()
    assert not app.runner.is_running()


# live parameters


def test_what_is_live_can_be_changed_while_a_run_goes_and_nothing_else(
    qtbot, make_app, load_pictures, start
):
    app = make_app(endless)
    load_pictures(app)
    with qtbot.waitSignal(app.runner.progressed):
        start(app)
    assert not field_of(app, "size").isEnabled()
    for section in app.window.findChildren(Section):
        section.set_unfolded(True)
    box = field_of(app, "style_weight").findChild(QDoubleSpinBox)
    box.selectAll()
    qtbot.keyClicks(box, "7")
    with qtbot.waitSignal(
        app.runner.progressed, check_params_cb=lambda progress: progress.losses.style == 7
    ):
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert app.run.params().style_weight == 7


# more steps


def test_more_steps_go_on_from_where_the_run_ended(qtbot, make_app, load_pictures, set_params):
    calls = []

    def stylize(job, control, state=None):
        calls.append((job.params.steps, state))
        yield from steps(job.params.steps)(job, control)

    app = make_app(stylize)
    load_pictures(app)
    set_params(app, steps=4)
    window = app.window
    with qtbot.waitSignal(app.run.ended):
        qtbot.mouseClick(window.run_bar.start, LEFT)
    assert window.run_bar.more.isVisible()
    with qtbot.waitSignal(app.run.ended):
        qtbot.mouseClick(window.run_bar.more, LEFT)
    (first_steps, no_state), (more_steps, state) = calls
    assert (first_steps, no_state) == (4, None)
    assert more_steps == 6
    assert state.index == 4


def test_a_run_that_was_stopped_goes_on_to_its_end(qtbot, make_app, load_pictures, start):
    calls = []

    def stylize(job, control, state=None):
        calls.append((job.params.steps, state))
        yield from (endless if state is None else steps(2))(job, control)

    app = make_app(stylize)
    load_pictures(app)
    with qtbot.waitSignal(app.runner.progressed):
        start(app)
    with qtbot.waitSignal(app.run.ended):
        qtbot.mouseClick(app.window.run_bar.stop, LEFT)
    with qtbot.waitSignal(app.run.ended):
        qtbot.mouseClick(app.window.run_bar.more, LEFT)
    assert calls[0][0] == calls[1][0], "it has steps left"
    assert calls[1][1] is not None


# what goes with a run


def test_the_computer_is_kept_awake_in_a_run_and_let_go_in_every_outcome(
    qtbot, make_app, load_pictures, run
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
    app = make_app(lambda job, control: runs.pop(0)(job, control), awake=SleepInhibitor([hold]))
    load_pictures(app)
    run(app)
    assert not held.is_set()
    run(app)
    assert not held.is_set()
    assert seen == [True, True]


def test_the_run_bar_tells_how_much_memory_is_in_use(qtbot, make_app, load_pictures, start):
    app = make_app(endless)
    load_pictures(app)
    with qtbot.waitSignal(app.runner.progressed):
        start(app)
    assert "in use" in app.window.run_bar.aside()
