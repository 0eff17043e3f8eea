"""The report of a batch, for people (CSV) and for programs (JSON)."""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from nst_desktop.core.errors import UserError
from nst_desktop.files.atomic import write_whole
from nst_desktop.files.batch.batch import Line, State

CSV, JSON = "report.csv", "report.json"
_KIND, _VERSION = "nst-desktop report", 1


class ReportError(UserError):
    """The report cannot be written."""


def write_report(lines: Sequence[Line], folder: Path) -> None:
    """Write both files, a line or an object for each job. Raises ReportError."""
    rows = [_row(line) for line in lines]
    counts = {state.value: sum(line.state is state for line in lines) for state in State}
    document = {"format": _KIND, "version": _VERSION, "counts": counts, "jobs": rows}
    try:
        write_whole(folder / JSON, (json.dumps(document, indent=1) + "\n").encode("ascii"))
        write_whole(folder / CSV, _table(rows).encode("utf-8-sig"))  # so that Excel sees UTF-8
    except OSError as error:
        raise ReportError(
            f"The report cannot be written in {folder}: {error.strerror or error}."
        ) from error


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
    writer.writerows({**row, "styles": " | ".join(row["styles"])} for row in rows)
    return text.getvalue()
