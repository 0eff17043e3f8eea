"""Which file of the folder each artwork of a batch goes to, so that no other artwork is lost."""

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from nst_desktop.core.errors import UserError
from nst_desktop.making.existing import Notes, is_artwork_of, is_made_so, notes_if_readable
from nst_desktop.making.jobs import Job
from nst_desktop.recipes.plan import Plan
from nst_desktop.recipes.recipe import Recipe, read_recipe
from nst_desktop.storage.naming import folded, numbered

_NUMBERED = re.compile(r"(.*)-([0-9]{1,9})(\.[^.]*)", re.DOTALL)


class OutputError(UserError):
    """The artwork cannot go where its job says. The text says why."""


class Outputs:
    """Gives each job a file of its own: the one of its earlier artwork, or one that is not there.

    Whose artwork a file is, its recipe says; a job that names its output gets that one or none.
    Jobs must first be asked for with made, all of them, so that none takes another's artwork.
    """

    def __init__(self, jobs: Iterable[Job], folder: Path, weights_sha256: str) -> None:
        """weights_sha256: of the weights that all artworks are made with."""
        jobs = tuple(jobs)
        self._folder, self._weights_sha256 = folder, weights_sha256
        self._sources = {os.path.realpath(path) for job in jobs for path in job.plan.files}
        self._taken = {folded(job.output) for job in jobs if job.is_named}
        self._look()
        self._recipes: dict[str, Recipe | None] = {}
        self._notes: dict[Plan, Notes | None] = {}

    def made(self, job: Job) -> tuple[Job, Recipe] | None:
        """The job with the name of its artwork, and its recipe, if it was made just so."""
        for name in self._candidates(job):
            recipe = self._recipe(name)
            notes = recipe and self._notes_of(job.plan)
            if recipe and notes and is_made_so(recipe, job.plan, notes, self._weights_sha256):
                return self._take(job, name), recipe
        return None

    def place(self, job: Job) -> Job:
        """The job with the name of the file to write. Raises OutputError."""
        own = next((name for name in self._candidates(job) if self._is_own(name, job)), None)
        if own is not None:
            return self._take(job, own)
        if not job.is_named:
            return self._take(job, self._free_name(job))
        # Without its pictures there is no artwork to write; reading them reports why.
        if os.path.lexists(self._folder / job.output) and self._notes_of(job.plan):
            raise _is_anothers(job.output)
        return job

    def place_now(self, job: Job) -> Job:
        """As place, for the artwork that is about to be written: a file may have come since."""
        self._recipes.pop(job.output, None)
        self._notes.pop(job.plan, None)
        if not os.path.lexists(self._folder / job.output) or self._is_own(job.output, job):
            return job
        if job.is_named:
            raise _is_anothers(job.output)
        self._look()
        return self._take(job, self._free_name(job))

    def _look(self) -> None:
        """See which names there are, and which differ in nothing but a number behind them.

        A file that a job reads is no artwork to be found again.
        """
        self._there, numbered = set[str](), dict[str, list[tuple[int, str]]]()
        with suppress(OSError):
            for name in os.listdir(self._folder):
                self._there.add(folded(name))
                if os.path.realpath(self._folder / name) in self._sources:
                    continue
                numbered.setdefault(folded(name), []).append((1, name))
                if found := _NUMBERED.fullmatch(folded(name)):
                    stem, number, suffix = found.groups()
                    numbered.setdefault(stem + suffix, []).append((int(number), name))
        self._numbered = {first: sorted(names) for first, names in numbered.items()}

    def _candidates(self, job: Job) -> list[str]:
        """The files that may hold an artwork of the job, in the order of their numbers."""
        if job.is_named:
            return [job.output]
        names = [name for _, name in self._numbered.get(folded(job.first_name), ())]
        return [name for name in names if folded(name) not in self._taken]

    def _is_own(self, name: str, job: Job) -> bool:
        recipe = self._recipe(name)
        notes = recipe and self._notes_of(job.plan)
        return bool(recipe and notes and is_artwork_of(recipe, notes, job.is_named))

    def _free_name(self, job: Job) -> str:
        for name in numbered(job.first_name):
            if folded(name) not in self._taken and folded(name) not in self._there:
                return name
        raise AssertionError("there is always another number")

    def _take(self, job: Job, name: str) -> Job:
        self._taken.add(folded(name))
        return replace(job, output=name)

    def _recipe(self, name: str) -> Recipe | None:
        if name not in self._recipes:
            self._recipes[name] = _recipe_in(self._folder / name)
        return self._recipes[name]

    def _notes_of(self, plan: Plan) -> Notes | None:
        if plan not in self._notes:
            self._notes[plan] = notes_if_readable(plan)
        return self._notes[plan]


def _recipe_in(path: Path) -> Recipe | None:
    try:
        return read_recipe(path)
    except UserError:
        return None


def _is_anothers(name: str) -> OutputError:
    return OutputError(
        "{name} already exists and is not an artwork of this photograph; it was not overwritten. "
        "Move it away, or name another output.",
        name=name,
    )
