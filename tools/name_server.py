"""A name server that answers nothing and records what it is asked for."""

import socket
from threading import Thread

ADDRESS = "127.77.0.1"  # this computer; no other server listens there
_HEADER = 12  # bytes before the question, see RFC 1035, 4.1


class NameServer:
    """Listens on ADDRESS in the background, which needs root."""

    def __init__(self) -> None:
        self.asked: set[str] = set()
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind((ADDRESS, 53))
        Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            self.asked.add(name_in(self._socket.recv(512)))


def name_in(question: bytes) -> str:
    """Return the name that a message to a name server asks for."""
    parts, rest = [], question[_HEADER:]
    while rest and (length := rest[0]):
        parts.append(rest[1 : length + 1].decode("ascii", "replace"))
        rest = rest[length + 1 :]
    return ".".join(parts)
