"""Later starts of the program, which use the window that is open."""

import logging
import os
import socket
from threading import Event
from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtWidgets import QDialog

from nst_desktop import handover
from nst_desktop.core.params import StyleParams
from nst_desktop.handover import OpenWindows, WindowRequest
from nst_desktop.images.save import save_picture
from nst_desktop.recipes.plan import Plan, StyleFile, write_recipe
from nst_desktop.recipes.recipe import recipe_to_text
from nst_desktop.ui.queue.queue_page import QueuePage

pytestmark = pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="needs Unix sockets")


@pytest.fixture
def app(make_app, load_pictures, windows_folder):
    """A window with a photograph and a painting, which later starts can find."""
    app = make_app()
    load_pictures(app)
    app.instance.listen(OpenWindows(windows_folder))
    return app


@pytest.fixture
def start_again(threads, windows_folder):
    """Return start_again(*pictures), a later start; its result is whether the window took them."""

    def start_again(*pictures, shows_queue=False, token=""):
        request = WindowRequest(pictures, shows_queue, token)
        return threads.submit(OpenWindows(windows_folder).hand_over, request)

    return start_again


@pytest.fixture
def taken(qtbot):
    """Return taken(start), which waits for a start and returns whether the window took it."""

    def taken(start):
        qtbot.waitUntil(start.done)
        return start.result()

    return taken


@pytest.fixture
def call(windows_folder):
    """Return call(), which connects to the window as any program of the user can."""
    connections = []

    def call():
        connection = socket.socket(socket.AF_UNIX)
        connections.append(connection)
        [path] = windows_folder.glob("*.socket")
        connection.connect(str(path))
        connection.setblocking(False)
        return connection

    yield call
    for connection in connections:
        connection.close()


def is_over(connection):
    """Return whether the window has ended this call without an answer."""
    try:
        return connection.recv(100) == b""
    except BlockingIOError:
        return False


def names(app):
    setup = app.document.setup()
    return [
        setup.photograph.picture.name,
        *(painting.loaded.picture.name for painting in setup.paintings),
    ]


def test_pictures_of_a_later_start_are_photograph_and_paintings(
    qtbot, app, start_again, taken, make_picture
):
    with qtbot.waitSignal(app.loader.settled):
        start = start_again(make_picture("a.png"), make_picture("b.png"), make_picture("c.png"))
    assert taken(start)
    assert names(app) == ["a.png", "b.png", "c.png"]


def test_one_picture_becomes_the_photograph_and_can_be_undone(
    qtbot, app, start_again, taken, make_picture
):
    with qtbot.waitSignal(app.loader.opened):
        assert taken(start_again(make_picture("a.png")))
    assert names(app) == ["a.png", "swirls.png"]
    app.document.undo.undo()
    assert names(app) == ["lake.png", "swirls.png"]


def test_the_recipe_of_an_artwork_is_offered(qtbot, app, start_again, taken, tmp_path):
    plan = Plan(params=StyleParams(), styles=(StyleFile(app.document.setup().files().pictures[1]),))
    weights = SimpleNamespace(name="builtin", sha256="0" * 64)
    recipe = write_recipe(plan, plan.params, weights, "cpu", (1, 1))
    artwork = tmp_path / "artwork.png"
    save_picture(np.zeros((8, 8, 3), np.uint8), artwork, recipe_to_text(recipe))
    with qtbot.waitSignal(app.loader.recipe_found):
        assert taken(start_again(artwork))
    assert "artwork.png" in app.window.message.text()
    assert names(app) == ["lake.png", "swirls.png"]


def test_pictures_of_two_starts_at_once_are_all_opened(
    qtbot, app, start_again, taken, make_picture
):
    opened = []
    app.loader.opened.connect(lambda _role, path: opened.append(path.name))
    starts = [start_again(make_picture(name)) for name in ("a.png", "b.png")]
    assert all(map(taken, starts))
    qtbot.waitUntil(lambda: sorted(opened) == ["a.png", "b.png"])


def test_pictures_wait_until_earlier_ones_are_loaded(qtbot, app, start_again, taken, make_picture):
    loaded = Event()
    app.loader.start(loaded.wait, lambda _: None)
    start = start_again(make_picture("a.png"))
    qtbot.waitUntil(lambda: bool(app.instance._held))
    assert not start.done()
    with qtbot.waitSignal(app.loader.opened):
        loaded.set()
    assert taken(start)
    assert names(app) == ["a.png", "swirls.png"]


def test_of_several_windows_the_one_used_last_takes_the_pictures(
    qtbot, app, make_app, windows_folder, start_again, taken, make_picture
):
    other = make_app()
    other.instance.listen(OpenWindows(windows_folder))
    app.window.activateWindow()
    qtbot.waitUntil(app.window.isActiveWindow)
    with qtbot.waitSignal(app.loader.opened):
        assert taken(start_again(make_picture("a.png")))


def test_a_minimised_window_comes_back(qtbot, app, start_again, taken):
    app.window.showMinimized()
    assert taken(start_again(token="of-the-desktop"))
    assert not app.window.isMinimized()
    assert names(app) == ["lake.png", "swirls.png"]
    assert "XDG_ACTIVATION_TOKEN" not in os.environ


