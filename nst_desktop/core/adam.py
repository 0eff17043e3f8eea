"""Adam on the picture's pixels, or on the levels of its Laplacian pyramid."""

from collections.abc import Mapping, Sequence
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from nst_desktop.core.optimiser import OptimiserState
from nst_desktop.core.params import StyleParams

_BETAS = 0.9, 0.99
_MOMENTS = "exp_avg", "exp_avg_sq"  # keys in the state of torch's Adam


class Adam:
    """Adam (Kingma & Ba 2015, algorithm 1) with the picture clamped to 0..1 after each step.

    shown() returns a bias-corrected moving average of the pictures, which hides Adam's jitter. Its
    decay is 0.99, as in crowsonkb/style-transfer-pytorch.
    """

    _DECAY = 0.99

    def __init__(self, picture: Tensor, learning_rate: float) -> None:
        """Start from a picture.

        Args:
            picture: Picture, (1, 3, H, W), 0..1; optimised in place.
            learning_rate: Step length, for pixel values 0..1.
        """
        self._picture = picture
        self._adam = torch.optim.Adam([picture], lr=learning_rate, betas=_BETAS)
        self._average, self._weight = torch.zeros_like(picture), 0.0

    def step(self, gradient: Tensor) -> None:
        """See Optimiser."""
        self._picture.grad = gradient
        self._adam.step()
        self._picture.grad = None
        self._picture.clamp_(0, 1)
        self._average.lerp_(self._picture, 1 - self._DECAY)
        self._weight = self._weight * self._DECAY + (1 - self._DECAY)

    def shown(self) -> Tensor:
        """See Optimiser."""
        return self._average / self._weight if self._weight else self._picture

    def retry(self, picture: Tensor) -> None:
        """See Optimiser."""
        self._picture.copy_(picture)
        self._adam.state.clear()
        self._group["lr"] /= 2
        self._average, self._weight = torch.zeros_like(picture), 0.0

    def restart(self, params: StyleParams) -> None:
        """See Optimiser. Adam keeps its moments; old ones fade within a few dozen steps."""
        self._group["lr"] = params.learning_rate

    def memory(self) -> OptimiserState:
        """See Optimiser."""
        steps, moments = _moments(self._adam, [self._picture], ("",))
        numbers = {"rate": self._group["lr"], "weight": self._weight, "steps": steps}
        return OptimiserState(numbers, {"sum": self._average, **moments})

    def restore(self, memory: OptimiserState) -> None:
        """See Optimiser."""
        numbers, tensors = memory.numbers, memory.tensors
        self._group["lr"], self._weight = float(numbers["rate"]), float(numbers["weight"])
        self._average.copy_(tensors["sum"])
        _restore(self._adam, [self._picture], ("",), numbers["steps"], tensors)

    @property
    def _group(self) -> dict[str, Any]:
        return self._adam.param_groups[0]


