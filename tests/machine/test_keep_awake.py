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
    run_caffeinate,
    set_execution_state,
    ways_on,
)

POWER = "/org/freedesktop/PowerManagement/Inhibit"
SCREEN = "/org/freedesktop/ScreenSaver"
LOGIN = "/org/freedesktop/login1"


@pytest.fixture
def events():
    return []


@pytest.fixture
def way(events):
    """A way that always works, and writes down what it does."""

    def hold(reason):
        events.append(f"held: {reason}")
        return lambda: events.append("released")

    return hold


def absent(_reason):
    return None


def broken(_reason):
    raise OSError("no such program")


def test_it_is_held_from_hold_to_release(events, way):
    awake = SleepInhibitor([way])
    assert not awake.is_held()
    awake.hold("a run")
    assert (awake.is_held(), events) == (True, ["held: a run"])
    awake.release()
    assert (awake.is_held(), events) == (False, ["held: a run", "released"])


def test_it_is_held_once_and_released_once(events, way):
    awake = SleepInhibitor([way])
    awake.release()
    awake.hold("a run").hold("a run")
    awake.release()
    awake.release()
    assert events == ["held: a run", "released"]


def test_an_error_in_the_block_releases_it(events, way):
    with pytest.raises(ZeroDivisionError), SleepInhibitor([way]).hold("a run"):
        _ = 1 / 0
    assert events == ["held: a run", "released"]


def test_the_first_way_that_works_is_taken(events, way):
    SleepInhibitor([absent, broken, way, way]).hold("a run")
    assert events == ["held: a run"]


def test_where_nothing_works_it_is_logged_once(caplog):
    caplog.set_level(logging.INFO)
    awake = SleepInhibitor([absent, broken])
    for _ in range(2):
        awake.hold("a run")
        assert not awake.is_held()
        awake.release()
    assert caplog.text.count("keep the computer awake") == 1


def test_a_qt_without_d_bus_is_no_error(monkeypatch, caplog):
    monkeypatch.setitem(sys.modules, "PySide6.QtDBus", None)
    caplog.set_level(logging.INFO)
    assert not SleepInhibitor(ways_on("linux")).hold("a run").is_held()
    assert "keep the computer awake" in caplog.text


def test_on_a_mac_a_child_process_is_bound_to_this_one(monkeypatch, tmp_path):
    program = tmp_path / "caffeinate"
    program.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/arguments\nexec sleep 60\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    children = []
    popen = subprocess.Popen

    def remembered(arguments):
        children.append(popen(arguments))
        return children[-1]

    monkeypatch.setattr(keep_awake.subprocess, "Popen", remembered)
    awake = SleepInhibitor(ways_on("darwin")).hold("a run")
    assert children[0].args == ["caffeinate", "-i", "-w", str(os.getpid())]
    assert children[0].poll() is None
    awake.release()
    assert children[0].returncode is not None


def test_a_mac_without_caffeinate_is_no_error(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not SleepInhibitor([run_caffeinate]).hold("a run").is_held()


@pytest.mark.parametrize("accepted", [True, False])
def test_on_windows_the_thread_asks_for_the_system_and_takes_it_back(monkeypatch, accepted):
    states = []

    def set_state(state):
        states.append(state.value)
        return accepted

    kernel = SimpleNamespace(kernel32=SimpleNamespace(SetThreadExecutionState=set_state))
    monkeypatch.setattr(ctypes, "windll", kernel, raising=False)
    awake = SleepInhibitor(ways_on("win32")).hold("a run")
    assert awake.is_held() is accepted
    awake.release()
    assert states == ([0x80000001, 0x80000000] if accepted else [0x80000001])


@pytest.mark.skipif(hasattr(ctypes, "windll"), reason="this is Windows")
def test_a_windows_call_that_is_not_there_is_no_error():
    assert set_execution_state("a run") is None


# with a real bus and services that stand in for a desktop's

needs_bus = pytest.mark.skipif(
    shutil.which("dbus-run-session") is None, reason="there is no D-Bus daemon to start"
)


def on_a_bus(services, client):
    """What these services saw of a client that has an inhibitor called awake."""
    script = f"""
        import os, subprocess, sys
        from PySide6.QtCore import QCoreApplication
        os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = os.environ["DBUS_SESSION_BUS_ADDRESS"]
        desktop = subprocess.Popen(
            [sys.executable, "-m", "tests.machine.desktop_services", *{services!r}],
            stdout=subprocess.PIPE, text=True,
        )
        def heard():
            return desktop.stdout.readline().strip()
        try:
            assert heard() == "ready"
            app = QCoreApplication([])
            from nst_desktop.machine.keep_awake import SleepInhibitor, ways_on
            awake = SleepInhibitor(ways_on("linux"))
            {client}
        finally:
            desktop.kill()
            desktop.wait()
    """
    here = Path(__file__).resolve().parents[2]
    path = str(here)
    done = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-c", textwrap.dedent(script)],
        env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


HOLD_AND_RELEASE = (
    "awake.hold('a run'); print(awake.is_held()); print(heard()); "
    "awake.release(); print(awake.is_held()); print(heard())"
)


@needs_bus
@pytest.mark.parametrize(
    ("services", "heard", "at_release"),
    [
        ([POWER, SCREEN], "PowerManagement.Inhibit(NST Desktop, a run)", "client left"),
        ([SCREEN, LOGIN], "ScreenSaver.Inhibit(NST Desktop, a run)", "client left"),
        ([LOGIN], "login1.Inhibit(idle, NST Desktop, a run, block)", "pipe closed"),
    ],
)
def test_a_linux_desktop_is_asked_and_told(services, heard, at_release):
    told = on_a_bus(services, HOLD_AND_RELEASE)
    assert told == ["True", heard, "False", at_release]


@needs_bus
def test_a_process_that_dies_holds_nothing_any_more():
    died = (
        "subprocess.run([sys.executable, '-c', "
        "'import os; from PySide6.QtCore import QCoreApplication; app = QCoreApplication([]); "
        "from nst_desktop.machine.keep_awake import SleepInhibitor, ways_on; "
        'awake = SleepInhibitor(ways_on("linux")).hold("a run"); '
        "os._exit(0 if awake.is_held() else 1)'], check=True); "
        "print(heard()); print(heard())"
    )
    assert on_a_bus([SCREEN], died) == [
        "ScreenSaver.Inhibit(NST Desktop, a run)",
        "client left",
    ]


@needs_bus
def test_a_bus_without_any_of_the_services_is_no_error():
    assert on_a_bus([], "awake.hold('a run'); print(awake.is_held()); awake.release()") == ["False"]
