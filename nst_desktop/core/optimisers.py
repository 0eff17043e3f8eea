"""The optimisers: each improves a picture in place, one step per gradient."""

from typing import Protocol

import torch
from torch import Tensor

from nst_desktop.core.params import StyleParams


class Optimiser(Protocol):
    """One step at a time, so that every step can be shown, paused and stopped."""

    def step(self, gradient: Tensor) -> None:
        """Improve the picture by its gradient, of the picture's shape."""

    def shown(self) -> Tensor:
        """The picture to show and to save: (1, 3, H, W), any range."""

    def retry(self, picture: Tensor) -> None:
        """Go on from this picture, forgetting what was learnt, with steps half as long."""

    def restart(self, params: StyleParams) -> None:
        """Go on with other parameters: the objective has changed, and what was learnt is void."""


class LBFGS:
    """Limited-memory BFGS (Nocedal & Wright 2006, algorithm 7.4) with steps of length 1.

    Departures: the first step is as long as `first` says, since without any curvature the
    gradient's own length means nothing; and no step changes the picture by more than `longest`.
    Both are root mean squares over the pixels, for values 0..1. The picture is never clamped:
    that would make the curvature wrong.
    """

    def __init__(
        self, picture: Tensor, history: int, first: float = 0.002, longest: float = 0.1
    ) -> None:
        """picture: improved in place. history: how many steps are remembered."""
        self._picture = picture
        self._first, self._longest = first, longest
        shape = (history, picture.numel())
        self._moves = torch.empty(shape, dtype=picture.dtype, device=picture.device)
        self._changes = torch.empty_like(self._moves)
        self._inverse_curvature = picture.new_empty(history)
        self._order: list[int] = []  # rows of the memory, oldest first
        self._last: tuple[Tensor, Tensor] | None = None  # move and gradient

    def step(self, gradient: Tensor) -> None:
        """See Optimiser."""
        flat = gradient.flatten()
        if self._last is not None:
            self._learn(*self._last, flat)
        move = self._direction(flat)
        length = move.square().mean().sqrt().clamp_min(1e-30)
        if self._order:
            move *= (self._longest / length).clamp_max(1)
        else:
            move *= self._first / length
        self._picture += move.view_as(self._picture)
        self._last = move, flat.clone()

    def shown(self) -> Tensor:
        """See Optimiser."""
        return self._picture

    def retry(self, picture: Tensor) -> None:
        """See Optimiser."""
        self._picture.copy_(picture)
        self._first, self._longest = self._first / 2, self._longest / 2
        self._forget()

    def restart(self, params: StyleParams) -> None:
        """See Optimiser."""
        self._forget()

    def _forget(self) -> None:
        self._order, self._last = [], None

    def _learn(self, move: Tensor, before: Tensor, after: Tensor) -> None:
        """Remember a move and the change of gradient it made, if the curve bent upwards."""
        change = after - before
        curvature = move.dot(change)
        if curvature <= 1e-7 * move.norm() * change.norm():
            return
        full = len(self._order) == len(self._moves)
        row = self._order.pop(0) if full else len(self._order)
        self._order.append(row)
        self._moves[row], self._changes[row] = move, change
        self._inverse_curvature[row] = curvature.reciprocal()

    def _direction(self, gradient: Tensor) -> Tensor:
        """-H g by the two-loop recursion, without leaving the device."""
        move = -gradient
        shares = {}
        for row in reversed(self._order):
            shares[row] = self._moves[row].dot(move) * self._inverse_curvature[row]
            move.addcmul_(self._changes[row], shares[row], value=-1)
        if self._order:
            newest = self._order[-1]
            move /= self._inverse_curvature[newest] * self._changes[newest].square().sum()
        for row in self._order:
            rest = shares[row] - self._changes[row].dot(move) * self._inverse_curvature[row]
            move.addcmul_(self._moves[row], rest)
        return move


class Adam:
    """Adam (Kingma & Ba 2015), the picture clamped to 0..1 after each step.

    Shown is the bias-corrected moving average of the pictures, which hides Adam's jitter
    (decay 0.99, as in crowsonkb/style-transfer-pytorch).
    """

    _DECAY = 0.99

    def __init__(self, picture: Tensor, learning_rate: float) -> None:
        """picture: improved in place. learning_rate: for values 0..1."""
        self._picture = picture
        self._adam = torch.optim.Adam([picture], lr=learning_rate, betas=(0.9, 0.99))
        self._sum, self._weight = torch.zeros_like(picture), 0.0

    def step(self, gradient: Tensor) -> None:
        """See Optimiser."""
        self._picture.grad = gradient
        self._adam.step()
        self._picture.grad = None
        self._picture.clamp_(0, 1)
        self._sum.lerp_(self._picture, 1 - self._DECAY)
        self._weight = self._weight * self._DECAY + (1 - self._DECAY)

    def shown(self) -> Tensor:
        """See Optimiser."""
        return self._sum / self._weight if self._weight else self._picture

    def retry(self, picture: Tensor) -> None:
        """See Optimiser."""
        self._picture.copy_(picture)
        self._adam.state.clear()
        for group in self._adam.param_groups:
            group["lr"] /= 2
        self._sum, self._weight = torch.zeros_like(picture), 0.0

    def restart(self, params: StyleParams) -> None:
        """See Optimiser. Adam's moments fade by themselves within tens of steps."""
        for group in self._adam.param_groups:
            group["lr"] = params.learning_rate


def make_optimiser(params: StyleParams, picture: Tensor) -> Optimiser:
    """The optimiser that the parameters ask for; it improves the picture in place."""
    if params.optimiser == "adam":
        return Adam(picture, params.learning_rate)
    return LBFGS(picture, params.history)
