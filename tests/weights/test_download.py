import errno
import hashlib
import os
import random
import shutil
from pathlib import Path
from urllib.request import Request

import pytest

from nst_desktop.core.errors import StoppedError
from nst_desktop.weights import download as download_module
from nst_desktop.weights.download import DownloadError, download
from tests import web_server as web

CONTENT = random.Random(1).randbytes(300_000)
SHA256 = hashlib.sha256(CONTENT).hexdigest()
START = SHA256[:8]
NAME = f"weights-{START}.pth"


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def server():
    server = web.Server(CONTENT)
    yield server
    server.close()


@pytest.fixture
def target(tmp_path):
    return tmp_path / "cache" / "weights" / NAME


@pytest.fixture
def fetch(server, target):
    """Download from the server to the target, without a delay before retries."""

    def fetch(**options):
        return download(f"{server.url}/{NAME}", target, START, pause=0, **options)

    return fetch


def kept(target: Path) -> int:
    """Return the number of bytes in the partial file."""
    return target.with_name(f"{NAME}.part").stat().st_size


def stop_after(calls: int):
    """Return a checkpoint that stops at its nth call."""
    left = [calls]

    def checkpoint():
        left[0] -= 1
        if not left[0]:
            raise StoppedError

    return checkpoint


def test_the_file_arrives_complete_and_nothing_else_remains(fetch, target, server):
    assert fetch() == SHA256
    assert target.read_bytes() == CONTENT
    assert list(target.parent.iterdir()) == [target]
    assert server.asked == [None]


def test_progress_counts_up_to_the_total(fetch):
    seen = []
    fetch(progress=lambda done, total: seen.append((done, total)))
    assert seen[0] == (0, len(CONTENT))
    assert seen[-1] == (len(CONTENT), len(CONTENT))
    assert seen == sorted(seen)


