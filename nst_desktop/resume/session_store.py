"""Sessions: runs saved on disk, so that they can be resumed after a crash.

Each session is a folder. It contains a lock held by the session's process, a file with the whole
run, and copies of the pictures that exist only in the program's own folders.
"""

import logging
import os
import re
import secrets
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from nst_desktop import paths
from nst_desktop.core.arrays import Pixels
from nst_desktop.core.errors import UserError
from nst_desktop.core.job import Step
from nst_desktop.machine.tuning_file import restore_tuning, tuning_text
from nst_desktop.recipes.plan import Plan
from nst_desktop.resume.session_file import SavedRun, session_from_text, session_to_text
from nst_desktop.storage.atomic import write_whole
from nst_desktop.storage.checksum import sha256_of
from nst_desktop.storage.locks import ProcessLock
from nst_desktop.storage.sealed_file import SealError, read_sealed, read_text, write_sealed
from nst_desktop.storage.strict_json import JsonError

logger = logging.getLogger(__name__)

RUN, LOCK = "run.sealed", "lock"
MAX_COUNT, MAX_DAYS = 5, 14  # how many interrupted runs are kept, and for how long
_NAME = re.compile(r"[0-9]{8}T[0-9]{6}-[0-9a-f]{8}", re.ASCII)
_STATE, _SHOWN = "state.", "shown"
_ABANDONED_AFTER = 24 * 3600.0  # s; an older session without a save belongs to a crashed run


class SessionError(UserError):
    """An interrupted run cannot be resumed. The message says why."""


class Session:
    """Saved run that this process locks until discard() or leave()."""

    def __init__(
        self,
        folder: Path,
        lock: ProcessLock,
        plan: Plan,
        copies: Mapping[Path, str],
        weights: tuple[str, str],
        output: Path | None,
    ) -> None:
        """Initialise the session. Use Session.create() or Leftover.take() instead."""
        self._folder, self._lock = folder, lock
        self._plan, self._copies = plan, copies
        self._weights, self._output = weights, output

    @classmethod
    def create(
        cls, folder: Path, plan: Plan, weights: tuple[str, str], output: Path | None = None
    ) -> "Session":
        """Create a session in a new folder.

        Args:
            folder: Folder for all sessions.
            plan: Plan of the run.
            weights: Source name accepted by load_weights(), and SHA-256 of the weights.
            output: File that the command will write, if any.

        Raises:
            OSError: The folder cannot be written, or a picture cannot be read.
        """
        began = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
        own = folder / f"{began}-{secrets.token_hex(4)}"
        own.mkdir(parents=True)
        lock = ProcessLock(own / LOCK)
        if not lock.acquire():
            raise OSError("this disk does not support file locks")
        plan = plan.moved(Path.absolute)
        checksums = {path: plan.checksums.get(path) or sha256_of(path) for path in plan.files}
        copies = {
            path: _copy(path, own, checksums[path]) for path in plan.files if _is_ours(path, folder)
        }
        plan = replace(plan, checksums=checksums)
        return cls(own, lock, plan, copies, weights, output and output.absolute())

    @property
    def file(self) -> Path:
        """Path of the file with the saved run."""
        return self._folder / RUN

    def save(self, step: Step) -> None:
        """See Keeper. If it raises OSError, the previous save is still intact."""
        state = step.state()
        run = SavedRun(
            plan=self._plan,
            copies=self._copies,
            weights=self._weights[0],
            weights_sha256=self._weights[1],
            ways=tuning_text(),
            output=self._output,
            steps=step.total,
            state=state,
        )
        arrays = {f"{_STATE}{name}": array for name, array in state.arrays.items()}
        write_sealed(self.file, session_to_text(run), {**arrays, _SHOWN: step.snapshot(0)})

    def read(self) -> SavedRun:
        """Read the last save with its arrays, and locate every picture.

        Raises:
            SessionError: The file is damaged, or a picture is missing or has changed.
        """
        run, _ = _read(self.file)
        restore_tuning(run.ways)
        locations = {
            path: _locate(path, sha256, run.copies.get(path), self._folder)
            for path, sha256 in run.plan.checksums.items()
        }
        self._plan = run.plan.moved(locations.__getitem__)
        self._copies = {locations[path]: name for path, name in run.copies.items()}
        return replace(run, plan=self._plan, copies=self._copies)

    def picture(self) -> Pixels:
        """See Keeper. Raises SessionError if the file is missing or damaged."""
        return _read(self.file)[1]

    def discard(self) -> None:
        """Delete the session."""
        self._lock.release()
        _remove(self._folder)

    def leave(self) -> None:
        """Release the session so that it can be resumed, or delete it if nothing was saved."""
        self._lock.release()
        if not self.file.exists():
            _remove(self._folder)


@dataclass(frozen=True, slots=True)
class Leftover:
    """An interrupted run. `run` has no arrays yet, and its pictures have not been located."""

    folder: Path
    run: SavedRun

    @property
    def file(self) -> Path:
        """Path of the file with the saved run."""
        return self.folder / RUN

    def take(self) -> Session:
        """Lock the session. Raises SessionError if it was resumed or deleted in the meantime."""
        lock = ProcessLock(self.folder / LOCK)
        if not self.file.exists() or not lock.acquire():
            raise SessionError("This run has been resumed elsewhere or deleted.")
        for part in self.folder.glob(".nst-*.part"):
            part.unlink(missing_ok=True)  # left by a process that was killed while saving
        run = self.run
        weights = run.weights, run.weights_sha256
        return Session(self.folder, lock, run.plan, run.copies, weights, run.output)


