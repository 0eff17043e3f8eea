"""Resuming runs that a crash interrupted."""

import os
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt

from nst_desktop import paths
from nst_desktop.core import precision
from nst_desktop.core.engine import stylize
from nst_desktop.core.params import StyleParams
from nst_desktop.machine.tuning_file import remember_choices
from nst_desktop.recipes.plan import Plan, StyleFile, load_job
from nst_desktop.resume.session_store import RUN, Session
from nst_desktop.run.run_events import Failed, Finished, Stopped
from nst_desktop.weights.network_weights import load_weights
from tests.fakes import step_of, steps
from tests.hands import TIMEOUT

LEFT = Qt.MouseButton.LeftButton
PARAMS = StyleParams(size=64, min_size=32, steps=3, coarse_steps=1, seed=5)


def sessions():
    folder = paths.sessions_folder()
    return sorted(folder.iterdir()) if folder.is_dir() else []


@pytest.fixture
def plan(make_picture):
    lake, swirls = make_picture("lake.png"), make_picture("swirls.png", 80, 80, seed=1)
    return Plan(params=PARAMS, content=lake, styles=(StyleFile(swirls, 2.0),), device="cpu")


@pytest.fixture
def crash(plan):
    """Return a function that interrupts a run after step 4 of 6 and returns its final picture."""

    def crash(output=None):
        remember_choices()
        weights = load_weights()
        session = Session.create(paths.sessions_folder(), plan, ("builtin", weights.sha256), output)
        for step in stylize(load_job(plan, weights)):
            if step.index == 4:
                session.save(step)
        session.leave()
        return step.artwork()

    return crash


@pytest.fixture
def next_start(qtbot, make_app):
    """Return a function that opens a window and waits for its search for interrupted runs."""

    def next_start(*stylize):
        app = make_app(*stylize)
        with qtbot.waitSignal(app.loader.settled):
            app.show_first([])
        with qtbot.waitSignal(app.recovery.search_finished):
            app.recovery.offer()
        return app

    return next_start


def resume(qtbot, app):
    qtbot.mouseClick(app.window.message._action, LEFT)


def test_the_next_start_resumes_to_the_same_picture(qtbot, crash, next_start, plan):
    wanted = crash()
    app = next_start()
    message = app.window.message
    assert message.text() == ("The run with lake.png, swirls.png was interrupted at step 4 of 6.")
    with (
        qtbot.waitSignal(app.unsaved.set_aside, timeout=TIMEOUT),
        qtbot.waitSignal(app.run.ended, timeout=TIMEOUT) as ended,
    ):
        resume(qtbot, app)
    assert isinstance(ended.args[0], Finished)
    assert np.array_equal(app.document.artwork().artwork.pixels, wanted)
    assert app.run.progress().step == 6
    assert app.document.setup().params == PARAMS
    assert app.document.setup().photograph.picture.path == plan.content
    (entry,) = app.document.setup().paintings
    assert (entry.loaded.picture.path, entry.weight) == (plan.styles[0].path, 2.0)
    assert sessions() == [], "it is no interrupted run any more"


def test_its_recipe_is_that_of_the_whole_run(qtbot, crash, next_start):
    crash()
    app = next_start()
    with qtbot.waitSignal(app.run.ended, timeout=TIMEOUT):
        resume(qtbot, app)
    recipe = app.document.artwork().artwork.recipe()
    assert '"steps_done": 6' in recipe
    assert "swirls.png" in recipe


def test_a_resumed_run_keeps_its_precision_and_the_next_need_not(
    qtbot, crash, next_start, monkeypatch
):
    monkeypatch.setattr(precision, "_quickest", lambda _: "bfloat16")
    crash()
    monkeypatch.setattr(precision, "_quickest", lambda _: "float32")
    app = next_start()
    with qtbot.waitSignal(app.run.ended, timeout=TIMEOUT):
        resume(qtbot, app)
    assert '"precision": "bfloat16"' in app.document.artwork().artwork.recipe()
    assert app.run.params().precision == "auto"
    assert app.document.setup().params.precision == "auto"


def test_a_run_of_another_window_is_not_offered(qtbot, next_start, plan):
    session = Session.create(paths.sessions_folder(), plan, ("builtin", "0" * 64))
    session.save(step_of(1, 9))
    assert not next_start().window.message.isVisible()
    session.discard()


