"""Protection for input files: outputs are checked against them before any file is opened."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from nst_desktop.core.errors import UserError, Words
from nst_desktop.images.picture_errors import printable_name
from nst_desktop.recipes.plan import Plan
from nst_desktop.storage.naming import case_folded

PHOTOGRAPH, PAINTING, MASK = Words("the photograph"), Words("the painting"), Words("the mask")
START, WEIGHTS = Words("the starting picture"), Words("the weights file")


class OverwriteError(UserError):
    """An output would overwrite an input. The message says which input."""


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file and its role.

    Attributes:
        role: Description such as "the photograph", or "--log" for an output. It must be Words if
            the window may display it.
        path: Path of the file.
    """

    role: str
    path: Path


class Inputs:
    """Input files, recognised under any name, despite links, `..` or a different letter case."""

    def __init__(self, files: Iterable[NamedFile] = ()) -> None:
        self._files = {key: file for file in files for key in _identities(file.path)}

    def check(self, path: Path, output: str = "") -> None:
        """Check that an output is not one of these files.

        Args:
            path: The output's path.
            output: Description of the output for the message. If empty, its file name is used.

        Raises:
            OverwriteError: The output is one of the inputs.
        """
        twin = next((self._files[key] for key in _identities(path) if key in self._files), None)
        if twin is not None:
            raise OverwriteError(
                "{output} would overwrite {role} {input}. Choose another name.",
                output=output or printable_name(path.name),
                role=twin.role,
                input=printable_name(twin.path.name),
            )


def plan_inputs(plan: Plan) -> list[NamedFile]:
    """Return the pictures and masks that a run of this plan reads."""
    masks = [path for path, _ in (*plan.regions, *plan.style_masks)]
    files = [
        (PHOTOGRAPH, plan.content),
        *((PAINTING, style.path) for style in plan.styles),
        *((MASK, path) for path in (*masks, plan.protect)),
        (START, plan.start),
    ]
    return [NamedFile(role, path) for role, path in files if path is not None]


def find_same_files(files: Sequence[NamedFile]) -> tuple[NamedFile, NamedFile] | None:
    """Return two entries that are, or would become, the same file; None if there are none."""
    seen: dict[object, NamedFile] = {}
    for file in files:
        keys = _identities(file.path)
        if twin := next((seen[key] for key in keys if key in seen), None):
            return twin, file
        seen.update(dict.fromkeys(keys, file))
    return None


def _identities(path: Path) -> list[object]:
    """Return keys for a file. Any two paths to the same file have at least one key in common.

    A file that does not exist yet is identified by its folder and case-folded name, since some
    systems treat a.png and A.png as the same file.
    """
    real = os.path.realpath(path)
    file_id = _file_id(real)
    if file_id is not None:
        return [os.path.normcase(real), file_id]
    folder, name = os.path.split(real)
    return [os.path.normcase(real), (_file_id(folder) or folder, case_folded(name))]


def _file_id(path: str) -> tuple[int, int] | None:
    """Return the file's device and inode, or None if it is missing or has no inode."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return (status.st_dev, status.st_ino) if status.st_ino else None
