"""The queue as a JSON document; what is read may have been damaged or tampered with."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from nst_desktop.core.errors import ParameterError
from nst_desktop.files.batch.job_entries import read_entry
from nst_desktop.files.batch.record import State
from nst_desktop.files.formats import SaveOptions
from nst_desktop.files.parameters import filled, to_json, values_of
from nst_desktop.files.plans import Plan
from nst_desktop.files.queue.entries import Entry, QueueError
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
_KIND, _VERSION = "nst-desktop queue", 1
_PARTS = (
    *("id", "job", "device", "weights", "state", "file", "reason"),
    *("width", "height", "seconds", "options", "metadata"),
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
    try:
        _read_plan(_plan_to_json(plan), plan.device)
    except (JsonError, ParameterError) as error:
        raise QueueError("This cannot be queued: the job {error}.", error=error) from error


def _to_json(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "job": _plan_to_json(entry.plan),
        "device": entry.plan.device,
        "weights": entry.weights,
        "state": entry.state.value,
        "file": "" if entry.file is None else str(entry.file),
        "reason": _printable(entry.reason),
        "width": entry.width,
        "height": entry.height,
        "seconds": entry.seconds,
        **({} if entry.options == SaveOptions() else {"options": entry.options.to_dict()}),
    }


def _plan_to_json(plan: Plan) -> dict[str, Any]:
    """As one entry of a list of jobs for the command `batch`, with every parameter."""
    found: dict[str, Any] = {
        "styles": [
            {"picture": str(each.path), "weight": each.weight, "scale": each.scale}
            for each in plan.styles
        ],
        "parameters": to_json(values_of(plan.params)),
    }
    if plan.regions:
        found["regions"] = [{"mask": str(mask), "style": at + 1} for mask, at in plan.regions]
    if plan.style_masks:
        masks = [{"mask": str(mask), "style": at + 1} for at, mask in plan.style_masks]
        found["style_masks"] = masks
    for name in ("content", "protect"):
        if (path := getattr(plan, name)) is not None:
            found[name] = str(path)
    return found


def _from_json(found: Any) -> Entry:
    if not isinstance(found, dict):
        raise JsonError("has a job that is not an object")
    check_keys(found, _PARTS)
    name, state = take(found, "id", str), take(found, "state", str)
    if not _ID.fullmatch(name):
        raise JsonError(f"has {shown(name)} for an id")
    if state not in list(State) or state == State.KEPT:  # a batch's alone
        raise JsonError(f"has {shown(state)} for a state")
    file = take(found, "file", str)
    try:
        plan = _read_plan(take(found, "job", dict), _text(found, "device", _LONGEST_PATH))
    except ParameterError as error:
        raise JsonError(f"has a job that cannot be used: {error}") from error
    if State(state) is State.FINISHED and not file:
        raise JsonError("has a finished job without a file")
    return Entry(
        id=name,
        plan=plan,
        weights=_weights(take(found, "weights", str)),
        state=State(state),
        file=_path(file) if file else None,
        share=1.0 if State(state) in (State.FINISHED, State.FAILED) else 0.0,
        reason=_text(found, "reason", _LONGEST_REASON, may_be_empty=True),
        width=_number(found, "width"),
        height=_number(found, "height"),
        seconds=_seconds(found),
        options=_options(found),
    )


def _read_plan(found: dict[str, Any], device: str) -> Plan:
    entry = read_entry(found)
    plan = replace(entry.plan(Path(), device), params=filled(entry.parameters))
    for path in plan.files:
        _path(str(path))
    return plan


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


def _options(found: dict[str, Any]) -> SaveOptions:
    """Earlier versions wrote their 'metadata' alone, or none."""
    given = take(found, "options", dict) if "options" in found else {}
    given |= {"metadata": found["metadata"]} if "metadata" in found else {}
    options = SaveOptions.from_dict(given)
    if not given.items() <= options.to_dict().items():
        raise JsonError("has options that an artwork cannot be saved with")
    return options


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
