"""The queue: entries in an order that can be changed while they are being made."""

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
    """Something cannot be queued, or the queue cannot go on. The text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueEntry(JobRecord):
    """One artwork of the queue.

    id: unlike all others. weights: as load_weights takes them. file: where the artwork is, or
    where it goes as soon as it has begun; None before.
    """

    id: str
    weights: str
    file: Path | None = None


FileFor = Callable[[QueueEntry, Collection[str]], Path]


class Queue:
    """May be used by several threads: each method does the whole of what it says, or nothing.

    An entry that is not there any more is passed over in silence by all of them: the user may
    have removed it just now.
    """

    def __init__(self, entries: Iterable[QueueEntry] = (), is_paused: bool = False) -> None:
        """entries: whatever was interrupted begins again."""
        self._lock = RLock()
        self._entries = [
            each.waiting() if each.state is JobState.RUNNING else each for each in entries
        ]
        self._is_paused = is_paused
        self._revision = 0

    def snapshot(self) -> tuple[int, bool, tuple[QueueEntry, ...]]:
        """The number of changes so far that are worth keeping, whether it is paused, and all
        entries in their order."""
        with self._lock:
            return self._revision, self._is_paused, tuple(self._entries)

    @property
    def entries(self) -> tuple[QueueEntry, ...]:
        """All of them, in their order."""
        return self.snapshot()[2]

    @property
    def is_paused(self) -> bool:
        """Whether no further entry may be begun."""
        return self._is_paused

    def pause(self, paused: bool) -> None:
        """Begin no further entry, or do so again."""
        with self._lock:
            if paused != self._is_paused:
                self._is_paused = paused
                self._revision += 1

    def add(
        self, plans: Sequence[Plan], weights: str, options: SaveOptions | None = None
    ) -> list[QueueEntry]:
        """Put these at the end. Raises QueueError if there would be too many."""
        with self._lock:
            if len(self._entries) + len(plans) > MAX_COUNT:
                raise QueueError(
                    "The queue takes {most} artworks at most, and has {entries}. Clear what is "
                    "finished, or add fewer.",
                    most=MAX_COUNT,
                    entries=len(self._entries),
                )
            options = options or SaveOptions()
            fresh = [
                QueueEntry(plan, id=secrets.token_hex(8), weights=weights, options=options)
                for plan in plans
            ]
            self._change([*self._entries, *fresh])
            return fresh

    def move(self, ids: Collection[str], place: int) -> None:
        """Put these together, in their order, before what is at this place now; the place may be
        the one behind the last."""
        with self._lock:
            moved = [each for each in self._entries if each.id in ids]
            before = [each for each in self._entries[:place] if each.id not in ids]
            after = [each for each in self._entries[place:] if each.id not in ids]
            self._change([*before, *moved, *after])

    def step(self, ids: Collection[str], way: int) -> None:
        """Move these one place up (-1) or down (1), together; at the end they stay."""
        with self._lock:
            places = [at for at, each in enumerate(self._entries) if each.id in ids]
            if places and way < 0 and places[0] > 0:
                self.move(ids, places[0] - 1)
            elif places and way > 0 and places[-1] < len(self._entries) - 1:
                self.move(ids, places[-1] + 2)

    def remove(self, ids: Collection[str]) -> None:
        """Forget these; files that were made stay."""
        with self._lock:
            self._change([each for each in self._entries if each.id not in ids])

    def clear_finished(self) -> None:
        """Forget what is finished; the files stay."""
        with self._lock:
            self._change([each for each in self._entries if each.state is not JobState.FINISHED])

    def restore(self, entries: Sequence[QueueEntry], gone: Collection[str] = ()) -> None:
        """Back to these, in their order, without those that are gone.

        What is there keeps its state; what comes back waits, if it had not ended; what has come
        since stays behind them. Only as many come back as there may be.
        """
        with self._lock:
            present = {each.id: each for each in self._entries if each.id not in gone}
            back = [
                present.pop(each.id, each if each.has_ended else each.waiting())
                for each in entries
                if each.id not in gone
            ]
            self._change([*back, *present.values()][:MAX_COUNT])

    def retry(self, ids: Collection[str]) -> None:
        """Let these wait again, if they have failed."""
        with self._lock:
            self._change(
                [
                    each.waiting() if each.id in ids and each.state is JobState.FAILED else each
                    for each in self._entries
                ]
            )

    def begin(self, file_for: FileFor) -> QueueEntry | None:
        """The first that waits, which is being made from now on; None if there is none to begin.

        file_for: from it and the names that are promised to others to its file; what it raises
        leaves everything as it was.
        """
        with self._lock:
            waiting = (each for each in self._entries if each.state is JobState.WAITING)
            first = None if self._is_paused else next(waiting, None)
            if first is None:
                return None
            file = file_for(first, self._promised_to_others(first))
            begun = replace(first, state=JobState.RUNNING, share=0.0, file=file)
            self._put(begun)
            return begun

    def place(self, entry: QueueEntry, file_for: FileFor) -> Path:
        """Promise another file to one that is being made; see begin."""
        with self._lock:
            file = file_for(entry, self._promised_to_others(entry))
            if self.holds(entry.id):
                self._put(replace(entry, file=file))
            return file

    def holds(self, entry_id: str) -> bool:
        """Whether it is still there."""
        return self.entry(entry_id) is not None

    def entry(self, entry_id: str) -> QueueEntry | None:
        """This entry as it is now."""
        return next((each for each in self.entries if each.id == entry_id), None)

    def advance(self, entry_id: str, share: float) -> QueueEntry | None:
        """Note how far it is; that is not worth keeping."""
        with self._lock:
            found = self.entry(entry_id)
            if found is None:
                return None
            advanced = replace(found, share=share)
            self._put(advanced, 0)
            return advanced

    def finish(self, entry_id: str, file: Path, made: ArtworkMade | None = None) -> None:
        """It is in this file. made: just now; None if it was there already."""
        self._end(entry_id, lambda entry: replace(entry.finished(made), file=file))

    def fail(self, entry_id: str, reason: str) -> None:
        """It could not be made; the next time it may get another file."""
        self._end(entry_id, lambda entry: replace(entry.failed(reason), file=None))

    def give_back(self) -> None:
        """What is being made waits again, and begins anew."""
        with self._lock:
            for each in self._entries:
                if each.state is JobState.RUNNING:
                    self._put(each.waiting())

    def _promised_to_others(self, entry: QueueEntry) -> set[str]:
        others = (each for each in self._entries if each.id != entry.id)
        return {each.file.name for each in others if each.file is not None}

    def _end(self, entry_id: str, ended: Callable[[QueueEntry], QueueEntry]) -> None:
        with self._lock:
            found = self.entry(entry_id)
            if found is not None:
                self._put(ended(found))

    def _put(self, entry: QueueEntry, worth: int = 1) -> None:
        self._entries = [entry if each.id == entry.id else each for each in self._entries]
        self._revision += worth

    def _change(self, entries: list[QueueEntry]) -> None:
        if entries != self._entries:
            self._entries = entries
            self._revision += 1
