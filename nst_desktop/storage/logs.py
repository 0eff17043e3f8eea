"""Size-limited log file that reveals nothing about the user's folders and pictures."""

import logging
import re
import sysconfig
from logging.handlers import RotatingFileHandler
from pathlib import Path

logger = logging.getLogger(__name__)

MAX_LOG_SIZE, MAX_LOG_FILES = 1_000_000, 3  # bytes per file; the newest file and two older ones
MAX_TAIL_LENGTH = 64 * 1024  # bytes

_PACKAGE = Path(__file__).resolve().parents[2]
_CODE_ROOTS = (sysconfig.get_path("purelib"), sysconfig.get_path("stdlib"), str(_PACKAGE))
# Paths in the code's own folders show where a fault is and reveal nothing about the user.
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
    """Formatter that makes the log safe to share.

    In messages and tracebacks, absolute paths are shortened to file names, and the content of
    `data:` addresses is removed. Records stay unchanged for other handlers.
    """

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:
        """Format a message on one line, escaping control characters from untrusted text."""
        return _CONTROLS.sub(lambda match: repr(match[0])[1:-1], super().formatMessage(record))

    def format(self, record: logging.LogRecord) -> str:
        return shorten_paths(super().format(record))


def shorten_paths(text: str) -> str:
    """Shorten paths such as `/photos/lake.png` to `lake.png`. Web addresses stay unchanged."""
    text = _DATA_ADDRESS.sub("data:…", text)
    return _PATH.sub(lambda match: match["name"], _CODE.sub("", text))


def start_log(file: Path) -> logging.Handler | None:
    """Log warnings and errors from all modules to this file, and return the handler.

    Returns None if the file cannot be opened. A full file is renamed to NAME.1, and an earlier
    NAME.1 to NAME.2.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            file,
            maxBytes=MAX_LOG_SIZE,
            backupCount=MAX_LOG_FILES - 1,
            encoding="utf-8",
            errors="backslashreplace",  # File names may contain bytes that are not text.
        )
    except OSError as error:
        logger.warning("no log file will be written: %s", error)
        return None
    handler.setFormatter(ShortPathFormatter())
    logging.getLogger().addHandler(handler)
    return handler


def tail_of_log(file: Path, size: int = MAX_TAIL_LENGTH) -> str:
    """Return the last whole lines of this file, at most `size` bytes, or "" if it is missing.

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
