"""Starts of the program that look for an open window, without any window."""

import os
import socket
import subprocess
import sys
from concurrent.futures import FIRST_COMPLETED, wait
from pathlib import Path

import pytest

from nst_desktop import handover, paths
from nst_desktop.handover import OpenWindows, WindowRequest
from nst_desktop.storage.strict_json import JsonError

REQUEST = WindowRequest((Path("/pictures/lake.png"),))


@pytest.fixture(params=[True, False], ids=["Unix socket", "port"], autouse=True)
def kind_of_socket(request, monkeypatch):
    """Use each kind of socket that the system has."""
    if request.param and not hasattr(socket, "AF_UNIX"):
        pytest.skip("the system has no Unix sockets")
    monkeypatch.setattr(handover, "_HAS_UNIX_SOCKETS", request.param)


def answer_one(listener: handover.Listener, *answers: bytes) -> WindowRequest:
    """Answer one start as a window would, and return its request."""
    listener.socket.setblocking(True)
    connection, _ = listener.socket.accept()
    with connection, connection.makefile("rb") as lines:
        assert lines.read(len(listener.key)) == listener.key
        request = WindowRequest.parse(lines.readline())
        for answer in answers:
            connection.sendall(answer)
    return request


@pytest.mark.parametrize(
    "name", ["lake.png", "Straße 1.jpg", 'a"b\\c\n.png', os.fsdecode(b"\xff.png")]
)
def test_a_request_arrives_unchanged(name):
    request = WindowRequest((Path("/pictures", name), Path("/b.png")), True, "token-1")
    line = request.line()
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert WindowRequest.parse(line) == request


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\xff\n",
        b"[]",
        b"{}",
        b'{"format": "nst-desktop window request", "version": 1}',
        REQUEST.line().replace(b"/pictures", b"pictures"),
        REQUEST.line().replace(b"/pictures", b"/\\u0000"),
        REQUEST.line().replace(b'["/pictures/lake.png"]', b"[1]"),
        REQUEST.line().replace(b"false", b"0"),
        REQUEST.line().replace(b'"token": ""', b'"token": "\\u0000"'),
        REQUEST.line().replace(b'"token"', b'"command": "", "token"'),
        REQUEST.line().replace(b'"version": 1', b'"version": 2'),
    ],
)
def test_a_malformed_request_is_refused(line):
    with pytest.raises(JsonError):
        WindowRequest.parse(line)


def test_without_a_window_nobody_takes_the_pictures(windows_folder):
    assert not OpenWindows(windows_folder).hand_over(REQUEST)


def test_an_open_window_takes_the_pictures(windows_folder, threads):
    listener = OpenWindows(windows_folder).listen()
    window = threads.submit(answer_one, listener, b"taken\n")
    assert OpenWindows(windows_folder).hand_over(REQUEST)
    assert window.result() == REQUEST
    listener.close()


def test_a_start_waits_as_long_as_a_window_holds_its_request(windows_folder, threads):
    listener = OpenWindows(windows_folder).listen()
    window = threads.submit(answer_one, listener, b"held\n", b"taken\n")
    assert OpenWindows(windows_folder).hand_over(REQUEST)
    window.result()
    listener.close()


@pytest.mark.parametrize("answers", [[], [b"held\n"], [b"declined\n"], [b"nonsense\n"]])
def test_pictures_that_a_window_does_not_take_stay_with_their_start(
    windows_folder, threads, answers
):
    listener = OpenWindows(windows_folder).listen()

    def close() -> None:
        answer_one(listener, *answers)
        listener.close()

    window = threads.submit(close)
    assert not OpenWindows(windows_folder).hand_over(REQUEST)
    window.result()


def test_a_window_that_hangs_does_not_keep_the_pictures(windows_folder, monkeypatch):
    monkeypatch.setattr(handover, "ANSWER_TIMEOUT", 0.05)
    listener = OpenWindows(windows_folder).listen()
    assert not OpenWindows(windows_folder).hand_over(REQUEST)
    listener.close()


def test_the_window_used_last_takes_the_pictures(windows_folder, threads):
    first, second = OpenWindows(windows_folder).listen(), OpenWindows(windows_folder).listen()
    first.prefer()
    window = threads.submit(answer_one, first, b"taken\n")
    assert OpenWindows(windows_folder).hand_over(REQUEST)
    window.result()
    first.close()
    window = threads.submit(answer_one, second, b"taken\n")
    assert OpenWindows(windows_folder).hand_over(REQUEST)
    window.result()
    second.close()


