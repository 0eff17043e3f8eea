"""The state of a run between two steps, without torch."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nst_desktop.core.arrays import FloatArray
from nst_desktop.core.errors import UserError
from nst_desktop.core.params import StyleParams


class StateError(UserError):
    """The run cannot be continued from this state."""


@dataclass(frozen=True, slots=True, eq=False)
class RunState:
    """All that a run needs to continue the same job as if it had never been interrupted.

    Attributes:
        params: Current parameters, including changes during the run.
        index: Number of steps done in total.
        scale: Index of the current scale, from 0.
        step: Number of steps done at this scale.
        elapsed: Seconds of work, without pauses.
        plan: (repeated, rows, merged) of stages.MemoryPlan.
        retried: Whether the one retry after a divergence has been used.
        numbers: State of the optimiser, of plain JSON types.
        arrays: Arrays by name: the picture, those of the optimiser and, with columns, the picture
            that the scale started from. They may be views of the run's own data, valid until its
            next step.
    """

    params: StyleParams
    index: int
    scale: int
    step: int
    elapsed: float
    plan: tuple[int, int, bool]
    retried: bool
    numbers: Mapping[str, Any]
    arrays: Mapping[str, FloatArray]
