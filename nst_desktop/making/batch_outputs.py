"""Output files for a batch, chosen so that no other file is overwritten."""

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from nst_desktop.core.errors import UserError
from nst_desktop.making.existing import (
    Notes,
    is_artwork_of,
    is_same_artwork,
    notes_if_readable,
)
from nst_desktop.making.jobs import Job
from nst_desktop.recipes.plan import Plan
from nst_desktop.recipes.recipe import Recipe, read_recipe
from nst_desktop.storage.naming import case_folded, numbered

_NUMBERED = re.compile(r"(.*)-([0-9]{1,9})(\.[^.]*)", re.DOTALL)


class OutputError(UserError):
    """The artwork cannot be saved to its job's output. The message says why."""


class Outputs:
    """Assigns a file to each job: the file of its earlier artwork, or a new file.

    The recipe in a file identifies the job that made it. A job that names its output gets that
    file or no file. Call find_existing for all jobs first, so that no job takes another job's
    artwork.
    """

    def __init__(self, jobs: Iterable[Job], folder: Path, weights_sha256: str) -> None:
        """Scan the folder.

        Args:
            jobs: All jobs of the batch.
            folder: Output folder, which may not exist yet.
            weights_sha256: SHA-256 of the weights for all artworks.
        """
        jobs = tuple(jobs)
        self._folder, self._weights_sha256 = folder, weights_sha256
        self._sources = {os.path.realpath(path) for job in jobs for path in job.plan.files}
        self._taken = {case_folded(job.output) for job in jobs if job.is_named}
        self._scan()
        self._recipes: dict[str, Recipe | None] = {}
        self._notes: dict[Plan, Notes | None] = {}

    def find_existing(self, job: Job) -> tuple[Job, Recipe] | None:
        """Return the job with its finished artwork's file name, and the recipe in that file.

        Returns None if the job has no finished artwork.
        """
        for name in self._candidates(job):
            recipe = self._recipe(name)
            notes = recipe and self._notes_of(job.plan)
            if recipe and notes and is_same_artwork(recipe, job.plan, notes, self._weights_sha256):
                return self._take(job, name), recipe
        return None

    def assign(self, job: Job) -> Job:
        """Return the job with its output name set. Raises OutputError if the name is taken."""
        own = next((name for name in self._candidates(job) if self._is_own(name, job)), None)
        if own is not None:
            return self._take(job, own)
        if not job.is_named:
            return self._take(job, self._free_name(job))
        # If the pictures are unreadable there will be no artwork, and the run reports why.
        if os.path.lexists(self._folder / job.output) and self._notes_of(job.plan):
            raise _taken_error(job.output)
        return job

    def confirm(self, job: Job) -> Job:
        """Repeat assign() just before writing, since a file may have appeared in the meantime.

        Raises:
            OutputError: The output's name is taken.
        """
        self._recipes.pop(job.output, None)
        self._notes.pop(job.plan, None)
        if not os.path.lexists(self._folder / job.output) or self._is_own(job.output, job):
            return job
        if job.is_named:
            raise _taken_error(job.output)
        self._scan()
        return self._take(job, self._free_name(job))

    def _scan(self) -> None:
        """List the file names in the folder, grouping those that differ only in a final number.

        Input files are not grouped, because they cannot be outputs.
        """
        self._existing, numbered = set[str](), dict[str, list[tuple[int, str]]]()
        with suppress(OSError):
            for name in os.listdir(self._folder):
                self._existing.add(case_folded(name))
                if os.path.realpath(self._folder / name) in self._sources:
                    continue
                numbered.setdefault(case_folded(name), []).append((1, name))
                if match := _NUMBERED.fullmatch(case_folded(name)):
                    stem, number, suffix = match.groups()
                    numbered.setdefault(stem + suffix, []).append((int(number), name))
        self._numbered = {first: sorted(names) for first, names in numbered.items()}

    def _candidates(self, job: Job) -> list[str]:
        """Return the names of files that may be the job's artworks, sorted by number."""
        if job.is_named:
            return [job.output]
        names = [name for _, name in self._numbered.get(case_folded(job.first_name), ())]
        return [name for name in names if case_folded(name) not in self._taken]

    def _is_own(self, name: str, job: Job) -> bool:
        recipe = self._recipe(name)
        notes = recipe and self._notes_of(job.plan)
        return bool(recipe and notes and is_artwork_of(recipe, notes, job.is_named))

    def _free_name(self, job: Job) -> str:
        for name in numbered(job.first_name):
            if case_folded(name) not in self._taken and case_folded(name) not in self._existing:
                return name
        raise AssertionError("numbers never run out")

    def _take(self, job: Job, name: str) -> Job:
        self._taken.add(case_folded(name))
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


def _taken_error(name: str) -> OutputError:
    return OutputError(
        "{name} already exists and was not made from this photograph, so it was not overwritten. "
        "Move it or choose another output.",
        name=name,
    )
