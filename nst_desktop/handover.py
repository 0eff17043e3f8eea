"""Hands the pictures of a later start to a window that is open, before anything of Qt is loaded.

Each open window listens on a socket of its own, in a folder that belongs to one user and one
display. The request is one line of JSON; the window answers with one line or more. A start without
an answer opens its own window, so that no picture is lost.

Where Python has no Unix sockets, as on Windows, files with a port and a key stand in for them.
"""

import logging
import os
import socket
import time
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from nst_desktop.storage.locks import ProcessLock
from nst_desktop.storage.strict_json import (
    JsonError,
    check_keys,
    is_path,
    is_plain,
    read_document,
    take,
    write_document,
)

log = logging.getLogger(__name__)

ANSWER_TIMEOUT = 2.0  # seconds to wait for a window's answer
START_TIMEOUT = 20.0  # seconds to wait for a window that another start is opening
MAX_BYTES = 1_000_000  # of a request
_RETRY = 0.02  # seconds
_HAS_UNIX_SOCKETS = hasattr(socket, "AF_UNIX")
_KIND, _VERSION = "nst-desktop window request", 1
_MAX_PATH, _MAX_TOKEN = 32_767, 1_000  # characters


class Answer(Enum):
    """A window's answer to a request. The value is what it sends.

    HELD means that TAKEN will follow once the window is free; the start waits for it.
    """

    TAKEN = b"taken\n"
    HELD = b"held\n"
    DECLINED = b"declined\n"


@dataclass(frozen=True, slots=True)
class WindowRequest:
    """What a start of the program asks of a window, besides coming to the front.

    Attributes:
        pictures: Absolute paths of the pictures to open: photograph, then paintings.
        shows_queue: Whether to show the queue.
        token: Permission from a Wayland compositor to take the focus, or an empty string.
    """

    pictures: tuple[Path, ...] = ()
    shows_queue: bool = False
    token: str = ""

    @classmethod
    def parse(cls, line: bytes) -> "WindowRequest":
        """Return the request in this line. Raises JsonError if it is malformed."""
        try:
            text = line.decode("ascii")
        except UnicodeDecodeError:
            raise JsonError("is not ASCII text") from None
        parts = read_document(text, _KIND, _VERSION, MAX_BYTES)
        check_keys(parts, ("pictures", "queue", "token"))
        pictures, token = take(parts, "pictures", list), take(parts, "token", str)
        if not all(type(path) is str and is_path(path, _MAX_PATH) for path in pictures):
            raise JsonError("has a picture that is not a path")
        files = tuple(map(Path, pictures))
        if not all(file.is_absolute() for file in files):
            raise JsonError("has a path that is not absolute")
        if not is_plain(token, _MAX_TOKEN):
            raise JsonError("has a token that is not plain text")
        return cls(files, take(parts, "queue", bool), token)

    def line(self) -> bytes:
        """Return the request as a line."""
        pictures = [str(path) for path in self.pictures]
        parts = {"pictures": pictures, "queue": self.shows_queue, "token": self.token}
        return write_document(_KIND, _VERSION, parts, indent=None).encode("ascii") + b"\n"


class Listener:
    """The listening socket of an open window.

    Attributes:
        key: Words that precede each request, so that other users of this computer cannot make
            any; empty if the system keeps them away from the socket.
    """

    def __init__(self, folder: Path) -> None:
        """Listen in this folder. Raises OSError."""
        name = os.urandom(4).hex()  # process IDs repeat if containers share the folder
        self._path = folder / f"{name}.socket"
        unready = folder / f"{name}.new"
        self.key = b"" if _HAS_UNIX_SOCKETS else os.urandom(16).hex().encode()
        self.socket = _new_socket()
        try:
            self.socket.bind(str(unready) if _HAS_UNIX_SOCKETS else ("127.0.0.1", 0))
            self.socket.listen()
            self.socket.setblocking(False)
            if not _HAS_UNIX_SOCKETS:
                unready.write_bytes(b"%d %s" % (self.socket.getsockname()[1], self.key))
            unready.rename(self._path)  # a socket that can be found never refuses a connection
        except OSError:
            self.socket.close()
            unready.unlink(missing_ok=True)
            raise
        self.prefer()

    def prefer(self) -> None:
        """Make later starts ask this window first."""
        now = time.time_ns()  # the file system's own clock may stand still for some milliseconds
        try:
            os.utime(self._path, ns=(now, now))
        except OSError as error:
            log.warning("the window's socket is gone: %s", error.strerror)

    def close(self) -> None:
        """Stop listening. Starts that still wait for an answer notice at once."""
        self._path.unlink(missing_ok=True)
        self.socket.close()


