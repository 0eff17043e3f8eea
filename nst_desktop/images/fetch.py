"""Fetching a picture from the web: only from public hosts, within a size and a time."""

import hashlib
import re
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

from nst_desktop.images.load import OPEN_SUFFIXES, PictureError
from nst_desktop.images.picture_errors import shown_name, shown_reason
from nst_desktop.images.public_hosts import IP, Connection, Hosts, is_public
from nst_desktop.storage.atomic import write_whole
from nst_desktop.storage.strict_json import is_plain, shown

MAX_BYTES = 100_000_000
MAX_SECONDS = 30.0
_MAX_REDIRECTS = 5
_CHUNK = 1 << 16  # bytes
_MAX_URL_LENGTH = 8000  # characters; servers take no more
_NAME_LENGTH = 40  # characters of the address that go into the file's name
_REDIRECTS = (301, 302, 303, 307, 308)
_SUFFIXES = {
    "image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp", "image/gif": ".gif",
    "image/tiff": ".tif", "image/bmp": ".bmp", "image/avif": ".avif", "image/heic": ".heic",
    "image/heif": ".heif",
}  # fmt: skip


def fetch_picture(
    url: str,
    folder: Path,
    limit_bytes: int = MAX_BYTES,
    seconds: float = MAX_SECONDS,
    stopped: Callable[[], None] = lambda: None,
    allowed: Callable[[IP], bool] = is_public,
) -> Path:
    """Fetch what lies at an http or https address into the folder, and give the file's path.

    The folder is made if need be; the file's name comes from the address and the content, so
    that no other file is ever written over. What is in the file is not looked at.
    stopped: called about every 0.1 s, though not while a connection is made (at most 10 s); what
    it raises ends the fetching.
    allowed: whether a host at this address may be asked. All that a name resolves to is checked,
    at each redirection, and the connection goes to what has been checked.
    Raises PictureError if the address may not or cannot be fetched, or the disk refuses.
    """
    deadline = time.monotonic() + seconds

    def check() -> None:
        stopped()
        if time.monotonic() > deadline:
            raise PictureError(
                "{host} took longer than {seconds:g} seconds. Try again, or save the picture in "
                "your browser and open the file.",
                host=_host(url),
                seconds=seconds,
            )

    fetching = _Fetching(limit_bytes, Hosts(allowed, check))
    try:
        content, last_url, kind = fetching.follow(url)
    except ssl.SSLCertVerificationError as error:
        raise PictureError(
            "{host} cannot prove who it is ({reason}), so nothing was fetched.",
            host=_host(url),
            reason=error.verify_message,
        ) from error
    except (OSError, HTTPException) as error:
        check()  # a time limit says more than the socket's own words
        reason = getattr(error, "strerror", None) or shown_reason(error)
        raise PictureError(
            "{host} cannot be reached: {reason}.", host=_host(url), reason=reason
        ) from error
    path = Path(folder) / _file_name(last_url, kind, content)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)
    except OSError as error:
        reason = error.strerror or str(error)
        raise PictureError(
            "The picture could not be kept in {folder}: {reason}.", folder=folder, reason=reason
        ) from error
    return path


