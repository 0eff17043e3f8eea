"""The optimisation run itself: stylize(), a generator of steps."""

import logging
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple, replace
from time import perf_counter

import torch
from torch import Tensor, from_numpy

from nst_desktop.core.arrays import DeepPixels, Pixels
from nst_desktop.core.devices import choose_device, prepare, release
from nst_desktop.core.errors import DivergedError, is_out_of_memory
from nst_desktop.core.finish import finish
from nst_desktop.core.job import Control, Losses, NoControl, Step, StyleJob
from nst_desktop.core.layers import deepest
from nst_desktop.core.memory import choose_plan, out_of_memory, smaller_plan
from nst_desktop.core.objective import Objective
from nst_desktop.core.optimiser import Optimiser, OptimiserState
from nst_desktop.core.optimisers import make_optimiser
from nst_desktop.core.pace import Pace
from nst_desktop.core.params import live_parameters
from nst_desktop.core.precision import possible_precision, with_precision
from nst_desktop.core.pyramid import scale_sizes, scale_steps, shrink, to_16_bit_pixels, to_pixels
from nst_desktop.core.stages import MemoryPlan
from nst_desktop.core.start import enlarge, guide, start_picture
from nst_desktop.core.state import RunState, StateError
from nst_desktop.core.vgg import VGG19

logger = logging.getLogger(__name__)

_DIVERGED = (
    "The run diverged: its loss became NaN or infinite. The last good picture has been kept. "
    "Try smaller weights or another optimiser."
)


def stylize(
    job: StyleJob, control: Control | None = None, state: RunState | None = None
) -> Iterator[Step]:
    """Run the job, yielding one Step after another (Gatys, Ecker & Bethge 2015, §Methods).

    However the run ends, the last Step's snapshot() still returns the last good picture.

    Args:
        job: Job to run.
        control: Control that pauses, stops and changes the run; None to run without interruption.
        state: State of an earlier run to resume. That run must have had the same job, although
            possibly with fewer steps. On the CPU, the pictures are identical to those of an
            uninterrupted run.

    Yields:
        The result of each step, coarsest scale first.

    Raises:
        DeviceError: Before the first step, if the device does not exist.
        WeightsError: Before the first step, if the weights are missing or invalid.
        ParameterError: Before the first step, if the device does not support the precision.
        StateError: Before the first step, if the state belongs to another job.
        TooLargeError: If there is not enough memory even for the smallest strips.
        DivergedError: If the loss is not finite and retrying once has not helped.
        StoppedError: If the control stops the run. The run stops before the next layer at the
            latest.
    """
    yield from _Run(job, control or NoControl(), state).steps()


