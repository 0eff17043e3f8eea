"""Keeping the computer awake during a run."""

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
# Takes a reason; returns a function that releases the hold, or None if the method is unavailable.
Method = Callable[[str], Release | None]

_APPLICATION = "NST Desktop"
_TIMEOUT = 250  # ms; the window is blocked until the service answers
_ES_SYSTEM_REQUIRED, _ES_CONTINUOUS = 0x00000001, 0x80000000


class SleepInhibitor:
    """Inhibitor that keeps the computer awake, using the first method that works, if any.

    Call all its methods on the same thread. A hold ends at the latest when the process ends. The
    inhibitor is also a context manager: `with inhibitor.hold("a picture is being made"):`.
    """

    def __init__(self, methods: Sequence[Method] | None = None) -> None:
        """Initialise without a hold. If `methods` is None, this platform's methods are used."""
        self._methods = methods_for(sys.platform) if methods is None else methods
        self._release: Release | None = None
        self._is_failure_logged = False

    def hold(self, reason: str) -> Self:
        """Keep the computer awake. The system displays the reason to users who look for it."""
        if self._release is None:
            attempts = (_attempt(method, reason) for method in self._methods)
            self._release = next(filter(None, attempts), None)
        if self._release is None and not self._is_failure_logged:
            self._is_failure_logged = True
            log.info("no method is available to keep the computer awake")
        return self

    def release(self) -> None:
        """Let the computer sleep again."""
        release, self._release = self._release, None
        if release is not None:
            release()

    def is_held(self) -> bool:
        """Return whether the computer is being kept awake."""
        return self._release is not None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def methods_for(platform: str) -> Sequence[Method]:
    """Return the methods for a sys.platform value, best first."""
    if platform == "darwin":
        return (run_caffeinate,)
    if platform == "win32":
        return (set_execution_state,)
    return (
        # Keeps the computer awake but lets the screen turn off: KDE, Xfce, MATE.
        DBusMethod(
            "org.freedesktop.PowerManagement",
            "/org/freedesktop/PowerManagement/Inhibit",
            "org.freedesktop.PowerManagement.Inhibit",
        ),
        DBusMethod(
            "org.freedesktop.ScreenSaver",
            "/org/freedesktop/ScreenSaver",
            "org.freedesktop.ScreenSaver",
        ),
        # "idle" prevents automatic sleep, but not sleep requested by the user.
        DBusMethod(
            "org.freedesktop.login1",
            "/org/freedesktop/login1",
            "org.freedesktop.login1.Manager",
            before=("idle",), after=("block",), on_system_bus=True,
        ),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class DBusMethod:
    """D-Bus service with a method Inhibit(*before, application, reason, *after).

    The method is called on a separate connection. Closing the connection, or ending the process,
    releases the hold. The service's UnInhibit method is not used because it requires an unsigned
    number, which PySide cannot send.
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
        bus_type = bus.SystemBus if self.on_system_bus else bus.SessionBus
        connection = QDBusConnection.connectToBus(bus_type, name)
        call = QDBusMessage.createMethodCall(self.service, self.path, self.interface, "Inhibit")
        call.setArguments([*self.before, _APPLICATION, reason, *self.after])
        call.setAutoStartService(False)
        answer = connection.call(call, QDBus.CallMode.Block, _TIMEOUT)
        held = [answer]  # logind returns a file descriptor; closing it releases the hold

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
    """Keep macOS awake with a child process that ends when this process does."""
    child = subprocess.Popen(["caffeinate", "-i", "-w", str(os.getpid())])

    def release() -> None:
        child.terminate()
        child.wait()

    return release


def set_execution_state(_reason: str) -> Release | None:
    """Keep Windows awake by setting a state that lasts as long as the calling thread."""
    windows: Any = getattr(ctypes, "windll", None)
    if windows is None:
        return None
    set_state = windows.kernel32.SetThreadExecutionState
    if not set_state(ctypes.c_uint(_ES_CONTINUOUS | _ES_SYSTEM_REQUIRED)):
        return None
    return lambda: set_state(ctypes.c_uint(_ES_CONTINUOUS))


def _attempt(method: Method, reason: str) -> Release | None:
    try:
        return method(reason)
    except (ImportError, OSError) as error:
        log.debug("a method to keep the computer awake is not available: %s", error)
        return None
