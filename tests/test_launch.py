"""Starts of the program as processes of their own."""

import os
import socket
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from nst_desktop import paths
from nst_desktop.handover import OpenWindows
from tests.conftest import MakePicture

pytestmark = pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="needs Unix sockets")
ROOT = Path(__file__).parents[1]
OFFSCREEN = "This plugin does not support raise()"  # Qt's, without a display
# A start whose window closes by itself once it has opened all the pictures that it waits for.
START = textwrap.dedent("""
    import os, sys
    from nst_desktop import __main__, launch
    from nst_desktop.ui import app, controllers

    wanted, sys.argv = sys.argv[1].split(","), ["nst-desktop", *sys.argv[2:]]

    class Watched(controllers.Controllers):
        def show_first(self, chosen):
            self.names = set()
            self.loader.settled.connect(self.look)
            super().show_first(chosen)
        def look(self):
            setup = self.document.setup()
            self.names |= {setup.photograph.picture.name}
            print(setup.photograph.picture.name, flush=True)
            if self.names >= set(wanted):
                if self.queue_page._page is not None and self.queue_page._page.isVisible():
                    print("queue")
                self.window.close()

    app.Controllers = Watched
    app.WarmUp._load = lambda warm_up: None  # torch is not needed
    sys.exit(__main__.main())
""")


@pytest.fixture
def start(windows_folder, monkeypatch):
    """Return start(wanted, *arguments), which starts the program."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(windows_folder.parent))
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    processes = []

    def start(wanted: str, *arguments: object) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", START, wanted, *map(str, arguments)]
        process = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        processes.append(process)
        return process

    yield start
    for process in processes:
        process.kill()
        process.wait()


def test_two_starts_at_once_open_one_window_with_the_pictures_of_both(
    start, make_picture: MakePicture
):
    files = make_picture("a.png"), make_picture("b.png", seed=1)
    starts = [start("a.png,b.png", file) for file in files]
    ended = [process.communicate() for process in starts]
    assert [process.returncode for process in starts] == [0, 0]
    assert {line for _, errors in ended for line in errors.splitlines()} <= {OFFSCREEN}
    shown = sorted(output.split() for output, _ in ended)
    assert shown[0] == []
    assert sorted(shown[1]) == ["a.png", "b.png"]


@pytest.fixture
def silent_window(start):
    """Return the listener of a window that never answers."""
    listener = OpenWindows(paths.windows_folder()).listen()
    yield listener
    listener.close()


def test_a_new_window_opens_beside_the_open_one(start, silent_window, make_picture: MakePicture):
    output, errors = start("b.png", "--new-window", make_picture("b.png")).communicate()
    assert (output, errors) == ("b.png\n", "")
    with pytest.raises(BlockingIOError):
        silent_window.socket.accept()


def test_the_first_start_can_show_the_queue(start, make_picture: MakePicture):
    output, _ = start("a.png", "--queue", make_picture("a.png")).communicate()
    assert output == "a.png\nqueue\n"


def test_a_window_that_hangs_keeps_no_pictures(start, silent_window, make_picture: MakePicture):
    output, errors = start("b.png", make_picture("b.png")).communicate()
    assert output == "b.png\n"
    assert "does not answer" in errors


def test_an_unknown_option_is_an_error():
    done = subprocess.run(
        [sys.executable, ROOT / "main.py", "--separate"], capture_output=True, text=True
    )
    assert done.returncode == 2
    assert "unrecognized arguments: --separate" in done.stderr
