"""The queue as a JSON document, which is treated as untrusted input when read."""

from pathlib import Path
from typing import Annotated, Any

from msgspec import Meta, Struct

from nst_desktop.images.formats import SaveOptions
from nst_desktop.making.job_record import JobState
from nst_desktop.queue.queue import MAX_COUNT, Queue, QueueEntry, QueueError
from nst_desktop.recipes.plan import Plan
from nst_desktop.recipes.plan_json import plan_from_json, plan_to_json
from nst_desktop.storage.strict_json import (
    JsonError,
    is_path,
    is_plain,
    quoted,
    read_document,
    write_document,
)
from nst_desktop.storage.typed_json import Plain, read_record, write_record

MAX_LENGTH = 50_000_000  # characters
_KIND, _VERSION = "nst-desktop queue", 2
_MAX_PATH_LENGTH, _MAX_REASON_LENGTH = 4096, 10_000  # characters
_Side = Annotated[int, Meta(ge=0, le=1_000_000)]


class _Job(Struct, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """Entry as stored in the document. `job` is the plan; `file` is empty if no file was chosen."""

    id: Annotated[str, Meta(pattern=r"\A[0-9a-f]{16}\Z")]
    job: dict[str, Any]
    weights: str
    state: JobState
    file: str
    reason: Annotated[Plain, Meta(max_length=_MAX_REASON_LENGTH)]
    width: _Side
    height: _Side
    seconds: Annotated[float, Meta(ge=0, le=1e9)]
    options: dict[str, Any] = {}
    metadata: str | None = None  # in version 1, which had no other options
    device: str | None = None  # in version 1, where the device was not part of the plan


class _Jobs(Struct, forbid_unknown_fields=True):
    paused: bool
    jobs: Annotated[list[_Job], Meta(max_length=MAX_COUNT)]


def queue_to_text(is_paused: bool, entries: tuple[QueueEntry, ...]) -> str:
    """Convert the queue to an ASCII document."""
    record = _Jobs(is_paused, [_job(entry) for entry in entries])
    return write_document(_KIND, _VERSION, write_record(record), indent=None)


def queue_from_text(text: str) -> Queue:
    """Parse the output of queue_to_text(). Raises JsonError if the text is invalid."""
    record = read_record(read_document(text, _KIND, _VERSION, MAX_LENGTH), _Jobs)
    entries = [_entry(job) for job in record.jobs]
    if len({entry.id for entry in entries}) < len(entries):
        raise JsonError("has two jobs with the same id")
    return Queue(entries, record.paused)


def check_plan(plan: Plan) -> None:
    """Raise QueueError if the plan could not be read back, for example because of a file name."""
    entry = QueueEntry(id="0" * 16, plan=plan, weights="builtin")
    try:
        if queue_from_text(queue_to_text(False, (entry,))).entries != (entry,):
            raise JsonError("changes when it is saved and read again")
    except ValueError as error:
        raise QueueError("This cannot be queued: the job {error}.", error=error) from error


def _job(entry: QueueEntry) -> _Job:
    return _Job(
        id=entry.id,
        job=plan_to_json(entry.plan),
        weights=entry.weights,
        state=entry.state,
        file="" if entry.file is None else str(entry.file),
        reason=_printable(entry.reason),
        width=entry.width,
        height=entry.height,
        seconds=entry.seconds,
        options={} if entry.options == SaveOptions() else entry.options.to_dict(),
    )


def _entry(job: _Job) -> QueueEntry:
    if job.state is JobState.KEPT:  # only batches use this state
        raise JsonError(f"has the invalid state {quoted(job.state)}")
    if job.state is JobState.FINISHED and not job.file:
        raise JsonError("has a finished job without a file")
    if not job.weights or not is_path(job.weights, _MAX_PATH_LENGTH):
        raise JsonError(f"has the invalid weights {quoted(job.weights)}")
    device = {} if job.device is None else {"device": job.device}
    return QueueEntry(
        id=job.id,
        plan=plan_from_json({**device, **job.job}),
        weights=job.weights,
        state=job.state,
        file=_path(job.file) if job.file else None,
        share=1.0 if job.state in (JobState.FINISHED, JobState.FAILED) else 0.0,
        reason=job.reason,
        width=job.width,
        height=job.height,
        seconds=job.seconds,
        options=_options(job),
    )


def _path(text: str) -> Path:
    path = Path(text)
    if not is_path(text, _MAX_PATH_LENGTH) or not path.is_absolute():
        raise JsonError(f"has the invalid path {quoted(text)}")
    return path


def _options(job: _Job) -> SaveOptions:
    """Return a job's save options. Earlier versions stored only the metadata, or nothing."""
    values = dict(job.options)
    if job.metadata is not None:
        values["metadata"] = job.metadata
    options = SaveOptions.from_dict(values)
    if not values.items() <= options.to_dict().items():
        raise JsonError("has invalid save options")
    return options


def _printable(text: str) -> str:
    """Return a message as one printable line, which the document requires."""
    line = " ".join(text.split())[:_MAX_REASON_LENGTH]
    return "".join(char if is_plain(char, 1) else "?" for char in line)
