"""Exact sums over a layer's positions, and their gradient, in bounded memory.

VGG is a chain of blocks that end in poolings. Only what the poolings give is kept; inside a block
the picture is worked through in horizontal strips, each with as many rows more on both sides (its
halo) as the block has convolutions, so that the strip's own rows come out as those of the whole
picture do. Whatever adds up over positions (Gram matrices, moments, content errors) is added up
strip by strip; then, block by block from the last, every strip is computed once more and its share
of the gradient carried back. Nothing is approximated, and the price is one more pass forward, for
as many blocks as the plan says: of the others all features are kept, which is the ordinary way.

The way back is written out, not left to autograd: gradients are added up where they lie, features
are given back as soon as they are done with, and nothing is filled with zeros only to be added to.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import torch
from torch import Tensor

from nst_desktop.core.layers import POOLINGS, deepest
from nst_desktop.core.stages import Plan, Rows, Stage, stages_up_to
from nst_desktop.core.vgg import VGG19

__all__ = ["Plan", "Rows", "Sweep", "Tap"]


class Tap(Protocol):
    """Something to be added up over a layer's positions."""

    @property
    def layer(self) -> str:
        """The layer's name."""

    def part(self, features: Tensor, rows: Rows) -> Tensor:
        """What these rows of the layer, (1, C, h, W), add to the sum."""

    def pull(self, features: Tensor, rows: Rows, above: Tensor, gradient: Tensor) -> None:
        """Add to gradient, (1, C, h, W), that with respect to features of the part.

        above: the gradient with respect to the sum.
        """


@dataclass(slots=True, eq=False)
class _Strip:
    """A strip on its way through its stage.

    source: the stage's source, with the halo. outputs: what its layers gave, in their order.
    """

    rows: Rows
    source: Tensor
    outputs: list[Tensor] = field(default_factory=list)


