"""The ways of convolving that a saved run was computed with: others differ in the last digits."""

import logging

from nst_desktop import paths
from nst_desktop.storage.atomic import write_whole

logger = logging.getLogger(__name__)

_MAX_LENGTH = 20_000  # characters


def ways_now() -> str:
    """What tuning.py remembers on this computer, as it is written; empty if there is nothing."""
    try:
        with paths.tuning_file().open(encoding="utf-8") as file:
            return file.read(_MAX_LENGTH)
    except (OSError, UnicodeDecodeError):
        return ""


def put_back(ways: str) -> None:
    """If they have been forgotten in the meantime, let tuning.py find them again.

    It checks what it finds, as it always does.
    """
    if not ways or paths.tuning_file().exists():
        return
    try:
        paths.tuning_file().parent.mkdir(parents=True, exist_ok=True)
        write_whole(paths.tuning_file(), ways.encode())
    except OSError as error:
        logger.warning("the ways of convolving could not be put back: %s", error)