class _Run:
    """A run in progress: the picture, its scale and the number of steps completed."""

    def __init__(self, job: StyleJob, control: Control, state: RunState | None) -> None:
        self._control = control
        self._device = choose_device(job.device)
        prepare(self._device)
        if state is not None:  # keep the run's precision, whatever "auto" would choose today
            precision = possible_precision(state.params.precision, self._device)
            job = replace(job, params=replace(job.params, precision=precision))
        self._job = job = with_precision(job, self._device)
        self._params = params = job.params
        self._network = VGG19(
            job.weights(), params.pooling, params.padding, self._device,
            getattr(torch, params.precision), deepest(job.layers),
            params.convolution == "auto",
        )  # fmt: skip
        self._sizes = scale_sizes(job)
        self._steps = scale_steps(params, len(self._sizes))
        self._work = [width * height for width, height in self._sizes]  # pixels per step, by scale
        self._clock = _Clock(control, state.elapsed if state else 0.0)
        self._index = self._scale = self._done = 0
        self._retried = False
        self._state = state

    def steps(self) -> Iterator[Step]:
        if self._state is not None:
            self._resume_from(self._state)
        else:
            self._start_scale(0, start_picture(self._job, self._sizes[0]))
        while True:
            while self._done < self._steps[self._scale]:
                changed = self._apply_changes()
                with self._clock.step(self._work[self._scale]):
                    losses = self._improve()
                self._index, self._done = self._index + 1, self._done + 1
                yield self._report(losses, changed)
            if self._scale + 1 == len(self._sizes):
                return
            size = self._sizes[self._scale + 1]
            job = replace(self._job, params=self._params)
            picture = enlarge(self._optimiser.shown(), size, job, self._clock.checkpoint)
            self._start_scale(self._scale + 1, picture)

    def _start_scale(self, scale: int, picture: Tensor) -> None:
        self._scale, self._done = scale, 0
        self._picture = picture.to(self._device)
        self._first = picture.clone() if scale > 0 and self._job.compares_columns else None
        self._last_good: Tensor | None = None
        job = replace(self._job, params=self._params)  # a weight may have been raised from 0
        self._optimiser: Optimiser = make_optimiser(job, self._picture, self._steps[scale])
        self._objective: Objective | None = None
        self._plan = choose_plan(job, self._sizes[scale], self._device)
        self._network.forget()

    def _resume_from(self, state: RunState) -> None:
        tensors = {name: from_numpy(array.copy()) for name, array in state.arrays.items()}
        try:
            width, height = self._sizes[state.scale]
            picture = tensors.pop("picture").view(1, 3, height, width)
            params = self._params
            self._params = replace(state.params, steps=params.steps, precision=params.precision)
            first = tensors.pop("begun", None)
            self._start_scale(state.scale, picture)
            if self._first is not None and first is not None:
                self._first.copy_(first)
            self._optimiser.restore(OptimiserState(state.numbers, tensors))
            self._plan = MemoryPlan(*state.plan)
        except (KeyError, IndexError, ValueError, TypeError, RuntimeError) as error:
            raise StateError(
                "This run cannot be resumed: its saved state belongs to a different job ({error}).",
                error=error,
            ) from error
        self._index, self._done, self._retried = state.index, state.step, state.retried
        self._state = None

    def _apply_changes(self) -> tuple[str, ...]:
        """Apply the control's new parameters and return the names of those that changed."""
        new_params = self._control.take_params()
        if new_params is None:
            return ()
        changes = {
            name: getattr(new_params, name)
            for name in live_parameters()
            if getattr(new_params, name) != getattr(self._params, name)
        }
        if changes:
            self._params = replace(self._params, **changes)
            if self._objective is not None:
                self._objective.change(self._params)
            self._optimiser.restart(self._params)
            logger.info("step %d: %s", self._index + 1, changes)
        return tuple(changes)

    def _improve(self) -> Losses:
        """Take a step from the current picture.

        If its loss is not finite, the step starts from the last good picture instead.
        """
        losses, gradient = self._evaluate()
        if not _is_finite(losses):
            self._go_back()
            losses, gradient = self._evaluate()
            if not _is_finite(losses):
                raise DivergedError(_DIVERGED)
        if self._last_good is None:
            self._last_good = torch.empty_like(self._picture)
        self._last_good.copy_(self._picture)
        self._optimiser.step(gradient)
        return losses

    def _evaluate(self) -> tuple[Losses, Tensor]:
        """Return the picture's losses and gradient; retry in smaller strips if memory runs out."""
        while True:
            try:
                if self._objective is None:
                    self._objective = self._make_objective()
                return self._objective.evaluate(self._picture, self._done)
            except (RuntimeError, MemoryError) as error:
                if not is_out_of_memory(error):
                    raise
                plan = smaller_plan(self._job, self._plan)
                if plan is None:
                    size = self._sizes[self._scale]
                    raise out_of_memory(self._job, size, self._device) from error
                logger.warning("out of memory; continuing with %s", plan)
            self._plan, self._objective = plan, None
            release(self._device)

    def _make_objective(self) -> Objective:
        self._network.set_sparing(self._plan.is_sparing)
        objective = Objective(
            self._job, self._network, self._sizes[self._scale], self._device,
            self._clock.checkpoint, self._plan,
            None if self._first is None else guide(self._job, self._first),
            self._scale + 1 == len(self._sizes),
        )  # fmt: skip
        objective.change(self._params)
        return objective

    def _go_back(self) -> None:
        """Return to the last good picture and halve the step length; allowed once per run."""
        if self._last_good is None:
            raise DivergedError(_DIVERGED)
        self._optimiser.retry(self._last_good)
        if self._retried:
            raise DivergedError(_DIVERGED)
        self._retried = True
        logger.warning(
            "step %d: the loss is not finite; retrying with half the step length", self._index + 1
        )

    def _report(self, losses: Losses, changed: tuple[str, ...]) -> Step:
        width, height = self._sizes[self._scale]
        scale, steps = self._scale, self._steps
        work = [count * pixels for count, pixels in zip(steps, self._work, strict=True)]
        work_left = self._work[scale] * (steps[scale] - self._done) + sum(work[scale + 1 :])
        return Step(
            index=self._index,
            total=self._index - self._done + sum(steps[scale:]),
            scale=scale + 1,
            scales=len(self._sizes),
            width=width,
            height=height,
            losses=losses,
            progress=1 - work_left / sum(work),
            elapsed=self._clock.elapsed(),
            remaining=self._clock.seconds_for(work_left),
            changed=changed,
            precision=self._params.precision,
            snapshot=self._snapshot,
            artwork=self._artwork,
            state=self._report_state,
        )

    def _snapshot(self, long_side: int) -> Pixels:
        return to_pixels(self._finished(long_side))

    def _artwork(self) -> DeepPixels:
        return to_16_bit_pixels(self._finished(0))

    def _finished(self, long_side: int) -> Tensor:
        picture = shrink(self._optimiser.shown(), long_side).detach().cpu()
        return finish(picture, self._job)

    def _report_state(self) -> RunState:
        memory = self._optimiser.memory()
        tensors = {"picture": self._picture, **memory.tensors}
        if self._first is not None:
            tensors["begun"] = self._first
        return RunState(
            params=self._params,
            index=self._index,
            scale=self._scale,
            step=self._done,
            elapsed=self._clock.elapsed(),
            plan=astuple(self._plan),
            retried=self._retried,
            numbers=memory.numbers,
            arrays={name: tensor.detach().cpu().numpy() for name, tensor in tensors.items()},
        )