@dataclass(frozen=True, slots=True)
class _Fetching:
    """One request after the other, until one has the content."""

    limit: int
    hosts: Hosts

    def follow(self, url: str) -> tuple[bytes, str, str]:
        """The content, the address where it lay, and its media type."""
        for _ in range(_MAX_REDIRECTS + 1):
            parts = _checked(url)
            secure = parts.scheme == "https"
            port = parts.port or (443 if secure else 80)
            with self.hosts.connect(_ascii_host(parts), port, secure) as connection:
                response = _ask(connection, parts)
                if response.status not in _REDIRECTS:
                    kind = response.headers.get_content_type()
                    return self._content(response, parts, kind), url, kind
                url = _joined(url, response.headers.get("Location") or "")
        raise PictureError(
            "{host} leads from one address to the next without an end.", host=_host(url)
        )

    def _content(self, response: HTTPResponse, parts: SplitResult, kind: str) -> bytes:
        if response.status != HTTPStatus.OK:
            raise PictureError(
                "{host} answered {status} in place of the picture.",
                host=parts.hostname,
                status=_status(response.status),
            )
        if kind in ("text/html", "application/xhtml+xml"):
            raise PictureError(
                "{host} has a web page at this address, not a picture. Open the page and drag"
                " the picture itself.",
                host=parts.hostname,
            )
        length = response.length
        self._check_size(length or 0, parts)
        content = bytearray()
        while chunk := response.read1(_CHUNK):
            content += chunk
            self._check_size(len(content), parts)
        if not content or (length is not None and len(content) < length):
            raise ConnectionError("the connection broke off before the picture was complete")
        return bytes(content)

    def _check_size(self, size: int, parts: SplitResult) -> None:
        if size > self.limit:
            most = f"{self.limit / 1e6:g} MB"
            raise PictureError(
                "What {host} sends is larger than {most}.", host=parts.hostname, most=most
            )


def _ask(connection: Connection, parts: SplitResult) -> HTTPResponse:
    connection.send(_request(parts))
    response = HTTPResponse(connection, method="GET")  # type: ignore[arg-type]
    response.begin()
    return response


def _status(number: int) -> str:
    """In the standard's words: the server's own may be anything."""
    known = number in list(HTTPStatus)
    return f"{number} ({HTTPStatus(number).phrase})" if known else str(number)


def _joined(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError:
        raise PictureError(
            "{host} leads to no address: {location}.", host=_host(url), location=shown(location)
        ) from None


def _checked(url: str) -> SplitResult:
    """The parts of an address that may be asked for; its host is not looked at yet."""
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises if it is no number
    except ValueError:
        raise PictureError("{url} is not an address.", url=shown(url)) from None
    if not is_plain(url, _MAX_URL_LENGTH):
        raise PictureError(
            "{url} is not an address: it is too long or cannot be shown.", url=shown(url)
        )
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise PictureError("{url} is not an address on the web.", url=shown(url))
    if parts.username is not None or parts.password is not None:
        raise PictureError(
            "The address at {host} holds a password; leave that out.", host=parts.hostname
        )
    return parts


def _request(parts: SplitResult) -> bytes:
    target = quote(parts.path or "/", safe="%/:=&~+!$,;'@()*[]")
    if parts.query:
        target += "?" + quote(parts.query, safe="%/:=&?~+!$,;'@()*[]")
    host = _ascii_host(parts)
    host = f"[{host}]" if ":" in host else host
    lines = (
        f"GET {target} HTTP/1.1",
        f"Host: {host}" + (f":{parts.port}" if parts.port else ""),
        "User-Agent: nst-desktop",
        "Accept: image/*,*/*;q=0.5",
        "Accept-Encoding: identity",
        "Connection: close",
    )
    return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii")


def _ascii_host(parts: SplitResult) -> str:
    host = parts.hostname or ""
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        raise PictureError("{host} is not the name of a host.", host=host) from None


def _file_name(url: str, kind: str, content: bytes) -> str:
    """The last part of the address in plain letters, and a digest of the content."""
    last = Path(unquote(urlsplit(url).path).replace("\\", "/")).name
    given = Path(last).suffix.lower()
    suffix = given if given in OPEN_SUFFIXES else _SUFFIXES.get(kind, "")
    stem = last[: -len(given)] if given in OPEN_SUFFIXES else last
    plain = re.sub(r"[^\w-]+", "_", stem).strip("_")[:_NAME_LENGTH] or "picture"
    return f"{plain}-{hashlib.sha256(content).hexdigest()[:8]}{suffix}"


def _host(url: str) -> str:
    try:
        return shown_name(urlsplit(url).hostname or url)
    except ValueError:
        return shown_name(url)
