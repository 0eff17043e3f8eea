"""State of a run between two steps, stored without torch types."""

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
    """Everything that a run needs to continue its job as if it had never been interrupted.

    Attributes:
        params: Current parameters, including any changes made during the run.
        index: Total number of steps done.
        scale: Index of the current scale, from 0.
        step: Number of steps done at this scale.
        elapsed: Running time in seconds, without pauses.
        plan: Memory plan as (repeated, rows, merged); see stages.MemoryPlan.
        retried: Whether the one retry after a divergence has been used.
        numbers: Optimiser state, in plain JSON types.
        arrays: Arrays by name: the picture, the optimiser's arrays and, if columns are compared,
            the picture that the scale started from. They may be views of the run's own data,
            which are only valid until the next step.
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