class Sweep:
    """Adds up the taps over a picture and carries gradients with respect to the sums back."""

    def __init__(
        self,
        network: VGG19,
        taps: Sequence[Tap],
        plan: Plan,
        checkpoint: Callable[[], None],
    ) -> None:
        """checkpoint: called before every layer, on both ways."""
        self._network, self._taps, self._checkpoint = network, taps, checkpoint
        self._stages = stages_up_to(deepest(tap.layer for tap in taps), plan)
        self._sources: list[Tensor] = []
        self._kept: list[_Strip | None] = []

    @torch.no_grad()
    def forward(self, prepared: Tensor, with_gradient: bool = True) -> list[Tensor]:
        """The sums of all taps. prepared: what VGG19.prepare gives.

        with_gradient: whether backward will be called; without, nothing is kept.
        """
        self._sources, self._kept = [], []
        sums: list[Tensor | None] = [None] * len(self._taps)
        source: Tensor | None = prepared
        for stage in self._stages:
            assert source is not None
            keep = with_gradient and stage.rows == 0
            if with_gradient:
                self._sources.append(source)
                self._kept.append(None)
            source = self._stage_there(stage, source, sums, keep)
        return [each for each in sums if each is not None]

    @torch.no_grad()
    def backward(self, gradients: Sequence[Tensor]) -> Tensor:
        """The gradient with respect to what forward was given.

        gradients: those with respect to the sums. May be called once after each forward.
        """
        above: Tensor | None = None
        for stage in reversed(self._stages):
            above = self._stage_back(stage, self._sources.pop(), gradients, above)
        assert above is not None
        return above

    def _stage_there(
        self, stage: Stage, source: Tensor, sums: list[Tensor | None], keep: bool
    ) -> Tensor | None:
        """The stage's output, if another stage follows."""
        output: Tensor | None = None
        for rows in stage.strips(_height(stage, source)):
            strip = self._through(stage, source, rows, sums, keep)
            if keep:
                self._kept[-1] = strip
            if stage is self._stages[-1]:
                continue
            reach, own = _at_end(stage, rows)
            found = own.within(reach).of(strip.outputs[-1])
            if own.share == 1:
                return found
            if output is None:
                output = found.new_empty((1, found.shape[1], own.whole, found.shape[3]))
            own.of(output).copy_(found)
        return output

    def _through(
        self,
        stage: Stage,
        source: Tensor,
        rows: Rows,
        sums: list[Tensor | None] | None,
        keep: bool,
    ) -> _Strip:
        """A strip through its stage. sums: take up the taps' parts. keep: all outputs."""
        reach = stage.reach(rows)
        strip = _Strip(rows, _source_rows(stage, source, reach))
        current, own = strip.source, rows
        for name in stage.layers:
            self._checkpoint()
            current = self._network.layer(name, current)
            if not keep:
                strip.outputs.clear()
            strip.outputs.append(current)
            if name in POOLINGS:
                reach, own = reach.halved(), own.halved()
            if sums is not None:
                self._add_up(name, current, reach, own, sums)
        return strip

    def _add_up(
        self, name: str, output: Tensor, reach: Rows, own: Rows, sums: list[Tensor | None]
    ) -> None:
        indices = self._at(name, own)
        if not indices:
            return
        features = self._network.widened(own.within(reach).of(output))
        for index in indices:
            part, before = self._taps[index].part(features, own), sums[index]
            sums[index] = part if before is None else before.add_(part)

    def _stage_back(
        self, stage: Stage, source: Tensor, gradients: Sequence[Tensor], above: Tensor | None
    ) -> Tensor:
        """One stage's gradient, strip by strip; where halos overlap, they add up."""
        kept = self._kept.pop()
        below: Tensor | None = None
        for rows in stage.strips(_height(stage, source)):
            strip = kept or self._through(stage, source, rows, None, True)
            kept = None
            found = self._strip_back(stage, strip, gradients, above)
            if rows.share == 1:
                return found
            if below is None:
                below = torch.zeros_like(source)
            _source_rows(stage, below, stage.reach(rows)).add_(found)
        assert below is not None
        return below

    def _strip_back(
        self, stage: Stage, strip: _Strip, gradients: Sequence[Tensor], above: Tensor | None
    ) -> Tensor:
        """The gradient with respect to the strip's source. above: that of the stage's output."""
        reach, own = _at_end(stage, strip.rows)
        found = None if above is None else _own_only(own, reach, above)
        for place in reversed(range(len(stage.layers))):
            self._checkpoint()
            name, output = stage.layers[place], strip.outputs.pop()
            reach, own = _after(stage, strip.rows, stage.layers[: place + 1])
            gradient = self._pull(name, output, reach, own, gradients, found)
            features = strip.outputs[-1] if strip.outputs else None
            found = self._network.layer_back(name, features, output, gradient)
        assert found is not None
        return found

    def _pull(
        self,
        name: str,
        output: Tensor,
        reach: Rows,
        own: Rows,
        gradients: Sequence[Tensor],
        gradient: Tensor | None,
    ) -> Tensor:
        """The gradient with respect to a layer's output, with what its taps add."""
        if gradient is None:
            gradient = torch.zeros_like(output)
        indices = self._at(name, own)
        if not indices:
            return gradient
        features = own.within(reach).of(output)
        into = own.within(reach).of(gradient)
        wide = self._network.widened(features)
        plain = wide is features
        pulled = into if plain else torch.zeros_like(wide)
        for index in indices:
            self._taps[index].pull(wide, own, gradients[index], pulled)
        if not plain:
            into += self._network.narrowed(pulled)
        return gradient

    def _at(self, name: str, own: Rows) -> list[int]:
        """The taps of a layer, if the strip has rows of it."""
        if own.stop <= own.start:
            return []
        return [index for index, tap in enumerate(self._taps) if tap.layer == name]


def _height(stage: Stage, source: Tensor) -> int:
    return source.shape[2] - (2 if stage.is_first else 0)


def _source_rows(stage: Stage, source: Tensor, reach: Rows) -> Tensor:
    """The rows of a stage's source; the picture has one row more on each side."""
    return source[:, :, reach.start : reach.stop + (2 if stage.is_first else 0)]


def _at_end(stage: Stage, rows: Rows) -> tuple[Rows, Rows]:
    return _after(stage, rows, stage.layers)


def _after(stage: Stage, rows: Rows, layers: Sequence[str]) -> tuple[Rows, Rows]:
    """A strip's rows with and without its halo, after these layers of its stage."""
    reach, own = stage.reach(rows), rows
    for name in layers:
        if name in POOLINGS:
            reach, own = reach.halved(), own.halved()
    return reach, own


def _own_only(own: Rows, reach: Rows, above: Tensor) -> Tensor:
    """The gradient above of a strip's own rows; in its halo it is another strip's."""
    if own.share == 1 and reach == own:
        return above
    shape = (*above.shape[:2], reach.stop - reach.start, above.shape[3])
    found = above.new_zeros(shape)
    own.within(reach).of(found).copy_(own.of(above))
    return found
