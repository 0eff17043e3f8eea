"""Stoppable and resumable download of a large file over HTTP."""

import logging
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from nst_desktop.weights.partial_file import DownloadError, PartialFile, Version

__all__ = ["DownloadError", "Progress", "download"]

Progress = Callable[[int, int | None], None]  # (bytes done, total bytes or None if unknown)

_CHUNK = 1 << 16  # bytes; small, so that the checkpoint is called often on a slow connection
_TIMEOUT = 15.0  # seconds without data
_MAX_RETRIES = 4  # consecutive retries without new data
_RANGE_NOT_SATISFIABLE = 416

_logger = logging.getLogger(__name__)


def download(
    url: str,
    target: Path,
    sha256: str,
    progress: Progress | None = None,
    checkpoint: Callable[[], None] = lambda: None,
    pause: float = 1.0,
) -> str:
    """Download a file over HTTP or HTTPS, and return its SHA-256.

    The target is never incomplete: data are written to `NAME.part` beside the target. If the
    download is interrupted, the next call resumes from that file.

    Args:
        url: URL of the file.
        target: Path for the downloaded file; its folder is created if missing.
        sha256: Hex digits that the file's SHA-256 must start with.
        progress: Callback invoked with (bytes done, total bytes or None) for every chunk.
        checkpoint: Callback invoked for every chunk; may raise to abort, which keeps the partial
            file.
        pause: Delay before reconnecting, in seconds.

    Raises:
        DownloadError: If the server cannot be reached, does not have the file or sends a
            different file, or if the disk cannot be written to.
    """
    _check_scheme(url)
    partial = PartialFile(target)
    _Transfer(url, partial, progress or _ignore_progress, checkpoint).run(pause)
    return partial.finish(sha256, checkpoint)


@dataclass(frozen=True, slots=True)
class _Transfer:
    """Transfer that fills a partial file, over as many connections as necessary."""

    url: str
    partial: PartialFile
    progress: Progress
    checkpoint: Callable[[], None]

    def run(self, pause: float) -> None:
        first = reached = self.partial.size
        failures = 0
        while not self.partial.is_complete:
            try:
                self._fetch()
                return
            except (OSError, HTTPException) as error:
                is_new = self.partial.size > reached
                reached = max(reached, self.partial.size)
                failures = 1 if is_new else failures + 1
                # If no data have arrived at all, the computer is probably offline: fail without
                # retrying.
                if reached == first or failures > _MAX_RETRIES:
                    raise DownloadError(
                        "{host}: {reason}.", host=_host(self.url), reason=_reason(error)
                    ) from error
                _logger.info("The connection was lost after %d bytes: %s", reached, error)
                self.checkpoint()
                time.sleep(pause)

    def _fetch(self) -> None:
        """Fetch the missing bytes over one connection.

        Raises:
            OSError, HTTPException: If the connection is lost.
        """
        self.checkpoint()
        with self._connect() as response, self.partial.open_to_append() as append:
            self.partial.check_free_space()
            done, total = self.partial.size, self.partial.version.total
            self.progress(done, total)
            while chunk := response.read1(_CHUNK):
                self.checkpoint()
                append(chunk)
                done += len(chunk)
                self.progress(done, total)
        if total is not None and done < total:
            raise ConnectionError(f"the connection was lost after {done} of {total} bytes")

    def _connect(self) -> HTTPResponse:
        """Return a response that continues the partial file.

        If the server cannot continue the file, the partial file is emptied, and the response
        contains the whole file.
        """
        size = self.partial.size
        response: HTTPResponse = self._request(size)
        if size and _continues(response, size, self.partial.version):
            return response
        if response.status != 200 and size:  # part of another file, or an invalid range
            response.close()
            response = self._request(0)
        if response.status != 200:
            response.close()
            raise DownloadError(
                "{host} answered with status {status}.",
                host=_host(self.url),
                status=response.status,
            )
        self.partial.begin(_version(response))
        return response

    def _request(self, start: int) -> Any:
        headers = {"User-Agent": "nst-desktop"}
        if start:
            headers["Range"] = f"bytes={start}-"
        request = Request(self.url, headers=headers)
        try:
            return build_opener(_Redirects).open(request, timeout=_TIMEOUT)
        except HTTPError as error:
            if error.code == _RANGE_NOT_SATISFIABLE and start:
                return error  # this is a response to handle, not a failure
            error.close()
            raise DownloadError(
                "{host} answered with status {code} ({reason}).",
                host=_host(self.url),
                code=error.code,
                reason=error.reason,
            ) from error


class _Redirects(HTTPRedirectHandler):
    """Handler that follows redirects to http and https addresses, but never from https to http."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> Request | None:
        _check_scheme(newurl)
        if req.type == "https" and urlsplit(newurl).scheme != "https":
            raise DownloadError(
                "{host} redirects to an insecure address: {url}.",
                host=req.host,
                url=newurl,
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _check_scheme(url: str) -> None:
    if urlsplit(url).scheme not in ("http", "https"):
        raise DownloadError("{url} is not a web address.", url=url)


def _continues(response: Any, size: int, version: Version) -> bool:
    """Return whether the response is the rest of this version, from byte `size`."""
    content_range = response.headers.get("Content-Range", "")
    starts_at_size = content_range.startswith(f"bytes {size}-")
    return response.status == 206 and starts_at_size and _version(response) == version


def _version(response: Any) -> Version:
    headers = response.headers
    content_range = re.fullmatch(r"bytes .*/(\d+)", headers.get("Content-Range", ""))
    total = content_range[1] if content_range else headers.get("Content-Length", "")
    tag = headers.get("ETag") or headers.get("Last-Modified") or ""
    return Version(int(total) if total.isdecimal() else None, tag)


def _host(url: str) -> str:
    return urlsplit(url).hostname or url


def _reason(error: Exception) -> str:
    cause = error.reason if isinstance(error, URLError) else error
    return str(getattr(cause, "strerror", None) or cause or type(error).__name__)


def _ignore_progress(_done: int, _total: int | None) -> None:
    """Do nothing: the caller did not ask for progress."""
