"""Connections to hosts on the internet, but never to this machine or its local network."""

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

_CONNECT_TIMEOUT = 10.0  # s
_POLL_INTERVAL = 0.1  # s; delay before a cancellation is noticed while the server is silent
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_UNICAST = ipaddress.ip_network("2000::/3")  # all assigned addresses; the rest are reserved
_PROTOCOLS = ipaddress.ip_network("192.0.0.0/24")


def is_public(ip: IP) -> bool:
    """Return whether an address is on the internet, not on this machine or a private network."""
    embedded = _embedded(ip)
    if embedded is not None:
        return is_public(embedded)
    assigned = ip in _UNICAST if isinstance(ip, ipaddress.IPv6Address) else ip not in _PROTOCOLS
    return assigned and ip.is_global and not ip.is_multicast


@dataclass(frozen=True, slots=True)
class Connector:
    """Factory for connections to allowed hosts.

    Attributes:
        is_allowed: Function that returns whether connecting to an IP address is allowed.
        check: Callback that may raise an error to cancel the connection. It is called about every
            0.1 s while waiting.
    """

    is_allowed: Callable[[IP], bool]
    check: Check

    def connect(self, host: str, port: int, secure: bool) -> "Connection":
        """Connect to a host at an address that has been checked.

        The host name is resolved only once, so that its address cannot change between the check and
        the connection.

        Raises:
            PictureError: The host is unknown or not allowed.
            OSError: The host cannot be reached, or its certificate is not valid.
        """
        stream = self._open_socket(self._resolve(host, port), port)
        try:
            stream.settimeout(_POLL_INTERVAL)
            if secure:
                stream = _start_tls(stream, host, self.check)
        except BaseException:
            stream.close()
            raise
        return Connection(stream, self.check)

    def _resolve(self, host: str, port: int) -> list[str]:
        addresses = _look_up(host, port, self.check)
        for address in addresses:
            if not self.is_allowed(ipaddress.ip_address(address)):
                raise PictureError(
                    "{host} is on this computer or its local network. Pictures can only be "
                    "downloaded from the internet. Open this picture as a file.",
                    host=host,
                )
        return addresses

    def _open_socket(self, addresses: list[str], port: int) -> socket.socket:
        failure: OSError = ConnectionError("the host has no address")
        for address in addresses:
            self.check()
            try:
                return socket.create_connection((address, port), _CONNECT_TIMEOUT)
            except OSError as error:
                failure = error
        raise failure


class Connection:
    """Socket with the interface that http.client expects; a check runs before every read."""

    def __init__(self, stream: socket.socket, check: Check) -> None:
        self._socket, self._check = stream, check

    def __enter__(self) -> "Connection":
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def send(self, data: bytes) -> None:
        """Send all the data."""
        self._socket.sendall(data)

    def makefile(self, *_: Any) -> io.BufferedReader:
        """Return a readable file for the connection, like socket.makefile."""
        return io.BufferedReader(_Reader(self._socket, self._check))


class _Reader(io.RawIOBase):
    def __init__(self, stream: socket.socket, check: Check) -> None:
        super().__init__()
        self._socket, self._check = stream, check

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while True:
            self._check()
            try:
                return self._socket.recv_into(buffer)
            except TimeoutError:
                continue


def _start_tls(stream: socket.socket, host: str, check: Check) -> ssl.SSLSocket:
    """Complete the TLS handshake, however slow the server is."""
    context = ssl.create_default_context()
    secured = context.wrap_socket(stream, server_hostname=host, do_handshake_on_connect=False)
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


def _look_up(host: str, port: int, check: Check) -> list[str]:
    """Return the host's addresses. If cancelled, the look-up continues on its own thread."""
    addresses: list[str] = []

    def resolve() -> None:
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, ValueError):  # ValueError: not a host name at all
            return
        addresses.extend(str(address[0]) for *_, address in answers)

    thread = threading.Thread(target=resolve, name="look-up", daemon=True)
    thread.start()
    while thread.is_alive():
        check()
        thread.join(_POLL_INTERVAL)
    if not addresses:
        raise PictureError(
            "{host} cannot be found. Check the address and the network connection.", host=host
        )
    return addresses


def _embedded(ip: IP) -> IP | None:
    """Return the IPv4 address embedded in an IPv6 address, if any."""
    if isinstance(ip, ipaddress.IPv4Address):
        return None
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
