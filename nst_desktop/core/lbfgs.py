"""L-BFGS optimiser that takes one step at a time and whose history can be saved."""

from collections.abc import Mapping

import torch
from torch import Tensor

from nst_desktop.core.optimiser import OptimiserState
from nst_desktop.core.params import StyleParams


class LBFGS:
    """Limited-memory BFGS (Nocedal & Wright 2006, algorithm 7.4) with steps of length 1.

    It differs from the book in two respects.

    Low frequencies move further than high ones, since deep layers see large areas of the picture.
    To achieve this, the initial inverse Hessian is divided by the frequency, like a change of
    variables to a decorrelated picture (Olah, Mordvintsev & Schubert 2017). A style loss then needs
    a fifth fewer steps.

    Step lengths are limited. The first step has the length `first`, since the gradient's own length
    means nothing until some curvature is known. While the curvature is negative, nothing can be
    learnt from it, and each step is twice as long as the one before. No step is longer than
    `longest`.

    The picture is never clamped, since that would distort the curvature.
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
        """Start from a picture.

        Args:
            picture: Picture, (1, 3, H, W), about 0..1; optimised in place.
            history: Number of steps to remember.
            first: Length of the first step, as the root mean square over pixel values 0..1.
            longest: Length of the longest step, measured in the same way.
            compact: Whether to keep the history in 16 bits. After 60 steps, the loss is within 1 %
                of the loss with 32 bits. A history half as long in 32 bits would take the same
                memory, but the loss would be up to 5 % higher.
            soft: Whether low frequencies move further; if False, all frequencies move alike.
        """
        self._picture = picture
        self._first, self._longest = first, longest
        self._softness = _softness(picture) if soft else None
        self._moves = _Vectors(history, picture, compact)
        self._changes = _Vectors(history, picture, compact)
        self._inverse_curvature = picture.new_zeros(history)
        self._order: list[int] = []  # history rows, oldest first
        self._blind = 0  # number of steps taken without any known curvature
        self._last: tuple[Tensor, Tensor] | None = None  # the last step's move and gradient

    def step(self, gradient: Tensor) -> None:
        """See Optimiser."""
        flat = gradient.flatten()
        if self._last is not None:
            move, before = self._last
            self._learn(move, before.neg_().add_(flat))
            self._last = None  # frees its memory for the next move
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

    def memory(self) -> OptimiserState:
        """See Optimiser."""
        numbers = {"first": self._first, "longest": self._longest, "order": list(self._order)}
        numbers["blind"] = self._blind
        tensors = {
            "inverse_curvature": self._inverse_curvature,
            **self._moves.named("moves"), **self._changes.named("changes"),
        }  # fmt: skip
        if self._last is not None:
            tensors["move"], tensors["gradient"] = self._last
        return OptimiserState(numbers, tensors)

    def restore(self, memory: OptimiserState) -> None:
        """See Optimiser."""
        numbers, tensors = memory.numbers, memory.tensors
        order = [int(row) for row in numbers["order"]]
        if not set(order) <= set(range(len(self._inverse_curvature))):
            raise ValueError("the history is too long")
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
        """Return the vector with each Fourier component divided by its frequency."""
        if self._softness is None:
            return vector
        waves = torch.fft.rfft2(vector.view_as(self._picture)).mul_(self._softness)
        picture: Tensor = torch.fft.irfft2(waves, s=self._picture.shape[-2:])
        return picture.flatten()

    def _soft_square(self, vector: Tensor) -> Tensor:
        """Return vector.dot(_soften(vector)); Parseval's theorem avoids the inverse transform."""
        if self._softness is None:
            return vector.square().sum()
        waves = torch.view_as_real(torch.fft.rfft2(vector.view_as(self._picture)))
        energy = waves.square_().sum(-1).mul_(self._softness)
        width = self._picture.shape[-1]
        energy[..., 1 : (width + 1) // 2] *= 2  # each of these also stands for its mirror image
        return energy.sum() / (self._picture.shape[-2] * width)

    def _forget(self) -> None:
        self._order, self._last, self._blind = [], None, 0

    def _learn(self, move: Tensor, change: Tensor) -> None:
        """Remember a move and the gradient's change along it, if the curvature is positive."""
        if move.dot(change) <= 1e-7 * move.norm() * change.norm():
            return
        full = len(self._order) == len(self._inverse_curvature)
        row = self._order.pop(0) if full else len(self._order)
        self._order.append(row)
        self._moves.put(row, move)
        self._changes.put(row, change)
        self._inverse_curvature[row] = self._moves.get(row).dot(self._changes.get(row)).reciprocal()

    def _direction(self, gradient: Tensor) -> Tensor:
        """Return -H g using the two-loop recursion, computed entirely on the device."""
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
    """Return the factors 1 / f for rfft2's frequencies f.

    All waves longer than a quarter of the picture get the same factor.
    """
    height, width = picture.shape[-2:]
    down = torch.fft.fftfreq(height, device=picture.device)[:, None]
    across = torch.fft.rfftfreq(width, device=picture.device)[None]
    lowest = 4 / max(height, width)
    weights: Tensor = (down.square() + across.square()).sqrt_().clamp_min_(lowest).reciprocal_()
    return weights


class _Vectors:
    """Buffer for a fixed number of vectors, each as long as the flattened picture.

    In 16 bits, each vector is scaled to a mean square of 1, where float16 has the best resolution.
    """

    def __init__(self, count: int, picture: Tensor, compact: bool) -> None:
        dtype = torch.float16 if compact else picture.dtype
        self._rows = torch.empty((count, picture.numel()), dtype=dtype, device=picture.device)
        self._scales = picture.new_ones(count)
        self._compact = compact

    def put(self, row: int, vector: Tensor) -> None:
        """Replace the row's vector."""
        if self._compact:
            self._scales[row] = vector.square().mean().sqrt().clamp_min(1e-30)
            self._rows[row] = vector / self._scales[row]
        else:
            self._rows[row] = vector

    def get(self, row: int) -> Tensor:
        """Return the row's vector, which the caller must not modify."""
        if not self._compact:
            return self._rows[row]
        return self._rows[row].to(self._scales.dtype).mul_(self._scales[row])

    def named(self, name: str) -> dict[str, Tensor]:
        """Return the tensors that take() needs, by name."""
        return {name: self._rows, f"{name}_scales": self._scales}

    def take(self, name: str, tensors: Mapping[str, Tensor]) -> None:
        """Copy the tensors that named() returned.

        Raises:
            KeyError: If a tensor is missing.
            ValueError: If the vectors have a different size or type.
        """
        rows, scales = tensors[name], tensors[f"{name}_scales"]
        if rows.shape != self._rows.shape or rows.dtype != self._rows.dtype:
            raise ValueError(f"{name}: {tuple(rows.shape)} instead of {tuple(self._rows.shape)}")
        self._rows.copy_(rows)
        self._scales.copy_(scales)
