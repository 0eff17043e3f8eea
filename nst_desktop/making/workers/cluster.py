"""Artworks made on other machines, by the workers of a Dask distributed scheduler."""

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
from nst_desktop.making.workers.dask_workers import Workers
from nst_desktop.making.workers.installation import difference, installed
from nst_desktop.making.workers.parcel import Parcel, pack, unpacked

if TYPE_CHECKING:
    from distributed import Client, Future

_CONNECT = 10  # s for a scheduler to answer
_CLOSE = 3  # s for it to hear that this was all
_WITHOUT_WORKER = 30.0  # s in which none is there that can be used
_TIMEOUT = 0.2  # s between two looks at whether to stop
_INTERVAL = 1.0  # s between two reports of a worker, and between its looks at whether to stop
_RETRIES = 2  # after errors on the way; a job whose worker vanished begins again in any case
_AHEAD = 2  # orders for each thread of the workers, so that none waits for the next one
_INSTALL = 'python -m pip install -e ".[cluster]"'


class ClusterError(UserError):
    """The scheduler cannot be used, or has nobody to work. The text says what to do."""


class Cluster:
    """The workers of the scheduler at this address, such as tcp://host:8786; see Makers.

    tell: called with a line for each that is not used, because its artworks would differ.
    Raises ClusterError, then or while they work, if there are none.
    """

    def __init__(self, address: str, tell: Callable[[str], None] = lambda _: None) -> None:
        if importlib.util.find_spec("distributed") is None:
            raise ClusterError(f"--cluster needs Dask distributed. Install it with: {_INSTALL}")
        self._address, self._tell = address, tell

    def make(
        self, orders: Iterable[Order], checkpoint: Callable[[], None]
    ) -> Iterator[Advanced | Ended]:
        """See Makers."""
        with _connected(self._address) as client:
            _check_scheduler(client, self._address)
            workers = Workers(client, self._tell)
            yield from _Delivery(client, self._address, workers).make(iter(orders), checkpoint)


@dataclass(frozen=True, slots=True)
class _Sent:
    """An order that is with the scheduler. workers: those who may make it."""

    parcel: Parcel
    future: "Future[ArtworkOutcome]"
    workers: frozenset[str]


class _Delivery:
    """The orders that are with one scheduler, and what comes back from it."""

    def __init__(self, client: "Client", address: str, workers: Workers) -> None:
        self._client, self._address, self._workers = client, address, workers
        self._able: Mapping[str, int] = {}  # threads of the workers that can be used
        self._last_able, self._looked = monotonic(), -math.inf
        self._is_all_sent = False
        self._topic = f"nst-desktop-{secrets.token_hex(8)}"
        self._under_way: dict[str, _Sent] = {}
        self._news: SimpleQueue[Future[ArtworkOutcome] | tuple[int, float]] = SimpleQueue()

    def make(
        self, orders: Iterator[Order], checkpoint: Callable[[], None]
    ) -> Iterator[Advanced | Ended]:
        self._client.subscribe_topic(self._topic, lambda event: self._news.put(event[1]))
        try:
            while self._under_way or not self._is_all_sent:
                checkpoint()
                self._look()
                yield from self._send(orders)
                event = self._next_event()
                if event is not None:
                    yield event
        finally:
            with suppress(OSError):  # the scheduler is gone, and with it all that was under way
                self._client.cancel([each.future for each in self._under_way.values()])
                self._client.unsubscribe_topic(self._topic)

    def _send(self, orders: Iterator[Order]) -> Iterator[Ended]:
        """Give the workers as many orders as they need; one that cannot be packed has ended."""
        while len(self._under_way) < _AHEAD * sum(self._able.values()):
            order = next(orders, None)
            if order is None:
                self._is_all_sent = True
                return
            try:
                self._submit(pack(order))
            except PictureError as error:
                yield Ended(order.number, ArtworkFailed(error))

    def _submit(self, parcel: Parcel) -> None:
        """Have it made by the workers that can be used now."""
        key = f"{self._topic}-{parcel.order.number}-{secrets.token_hex(4)}"
        future = self._client.submit(
            make_parcel, parcel, self._topic,
            key=key, pure=False, retries=_RETRIES, workers=list(self._able),
        )  # fmt: skip
        self._under_way[key] = _Sent(parcel, future, frozenset(self._able))
        future.add_done_callback(self._news.put)

    def _look(self) -> None:
        """Once in a while, see who has come and gone. Raises ClusterError if nobody is left."""
        now = monotonic()
        if now < self._looked + (_INTERVAL if self._able else 0):
            return
        self._looked = now
        if self._client.status != "running":
            raise self._gone()
        try:
            self._able = self._workers.look()
        except OSError as error:
            raise self._gone() from error
        if self._able:
            self._last_able = now
            self._send_again()
        elif now > self._last_able + _WITHOUT_WORKER:
            raise self._nobody()

    def _send_again(self) -> None:
        """Give to others what only workers may make that are gone."""
        for key, sent in list(self._under_way.items()):
            if sent.workers.isdisjoint(self._able):
                del self._under_way[key]
                self._client.cancel([sent.future])
                self._submit(sent.parcel)

    def _next_event(self) -> Advanced | Ended | None:
        if self._client.status != "running":
            raise self._gone()
        try:
            news = self._news.get(timeout=_TIMEOUT)
        except Empty:
            return None
        if isinstance(news, tuple):
            return Advanced(*news) if self._is_under_way(news[0]) else None
        sent = self._under_way.get(str(news.key))
        if sent is None:  # it has been given to others
            return None
        if news.status in ("cancelled", "lost"):
            raise self._gone()
        del self._under_way[str(news.key)]
        return Ended(sent.parcel.order.number, _outcome_of(news))

    def _is_under_way(self, number: int) -> bool:
        return any(sent.parcel.order.number == number for sent in self._under_way.values())

    def _gone(self) -> ClusterError:
        return ClusterError(
            f"The scheduler at {self._address} is gone. What was made is kept; start it, and "
            "give the same command again to go on."
        )

    def _nobody(self) -> ClusterError:
        if self._workers.fault:
            return ClusterError(
                f"No worker of the scheduler at {self._address} can be used. "
                f"{self._workers.fault} Install the same versions on every machine."
            )
        return ClusterError(
            f"The scheduler at {self._address} has no worker. Start one with: "
            f"dask worker {self._address}"
        )


