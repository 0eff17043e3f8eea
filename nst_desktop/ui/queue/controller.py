"""Controller for the queue, which runs independently but gives way to the window's run."""

import logging
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from nst_desktop import paths
from nst_desktop.core.errors import UserError
from nst_desktop.document.undo import StateCommand
from nst_desktop.images.formats import SaveOptions
from nst_desktop.making.job_record import JobState, share_of
from nst_desktop.queue.destination import Destination
from nst_desktop.queue.queue import Queue, QueueEntry, QueueError
from nst_desktop.queue.queue_store import QueueStore, QueueTakenError
from nst_desktop.recipes.plan import Plan
from nst_desktop.run.error_texts import error_details, error_text
from nst_desktop.run.queue_runner import QueueRunner, real_makers
from nst_desktop.ui.interfaces import Runs
from nst_desktop.ui.queue.queue_texts import Overview, Situation
from nst_desktop.ui.services import Services

log = logging.getLogger(__name__)

SHUTDOWN_TIMEOUT = 2.0  # seconds; the process normally needs less than one


class QueueController(QObject):
    """Owns the queue, unless another window is using it.

    Signals:
        changed(): The entries or the queue's situation changed.
        advanced(QueueEntry): An entry made progress.
        working_changed(bool): The queue started or stopped working.
        over(int, int): All entries have ended; passes on the numbers of artworks that have finished
            and failed since this signal was last emitted.
    """

    changed = Signal()
    advanced = Signal(object)
    working_changed = Signal(bool)
    over = Signal(int, int)

    def __init__(
        self,
        services: Services,
        runs: Runs,
    ) -> None:
        super().__init__(services.window)
        self._services = services
        self._settings, self._tasks = services.settings, services.writing
        self._stack = services.document.undo
        self._store: QueueStore | None = None
        self._is_in_use = self._is_held = self._may_start = False
        self._was_working = self._is_unsaved = False
        self._ended_before: set[str] = set()
        self._error = ""
        self.runner = QueueRunner(self.destination(), real_makers, self)

        runs.began.connect(self._on_run_began)
        runs.ended.connect(self._on_run_ended)
        self.runner.changed.connect(self._on_changed)
        self.runner.advanced.connect(self.advanced)
        self.runner.busy_changed.connect(self._on_busy_changed)
        self.runner.broke.connect(self._on_broke)
        self.runner.unsaved.connect(self._on_unsaved)
        if QueueStore.exists(paths.queue_folder()):
            self.open()

    def destination(self) -> Destination:
        """Return the destination for new artworks: the user's choice or the default."""
        return Destination.from_dict(
            self._settings.document("queue_results"), paths.artworks_folder()
        )

    def entries(self) -> tuple[QueueEntry, ...]:
        """Return the entries, in order."""
        return () if self._store is None else self._store.queue.entries

    def overview(self) -> Overview:
        """Return a summary of the queue."""
        entries = self.entries()
        return Overview(
            self._situation(),
            finished=sum(entry.state is JobState.FINISHED for entry in entries),
            failed=sum(entry.state is JobState.FAILED for entry in entries),
            count=len(entries),
            share=share_of(entries),
            remaining=self.runner.remaining(),
            error=self._error,
        )

    def is_in_use(self) -> bool:
        """Return whether another window has the queue."""
        return self._is_in_use

    def left(self) -> int:
        """Return the number of unfinished entries if the queue is working, else 0."""
        if not self.runner.is_busy():
            return 0
        return sum(not entry.has_ended for entry in self.entries())

    def begin(self) -> None:
        """Resume the entries from the last session. Call this once torch is loaded."""
        self._may_start = True
        self._go()

    def open(self, then: Callable[[], None] = lambda: None) -> None:
        """Open the queue if no other window is using it, then call `then`."""
        if self._store is not None:
            then()
            return
        self._tasks.start(
            partial(QueueStore.open, paths.queue_folder()),
            partial(self._on_opened, then),
            partial(self._on_not_opened, then),
        )

    def add(self, plans: Sequence[Plan], weights: str) -> None:
        """Append entries and start the queue.

        Args:
            plans: Plans for the artworks.
            weights: Source name accepted by load_weights().
        """
        self.open(partial(self._keep_inputs, plans, weights))

    def edit(self, change: Callable[[Queue], None], undo_text: str = "") -> None:
        """Change the queue; with `undo_text`, make the change undoable under that name."""
        if self._store is None:
            return
        before = self._store.queue.entries
        change(self._store.queue)
        if undo_text:
            self._push_undo(before, self._store.queue.entries, undo_text)
        self._on_edited()

    def pause(self, at_once: bool) -> None:
        """Pause the queue after the current artwork, or immediately if `at_once`."""
        self._is_held = at_once
        self.edit(lambda queue: queue.pause(True))
        self._update_hold()

    def resume(self) -> None:
        """Resume the queue."""
        self._is_held, self._may_start, self._error = False, True, ""
        self.edit(lambda queue: queue.pause(False))
        self._update_hold()

    def remove(self, ids: Collection[str]) -> None:
        """Remove these entries, even a running one; files of finished artworks are kept."""
        self.edit(lambda queue: queue.remove(ids), self.tr("Remove from the queue"))

    def set_destination(self, results: Destination) -> None:
        """Set the destination for artworks started from now on."""
        self._settings.set_document("queue_results", results.to_dict())
        self.runner.set_destination(results)

    def abandon(self) -> None:
        """Stop the queue on closing; a running entry will be started again in the next session."""
        self.runner.stop()

    def shut_down(self) -> bool:
        """Stop the process and its thread; return whether they ended within the timeout."""
        return self.runner.shut_down(SHUTDOWN_TIMEOUT)

    def release(self) -> None:
        """Release the queue for other windows. Call this once everything has been written."""
        if self._store is not None:
            self._store.release()

    def _situation(self) -> Situation:
        if self._store is None:
            return Situation.IN_USE if self._is_in_use else Situation.OVER
        entries = self.entries()
        has_unfinished = not all(entry.has_ended for entry in entries)
        if self._store.queue.is_paused:
            is_under_way = any(entry.state is JobState.RUNNING for entry in entries)
            if not is_under_way:
                return Situation.PAUSED
            return Situation.HELD if self._is_held else Situation.FINISHING
        if not has_unfinished:
            return Situation.OVER
        return Situation.FOR_RUN if self._services.runner.is_running() else Situation.RUNNING

    def _push_undo(
        self, before: Sequence[QueueEntry], after: Sequence[QueueEntry], text: str
    ) -> None:
        """Make a change to the entries or their order undoable."""
        remaining = [entry.id for entry in after]
        if remaining != [entry.id for entry in before]:
            removed = frozenset(entry.id for entry in before).difference(remaining)
            old, new = (before, frozenset[str]()), (after, removed)
            self._stack.push(StateCommand(old, new, text, self._restore))

    def _restore(self, order: tuple[Sequence[QueueEntry], Collection[str]]) -> None:
        self.edit(lambda queue: queue.restore(*order))

    def _keep_inputs(self, plans: Sequence[Plan], weights: str) -> None:
        assert self._store is not None
        ours = (
            paths.cache_folder(), paths.history_folder(),
            paths.sessions_folder(), paths.masks_folder(),
        )  # fmt: skip
        self._tasks.start(
            partial(self._store.keep_all, plans, ours),
            partial(self._on_kept, weights),
            self._on_failed,
        )

    def _on_kept(self, weights: str, kept: tuple[list[Plan], UserError | None]) -> None:
        assert self._store is not None
        plans, refusal = kept
        try:
            options = SaveOptions.from_dict(self._settings.document("save_options"))
            # The queue recognises its artworks by the recipe in each file.
            options = replace(options, density=self._services.document.density(), recipe=True)
            self._store.queue.add(plans, weights, options)
        except QueueError as error:
            self._on_failed(error)
            return
        if plans:
            self._report_added(plans)
        if refusal is not None:
            self._on_failed(refusal)

    def _report_added(self, plans: Sequence[Plan]) -> None:
        self._may_start = True
        self._on_edited()
        if len(plans) == 1:
            text = self.tr("Added to the queue.")
        else:
            text = self.tr("{0} artworks added to the queue.").format(len(plans))
        self._services.message.show_notice(text)

    def _on_edited(self) -> None:
        assert self._store is not None
        self._tasks.start(self._store.save, self._on_saved, self._on_not_saved)
        self._on_changed()
        self._go()

    def _go(self) -> None:
        if self._store is not None and self._may_start:
            self.runner.use(self._store)
            self.runner.start_if_possible()

    def _update_hold(self) -> None:
        self.runner.hold(self._is_held or self._services.runner.is_running())
        self._on_changed()

    def _show_error(self, message: str, details: str = "") -> None:
        self._services.message.show_error(message, details)

    def _on_opened(self, then: Callable[[], None], store: QueueStore) -> None:
        self._store, self._is_in_use = store, False
        self._ended_before = {entry.id for entry in store.queue.entries if entry.has_ended}
        if store.damage is not None:
            self._show_error(
                self.tr(
                    "The queue could not be read, so it is empty. The damaged file is kept as {0}."
                ).format(store.damage.aside.name),
                f"{store.damage}\n{store.damage.aside}",
            )
        self._on_changed()
        self._go()
        then()

    def _on_not_opened(self, then: Callable[[], None], error: Exception) -> None:
        if self._store is not None:  # opened by an earlier request
            then()
            return
        self._is_in_use = isinstance(error, QueueTakenError)
        self._on_changed()
        if self._is_in_use:
            self._services.message.show_notice(
                self.tr("The queue is in use by another window. Close that window to use it here.")
            )
        else:
            self._on_failed(error)

    def _on_saved(self, _: None) -> None:
        self._is_unsaved = False

    def _on_not_saved(self, error: Exception) -> None:
        self._on_unsaved(error_text(error))

    def _on_failed(self, error: Exception) -> None:
        self._show_error(error_text(error), error_details(error))

    @Slot(object)
    def _on_run_began(self, _plan: object) -> None:
        self._update_hold()

    @Slot(object)
    def _on_run_ended(self, _outcome: object) -> None:
        self._update_hold()

    @Slot()
    def _on_changed(self) -> None:
        is_working = self.runner.is_busy() and not self._is_held
        if is_working != self._was_working:
            self._was_working = is_working
            self.working_changed.emit(is_working)
        self.changed.emit()

    @Slot(bool)
    def _on_busy_changed(self, busy: bool) -> None:
        self._on_changed()
        entries = self.entries()
        if busy or not entries or not all(entry.has_ended for entry in entries):
            return
        fresh = [entry for entry in entries if entry.id not in self._ended_before]
        self._ended_before = {entry.id for entry in entries}
        failed = sum(entry.state is JobState.FAILED for entry in fresh)
        if fresh:
            self.over.emit(len(fresh) - failed, failed)

    @Slot(str, str)
    def _on_broke(self, message: str, details: str) -> None:
        self._error = message
        self.edit(lambda queue: queue.pause(True))
        text = self.tr("The queue is paused. {0}").format(message)
        self._show_error(text, details)

    @Slot(str)
    def _on_unsaved(self, reason: str) -> None:
        if not self._is_unsaved:
            self._is_unsaved = True
            self._show_error(
                self.tr(
                    "The queue continues, but could not be saved for the next session: {0}"
                ).format(reason)
            )
