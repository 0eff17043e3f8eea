"""Jobs for a batch, from a folder of photographs or a list in a JSON file."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from nst_desktop.core.errors import ParameterError, UserError
from nst_desktop.core.params import StyleParams, defaults_in
from nst_desktop.images.formats import SAVE_SUFFIXES, format_of
from nst_desktop.making.job_record import JobRecord
from nst_desktop.recipes.params_json import from_json
from nst_desktop.recipes.plan import Plan, StyleFile, mode_of
from nst_desktop.recipes.plan_json import PICTURES, optional_text, pictures_from_json
from nst_desktop.recipes.presets import Preset, PresetError, apply, find_preset
from nst_desktop.storage.naming import is_usable_name, numbered, stem_of
from nst_desktop.storage.strict_json import JsonError, check_keys, quoted, read_document, take

_KIND, _VERSION = "nst-desktop jobs", 1
_PARTS = (*PICTURES, "preset", "parameters", "output")
_MAX_LENGTH = 16_000_000  # bytes
_MAX_JOBS, _MAX_STYLES = 10_000, 100


class JobsError(UserError):
    """A job list cannot be read or is invalid. The message names the faulty job and says why."""


@dataclass(frozen=True, slots=True)
class Job(JobRecord):
    """One artwork in a batch.

    Attributes:
        output: File name of the artwork.
        first_name: File name derived from the pictures. A number is added if this name is
            taken. Empty if the list names the output.
        steps: Number of steps in the run; 0 if unknown.
        loss: Total loss after the last step.
    """

    output: str
    first_name: str = ""
    steps: int = 0
    loss: float | None = None

    @property
    def is_named(self) -> bool:
        """Whether the list names the output. If so, the name must not change."""
        return not self.first_name


def jobs_for(
    photographs: Iterable[Path],
    styles: Iterable[tuple[StyleFile, ...]],
    params: StyleParams,
    suffix: str,
    device: str = "auto",
) -> list[Job]:
    """Return a job for each photograph in each style, with an output named after both.

    Args:
        photographs: Paths of the photographs.
        styles: Paintings for each style. Several paintings in one style are blended.
        params: Parameters for all jobs.
        suffix: File name suffix for the artworks.
        device: Device name, as in core.job.StyleJob.
    """
    plans = [
        Plan(params=params, content=photograph, styles=blended, device=device)
        for photograph in photographs
        for blended in styles
    ]
    return _named([(plan, "") for plan in plans], suffix)


def read_jobs(
    path: Path,
    preset: Preset | None = None,
    over: Mapping[str, Any] | None = None,
    device: str = "auto",
) -> list[Job]:
    """Read jobs from a JSON file. Relative paths are resolved against the file's folder.

    Args:
        path: Path of the file.
        preset: Preset for jobs that do not name one.
        over: Mapping from parameters to values. They override the values in presets and jobs.
        device: Device name, as in core.job.StyleJob.

    Raises:
        JobsError: The file is missing or a job is invalid. A missing picture is not an error.
    """
    try:
        parts = read_document(_read_text(path), _KIND, _VERSION, _MAX_LENGTH)
        check_keys(parts, ("jobs",))
        entries = take(parts, "jobs", list)
        if not 0 < len(entries) <= _MAX_JOBS:
            raise JsonError(f"has {len(entries)} jobs; it must have 1 to {_MAX_JOBS}")
    except JsonError as error:
        raise JobsError(f"The list {path.name} {error}.") from error
    plans = []
    for number, entry in enumerate(entries, 1):
        try:
            plan = _plan(entry, path.parent, preset, over or {}, device)
            plans.append((plan, optional_text(entry, "output")))
        except JsonError as error:
            raise JobsError(f"Job {number} of {path.name} {error}.") from error
        except (ParameterError, PresetError) as error:
            raise JobsError(f"Job {number} of {path.name}: {error}") from error
    return _named(plans, ".png")


def _plan(
    found: Any, folder: Path, preset: Preset | None, over: Mapping[str, Any], device: str
) -> Plan:
    if not isinstance(found, dict):
        raise JsonError("is not an object")
    check_keys(found, _PARTS)
    plan = pictures_from_json(found, folder)
    for part in ("styles", "regions", "style_masks"):
        if len(getattr(plan, part)) > _MAX_STYLES:
            raise JsonError(f"has more than {_MAX_STYLES} {part}")
    name = optional_text(found, "preset")
    preset = find_preset(name) if name else preset
    params = defaults_in(mode_of(plan))
    params = params if preset is None else apply(preset, params)
    own = from_json(take(found, "parameters", dict)) if "parameters" in found else {}
    return replace(plan, params=replace(params, **{**own, **over}), device=device)


def _named(plans: Sequence[tuple[Plan, str]], suffix: str) -> list[Job]:
    """Return the jobs with unique outputs. Unnamed outputs are named after the pictures."""
    taken: set[str] = set()
    for number, (_, name) in enumerate(plans, 1):
        if name and (fault := _fault_of(name, taken)):
            raise JobsError(f"Job {number}: the output {quoted(name)} {fault}.")
        taken.add(name.casefold())
    jobs = []
    for plan, name in plans:
        first_name = "" if name else stem_of([path.name for path in plan.pictures]) + suffix
        if first_name:
            name = _free_name(first_name, taken)
            taken.add(name.casefold())
        jobs.append(Job(plan, name, first_name))
    return jobs


def _fault_of(name: str, taken: set[str]) -> str:
    """Return the end of a sentence that says why an output's name is invalid; empty if valid."""
    if not is_usable_name(name) or Path(name).name != name:
        return "is not a file name; use -o for the folder"
    if format_of(Path(name)) is None:
        return f"must end in {', '.join(SAVE_SUFFIXES)}"
    return "is used twice" if name.casefold() in taken else ""


def _free_name(first: str, taken: set[str]) -> str:
    return next(name for name in numbered(first) if name.casefold() not in taken)


def _read_text(path: Path) -> str:
    if not path.is_file():  # opening a pipe would block forever
        raise JobsError(f"The list of jobs {path} does not exist.")
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_LENGTH + 1)
        return data.decode("utf-8-sig")  # some editors add a byte order mark
    except OSError as error:
        raise JobsError(f"The list {path.name} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise JobsError(f"The list {path.name} is not UTF-8 text.") from error
