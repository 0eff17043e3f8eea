"""Keeping the computer awake, on each platform."""

import ctypes
import logging
import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path
from types import SimpleNamespace

import pytest

from nst_desktop.machine import keep_awake
from nst_desktop.machine.keep_awake import (
    SleepInhibitor,
    methods_for,
    run_caffeinate,
    set_execution_state,
)

POWER = "/org/freedesktop/PowerManagement/Inhibit"
SCREEN = "/org/freedesktop/ScreenSaver"
LOGIN = "/org/freedesktop/login1"


@pytest.fixture
def events():
    return []


@pytest.fixture
def method(events):
    """Return a method that always works and records its calls."""

    def hold(reason):
        events.append(f"held: {reason}")
        return lambda: events.append("released")

    return hold


def absent(_reason):
    return None


def broken(_reason):
    raise OSError("no such program")


def test_the_hold_lasts_from_hold_to_release(events, method):
    awake = SleepInhibitor([method])
    assert not awake.is_held()
    awake.hold("a run")
    assert (awake.is_held(), events) == (True, ["held: a run"])
    awake.release()
    assert (awake.is_held(), events) == (False, ["held: a run", "released"])


def test_repeated_holds_and_releases_count_once(events, method):
    awake = SleepInhibitor([method])
    awake.release()
    awake.hold("a run").hold("a run")
    awake.release()
    awake.release()
    assert events == ["held: a run", "released"]


def test_an_exception_in_the_block_releases_the_hold(events, method):
    with pytest.raises(ZeroDivisionError), SleepInhibitor([method]).hold("a run"):
        _ = 1 / 0
    assert events == ["held: a run", "released"]


def test_the_first_method_that_works_is_used(events, method):
    SleepInhibitor([absent, broken, method, method]).hold("a run")
    assert events == ["held: a run"]


def test_it_is_logged_once_if_no_method_works(caplog):
    caplog.set_level(logging.INFO)
    awake = SleepInhibitor([absent, broken])
    for _ in range(2):
        awake.hold("a run")
        assert not awake.is_held()
        awake.release()
    assert caplog.text.count("keep the computer awake") == 1


def test_a_qt_without_d_bus_is_not_an_error(monkeypatch, caplog):
    monkeypatch.setitem(sys.modules, "PySide6.QtDBus", None)
    caplog.set_level(logging.INFO)
    assert not SleepInhibitor(methods_for("linux")).hold("a run").is_held()
    assert "keep the computer awake" in caplog.text


def test_on_macos_a_child_process_holds_until_the_release(monkeypatch, tmp_path):
    program = tmp_path / "caffeinate"
    program.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/arguments\nexec sleep 60\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    children = []
    popen = subprocess.Popen

    def recorded_popen(arguments):
        children.append(popen(arguments))
        return children[-1]

    monkeypatch.setattr(keep_awake.subprocess, "Popen", recorded_popen)
    awake = SleepInhibitor(methods_for("darwin")).hold("a run")
    assert children[0].args == ["caffeinate", "-i", "-w", str(os.getpid())]
    assert children[0].poll() is None
    awake.release()
    assert children[0].returncode is not None


def test_a_mac_without_caffeinate_is_not_an_error(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not SleepInhibitor([run_caffeinate]).hold("a run").is_held()


@pytest.mark.parametrize("accepted", [True, False])
def test_on_windows_the_thread_sets_and_resets_its_state(monkeypatch, accepted):
    states = []

    def set_state(state):
        states.append(state.value)
        return accepted

    kernel = SimpleNamespace(kernel32=SimpleNamespace(SetThreadExecutionState=set_state))
    monkeypatch.setattr(ctypes, "windll", kernel, raising=False)
    awake = SleepInhibitor(methods_for("win32")).hold("a run")
    assert awake.is_held() is accepted
    awake.release()
    assert states == ([0x80000001, 0x80000000] if accepted else [0x80000001])


@pytest.mark.skipif(hasattr(ctypes, "windll"), reason="this is Windows")
def test_a_missing_windows_call_is_not_an_error():
    assert set_execution_state("a run") is None


# with a real bus and fakes of a desktop's services

needs_bus = pytest.mark.skipif(
    shutil.which("dbus-run-session") is None, reason="there is no D-Bus daemon to start"
)


def on_a_bus(services, client):
    """Return the output of a client that has an inhibitor called awake and these services."""
    script = f"""
        import os, subprocess, sys
        from PySide6.QtCore import QCoreApplication
        os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = os.environ["DBUS_SESSION_BUS_ADDRESS"]
        desktop = subprocess.Popen(
            [sys.executable, "-m", "tests.machine.desktop_services", *{services!r}],
            stdout=subprocess.PIPE, text=True,
        )
        def next_line():
            return desktop.stdout.readline().strip()
        try:
            assert next_line() == "ready"
            app = QCoreApplication([])
            from nst_desktop.machine.keep_awake import SleepInhibitor, methods_for
            awake = SleepInhibitor(methods_for("linux"))
            {client}
        finally:
            desktop.kill()
            desktop.wait()
    """
    path = str(Path(__file__).resolve().parents[2])
    result = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-c", textwrap.dedent(script)],
        env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    return result.stdout.splitlines()


HOLD_AND_RELEASE = (
    "awake.hold('a run'); print(awake.is_held()); print(next_line()); "
    "awake.release(); print(awake.is_held()); print(next_line())"
)


@needs_bus
@pytest.mark.parametrize(
    ("services", "at_hold", "at_release"),
    [
        ([POWER, SCREEN], "PowerManagement.Inhibit(NST Desktop, a run)", "client left"),
        ([SCREEN, LOGIN], "ScreenSaver.Inhibit(NST Desktop, a run)", "client left"),
        ([LOGIN], "login1.Inhibit(idle, NST Desktop, a run, block)", "pipe closed"),
    ],
)
def test_a_linux_desktop_service_holds_until_the_release(services, at_hold, at_release):
    output = on_a_bus(services, HOLD_AND_RELEASE)
    assert output == ["True", at_hold, "False", at_release]


@needs_bus
def test_the_end_of_the_process_releases_the_hold():
    script = (
        "subprocess.run([sys.executable, '-c', "
        "'import os; from PySide6.QtCore import QCoreApplication; app = QCoreApplication([]); "
        "from nst_desktop.machine.keep_awake import SleepInhibitor, methods_for; "
        'awake = SleepInhibitor(methods_for("linux")).hold("a run"); '
        "os._exit(0 if awake.is_held() else 1)'], check=True); "
        "print(next_line()); print(next_line())"
    )
    assert on_a_bus([SCREEN], script) == [
        "ScreenSaver.Inhibit(NST Desktop, a run)",
        "client left",
    ]


@needs_bus
def test_a_bus_without_any_service_is_not_an_error():
    assert on_a_bus([], "awake.hold('a run'); print(awake.is_held()); awake.release()") == ["False"]
