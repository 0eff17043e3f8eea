"""Worker: carries out one run on its own thread."""

import logging
import time
from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from nst_desktop.core import errors
from nst_desktop.core.arrays import Pixels
from nst_desktop.core.heap import trim_heap
from nst_desktop.core.job import Control, Step, StyleJob
from nst_desktop.resume.autosave import Autosave
from nst_desktop.run.control import Mailbox, RunControl
from nst_desktop.run.error_texts import error_details, error_text
from nst_desktop.run.run_events import (
    Failed,
    Finished,
    Preview,
    RunOutcome,
    RunProgress,
    RunResult,
    Stopped,
)

log = logging.getLogger(__name__)

# Called with (job, control), or (job, control, state) to resume an earlier run.
Stylize = Callable[..., Iterator[Step]]

PREVIEW_INTERVAL = 0.1  # s; more previews would only keep the window busy


def real_stylize(job: StyleJob, control: Control, *state: Any) -> Iterator[Step]:
    """Call the engine's stylize(), imported on the worker's thread since loading torch is slow."""
    from nst_desktop.core.engine import stylize

    yield from stylize(job, control, *state)


class Worker(QObject):
    """Worker that carries out one job.

    Signals:
        progressed(RunProgress): A step has finished.
        preview_ready(): A preview is waiting in the mailbox.
        preview_failed(): A preview could not be made; the run continues. Emitted at most once.
        ended(Finished | Stopped | Failed): Emitted exactly once, as the last signal.
    """

    progressed = Signal(object)
    preview_ready = Signal()
    preview_failed = Signal()
    ended = Signal(object)

    def __init__(
        self,
        job: StyleJob,
        control: RunControl,
        previews: Mailbox[Preview],
        stylize: Stylize = real_stylize,
        clock: Callable[[], float] = time.monotonic,
        state: Any = None,
        autosave: Autosave | None = None,
    ) -> None:
        """Prepare the run.

        Args:
            job: Job to carry out.
            control: Commands from the window's thread.
            previews: Mailbox for the previews.
            stylize: Generator function that yields the steps.
            clock: Function that returns the time, in s.
            state: State of an earlier run to resume from, or None.
            autosave: Autosave to call after every step, or None. The caller owns and closes it.
        """
        super().__init__()
        self._job, self._control, self._previews = job, control, previews
        self._stylize, self._clock = stylize, clock
        self._state = () if state is None else (state,)
        self._autosave = autosave
        self._last: Step | None = None
        self._next_preview = clock()
        self._shown: Pixels | None = None
        self._has_preview_failed = False

    @Slot()
    def run(self) -> None:
        """Carry out the job, then emit the outcome."""
        outcome = self._outcome()
        self._last = None  # the step references all of the run's tensors
        trim_heap()
        self.ended.emit(outcome)

    def _outcome(self) -> RunOutcome:
        try:
            for step in self._stylize(self._job, self._control, *self._state):
                self._on_step(step)
            return Finished(None if self._last is None else _result_of(self._last))
        except errors.StoppedError:
            return Stopped(self._last_result())
        except Exception as error:
            log.exception("the run failed")
            return Failed(error_text(error), error_details(error), self._last_result())

    def _on_step(self, step: Step) -> None:
        self._last = step
        if self._clock() >= self._next_preview or step.index == step.total:
            self._show(step)
            self._next_preview = self._clock() + PREVIEW_INTERVAL
        self.progressed.emit(RunProgress.of(step))
        if self._autosave is not None:
            self._autosave.save_if_due(step)

    def _show(self, step: Step) -> None:
        """Put a preview into the mailbox. If it cannot be made, the run continues."""
        try:
            self._shown = step.snapshot(self._control.preview_side)
        except Exception:
            if not self._has_preview_failed:
                log.exception("the preview failed")
                self._has_preview_failed = True
                self.preview_failed.emit()
            return
        if self._previews.put(Preview(self._shown, step.index)):
            self.preview_ready.emit()

    def _last_result(self) -> RunResult | None:
        """Return the last good picture or, failing that, a fallback; None if there is neither."""
        if self._last is None:
            return None
        try:
            return _result_of(self._last)
        except Exception:
            log.exception("the last picture could not be computed")
            return self._fallback_result()

    def _fallback_result(self) -> RunResult | None:
        """Return the autosaved or the displayed picture, whichever is larger.

        Used if the device has failed.
        """
        saved = None if self._autosave is None else self._autosave.picture()
        pictures = [pixels for pixels in (self._shown, saved) if pixels is not None]
        if not pictures:
            return None
        pixels = max(pictures, key=lambda picture: picture.size)
        return RunResult(pixels.astype("uint16") * 257, pixels, None)


def _result_of(step: Step) -> RunResult:
    return RunResult(step.artwork(), step.snapshot(0), step.state())
