"""Connections to hosts on the internet, and to none on this machine or in its own network."""

import io
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from nst_desktop.images.load import PictureError

IP = ipaddress.IPv4Address | ipaddress.IPv6Address
Check = Callable[[], None]

_CONNECT_SECONDS = 10.0
_POLL = 0.1  # s; how soon a stop is noticed while the other side says nothing
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_UNICAST = ipaddress.ip_network("2000::/3")  # all that is given out; the rest has other uses
_PROTOCOLS = ipaddress.ip_network("192.0.0.0/24")


def is_public(ip: IP) -> bool:
    """Whether an address is on the internet, not on this machine or in a private network."""
    embedded = _embedded(ip)
    if embedded is not None:
        return is_public(embedded)
    assigned = ip in _UNICAST if isinstance(ip, ipaddress.IPv6Address) else ip not in _PROTOCOLS
    return assigned and ip.is_global and not ip.is_multicast


@dataclass(frozen=True, slots=True)
class Hosts:
    """Connects to the hosts that are allowed.

    check: called about every 0.1 s while there is something to wait for; what it raises ends that.
    """

    allowed: Callable[[IP], bool]
    check: Check

    def connect(self, host: str, port: int, secure: bool) -> "Connection":
        """A connection to an address that has been checked, so that no name can change between.

        Raises PictureError if the host is not known or not allowed, OSError if it cannot be
        reached or cannot prove who it is.
        """
        plain = self._reach(self._resolve(host, port), port)
        try:
            plain.settimeout(_POLL)
            if secure:
                plain = _secured(plain, host, self.check)
        except BaseException:
            plain.close()
            raise
        return Connection(plain, self.check)

    def _resolve(self, host: str, port: int) -> list[str]:
        addresses = _looked_up(host, port, self.check)
        for address in addresses:
            if not self.allowed(ipaddress.ip_address(address)):
                raise PictureError(
                    "{host} is not on the internet but on this computer or in its own network. "
                    "Pictures are fetched from the web only; open such a picture as a file.",
                    host=host,
                )
        return addresses

    def _reach(self, addresses: list[str], port: int) -> socket.socket:
        failure: OSError = ConnectionError("it has no address")
        for address in addresses:
            self.check()
            try:
                return socket.create_connection((address, port), _CONNECT_SECONDS)
            except OSError as error:
                failure = error
        raise failure


class Connection:
    """A connection as http.client reads it, with a check before every piece."""

    def __init__(self, connected: socket.socket, check: Check) -> None:
        self._socket, self._check = connected, check

    def __enter__(self) -> "Connection":
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def send(self, data: bytes) -> None:
        """Send all of this."""
        self._socket.sendall(data)

    def makefile(self, *_: Any) -> io.BufferedReader:
        """What a socket gives to who wants to read from it."""
        return io.BufferedReader(_Reader(self._socket, self._check))


class _Reader(io.RawIOBase):
    def __init__(self, connected: socket.socket, check: Check) -> None:
        super().__init__()
        self._socket, self._check = connected, check

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while True:
            self._check()
            try:
                return self._socket.recv_into(buffer)
            except TimeoutError:
                continue


def _secured(plain: socket.socket, host: str, check: Check) -> ssl.SSLSocket:
    """The connection after the handshake, however slowly the other side takes part in it."""
    context = ssl.create_default_context()
    secured = context.wrap_socket(plain, server_hostname=host, do_handshake_on_connect=False)
    try:
        while True:
            check()
            try:
                secured.do_handshake()
                return secured
            except TimeoutError:
                continue
    except BaseException:
        secured.close()
        raise


def _looked_up(host: str, port: int, check: Check) -> list[str]:
    """The host's addresses. A name server that says nothing is left waiting on a thread."""
    found: list[str] = []

    def look_up() -> None:
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, ValueError):  # ValueError: not a name at all
            return
        found.extend(str(address[0]) for *_, address in answers)

    thread = threading.Thread(target=look_up, name="look-up", daemon=True)
    thread.start()
    while thread.is_alive():
        check()
        thread.join(_POLL)
    if not found:
        raise PictureError(
            "{host} cannot be found. Is the address right, and is there a network?", host=host
        )
    return found


def _embedded(ip: IP) -> IP | None:
    """The IPv4 address that an IPv6 address stands for, if it does."""
    if isinstance(ip, ipaddress.IPv4Address):
        return None
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
