"""Checks for a usable display. They run before Qt starts, since Qt would abort without one."""

import ctypes
import os
import socket
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from nst_desktop.program import command_name

PACKAGES = "libxcb-cursor0 libxkbcommon-x11-0 libxcb-icccm4 libxcb-keysyms1 libegl1 libgl1"
HEADLESS = "render CONTENT STYLE -o artwork.png"


class NoDisplayError(Exception):
    """No window can be opened. The message is a single line for the user."""


class MissingLibraryError(NoDisplayError):
    """There is a display, but Qt lacks a system library."""


def usable_platforms(environment: Mapping[str, str] = os.environ) -> str:
    """Return a QT_QPA_PLATFORM value with which Qt can open a window.

    An empty string selects Qt's default. Only Linux is checked.

    Raises:
        NoDisplayError: Qt cannot open a window.
    """
    requested = environment.get("QT_QPA_PLATFORM", "")
    if not sys.platform.startswith("linux"):
        return requested
    names = (
        [name.split(":")[0] for name in requested.split(";")]
        if requested
        else _preferred(environment)
    )
    if any(name not in _CHECKS for name in names):  # offscreen, vnc, eglfs need no display server
        return requested
    missing: list[str] = []
    usable = [name for name in names if _works(name, environment, missing)]
    if not usable:
        raise _error(missing)
    return requested or ";".join(usable)


def check_qt() -> None:
    """Raise NoDisplayError if a system library required by Qt's widgets is missing."""
    try:
        import PySide6.QtWidgets  # noqa: F401
    except ImportError as error:
        raise _error([str(error).split(":")[0]]) from error


def _preferred(environment: Mapping[str, str]) -> list[str]:
    wayland_first = environment.get("XDG_SESSION_TYPE") == "wayland"
    return ["wayland", "xcb"] if wayland_first else ["xcb", "wayland"]


def _works(name: str, environment: Mapping[str, str], missing: list[str]) -> bool:
    try:
        if not _CHECKS[name](environment):
            return False
        ctypes.CDLL(str(_plugin(name)))
    except OSError as error:
        missing.append(str(error).split(":")[0])
        return False
    return True


def _wayland_answers(environment: Mapping[str, str]) -> bool:
    folder = environment.get("XDG_RUNTIME_DIR", "")
    path = Path(folder) / environment.get("WAYLAND_DISPLAY", "wayland-0")
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(2)
            connection.connect(str(path))
    except OSError:
        return False
    return True


def _x_server_answers(environment: Mapping[str, str]) -> bool:
    if not environment.get("DISPLAY"):
        return False
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(environment["DISPLAY"].encode(), None))
    refused = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not refused


def _plugin(name: str) -> Path:
    from PySide6.QtCore import QLibraryInfo

    plugins = QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)
    return Path(plugins) / "platforms" / f"libq{name}.so"


def _error(missing: list[str]) -> NoDisplayError:
    headless = f"{command_name()} {HEADLESS}"
    if missing:
        return MissingLibraryError(
            f"The window needs a system library that is missing ({missing[0]}). On Debian and "
            f"Ubuntu: sudo apt install {PACKAGES}. To work without a window: {headless}"
        )
    return NoDisplayError(
        f"No display was found for the window. To work without a window: {headless}"
    )


_CHECKS: dict[str, Callable[[Mapping[str, str]], bool]] = {
    "wayland": _wayland_answers,
    "xcb": _x_server_answers,
}
