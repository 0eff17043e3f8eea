"""Picture downloads from the web: only from public hosts, with limits on size and time."""

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
from nst_desktop.images.picture_errors import printable_name, printable_reason
from nst_desktop.images.public_hosts import IP, Connection, Connector, is_public
from nst_desktop.storage.atomic import write_whole
from nst_desktop.storage.strict_json import is_plain, quoted

MAX_BYTES = 100_000_000
FETCH_TIMEOUT = 30.0  # s
_MAX_REDIRECTS = 5
_CHUNK = 1 << 16  # bytes
_MAX_URL_LENGTH = 8000  # characters; servers reject longer addresses
_MAX_STEM_LENGTH = 40  # characters taken from the address for the file name
_REDIRECTS = (301, 302, 303, 307, 308)
_SUFFIXES = {
    "image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp", "image/gif": ".gif",
    "image/tiff": ".tif", "image/bmp": ".bmp", "image/avif": ".avif", "image/heic": ".heic",
    "image/heif": ".heif",
}  # fmt: skip


def fetch_picture(
    url: str,
    folder: Path,
    max_bytes: int = MAX_BYTES,
    timeout: float = FETCH_TIMEOUT,
    checkpoint: Callable[[], None] = lambda: None,
    is_allowed: Callable[[IP], bool] = is_public,
) -> Path:
    """Download a file from an http or https address to a folder, and return the file's path.

    The file name is derived from the address and the content, so a file with different content is
    never overwritten. The content is not inspected.

    Args:
        url: Address of the file.
        folder: Target folder; created if missing.
        max_bytes: Maximum file size, in bytes.
        timeout: Time limit for the whole download, in seconds.
        checkpoint: Callback that may raise an error to cancel the download. It is called about
            every 0.1 s, except while connecting, which takes at most 10 s.
        is_allowed: Function that returns whether connecting to an IP address is allowed. Every
            address that a host name resolves to is checked, including after each redirect. The
            connection uses a checked address.

    Raises:
        PictureError: The address is not allowed, the download failed, or the file cannot be
            written.
    """
    deadline = time.monotonic() + timeout

    def check() -> None:
        checkpoint()
        if time.monotonic() > deadline:
            raise PictureError(
                "The download from {host} took longer than {seconds:g} seconds. Try again, or save "
                "the picture in your browser and open the file.",
                host=_host(url),
                seconds=timeout,
            )

    download = _Download(max_bytes, Connector(is_allowed, check))
    try:
        content, last_url, media_type = download.follow(url)
    except ssl.SSLCertVerificationError as error:
        raise PictureError(
            "The certificate for {host} is not valid ({reason}). Nothing was downloaded.",
            host=_host(url),
            reason=error.verify_message,
        ) from error
    except (OSError, HTTPException) as error:
        check()  # An exceeded time limit explains more than the socket's error.
        reason = getattr(error, "strerror", None) or printable_reason(error)
        raise PictureError(
            "{host} cannot be reached: {reason}.", host=_host(url), reason=reason
        ) from error
    path = Path(folder) / _file_name(last_url, media_type, content)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)
    except OSError as error:
        reason = error.strerror or str(error)
        raise PictureError(
            "The picture could not be saved in {folder}: {reason}.", folder=folder, reason=reason
        ) from error
    return path


@dataclass(frozen=True, slots=True)
class _Download:
    """Download that follows redirects until it reaches the content."""

    max_bytes: int
    connector: Connector

    def follow(self, url: str) -> tuple[bytes, str, str]:
        """Return the content, its final address and its media type."""
        for _ in range(_MAX_REDIRECTS + 1):
            parts = _parse(url)
            secure = parts.scheme == "https"
            port = parts.port or (443 if secure else 80)
            with self.connector.connect(_ascii_host(parts), port, secure) as connection:
                response = _request(connection, parts)
                if response.status not in _REDIRECTS:
                    media_type = response.headers.get_content_type()
                    return self._read(response, parts, media_type), url, media_type
                url = _joined(url, response.headers.get("Location") or "")
        raise PictureError("{host} redirects too many times. Check the address.", host=_host(url))

    def _read(self, response: HTTPResponse, parts: SplitResult, media_type: str) -> bytes:
        if response.status != HTTPStatus.OK:
            raise PictureError(
                "{host} returned {status} instead of the picture.",
                host=parts.hostname,
                status=_status(response.status),
            )
        if media_type in ("text/html", "application/xhtml+xml"):
            raise PictureError(
                "This address at {host} leads to a web page, not a picture. Open the page and drag "
                "the picture itself into the window.",
                host=parts.hostname,
            )
        length = response.length
        self._check_size(length or 0, parts)
        content = bytearray()
        while chunk := response.read1(_CHUNK):
            content += chunk
            self._check_size(len(content), parts)
        if not content or (length is not None and len(content) < length):
            raise ConnectionError("the connection was lost before the picture was complete")
        return bytes(content)

    def _check_size(self, size: int, parts: SplitResult) -> None:
        if size > self.max_bytes:
            most = f"{self.max_bytes / 1e6:g} MB"
            raise PictureError(
                "The file at {host} is larger than {most}.", host=parts.hostname, most=most
            )


def _request(connection: Connection, parts: SplitResult) -> HTTPResponse:
    connection.send(_request_bytes(parts))
    response = HTTPResponse(connection, method="GET")  # type: ignore[arg-type]
    response.begin()
    return response


def _status(code: int) -> str:
    """Describe an HTTP status in the standard's words, since the server's words are untrusted."""
    is_known = code in list(HTTPStatus)
    return f"{code} ({HTTPStatus(code).phrase})" if is_known else str(code)


def _joined(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError:
        raise PictureError(
            "{host} redirects to an invalid address: {location}.",
            host=_host(url),
            location=quoted(location),
        ) from None


def _parse(url: str) -> SplitResult:
    """Check that an address is well formed, and split it into parts. The host is not checked."""
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises ValueError if the port is not a number
    except ValueError:
        raise PictureError("{url} is not a valid web address.", url=quoted(url)) from None
    if not is_plain(url, _MAX_URL_LENGTH):
        raise PictureError(
            "{url} is not a valid web address: it is too long or contains invalid characters.",
            url=quoted(url),
        )
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise PictureError("{url} is not a web address (http:// or https://).", url=quoted(url))
    if parts.username is not None or parts.password is not None:
        raise PictureError(
            "The address at {host} contains a user name or password. Remove it and try again.",
            host=parts.hostname,
        )
    return parts


def _request_bytes(parts: SplitResult) -> bytes:
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
        raise PictureError("{host} is not a valid host name.", host=host) from None


def _file_name(url: str, media_type: str, content: bytes) -> str:
    """Return a name for the downloaded file.

    It consists of the last part of the address, in plain characters, and a digest of the content.
    """
    name = Path(unquote(urlsplit(url).path).replace("\\", "/")).name
    ending = Path(name).suffix.lower()
    suffix = ending if ending in OPEN_SUFFIXES else _SUFFIXES.get(media_type, "")
    stem = name[: -len(ending)] if ending in OPEN_SUFFIXES else name
    plain = re.sub(r"[^\w-]+", "_", stem).strip("_")[:_MAX_STEM_LENGTH] or "picture"
    return f"{plain}-{hashlib.sha256(content).hexdigest()[:8]}{suffix}"


def _host(url: str) -> str:
    try:
        return printable_name(urlsplit(url).hostname or url)
    except ValueError:
        return printable_name(url)
