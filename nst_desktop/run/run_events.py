"""What a run tells the window: numbers, previews and exactly one outcome."""

from dataclasses import dataclass
from typing import Any

from nst_desktop.core.arrays import Pixels
from nst_desktop.core.job import Losses, Step


@dataclass(frozen=True, slots=True)
class RunProgress:
    """The numbers of one Step.

    step: 1..steps, over all scales. scale: 1..scales. width, height: of this scale, px.
    fraction: share of the whole job that is done, 0..1.
    elapsed, remaining: seconds. precision: as in Step.
    """

    step: int
    steps: int
    scale: int
    scales: int
    width: int
    height: int
    losses: Losses
    fraction: float
    elapsed: float
    remaining: float
    precision: str

    @classmethod
    def of(cls, step: Step) -> "RunProgress":
        """The step without its pixels."""
        return cls(
            step=step.index,
            steps=step.total,
            scale=step.scale,
            scales=step.scales,
            width=step.width,
            height=step.height,
            losses=step.losses,
            fraction=step.progress,
            elapsed=step.elapsed,
            remaining=step.remaining,
            precision=step.precision,
        )


@dataclass(frozen=True, slots=True, eq=False)
class Preview:
    """The picture after a step, no larger than the window shows it. pixels: (H, W, 3) uint8."""

    pixels: Pixels
    step: int


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """A small picture among others, as it is after one of its steps.

    row, column: its place, 0, 1, …. pixels: (H, W, 3) uint8; None if it failed before the first
    step. fraction: share of it that is done, 0..1. losses: of that step, with their weights;
    None as pixels. has_ended: whether this is the last of it. fault: why it failed, for people.
    """

    row: int
    column: int
    pixels: Pixels | None
    fraction: float
    losses: Losses | None
    has_ended: bool
    fault: str


@dataclass(frozen=True, slots=True, eq=False)
class RunResult:
    """The last good picture of a run, whole.

    deep: (H, W, 3) uint16, to be written. pixels: the same in 8 bits, to be shown.
    state: what stylize goes on from; None if it cannot be had.
    """

    deep: Any
    pixels: Pixels
    state: Any


@dataclass(frozen=True, slots=True, eq=False)
class Finished:
    """The run came to its end. result: None if there was no step."""

    result: RunResult | None


@dataclass(frozen=True, slots=True, eq=False)
class Stopped:
    """The run was asked to stop. result: None if there was no step yet."""

    result: RunResult | None


@dataclass(frozen=True, slots=True, eq=False)
class Failed:
    """The run could not go on.

    message: for people. details: the traceback, empty where the message says it all.
    result: None if there was no step yet.
    """

    message: str
    details: str
    result: RunResult | None


RunOutcome = Finished | Stopped | Failed
