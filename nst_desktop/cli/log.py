"""The --log of a command: a line of JSON for each step, or for each picture of a sheet."""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from io import FileIO
from pathlib import Path
from time import perf_counter
from typing import Any

from nst_desktop.cli.messages import note
from nst_desktop.core.errors import UserError
from nst_desktop.core.job import Step
from nst_desktop.storage.atomic import reason_of

_MAX_LINE_LENGTH = 64 * 1024  # bytes
_STEP, _CELL = {"step", "steps", "loss"}, {"row", "column", "fault"}  # what lines of ours have


class Log:
    """Made with the first line, so that a command that is refused leaves nothing.

    A disk that takes no more ends the log, with one warning, and never the command.
    """

    def __init__(self, path: Path) -> None:
        """Raises UserError if there can certainly be no log of this name."""
        check_log(path)
        self._path = path
        self._file: FileIO | None = None
        self._has_ended = False

    def write(self, line: Mapping[str, Any]) -> None:
        """Add a line."""
        if self._has_ended:
            return
        try:
            self._add((json.dumps(line) + "\n").encode("ascii"))
        except (OSError, UserError) as error:
            self.close()
            reason = reason_of(error) if isinstance(error, OSError) else error
            note(f"The log {self._path} ends here ({reason}). The command continues without it.")

    def close(self) -> None:
        """No more lines."""
        self._has_ended = True
        if self._file is not None:
            with suppress(OSError):
                self._file.close()

    def _add(self, data: bytes) -> None:
        if self._file is None:
            check_log(self._path)
            self._file = self._path.open("wb", buffering=0)
        before, rest = self._file.tell() if self._file.seekable() else 0, data
        try:
            while rest:
                rest = rest[self._file.write(rest) :]
        except OSError:
            with suppress(OSError):
                self._file.truncate(before)  # half a line is none
            raise


class StepLog(Log):
    """A line for each step; elapsed counts from the making of the log."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._begun = perf_counter()

    def add(self, step: Step) -> None:
        """Add the step's line."""
        line = _numbers(step) | {"elapsed": round(perf_counter() - self._begun, 3)}
        if step.changed:
            line["changed"] = list(step.changed)
        self.write(line)


def check_log(path: Path) -> None:
    """Raise UserError if no log can be written there, or would overwrite anything but a log."""
    if os.path.isdir(path):
        raise UserError(f"{path} is a folder; name a file in it, for instance {path}/log.jsonl.")
    if not os.path.isdir(path.parent):
        raise UserError(f"The log {path} cannot be written: there is no folder {path.parent}.")
    if not os.access(path if os.path.exists(path) else path.parent, os.W_OK):
        raise UserError(f"The log {path} cannot be written: permission denied.")
    if path.is_file() and not _is_log(path):
        raise UserError(
            f"{path} is not a log of NST Desktop, and --log would overwrite it. Choose another "
            "name."
        )


def _is_log(path: Path) -> bool:
    """Whether the file is empty, or begins with a line that only a log has."""
    try:
        with path.open("rb") as file:
            first = file.readline(_MAX_LINE_LENGTH)
        found = json.loads(first) if first else _STEP
    except (OSError, ValueError, RecursionError):
        return False
    return not first or (isinstance(found, dict) and (set(found) >= _STEP or set(found) >= _CELL))


def _numbers(step: Step) -> dict[str, Any]:
    return {
        "step": step.index,
        "steps": step.total,
        "scale": step.scale,
        "scales": step.scales,
        "width": step.width,
        "height": step.height,
        "loss": step.losses.total,
        "content": step.losses.content,
        "style": step.losses.style,
        "tv": step.losses.tv,
    }
