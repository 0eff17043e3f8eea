"""stylize: the run itself, as a plain generator of steps."""

import logging
import math
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from time import perf_counter

from torch import Tensor

from nst_desktop.core.devices import choose_device, choose_precision, prepare, release
from nst_desktop.core.errors import DivergedError, is_out_of_memory
from nst_desktop.core.finish import finish
from nst_desktop.core.job import Control, Losses, NoControl, Pixels, Step, StyleJob
from nst_desktop.core.memory import choose_rows, fewer_rows, out_of_memory
from nst_desktop.core.objective import Objective
from nst_desktop.core.optimisers import Optimiser, make_optimiser
from nst_desktop.core.params import live_parameters
from nst_desktop.core.pyramid import scale_sizes, shrink, to_pixels
from nst_desktop.core.start import enlarge, start_picture
from nst_desktop.core.vgg import VGG19

logger = logging.getLogger(__name__)

_DIVERGED = (
    "The run went out of hand: its loss is no longer a number. The last good picture is kept. "
    "Try smaller weights, or another optimiser."
)


def stylize(job: StyleJob, control: Control | None = None) -> Iterator[Step]:
    """Do the job, one Step after another (Gatys, Ecker & Bethge 2015, §Methods).

    Raises Stopped when the control says so, between two layers at the latest; DivergedError when
    the loss is not finite a second time; DeviceError and WeightsError before the first step. In
    each case the last Step's snapshot still gives the last good picture.
    """
    yield from _Run(job, control or NoControl()).steps()


class _Run:
    """The state of a run: the picture, its scale, and how far the work is."""

    def __init__(self, job: StyleJob, control: Control) -> None:
        self._job = job
        self._clock = _Clock(control)
        self._device = choose_device(job.device)
        prepare(self._device)
        self._control = control
        self._params = params = job.params
        dtype = choose_precision(params.precision, self._device)
        self._network = VGG19(job.weights(), params.pooling, params.padding, self._device, dtype)
        self._sizes = scale_sizes(job)
        self._work = [width * height for width, height in self._sizes]
        self._index = 0
        self._retried = False

    def steps(self) -> Iterator[Step]:
        coarse: Tensor | None = None
        for scale, size in enumerate(self._sizes):
            self._picture = self._first_picture(size, coarse).to(self._device)
            self._last_good: Tensor | None = None
            self._optimiser: Optimiser = make_optimiser(self._params, self._picture)
            self._objective: Objective | None = None
            self._rows = choose_rows(self._job, size, self._device)
            for _ in range(self._params.steps):
                changed = self._take_up_changes()
                with self._clock.step(self._work[scale]):
                    losses = self._improve(size)
                self._index += 1
                yield self._report(scale, losses, changed)
            coarse = self._optimiser.shown()

    def _first_picture(self, size: tuple[int, int], coarse: Tensor | None) -> Tensor:
        return (
            start_picture(self._job, size) if coarse is None else enlarge(coarse, size, self._job)
        )

    def _take_up_changes(self) -> tuple[str, ...]:
        """Look for parameters changed from outside. Returns the names of those that were."""
        wanted = self._control.take_params()
        if wanted is None:
            return ()
        now = {
            name: getattr(wanted, name)
            for name in live_parameters()
            if getattr(wanted, name) != getattr(self._params, name)
        }
        if now:
            self._params = replace(self._params, **now)
            if self._objective is not None:
                self._objective.change(self._params)
            self._optimiser.restart(self._params)
            logger.info("step %d: %s", self._index + 1, now)
        return tuple(now)

    def _improve(self, size: tuple[int, int]) -> Losses:
        """One step from the picture as it is; if that one is bad, from the last good one."""
        losses, gradient = self._evaluate(size)
        if not _is_finite(losses):
            self._go_back()
            losses, gradient = self._evaluate(size)
            if not _is_finite(losses):
                raise DivergedError(_DIVERGED)
        self._last_good = self._picture.clone()
        self._optimiser.step(gradient)
        return losses

    def _evaluate(self, size: tuple[int, int]) -> tuple[Losses, Tensor]:
        """Losses and gradient of the picture; where memory runs out, in smaller strips."""
        while True:
            try:
                if self._objective is None:
                    self._objective = self._make_objective(size)
                return self._objective.evaluate(self._picture)
            except (RuntimeError, MemoryError) as error:
                if not is_out_of_memory(error):
                    raise
                rows = fewer_rows(self._job, self._rows)
                if rows is None:
                    raise out_of_memory(self._job, size, self._device) from error
                logger.warning("memory ran out; going on in strips of %d rows", rows)
            self._rows, self._objective = rows, None
            release(self._device)

    def _make_objective(self, size: tuple[int, int]) -> Objective:
        objective = Objective(
            self._job, self._network, size, self._device, self._clock.checkpoint, self._rows
        )
        objective.change(self._params)
        return objective

    def _go_back(self) -> None:
        """Take up the last good picture with steps half as long; once in a run."""
        if self._last_good is None:
            raise DivergedError(_DIVERGED)
        self._optimiser.retry(self._last_good)
        if self._retried:
            raise DivergedError(_DIVERGED)
        self._retried = True
        logger.warning("step %d: the loss is not finite; trying again, halved", self._index)

    def _report(self, scale: int, losses: Losses, changed: tuple[str, ...]) -> Step:
        width, height = self._sizes[scale]
        steps = self._params.steps
        total = steps * len(self._sizes)
        ahead = self._work[scale] * (steps * (scale + 1) - self._index)
        ahead += steps * sum(self._work[scale + 1 :])
        return Step(
            index=self._index,
            total=total,
            scale=scale + 1,
            scales=len(self._sizes),
            width=width,
            height=height,
            losses=losses,
            progress=1 - ahead / (steps * sum(self._work)),
            elapsed=self._clock.elapsed(),
            remaining=self._clock.seconds_for(ahead),
            changed=changed,
            snapshot=self._snapshot,
        )

    def _snapshot(self, long_side: int) -> Pixels:
        picture = shrink(self._optimiser.shown(), long_side).detach().cpu()
        return to_pixels(finish(picture, self._job))


class _Clock:
    """How long the work takes, pauses left out."""

    _RECENT = 20

    def __init__(self, control: Control) -> None:
        self._control = control
        self._begun = perf_counter()
        self._paused = 0.0
        self._steps = 0
        self._recent: deque[tuple[float, float]] = deque(maxlen=self._RECENT)

    def checkpoint(self) -> None:
        before = perf_counter()
        self._control.checkpoint()
        self._paused += perf_counter() - before

    def elapsed(self) -> float:
        """Seconds of work since the run began."""
        return perf_counter() - self._begun - self._paused

    @contextmanager
    def step(self, work: float) -> Iterator[None]:
        """Take the time of one step. work: its share of the job, in pixels."""
        before = self.elapsed()
        yield
        if self._steps == 1:
            self._recent.clear()  # the first step warmed everything up
        self._steps += 1
        self._recent.append((work, self.elapsed() - before))

    def seconds_for(self, work: float) -> float:
        """Seconds that this much work will take, going by the latest steps."""
        done, seconds = (sum(column) for column in zip(*self._recent, strict=True))
        return work * seconds / done


def _is_finite(losses: Losses) -> bool:
    return math.isfinite(losses.total)
