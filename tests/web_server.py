"""Web server for tests, on this machine only, that misbehaves on request."""

import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[["Handler"], None]


class Server:
    """Serves the content under every path, with Range and ETag.

    Attributes:
        content: The body of every response.
        tag: The ETag, or "" for none.
        answers: Misbehaviours, used up one per request; afterwards it behaves correctly.
        asked: The Range header of every request.
        released: Event that waiting answers wait for; close() sets it.
    """

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.tag = '"first"'
        self.answers: list[Answer] = []
        self.asked: list[str | None] = []
        self.released = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = False  # close() waits for them
        self._server.script = self
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def close(self) -> None:
        self.released.set()
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
            self._server.server_close()


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        script = self.server.script
        script.asked.append(self.headers["Range"])
        answer = script.answers.pop(0) if script.answers else well
        answer(self)

    @property
    def content(self) -> bytes:
        return self.server.script.content

    @property
    def start(self) -> int:
        return int((self.headers["Range"] or "bytes=0-").removeprefix("bytes=").removesuffix("-"))

    def head(self, status: int, length: int | None = None, **headers: str) -> None:
        self.send_response(status)
        if length is not None:
            self.send_header("Content-Length", str(length))
        if self.server.script.tag:
            self.send_header("ETag", self.server.script.tag)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Log nothing."""


def well(handler: Handler) -> None:
    breaks_off_after(len(handler.content))(handler)


def breaks_off_after(count: int) -> Answer:
    """Announce all of the rest, but send at most this many bytes of it."""

    def answer(handler: Handler) -> None:
        content, start = handler.content, handler.start
        if start >= len(content):
            handler.head(416, 0)
            return
        if start:
            span = f"bytes {start}-{len(content) - 1}/{len(content)}"
            handler.head(206, len(content) - start, Content_Range=span)
        else:
            handler.head(200, len(content))
        handler.wfile.write(content[start : start + count])

    return answer


def ignores_range(handler: Handler) -> None:
    handler.head(200, len(handler.content))
    handler.wfile.write(handler.content)


def ignores_range_and_breaks_off(handler: Handler) -> None:
    handler.head(200, len(handler.content))
    handler.wfile.write(handler.content[:1000])


def without_length(handler: Handler) -> None:
    handler.head(200)
    handler.wfile.write(handler.content)


def says_length(length: int) -> Answer:
    def answer(handler: Handler) -> None:
        handler.head(200, length)
        handler.wfile.write(handler.content)

    return answer


def status(code: int) -> Answer:
    return lambda handler: handler.head(code, 0)


def redirects_to(url: str) -> Answer:
    return lambda handler: handler.head(302, 0, Location=url)


def starts_elsewhere(handler: Handler) -> None:
    """Send a range that was not requested."""
    content = handler.content
    handler.head(206, len(content) - 5, Content_Range=f"bytes 5-{len(content) - 1}/{len(content)}")
    handler.wfile.write(content[5:])
