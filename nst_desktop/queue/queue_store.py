"""The queue on disk. Only one window at a time can lock it."""

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
    """Another window is using the queue."""


class DamagedQueue(UserError):  # noqa: N818 - not raised
    """The queue file was damaged and has been moved to the path `aside`."""

    def __init__(self, message: str, aside: Path) -> None:
        super().__init__(message)
        self.aside = aside


class QueueStore:
    """Storage folder with the queue file and copies of some pictures.

    Only pictures from the program's own folders are copied. Any thread may save.

    Attributes:
        queue: Queue in this folder.
        damage: Damage found when the file was opened, if any.
    """

    def __init__(self, folder: Path, queue: Queue, lock: ProcessLock) -> None:
        """Initialise the store. Use QueueStore.open() instead."""
        self.queue = queue
        self.damage: DamagedQueue | None = None
        self._folder, self._lock = folder, lock
        self._writing = Lock()
        self._written = 0

    @classmethod
    def exists(cls, folder: Path) -> bool:
        """Whether the folder contains a queue."""
        return (folder / _FILE).exists()

    @classmethod
    def open(cls, folder: Path) -> "QueueStore":
        """Open and lock the queue in this folder, creating the folder if necessary.

        A damaged file is renamed, and an empty queue takes its place.

        Raises:
            QueueTakenError: Another window is using the queue.
            OSError: The folder cannot be read or written.
        """
        folder.mkdir(parents=True, exist_ok=True)
        lock = ProcessLock(folder / _LOCK)
        if not lock.acquire():
            raise QueueTakenError("The queue is in use by another window.")
        try:
            store = cls(folder, Queue(), lock)
            try:
                store.queue = _read(folder / _FILE)
            except JsonError as error:
                store.damage = _set_aside(folder / _FILE, error)
            store._remove_unused_pictures()
        except BaseException:
            lock.release()
            raise
        return store

    def save(self) -> None:
        """Save the queue if it has changed. Raises OSError."""
        with self._writing:
            revision, is_paused, entries = self.queue.snapshot()
            if revision != self._written:
                write_whole(self._folder / _FILE, queue_to_text(is_paused, entries).encode("ascii"))
                self._written = revision

    def keep(self, plan: Plan, own_folders: tuple[Path, ...]) -> Plan:
        """Return the plan with absolute paths to files that will not be deleted.

        Args:
            plan: Plan to queue.
            own_folders: Program folders that may be emptied. Pictures inside them are copied.

        Raises:
            QueueError: The plan cannot be saved.
            PictureError: A picture cannot be copied.
        """
        kept = replace(plan, checksums={}).moved(partial(self._keep, own_folders))
        check_plan(kept)
        return kept

    def keep_all(
        self, plans: Sequence[Plan], own_folders: tuple[Path, ...]
    ) -> tuple[list[Plan], UserError | None]:
        """Call keep() for each plan. Return the kept plans, and an error for the others, if any."""
        kept, errors = [], []
        for plan in plans:
            try:
                kept.append(self.keep(plan, own_folders))
            except UserError as error:
                errors.append(error)
        return kept, _combine(errors)

    def release(self) -> None:
        """Unlock the queue for other windows."""
        self._lock.release()

    def _keep(self, own_folders: tuple[Path, ...], path: Path) -> Path:
        path = path.absolute()
        if not any(path.is_relative_to(folder) for folder in own_folders):
            return path
        try:
            folder = self._folder / _PICTURES / sha256_of(path)[:16]
            folder.mkdir(parents=True, exist_ok=True)
            if not (folder / path.name).exists():
                write_whole(folder / path.name, path.read_bytes())
        except OSError as error:
            raise PictureError(
                "{name} could not be copied: {reason}.", name=path.name, reason=error.strerror
            ) from error
        return folder / path.name

    def _remove_unused_pictures(self) -> None:
        """Delete the copies that no entry uses."""
        used = {path.parent.name for entry in self.queue.entries for path in entry.plan.files}
        try:
            for folder in (self._folder / _PICTURES).iterdir():
                if folder.name not in used:
                    shutil.rmtree(folder)
        except FileNotFoundError:
            return
        except OSError as error:
            logger.warning("a picture of the queue could not be deleted: %s", error.strerror)


def _combine(errors: Sequence[UserError]) -> UserError | None:
    if len(errors) < 2:
        return next(iter(errors), None)
    return QueueError(
        "{count} artworks could not be queued. The first error: {error}",
        count=len(errors),
        error=errors[0],
    )


def _read(file: Path) -> Queue:
    """Read the file, or return an empty queue if it is missing. Raises JsonError or OSError."""
    try:
        with file.open("rb") as opened:
            data = opened.read(MAX_LENGTH + 1)
        return queue_from_text(data.decode("ascii"))
    except FileNotFoundError:
        return Queue()
    except UnicodeDecodeError:
        raise JsonError("is not ASCII text") from None


def _set_aside(file: Path, error: JsonError) -> DamagedQueue:
    """Rename a damaged file. If that fails, raise OSError so that the file is not overwritten."""
    logger.warning("the queue is damaged: it %s", error)
    aside = free_file(file.parent, lambda number: f"{file.stem}-damaged-{number}{file.suffix}")
    file.replace(aside)
    return DamagedQueue(f"The queue file {error}.", aside)
