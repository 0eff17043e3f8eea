import logging
import re
from pathlib import Path

import pytest

from nst_desktop.storage import logs
from nst_desktop.storage.logs import (
    MAX_LOG_FILES,
    MAX_LOG_SIZE,
    shorten_paths,
    start_log,
    tail_of_log,
)


@pytest.fixture
def log(tmp_path):
    """The log file, whose handler is removed at the end."""
    file = tmp_path / "logs" / "nst-desktop.log"
    handler = start_log(file)
    yield file
    logging.getLogger().removeHandler(handler)
    handler.close()


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("/photos/lakes/lake.png cannot be read", "lake.png cannot be read"),
        ("no file '/photos/My holiday/lake at dawn.png'", "no file 'lake at dawn.png'"),
        ("/photos/My holiday/lake.png: gone", "lake.png: gone"),
        ("/photos/Anna's pictures/lake.png: gone", "lake.png: gone"),
        (r"C:\Users\Anna\Pictures\lake.png", "lake.png"),
        (repr(r"C:\Users\Anna\My holiday\lake.png"), "'lake.png'"),
        (r"(\\server\anna\lake.png)", "(lake.png)"),
        ("file:///photos/lake.png", "lake.png"),
        ("a=/x/y.png, b=/z/w.png", "a=y.png, b=w.png"),
        ("from /x/y.png and /z/w.png", "from y.png and w.png"),
        ("https://example.org/models/vgg19.pth", "https://example.org/models/vgg19.pth"),
        ("step 3/160 at 512/341, 1 / 2 and and/or", "step 3/160 at 512/341, 1 / 2 and and/or"),
        ("<img src=data:image/png;base64,iVBORw0KGgo=> is broken", "<img src=data:…> is broken"),
    ],
)  # fmt: skip
def test_only_paths_are_shortened_to_their_names(text, short):
    assert shorten_paths(text) == short


def test_messages_and_tracebacks_name_no_folder(log, tmp_path):
    secret = tmp_path / "Anna's letters" / "lake.png"
    try:
        secret.read_bytes()
    except OSError as error:
        logging.getLogger("nst_desktop.test").exception("%s cannot be read: %s", secret, error)
    text = log.read_text()
    assert "lake.png cannot be read" in text
    assert "FileNotFoundError" in text
    assert "letters" not in text
    assert str(tmp_path) not in text
    assert str(Path.home()) not in text


def test_a_traceback_names_the_module_of_an_error(log):
    try:
        logs.tail_of_log(log.parent)
    except OSError:
        logging.getLogger("nst_desktop.test").exception("it failed")
    assert re.search(r'File "nst_desktop.storage.logs\.py", line \d+', log.read_text())


@pytest.mark.parametrize("name", ["a\n2026 ERROR forged.png", "a\x1b[31m.png", "a\r\x85\u2028.png"])
def test_no_file_name_can_forge_a_line(log, name):
    logging.getLogger("nst_desktop.test").warning("%s is damaged", name)
    lines = log.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1
    assert lines[0].isprintable()
    assert lines[0].endswith(".png is damaged")


def test_a_name_that_is_not_text_can_be_logged(log, capsys):
    logging.getLogger("nst_desktop.test").warning("%s is damaged", "a\udcff.png")
    assert r"a\udcff.png is damaged" in log.read_text(encoding="utf-8")
    assert capsys.readouterr().err == ""


def test_other_handlers_get_the_full_path(log, caplog):
    logging.getLogger("nst_desktop.test").warning("%s is gone", "/photos/lake.png")
    assert "/photos/lake.png" in caplog.text


def test_info_messages_are_not_logged(log):
    logging.getLogger("nst_desktop.test").info("by the way")
    assert log.read_text() == ""


def test_the_size_of_the_log_is_bounded(log):
    logger = logging.getLogger("nst_desktop.test")
    line = "x" * 100_000
    for _ in range(MAX_LOG_FILES * MAX_LOG_SIZE // len(line) + 20):
        logger.warning(line)
    files = sorted(log.parent.iterdir())
    assert len(files) == MAX_LOG_FILES
    assert all(file.stat().st_size <= MAX_LOG_SIZE for file in files)


def test_an_impossible_log_file_is_no_error(tmp_path, caplog):
    (tmp_path / "logs").write_text("a file where the folder should be")
    assert start_log(tmp_path / "logs" / "nst-desktop.log") is None
    assert "no log file" in caplog.text


def test_the_tail_is_whole_lines(tmp_path):
    file = tmp_path / "a.log"
    assert tail_of_log(file) == ""
    file.write_text("first, ä\nsecond, ö\nthird, ü\n", encoding="utf-8")
    assert tail_of_log(file) == "first, ä\nsecond, ö\nthird, ü\n"
    assert tail_of_log(file, 15) == "third, ü\n"


def test_a_tail_that_is_not_text_can_be_shown(tmp_path):
    file = tmp_path / "a.log"
    file.write_bytes(b"before\n\xff\xfe\nafter\n")
    assert tail_of_log(file).startswith("before\n")
    assert tail_of_log(file).endswith("after\n")
