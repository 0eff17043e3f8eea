"""Backend that makes artworks on other machines, using a Dask distributed scheduler."""

import importlib.util
import logging
import math
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from time import monotonic
from typing import TYPE_CHECKING, Any

from nst_desktop.core.errors import StoppedError, UserError
from nst_desktop.core.job import NoControl
from nst_desktop.images.load import PictureError
from nst_desktop.making.job_events import Advanced, Ended
from nst_desktop.making.order import ArtworkFailed, ArtworkOutcome, Order, make_artwork
from nst_desktop.making.workers.installation import difference, installed
from nst_desktop.making.workers.parcel import Parcel, pack_parcel, unpack_parcel
from nst_desktop.making.workers.usable_workers import Workers
from nst_desktop.program import is_bundle

if TYPE_CHECKING:
    from distributed import Client, Future

_CONNECT_TIMEOUT = 10  # s
_CLOSE_TIMEOUT = 3  # s
_WORKER_TIMEOUT = 30.0  # s without a usable worker
_POLL_INTERVAL = 0.2  # s between two checkpoints
_WORKER_INTERVAL = 1.0  # s between two worker reports, and between two checks on either side
_RETRIES = 2  # after transmission errors; lost workers' jobs restart in any case
_ORDERS_PER_THREAD = 2  # so that no worker waits for its next order
_NOT_INSTALLED = (
    '--cluster needs Dask distributed. Install it with: python -m pip install -e ".[cluster]"'
)
_NOT_BUNDLED = (
    "--cluster needs Dask distributed, which this application does not contain. Use --jobs to make "
    "several artworks at once on this computer, or install NST Desktop with pip."
)


class ClusterError(UserError):
    """The scheduler cannot be used or has no usable worker. The message says what to do."""


class Cluster:
    """Makes artworks on the workers of a Dask scheduler."""

    def __init__(self, address: str, report: Callable[[str], None] = lambda _: None) -> None:
        """Check that Dask is installed.

        Args:
            address: Address of the scheduler, such as tcp://host:8786.
            report: Called with one line for each worker that is not used because its artworks would
                differ.

        Raises:
            ClusterError: Dask is not installed.
        """
        if importlib.util.find_spec("distributed") is None:
            raise ClusterError(_NOT_BUNDLED if is_bundle() else _NOT_INSTALLED)
        self._address, self._report = address, report

    def make(
        self, orders: Iterable[Order], checkpoint: Callable[[], None]
    ) -> Iterator[Advanced | Ended]:
        """See Makers. Raises ClusterError if the scheduler is missing or has no usable worker."""
        with _connected(self._address) as client:
            _check_scheduler(client, self._address)
            workers = Workers(client, self._report)
            yield from _Dispatcher(client, self._address, workers).make(iter(orders), checkpoint)


@dataclass(frozen=True, slots=True)
class _Sent:
    """A submitted order, and the addresses of the workers that may make it."""

    parcel: Parcel
    future: "Future[ArtworkOutcome]"
    workers: frozenset[str]


