"""What a session says of its run, as a JSON document; what is read may have been tampered with."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nst_desktop.core.arrays import AnyArray
from nst_desktop.core.errors import ParameterError
from nst_desktop.core.mode import Mode
from nst_desktop.core.state import RunState
from nst_desktop.files.notes import RecipeError, check_sha256, check_word
from nst_desktop.files.parameters import complete, to_json, values_of
from nst_desktop.files.plans import Plan, StyleFile, mode_of
from nst_desktop.files.recipes import check_ground
from nst_desktop.files.strict_json import (
    JsonError,
    check_keys,
    read_document,
    shown,
    take,
    write_document,
)

LONGEST = 500_000  # characters
_KIND, _VERSION = "nst-desktop session", 1
_PARTS = (
    *("parameters", "pictures", "device", "ground", "weights", "ways"),
    *("output", "state", "steps"),
)
_STATE = ("parameters", "index", "scale", "step", "elapsed", "plan", "retried", "numbers")
_LONGEST_PATH = 4096  # characters
_MOST = 10**9
_MOST_SHARE = 1e9
_LONGEST_LIST = 100_000


@dataclass(frozen=True, slots=True)
class KeptPicture:
    """A picture of the run. path: where it was. copy: its name in the session, or empty."""

    path: Path
    sha256: str
    copy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedRun:
    """A run that can go on.

    plan: with the pictures where they were. pictures: of every path in the plan. weights,
    weights_sha256: the network's. ways: of convolving, see ways.py. output: the file to write,
    None in the window. steps: of the run in all. state: without its arrays, unless they were read.
    """

    plan: Plan
    pictures: tuple[KeptPicture, ...]
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
    known = {each.path: each for each in run.pictures}
    parts = {
        "parameters": to_json(values_of(run.plan.params)),
        "pictures": [
            {"path": str(path), "sha256": known[path].sha256, "copy": known[path].copy, **role}
            for path, role in _roles(run.plan)
        ],
        "device": run.plan.device,
        "weights": {"name": run.weights, "sha256": run.weights_sha256},
        "ways": run.ways,
        "output": "" if run.output is None else str(run.output),
        "steps": run.steps,
        "ground": run.plan.ground,
        "state": _state_to_json(run.state),
    }
    return write_document(_KIND, _VERSION, parts, indent=None)


def from_text(text: str, arrays: Mapping[str, AnyArray]) -> SavedRun:
    """The run that to_text has written. Raises JsonError if it is none, or cannot be."""
    try:
        return _saved_run(read_document(text, _KIND, _VERSION, LONGEST), arrays)
    except (ParameterError, RecipeError) as error:
        raise JsonError(f"cannot be used: {error}") from error


def _roles(plan: Plan) -> list[tuple[Path, dict[str, Any]]]:
    """The files of the plan, and what each is for."""
    found: list[tuple[Path, dict[str, Any]]] = [
        (each.path, {"role": "style", "weight": each.weight, "scale": each.scale})
        for each in plan.styles
    ]
    found += [(path, {"role": "region", "style": style}) for path, style in plan.regions]
    found += [(path, {"role": "part", "style": style}) for style, path in plan.style_masks]
    singles = {"content": plan.content, "protect": plan.protect, "start": plan.start}
    return found + [(path, {"role": role}) for role, path in singles.items() if path is not None]


def _saved_run(parts: dict[str, Any], arrays: Mapping[str, AnyArray]) -> SavedRun:
    check_keys(parts, _PARTS)
    weights = take(parts, "weights", dict)
    check_keys(weights, ("name", "sha256"))
    check_sha256(take(weights, "sha256", str))
    pictures = take(parts, "pictures", list)
    output = take(parts, "output", str)
    return SavedRun(
        plan=_plan(parts, pictures),
        pictures=tuple(map(_picture, pictures)),
        weights=_text(weights, "name"),
        weights_sha256=weights["sha256"],
        ways=take(parts, "ways", str),
        output=Path(_path(output)) if output else None,
        steps=_count(parts, "steps"),
        state=_state(take(parts, "state", dict), arrays),
    )


def _plan(parts: dict[str, Any], pictures: list[Any]) -> Plan:
    by_role: dict[str, list[dict[str, Any]]] = {}
    for each in pictures:
        if not isinstance(each, dict):
            raise JsonError("has 'pictures' that are none")
        by_role.setdefault(take(each, "role", str), []).append(each)
    singles = ("content", "protect", "start")
    if set(by_role) - {"style", "region", "part", *singles}:
        raise JsonError("has a picture of an unknown role")
    if any(len(by_role.get(role, ())) > 1 for role in singles):
        raise JsonError("has two pictures of one role")
    found: dict[str, Any] = {
        role: _picture(by_role[role][0]).path for role in singles if role in by_role
    }
    plan = Plan(
        params=complete(take(parts, "parameters", dict)),
        styles=tuple(map(_style, by_role.get("style", ()))),
        regions=tuple((_picture(e).path, _count(e, "style")) for e in by_role.get("region", ())),
        style_masks=tuple((_count(e, "style"), _picture(e).path) for e in by_role.get("part", ())),
        device=_text(parts, "device"),
        ground=_ground(take(parts, "ground", str)),
        **found,
    )
    if plan.content is None and not plan.styles:
        raise JsonError("has no pictures")
    return plan


def _ground(text: str) -> str:
    check_ground(text)
    return text


def _style(found: dict[str, Any]) -> StyleFile:
    weight, scale = take(found, "weight", float), take(found, "scale", float)
    if not (0 < weight <= _MOST_SHARE and 0 < scale <= _MOST_SHARE):
        raise JsonError("has a painting whose weight or scale is out of range")
    return StyleFile(_picture(found).path, weight, scale)


def _picture(found: dict[str, Any]) -> KeptPicture:
    check_keys(found, ("path", "sha256", "copy", "role", "weight", "scale", "style"))
    check_sha256(take(found, "sha256", str))
    copy = take(found, "copy", str)
    if copy:
        check_word("name of a copy", copy)
    return KeptPicture(Path(_path(take(found, "path", str))), found["sha256"], copy)


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
