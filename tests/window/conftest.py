"""Fixtures for tests of the whole window, which has its own settings and answers to questions."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt

from nst_desktop import paths
from nst_desktop.core.params import StyleParams
from nst_desktop.document.settings import Settings
from nst_desktop.machine.keep_awake import SleepInhibitor
from nst_desktop.run.worker import real_stylize
from nst_desktop.ui import window_close
from nst_desktop.ui.controllers import Controllers
from nst_desktop.ui.history import controller
from nst_desktop.ui.parts.questions import CloseAnswer
from nst_desktop.ui.save.save_dialog import SaveDialog
from tests.fakes import steps
from tests.hands import TIMEOUT, when_open


@pytest.fixture(autouse=True)
def answers(monkeypatch):
    """The user's answers: unsaved work is discarded, deleting is confirmed.

    Each question is recorded in the list of its name.
    """

    class Answers:
        closing = CloseAnswer.DISCARD
        deleting = True

        def __init__(self):
            self.asked_about_closing, self.asked_about_deleting = [], []
            self.asked_about_queue = []

        def close(self, _parent, name, is_running, queued):
            self.asked_about_closing.append((name, is_running))
            self.asked_about_queue += [queued] if queued else []
            return self.closing

        def close_with_queue(self, _parent, queued):
            self.asked_about_queue.append(queued)
            return self.closing is CloseAnswer.DISCARD

        def delete(self, _parent, count):
            self.asked_about_deleting.append(count)
            return self.deleting

    answers = Answers()
    monkeypatch.setattr(window_close, "ask_about_unsaved", answers.close)
    monkeypatch.setattr(window_close, "ask_about_queue", answers.close_with_queue)
    monkeypatch.setattr(controller, "ask_whether_to_delete", answers.delete)
    return answers


@pytest.fixture
def make_app(qtbot, qapp):
    """Return make_app(stylize), which shows a window.

    The window is closed and its work ended by make_app.end(app), or when the test ends.
    """
    apps = []

    def make(stylize=real_stylize, awake=None):
        awake = awake or SleepInhibitor([])
        app = Controllers(qapp, Settings(paths.settings_file()), stylize, awake)
        app.window.resize(1024, 700)
        app.window.show()
        app.window.activateWindow()
        qtbot.waitUntil(app.window.isActiveWindow)
        apps.append(app)
        return app

    def end(app):
        app.window.close()
        assert app.shut_down()
        app.window.deleteLater()
        app.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def end_now(app):
        apps.remove(app)
        end(app)

    make.end, make.forget = end_now, apps.remove
    yield make
    for app in apps:
        end(app)
    qapp.setStyleSheet("")  # or each widget of the next window would be styled when created


@pytest.fixture
def load_pictures(qtbot, drop, make_picture):
    """Return load_pictures(app), which drops a photograph and a painting on the canvas."""

    def load(app):
        files = make_picture("lake.png", 192, 128), make_picture("swirls.png", 160, 160, seed=1)
        with qtbot.waitSignal(app.loader.settled):
            assert drop(app.window.canvas, *files)

    return load


@pytest.fixture
def set_params():
    """Return set_params(app, …), which sets parameters for a quick run, and these."""

    def set_params(app, **values):
        params = StyleParams(**{"size": 64, "min_size": 64, "steps": 4, **values})
        app.document.put(replace(app.document.setup(), params=params))

    return set_params


@pytest.fixture
def start(qtbot):
    """Return start(app), which presses Start."""

    def start(app):
        qtbot.mouseClick(app.window.run_bar.start, Qt.MouseButton.LeftButton)

    return start


@pytest.fixture
def run(qtbot, start):
    """Return run(app), which presses Start, waits for the end and returns the outcome."""

    def run(app):
        with qtbot.waitSignal(app.run.ended, timeout=TIMEOUT) as ended:
            start(app)
        return ended.args[0]

    return run


@pytest.fixture
def with_artwork(make_app, load_pictures, run):
    """Return a window in which a run of three steps has ended."""
    app = make_app(steps(3))
    load_pictures(app)
    run(app)
    return app


@pytest.fixture
def save_as(qtbot):
    """Return save_as(app, file), which presses Save as… and Save and waits for the file."""

    def save_as(app, file, choose=lambda dialog: None):
        def fill(dialog):
            choose(dialog)
            dialog._folder.setText(str(file.parent))
            dialog._name.selectAll()
            qtbot.keyClicks(dialog._name, file.name)
            qtbot.mouseClick(dialog._save, Qt.MouseButton.LeftButton)

        with qtbot.waitSignal(app.save.saved):
            when_open(SaveDialog, fill)
            qtbot.mouseClick(app.window.run_bar.save, Qt.MouseButton.LeftButton)
        app.window.activateWindow()
        qtbot.waitUntil(app.window.isActiveWindow)

    return save_as