def leftovers(folder: Path) -> tuple[list[Leftover], list[Path]]:
    """Return the interrupted runs in this folder, newest first, and the folders of damaged runs."""
    runs, damaged = [], []
    for own in _abandoned(folder):
        if (own / RUN).exists():
            try:
                runs.append(open_leftover(own))
            except SessionError as error:
                logger.warning("%s is skipped: %s", own.name, error)
                damaged.append(own)
    return runs, damaged


def open_leftover(path: Path) -> Leftover:
    """Return an interrupted run, given its session's folder or file. Raises SessionError."""
    folder = Path(os.path.realpath(path if path.is_dir() else path.parent))
    if not _NAME.fullmatch(folder.name):  # since discard() deletes the whole folder
        raise SessionError(
            "{path} is not in a folder that NST Desktop created for a run.", path=path
        )
    try:
        return Leftover(folder, session_from_text(read_text(folder / RUN), {}))
    except (SealError, JsonError) as error:
        raise SessionError(
            "The saved run is damaged and cannot be resumed: it {error}.", error=error
        ) from error
    except OSError as error:
        raise SessionError(
            "No saved run could be read from {folder}: {reason}.",
            folder=folder,
            reason=error.strerror,
        ) from error


def remove_damaged(folder: Path) -> None:
    """Delete a damaged session's folder."""
    _remove(folder)


def prune(folder: Path, max_count: int = MAX_COUNT, max_days: float = MAX_DAYS) -> None:
    """Delete interrupted runs older than max_days, and the oldest ones beyond max_count."""
    oldest = time.time() - max_days * 24 * 3600
    saved = 0
    for own in _abandoned(folder):
        is_saved = (own / RUN).exists()
        saved += is_saved
        limit = oldest if is_saved else time.time() - _ABANDONED_AFTER
        if saved > max_count or _time_of(own) < limit:
            lock = ProcessLock(own / LOCK)
            if lock.acquire():
                lock.release()
                _remove(own)


def _abandoned(folder: Path) -> Iterator[Path]:
    """Yield the folders of sessions that no process has locked, newest first."""
    try:
        with os.scandir(folder) as entries:
            names = [
                entry.name
                for entry in entries
                if _NAME.fullmatch(entry.name) and entry.is_dir(follow_symlinks=False)
            ]
    except OSError:
        return
    for own in sorted((folder / name for name in names), key=_time_of, reverse=True):
        lock = ProcessLock(own / LOCK)
        if lock.acquire():
            lock.release()
            yield own


def _time_of(folder: Path) -> float:
    """Return the time of the last save or, without one, of the last change to the folder."""
    for path in (folder / RUN, folder):
        with suppress(OSError):
            return path.stat().st_mtime
    return 0.0


def _read(file: Path) -> tuple[SavedRun, Pixels]:
    try:
        text, arrays = read_sealed(file)
        shown = arrays.pop(_SHOWN)
        if shown.dtype.name != "uint8" or shown.ndim != 3 or shown.shape[2] != 3:
            raise SealError("has no picture")
        state = {name.removeprefix(_STATE): array for name, array in arrays.items()}
        return session_from_text(text, state), shown
    except (SealError, JsonError, KeyError) as error:
        raise SessionError(
            "The saved run is damaged and cannot be resumed: it {error}.", error=error
        ) from error
    except OSError as error:
        raise SessionError(
            "The saved run cannot be read: {reason}.", reason=error.strerror
        ) from error


def _is_ours(path: Path, sessions: Path) -> bool:
    """Whether the file is in one of the program's own folders, where it may be deleted."""
    own_folders = (paths.cache_folder(), paths.history_folder(), sessions)
    return any(path.is_relative_to(folder) for folder in own_folders)


def _copy(path: Path, folder: Path, sha256: str) -> str:
    """Copy the picture into the folder and return the copy's name."""
    name = f"{sha256[:16]}{path.suffix}"
    shutil.copyfile(path, folder / name)
    return name


def _locate(path: Path, sha256: str, name: str | None, folder: Path) -> Path:
    """Return the path of an unchanged picture, restoring it from its copy if necessary.

    Restored pictures go to the cache, beside the pictures that were pasted or dropped.
    """
    if _is_same(path, sha256):
        return path
    if name is None or not _is_same(folder / name, sha256):
        raise SessionError(
            "The run cannot be resumed because {name} is missing from {folder} or has changed. "
            "Restore the original file and try again.",
            name=path.name,
            folder=path.parent,
        )
    target = paths.cache_folder() / "pictures" / f"kept-{name}"
    target.parent.mkdir(parents=True, exist_ok=True)
    write_whole(target, (folder / name).read_bytes())
    return target


def _is_same(path: Path, sha256: str) -> bool:
    try:
        return path.is_file() and sha256_of(path) == sha256
    except OSError:
        return False


def _remove(folder: Path) -> None:
    try:
        (folder / RUN).unlink(missing_ok=True)  # first: without it, the run is no longer offered
        shutil.rmtree(folder)
    except OSError as error:
        logger.warning("a session could not be deleted: %s", error)
