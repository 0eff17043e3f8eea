"""Events that a run reports to the window: progress, previews and exactly one outcome."""

from dataclasses import dataclass
from typing import Any

from nst_desktop.core.arrays import Pixels
from nst_desktop.core.job import Losses, Step


@dataclass(frozen=True, slots=True)
class RunProgress:
    """A run's progress after a step.

    Attributes:
        step: Step number across all scales, 1..steps.
        steps: Total number of steps.
        scale: Scale number, 1..scales.
        scales: Total number of scales.
        width: Picture width at this scale, in px.
        height: Picture height at this scale, in px.
        losses: Losses at this step.
        fraction: Completed fraction of the whole run, 0..1.
        elapsed: Computing time so far, in s.
        remaining: Estimated time left, in s.
        precision: Precision name, as in Step.
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
        """Return the progress after a step."""
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
    """The picture after a step, scaled to fit the window.

    Attributes:
        pixels: Picture as (H, W, 3) uint8.
        step: Step number.
    """

    pixels: Pixels
    step: int


@dataclass(frozen=True, slots=True, eq=False)
class CellUpdate:
    """One picture in a grid, after one of its steps.

    Attributes:
        row: Row in the grid, from 0.
        column: Column in the grid, from 0.
        pixels: Picture as (H, W, 3) uint8; None if it failed before its first step.
        fraction: Completed fraction of the picture's steps, 0..1.
        losses: Weighted losses at this step; None if `pixels` is None.
        has_ended: Whether this is the picture's final update.
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
    """A run's last good picture, at full size.

    Attributes:
        deep: Picture for saving, as (H, W, 3) uint16.
        pixels: The same picture for display, as uint8.
        state: State from which stylize() can resume; None if unavailable.
    """

    deep: Any
    pixels: Pixels
    state: Any


@dataclass(frozen=True, slots=True, eq=False)
class Finished:
    """Outcome of a finished run. If the run had no steps, `result` is None."""

    result: RunResult | None


@dataclass(frozen=True, slots=True, eq=False)
class Stopped:
    """Outcome of a stopped run. If no step was finished, `result` is None."""

    result: RunResult | None


@dataclass(frozen=True, slots=True, eq=False)
class Failed:
    """Outcome of a failed run.

    Attributes:
        message: Error message for the user.
        details: Traceback if the error is a bug, else empty.
        result: Last good picture; None if no step was finished.
    """

    message: str
    details: str
    result: RunResult | None


RunOutcome = Finished | Stopped | Failed
