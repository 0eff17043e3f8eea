import ipaddress
import socket
import threading
import time
from contextlib import suppress

import pytest

from nst_desktop.core.errors import StoppedError
from nst_desktop.images.fetch import fetch_picture
from nst_desktop.images.load import PictureError, load_picture
from nst_desktop.images.public_hosts import is_public
from tests.web_server import (
    Server,
    breaks_off_after,
    redirects_to,
    says_length,
    status,
    without_length,
)

CONTENT = bytes(range(256)) * 40


@pytest.fixture
def server():
    server = Server(CONTENT)
    yield server
    server.close()


@pytest.fixture
def fetch(tmp_path):
    """A function that fetches a URL, also from this machine, with a short time limit."""

    def fetch(url, **options):
        options = {"timeout": 10, "is_allowed": lambda ip: True, **options}
        return fetch_picture(url, tmp_path / "fetched", **options)

    return fetch


@pytest.fixture
def no_file_left(tmp_path):
    """Check that no file, not even a part, is left in the folder."""
    yield
    folder = tmp_path / "fetched"
    assert not folder.exists() or not list(folder.iterdir())


def waits(handler):
    """Send nothing until the server is closed."""
    handler.server.script.released.wait(20)
    handler.close_connection = True


def sends_slowly(handler):
    """Send a long body byte by byte."""
    handler.head(200, 1_000_000)
    with suppress(OSError):
        while not handler.server.script.released.wait(0.02):
            handler.wfile.write(b"x")


def sends_endless_header(handler):
    """Send a header that never ends."""
    with suppress(OSError):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
        while not handler.server.script.released.wait(0.02):
            handler.wfile.write(b"x")
            handler.wfile.flush()


def sends_endless_body(handler):
    handler.head(200)
    with suppress(OSError):
        while not handler.server.script.released.is_set():
            handler.wfile.write(bytes(1 << 16))


def raw(answer):
    return lambda handler: handler.wfile.write(answer)


def with_media_type(media_type):
    return lambda handler: (
        handler.head(200, len(handler.content), Content_Type=media_type),
        handler.wfile.write(handler.content),
    )


def test_a_picture_on_the_web_is_downloaded(server, fetch, make_picture):
    server.content = make_picture("lake.png", 40, 30).read_bytes()
    assert load_picture(fetch(server.url + "/lake.png")).pixels.shape == (30, 40, 3)


def test_the_file_is_named_after_the_address(server, fetch):
    path = fetch(server.url + "/a/Starry%20night.JPG?size=large")
    assert path.name.startswith("Starry_night-")
    assert path.suffix == ".jpg"


def test_an_address_without_a_suffix_gets_that_of_the_media_type(server, fetch):
    server.answers.append(with_media_type("image/webp"))
    assert fetch(server.url + "/picture?id=7").suffix == ".webp"


@pytest.mark.parametrize(
    "path", ["/", "/..%2f..%2fevil.png", "/%2e%2e/", "/a%00b.png", "/" + "ö" * 300, "/..\\x.png"]
)
def test_no_address_escapes_the_folder(server, fetch, tmp_path, path):
    kept = fetch(server.url + path)
    assert kept.parent == tmp_path / "fetched"
    assert kept.read_bytes() == CONTENT


def test_another_picture_of_the_same_address_never_replaces_the_first(server, fetch):
    first = fetch(server.url + "/a.png")
    server.content = b"another"
    second = fetch(server.url + "/a.png")
    assert first.read_bytes() == CONTENT
    assert second.read_bytes() == b"another"


def test_an_address_with_spaces_and_umlauts_works(server, fetch):
    assert fetch(server.url + "/schöne see.png?ü=1 2").read_bytes() == CONTENT


def test_a_body_of_unknown_length_is_read_to_its_end(server, fetch):
    server.answers.append(without_length)
    assert fetch(server.url).read_bytes() == CONTENT


def test_redirects_are_followed(server, fetch):
    server.answers += [redirects_to("/second"), redirects_to(server.url + "/third.png")]
    assert fetch(server.url + "/first").name.startswith("third-")