def test_a_window_used_right_after_another_one_opened_comes_first(windows_folder):
    windows = OpenWindows(windows_folder)
    for _ in range(20):
        first, second = windows.listen(), windows.listen()
        assert windows._sockets()[0] == second._path
        first.prefer()
        assert windows._sockets()[0] == first._path
        first.close()
        second.close()


def test_a_crashed_window_is_forgotten(windows_folder):
    process = subprocess.run(
        [
            sys.executable,
            "-c",
            "import os, sys; from pathlib import Path; from nst_desktop import handover;"
            "handover._HAS_UNIX_SOCKETS = bool(sys.argv[2]);"
            "handover.OpenWindows(Path(sys.argv[1])).listen(); os._exit(1)",
            str(windows_folder),
            "yes" if handover._HAS_UNIX_SOCKETS else "",
        ]
    )
    assert process.returncode == 1
    assert len(list(windows_folder.glob("*.socket"))) == 1
    assert not OpenWindows(windows_folder).hand_over(REQUEST)
    assert not list(windows_folder.glob("*.socket"))


def test_a_second_start_waits_for_the_window_of_the_first(windows_folder, threads):
    first = OpenWindows(windows_folder)
    assert not first.hand_over(WindowRequest())
    second = threads.submit(OpenWindows(windows_folder).hand_over, REQUEST)
    listener = first.listen()
    assert answer_one(listener, b"taken\n") == REQUEST
    assert second.result()
    listener.close()


def test_of_many_starts_at_once_one_opens_a_window(windows_folder, threads):
    starts = [OpenWindows(windows_folder) for _ in range(6)]
    handed_over = [threads.submit(start.hand_over, REQUEST) for start in starts]
    (first,) = wait(handed_over, return_when=FIRST_COMPLETED).done
    assert not first.result()
    listener = starts[handed_over.index(first)].listen()
    for _ in range(5):
        answer_one(listener, b"taken\n")
    assert sorted(future.result() for future in handed_over) == [False] + 5 * [True]
    listener.close()


def test_a_start_that_ends_without_a_window_is_replaced_by_the_next(windows_folder, threads):
    first = OpenWindows(windows_folder)
    assert not first.hand_over(WindowRequest())
    second = threads.submit(OpenWindows(windows_folder).hand_over, REQUEST)
    first.release()
    assert not second.result()


def test_a_windows_folder_that_others_can_enter_is_not_used(windows_folder):
    windows_folder.mkdir(mode=0o755)
    windows_folder.chmod(0o755)
    windows = OpenWindows(windows_folder)
    assert windows.listen() is None
    assert not windows.hand_over(REQUEST)
    assert not list(windows_folder.iterdir())


def test_only_the_user_may_enter_the_windows_folder(windows_folder):
    OpenWindows(windows_folder)
    assert windows_folder.stat().st_mode & 0o777 == 0o700


def test_a_request_that_is_too_long_stays_with_its_start(windows_folder):
    listener = OpenWindows(windows_folder).listen()
    pictures = tuple(Path(f"/pictures/{number:0200}.png") for number in range(6000))
    assert not OpenWindows(windows_folder).hand_over(WindowRequest(pictures))
    with pytest.raises(BlockingIOError):
        listener.socket.accept()
    listener.close()


def test_displays_and_users_have_windows_of_their_own(monkeypatch):
    places = {
        paths.windows_folder({"XDG_RUNTIME_DIR": "/run/user/1", **display})
        for display in (
            {},
            {"DISPLAY": ":0"},
            {"DISPLAY": ":1"},
            {"WAYLAND_DISPLAY": "wayland-0"},
            {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"},
        )
    }
    monkeypatch.setattr(os, "getuid", lambda: 12345)
    places.add(paths.windows_folder({"XDG_RUNTIME_DIR": "/run/user/1"}))
    assert len(places) == 6
    assert {place.parent for place in places} == {Path("/run/user/1/nst-desktop")}


def test_without_a_runtime_folder_the_windows_are_in_the_cache():
    assert paths.windows_folder({}).is_relative_to(paths.cache_folder())


def test_the_tests_never_meet_a_window_of_the_developer(tmp_path):
    assert paths.windows_folder().is_relative_to(tmp_path)