class LaplacianAdam:
    """Adam over the levels of the picture's Laplacian pyramid (Burt & Adelson 1983).

    A step moves large areas of the picture as readily as single pixels (Kolkin et al. 2022). The
    learning rate falls linearly to a tenth of its initial value, so that the last steps settle the
    details. The picture is never clamped.
    """

    _OCTAVES = 5
    # For pixel values 0..1; higher rates leave grain. The final rate is a fraction of the first.
    _RATE, _FINAL_FRACTION = 4e-3, 0.1

    def __init__(self, picture: Tensor, steps: int) -> None:
        """Start from a picture.

        Args:
            picture: Picture, (1, 3, H, W), about 0..1; optimised in place.
            steps: Number of steps until the learning rate reaches its minimum.
        """
        self._picture, self._steps = picture, steps
        self._levels = _decompose(picture, self._OCTAVES)
        self._names = [str(index) for index in range(len(self._levels))]
        self._adam = torch.optim.Adam(self._levels, lr=self._RATE, betas=_BETAS)
        self._rate, self._done = self._RATE, 0

    def step(self, gradient: Tensor) -> None:
        """See Optimiser."""
        with torch.enable_grad():
            levels = [level.requires_grad_() for level in self._levels]
            gradients = torch.autograd.grad((_compose(levels) * gradient).sum(), levels)
        for level, level_gradient in zip(self._levels, gradients, strict=True):
            level.requires_grad_(False).grad = level_gradient
        progress = min(1.0, self._done / max(1, self._steps - 1))
        self._adam.param_groups[0]["lr"] = self._rate * (1 - (1 - self._FINAL_FRACTION) * progress)
        self._adam.step()
        self._adam.zero_grad()
        self._done += 1
        self._picture.copy_(_compose(self._levels))

    def shown(self) -> Tensor:
        """See Optimiser."""
        return self._picture

    def retry(self, picture: Tensor) -> None:
        """See Optimiser."""
        self._picture.copy_(picture)
        new_levels = _decompose(picture, self._OCTAVES)
        for level, new_level in zip(self._levels, new_levels, strict=True):
            level.copy_(new_level)
        self._adam.state.clear()
        self._rate /= 2

    def restart(self, params: StyleParams) -> None:
        """See Optimiser. Adam keeps its moments; old ones fade within a few dozen steps."""

    def memory(self) -> OptimiserState:
        """See Optimiser."""
        steps, moments = _moments(self._adam, self._levels, self._names)
        numbers = {"rate": self._rate, "done": self._done, "steps": steps}
        levels = zip(self._names, self._levels, strict=True)
        return OptimiserState(
            numbers, {**{f"level{name}": level for name, level in levels}, **moments}
        )

    def restore(self, memory: OptimiserState) -> None:
        """See Optimiser."""
        numbers, tensors = memory.numbers, memory.tensors
        self._rate, self._done = float(numbers["rate"]), int(numbers["done"])
        for name, level in zip(self._names, self._levels, strict=True):
            level.copy_(tensors[f"level{name}"].view_as(level))
        _restore(self._adam, self._levels, self._names, numbers["steps"], tensors)


def _decompose(picture: Tensor, octaves: int) -> list[Tensor]:
    """Return the picture's Laplacian pyramid, finest level first and low-pass residual last."""
    levels = []
    for _ in range(octaves):
        height, width = picture.shape[2:]
        if min(height, width) < 2:
            break
        small = F.interpolate(picture, (height // 2, width // 2), mode="area")
        levels.append(picture - _upsample(small, picture))
        picture = small
    return [*levels, picture.clone()]


def _compose(levels: Sequence[Tensor]) -> Tensor:
    """Rebuild the picture from the levels returned by _decompose()."""
    picture = levels[-1]
    for level in reversed(levels[:-1]):
        picture = level + _upsample(picture, level)
    return picture


def _upsample(picture: Tensor, like: Tensor) -> Tensor:
    return F.interpolate(picture, like.shape[2:], mode="bilinear", align_corners=False)


def _moments(
    adam: torch.optim.Adam, tensors: Sequence[Tensor], names: Sequence[str]
) -> tuple[int, dict[str, Tensor]]:
    """Return the step count and the moments, by name; there are none before the first step."""
    steps, moments = 0, dict[str, Tensor]()
    for name, tensor in zip(names, tensors, strict=True):
        if state := adam.state.get(tensor):
            steps = int(state["step"])
            moments |= {f"{moment}{name}": state[moment] for moment in _MOMENTS}
    return steps, moments


def _restore(
    adam: torch.optim.Adam,
    tensors: Sequence[Tensor],
    names: Sequence[str],
    steps: int,
    moments: Mapping[str, Tensor],
) -> None:
    """Restore the state that _moments() returned."""
    for name, tensor in zip(names, tensors, strict=True):
        if steps:
            adam.state[tensor] = {"step": torch.tensor(float(steps))} | {
                moment: moments[f"{moment}{name}"].to(tensor.device, copy=True).view_as(tensor)
                for moment in _MOMENTS
            }
