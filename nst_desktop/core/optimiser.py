"""The optimiser interface: an optimiser improves a picture in place, one step per gradient."""

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
    """Optimiser of a picture; steps are separate calls, so that a run can be paused and stopped."""

    def step(self, gradient: Tensor) -> None:
        """Improve the picture using its gradient, of the same shape, which may be overwritten."""

    def shown(self) -> Tensor:
        """Return the picture to show and to save, (1, 3, H, W), of any range."""

    def retry(self, picture: Tensor) -> None:
        """Continue from this picture with steps half as long, discarding all state."""

    def restart(self, params: StyleParams) -> None:
        """Continue with other parameters: the objective has changed, so all state is discarded."""

    def memory(self) -> OptimiserState:
        """Return all that restore() needs; the tensors are only valid until the next step."""

    def restore(self, memory: OptimiserState) -> None:
        """Continue exactly as the optimiser that returned this memory would have.

        Raises:
            KeyError, ValueError, RuntimeError: If it belongs to another type of optimiser, or to a
                picture of another size.
        """
