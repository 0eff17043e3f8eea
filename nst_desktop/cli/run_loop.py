"""Main loop for a run on the command line: progress bar, log and Ctrl-C."""

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, Any

from nst_desktop.cli.log import StepLog
from nst_desktop.cli.messages import format_duration
from nst_desktop.core.errors import StoppedError
from nst_desktop.core.job import NoControl, Step, StyleJob

if TYPE_CHECKING:
    from tqdm import tqdm

    from nst_desktop.core.state import RunState


class Interrupt(NoControl):
    """Control that stops a run at the next layer after Ctrl-C."""

    def __init__(self) -> None:
        self._stopped = threading.Event()

    def stop(self, _number: int, _frame: FrameType | None) -> None:
        """Handle SIGINT: request a stop."""
        self._stopped.set()
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a second Ctrl-C ends at once

    def checkpoint(self) -> None:
        """See Control."""
        if self._stopped.is_set():
            raise StoppedError


@contextmanager
def interruptible() -> Iterator[Interrupt]:
    """Let Ctrl-C stop any work that calls checkpoint() on the yielded control."""
    interrupt = Interrupt()
    previous_handler = signal.signal(signal.SIGINT, interrupt.stop)
    try:
        yield interrupt
    finally:
        signal.signal(signal.SIGINT, previous_handler)


def iterate(
    job: StyleJob,
    control: Interrupt,
    quiet: bool,
    log: StepLog | None,
    keep: Callable[[Step], None],
    state: "RunState | None" = None,
) -> None:
    """Carry out a job, displaying and logging its steps.

    Args:
        job: Job to carry out.
        control: Control that stops the run after Ctrl-C.
        quiet: Whether to hide the progress bar.
        log: Log for the steps, or None.
        keep: Callback for each step.
        state: State of an interrupted run to resume from, or None.
    """
    from nst_desktop.core import stylize

    with progress_bar(quiet) as bar:
        for step in stylize(job, control, state):
            keep(step)
            _show(bar, step)
            if log is not None:
                log.add(step)


def progress_bar(quiet: bool) -> "tqdm[Any]":
    """Return a progress bar on stderr that ranges from 0 to 1."""
    from tqdm import tqdm

    bar_format = "{percentage:3.0f} % |{bar:24}| {desc}"
    return tqdm(total=1.0, disable=quiet, bar_format=bar_format, file=sys.stderr)


def _show(bar: "tqdm[Any]", step: Step) -> None:
    bar.n = min(step.progress, 1.0)
    bar.set_description_str(
        f"step {step.index}/{step.total}, {step.width} x {step.height} px, "
        f"loss {step.losses.total:.4g}, {format_duration(step.remaining)} left"
    )