def test_the_desktop_s_permission_to_take_the_focus_is_there_when_qt_needs_it(
    monkeypatch, app, start_again, taken
):
    seen = []
    monkeypatch.setattr(
        app.window, "activateWindow", lambda: seen.append(os.environ["XDG_ACTIVATION_TOKEN"])
    )
    assert taken(start_again(token="of-the-desktop"))
    assert seen == ["of-the-desktop"]


def test_a_later_start_can_ask_for_the_queue(app, start_again, taken):
    assert taken(start_again(shows_queue=True))
    [page] = app.window.findChildren(QueuePage)
    assert page.isVisible()


def test_pictures_wait_until_a_dialog_is_closed(qtbot, app, start_again, taken, make_picture):
    dialog = QDialog(app.window)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    start = start_again(make_picture("a.png"))
    qtbot.waitUntil(lambda: bool(app.instance._held))
    assert not start.done()
    assert not app.loader.is_busy()
    with qtbot.waitSignal(app.loader.opened):
        dialog.close()
    assert taken(start)
    assert names(app) == ["a.png", "swirls.png"]


def test_pictures_that_wait_open_elsewhere_if_the_window_closes(
    qtbot, app, start_again, taken, make_picture
):
    dialog = QDialog(app.window)
    dialog.open()
    start = start_again(make_picture("a.png"))
    qtbot.waitUntil(lambda: bool(app.instance._held))
    dialog.close()
    app.window.close()
    assert not taken(start)


def test_pictures_whose_start_was_interrupted_are_not_opened(qtbot, app, call, make_picture):
    dialog = QDialog(app.window)
    dialog.open()
    connection = call()
    connection.send(WindowRequest((make_picture("a.png"),)).line())
    qtbot.waitUntil(lambda: bool(app.instance._held))
    connection.close()
    dialog.close()
    qtbot.waitUntil(lambda: not app.instance._held)
    assert not app.loader.is_busy()
    assert names(app) == ["lake.png", "swirls.png"]


def test_a_closed_window_takes_nothing(app, start_again, taken, windows_folder, make_picture):
    app.window.close()
    assert not list(windows_folder.glob("*.socket"))
    assert not taken(start_again(make_picture("a.png")))


def test_with_separate_windows_only_the_queue_is_shown_here(
    app, make_app, start_again, taken, make_picture
):
    app.window.actions.separate_windows.trigger()
    assert not taken(start_again())
    assert not taken(start_again(make_picture("a.png")))
    assert not taken(start_again(make_picture("a.png"), shows_queue=True))
    assert taken(start_again(shows_queue=True))
    make_app.end(app)
    assert make_app().window.actions.separate_windows.isChecked()


def test_the_queue_is_shown_in_the_window_that_has_it(
    qtbot, app, make_app, start_again, taken, windows_folder
):
    app.window.actions.show_queue.trigger()
    qtbot.waitUntil(lambda: app.queue._store is not None)
    other = make_app()
    other.instance.listen(OpenWindows(windows_folder))
    other.queue.open()
    qtbot.waitUntil(other.queue.is_in_use)
    app.window.findChild(QueuePage).close()
    assert taken(start_again(shows_queue=True))
    assert app.window.findChild(QueuePage).isVisible()
    assert other.window.findChild(QueuePage) is None


def test_without_separate_windows_the_setting_is_off(make_app):
    assert not make_app().window.actions.separate_windows.isChecked()


@pytest.mark.parametrize("words", [b"hello\n", b"\xff\x00\n", b"a" * (handover.MAX_BYTES + 1)])
def test_words_that_are_no_request_are_logged_and_ignored(
    qtbot, caplog, app, call, start_again, taken, words
):
    connection = call()
    with caplog.at_level(logging.WARNING):
        sent = 0
        while sent < len(words):
            try:
                sent += connection.send(words[sent:])
            except BlockingIOError:
                qtbot.wait(1)
            except BrokenPipeError:
                break
        qtbot.waitUntil(lambda: is_over(connection))
    assert "a request was ignored" in caplog.text
    assert taken(start_again())


def test_without_unix_sockets_only_those_who_know_the_key_are_heard(
    qtbot, caplog, monkeypatch, make_app, windows_folder, start_again, taken
):
    monkeypatch.setattr(handover, "_HAS_UNIX_SOCKETS", False)
    app = make_app()
    app.instance.listen(OpenWindows(windows_folder))
    [path] = windows_folder.glob("*.socket")
    port, key = path.read_bytes().split()
    with socket.create_connection(("127.0.0.1", int(port))) as connection:
        connection.setblocking(False)
        connection.send(b"0" * len(key) + WindowRequest().line())
        qtbot.waitUntil(lambda: is_over(connection))
    assert "has a wrong key" in caplog.text
    assert taken(start_again())


def test_a_caller_that_asks_nothing_is_dropped(qtbot, caplog, app, call, monkeypatch):
    monkeypatch.setattr("nst_desktop.ui.instance.inbox.ANSWER_TIMEOUT", 0.01)
    connection = call()
    qtbot.waitUntil(lambda: is_over(connection))
    assert "did not arrive in time" in caplog.text
