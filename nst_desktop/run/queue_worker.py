"""QueueWorker: has the queued artworks made in a separate process."""

import logging
import os
import time
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from nst_desktop.core.errors import StoppedError, UserError
from nst_desktop.images.folders import make_folder
from nst_desktop.making.existing import find_existing_recipe
from nst_desktop.making.job_events import Advanced, Ended
from nst_desktop.making.order import ArtworkFailed, ArtworkMade, ComputeSettings, Order
from nst_desktop.queue.queue import QueueEntry, QueueError
from nst_desktop.queue.queue_store import QueueStore
from nst_desktop.recipes.plan import Plan
from nst_desktop.run.error_texts import error_text
from nst_desktop.run.queue_control import HoldableMakers, QueueControl
from nst_desktop.storage.atomic import write_whole

log = logging.getLogger(__name__)

INTERVAL = 0.1  # s between progress reports


class QueueWorker(QObject):
    """Worker that processes the waiting entries on its own thread.

    Signals:
        changed(): See QueueRunner.
        advanced(QueueEntry): See QueueRunner.
        unsaved(str): See QueueRunner.
        ended(Exception | None): Emitted exactly once, as the last signal, with the error if the
            queue cannot continue.
    """

    changed = Signal()
    advanced = Signal(object)
    unsaved = Signal(str)
    ended = Signal(object)

    def __init__(self, store: QueueStore, control: QueueControl, makers: HoldableMakers) -> None:
        super().__init__()
        self._store, self._queue = store, store.queue
        self._control, self._makers = control, makers
        self._current: QueueEntry | None = None
        self._count = 0
        self._is_unsaved = False
        self._share: float | None = None  # progress not reported yet
        self._next_report = 0.0

    @Slot()
    def run(self) -> None:
        """Process entries until no more may start, then emit `ended`."""
        fatal: Exception | None = None
        try:
            while self._make_until_removed():
                self._current = None
        except StoppedError:
            pass
        except Exception as error:
            log.exception("the queue cannot continue")
            fatal = error
        self._current = None
        self._queue.requeue_running()
        self._save()
        self.ended.emit(fatal)

    def _make_until_removed(self) -> bool:
        """Process the queue's entries.

        Returns True if processing stopped because the running entry was removed.
        """
        try:
            for event in self._makers.make(self._orders(), self._checkpoint):
                if isinstance(event, Advanced):
                    self._advance(event.share)
                else:
                    self._end(event)
        except _RemovedError:
            return True
        return False

    def _orders(self) -> Iterator[Order]:
        computing = None
        while (entry := self._next()) is not None:
            computing = computing or _computing()
            self._count += 1
            assert entry.file is not None
            options = replace(entry.options, format=self._control.results.format)
            yield Order(
                self._count, entry.plan, options.for_file(entry.file), entry.weights,
                _with_precision(computing, entry.plan),
            )  # fmt: skip

    def _next(self) -> QueueEntry | None:
        """Start and return the next entry, or return None if no more may start.

        Entries whose artwork already exists are marked as finished on the way.
        """
        self._current = self._share = None
        while not (self._control.is_stopped() or self._control.is_held()):
            entry = self._queue.begin(self._file_for)
            if entry is None:
                return None
            self._save()  # record the entry's file, so that a crash does not cause a second copy
            self.changed.emit()
            if not self._exists(entry):
                self._check_folder(entry)
                self._current = entry
                return entry
            assert entry.file is not None
            self._queue.finish(entry.id, entry.file)
            self._save()
            self.changed.emit()
        return None

    def _file_for(self, entry: QueueEntry, taken: Collection[str]) -> Path:
        """Return the previously chosen file if it exists, else a new path."""
        if entry.file is not None and os.path.lexists(entry.file):
            return entry.file
        return self._new_file_for(entry, taken)

    def _new_file_for(self, entry: QueueEntry, taken: Collection[str]) -> Path:
        return self._control.results.file_for(entry.plan, taken)

    def _exists(self, entry: QueueEntry) -> bool:
        """Return whether the artwork was made before a crash; leave any other file untouched."""
        assert entry.file is not None
        if not os.path.lexists(entry.file):
            return False
        sha256 = _sha256_of(entry.weights)
        if sha256 and find_existing_recipe(entry.plan, entry.file, sha256) is not None:
            return True
        self._queue.reassign_file(entry, self._new_file_for)
        self._save()
        return False

    def _check_folder(self, entry: QueueEntry) -> None:
        """Raise QueueError if the entry's folder is not writable, before any work is wasted."""
        current = self._queue.entry(entry.id) or entry
        assert current.file is not None
        folder = make_folder(current.file.parent)
        if not os.access(folder, os.W_OK):
            raise QueueError(
                "The output folder {folder} is not writable. Choose another folder.",
                folder=folder,
            )

    def _checkpoint(self) -> None:
        if self._control.is_stopped():
            raise StoppedError
        if self._current is not None and not self._queue.holds(self._current.id):
            raise _RemovedError
        self._makers.hold(self._control.is_held())
        self._report()

    def _advance(self, share: float) -> None:
        self._share = share
        self._report()

    def _report(self) -> None:
        """Report the current entry's progress if it has changed, at most once per INTERVAL."""
        entry, share = self._current, self._share
        if entry is None or share is None or time.monotonic() < self._next_report:
            return
        self._share, self._next_report = None, time.monotonic() + INTERVAL
        advanced = self._queue.advance(entry.id, share)
        if advanced is not None:
            self.advanced.emit(advanced)

    def _end(self, event: Ended) -> None:
        entry = None if self._current is None else self._queue.entry(self._current.id)
        self._share = None
        if entry is None:
            return  # removed in the meantime
        if isinstance(event.outcome, ArtworkFailed):
            self._queue.fail(entry.id, error_text(event.outcome.error))
        else:
            self._write(entry, event.outcome)
        self._save()
        self.changed.emit()

    def _write(self, entry: QueueEntry, made: ArtworkMade) -> None:
        assert entry.file is not None
        try:
            file = entry.file
            if os.path.lexists(file):  # created while the artwork was being made
                file = self._queue.reassign_file(entry, self._new_file_for)
            make_folder(file.parent)
            write_whole(file, made.data)
        except (OSError, UserError) as error:
            reason = error.strerror or error if isinstance(error, OSError) else error
            failure = UserError("The artwork could not be written: {reason}.", reason=reason)
            self._queue.fail(entry.id, error_text(failure))
        else:
            self._queue.finish(entry.id, file, made)

    def _save(self) -> None:
        try:
            self._store.save()
        except OSError as error:
            if not self._is_unsaved:  # logged once: on a full disk, every attempt fails
                log.warning("the queue could not be written: %s", error)
            self._is_unsaved = True
            self.unsaved.emit(error.strerror or str(error))
        else:
            self._is_unsaved = False


class _RemovedError(Exception):
    """The running entry was removed."""


def _computing() -> ComputeSettings:
    """Return the window's compute settings: all threads, tuned convolutions. Imports torch."""
    import torch

    from nst_desktop.machine.tuning_file import remembered_choices

    threads = torch.get_num_threads()
    return ComputeSettings(threads, remembered_choices(threads))


def _with_precision(computing: ComputeSettings, plan: Plan) -> ComputeSettings:
    """Resolve automatic precision for the plan's device."""
    from nst_desktop.machine.tuning_file import chosen_precision

    if plan.params.precision != "auto":
        return computing
    return replace(computing, precision=chosen_precision(plan.device))


def _sha256_of(source: str) -> str:
    """Return the checksum for these weights, or an empty string if they are not available."""
    from nst_desktop.weights.network_weights import load_weights

    try:
        return load_weights(source).sha256
    except UserError as error:
        log.info("an entry's weights are not available: %s", error)
        return ""
