"""What an optimiser is: it improves a picture in place, one step per gradient."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from torch import Tensor

from nst_desktop.core.params import StyleParams


@dataclass(frozen=True, slots=True, eq=False)
class Memory:
    """What an optimiser has learnt, apart from the picture: numbers and tensors by name."""

    numbers: Mapping[str, Any]
    tensors: Mapping[str, Tensor]


class Optimiser(Protocol):
    """One step at a time, so that every step can be shown, paused and stopped."""

    def step(self, gradient: Tensor) -> None:
        """Improve the picture by its gradient, of the picture's shape, which may be overwritten."""

    def shown(self) -> Tensor:
        """The picture to show and to save: (1, 3, H, W), any range."""

    def retry(self, picture: Tensor) -> None:
        """Go on from this picture, forgetting what was learnt, with steps half as long."""

    def restart(self, params: StyleParams) -> None:
        """Go on with other parameters: the objective has changed, and what was learnt is void."""

    def memory(self) -> Memory:
        """All that restore needs; the tensors are the optimiser's own, good until its next step."""

    def restore(self, memory: Memory) -> None:
        """Go on as the optimiser did that gave this memory. Raises KeyError, ValueError or
        RuntimeError if it is another kind's, or of a picture of another size."""
