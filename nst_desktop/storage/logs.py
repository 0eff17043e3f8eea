"""The log file: bounded, and without the places and pictures of its owner."""

import logging
import re
import sysconfig
from logging.handlers import RotatingFileHandler
from pathlib import Path

logger = logging.getLogger(__name__)

LOG_SIZE, LOG_FILES = 1_000_000, 3  # bytes a file; the newest and two older ones
TAIL = 64 * 1024  # bytes

_PACKAGE = Path(__file__).resolve().parents[2]
_CODE_ROOTS = (sysconfig.get_path("purelib"), sysconfig.get_path("stdlib"), str(_PACKAGE))
# The code's own places: what lies below them says where a fault is, and nothing about anybody.
_CODE = re.compile("(?:" + "|".join(map(re.escape, _CODE_ROOTS)) + r")[\\/](?=[^\s\"'<>|]+\.py\b)")
_LETTER = r"(?:[^\s\\/:*?\"'<>|]|(?<=\w)'(?=\w))"
_FOLDER = rf"{_LETTER}+(?:[ ]{_LETTER}+)*(?<!=)[\\/]+"
_PATH = re.compile(
    r"(?<![\w./:\\>])(?:file:/+)?(?:[A-Za-z]:[\\/]+|\\\\+|/)"
    rf"(?:{_FOLDER})*(?P<name>{_LETTER}+)"
)
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_DATA_ADDRESS = re.compile(r"\bdata:[\w/+.-]*(?:;[\w=-]+)*,[^\s\"'<>]*")


class ShortPathFormatter(logging.Formatter):
    """Shortens absolute paths to their names, in messages and in tracebacks, and `data:` addresses
    to nothing: a log can be shown to others. Records stay as they are for other handlers."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:
        """One line, whatever the names of files and the words of servers in it hold."""
        return _CONTROLS.sub(lambda found: repr(found[0])[1:-1], super().formatMessage(record))

    def format(self, record: logging.LogRecord) -> str:
        return shorten_paths(super().format(record))


def shorten_paths(text: str) -> str:
    """The text with `/photos/lake.png` as `lake.png`; addresses on the web stay."""
    text = _DATA_ADDRESS.sub("data:…", text)
    return _PATH.sub(lambda found: found["name"], _CODE.sub("", text))


def start_log(file: Path) -> logging.Handler | None:
    """Write warnings and errors of all modules to this file from now on; None if it cannot be.

    When it is full it becomes NAME.1, and that NAME.2.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            file,
            maxBytes=LOG_SIZE,
            backupCount=LOG_FILES - 1,
            encoding="utf-8",
            errors="backslashreplace",  # names of files may hold bytes that are no text
        )
    except OSError as error:
        logger.warning("there will be no log file: %s", error)
        return None
    handler.setFormatter(ShortPathFormatter())
    logging.getLogger().addHandler(handler)
    return handler


def tail_of_log(file: Path, size: int = TAIL) -> str:
    """The last whole lines of this file, no more than size bytes; empty if there is none.

    Raises OSError if the file cannot be read.
    """
    if not file.exists():
        return ""
    with file.open("rb") as stream:
        length = stream.seek(0, 2)
        stream.seek(max(0, length - size))
        data = stream.read(size)
    if length > size:
        data = data.partition(b"\n")[2]
    return data.decode("utf-8", errors="replace")