def test_endless_redirects_are_refused(server, fetch, no_file_left):
    server.answers += [redirects_to("/again")] * 20
    with pytest.raises(PictureError, match="redirects too many times"):
        fetch(server.url)
    assert len(server.asked) == 6


@pytest.mark.parametrize("url", ["file:///etc/hostname", "ftp://example.org/a.png", "http://[x"])
def test_a_redirect_off_the_web_is_refused(server, fetch, no_file_left, url):
    server.answers.append(redirects_to(url))
    with pytest.raises(PictureError, match="address"):
        fetch(server.url)


def test_a_redirect_into_the_local_network_is_refused(server, fetch, no_file_left):
    other = Server(CONTENT)
    try:
        server.answers.append(redirects_to(other.url.replace("127.0.0.1", "127.0.0.2")))
        with pytest.raises(PictureError, match="local network"):
            fetch(server.url, is_allowed=lambda ip: str(ip) == "127.0.0.1")
        assert len(server.asked) == 1
        assert other.asked == []
    finally:
        other.close()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0x7f.1", "2130706433"])
def test_this_machine_is_never_contacted(server, fetch, no_file_left, host):
    with pytest.raises(PictureError, match=r"local network|cannot be found"):
        fetch(server.url.replace("127.0.0.1", host), is_allowed=is_public)
    assert server.asked == []


def test_one_private_address_among_public_ones_is_refused(server, fetch, no_file_left, monkeypatch):
    port = int(server.url.rpartition(":")[2])
    found = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in ("1.1.1.1", "127.0.0.1")
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(PictureError, match="local network"):
        fetch(f"http://pictures.example:{port}/a.png", is_allowed=is_public)
    assert server.asked == []


def test_the_connection_goes_to_the_address_that_was_checked(server, fetch, monkeypatch):
    """The name server answers every query differently."""
    port = int(server.url.rpartition(":")[2])
    real, asked = socket.getaddrinfo, []

    def changing(host, *rest, **options):
        if host != "pictures.example":
            return real(host, *rest, **options)
        asked.append(host)
        ip = "127.0.0.1" if len(asked) == 1 else "127.0.0.9"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port))]

    monkeypatch.setattr(socket, "getaddrinfo", changing)
    fetch(f"http://pictures.example:{port}/a.png", is_allowed=lambda ip: str(ip) == "127.0.0.1")
    assert len(asked) == 1


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "224.0.0.1", "0.0.0.0",
        "240.0.0.1", "100.64.0.1", "::1", "fe80::1", "fd00::1", "ff02::1", "::",
        "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "::127.0.0.1", "::10.1.2.3",
        "64:ff9b:1::7f00:1", "fec0::1", "::ffff:0:127.0.0.1", "192.0.0.8", "5f00::1",
    ],
)  # fmt: skip
def test_no_private_address_is_public(ip):
    assert not is_public(ipaddress.ip_address(ip))


@pytest.mark.parametrize("ip", ["1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1"])
def test_an_address_on_the_internet_is_public(ip):
    assert is_public(ipaddress.ip_address(ip))


def test_a_password_in_the_address_is_refused(server, fetch, no_file_left):
    with pytest.raises(PictureError, match="password"):
        fetch(server.url.replace("//", "//me:secret@"))
    assert server.asked == []


@pytest.mark.parametrize("url", ["file:///etc/hostname", "http://", "http://a:b/", "picture.png"])
def test_an_invalid_address_is_reported(fetch, no_file_left, url):
    with pytest.raises(PictureError, match=r"not a (valid )?web address"):
        fetch(url)


def test_an_unknown_host_is_reported(fetch, no_file_left, monkeypatch):
    def unknown(*_, **__):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(PictureError, match=r"nowhere\.example cannot be found"):
        fetch("http://nowhere.example/a.png")


def test_a_refused_connection_is_reported(server, fetch, no_file_left):
    url = server.url
    server.close()
    with pytest.raises(PictureError, match="cannot be reached"):
        fetch(url)


