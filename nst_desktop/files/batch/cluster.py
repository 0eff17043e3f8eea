"""Artworks made on other machines, by the workers of a Dask distributed scheduler."""

import importlib.util
import logging
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from queue import Empty, SimpleQueue
from time import monotonic
from typing import TYPE_CHECKING, Any

from nst_desktop.core.errors import Stopped, UserError
from nst_desktop.core.job import NoControl
from nst_desktop.files.batch.artwork import Failed, Order, Outcome, make_artwork
from nst_desktop.files.batch.events import Advanced, Ended
from nst_desktop.files.batch.parcel import Parcel, pack, unpacked
from nst_desktop.files.images import PictureError

if TYPE_CHECKING:
    from distributed import Client, Future

_CONNECT = 10  # s for a scheduler to answer
_CLOSE = 3  # s for it to hear that this was all
_FIRST_WORKER = 30.0  # s for a worker to be there
_PATIENCE = 0.2  # s between two looks at whether to stop
_INTERVAL = 1.0  # s between two reports of a worker, and between its looks at whether to stop
_RETRIES = 2  # after errors on the way; a job whose worker vanished begins again in any case
_AHEAD = 2  # orders for each thread of the workers, so that none waits for the next one
_INSTALL = 'python -m pip install -e ".[cluster]"'


class ClusterError(UserError):
    """The scheduler cannot be reached, or has nobody to work. The text says what to do."""


class Cluster:
    """The workers of the scheduler at this address, such as tcp://host:8786; see Makers.

    Raises ClusterError, then or while they work, if there are none.
    """

    def __init__(self, address: str) -> None:
        if importlib.util.find_spec("distributed") is None:
            raise ClusterError(f"--cluster needs Dask distributed. Install it with: {_INSTALL}")
        self._address = address

    def make(
        self, orders: Iterable[Order], checkpoint: Callable[[], None]
    ) -> Iterator[Advanced | Ended]:
        """See Makers."""
        with _connected(self._address) as client:
            _wait_for_worker(client, self._address, checkpoint)
            yield from _Delivery(client, self._address).make(iter(orders), checkpoint)


class _Delivery:
    """The orders that are with one scheduler, and what comes back from it."""

    def __init__(self, client: "Client", address: str) -> None:
        self._client, self._address = client, address
        self._topic = f"nst-desktop-{secrets.token_hex(8)}"
        self._under_way: dict[str, tuple[int, Future[Outcome]]] = {}
        self._news: SimpleQueue[Future[Outcome] | tuple[int, float]] = SimpleQueue()

    def make(
        self, orders: Iterator[Order], checkpoint: Callable[[], None]
    ) -> Iterator[Advanced | Ended]:
        self._client.subscribe_topic(self._topic, lambda event: self._news.put(event[1]))
        try:
            yield from self._send(orders)
            while self._under_way:
                checkpoint()
                event = self._next_event()
                if event is not None:
                    yield event
                if isinstance(event, Ended):
                    yield from self._send(orders)
        finally:
            with suppress(OSError):  # the scheduler is gone, and with it all that was under way
                self._client.cancel([future for _, future in self._under_way.values()])
                self._client.unsubscribe_topic(self._topic)

    def _send(self, orders: Iterator[Order]) -> Iterator[Ended]:
        """Give the workers as many orders as they need; one that cannot be packed has ended."""
        while len(self._under_way) < _AHEAD * max(1, sum(self._client.nthreads().values())):
            order = next(orders, None)
            if order is None:
                return
            try:
                parcel = pack(order)
            except PictureError as error:
                yield Ended(order.number, Failed(error))
                continue
            key = f"{self._topic}-{order.number}"
            future = self._client.submit(
                make_parcel, parcel, self._topic, key=key, pure=False, retries=_RETRIES
            )
            self._under_way[key] = order.number, future
            future.add_done_callback(self._news.put)

    def _next_event(self) -> Advanced | Ended | None:
        if self._client.status != "running":
            raise self._gone()
        try:
            news = self._news.get(timeout=_PATIENCE)
        except Empty:
            return None
        if isinstance(news, tuple):
            return Advanced(*news) if self._is_under_way(news[0]) else None
        if news.status in ("cancelled", "lost"):
            raise self._gone()
        number, _ = self._under_way.pop(str(news.key))
        return Ended(number, _outcome_of(news))

    def _is_under_way(self, number: int) -> bool:
        return f"{self._topic}-{number}" in self._under_way

    def _gone(self) -> ClusterError:
        return ClusterError(
            f"The scheduler at {self._address} is gone. What was made is kept; start it, and "
            "give the same command again to go on."
        )


def make_parcel(parcel: Parcel, topic: str) -> Outcome:
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
            return make_artwork(order, report, watch)
        except Stopped:
            return Failed(UserError("It was stopped."))  # nobody waits for this any more


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
            raise Stopped


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


def _wait_for_worker(client: "Client", address: str, checkpoint: Callable[[], None]) -> None:
    until = monotonic() + _FIRST_WORKER
    while not client.nthreads():
        checkpoint()
        if monotonic() > until:
            raise ClusterError(
                f"The scheduler at {address} has no worker. Start one with: dask worker {address}"
            )
        try:
            client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError:
            continue


def _outcome_of(future: "Future[Outcome]") -> Outcome:
    try:
        return future.result()
    except Exception as error:  # noqa: BLE001 - it may be any; the report tells it
        return Failed(
            UserError(
                "The cluster could not make it ({kind}: {error}).",
                kind=type(error).__name__,
                error=error,
            )
        )