def make_parcel(parcel: Parcel, topic: str) -> ArtworkOutcome:
    """What a worker does; it goes on while somebody waits for it, and reports to the topic."""
    from distributed import get_worker

    worker = get_worker()
    watch = _Watch(worker, str(worker.get_current_task()))
    number = parcel.order.number
    worker.log_event(topic, (number, 0.0))
    reported = monotonic()

    def report(share: float) -> None:
        nonlocal reported
        if monotonic() >= reported + _INTERVAL:
            reported = monotonic()
            worker.log_event(topic, (number, share))

    with unpacked(parcel) as order:
        try:
            return make_artwork(order, report, watch, is_elsewhere=True)
        except StoppedError:
            return ArtworkFailed(UserError("It was stopped."))  # nobody waits for this any more


class _Watch(NoControl):
    """Stops a run that nobody waits for any more, because its batch was stopped or is gone."""

    def __init__(self, worker: Any, key: str) -> None:
        self._worker, self._key = worker, key
        self._looked = monotonic()

    def checkpoint(self) -> None:
        """See Control."""
        if monotonic() < self._looked + _INTERVAL:
            return
        self._looked = monotonic()
        task = self._worker.state.tasks.get(self._key)
        if task is None or task.state == "cancelled":
            raise StoppedError


@contextmanager
def _connected(address: str) -> "Iterator[Client]":
    from distributed import Client

    for name in ("distributed", "distributed.client"):  # what goes wrong is told by our own errors
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        client = Client(address, timeout=_CONNECT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterError(
            f"There is no scheduler at {address} ({error}). Start one with: dask scheduler"
        ) from error
    try:
        yield client
    finally:
        with suppress(OSError):
            client.close(timeout=_CLOSE)


def _check_scheduler(client: "Client", address: str) -> None:
    """Raises ClusterError if it does not understand what it is to pass on to the workers."""
    try:
        theirs: Mapping[str, str] | Exception = client.run_on_scheduler(installed)
    except Exception as error:  # noqa: BLE001 - whatever it lacks, it cannot be used
        theirs = error
    if fault := difference(theirs, with_torch=False):
        raise ClusterError(
            f"The scheduler at {address} {fault}. Install the same version there, and restart it."
        )


def _outcome_of(future: "Future[ArtworkOutcome]") -> ArtworkOutcome:
    try:
        return future.result()
    except Exception as error:  # noqa: BLE001 - it may be any; the report tells it
        return ArtworkFailed(
            UserError(
                "The cluster could not make it ({kind}: {error}).",
                kind=type(error).__name__,
                error=error,
            )
        )
