"""Artworks made in processes on this computer: one that breaks down takes no other with it."""

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

_TIMEOUT = 0.2  # s between two looks at whether to stop
_TRIES = 2  # at a job whose process broke down; memory may be free the second time
_BROKE_DOWN = (
    "The process that made it broke down, twice; most often memory has run out. "
    "Choose a smaller size, or fewer jobs at once."
)


Work = Callable[[Order, Callable[[float], None], Control], ArtworkOutcome]


class Processes:
    """So many at once. Each makes one artwork after another; see Makers.

    work: what they do with an order; a function that a new process can import.
    """

    def __init__(self, count: int = 1, work: Work = make_artwork) -> None:
        self._count, self._work = count, work
        self._makers: list[_Maker] = []

    def hold(self, held: bool) -> None:
        """Let what is being made wait where it is, at its next layer, or go on.

        Belongs to the thread that iterates make, such as in its checkpoint.
        """
        for maker in self._makers:
            maker.hold(held)

    def make(
        self, orders: Iterable[Order], checkpoint: Callable[[], None]
    ) -> Iterator[Advanced | Ended]:
        """See Makers."""
        coming = iter(orders)
        makers = self._makers = []
        try:
            for _ in range(self._count):
                if (order := next(coming, None)) is not None:
                    makers.append(_Maker(self._work, order))
            while makers:
                checkpoint()
                for maker in _ready(makers):
                    event = maker.tell()
                    yield event
                    if isinstance(event, Ended):
                        order = next(coming, None)
                        if order is None:
                            makers.remove(maker)
                            maker.end()
                        else:
                            maker.take(order)
        finally:
            for maker in makers:
                maker.end()


class _Maker:
    """One process and the order that it works at."""

    def __init__(self, work: Work, order: Order) -> None:
        self._work = work
        self._is_held = False
        self._begin()
        self.take(order)

    @property
    def connection(self) -> Connection:
        """Ready to be read when there is something to tell."""
        return self._connection

    def take(self, order: Order) -> None:
        """Work at this one, the earlier having ended."""
        self._order, self._tries = order, 1
        self._give()

    def hold(self, held: bool) -> None:
        """Wait with the order, or go on with it."""
        if held != self._is_held:
            self._is_held = held
            self._send(held)

    def tell(self) -> Advanced | Ended:
        """What has come of the order; a process that broke down is replaced, and begins again."""
        number = self._order.number
        try:
            news: float | ArtworkOutcome = self._connection.recv()
        except (EOFError, OSError):
            self.end()
            self._begin()
            if self._tries == _TRIES:
                return Ended(number, ArtworkFailed(UserError(_BROKE_DOWN)))
            self._tries += 1
            self._give()
            return Advanced(number, 0.0)
        return Advanced(number, news) if isinstance(news, float) else Ended(number, news)

    def end(self) -> None:
        """No more of it; what it was at is lost."""
        self._process.kill()
        self._process.join()
        self._process.close()
        self._connection.close()

    def _begin(self) -> None:
        context = multiprocessing.get_context("spawn")  # torch's threads outlive no fork
        self._connection, its_own = context.Pipe()
        self._process: BaseProcess = context.Process(
            target=_serve, args=(its_own, self._work), daemon=True
        )
        with _deaf_to_ctrl_c():
            self._process.start()
        its_own.close()

    def _give(self) -> None:
        self._send(self._order)
        if self._is_held:
            self._send(True)

    def _send(self, message: Order | bool) -> None:
        with contextlib.suppress(OSError):  # it has broken down: tell will find out
            self._connection.send(message)


class _Reins(NoControl):
    """In the process: waits between layers while the one who gave the order says so."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def checkpoint(self) -> None:
        """Raises EOFError if that one is gone."""
        while self._connection.poll():
            held = self._connection.recv()
            while held:
                held = self._connection.recv()


def _ready(makers: list[_Maker]) -> list[_Maker]:
    found = wait([maker.connection for maker in makers], _TIMEOUT)
    return [maker for maker in makers if maker.connection in found]


def _serve(connection: Connection, work: Work) -> None:
    """What the process does: orders come in, shares and outcomes go out."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who gave the orders
    with contextlib.suppress(EOFError, OSError):  # that one is gone
        while True:
            order = connection.recv()
            if not isinstance(order, bool):  # that one came after the end of what it was about
                connection.send(work(order, connection.send, _Reins(connection)))


@contextlib.contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """A process started in here never sees Ctrl-C, not even while it is still loading."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
