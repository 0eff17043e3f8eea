"""RunState: a run between two of its steps. No torch here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nst_desktop.core.arrays import FloatArray
from nst_desktop.core.errors import UserError
from nst_desktop.core.params import StyleParams


class StateError(UserError):
    """A run cannot go on from this state."""


@dataclass(frozen=True, slots=True, eq=False)
class RunState:
    """All that a run needs to go on with the same job as if it had never been interrupted.

    params: the parameters at this moment, changed ones included. index: steps done in all.
    scale: 0, 1, …, the one being worked at; step: steps done at it. elapsed: seconds of work.
    plan: (strips, rows, merged) of stages.Plan. retried: whether the one retry is used up.
    numbers: the optimiser's, of plain JSON types. arrays: by name, the picture's, the optimiser's
    and, with neighbours, the picture that the scale began with. They may be views of what the run
    works with, good until its next step.
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
