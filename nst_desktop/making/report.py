"""Batch report, as CSV for people and JSON for programs."""

import csv
import io
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from nst_desktop.core.errors import UserError
from nst_desktop.making.job_record import JobState
from nst_desktop.making.jobs import Job
from nst_desktop.storage.atomic import reason_of, write_whole

CSV, JSON = "report.csv", "report.json"
_KIND, _VERSION = "nst-desktop report", 1
_JSON_START = f'{{\n "format": "{_KIND}"'.encode()
_CSV_START = "job,output,state,".encode("utf-8-sig")


class ReportError(UserError):
    """The report cannot be written. The message says why."""


def check_report(folder: Path) -> None:
    """Raise ReportError if a file that is not a report would be overwritten."""
    for name, start in ((JSON, _JSON_START), (CSV, _CSV_START)):
        path = folder / name
        if os.path.lexists(path) and not (path.is_file() and _begins_with(path, start)):
            raise ReportError(
                f"{path} is not an NST Desktop report and would be overwritten. Choose another "
                "folder or rename that file."
            )


def write_report(jobs: Sequence[Job], folder: Path) -> None:
    """Write both files. The CSV file has one row per job, the JSON file one object per job.

    Raises:
        ReportError: A file cannot be written, or exists and is not a report.
    """
    rows = [_row(number, job) for number, job in enumerate(jobs, 1)]
    counts = {_name_of(state): sum(job.state is state for job in jobs) for state in JobState}
    document = {"format": _KIND, "version": _VERSION, "counts": counts, "jobs": rows}
    files = {
        folder / JSON: (json.dumps(document, indent=1) + "\n").encode("ascii"),
        folder / CSV: _table(rows).encode("utf-8-sig"),  # Excel needs the byte order mark
    }
    check_report(folder)
    try:
        for path, data in files.items():
            write_whole(path, data)
    except OSError as error:
        raise ReportError(
            f"The report could not be written to {folder}: {reason_of(error)}."
        ) from error


def _begins_with(path: Path, start: bytes) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(start)) in (start, b"")
    except OSError:
        return False


def _row(number: int, job: Job) -> dict[str, Any]:
    plan = job.plan
    return {
        "job": number,
        "output": job.output,
        "state": _name_of(job.state),
        "reason": job.reason,
        "content": "" if plan.content is None else str(plan.content),
        "styles": [str(style.path) for style in plan.styles],
        "width": job.width or None,
        "height": job.height or None,
        "steps": job.steps or None,
        "seconds": round(job.seconds, 2) or None,
        "loss": job.loss,
    }


def _name_of(state: JobState) -> str:
    return "made" if state is JobState.FINISHED else state.value


def _table(rows: Sequence[dict[str, Any]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        cells = {**row, "styles": " | ".join(row["styles"])}
        writer.writerow({name: _visible(cell) for name, cell in cells.items()})
    return text.getvalue()


def _visible(cell: Any) -> Any:
    """Escape a cell's unprintable characters.

    File names may contain undecodable bytes and control characters.
    """
    if not isinstance(cell, str):
        return cell
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in cell
    )
