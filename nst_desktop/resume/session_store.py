"""Sessions: runs that go, saved on the disk so that they can go on after a crash.

Each has a folder: a lock that its process holds, one file with all of the run, and copies of the
pictures that lie nowhere but in this program's own folders.
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
from nst_desktop.machine.tuning_file import put_back, ways_now
from nst_desktop.recipes.plan import Plan
from nst_desktop.resume.session_file import SavedRun, session_from_text, session_to_text
from nst_desktop.storage.atomic import write_whole
from nst_desktop.storage.checksum import sha256_of
from nst_desktop.storage.locks import ProcessLock
from nst_desktop.storage.sealed_file import SealError, read_sealed, read_text, write_sealed
from nst_desktop.storage.strict_json import JsonError

logger = logging.getLogger(__name__)

RUN, LOCK = "run.sealed", "lock"
MAX_COUNT, DAYS = 5, 14  # so many interrupted runs are kept, and so long
_NAME = re.compile(r"[0-9]{8}T[0-9]{6}-[0-9a-f]{8}", re.ASCII)
_STATE, _SHOWN = "state.", "shown"
_BEGINNING = 24 * 3600.0  # seconds after which a session without a save is taken for broken off


class SessionError(UserError):
    """An interrupted run cannot go on. The text says why."""


class Session:
    """One run, held by this process until discard or leave."""

    def __init__(
        self,
        folder: Path,
        lock: ProcessLock,
        plan: Plan,
        copies: Mapping[Path, str],
        weights: tuple[str, str],
        output: Path | None,
    ) -> None:
        """For create and take."""
        self._folder, self._lock = folder, lock
        self._plan, self._copies = plan, copies
        self._weights, self._output = weights, output

    @classmethod
    def create(
        cls, folder: Path, plan: Plan, weights: tuple[str, str], output: Path | None = None
    ) -> "Session":
        """Begin one in a new folder inside this one.

        weights: name as load_weights takes it, and sha256. output: the file that a command is to
        write. Raises OSError if it cannot be written, or a picture cannot be read.
        """
        began = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
        own = folder / f"{began}-{secrets.token_hex(4)}"
        own.mkdir(parents=True)
        lock = ProcessLock(own / LOCK)
        if not lock.acquire():
            raise OSError("this disk knows no locks")
        plan = plan.moved(Path.absolute)
        checksums = {path: plan.checksums.get(path) or sha256_of(path) for path in plan.files}
        copies = {
            path: _copy(path, own, checksums[path]) for path in plan.files if _is_ours(path, folder)
        }
        plan = replace(plan, checksums=checksums)
        return cls(own, lock, plan, copies, weights, output and output.absolute())

    @property
    def file(self) -> Path:
        """Where the run is saved."""
        return self._folder / RUN

    def save(self, step: Step) -> None:
        """See Keeper. Raises OSError; what was saved before is whole then."""
        state = step.state()
        run = SavedRun(
            plan=self._plan,
            copies=self._copies,
            weights=self._weights[0],
            weights_sha256=self._weights[1],
            ways=ways_now(),
            output=self._output,
            steps=step.total,
            state=state,
        )
        arrays = {f"{_STATE}{name}": array for name, array in state.arrays.items()}
        write_sealed(self.file, session_to_text(run), {**arrays, _SHOWN: step.snapshot(0)})

    def read(self) -> SavedRun:
        """What was saved last, with its arrays, and every picture where it can be found now.

        Raises SessionError if the file is damaged, or a picture has gone or was changed.
        """
        run, _ = _read(self.file)
        put_back(run.ways)
        found = {
            path: _place(path, sha256, run.copies.get(path), self._folder)
            for path, sha256 in run.plan.checksums.items()
        }
        self._plan = run.plan.moved(found.__getitem__)
        self._copies = {found[path]: name for path, name in run.copies.items()}
        return replace(run, plan=self._plan, copies=self._copies)

    def picture(self) -> Pixels:
        """See Keeper. Raises SessionError if there is none, or it is damaged."""
        return _read(self.file)[1]

    def discard(self) -> None:
        """Remove all of it."""
        self._lock.release()
        _remove(self._folder)

    def leave(self) -> None:
        """Let it go, for whoever takes it up; one without a save is removed."""
        self._lock.release()
        if not self.file.exists():
            _remove(self._folder)


@dataclass(frozen=True, slots=True)
class Leftover:
    """A run that was interrupted. run: without its arrays, its pictures not looked for yet."""

    folder: Path
    run: SavedRun

    @property
    def file(self) -> Path:
        """Where it is saved."""
        return self.folder / RUN

    def take(self) -> Session:
        """Hold it. Raises SessionError if another process has taken it in the meantime."""
        lock = ProcessLock(self.folder / LOCK)
        if not self.file.exists() or not lock.acquire():
            raise SessionError("This run is going on elsewhere, or has gone.")
        for part in self.folder.glob(".nst-*.part"):
            part.unlink(missing_ok=True)  # of a save that was killed
        run = self.run
        weights = run.weights, run.weights_sha256
        return Session(self.folder, lock, run.plan, run.copies, weights, run.output)


def leftovers(folder: Path) -> tuple[list[Leftover], list[Path]]:
    """The runs in this folder that nobody holds, the newest first; and folders of damaged ones."""
    found, damaged = [], []
    for own in _abandoned(folder):
        if (own / RUN).exists():
            try:
                found.append(open_leftover(own))
            except SessionError as error:
                logger.warning("%s is passed over: %s", own.name, error)
                damaged.append(own)
    return found, damaged


def open_leftover(path: Path) -> Leftover:
    """The run in this session's folder, or of this file in it. Raises SessionError."""
    folder = Path(os.path.realpath(path if path.is_dir() else path.parent))
    if not _NAME.fullmatch(folder.name):  # it will be removed as a whole
        raise SessionError(
            "{path} is not in a folder that NST Desktop has made for a run.", path=path
        )
    try:
        return Leftover(folder, session_from_text(read_text(folder / RUN), {}))
    except (SealError, JsonError) as error:
        raise SessionError(
            "The saved run is damaged and cannot go on: it {error}.", error=error
        ) from error
    except OSError as error:
        raise SessionError(
            "There is no saved run in {folder}: {reason}.", folder=folder, reason=error.strerror
        ) from error


