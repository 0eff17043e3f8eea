"""Exact sums over a layer's positions, and their gradient, in bounded memory.

VGG is a chain of blocks that end in poolings. Only what the poolings give is kept; inside a block
the picture is worked through in horizontal strips, each with as many rows more on both sides (its
halo) as the block has convolutions, so that the strip's own rows come out as those of the whole
picture do. Whatever adds up over positions (Gram matrices, moments, content errors) is added up
strip by strip; then, block by block from the last, every strip is computed once more and its share
of the gradient carried back. Nothing is approximated, and the price is one more pass forward.
A block that fits one strip is not computed again: the whole picture as one strip is the ordinary
computation.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import torch
from torch import Tensor

from nst_desktop.core.layers import LAYERS, POOLINGS, deepest
from nst_desktop.core.vgg import VGG19


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows of a layer: start, stop, and how many the whole layer has."""

    start: int
    stop: int
    whole: int

    @property
    def share(self) -> float:
        """These rows as a share of all."""
        return (self.stop - self.start) / self.whole

    def of(self, whole: Tensor) -> Tensor:
        """The same rows of a tensor (1, C, H, W) that has all."""
        return whole[:, :, self.start : self.stop]


@dataclass(frozen=True, slots=True, eq=False)
class Tap:
    """Something to be added up over a layer's positions.

    part: part(features, rows) gives what these rows, (1, C, h, W), add to the sum.
    """

    layer: str
    part: Callable[[Tensor, Rows], Tensor]


@dataclass(frozen=True, slots=True)
class _Block:
    """A run of layers up to a pooling. pooled: whether the pooling itself is needed."""

    convolutions: tuple[str, ...]
    pooling: str
    pooled: bool


@dataclass(slots=True, eq=False)
class _Kept:
    """A block that was one strip, with all that its gradient needs."""

    source: Tensor
    output: Tensor | None
    parts: list[tuple[int, Tensor]] = field(default_factory=list)