@pytest.mark.parametrize("sent", [b"", b"\x16\x03\x03"])
def test_an_endless_tls_handshake_times_out(fetch, no_file_left, sent):
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"https://127.0.0.1:{server.getsockname()[1]}/a.png"
        connections = []

        def answer():
            connections.append(server.accept()[0])
            connections[0].sendall(sent)

        thread = threading.Thread(target=answer)
        thread.start()
        with pytest.raises(PictureError, match=r"took longer than 0\.3 seconds"):
            fetch(url, timeout=0.3)
        thread.join()
        connections[0].close()


def test_a_server_without_tls_is_reported(server, fetch, no_file_left):
    with pytest.raises(PictureError, match=r"127\.0\.0\.1 cannot be reached"):
        fetch(server.url.replace("http:", "https:"))


@pytest.mark.parametrize(
    "answer",
    [
        raw(b"HTTP/1.1 404 \x1b[31mred\xff" + b"x" * 9000 + b"\r\n\r\n"),
        raw(b"HTTP/1.1 799 \x07\r\n\r\n"),
        raw(b"\x1b[31m\x00nonsense" * 500 + b"\r\n\r\n"),
        redirects_to("http://[\x1b/" + "x" * 3000),
        redirects_to("gopher://" + "x" * 9000),
        redirects_to("http://127.0.0.1/" + "x" * 9000),
    ],
)  # fmt: skip
def test_text_from_a_server_is_shown_short_and_plain(server, fetch, no_file_left, answer):
    server.answers.append(answer)
    with pytest.raises(PictureError) as caught:
        fetch(server.url)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize("url", ["http://a\x1bb/", "http://a/\u0000", "http://a/" + "x" * 10_000])
def test_an_unprintable_address_is_refused(fetch, no_file_left, url):
    with pytest.raises(PictureError, match="is not a valid web address") as caught:
        fetch(url)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 300


def test_a_missing_picture_is_reported(server, fetch, no_file_left):
    server.answers.append(status(404))
    with pytest.raises(PictureError, match="returned 404"):
        fetch(server.url)


def test_a_web_page_is_refused(server, fetch, no_file_left):
    server.answers.append(with_media_type("text/html; charset=utf-8"))
    with pytest.raises(PictureError, match="leads to a web page, not a picture"):
        fetch(server.url)


def test_an_incomplete_body_is_reported(server, fetch, no_file_left):
    server.answers.append(breaks_off_after(1000))
    with pytest.raises(PictureError, match="connection was lost"):
        fetch(server.url)


def test_a_malformed_response_is_reported(server, fetch, no_file_left):
    server.answers.append(lambda handler: handler.wfile.write(b"no web server\r\n\r\n"))
    with pytest.raises(PictureError, match="cannot be reached"):
        fetch(server.url)


def test_a_length_above_the_limit_is_refused_at_once(server, fetch, no_file_left):
    server.answers.append(says_length(2_000_000))
    with pytest.raises(PictureError, match="larger than 1 MB"):
        fetch(server.url, max_bytes=1_000_000)


def test_an_endless_body_is_refused(server, fetch, no_file_left):
    server.answers.append(sends_endless_body)
    with pytest.raises(PictureError, match="larger than 1 MB"):
        fetch(server.url, max_bytes=1_000_000)


@pytest.mark.parametrize("answer", [waits, sends_slowly, sends_endless_header])
def test_a_slow_server_times_out(server, fetch, no_file_left, answer):
    server.answers.append(answer)
    start = time.monotonic()
    with pytest.raises(PictureError, match=r"took longer than 0\.3 seconds"):
        fetch(server.url, timeout=0.3)
    assert time.monotonic() - start < 3


@pytest.mark.parametrize("answer", [waits, sends_slowly, sends_endless_header])
def test_a_download_can_be_cancelled(server, fetch, no_file_left, answer):
    server.answers.append(answer)
    start = time.monotonic()

    def stop():
        if time.monotonic() - start > 0.3:
            raise StoppedError

    with pytest.raises(StoppedError):
        fetch(server.url, timeout=60, checkpoint=stop)
    assert time.monotonic() - start < 3


def test_an_unwritable_folder_is_reported(server, tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(PictureError, match="could not be saved"):
        fetch_picture(server.url, tmp_path / "file", is_allowed=lambda ip: True)
