"""Interface of the optimisers, which improve a picture in place, one step per gradient."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from torch import Tensor

from nst_desktop.core.params import StyleParams


@dataclass(frozen=True, slots=True, eq=False)
class OptimiserState:
    """State of an optimiser, apart from the picture.

    Attributes:
        numbers: Values of plain JSON types, by name.
        tensors: Tensors, by name.
    """

    numbers: Mapping[str, Any]
    tensors: Mapping[str, Tensor]


class Optimiser(Protocol):
    """Optimiser for a picture. Each step is a separate call, so that a run can pause or stop."""

    def step(self, gradient: Tensor) -> None:
        """Improve the picture using its gradient, (1, 3, H, W), which may be overwritten."""

    def shown(self) -> Tensor:
        """Return the picture to display and save, (1, 3, H, W), with values in any range."""

    def retry(self, picture: Tensor) -> None:
        """Continue from this picture with half the step length, discarding all state."""

    def restart(self, params: StyleParams) -> None:
        """Continue with new parameters, discarding all state because the objective has changed."""

    def memory(self) -> OptimiserState:
        """Return the state that restore() needs. Its tensors are only valid until the next step."""

    def restore(self, memory: OptimiserState) -> None:
        """Restore the state from memory(), to continue exactly as the saved optimiser would have.

        Raises:
            KeyError, ValueError, RuntimeError: If the state belongs to another type of optimiser,
                or to a picture of another size.
        """