def test_a_run_of_the_command_line_is_left_to_it(crash, next_start, tmp_path):
    crash(output=tmp_path / "out.png")
    assert not next_start().window.message.isVisible()
    assert len(sessions()) == 1


def test_a_damaged_run_is_reported_and_removed(qtbot, crash, next_start):
    crash()
    file = sessions()[0] / RUN
    file.write_bytes(file.read_bytes()[:-1000])
    app = next_start()
    if app.window.message._action.isVisible():  # the head is sound
        with qtbot.waitSignal(app.recovery.accepted):
            resume(qtbot, app)
    assert "damaged" in app.window.message.text()
    assert sessions() == []


def test_without_its_pictures_the_last_picture_is_shown_and_can_be_saved(
    qtbot, crash, next_start, plan
):
    crash()
    plan.content.unlink()
    app = next_start()
    with qtbot.waitSignal(app.recovery.accepted):
        resume(qtbot, app)
    assert "lake.png is missing" in app.window.message.text()
    assert app.document.artwork().pixels.shape == (43, 64, 3)
    assert app.document.has_unsaved()
    assert app.window.run_bar.save.isEnabled()
    assert len(sessions()) == 1, "once the picture is back it may go on"


@pytest.fixture
def saving_often(make_app):
    """Return a function that opens a window which autosaves at every step."""

    def make(*stylize):
        app = make_app(*stylize)
        app.recovery._settings.set_text("autosave", "0.000001")
        return app

    return make


def test_a_run_is_autosaved_until_its_artwork_is_kept(
    qtbot, saving_often, load_pictures, set_params, start
):
    app = saving_often()
    load_pictures(app)
    set_params(app, steps=8)
    saved = []
    app.runner.progressed.connect(lambda _: saved.append(len(sessions())))
    with qtbot.waitSignal(app.unsaved.set_aside, timeout=TIMEOUT):
        start(app)
    assert 1 in saved
    assert sessions() == []
    assert paths.recovery_file().exists()


def test_a_stopped_run_leaves_nothing_to_recover(
    qtbot, saving_often, load_pictures, set_params, start
):
    app = saving_often()
    load_pictures(app)
    set_params(app, steps=5000)
    start(app)
    qtbot.waitUntil(lambda: len(sessions()) == 1, timeout=TIMEOUT)
    with (
        qtbot.waitSignal(app.unsaved.set_aside, timeout=TIMEOUT),
        qtbot.waitSignal(app.run.ended, timeout=TIMEOUT) as ended,
    ):
        qtbot.mouseClick(app.window.run_bar.stop, LEFT)
    assert isinstance(ended.args[0], Stopped)
    assert sessions() == []


def test_a_run_that_failed_is_offered_at_the_next_start(
    qtbot, saving_often, load_pictures, set_params, start
):
    def breaking(job, control):
        for step in stylize(job, control):
            yield step
            if step.index == 4:
                raise RuntimeError("CUDA error: the launch timed out and was terminated")

    app = saving_often(breaking)
    load_pictures(app)
    set_params(app, steps=8)
    with qtbot.waitSignal(app.run.ended, timeout=TIMEOUT) as ended:
        start(app)
    assert isinstance(ended.args[0], Failed)
    assert app.document.artwork() is not None, "the picture is kept"
    assert len(sessions()) == 1


def test_a_full_disk_is_reported_and_the_run_continues(
    qtbot, saving_often, load_pictures, run, monkeypatch
):
    def full(*_, **__):
        raise OSError(28, os.strerror(28))

    app = saving_often(steps(20))
    load_pictures(app)
    monkeypatch.setattr(Path, "mkdir", full)
    assert isinstance(run(app), Finished)
    assert "Autosave failed" in app.window.message.text()


def test_never_means_never(qtbot, make_app, load_pictures, run, set_params):
    app = make_app()
    app.window.menus.autosave.chosen.emit("0")
    load_pictures(app)
    set_params(app, steps=4)
    saved = []
    app.runner.progressed.connect(lambda _: saved.append(len(sessions())))
    run(app)
    assert set(saved) == {0}
