"""Fake runs without a network."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from threading import Event

import numpy as np

from nst_desktop.core.arrays import Pixels
from nst_desktop.core.job import Control, Losses, Step, StyleJob
from nst_desktop.core.params import StyleParams
from nst_desktop.core.state import RunState
from nst_desktop.run.worker import Stylize

WHOLE_SIDE = 40  # px


def picture_of(step: int, side: int = 0) -> Pixels:
    """Return a picture filled with the number of its step; side 0 stands for full size."""
    return np.full((side or WHOLE_SIDE, side or WHOLE_SIDE, 3), step % 256, np.uint8)


def step_of(index: int, total: int) -> Step:
    return Step(
        index=index,
        total=total,
        scale=1,
        scales=1,
        width=WHOLE_SIDE,
        height=WHOLE_SIDE,
        losses=Losses(content=1.0, style=2.0, tv=0.0, total=3.0),
        progress=index / total,
        elapsed=0.1 * index,
        remaining=0.0,
        changed=(),
        precision="float32",
        snapshot=lambda side: picture_of(index, side),
        artwork=lambda: picture_of(index).astype(np.uint16) * 257,
        state=lambda: state_after(index),
    )


def state_after(index: int) -> RunState:
    """Return a state filled with the number of its step."""
    return RunState(
        params=StyleParams(),
        index=index,
        scale=0,
        step=index,
        elapsed=0.1 * index,
        plan=(0, 0, False),
        retried=False,
        numbers={"order": []},
        arrays={"picture": np.full((1, 3, 4, 4), index, np.float32)},
    )


def steps(total: int, then: Callable[[], None] = lambda: None) -> Stylize:
    """Return a stylize() of `total` steps that calls then() after the last one."""

    def stylize(job: StyleJob, control: Control) -> Iterator[Step]:
        for index in range(1, total + 1):
            control.checkpoint()
            yield step_of(index, total)
        then()

    return stylize


def endless(job: StyleJob, control: Control) -> Iterator[Step]:
    """Yield steps of 2 ms until stopped; their style loss is the style weight."""
    work = Event()
    index, params = 0, job.params
    while True:
        control.checkpoint()
        params = control.take_params() or params
        work.wait(0.002)
        index += 1
        losses = Losses(content=1.0, style=params.style_weight, tv=0.0, total=3.0)
        yield replace(step_of(index, 100_000), losses=losses)