class OpenWindows:
    """The open windows of one user on one display."""

    def __init__(self, folder: Path) -> None:
        """Initialise with the folder of the sockets, which is created if it is missing."""
        self._folder = folder
        self._start = ProcessLock(folder / "start.lock")  # held while a start opens a window
        self._is_usable = _make_private(folder)

    def hand_over(self, request: WindowRequest) -> bool:
        """Hand the request to a window, and return whether one took it.

        If another start is opening a window, wait for that window. If False is returned, open a
        window and call listen(); until then, other starts wait.
        """
        line = request.line()
        if not self._is_usable or len(line) > MAX_BYTES:
            return False
        deadline = time.monotonic() + START_TIMEOUT
        is_first = False
        while True:
            answer = self._ask(line)
            if answer is not None or is_first or time.monotonic() > deadline:
                break
            is_first = self._start.acquire()  # then ask again: a window may just have opened
            if not is_first:
                time.sleep(_RETRY)
        if answer is not None:
            self.release()
        return answer is Answer.TAKEN

    def listen(self) -> Listener | None:
        """Return a listener for this process's window, or None if the system allows none."""
        if not self._is_usable:
            return None
        try:
            return Listener(self._folder)
        except OSError as error:  # such as a path too long for a socket
            log.warning("later starts cannot find this window: %s", error)
            return None
        finally:
            self.release()

    def release(self) -> None:
        """Let other starts open a window."""
        self._start.release()

    def _ask(self, line: bytes) -> Answer | None:
        """Return TAKEN, DECLINED if no open window takes the request, or None if none is open.

        A window that does not answer in time counts as one that declines.
        """
        declined = None
        for path in self._sockets():
            try:
                answer = _ask(path, line)
            except TimeoutError:
                log.warning("the open window does not answer")
                return Answer.DECLINED  # do not try others: the user has waited long enough
            except ConnectionRefusedError:
                path.unlink(missing_ok=True)  # left behind by a crash
            except (OSError, ValueError) as error:  # the window is closing
                log.info("the open window has not answered: %s", error)
            else:
                if answer is Answer.TAKEN:
                    return answer
                declined = Answer.DECLINED
        return declined

    def _sockets(self) -> list[Path]:
        """Return the sockets, the one of the window used last first."""
        dated = []
        for path in self._folder.glob("*.socket"):
            try:
                dated.append((path.stat().st_mtime_ns, path))
            except OSError:  # closed in the meantime
                continue
        return [path for _, path in sorted(dated, reverse=True)]


def activation_token() -> str:
    """Return the permission to take the focus that the desktop gave this start, if any."""
    token = os.environ.get("XDG_ACTIVATION_TOKEN", "")
    return token if is_plain(token, _MAX_TOKEN) else ""


def _ask(path: Path, line: bytes) -> Answer:
    """Return a window's final answer. Raises OSError, or ValueError if it closes without one."""
    with _new_socket() as connection:
        if _HAS_UNIX_SOCKETS:
            connection.settimeout(ANSWER_TIMEOUT)
            connection.connect(str(path))
            key = b""
        else:
            port, key = path.read_bytes().split()
            connection.settimeout(2 * ANSWER_TIMEOUT)  # Windows refuses only after 2 s
            connection.connect(("127.0.0.1", int(port)))
            connection.settimeout(ANSWER_TIMEOUT)
        connection.sendall(key + line)
        with connection.makefile("rb") as answers:
            answer = Answer(answers.readline(MAX_BYTES))
            if answer is Answer.HELD:
                connection.settimeout(None)
                answer = Answer(answers.readline(MAX_BYTES))
            return answer


def _new_socket() -> socket.socket:
    family = socket.AF_UNIX if _HAS_UNIX_SOCKETS else socket.AF_INET
    return socket.socket(family, socket.SOCK_STREAM)


def _make_private(folder: Path) -> bool:
    """Create the folder, and return whether only this user may use it."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.stat()
    except OSError as error:
        log.warning("windows cannot be found: %s", error)
        return False
    if not os.access(folder, os.W_OK):
        log.warning("windows cannot be found: %s cannot be written", folder)
        return False
    if not hasattr(os, "getuid"):
        return True  # Windows keeps others out of the user's folders
    is_private = status.st_uid == os.getuid() and not status.st_mode & 0o077
    if not is_private:
        log.warning("windows cannot be found: other users may change %s", folder)
    return is_private
