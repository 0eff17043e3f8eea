import ctypes
import os
import subprocess
import sys

import pytest

from nst_desktop import display
from nst_desktop.display import MissingLibraryError, NoDisplayError, usable_platforms

linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks Linux' servers")


@pytest.mark.parametrize("platform", ["offscreen", "minimal", "vnc:size=800x600", "eglfs"])
def test_platforms_that_need_no_display_server_are_left_alone(platform):
    assert usable_platforms({"QT_QPA_PLATFORM": platform}) == platform


@linux_only
@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"DISPLAY": ":987"},
        {"DISPLAY": "nonsense"},
        {"QT_QPA_PLATFORM": "xcb", "DISPLAY": ":987"},
        {"QT_QPA_PLATFORM": "wayland;xcb"},
        {"WAYLAND_DISPLAY": "wayland-987", "XDG_RUNTIME_DIR": "/nowhere"},
    ],
)
def test_without_a_display_the_command_that_needs_none_is_named(environment):
    with pytest.raises(NoDisplayError, match=r"nst-desktop render CONTENT STYLE -o artwork.png"):
        usable_platforms(environment)


@linux_only
def test_a_wayland_socket_that_answers_is_a_display(tmp_path, monkeypatch):
    import socket

    monkeypatch.setattr(ctypes, "CDLL", lambda name: None)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "wayland-5"))
        server.listen()
        found = {"XDG_RUNTIME_DIR": str(tmp_path), "WAYLAND_DISPLAY": "wayland-5"}
        assert usable_platforms(found) == "wayland"


@linux_only
def test_a_missing_system_library_is_named_with_the_packages_to_install(tmp_path, monkeypatch):
    def missing(name):
        raise OSError("libxcb-cursor.so.0: cannot open shared object file: No such file")

    monkeypatch.setitem(display._CHECKS, "xcb", lambda environment: True)
    monkeypatch.setattr(ctypes, "CDLL", missing)
    with pytest.raises(MissingLibraryError) as refused:
        usable_platforms({"DISPLAY": ":0"})
    assert "libxcb-cursor.so.0" in str(refused.value)
    assert "apt install libxcb-cursor0" in str(refused.value)
    assert "\n" not in str(refused.value)


@linux_only
def test_the_window_without_a_display_ends_with_one_line_and_status_1():
    kept = {name: value for name, value in os.environ.items() if not name.startswith("QT_")}
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR"):
        kept.pop(name, None)
    command = "import sys; from nst_desktop.launch import main; sys.exit(main([]))"
    done = subprocess.run(
        [sys.executable, "-c", command], env=kept, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "render CONTENT STYLE -o artwork.png" in done.stderr
