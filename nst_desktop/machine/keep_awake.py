"""Keeping the computer awake while a run goes."""

import ctypes
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Self
from uuid import uuid4

log = logging.getLogger(__name__)

Release = Callable[[], object]
Way = Callable[[str], Release | None]  # from a reason to what ends it; None: not to be had here

_APPLICATION = "NST Desktop"
_TIMEOUT = 250  # ms that a service gets to answer: the window waits for it
_ES_SYSTEM_REQUIRED, _ES_CONTINUOUS = 0x00000001, 0x80000000


class SleepInhibitor:
    """Holds off the computer's sleep in the first way that works; without one it does nothing.

    All methods belong to one thread. What is held ends with the process at the latest.
    As a context: `with inhibitor.hold("a picture is being made"):`.
    """

    def __init__(self, ways: Sequence[Way] | None = None) -> None:
        self._ways = ways_on(sys.platform) if ways is None else ways
        self._release: Release | None = None
        self._told = False

    def hold(self, reason: str) -> Self:
        """Keep awake from now on. reason: for people who ask the system what does so."""
        if self._release is None:
            attempts = (_attempt(way, reason) for way in self._ways)
            self._release = next(filter(None, attempts), None)
        if self._release is None and not self._told:
            self._told = True
            log.info("nothing here can keep the computer awake")
        return self

    def release(self) -> None:
        """Let it sleep again."""
        release, self._release = self._release, None
        if release is not None:
            release()

    def is_held(self) -> bool:
        """Whether the computer is being kept awake."""
        return self._release is not None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def ways_on(platform: str) -> Sequence[Way]:
    """What may work on this sys.platform, the best first."""
    if platform == "darwin":
        return (run_caffeinate,)
    if platform == "win32":
        return (set_execution_state,)
    return (
        # Keeps the computer awake but lets the screen go dark: KDE, Xfce, MATE.
        BusWay(
            "org.freedesktop.PowerManagement",
            "/org/freedesktop/PowerManagement/Inhibit",
            "org.freedesktop.PowerManagement.Inhibit",
        ),
        BusWay(
            "org.freedesktop.ScreenSaver",
            "/org/freedesktop/ScreenSaver",
            "org.freedesktop.ScreenSaver",
        ),
        # "idle": the sleep that comes by itself, not the one that the user asks for.
        BusWay(
            "org.freedesktop.login1",
            "/org/freedesktop/login1",
            "org.freedesktop.login1.Manager",
            before=("idle",), after=("block",), on_system_bus=True,
        ),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class BusWay:
    """A D-Bus service with a method Inhibit(*before, application, reason, *after).

    It is called over a connection of its own, whose end releases it: by intent, or because the
    process has died. (Its UnInhibit would need an unsigned number, which PySide cannot send.)
    """

    service: str
    path: str
    interface: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    on_system_bus: bool = False

    def __call__(self, reason: str) -> Release | None:
        from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage

        bus = QDBusConnection.BusType
        name = f"awake-{uuid4().hex}"
        kind = bus.SystemBus if self.on_system_bus else bus.SessionBus
        connection = QDBusConnection.connectToBus(kind, name)
        call = QDBusMessage.createMethodCall(self.service, self.path, self.interface, "Inhibit")
        call.setArguments([*self.before, _APPLICATION, reason, *self.after])
        call.setAutoStartService(False)
        answer = connection.call(call, QDBus.CallMode.Block, _TIMEOUT)
        held = [answer]  # logind's answer is a file descriptor: it counts until that is closed

        def release() -> None:
            held.clear()
            QDBusConnection.disconnectFromBus(name)

        if answer.type() == QDBusMessage.MessageType.ReplyMessage:
            return release
        log.debug("%s: %s", self.service, answer.errorMessage())
        del answer
        release()
        return None


def run_caffeinate(_reason: str) -> Release:
    """macOS: a child process that ends with this one."""
    child = subprocess.Popen(["caffeinate", "-i", "-w", str(os.getpid())])

    def release() -> None:
        child.terminate()
        child.wait()

    return release


def set_execution_state(_reason: str) -> Release | None:
    """Windows: a state of the calling thread, which ends with it."""
    windows: Any = getattr(ctypes, "windll", None)
    if windows is None:
        return None
    set_state = windows.kernel32.SetThreadExecutionState
    if not set_state(ctypes.c_uint(_ES_CONTINUOUS | _ES_SYSTEM_REQUIRED)):
        return None
    return lambda: set_state(ctypes.c_uint(_ES_CONTINUOUS))


def _attempt(way: Way, reason: str) -> Release | None:
    try:
        return way(reason)
    except (ImportError, OSError) as error:
        log.debug("a way to keep the computer awake is missing: %s", error)
        return None
