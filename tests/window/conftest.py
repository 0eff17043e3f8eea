"""The whole window, with settings of its own, and without a question that nobody answers."""

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
    """What the user answers: unsaved work is given up, what shall be deleted is deleted.

    Each question is noted in the list of its name.
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
    """make_app(stylize) shows a window; at the end, or by make_app.end(app), it is closed
    and nothing of it goes on."""
    studios = []

    def make(stylize=real_stylize, awake=None):
        awake = awake or SleepInhibitor([])
        app = Controllers(qapp, Settings(paths.settings_file()), stylize, awake)
        app.window.resize(1024, 700)
        app.window.show()
        app.window.activateWindow()
        qtbot.waitUntil(app.window.isActiveWindow)
        studios.append(app)
        return app

    def end(app):
        app.window.close()
        assert app.shut_down()
        app.window.deleteLater()
        app.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def end_now(app):
        studios.remove(app)
        end(app)

    make.end, make.forget = end_now, studios.remove
    yield make
    for app in studios:
        end(app)
    qapp.setStyleSheet("")  # or each widget of the next window would be styled as it is made


@pytest.fixture
def load_pictures(qtbot, drop, make_picture):
    """load_pictures(app) drops a photograph and a painting on the canvas."""

    def load(app):
        files = make_picture("lake.png", 192, 128), make_picture("swirls.png", 160, 160, seed=1)
        with qtbot.waitSignal(app.loader.settled):
            assert drop(app.window.canvas, *files)

    return load


@pytest.fixture
def set_params():
    """set_params(app, …) sets parameters that are quick to work with, and these."""

    def set_params(app, **values):
        params = StyleParams(**{"size": 64, "min_size": 64, "steps": 4, **values})
        app.document.put(replace(app.document.setup(), params=params))

    return set_params


@pytest.fixture
def start(qtbot):
    """start(app) presses Start."""

    def start(app):
        qtbot.mouseClick(app.window.run_bar.start, Qt.MouseButton.LeftButton)

    return start


@pytest.fixture
def run(qtbot, start):
    """run(app) presses Start, waits for the end and gives the outcome."""

    def run(app):
        with qtbot.waitSignal(app.run.ended, timeout=TIMEOUT) as ended:
            start(app)
        return ended.args[0]

    return run


@pytest.fixture
def with_artwork(make_app, load_pictures, run):
    """A window in which a run of three steps has ended."""
    app = make_app(steps(3))
    load_pictures(app)
    run(app)
    return app


@pytest.fixture
def save_as(qtbot):
    """save_as(app, file) presses Save As… and Save, and waits until the file is written."""

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
