"""The report of a batch, for people (CSV) and for programs (JSON)."""

import csv
import io
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from nst_desktop.core.errors import UserError
from nst_desktop.files.atomic import write_whole
from nst_desktop.files.batch.batch import Line, State

CSV, JSON = "report.csv", "report.json"
_KIND, _VERSION = "nst-desktop report", 1
_BEGINNING = 30  # bytes, in which all reports are equal


class ReportError(UserError):
    """The report cannot be written."""


def write_report(lines: Sequence[Line], folder: Path) -> None:
    """Write both files, a line or an object for each job. Raises ReportError, also if one of
    them is there already and is no report."""
    rows = [_row(line) for line in lines]
    counts = {state.value: sum(line.state is state for line in lines) for state in State}
    document = {"format": _KIND, "version": _VERSION, "counts": counts, "jobs": rows}
    files = {
        folder / JSON: (json.dumps(document, indent=1) + "\n").encode("ascii"),
        folder / CSV: _table(rows).encode("utf-8-sig"),  # so that Excel sees UTF-8
    }
    try:
        for path, data in files.items():
            _check_report(path, data[:_BEGINNING])
        for path, data in files.items():
            write_whole(path, data)
    except OSError as error:
        raise ReportError(
            f"The report cannot be written in {folder}: {error.strerror or error}."
        ) from error


def _check_report(path: Path, beginning: bytes) -> None:
    """Raise ReportError if a file is there that does not begin as every report does, or OSError."""
    if not os.path.lexists(path):
        return
    if os.path.isfile(path):
        with path.open("rb") as file:
            if file.read(len(beginning)) == beginning:
                return
    raise ReportError(
        f"{path} is not the report of a batch, and would be written over. Move it away, or choose "
        "another folder."
    )


def _row(line: Line) -> dict[str, Any]:
    plan = line.job.plan
    return {
        "job": line.number + 1,
        "output": line.job.output,
        "state": line.state.value,
        "reason": line.reason,
        "content": "" if plan.content is None else str(plan.content),
        "styles": [str(style.path) for style in plan.styles],
        "width": line.width,
        "height": line.height,
        "steps": line.steps,
        "seconds": None if line.seconds is None else round(line.seconds, 2),
        "loss": line.loss,
    }


def _table(rows: Sequence[dict[str, Any]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        cells = {**row, "styles": " | ".join(row["styles"])}
        writer.writerow({name: _visible(cell) for name, cell in cells.items()})
    return text.getvalue()


def _visible(cell: Any) -> Any:
    """A cell whose text is all characters: names may hold bytes that are none, and controls."""
    if not isinstance(cell, str):
        return cell
    return "".join(
        each if each.isprintable() else each.encode("unicode_escape").decode() for each in cell
    )
