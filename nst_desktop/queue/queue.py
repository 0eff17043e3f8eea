"""Queue of artworks to make, in an order that can change at any time."""

import secrets
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import RLock

from nst_desktop.core.errors import UserError
from nst_desktop.images.formats import SaveOptions
from nst_desktop.making.job_record import JobRecord, JobState
from nst_desktop.making.order import ArtworkMade
from nst_desktop.recipes.plan import Plan

MAX_COUNT = 2000  # entries


class QueueError(UserError):
    """Something cannot be queued, or the queue cannot continue. The message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueEntry(JobRecord):
    """An artwork in the queue.

    Attributes:
        id: Unique ID.
        weights: Source name accepted by load_weights().
        file: Path of the artwork's file, chosen when the entry starts; None until then.
    """

    id: str
    weights: str
    file: Path | None = None


# Called as file_for(entry, names reserved for other entries); chooses the entry's file.
FileFor = Callable[[QueueEntry, Collection[str]], Path]


class Queue:
    """Thread-safe list of entries. Every method is atomic.

    All methods ignore entries that the user has removed in the meantime.
    """

    def __init__(self, entries: Iterable[QueueEntry] = (), is_paused: bool = False) -> None:
        """Initialise the queue with these entries. Interrupted ones are reset to waiting."""
        self._lock = RLock()
        self._entries = [
            entry.waiting() if entry.state is JobState.RUNNING else entry for entry in entries
        ]
        self._is_paused = is_paused
        self._revision = 0

    def snapshot(self) -> tuple[int, bool, tuple[QueueEntry, ...]]:
        """Return the revision, whether the queue is paused, and all entries in order.

        The revision is the number of changes so far that need to be saved.
        """
        with self._lock:
            return self._revision, self._is_paused, tuple(self._entries)

    @property
    def entries(self) -> tuple[QueueEntry, ...]:
        """All entries, in order."""
        return self.snapshot()[2]

    @property
    def is_paused(self) -> bool:
        """Whether the queue is paused, so that no further entry starts."""
        return self._is_paused

    def pause(self, paused: bool) -> None:
        """Pause the queue, so that no further entry starts, or resume it."""
        with self._lock:
            if paused != self._is_paused:
                self._is_paused = paused
                self._revision += 1

    def add(
        self, plans: Sequence[Plan], weights: str, options: SaveOptions | None = None
    ) -> list[QueueEntry]:
        """Append artworks. Raises QueueError if the queue would become too long."""
        with self._lock:
            if len(self._entries) + len(plans) > MAX_COUNT:
                raise QueueError(
                    "The queue can hold at most {most} artworks and already contains {entries}. "
                    "Clear the finished ones or add fewer.",
                    most=MAX_COUNT,
                    entries=len(self._entries),
                )
            options = options or SaveOptions()
            added = [
                QueueEntry(plan, id=secrets.token_hex(8), weights=weights, options=options)
                for plan in plans
            ]
            self._change([*self._entries, *added])
            return added

    def move(self, ids: Collection[str], index: int) -> None:
        """Move entries, in their current order, to just before the entry at `index`.

        If `index` is the number of entries, they move to the end.
        """
        with self._lock:
            moved = [entry for entry in self._entries if entry.id in ids]
            before = [entry for entry in self._entries[:index] if entry.id not in ids]
            after = [entry for entry in self._entries[index:] if entry.id not in ids]
            self._change([*before, *moved, *after])

    def step(self, ids: Collection[str], direction: int) -> None:
        """Move entries together by one position, up (-1) or down (1), if possible."""
        with self._lock:
            indices = [index for index, entry in enumerate(self._entries) if entry.id in ids]
            if indices and direction < 0 and indices[0] > 0:
                self.move(ids, indices[0] - 1)
            elif indices and direction > 0 and indices[-1] < len(self._entries) - 1:
                self.move(ids, indices[-1] + 2)

    def remove(self, ids: Collection[str]) -> None:
        """Remove entries, but keep their files."""
        with self._lock:
            self._change([entry for entry in self._entries if entry.id not in ids])

    def clear_finished(self) -> None:
        """Remove finished entries, but keep their files."""
        with self._lock:
            self._change([entry for entry in self._entries if entry.state is not JobState.FINISHED])

    def restore(self, entries: Sequence[QueueEntry], gone: Collection[str] = ()) -> None:
        """Restore an earlier list of entries and its order.

        Entries that still exist keep their state. Removed entries come back; those that had not
        ended are reset to waiting. Entries added since then move to the end, up to the limit.

        Args:
            entries: Earlier list of entries.
            gone: IDs of entries to leave out.
        """
        with self._lock:
            present = {entry.id: entry for entry in self._entries if entry.id not in gone}
            restored = [
                present.pop(entry.id, entry if entry.has_ended else entry.waiting())
                for entry in entries
                if entry.id not in gone
            ]
            self._change([*restored, *present.values()][:MAX_COUNT])

    def retry(self, ids: Collection[str]) -> None:
        """Reset failed entries to waiting."""
        with self._lock:
            self._change(
                [
                    entry.waiting() if entry.id in ids and entry.state is JobState.FAILED else entry
                    for entry in self._entries
                ]
            )

    def begin(self, file_for: FileFor) -> QueueEntry | None:
        """Start the first waiting entry and return it, or return None if no entry may start.

        If file_for() raises an exception, nothing changes.
        """
        with self._lock:
            waiting = (entry for entry in self._entries if entry.state is JobState.WAITING)
            first = None if self._is_paused else next(waiting, None)
            if first is None:
                return None
            file = file_for(first, self._promised_to_others(first))
            started = replace(first, state=JobState.RUNNING, share=0.0, file=file)
            self._put(started)
            return started

    def reassign_file(self, entry: QueueEntry, file_for: FileFor) -> Path:
        """Choose another file for a running entry and return the file's path."""
        with self._lock:
            file = file_for(entry, self._promised_to_others(entry))
            if self.holds(entry.id):
                self._put(replace(entry, file=file))
            return file

    def holds(self, entry_id: str) -> bool:
        """Whether the entry still exists."""
        return self.entry(entry_id) is not None

    def entry(self, entry_id: str) -> QueueEntry | None:
        """Return an entry in its current state, or None if it was removed."""
        return next((entry for entry in self.entries if entry.id == entry_id), None)

    def advance(self, entry_id: str, share: float) -> QueueEntry | None:
        """Set an entry's finished share, 0..1. This change does not need to be saved."""
        with self._lock:
            entry = self.entry(entry_id)
            if entry is None:
                return None
            advanced = replace(entry, share=share)
            self._put(advanced, revisions=0)
            return advanced

    def finish(self, entry_id: str, file: Path, made: ArtworkMade | None = None) -> None:
        """Mark an entry as finished. `made` is the artwork, or None if the file already existed."""
        self._end(entry_id, lambda entry: replace(entry.finished(made), file=file))

    def fail(self, entry_id: str, reason: str) -> None:
        """Mark an entry as failed. A retry may choose another file."""
        self._end(entry_id, lambda entry: replace(entry.failed(reason), file=None))

    def requeue_running(self) -> None:
        """Reset running entries to waiting. They will restart from the beginning."""
        with self._lock:
            for entry in self._entries:
                if entry.state is JobState.RUNNING:
                    self._put(entry.waiting())

    def _promised_to_others(self, entry: QueueEntry) -> set[str]:
        others = (other for other in self._entries if other.id != entry.id)
        return {other.file.name for other in others if other.file is not None}

    def _end(self, entry_id: str, ended: Callable[[QueueEntry], QueueEntry]) -> None:
        with self._lock:
            entry = self.entry(entry_id)
            if entry is not None:
                self._put(ended(entry))

    def _put(self, entry: QueueEntry, revisions: int = 1) -> None:
        self._entries = [entry if old.id == entry.id else old for old in self._entries]
        self._revision += revisions

    def _change(self, entries: list[QueueEntry]) -> None:
        if entries != self._entries:
            self._entries = entries
            self._revision += 1