def test_an_unknown_length_is_none(fetch, target, server):
    server.answers = [web.without_length]
    seen = []
    fetch(progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (len(CONTENT), None)
    assert target.read_bytes() == CONTENT


def test_a_lost_connection_is_resumed(fetch, target, server):
    server.answers = [web.breaks_off_after(100_000), web.breaks_off_after(50_000)]
    fetch()
    assert target.read_bytes() == CONTENT
    assert server.asked == [None, "bytes=100000-", "bytes=150000-"]


def test_a_server_that_ignores_ranges_sends_everything_again(fetch, target, server):
    server.answers = [web.breaks_off_after(100_000), web.ignores_range]
    fetch()
    assert target.read_bytes() == CONTENT
    assert server.asked == [None, "bytes=100000-"]


def test_a_server_that_makes_no_progress_is_given_up(fetch, target, server):
    server.answers = [web.ignores_range_and_breaks_off] * 20
    with pytest.raises(DownloadError, match="was lost after 1000 of 300000 bytes"):
        fetch()
    assert len(server.asked) == 5
    assert kept(target) == 1000


def test_a_file_that_changed_on_the_server_starts_over(fetch, target, server):
    server.content = b"x" * len(CONTENT)
    server.answers = [web.breaks_off_after(100_000)]
    with pytest.raises(StoppedError):
        fetch(checkpoint=stop_after(3))
    assert kept(target) > 0
    server.content, server.tag = CONTENT, '"second"'
    server.asked.clear()
    fetch()
    assert target.read_bytes() == CONTENT
    assert server.asked[-1] is None


def test_a_file_of_another_length_starts_over(fetch, target, server):
    server.content, server.tag = CONTENT + b"more", None
    with pytest.raises(StoppedError):
        fetch(checkpoint=stop_after(3))
    server.content = CONTENT
    fetch()
    assert target.read_bytes() == CONTENT


def test_a_file_now_shorter_than_the_part_starts_over(fetch, target, server):
    server.content = CONTENT * 2
    with pytest.raises(StoppedError):
        fetch(progress=lambda done, _: done > len(CONTENT) and stop_after(1)())
    server.content = CONTENT
    server.asked.clear()
    fetch()
    assert target.read_bytes() == CONTENT
    assert len(server.asked) == 2


def test_a_response_from_another_offset_starts_over(fetch, target, server):
    server.answers = [web.breaks_off_after(100_000), web.starts_elsewhere]
    fetch()
    assert target.read_bytes() == CONTENT
    assert server.asked == [None, "bytes=100000-", None]


def test_a_stop_keeps_the_part_and_the_next_call_resumes(fetch, target, server):
    with pytest.raises(StoppedError):
        fetch(checkpoint=stop_after(4))
    size = kept(target)
    assert 0 < size < len(CONTENT)
    assert not target.exists()
    server.asked.clear()
    seen = []
    fetch(progress=lambda done, _: seen.append(done))
    assert target.read_bytes() == CONTENT
    assert server.asked == [f"bytes={size}-"]
    assert seen[0] == size


def test_a_stop_during_verification_costs_no_second_download(fetch, target, server):
    asked_to_stop = []

    def checkpoint():
        if asked_to_stop:
            raise StoppedError

    def stop_at_the_end(done, total):
        if done == total:
            asked_to_stop.append(True)

    with pytest.raises(StoppedError):
        fetch(progress=stop_at_the_end, checkpoint=checkpoint)
    assert not target.exists()
    server.asked.clear()
    assert fetch() == SHA256
    assert server.asked == []


def test_a_part_of_unknown_origin_is_not_resumed(fetch, target, server):
    target.parent.mkdir(parents=True)
    target.with_name(f"{NAME}.part").write_bytes(b"something else")
    fetch()
    assert target.read_bytes() == CONTENT
    assert server.asked == [None]


def test_wrong_data_are_deleted_and_never_replace_the_file(fetch, target, server):
    target.parent.mkdir(parents=True)
    target.write_bytes(b"the old file")
    server.content = bytes(len(CONTENT))
    with pytest.raises(DownloadError, match=f"is not {NAME}: its SHA-256 begins with .*discarded"):
        fetch()
    assert target.read_bytes() == b"the old file"
    assert list(target.parent.iterdir()) == [target]


def test_a_web_page_instead_of_the_file_is_reported_and_deleted(fetch, target, server):
    server.content = b"\n<!DOCTYPE html><html><title>Sign in</title>"
    with pytest.raises(
        DownloadError, match=f"The server sent a web page instead of {NAME}.*discarded"
    ):
        fetch()
    assert not list(target.parent.iterdir())


def test_a_length_that_is_too_short_is_noticed(fetch, target, server):
    server.answers = [web.says_length(len(CONTENT) - 1)]
    with pytest.raises(DownloadError, match="SHA-256"):
        fetch()
    assert not target.exists()


def test_a_length_that_is_too_long_is_noticed(fetch, target, server):
    server.answers = [web.says_length(len(CONTENT) + 1)] * 20
    with pytest.raises(DownloadError, match="was lost after 300000 of 300001 bytes"):
        fetch()
    assert not target.exists()


def test_a_redirect_is_followed(fetch, target, server):
    server.answers = [web.redirects_to(f"{server.url}/elsewhere")]
    fetch()
    assert target.read_bytes() == CONTENT


@pytest.mark.parametrize("scheme", ["file", "ftp", "data"])
def test_a_redirect_off_the_web_is_rejected(fetch, target, server, tmp_path, scheme):
    local = tmp_path / "local"
    local.write_bytes(CONTENT)
    server.answers = [web.redirects_to(f"{scheme}://127.0.0.1{local}")]
    with pytest.raises(DownloadError, match=f"{scheme}:"):
        fetch()
    assert not target.exists()


def test_a_redirect_from_https_to_http_is_rejected():
    request = Request("https://example.org/a")
    with pytest.raises(DownloadError, match="insecure address"):
        download_module._Redirects().redirect_request(
            request, None, 302, "Found", {}, "http://example.org/b"
        )


def test_an_address_that_is_not_on_the_web_is_rejected(target, tmp_path):
    local = tmp_path / "local"
    local.write_bytes(CONTENT)
    with pytest.raises(DownloadError, match="not a web address"):
        download(local.as_uri(), target, START)


@pytest.mark.parametrize(("code", "text"), [(404, "404 .Not Found"), (500, "500"), (204, "204")])
def test_an_error_response_is_reported_with_the_server(fetch, target, server, code, text):
    server.answers = [web.status(code)]
    with pytest.raises(DownloadError, match=rf"127\.0\.0\.1 answered with status {text}"):
        fetch()
    assert len(server.asked) == 1
    assert not target.exists()


def test_being_offline_fails_at_once_and_keeps_the_part(fetch, target, server):
    with pytest.raises(StoppedError):
        fetch(checkpoint=stop_after(4))
    size = kept(target)
    server.close()
    with pytest.raises(DownloadError, match=r"127\.0\.0\.1: .*refused"):
        fetch()
    assert kept(target) == size


def test_a_silent_server_times_out(fetch, server, monkeypatch):
    monkeypatch.setattr(download_module, "_TIMEOUT", 0.05)
    server.answers = [lambda _: server.released.wait(10)]
    with pytest.raises(DownloadError, match="timed out"):
        fetch()


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a disk that is always full")
def test_a_full_disk_is_reported(fetch, target):
    target.parent.mkdir(parents=True)
    target.with_name(f"{NAME}.part").symlink_to("/dev/full")
    with pytest.raises(DownloadError, match=r"The disk that holds .* is full\. Free some space"):
        fetch()


def test_a_file_that_will_not_fit_is_not_started(fetch, target, monkeypatch):
    usage = shutil.disk_usage("/")._replace(free=len(CONTENT) - 1)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    with pytest.raises(DownloadError, match=r"The disk that holds .* is full"):
        fetch()
    assert kept(target) == 0


def test_a_folder_that_cannot_be_created_is_reported(fetch, target):
    target.parent.parent.write_text("a file in the folder's place")
    with pytest.raises(DownloadError, match=r"\.part cannot be written"):
        fetch()


def test_the_file_is_synced_before_it_is_moved(fetch, target, monkeypatch):
    order = []
    monkeypatch.setattr(os, "fsync", lambda _: order.append(target.exists()))
    fetch()
    assert order == [False]


def test_a_failed_move_keeps_the_part(fetch, target, monkeypatch):
    def refuse(*_):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(DownloadError, match="Permission denied"):
        fetch()
    assert kept(target) == len(CONTENT)
