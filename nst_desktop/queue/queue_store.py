"""The queue on the disk, in the hands of one window at a time."""

import logging
import shutil
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Lock

from nst_desktop.core.errors import UserError
from nst_desktop.images.load import PictureError
from nst_desktop.queue.queue import Queue, QueueError
from nst_desktop.queue.queue_file import MAX_LENGTH, check_plan, queue_from_text, queue_to_text
from nst_desktop.recipes.plan import Plan
from nst_desktop.storage.atomic import write_whole
from nst_desktop.storage.checksum import sha256_of
from nst_desktop.storage.locks import ProcessLock
from nst_desktop.storage.naming import free_file
from nst_desktop.storage.strict_json import JsonError

logger = logging.getLogger(__name__)

_FILE, _LOCK, _PICTURES = "queue.json", "lock", "pictures"


class QueueTakenError(UserError):
    """Another window works with the queue."""


class DamagedQueue(UserError):  # noqa: N818 - what became of it is in `aside`
    """The file could not be used, and lies elsewhere now. aside: where."""

    def __init__(self, message: str, aside: Path) -> None:
        super().__init__(message)
        self.aside = aside


class QueueStore:
    """A folder with the queue's file and the pictures that lie nowhere but in the program's own.

    Any thread may save. damage: what was wrong with the file that was found, if anything was.
    """

    def __init__(self, folder: Path, queue: Queue, lock: ProcessLock) -> None:
        """For open."""
        self.queue = queue
        self.damage: DamagedQueue | None = None
        self._folder, self._lock = folder, lock
        self._writing = Lock()
        self._written = 0

    @classmethod
    def exists(cls, folder: Path) -> bool:
        """Whether there is a queue in this folder."""
        return (folder / _FILE).exists()

    @classmethod
    def open(cls, folder: Path) -> "QueueStore":
        """Take the queue in this folder, a new one if there is none; a damaged file is set aside.

        Raises QueueTakenError if another window has it, and OSError.
        """
        folder.mkdir(parents=True, exist_ok=True)
        lock = ProcessLock(folder / _LOCK)
        if not lock.acquire():
            raise QueueTakenError("Another window has the queue.")
        try:
            store = cls(folder, Queue(), lock)
            try:
                store.queue = _read(folder / _FILE)
            except JsonError as error:
                store.damage = _set_aside(folder / _FILE, error)
            store._drop_pictures()
        except BaseException:
            lock.release()
            raise
        return store

    def save(self) -> None:
        """Write the queue as it is now, unless that has been done. Raises OSError."""
        with self._writing:
            revision, is_paused, entries = self.queue.snapshot()
            if revision != self._written:
                write_whole(self._folder / _FILE, queue_to_text(is_paused, entries).encode("ascii"))
                self._written = revision

    def keep(self, plan: Plan, ours: tuple[Path, ...]) -> Plan:
        """The plan with whole paths, its pictures copied where they lie in one of our own folders,
        which may be emptied. Raises QueueError or PictureError if it cannot be queued."""
        kept = replace(plan, checksums={}).moved(partial(self._keep, ours))
        check_plan(kept)
        return kept

    def keep_all(
        self, plans: Sequence[Plan], ours: tuple[Path, ...]
    ) -> tuple[list[Plan], UserError | None]:
        """Keep those that can be queued; and why the others cannot."""
        kept, refused = [], []
        for plan in plans:
            try:
                kept.append(self.keep(plan, ours))
            except UserError as error:
                refused.append(error)
        return kept, _summed_up(refused)

    def release(self) -> None:
        """Let another window have it."""
        self._lock.release()

    def _keep(self, ours: tuple[Path, ...], path: Path) -> Path:
        path = path.absolute()
        if not any(path.is_relative_to(each) for each in ours):
            return path
        try:
            folder = self._folder / _PICTURES / sha256_of(path)[:16]
            folder.mkdir(parents=True, exist_ok=True)
            if not (folder / path.name).exists():
                write_whole(folder / path.name, path.read_bytes())
        except OSError as error:
            raise PictureError(
                "{name} cannot be kept: {reason}.", name=path.name, reason=error.strerror
            ) from error
        return folder / path.name

    def _drop_pictures(self) -> None:
        """Remove the copies that no entry asks for any more."""
        wanted = {path.parent.name for each in self.queue.entries for path in each.plan.files}
        try:
            for folder in (self._folder / _PICTURES).iterdir():
                if folder.name not in wanted:
                    shutil.rmtree(folder)
        except FileNotFoundError:
            return
        except OSError as error:
            logger.warning("a picture of the queue could not be removed: %s", error.strerror)


def _summed_up(refused: Sequence[UserError]) -> UserError | None:
    if len(refused) < 2:
        return next(iter(refused), None)
    return QueueError(
        "{count} artworks could not be queued. The first: {error}",
        count=len(refused),
        error=refused[0],
    )


def _read(file: Path) -> Queue:
    """Raises JsonError or OSError."""
    try:
        with file.open("rb") as opened:
            data = opened.read(MAX_LENGTH + 1)
        return queue_from_text(data.decode("ascii"))
    except FileNotFoundError:
        return Queue()
    except UnicodeDecodeError:
        raise JsonError("is not ASCII text") from None


def _set_aside(file: Path, error: JsonError) -> DamagedQueue:
    """Raises OSError if it stays where it is: then nothing may be written over it."""
    logger.warning("the queue cannot be used: it %s", error)
    aside = free_file(file.parent, lambda number: f"{file.stem}-damaged-{number}{file.suffix}")
    file.replace(aside)
    return DamagedQueue(f"The file of the queue {error}.", aside)
