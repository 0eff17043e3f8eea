"""One run on the command line: progress, log, Ctrl-C, and the picture that is kept."""

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, Any

from nst_desktop.cli.log import StepLog
from nst_desktop.cli.messages import minutes
from nst_desktop.core.errors import StoppedError
from nst_desktop.core.job import NoControl, Step, StyleJob

if TYPE_CHECKING:
    from tqdm import tqdm

    from nst_desktop.core.state import RunState


class Interrupt(NoControl):
    """Ctrl-C as a Control: the run ends between two layers."""

    def __init__(self) -> None:
        self._stopped = threading.Event()

    def stop(self, _number: int, _frame: FrameType | None) -> None:
        """A signal handler."""
        self._stopped.set()
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a second one ends at once

    def checkpoint(self) -> None:
        """See Control."""
        if self._stopped.is_set():
            raise StoppedError


@contextmanager
def interruptible() -> Iterator[Interrupt]:
    """Until the end of the block, Ctrl-C stops what looks at the checkpoints."""
    interrupt = Interrupt()
    before = signal.signal(signal.SIGINT, interrupt.stop)
    try:
        yield interrupt
    finally:
        signal.signal(signal.SIGINT, before)


def iterate(
    job: StyleJob,
    control: Interrupt,
    quiet: bool,
    log: StepLog | None,
    keep: Callable[[Step], None],
    state: "RunState | None" = None,
) -> None:
    """Do the job, showing and logging its steps; each step is handed to keep.

    state: of an interrupted run, to go on from.
    """
    from nst_desktop.core import stylize

    with progress_bar(quiet) as bar:
        for step in stylize(job, control, state):
            keep(step)
            _show(bar, step)
            if log is not None:
                log.add(step)


def progress_bar(quiet: bool) -> "tqdm[Any]":
    """A bar on stderr that goes from 0 to 1."""
    from tqdm import tqdm

    form = "{percentage:3.0f} % |{bar:24}| {desc}"
    return tqdm(total=1.0, disable=quiet, bar_format=form, file=sys.stderr)


def _show(bar: "tqdm[Any]", step: Step) -> None:
    bar.n = min(step.progress, 1.0)
    bar.set_description_str(
        f"step {step.index}/{step.total}, {step.width} x {step.height} px, "
        f"loss {step.losses.total:.4g}, {minutes(step.remaining)} left"
    )