class Sweep:
    """Adds up the taps over a picture and carries gradients with respect to the sums back."""

    def __init__(
        self,
        network: VGG19,
        taps: Sequence[Tap],
        rows: int | None,
        checkpoint: Callable[[], None],
    ) -> None:
        """rows: about how many a strip has, at its block's resolution; None: all in one strip."""
        self._network, self._taps, self._checkpoint = network, taps, checkpoint
        self._rows = rows
        self._blocks = _blocks_up_to(deepest(tap.layer for tap in taps))

    def forward(self, prepared: Tensor, with_gradient: bool = True) -> list[Tensor]:
        """The sums of all taps. prepared: what VGG19.prepare gives, without a gradient of its own.

        with_gradient: whether backward will be called.
        """
        self._sources = [prepared]
        self._kept: list[_Kept | None] = []
        sums: list[Tensor | None] = [None] * len(self._taps)
        for number, block in enumerate(self._blocks):
            source = self._sources[number]
            strips = self._strips(number, source)
            keep = with_gradient and len(strips) == 1
            self._kept.append(self._whole_block(block, source, number) if keep else None)
            kept = self._kept[-1]
            if kept is not None:
                output = None if kept.output is None else kept.output.detach()
                _add_up(sums, [(index, part.detach()) for index, part in kept.parts])
            else:
                output = self._block_in_strips(block, source, number, strips, sums)
            if output is not None:
                self._sources.append(output)
        return [each for each in sums if each is not None]

    def backward(self, gradients: Sequence[Tensor]) -> Tensor:
        """The gradient with respect to what forward was given.

        gradients: those with respect to the sums. May be called once after each forward.
        """
        above: Tensor | None = None
        for number in reversed(range(len(self._blocks))):
            kept, self._kept[number] = self._kept[number], None
            if kept is not None:
                above = _carry_back(kept, gradients, above)
            else:
                above = self._strips_back(number, gradients, above)
            self._sources.pop()
        assert above is not None
        return above

    def _strips(self, number: int, source: Tensor) -> list[Rows]:
        """Strips as alike as can be, of even heights; an odd row at the end goes with the last."""
        whole = source.shape[2] - (2 if number == 0 else 0)
        count = 1 if self._rows is None else max(1, round(whole / self._rows))
        step = max(2, math.ceil(whole / count / 2) * 2)
        starts = range(0, max(1, whole - 1), step)
        stops = [*starts[1:], whole]
        return [Rows(start, stop, whole) for start, stop in zip(starts, stops, strict=True)]

    def _whole_block(self, block: _Block, source: Tensor, number: int) -> _Kept:
        with torch.enable_grad():
            leaf = source.detach().requires_grad_()
            kept = _Kept(leaf, None)
            rows = self._strips(number, source)[0]
            kept.output = self._through(block, leaf, number, rows, kept.parts)
        return kept

    @torch.no_grad()
    def _block_in_strips(
        self,
        block: _Block,
        source: Tensor,
        number: int,
        strips: list[Rows],
        sums: list[Tensor | None],
    ) -> Tensor | None:
        output: Tensor | None = None
        for rows in strips:
            parts: list[tuple[int, Tensor]] = []
            found = self._through(block, self._slice(number, source, rows), number, rows, parts)
            _add_up(sums, parts)
            if found is not None:
                if output is None:
                    shape = (1, found.shape[1], rows.whole // 2, found.shape[3])
                    output = found.new_empty(shape)
                output[:, :, rows.start // 2 : rows.stop // 2] = found
        return output

    def _strips_back(
        self, number: int, gradients: Sequence[Tensor], above: Tensor | None
    ) -> Tensor:
        """One block's gradient, strip by strip; where halos overlap, they add up."""
        block, source = self._blocks[number], self._sources[number]
        below = torch.zeros_like(source)
        for rows in self._strips(number, source):
            with torch.enable_grad():
                leaf = self._slice(number, source, rows).detach().requires_grad_()
                kept = _Kept(leaf, None)
                kept.output = self._through(block, leaf, number, rows, kept.parts)
            part = None if above is None else above[:, :, rows.start // 2 : rows.stop // 2]
            start, stop = self._reach(number, rows)
            below[:, :, start:stop] += _carry_back(kept, gradients, part)
        return below

    def _slice(self, number: int, source: Tensor, rows: Rows) -> Tensor:
        start, stop = self._reach(number, rows)
        return source[:, :, start:stop]

    def _reach(self, number: int, rows: Rows) -> tuple[int, int]:
        """The rows of the block's source that these rows of the block depend on."""
        halo = len(self._blocks[number].convolutions)
        start, stop = max(0, rows.start - halo), min(rows.whole, rows.stop + halo)
        return (start, stop + 2) if number == 0 else (start, stop)

    def _through(
        self,
        block: _Block,
        source: Tensor,
        number: int,
        rows: Rows,
        parts: list[tuple[int, Tensor]],
    ) -> Tensor | None:
        """A strip with its halo through the block; what its own rows add is put into parts."""
        first = self._reach(number, rows)[0]
        own = slice(rows.start - first, rows.stop - first)
        current = source
        for name in block.convolutions:
            current = self._network.layer(name, current, self._checkpoint)
            self._tap(name, current[:, :, own], rows, parts)
        if not block.pooled:
            return None
        current = self._network.layer(block.pooling, current[:, :, own], self._checkpoint)
        halves = Rows(rows.start // 2, rows.stop // 2, rows.whole // 2)
        self._tap(block.pooling, current, halves, parts)
        return current

    def _tap(
        self, name: str, features: Tensor, rows: Rows, parts: list[tuple[int, Tensor]]
    ) -> None:
        indices = [index for index, tap in enumerate(self._taps) if tap.layer == name]
        if indices and rows.stop > rows.start:
            wide = self._network.widened(features)
            parts += [(index, self._taps[index].part(wide, rows)) for index in indices]


def _carry_back(kept: _Kept, gradients: Sequence[Tensor], above: Tensor | None) -> Tensor:
    outputs = [part for _, part in kept.parts]
    above_parts = [gradients[index] for index, _ in kept.parts]
    if kept.output is not None and above is not None:
        outputs.append(kept.output)
        above_parts.append(above)
    return torch.autograd.grad(outputs, kept.source, above_parts)[0]


def _add_up(sums: list[Tensor | None], parts: list[tuple[int, Tensor]]) -> None:
    for index, part in parts:
        before = sums[index]
        sums[index] = part if before is None else before.add_(part)


def _blocks_up_to(last: str) -> list[_Block]:
    """The blocks that the network needs to reach this layer."""
    blocks: list[_Block] = []
    convolutions: list[str] = []
    for name in LAYERS[: LAYERS.index(last) + 1]:
        if name in POOLINGS:
            blocks.append(_Block(tuple(convolutions), name, True))
            convolutions = []
        else:
            convolutions.append(name)
    if convolutions:
        blocks.append(_Block(tuple(convolutions), f"pool{convolutions[0][4]}", False))
    return blocks