class _Dispatcher:
    """Submits orders to a scheduler and receives their events."""

    def __init__(self, client: "Client", address: str, workers: Workers) -> None:
        self._client, self._address, self._workers = client, address, workers
        self._usable: Mapping[str, int] = {}  # address -> number of threads, for usable workers
        self._last_usable, self._last_check = monotonic(), -math.inf
        self._is_all_sent = False
        self._topic = f"nst-desktop-{secrets.token_hex(8)}"
        self._pending: dict[str, _Sent] = {}
        self._events: SimpleQueue[Future[ArtworkOutcome] | tuple[int, float]] = SimpleQueue()

    def make(
        self, orders: Iterator[Order], checkpoint: Callable[[], None]
    ) -> Iterator[Advanced | Ended]:
        self._client.subscribe_topic(self._topic, lambda event: self._events.put(event[1]))
        try:
            while self._pending or not self._is_all_sent:
                checkpoint()
                self._check_workers()
                yield from self._send(orders)
                event = self._next_event()
                if event is not None:
                    yield event
        finally:
            with suppress(OSError):  # the scheduler has disappeared, with all pending orders
                self._client.cancel([sent.future for sent in self._pending.values()])
                self._client.unsubscribe_topic(self._topic)

    def _send(self, orders: Iterator[Order]) -> Iterator[Ended]:
        """Submit as many orders as the workers need. Yields failures for unreadable pictures."""
        while len(self._pending) < _ORDERS_PER_THREAD * sum(self._usable.values()):
            order = next(orders, None)
            if order is None:
                self._is_all_sent = True
                return
            try:
                self._submit(pack_parcel(order))
            except PictureError as error:
                yield Ended(order.number, ArtworkFailed(error))

    def _submit(self, parcel: Parcel) -> None:
        """Submit a parcel to the workers that are usable now."""
        key = f"{self._topic}-{parcel.order.number}-{secrets.token_hex(4)}"
        future = self._client.submit(
            make_parcel, parcel, self._topic,
            key=key, pure=False, retries=_RETRIES, workers=list(self._usable),
        )  # fmt: skip
        self._pending[key] = _Sent(parcel, future, frozenset(self._usable))
        future.add_done_callback(self._events.put)

    def _check_workers(self) -> None:
        """Refresh the usable workers when due. Raises ClusterError after too long without one."""
        now = monotonic()
        if now < self._last_check + (_WORKER_INTERVAL if self._usable else 0):
            return
        self._last_check = now
        if self._client.status != "running":
            raise self._scheduler_lost()
        try:
            self._usable = self._workers.refresh()
        except OSError as error:
            raise self._scheduler_lost() from error
        if self._usable:
            self._last_usable = now
            self._resubmit()
        elif now > self._last_usable + _WORKER_TIMEOUT:
            raise self._no_worker()

    def _resubmit(self) -> None:
        """Resubmit the orders whose workers have all disappeared."""
        for key, sent in list(self._pending.items()):
            if sent.workers.isdisjoint(self._usable):
                del self._pending[key]
                self._client.cancel([sent.future])
                self._submit(sent.parcel)

    def _next_event(self) -> Advanced | Ended | None:
        if self._client.status != "running":
            raise self._scheduler_lost()
        try:
            event = self._events.get(timeout=_POLL_INTERVAL)
        except Empty:
            return None
        if isinstance(event, tuple):
            return Advanced(*event) if self._is_pending(event[0]) else None
        sent = self._pending.get(str(event.key))
        if sent is None:  # the order was resubmitted
            return None
        if event.status in ("cancelled", "lost"):
            raise self._scheduler_lost()
        del self._pending[str(event.key)]
        return Ended(sent.parcel.order.number, _outcome_of(event))

    def _is_pending(self, number: int) -> bool:
        return any(sent.parcel.order.number == number for sent in self._pending.values())

    def _scheduler_lost(self) -> ClusterError:
        return ClusterError(
            f"The connection to the scheduler at {self._address} was lost. Finished artworks are "
            "kept. Restart the scheduler and run the same command again to resume."
        )

    def _no_worker(self) -> ClusterError:
        if self._workers.fault:
            return ClusterError(
                f"The scheduler at {self._address} has no usable worker. "
                f"{self._workers.fault} Install the same versions on every machine."
            )
        return ClusterError(
            f"The scheduler at {self._address} has no worker. Start one with: "
            f"dask worker {self._address}"
        )


def make_parcel(parcel: Parcel, topic: str) -> ArtworkOutcome:
    """Make a parcel's artwork on a worker, and log progress to the topic."""
    from distributed import get_worker

    worker = get_worker()
    control = _TaskControl(worker, str(worker.get_current_task()))
    number = parcel.order.number
    worker.log_event(topic, (number, 0.0))
    last_report = monotonic()

    def report(share: float) -> None:
        nonlocal last_report
        if monotonic() >= last_report + _WORKER_INTERVAL:
            last_report = monotonic()
            worker.log_event(topic, (number, share))

    with unpack_parcel(parcel) as order:
        try:
            return make_artwork(order, report, control, is_elsewhere=True)
        except StoppedError:
            return ArtworkFailed(UserError("The run was stopped."))  # nobody receives this


class _TaskControl(NoControl):
    """Control that stops the run if its task was cancelled or its batch has disappeared."""

    def __init__(self, worker: Any, key: str) -> None:
        self._worker, self._key = worker, key
        self._last_check = monotonic()

    def checkpoint(self) -> None:
        """See Control."""
        if monotonic() < self._last_check + _WORKER_INTERVAL:
            return
        self._last_check = monotonic()
        task = self._worker.state.tasks.get(self._key)
        if task is None or task.state == "cancelled":
            raise StoppedError


@contextmanager
def _connected(address: str) -> "Iterator[Client]":
    from distributed import Client

    for name in ("distributed", "distributed.client"):  # our own errors say what went wrong
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        client = Client(address, timeout=_CONNECT_TIMEOUT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterError(
            f"No scheduler was found at {address} ({error}). Start one with: dask scheduler"
        ) from error
    try:
        yield client
    finally:
        with suppress(OSError):
            client.close(timeout=_CLOSE_TIMEOUT)


def _check_scheduler(client: "Client", address: str) -> None:
    """Raise ClusterError if the scheduler cannot load the objects that it forwards to workers."""
    try:
        theirs: Mapping[str, str] | Exception = client.run_on_scheduler(installed)
    except Exception as error:  # noqa: BLE001 - unusable, whatever the reason
        theirs = error
    if fault := difference(theirs, with_torch=False):
        raise ClusterError(
            f"The scheduler at {address} {fault}. Install the same version there and restart it."
        )


def _outcome_of(future: "Future[ArtworkOutcome]") -> ArtworkOutcome:
    try:
        return future.result()
    except Exception as error:  # noqa: BLE001 - may be any error; the report shows it
        return ArtworkFailed(
            UserError(
                "The cluster could not make the artwork ({kind}: {error}).",
                kind=type(error).__name__,
                error=error,
            )
        )
