"""The queue as a JSON document; what is read may have been damaged or tampered with."""

import re
from pathlib import Path
from typing import Any

from nst_desktop.files.formats import Metadata
from nst_desktop.files.plan_json import plan_from_json, plan_to_json
from nst_desktop.files.plans import Plan
from nst_desktop.files.queue.entries import Entry, QueueError, State
from nst_desktop.files.queue.queue import MOST, Queue
from nst_desktop.files.strict_json import (
    JsonError,
    check_keys,
    is_path,
    is_plain,
    read_document,
    shown,
    take,
    write_document,
)

LONGEST = 50_000_000  # characters
_KIND, _VERSION = "nst-desktop queue", 2
_PARTS = (
    *("id", "job", "device", "weights", "state", "file", "reason"),
    *("width", "height", "seconds", "metadata"),
)
_ID = re.compile(r"[0-9a-f]{16}", re.ASCII)
_LONGEST_PATH, _LONGEST_REASON = 4096, 10_000  # characters
_MOST_SIDE, _MOST_SECONDS = 1_000_000, 1e9


def to_text(is_paused: bool, entries: tuple[Entry, ...]) -> str:
    """The document, ASCII only."""
    jobs = [_to_json(each) for each in entries]
    return write_document(_KIND, _VERSION, {"paused": is_paused, "jobs": jobs}, indent=None)


def from_text(text: str) -> Queue:
    """The queue that to_text has written. Raises JsonError if it is none, or cannot be."""
    parts = read_document(text, _KIND, _VERSION, LONGEST)
    check_keys(parts, ("paused", "jobs"))
    jobs = take(parts, "jobs", list)
    if len(jobs) > MOST:
        raise JsonError(f"has more than {MOST} jobs")
    entries = [_from_json(each) for each in jobs]
    if len({each.id for each in entries}) < len(entries):
        raise JsonError("has two jobs of one id")
    return Queue(entries, take(parts, "paused", bool))


def check_plan(plan: Plan) -> None:
    """Raise QueueError if the plan could not be read back, such as for a file's name."""
    entry = Entry(id="0" * 16, plan=plan, weights="builtin")
    try:
        if from_text(to_text(False, (entry,))).entries != (entry,):
            raise JsonError("is another when it is read back")
    except ValueError as error:
        raise QueueError("This cannot be queued: the job {error}.", error=error) from error


def _to_json(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "job": plan_to_json(entry.plan),
        "weights": entry.weights,
        "state": entry.state.value,
        "file": "" if entry.file is None else str(entry.file),
        "reason": _printable(entry.reason),
        "width": entry.width,
        "height": entry.height,
        "seconds": entry.seconds,
        **({} if entry.metadata is Metadata.USUAL else {"metadata": entry.metadata.value}),
    }


def _from_json(found: Any) -> Entry:
    if not isinstance(found, dict):
        raise JsonError("has a job that is not an object")
    check_keys(found, _PARTS)
    name, state = take(found, "id", str), take(found, "state", str)
    if not _ID.fullmatch(name):
        raise JsonError(f"has {shown(name)} for an id")
    if state not in list(State):
        raise JsonError(f"has {shown(state)} for a state")
    file = take(found, "file", str)
    if State(state) is State.FINISHED and not file:
        raise JsonError("has a finished job without a file")
    return Entry(
        id=name,
        plan=_plan(found),
        weights=_weights(take(found, "weights", str)),
        state=State(state),
        file=_path(file) if file else None,
        share=1.0 if State(state) in (State.FINISHED, State.FAILED) else 0.0,
        reason=_text(found, "reason", _LONGEST_REASON, may_be_empty=True),
        width=_number(found, "width"),
        height=_number(found, "height"),
        seconds=_seconds(found),
        metadata=_metadata(found),
    )


def _plan(found: dict[str, Any]) -> Plan:
    """Version 1 had the device beside it."""
    beside = {"device": found["device"]} if "device" in found else {}
    return plan_from_json({**beside, **take(found, "job", dict)})


def _path(text: str) -> Path:
    path = Path(text)
    if not is_path(text, _LONGEST_PATH) or not path.is_absolute():
        raise JsonError(f"has {shown(text)} for a path")
    return path


def _weights(text: str) -> str:
    """Their name, or the path of a file."""
    if not text or not is_path(text, _LONGEST_PATH):
        raise JsonError(f"has {shown(text)} for 'weights'")
    return text


def _text(found: dict[str, Any], key: str, longest: int, may_be_empty: bool = False) -> str:
    text = take(found, key, str)
    if not is_plain(text, longest) or not (text or may_be_empty):
        raise JsonError(f"has {shown(text)} for '{key}'")
    return text


def _metadata(found: dict[str, Any]) -> Metadata:
    """Earlier versions wrote none."""
    text = take(found, "metadata", str) if "metadata" in found else Metadata.USUAL.value
    if text not in list(Metadata):
        raise JsonError(f"has {shown(text)} for 'metadata'")
    return Metadata(text)


def _number(found: dict[str, Any], key: str) -> int:
    number = take(found, key, int)
    if not 0 <= number <= _MOST_SIDE:
        raise JsonError(f"has '{key}' out of range")
    return number


def _seconds(found: dict[str, Any]) -> float:
    seconds = take(found, "seconds", float)
    if not 0 <= seconds <= _MOST_SECONDS:
        raise JsonError("has 'seconds' out of range")
    return seconds


def _printable(text: str) -> str:
    """A message on one line, so that it can be read back."""
    line = " ".join(text.split())[:_LONGEST_REASON]
    return "".join(each if is_plain(each, 1) else "?" for each in line)
