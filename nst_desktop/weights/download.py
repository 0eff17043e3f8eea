"""Downloading a large file: it may be stopped or break off, and goes on where it was."""

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

Progress = Callable[[int, int | None], None]  # (bytes done, bytes in all or None)

_CHUNK = 1 << 16  # bytes: a slow line still looks at the checkpoint often
_TIMEOUT = 15.0  # s without a byte
_RETRIES = 4  # in a row that bring nothing new
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
    """Fetch a file over http or https into its place, and give its whole sha256.

    target: never there in part; the bytes gather in `NAME.part` beside it, which the next call
    continues. sha256: the first hex digits that the file must have.
    checkpoint: called for every chunk; what it raises ends the download, and the part is kept.
    pause: seconds before a connection that broke off is tried again.
    Raises DownloadError if the server cannot be reached, does not have the file or sends other
    bytes, or the disk refuses.
    """
    _check_scheme(url)
    partial = PartialFile(target)
    _Transfer(url, partial, progress or _unseen, checkpoint).run(pause)
    return partial.complete(sha256, checkpoint)


@dataclass(frozen=True, slots=True)
class _Transfer:
    """Fills a partial file, over as many connections as it takes."""

    url: str
    partial: PartialFile
    progress: Progress
    checkpoint: Callable[[], None]

    def run(self, pause: float) -> None:
        first = reached = self.partial.size
        failures = 0
        while not self.partial.is_whole:
            try:
                self._fetch()
                return
            except (OSError, HTTPException) as error:
                is_new = self.partial.size > reached
                reached = max(reached, self.partial.size)
                failures = 1 if is_new else failures + 1
                # Who never got a byte is offline: told at once, not after several tries.
                if reached == first or failures > _RETRIES:
                    raise DownloadError(
                        "{host}: {reason}.", host=_host(self.url), reason=_reason(error)
                    ) from error
                _logger.info("The download broke off at %d bytes: %s", reached, error)
                self.checkpoint()
                time.sleep(pause)

    def _fetch(self) -> None:
        """What is missing, over one connection; OSError or HTTPException if it breaks off."""
        self.checkpoint()
        with self._connect() as response, self.partial.appending() as append:
            self.partial.check_room()
            done, total = self.partial.size, self.partial.version.total
            self.progress(done, total)
            while chunk := response.read1(_CHUNK):
                self.checkpoint()
                append(chunk)
                done += len(chunk)
                self.progress(done, total)
        if total is not None and done < total:
            raise ConnectionError(f"the connection broke off after {done} of {total} bytes")

    def _connect(self) -> HTTPResponse:
        """An answer that continues the partial file, which is emptied if none can."""
        have = self.partial.size
        response = self._request(have)
        if have and _continues(response, have, self.partial.version):
            return response
        if response.status != 200 and have:  # a part of some other file, or no such part
            response.close()
            response = self._request(0)
        if response.status != 200:
            response.close()
            raise DownloadError(
                "{host} answered {status}.", host=_host(self.url), status=response.status
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
                return error  # it is an answer as well
            error.close()
            raise DownloadError(
                "{host} answered {code} ({reason}).",
                host=_host(self.url),
                code=error.code,
                reason=error.reason,
            ) from error


class _Redirects(HTTPRedirectHandler):
    """Follows to http and https only, and never from https back to http."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> Request | None:
        _check_scheme(newurl)
        if req.type == "https" and urlsplit(newurl).scheme != "https":
            raise DownloadError(
                "{host} leads to an address that is not secure: {url}.",
                host=req.host,
                url=newurl,
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _check_scheme(url: str) -> None:
    if urlsplit(url).scheme not in ("http", "https"):
        raise DownloadError("{url} is not an address on the web.", url=url)


def _continues(response: Any, have: int, version: Version) -> bool:
    """Whether the answer is the rest of this very file."""
    content_range = response.headers.get("Content-Range", "")
    starts_there = content_range.startswith(f"bytes {have}-")
    return response.status == 206 and starts_there and _version(response) == version


def _version(response: Any) -> Version:
    headers = response.headers
    whole = re.fullmatch(r"bytes .*/(\d+)", headers.get("Content-Range", ""))
    total = whole[1] if whole else headers.get("Content-Length", "")
    tag = headers.get("ETag") or headers.get("Last-Modified") or ""
    return Version(int(total) if total.isdecimal() else None, tag)


def _host(url: str) -> str:
    return urlsplit(url).hostname or url


def _reason(error: Exception) -> str:
    cause = error.reason if isinstance(error, URLError) else error
    return str(getattr(cause, "strerror", None) or cause or type(error).__name__)


def _unseen(_done: int, _total: int | None) -> None:
    """Nobody watches."""
