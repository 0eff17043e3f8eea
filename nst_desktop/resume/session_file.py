"""Saved runs as JSON documents, which are treated as untrusted input when read."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from msgspec import Meta, Struct

from nst_desktop.core.arrays import AnyArray
from nst_desktop.core.errors import ParameterError
from nst_desktop.core.mode import Mode
from nst_desktop.core.state import RunState
from nst_desktop.recipes.params_json import complete_params, to_json, values_of
from nst_desktop.recipes.plan import Plan, mode_of
from nst_desktop.recipes.plan_json import plan_from_json, plan_to_json
from nst_desktop.recipes.recipe_pictures import RecipeError, check_word
from nst_desktop.storage.strict_json import JsonError, quoted, read_document, take, write_document
from nst_desktop.storage.typed_json import Amount, Count, read_record, write_record

MAX_LENGTH = 500_000  # characters
_KIND, _VERSION = "nst-desktop session", 2
_MAX_PATH_LENGTH = 4096  # characters
_Number = int | float
_Text = Annotated[str, Meta(min_length=1, max_length=_MAX_PATH_LENGTH, pattern=r"\A[^\0]*\Z")]


class _Weights(Struct, forbid_unknown_fields=True):
    name: _Text
    sha256: Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]


class _State(Struct, forbid_unknown_fields=True, kw_only=True):
    """State of a run (RunState in core/state.py) without its arrays."""

    parameters: dict[str, Any]
    plan: tuple[Annotated[int, Meta(ge=0, le=5)], Count, bool]
    numbers: dict[str, _Number | Annotated[list[_Number], Meta(max_length=100_000)]]
    index: Count
    scale: Count
    step: Count
    elapsed: Amount
    retried: bool


# RunState attributes that the document stores unchanged, under the same names.
_SAME_NAMES = ("plan", "numbers", "index", "scale", "step", "elapsed", "retried")


class _Session(Struct, forbid_unknown_fields=True, kw_only=True):
    """A SavedRun as stored in the document. `output` is empty if the run has no output file."""

    plan: dict[str, Any]
    copies: dict[str, str]
    weights: _Weights
    ways: str
    output: str
    steps: Count
    state: _State


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedRun:
    """A run that can be resumed.

    Attributes:
        plan: Plan with the pictures' original paths and checksums.
        copies: Mapping from original paths to the names of copies in the session's folder.
        weights: Source of the network's weights.
        weights_sha256: SHA-256 of the weights.
        ways: Fastest algorithms, as text from machine/tuning_file.py.
        output: File to write; None for runs in the window.
        steps: Total number of steps in the run.
        state: State after the last saved step. Its arrays are present only if they were read.
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
        """Mode of the run."""
        return mode_of(self.plan)


def session_to_text(run: SavedRun) -> str:
    """Convert a run to an ASCII document without the state's arrays."""
    record = _Session(
        plan=plan_to_json(run.plan),
        copies={str(path): name for path, name in run.copies.items()},
        weights=_Weights(run.weights, run.weights_sha256),
        ways=run.ways,
        output="" if run.output is None else str(run.output),
        steps=run.steps,
        state=_State(
            parameters=to_json(values_of(run.state.params)),
            **{key: getattr(run.state, key) for key in _SAME_NAMES},
        ),
    )
    return write_document(_KIND, _VERSION, write_record(record), indent=None)


def session_from_text(text: str, arrays: Mapping[str, AnyArray]) -> SavedRun:
    """Parse the output of session_to_text(). Raises JsonError if the text is invalid."""
    try:
        return _saved_run(read_document(text, _KIND, _VERSION, MAX_LENGTH), arrays)
    except (ParameterError, RecipeError) as error:
        raise JsonError(f"cannot be used: {error}") from error


def _saved_run(parts: dict[str, Any], arrays: Mapping[str, AnyArray]) -> SavedRun:
    if "pictures" in parts:
        parts = _from_version_1(parts)
    record = read_record(parts, _Session)
    plan, state = plan_from_json(record.plan), record.state
    return SavedRun(
        plan=plan,
        copies=_copies(record.copies, plan),
        weights=record.weights.name,
        weights_sha256=record.weights.sha256,
        ways=record.ways,
        output=_path(record.output) if record.output else None,
        steps=record.steps,
        state=RunState(
            params=complete_params(state.parameters),
            arrays=arrays,
            **{key: getattr(state, key) for key in _SAME_NAMES},
        ),
    )


def _copies(names: dict[str, str], plan: Plan) -> dict[Path, str]:
    if set(plan.files) != set(plan.checksums):
        raise JsonError("has a picture without its sha256")
    copies = {_path(path): name for path, name in names.items()}
    if not set(copies) <= set(plan.checksums):
        raise JsonError("has a copy of an unknown picture")
    for name in copies.values():
        check_word("name of a copy", name)
    return copies


def _from_version_1(parts: dict[str, Any]) -> dict[str, Any]:
    """Convert version 1, which listed every picture with its role in the plan, to version 2."""
    names = ("parameters", "device", "ground")
    plan: dict[str, Any] = {name: parts[name] for name in names if name in parts}
    plan |= {"styles": [], "regions": [], "style_masks": [], "checksums": {}}
    copies = {}
    for picture in take(parts, "pictures", list):
        if not isinstance(picture, dict):
            raise JsonError("has invalid 'pictures'")
        role, path = take(picture, "role", str), take(picture, "path", str)
        plan["checksums"][path] = take(picture, "sha256", str)
        if copy := take(picture, "copy", str):
            copies[path] = copy
        match role:
            case "style":
                factors = {key: take(picture, key, float) for key in ("weight", "scale")}
                plan["styles"].append({"picture": path, **factors})
            case "region" | "part":
                masks = plan["regions" if role == "region" else "style_masks"]
                masks.append({"mask": path, "style": take(picture, "style", int) + 1})
            case "content" | "protect" | "start" if role not in plan:
                plan[role] = path
            case _:
                raise JsonError(
                    f"has a picture with the role {quoted(role)}, which is unknown or already taken"
                )
    rest = {name: part for name, part in parts.items() if name not in (*names, "pictures")}
    return {**rest, "plan": plan, "copies": copies}


def _path(text: str) -> Path:
    path = Path(text)
    if "\0" in text or len(text) > _MAX_PATH_LENGTH or not path.is_absolute():
        raise JsonError(f"has the invalid path {quoted(text)}")
    return path
