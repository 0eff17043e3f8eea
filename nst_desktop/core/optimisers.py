"""The optimisers: each improves a picture in place, one step per gradient."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import torch
from torch import Tensor

from nst_desktop.core.params import StyleParams

# From so many values on (2 Mpx) L-BFGS' memory is what takes the most, and is kept in 16 bits.
COMPACT_FROM = 6_000_000


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


class LBFGS:
    """Limited-memory BFGS (Nocedal & Wright 2006, algorithm 7.4) with steps of length 1.

    Departures: low frequencies move further than high ones, since deep layers look at wide parts
    of the picture: the Hessian's first guess is divided by the frequency, as a change of variables
    to a decorrelated picture would do it (Olah, Mordvintsev & Schubert 2017). A style's loss then
    takes a fifth fewer steps. The first step is as long as `first` says, since without any
    curvature the gradient's own length means nothing, and twice as long as the one before while
    the curve bends downwards and nothing is learnt of it; and no step changes the picture by more
    than `longest`.
    Both are root mean squares over the pixels, for values 0..1. The picture is never clamped:
    that would make the curvature wrong.
    """

    def __init__(
        self,
        picture: Tensor,
        history: int,
        first: float = 0.002,
        longest: float = 0.1,
        compact: bool = False,
        soft: bool = True,
    ) -> None:
        """picture: improved in place. history: how many steps are remembered; compact: in 16
        bits (after 60 steps the loss is within 1 % of that of 32 bits; half the history, which
        takes as much, ends up to 5 % higher). soft: False for all frequencies alike."""
        self._picture = picture
        self._first, self._longest = first, longest
        self._softness = _softness(picture) if soft else None
        self._moves = _Vectors(history, picture, compact)
        self._changes = _Vectors(history, picture, compact)
        self._inverse_curvature = picture.new_zeros(history)
        self._order: list[int] = []  # rows of the memory, oldest first
        self._blind = 0  # steps taken without any curvature
        self._last: tuple[Tensor, Tensor] | None = None  # move and gradient

    def step(self, gradient: Tensor) -> None:
        """See Optimiser."""
        flat = gradient.flatten()
        if self._last is not None:
            move, before = self._last
            self._learn(move, before.neg_().add_(flat))
            self._last = None  # its memory is for the next move
            del move, before
        move = self._direction(flat)
        length = move.square().mean().sqrt().clamp_min(1e-30)
        if self._order:
            move *= (self._longest / length).clamp_max(1)
        else:
            move *= min(self._first * 2**self._blind, self._longest) / length
            self._blind += 1
        self._picture += move.view_as(self._picture)
        self._last = move, flat

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

    def memory(self) -> Memory:
        """See Optimiser."""
        numbers = {"first": self._first, "longest": self._longest, "order": list(self._order)}
        numbers["blind"] = self._blind
        tensors = {
            "inverse_curvature": self._inverse_curvature,
            **self._moves.named("moves"), **self._changes.named("changes"),
        }  # fmt: skip
        if self._last is not None:
            tensors["move"], tensors["gradient"] = self._last
        return Memory(numbers, tensors)

    def restore(self, memory: Memory) -> None:
        """See Optimiser."""
        numbers, tensors = memory.numbers, memory.tensors
        order = [int(row) for row in numbers["order"]]
        if not set(order) <= set(range(len(self._inverse_curvature))):
            raise ValueError("the history is longer than it may be")
        self._first, self._longest = float(numbers["first"]), float(numbers["longest"])
        self._order, self._blind = order, int(numbers["blind"])
        self._inverse_curvature.copy_(tensors["inverse_curvature"])
        self._moves.take("moves", tensors)
        self._changes.take("changes", tensors)
        if "move" in tensors:
            device, count = self._picture.device, self._picture.numel()
            last = [tensors[name].to(device, copy=True) for name in ("move", "gradient")]
            self._last = last[0].view(count), last[1].view(count)

    def _soften(self, vector: Tensor) -> Tensor:
        """A vector with its frequencies divided by themselves."""
        if self._softness is None:
            return vector
        waves = torch.fft.rfft2(vector.view_as(self._picture)).mul_(self._softness)
        return torch.fft.irfft2(waves, s=self._picture.shape[-2:]).flatten()

    def _soft_square(self, vector: Tensor) -> Tensor:
        """vector.dot(_soften(vector)), which by Parseval's theorem needs no way back."""
        if self._softness is None:
            return vector.square().sum()
        waves = torch.view_as_real(torch.fft.rfft2(vector.view_as(self._picture)))
        energy = waves.square_().sum(-1).mul_(self._softness)
        width = self._picture.shape[-1]
        energy[..., 1 : (width + 1) // 2] *= 2  # each stands for its mirror image too
        return energy.sum() / (self._picture.shape[-2] * width)

    def _forget(self) -> None:
        self._order, self._last, self._blind = [], None, 0

    def _learn(self, move: Tensor, change: Tensor) -> None:
        """Remember a move and the change of gradient it made, if the curve bent upwards."""
        if move.dot(change) <= 1e-7 * move.norm() * change.norm():
            return
        full = len(self._order) == len(self._inverse_curvature)
        row = self._order.pop(0) if full else len(self._order)
        self._order.append(row)
        self._moves.put(row, move)
        self._changes.put(row, change)
        self._inverse_curvature[row] = self._moves.get(row).dot(self._changes.get(row)).reciprocal()

    def _direction(self, gradient: Tensor) -> Tensor:
        """-H g by the two-loop recursion, without leaving the device."""
        move = -gradient
        shares = {}
        for row in reversed(self._order):
            shares[row] = self._moves.get(row).dot(move) * self._inverse_curvature[row]
            move.addcmul_(self._changes.get(row), shares[row], value=-1)
        move = self._soften(move)
        if self._order:
            newest = self._order[-1]
            move /= self._inverse_curvature[newest] * self._soft_square(self._changes.get(newest))
        for row in self._order:
            rest = shares[row] - self._changes.get(row).dot(move) * self._inverse_curvature[row]
            move.addcmul_(self._moves.get(row), rest)
        return move


def _softness(picture: Tensor) -> Tensor:
    """1 / f for the frequencies of rfft2; those of more than a quarter of the picture alike."""
    height, width = picture.shape[-2:]
    down = torch.fft.fftfreq(height, device=picture.device)[:, None]
    across = torch.fft.rfftfreq(width, device=picture.device)[None]
    lowest = 4 / max(height, width)
    return (down.square() + across.square()).sqrt_().clamp_min_(lowest).reciprocal_()


class _Vectors:
    """As many vectors of a picture's length as history says.

    In 16 bits each is scaled to a mean square of 1, where these numbers are the finest.
    """

    def __init__(self, count: int, picture: Tensor, compact: bool) -> None:
        dtype = torch.float16 if compact else picture.dtype
        self._rows = torch.empty((count, picture.numel()), dtype=dtype, device=picture.device)
        self._scales = picture.new_ones(count)
        self._compact = compact

    def put(self, row: int, vector: Tensor) -> None:
        """Write this vector over the row's."""
        if self._compact:
            self._scales[row] = vector.square().mean().sqrt().clamp_min(1e-30)
            self._rows[row] = vector / self._scales[row]
        else:
            self._rows[row] = vector

    def get(self, row: int) -> Tensor:
        """The row's vector, to read only."""
        if not self._compact:
            return self._rows[row]
        return self._rows[row].to(self._scales.dtype).mul_(self._scales[row])

    def named(self, name: str) -> dict[str, Tensor]:
        """What take needs."""
        return {name: self._rows, f"{name}_scales": self._scales}

    def take(self, name: str, tensors: Mapping[str, Tensor]) -> None:
        """Copy what named has given, of the same size."""
        rows, scales = tensors[name], tensors[f"{name}_scales"]
        if rows.shape != self._rows.shape or rows.dtype != self._rows.dtype:
            raise ValueError(f"{name}: {tuple(rows.shape)} in place of {tuple(self._rows.shape)}")
        self._rows.copy_(rows)
        self._scales.copy_(scales)


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
        self._group["lr"] /= 2
        self._sum, self._weight = torch.zeros_like(picture), 0.0

    def restart(self, params: StyleParams) -> None:
        """See Optimiser. Adam's moments fade by themselves within tens of steps."""
        self._group["lr"] = params.learning_rate

    def memory(self) -> Memory:
        """See Optimiser."""
        state = self._adam.state.get(self._picture, {})
        numbers = {"rate": self._group["lr"], "weight": self._weight, "steps": 0}
        if state:
            numbers["steps"] = int(state["step"])
        moments = {name: state[name] for name in ("exp_avg", "exp_avg_sq") if state}
        return Memory(numbers, {"sum": self._sum, **moments})

    def restore(self, memory: Memory) -> None:
        """See Optimiser."""
        numbers, tensors = memory.numbers, memory.tensors
        self._group["lr"], self._weight = float(numbers["rate"]), float(numbers["weight"])
        self._sum.copy_(tensors["sum"])
        if numbers["steps"]:
            self._adam.state[self._picture] = {
                "step": torch.tensor(float(numbers["steps"])),
                **{
                    name: tensors[name].to(self._picture.device, copy=True).view_as(self._picture)
                    for name in ("exp_avg", "exp_avg_sq")
                },
            }

    @property
    def _group(self) -> dict[str, Any]:
        return self._adam.param_groups[0]


def make_optimiser(params: StyleParams, picture: Tensor, last: str) -> Optimiser:
    """The optimiser that the parameters ask for; it improves the picture in place.

    last: the deepest layer of the objective. Those of the first two blocks see single pixels and
    are the quickest with all frequencies alike.
    """
    if params.optimiser == "adam":
        return Adam(picture, params.learning_rate)
    compact, soft = picture.numel() >= COMPACT_FROM, last[4] > "2"
    return LBFGS(picture, params.history, compact=compact, soft=soft)