def remove_damaged(folder: Path) -> None:
    """Remove the folder of a run that nothing can be had of."""
    _remove(folder)


def prune(folder: Path, most: int = MAX_COUNT, days: float = DAYS) -> None:
    """Remove interrupted runs that are older than so many days, or more than so many."""
    oldest = time.time() - days * 24 * 3600
    saved = 0
    for own in _abandoned(folder):
        is_saved = (own / RUN).exists()
        saved += is_saved
        limit = oldest if is_saved else time.time() - _BEGINNING
        if saved > most or _time_of(own) < limit:
            lock = ProcessLock(own / LOCK)
            if lock.acquire():
                lock.release()
                _remove(own)


def _abandoned(folder: Path) -> Iterator[Path]:
    """The sessions' folders that nobody holds, the newest first."""
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
    """When it was saved last, or made."""
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
            "The saved run is damaged and cannot go on: it {error}.", error=error
        ) from error
    except OSError as error:
        raise SessionError(
            "The saved run cannot be read: {reason}.", reason=error.strerror
        ) from error


def _is_ours(path: Path, sessions: Path) -> bool:
    """Whether it lies where it is nobody's file but ours, which may go."""
    ours = (paths.cache_folder(), paths.history_folder(), sessions)
    return any(path.is_relative_to(each) for each in ours)


def _copy(path: Path, folder: Path, sha256: str) -> str:
    """Copy the picture into the folder, under this name."""
    name = f"{sha256[:16]}{path.suffix}"
    shutil.copyfile(path, folder / name)
    return name


def _place(path: Path, sha256: str, name: str | None, folder: Path) -> Path:
    """Where the picture is now; a copy of this name is put back among those that came without a
    file."""
    if _is_same(path, sha256):
        return path
    if name is None or not _is_same(folder / name, sha256):
        raise SessionError(
            "{name} has gone from {folder}, or has been changed since: without it the run "
            "cannot go on.",
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
        (folder / RUN).unlink(missing_ok=True)  # first: without it nothing is offered
        shutil.rmtree(folder)
    except OSError as error:
        logger.warning("a session could not be removed: %s", error)
