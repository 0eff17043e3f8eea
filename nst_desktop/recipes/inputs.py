"""Inputs are never overwritten: outputs are compared with them before any is opened."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from nst_desktop.core.errors import UserError, Words
from nst_desktop.images.picture_errors import shown_name
from nst_desktop.recipes.plan import Plan
from nst_desktop.storage.naming import folded

PHOTOGRAPH, PAINTING, MASK = Words("the photograph"), Words("the painting"), Words("the mask")
START, WEIGHTS = Words("the starting picture"), Words("the weights file")


class OverwriteError(UserError):
    """A file that is read would be overwritten. The text says which one."""


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file and what it is for, such as the photograph, or --log for an output.

    role: Words where the window may show it.
    """

    role: str
    path: Path


class Inputs:
    """Files that are read, known again under any of their names: through links, `..` and case."""

    def __init__(self, files: Iterable[NamedFile] = ()) -> None:
        self._files = {key: each for each in files for key in _identities(each.path)}

    def check(self, path: Path, output: str = "") -> None:
        """Raise OverwriteError if this is one of them. output: what to call it, if not its name."""
        found = next((self._files[key] for key in _identities(path) if key in self._files), None)
        if found is not None:
            raise OverwriteError(
                "{output} would overwrite {role} {input}. Choose another name.",
                output=output or shown_name(path.name),
                role=found.role,
                input=shown_name(found.path.name),
            )


def plan_inputs(plan: Plan) -> list[NamedFile]:
    """The pictures and masks of a run."""
    masks = [path for path, _ in (*plan.regions, *plan.style_masks)]
    found = [
        (PHOTOGRAPH, plan.content),
        *((PAINTING, each.path) for each in plan.styles),
        *((MASK, path) for path in (*masks, plan.protect)),
        (START, plan.start),
    ]
    return [NamedFile(role, path) for role, path in found if path is not None]


def same_files(files: Sequence[NamedFile]) -> tuple[NamedFile, NamedFile] | None:
    """Two of these that are, or would become, one file; None if there are no such."""
    seen: dict[object, NamedFile] = {}
    for each in files:
        keys = _identities(each.path)
        if twin := next((seen[key] for key in keys if key in seen), None):
            return twin, each
        seen.update(dict.fromkeys(keys, each))
    return None


def _identities(path: Path) -> list[object]:
    """What two names of one file have in common.

    A file that does not exist yet is identified by its folder and its case-folded name, since some
    systems treat a.png and A.png as one file.
    """
    real = os.path.realpath(path)
    number = _number(real)
    if number is not None:
        return [os.path.normcase(real), number]
    folder, name = os.path.split(real)
    return [os.path.normcase(real), (_number(folder) or folder, folded(name))]


def _number(path: str) -> tuple[int, int] | None:
    """The file's number on its disk; None if there is no such file, or the disk has no numbers."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if found.st_ino else None
