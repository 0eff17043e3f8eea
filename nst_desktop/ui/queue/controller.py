"""Queueing: the queue goes on by itself, and waits while the window's own run goes."""

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

ENDING_TIME = 2.0  # seconds that the process gets to end: it takes a fraction of one


class QueueController(QObject):
    """Owns the queue, if no other window has it.

    changed(): entries or what the queue does are otherwise. advanced(Entry): it has come further.
    working_changed(bool): whether artworks are being made. over(int, int): all is made that could
    be; how many artworks were made since the last time, and how many have failed.
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
        self._is_taken = self._is_held = self._may_go = False
        self._was_working = self._is_unsaved = False
        self._ended_before: set[str] = set()
        self._fault = ""
        self.runner = QueueRunner(self.results(), real_makers, self)

        runs.began.connect(self._on_run_began)
        runs.ended.connect(self._on_run_ended)
        self.runner.changed.connect(self._on_changed)
        self.runner.advanced.connect(self.advanced)
        self.runner.busy_changed.connect(self._on_busy_changed)
        self.runner.broke.connect(self._on_broke)
        self.runner.unsaved.connect(self._on_unsaved)
        if QueueStore.exists(paths.queue_folder()):
            self.open()

    def results(self) -> Destination:
        """Where artworks go, as the user has chosen or as it is usual."""
        return Destination.from_dict(
            self._settings.document("queue_results"), paths.artworks_folder()
        )

    def entries(self) -> tuple[QueueEntry, ...]:
        """The entries in their order."""
        return () if self._store is None else self._store.queue.entries

    def overview(self) -> Overview:
        """How all of the queue is."""
        entries = self.entries()
        return Overview(
            self._situation(),
            finished=sum(each.state is JobState.FINISHED for each in entries),
            failed=sum(each.state is JobState.FAILED for each in entries),
            count=len(entries),
            share=share_of(entries),
            remaining=self.runner.remaining(),
            fault=self._fault,
        )

    def left(self) -> int:
        """How many artworks closing the window would put off; 0 while nothing is being made."""
        if not self.runner.is_busy():
            return 0
        return sum(not each.has_ended for each in self.entries())

    def begin(self) -> None:
        """Torch is loaded: what was left from the last time may go on."""
        self._may_go = True
        self._go()

    def open(self, then: Callable[[], None] = lambda: None) -> None:
        """Take the queue, unless it is here already or another window has it; then go on."""
        if self._store is not None:
            then()
            return
        self._tasks.start(
            partial(QueueStore.open, paths.queue_folder()),
            partial(self._on_opened, then),
            partial(self._on_not_opened, then),
        )

    def add(self, plans: Sequence[Plan], weights: str) -> None:
        """Put these at the end; begin with them if nothing stands in the way. weights: as
        load_weights takes them."""
        self.open(partial(self._keep, plans, weights))

    def edit(self, change: Callable[[Queue], None], what: str = "") -> None:
        """Change something about the queue. what: its name, if it can be undone."""
        if self._store is None:
            return
        before = self._store.queue.entries
        change(self._store.queue)
        if what:
            self._note(before, self._store.queue.entries, what)
        self._on_edited()

    def pause(self, at_once: bool) -> None:
        """Begin no other artwork; at_once: the one under way waits where it is."""
        self._is_held = at_once
        self.edit(lambda queue: queue.pause(True))
        self._hold()

    def resume(self) -> None:
        """Go on."""
        self._is_held, self._may_go, self._fault = False, True, ""
        self.edit(lambda queue: queue.pause(False))
        self._hold()

    def remove(self, ids: Collection[str]) -> None:
        """Forget these, also one that is being made; artworks that are there stay."""
        self.edit(lambda queue: queue.remove(ids), self.tr("Remove from the queue"))

    def set_results(self, results: Destination) -> None:
        """Where artworks go that are begun from now on."""
        self._settings.set_document("queue_results", results.to_dict())
        self.runner.set_results(results)

    def abandon(self) -> None:
        """The window is closed: what is being made is begun again the next time."""
        self.runner.stop()

    def shut_down(self) -> bool:
        """End the process and its thread, in bounded time. False if that was not enough."""
        return self.runner.shut_down(ENDING_TIME)

    def release(self) -> None:
        """Everything is written: another window may have the queue."""
        if self._store is not None:
            self._store.release()

    def _situation(self) -> Situation:
        if self._store is None:
            return Situation.TAKEN if self._is_taken else Situation.OVER
        entries = self.entries()
        is_left = not all(each.has_ended for each in entries)
        if self._store.queue.is_paused:
            is_under_way = any(each.state is JobState.RUNNING for each in entries)
            if not is_under_way:
                return Situation.PAUSED
            return Situation.HELD if self._is_held else Situation.FINISHING
        if not is_left:
            return Situation.OVER
        return Situation.FOR_RUN if self._services.runner.is_running() else Situation.GOING

    def _note(self, before: Sequence[QueueEntry], after: Sequence[QueueEntry], what: str) -> None:
        """Let a change of the order, or of what there is, be undone."""
        here = [each.id for each in after]
        if here != [each.id for each in before]:
            gone = frozenset(each.id for each in before).difference(here)
            old, new = (before, frozenset[str]()), (after, gone)
            self._stack.push(StateCommand(old, new, what, self._restore))

    def _restore(self, order: tuple[Sequence[QueueEntry], Collection[str]]) -> None:
        self.edit(lambda queue: queue.restore(*order))

    def _keep(self, plans: Sequence[Plan], weights: str) -> None:
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
            # each has its recipe: so the queue knows it again
            options = replace(options, density=self._services.document.density(), recipe=True)
            self._store.queue.add(plans, weights, options)
        except QueueError as error:
            self._on_failed(error)
            return
        if plans:
            self._tell_of_added(plans)
        if refusal is not None:
            self._on_failed(refusal)

    def _tell_of_added(self, plans: Sequence[Plan]) -> None:
        self._may_go = True
        self._on_edited()
        if len(plans) == 1:
            told = self.tr("Added to the queue.")
        else:
            told = self.tr("{0} artworks added to the queue.").format(len(plans))
        self._services.message.show_notice(told)

    def _on_edited(self) -> None:
        assert self._store is not None
        self._tasks.start(self._store.save, self._on_saved, self._on_not_saved)
        self._on_changed()
        self._go()

    def _go(self) -> None:
        if self._store is not None and self._may_go:
            self.runner.use(self._store)
            self.runner.go()

    def _hold(self) -> None:
        self.runner.hold(self._is_held or self._services.runner.is_running())
        self._on_changed()

    def _tell(self, message: str, details: str = "") -> None:
        self._services.message.show_error(message, details)

    def _on_opened(self, then: Callable[[], None], store: QueueStore) -> None:
        self._store, self._is_taken = store, False
        self._ended_before = {each.id for each in store.queue.entries if each.has_ended}
        if store.damage is not None:
            self._tell(
                self.tr("The queue could not be read and begins empty. It is kept in {0}.").format(
                    store.damage.aside.name
                ),
                f"{store.damage}\n{store.damage.aside}",
            )
        self._on_changed()
        self._go()
        then()

    def _on_not_opened(self, then: Callable[[], None], error: Exception) -> None:
        if self._store is not None:  # it was asked for twice, and is here
            then()
            return
        self._is_taken = isinstance(error, QueueTakenError)
        self._on_changed()
        if self._is_taken:
            self._services.message.show_notice(
                self.tr("Another window has the queue. Close that one to use it here.")
            )
        else:
            self._on_failed(error)

    def _on_saved(self, _: None) -> None:
        self._is_unsaved = False

    def _on_not_saved(self, error: Exception) -> None:
        self._on_unsaved(error_text(error))

    def _on_failed(self, error: Exception) -> None:
        self._tell(error_text(error), error_details(error))

    @Slot(object)
    def _on_run_began(self, _plan: object) -> None:
        self._hold()

    @Slot(object)
    def _on_run_ended(self, _outcome: object) -> None:
        self._hold()

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
        if busy or not entries or not all(each.has_ended for each in entries):
            return
        fresh = [each for each in entries if each.id not in self._ended_before]
        self._ended_before = {each.id for each in entries}
        failed = sum(each.state is JobState.FAILED for each in fresh)
        if fresh:
            self.over.emit(len(fresh) - failed, failed)

    @Slot(str, str)
    def _on_broke(self, message: str, details: str) -> None:
        self._fault = message
        self.edit(lambda queue: queue.pause(True))
        told = self.tr("The queue is paused. {0}").format(message)
        self._tell(told, details)

    @Slot(str)
    def _on_unsaved(self, reason: str) -> None:
        if not self._is_unsaved:
            self._is_unsaved = True
            self._tell(
                self.tr(
                    "The queue goes on, but could not be written for the next time: {0}"
                ).format(reason)
            )