class _Clock:
    """Clock for a run's working time, which excludes pauses."""

    _MEMORY = 0.95  # the estimate reflects about the last 20 steps

    def __init__(self, control: Control, before: float) -> None:
        """Start the clock at `before` seconds of earlier work."""
        self._control = control
        self._started = perf_counter() - before
        self._paused = 0.0
        self._steps = 0
        self._pace = Pace(self.elapsed, memory=self._MEMORY)

    def checkpoint(self) -> None:
        before = perf_counter()
        self._control.checkpoint()
        self._paused += perf_counter() - before

    def elapsed(self) -> float:
        """Return the working time since the run started, in seconds."""
        return perf_counter() - self._started - self._paused

    @contextmanager
    def step(self, work: float) -> Iterator[None]:
        """Time one step with this amount of work, in pixels."""
        if self._steps == 1:  # the first step warmed everything up, so it doesn't count
            self._pace = Pace(self.elapsed, memory=self._MEMORY)
        self._pace.rest()
        self._pace.note(0)
        yield
        self._steps += 1
        self._pace.note(work)

    def seconds_for(self, work: float) -> float:
        """Estimate the time for this amount of work, in seconds, from the latest steps."""
        return self._pace.seconds_for(work) or 0.0


def _is_finite(losses: Losses) -> bool:
    return math.isfinite(losses.total)
