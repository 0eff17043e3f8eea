"""Backend that makes artworks in local processes, so that a crash affects only one artwork."""

import contextlib
import multiprocessing
import signal
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from nst_desktop.core.errors import UserError
from nst_desktop.core.job import Control, NoControl
from nst_desktop.making.job_events import Advanced, Ended
from nst_desktop.making.order import ArtworkFailed, ArtworkOutcome, Order, make_artwork

_POLL_INTERVAL = 0.2  # s between two checkpoints
_MAX_TRIES = 2  # for a job whose process crashed: more memory may be free the second time
_CRASHED = (
    "The process making this artwork crashed twice, most likely because it ran out of memory. "
    "Choose a smaller size or run fewer jobs at once."
)


Work = Callable[[Order, Callable[[float], None], Control], ArtworkOutcome]


class Processes:
    """A group of processes, each of which makes one artwork after another."""

    def __init__(self, count: int = 1, work: Work = make_artwork) -> None:
        """Initialise without starting any process.

        Args:
            count: Number of processes.
            work: Function that makes an order's artwork. A new process must be able to import it.
        """
        self._count, self._work = count, work
        self._makers: list[_Maker] = []

    def hold(self, held: bool) -> None:
        """Pause all runs at their next layer, or resume them.

        Call this method on the thread that iterates over make(), for example in its checkpoint.
        """
        for maker in self._makers:
            maker.hold(held)

    def make(
        self, orders: Iterable[Order], checkpoint: Callable[[], None]
    ) -> Iterator[Advanced | Ended]:
        """See Makers."""
        remaining = iter(orders)
        makers = self._makers = []
        try:
            for _ in range(self._count):
                if (order := next(remaining, None)) is not None:
                    makers.append(_Maker(self._work, order))
            while makers:
                checkpoint()
                for maker in _ready(makers):
                    event = maker.receive()
                    yield event
                    if isinstance(event, Ended):
                        order = next(remaining, None)
                        if order is None:
                            makers.remove(maker)
                            maker.kill()
                        else:
                            maker.start(order)
        finally:
            for maker in makers:
                maker.kill()


class _Maker:
    """A process and its current order."""

    def __init__(self, work: Work, order: Order) -> None:
        self._work = work
        self._is_held = False
        self._start_process()
        self.start(order)

    @property
    def connection(self) -> Connection:
        """Connection to the process. It is readable when receive() has an event."""
        return self._connection

    def start(self, order: Order) -> None:
        """Start an order. The previous order must have ended."""
        self._order, self._tries = order, 1
        self._send_order()

    def hold(self, held: bool) -> None:
        """Pause or resume the order."""
        if held != self._is_held:
            self._is_held = held
            self._send(held)

    def receive(self) -> Advanced | Ended:
        """Return the order's next event. A new process replaces a crashed one and retries."""
        number = self._order.number
        try:
            message: float | ArtworkOutcome = self._connection.recv()
        except (EOFError, OSError):
            self.kill()
            self._start_process()
            if self._tries == _MAX_TRIES:
                return Ended(number, ArtworkFailed(UserError(_CRASHED)))
            self._tries += 1
            self._send_order()
            return Advanced(number, 0.0)
        if isinstance(message, float):
            return Advanced(number, message)
        return Ended(number, message)

    def kill(self) -> None:
        """Kill the process; its order is lost."""
        self._process.kill()
        self._process.join()
        self._process.close()
        self._connection.close()

    def _start_process(self) -> None:
        context = multiprocessing.get_context("spawn")  # torch's threads do not survive a fork
        self._connection, child_connection = context.Pipe()
        self._process: BaseProcess = context.Process(
            target=_serve, args=(child_connection, self._work), daemon=True
        )
        with _sigint_blocked():
            self._process.start()
        child_connection.close()

    def _send_order(self) -> None:
        self._send(self._order)
        if self._is_held:
            self._send(True)

    def _send(self, message: Order | bool) -> None:
        with contextlib.suppress(OSError):  # the process crashed; receive will notice
            self._connection.send(message)


class _WorkerControl(NoControl):
    """Control in the worker process; it waits between layers while the parent holds the run."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def checkpoint(self) -> None:
        """Wait while the run is held. Raises EOFError if the parent has exited."""
        while self._connection.poll():
            held = self._connection.recv()
            while held:
                held = self._connection.recv()


def _ready(makers: list[_Maker]) -> list[_Maker]:
    readable = wait([maker.connection for maker in makers], _POLL_INTERVAL)
    return [maker for maker in makers if maker.connection in readable]


def _serve(connection: Connection, work: Work) -> None:
    """Run the worker process: receive orders, and send progress and outcomes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is handled by the parent
    with contextlib.suppress(EOFError, OSError):  # the parent has exited
        while True:
            order = connection.recv()
            if not isinstance(order, bool):  # a hold that arrived after its order ended
                connection.send(work(order, connection.send, _WorkerControl(connection)))


@contextlib.contextmanager
def _sigint_blocked() -> Iterator[None]:
    """Block Ctrl-C for processes started in this block, even while they are still loading."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
