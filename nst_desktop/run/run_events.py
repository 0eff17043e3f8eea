"""Events of a run for the window: progress, previews and exactly one outcome."""

from dataclasses import dataclass
from typing import Any

from nst_desktop.core.arrays import Pixels
from nst_desktop.core.job import Losses, Step


@dataclass(frozen=True, slots=True)
class RunProgress:
    """Progress of a run after a step.

    Attributes:
        step: Number of the step, 1..steps, over all scales.
        steps: Total number of steps.
        scale: Number of the scale, 1..scales.
        scales: Total number of scales.
        width: Width at this scale, px.
        height: Height at this scale, px.
        losses: Losses of the step.
        fraction: Finished share of the whole run, 0..1.
        elapsed: Computing time so far, s.
        remaining: Estimated time left, s.
        precision: As in Step.
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
        """Return the progress of a step."""
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
    """The picture after a step, scaled to the size in the window; pixels: (H, W, 3) uint8."""

    pixels: Pixels
    step: int


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """One picture of a grid, after one of its steps.

    Attributes:
        row: Row in the grid, from 0.
        column: Column in the grid, from 0.
        pixels: (H, W, 3) uint8; None if the picture failed before its first step.
        fraction: Finished share of the picture, 0..1.
        losses: Weighted losses of the step; None if pixels is None.
        has_ended: True for the final update of the picture.
        fault: Error message if the picture failed, else empty.
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
    """The last good picture of a run at full size.

    Attributes:
        deep: (H, W, 3) uint16, to be saved.
        pixels: The same as uint8, to be shown.
        state: State from which stylize() can resume; None if unavailable.
    """

    deep: Any
    pixels: Pixels
    state: Any


@dataclass(frozen=True, slots=True, eq=False)
class Finished:
    """The run finished; result is None if it had no steps."""

    result: RunResult | None


@dataclass(frozen=True, slots=True, eq=False)
class Stopped:
    """The run was stopped; result is None if no step was finished."""

    result: RunResult | None


@dataclass(frozen=True, slots=True, eq=False)
class Failed:
    """The run failed.

    Attributes:
        message: Error message for the user.
        details: Traceback of a bug, else empty.
        result: The last good picture; None if no step was finished.
    """

    message: str
    details: str
    result: RunResult | None


RunOutcome = Finished | Stopped | Failed
