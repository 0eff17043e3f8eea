"""The --log option: one line of JSON per step, or per picture in a contact sheet."""

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
# Keys that identify a line from one of our own logs.
_STEP_KEYS, _CELL_KEYS = {"step", "steps", "loss"}, {"row", "column", "fault"}


class Log:
    """Log file, created with its first line so that a refused command leaves no file behind.

    After a write error, one warning is printed and the command continues without the log.
    """

    def __init__(self, path: Path) -> None:
        """Prepare the log. Raises UserError if it cannot be written to this path."""
        check_log(path)
        self._path = path
        self._file: FileIO | None = None
        self._has_ended = False

    def write(self, line: Mapping[str, Any]) -> None:
        """Write a line."""
        if self._has_ended:
            return
        try:
            self._add((json.dumps(line) + "\n").encode("ascii"))
        except (OSError, UserError) as error:
            self.close()
            reason = reason_of(error) if isinstance(error, OSError) else error
            note(f"The log {self._path} ends here ({reason}). The command continues without it.")

    def close(self) -> None:
        """Close the file; further lines are ignored."""
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
                self._file.truncate(before)  # remove an incomplete line
            raise


class StepLog(Log):
    """Log of a run. Elapsed times are measured from the creation of this object."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._start = perf_counter()

    def add(self, step: Step) -> None:
        """Write the line for a step."""
        line = _numbers(step) | {"elapsed": round(perf_counter() - self._start, 3)}
        if step.changed:
            line["changed"] = list(step.changed)
        self.write(line)


def check_log(path: Path) -> None:
    """Raise UserError if the log is not writable or would overwrite a file that is not a log."""
    if os.path.isdir(path):
        raise UserError(f"{path} is a folder. Name a file inside it, such as {path}/log.jsonl.")
    if not os.path.isdir(path.parent):
        raise UserError(
            f"The log {path} cannot be written: the folder {path.parent} does not exist."
        )
    if not os.access(path if os.path.exists(path) else path.parent, os.W_OK):
        raise UserError(f"The log {path} cannot be written: permission denied.")
    if path.is_file() and not _is_log(path):
        raise UserError(
            f"{path} is not an NST Desktop log, and --log would overwrite it. Choose another name."
        )


def _is_log(path: Path) -> bool:
    """Return whether the file is empty or its first line is from a log."""
    try:
        with path.open("rb") as file:
            first = file.readline(_MAX_LINE_LENGTH)
        values = json.loads(first) if first else {}
    except (OSError, ValueError, RecursionError):
        return False
    if not first:
        return True
    return isinstance(values, dict) and (set(values) >= _STEP_KEYS or set(values) >= _CELL_KEYS)


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
