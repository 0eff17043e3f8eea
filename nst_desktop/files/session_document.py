"""What a session says of its run, as a JSON document; what is read may have been tampered with."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nst_desktop.core.arrays import AnyArray
from nst_desktop.core.errors import ParameterError
from nst_desktop.core.job import Mode
from nst_desktop.core.state import RunState
from nst_desktop.files.notes import RecipeError, check_sha256, check_word
from nst_desktop.files.parameters import complete, to_json, values_of
from nst_desktop.files.plan_json import plan_from_json, plan_to_json
from nst_desktop.files.plans import Plan, mode_of
from nst_desktop.files.strict_json import (
    JsonError,
    check_keys,
    read_document,
    shown,
    take,
    write_document,
)

LONGEST = 500_000  # characters
_KIND, _VERSION = "nst-desktop session", 2
_PARTS = ("plan", "copies", "weights", "ways", "output", "state", "steps")
_STATE = ("parameters", "index", "scale", "step", "elapsed", "plan", "retried", "numbers")
_LONGEST_PATH = 4096  # characters
_MOST = 10**9
_LONGEST_LIST = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedRun:
    """A run that can go on.

    plan: with the pictures where they were, and the checksum of each. copies: the names of those
    in the session, by path. weights, weights_sha256: the network's. ways: of convolving, see
    ways.py. output: the file to write, None in the window. steps: of the run in all. state:
    without its arrays, unless they were read.
    """

    plan: Plan
    copies: Mapping[Path, str]
    weights: str
    weights_sha256: str
    ways: str
    output: Path | None
    steps: int
    state: RunState

    @property
    def mode(self) -> Mode:
        """What it makes."""
        return mode_of(self.plan)


def to_text(run: SavedRun) -> str:
    """The document, ASCII only, without the state's arrays."""
    parts = {
        "plan": plan_to_json(run.plan),
        "copies": {str(path): name for path, name in run.copies.items()},
        "weights": {"name": run.weights, "sha256": run.weights_sha256},
        "ways": run.ways,
        "output": "" if run.output is None else str(run.output),
        "steps": run.steps,
        "state": _state_to_json(run.state),
    }
    return write_document(_KIND, _VERSION, parts, indent=None)


def from_text(text: str, arrays: Mapping[str, AnyArray]) -> SavedRun:
    """The run that to_text has written. Raises JsonError if it is none, or cannot be."""
    try:
        return _saved_run(read_document(text, _KIND, _VERSION, LONGEST), arrays)
    except (ParameterError, RecipeError) as error:
        raise JsonError(f"cannot be used: {error}") from error


def _saved_run(parts: dict[str, Any], arrays: Mapping[str, AnyArray]) -> SavedRun:
    if "pictures" in parts:
        parts = _from_version_1(parts)
    check_keys(parts, _PARTS)
    weights = take(parts, "weights", dict)
    check_keys(weights, ("name", "sha256"))
    check_sha256(take(weights, "sha256", str))
    plan = plan_from_json(take(parts, "plan", dict))
    output = take(parts, "output", str)
    return SavedRun(
        plan=plan,
        copies=_copies(take(parts, "copies", dict), plan),
        weights=_text(weights, "name"),
        weights_sha256=weights["sha256"],
        ways=take(parts, "ways", str),
        output=Path(_path(output)) if output else None,
        steps=_count(parts, "steps"),
        state=_state(take(parts, "state", dict), arrays),
    )


def _copies(found: dict[str, Any], plan: Plan) -> dict[Path, str]:
    if set(plan.files) != set(plan.checksums):
        raise JsonError("has a picture without its sha256")
    copies = {Path(_path(path)): take(found, path, str) for path in found}
    if not set(copies) <= set(plan.checksums):
        raise JsonError("has a copy of an unknown picture")
    for name in copies.values():
        check_word("name of a copy", name)
    return copies


def _from_version_1(parts: dict[str, Any]) -> dict[str, Any]:
    """Its parts as version 2 has them. It listed every picture with its role in the plan."""
    names = ("parameters", "device", "ground")
    plan: dict[str, Any] = {name: parts[name] for name in names if name in parts}
    plan |= {"styles": [], "regions": [], "style_masks": [], "checksums": {}}
    copies = {}
    for each in take(parts, "pictures", list):
        if not isinstance(each, dict):
            raise JsonError("has 'pictures' that are none")
        role, path = take(each, "role", str), take(each, "path", str)
        plan["checksums"][path] = take(each, "sha256", str)
        if copy := take(each, "copy", str):
            copies[path] = copy
        match role:
            case "style":
                factors = {key: take(each, key, float) for key in ("weight", "scale")}
                plan["styles"].append({"picture": path, **factors})
            case "region" | "part":
                masks = plan["regions" if role == "region" else "style_masks"]
                masks.append({"mask": path, "style": take(each, "style", int) + 1})
            case "content" | "protect" | "start" if role not in plan:
                plan[role] = path
            case _:
                raise JsonError(f"has {shown(role)} for the role of a picture, or twice")
    rest = {name: part for name, part in parts.items() if name not in (*names, "pictures")}
    return {**rest, "plan": plan, "copies": copies}


def _path(text: str) -> str:
    if "\0" in text or len(text) > _LONGEST_PATH or not Path(text).is_absolute():
        raise JsonError(f"has {shown(text)} for a path")
    return text


def _text(found: dict[str, Any], key: str) -> str:
    text = take(found, key, str)
    if not text or "\0" in text or len(text) > _LONGEST_PATH:
        raise JsonError(f"has {shown(text)} for '{key}'")
    return text


def _state_to_json(state: RunState) -> dict[str, Any]:
    return {
        "parameters": to_json(values_of(state.params)),
        "plan": list(state.plan),
        "numbers": dict(state.numbers),
        **{key: getattr(state, key) for key in ("index", "scale", "step", "elapsed", "retried")},
    }


def _state(found: dict[str, Any], arrays: Mapping[str, AnyArray]) -> RunState:
    check_keys(found, _STATE)
    elapsed = take(found, "elapsed", float)
    if not 0 <= elapsed <= _MOST:
        raise JsonError("has 'elapsed' out of range")
    match take(found, "plan", list):
        case [int(strips), int(rows), bool(merged)] if 0 <= strips <= 5 and 0 <= rows <= _MOST:
            plan = strips, rows, merged
        case _:
            raise JsonError("has a plan that is none")
    return RunState(
        params=complete(take(found, "parameters", dict)),
        index=_count(found, "index"),
        scale=_count(found, "scale"),
        step=_count(found, "step"),
        elapsed=elapsed,
        plan=plan,
        retried=take(found, "retried", bool),
        numbers=_numbers(take(found, "numbers", dict)),
        arrays=arrays,
    )


def _numbers(found: dict[str, Any]) -> dict[str, Any]:
    """The optimiser's: numbers, and lists of them."""
    for value in found.values():
        values = value if isinstance(value, list) else [value]
        if len(values) > _LONGEST_LIST or not all(type(each) in (int, float) for each in values):
            raise JsonError("has 'numbers' that are none")
    return found


def _count(found: dict[str, Any], key: str) -> int:
    value = take(found, key, int)
    if not 0 <= value <= _MOST:
        raise JsonError(f"has '{key}' out of range")
    return value
