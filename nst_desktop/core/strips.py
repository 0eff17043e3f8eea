"""Exact sums over a layer's positions, and their gradient, in bounded memory.

VGG is a chain of blocks that end in poolings. Inside a block the picture is worked through in
horizontal strips, each with as many rows more on both sides (its halo) as the block has
convolutions, so that the strip's own rows come out as those of the whole picture do. Whatever adds
up over positions (Gram matrices, moments, content errors) is added up strip by strip; then, block
by block from the last, each strip's share of the gradient is carried back. Nothing is approximated.

The filters are constant, so the way back needs few features: where a ReLU was above zero, which of
four a maximum pooling took (a bit each), and the features of the layers that are compared. These
memos are kept; or, where memory is short, nothing is, and a block is computed once more on the way
back, for as many blocks as the plan says.

The way back is written out, not left to autograd: gradients are added up where they lie, features
are given back as soon as they are done with, and no zero buffers are allocated just to accumulate
into.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import torch
from torch import Tensor

from nst_desktop.core.heap import trim_heap
from nst_desktop.core.layers import LAYERS, POOLINGS, deepest
from nst_desktop.core.signs import layout_of
from nst_desktop.core.stages import MemoryPlan, Rows, Stage, stages_up_to
from nst_desktop.core.vgg import VGG19, Memo

__all__ = ["Look", "MemoryPlan", "Rows", "Sweep", "Tap"]


class Tap(Protocol):
    """Something to be added up over a layer's positions."""

    @property
    def layer(self) -> str:
        """The layer's name."""

    def part(self, features: Tensor, rows: Rows) -> Tensor:
        """What these rows of the layer, (1, C, h, W), add to the sum.

        features: may be of 16 bits, and in any memory layout; the part is of 32.
        """

    def pull(self, features: Tensor, rows: Rows, above: Tensor, gradient: Tensor) -> None:
        """Add to gradient, (1, C, h, W), that with respect to features of the part.

        above: the gradient with respect to the sum. gradient: of the features' type or a wider one.
        """


Look = Callable[[Tensor, Sequence[Tap]], list[Tensor]]  # the taps' sums over a picture


@dataclass(slots=True, eq=False)
class _Strip:
    """A strip, and what its way back needs to know.

    memos: of its stage's layers, in their order. features: of the tapped layers, its own rows only.
    shape, layout: of what its last layer gave, halo included.
    """

    rows: Rows
    memos: list[Memo] = field(default_factory=list)
    features: dict[str, Tensor] = field(default_factory=dict)
    shape: tuple[int, ...] = ()
    layout: torch.memory_format = torch.contiguous_format


@dataclass(slots=True, eq=False)
class _Passage:
    """A stage on its way there, for its way back.

    source: what it was given; None where that is not needed again. shape: of the source.
    """

    stage: Stage
    source: Tensor | None
    shape: torch.Size
    strips: list[_Strip] = field(default_factory=list)


class Sweep:
    """Adds up the taps over a picture and carries gradients with respect to the sums back."""

    def __init__(
        self,
        network: VGG19,
        taps: Sequence[Tap],
        plan: MemoryPlan,
        checkpoint: Callable[[], None],
    ) -> None:
        """checkpoint: called before every layer, on both ways."""
        self._network, self._taps, self._checkpoint = network, taps, checkpoint
        self._stages = stages_up_to(deepest(tap.layer for tap in taps), plan)
        self._tapped = {tap.layer for tap in taps}
        self._passages: list[_Passage] = []
        self._trim = trim_heap if plan.is_sparing else lambda: None

    @torch.no_grad()
    def forward(self, prepared: Tensor, with_gradient: bool = True) -> list[Tensor]:
        """The sums of all taps. prepared: what VGG19.prepare gives.

        with_gradient: whether backward will be called; without, nothing is kept.
        """
        self._passages = []
        sums: list[Tensor | None] = [None] * len(self._taps)
        source: Tensor | None = prepared
        for stage in self._stages:
            assert source is not None
            needed = with_gradient and (stage.is_repeated or stage.is_first)
            passage = _Passage(stage, source if needed else None, source.shape)
            if with_gradient:
                self._passages.append(passage)
            source = self._stage_there(passage, source, sums, with_gradient)
            self._trim()
        return [each for each in sums if each is not None]

    @torch.no_grad()
    def backward(self, gradients: Sequence[Tensor]) -> Tensor:
        """The gradient with respect to what forward was given.

        gradients: those with respect to the sums. May be called once after each forward.
        """
        above: Tensor | None = None
        while self._passages:
            above = self._stage_back(self._passages.pop(), gradients, above)
            self._trim()
        assert above is not None
        return above

    def _stage_there(
        self,
        passage: _Passage,
        source: Tensor,
        sums: list[Tensor | None],
        with_gradient: bool,
    ) -> Tensor | None:
        """The stage's output, if another stage follows."""
        stage, output = passage.stage, None
        record = with_gradient and not stage.is_repeated
        for rows in stage.strips(stage.height(source.shape)):
            strip, found = self._through(stage, source, rows, sums, record)
            if record:
                passage.strips.append(strip)
            if stage is self._stages[-1]:
                continue
            reach, own = stage.at_end(rows)
            part = own.within(reach).of(found)
            if own.share == 1:
                return part
            if output is None:
                output = _empty((1, part.shape[1], own.whole, part.shape[3]), found)
            own.of(output).copy_(part)
        return output

    def _through(
        self,
        stage: Stage,
        source: Tensor,
        rows: Rows,
        sums: list[Tensor | None] | None,
        record: bool,
    ) -> tuple[_Strip, Tensor]:
        """A strip through its stage: what its way back needs, if recorded, and the last output.

        sums: take up the taps' parts.
        """
        reach, own = stage.reach(rows), rows
        strip, current = _Strip(rows), stage.rows_of(source, reach)
        for name in stage.layers:
            self._checkpoint()
            if record:
                current, memo = self._network.record(name, current, name in self._tapped)
                strip.memos.append(memo)
            else:
                current = self._network.layer(name, current)
            if name in POOLINGS:
                reach, own = reach.halved(), own.halved()
            self._look(name, current, reach, own, sums, strip if record else None)
        strip.shape, strip.layout = tuple(current.shape), layout_of(current)
        return strip, current

    def _look(
        self,
        name: str,
        output: Tensor,
        reach: Rows,
        own: Rows,
        sums: list[Tensor | None] | None,
        strip: _Strip | None,
    ) -> None:
        """Hand a layer's own rows to its taps, and keep them in the strip for the way back."""
        if name not in self._tapped or own.stop <= own.start:
            return
        features = own.within(reach).of(output)
        if sums is not None:
            seen = self._network.in_unit(features)
            for index in self._at(name, own):
                part, before = self._taps[index].part(seen, own), sums[index]
                sums[index] = part if before is None else before.add_(part)
        if strip is not None and name != LAYERS[0]:  # the first is computed again from the picture
            strip.features[name] = features if own == reach else features.clone()

    def _stage_back(
        self, passage: _Passage, gradients: Sequence[Tensor], above: Tensor | None
    ) -> Tensor:
        """One stage's gradient, strip by strip; where halos overlap, they add up."""
        stage, source = passage.stage, passage.source
        below: Tensor | None = None
        filled = 0
        for rows in stage.strips(stage.height(passage.shape)):
            if stage.is_repeated:
                assert source is not None
                strip, _ = self._through(stage, source, rows, None, True)
            else:
                strip = passage.strips.pop(0)
            found = self._strip_back(stage, strip, source, gradients, above)
            if rows.share == 1:
                return found
            if below is None:
                below = _empty(passage.shape, found)
            reach = stage.reach(rows)
            both = filled - reach.start
            below[:, :, reach.start : filled] += found[:, :, :both]
            filled = reach.start + found.shape[2]
            below[:, :, reach.start + both : filled].copy_(found[:, :, both:])
        assert below is not None
        return below

    def _strip_back(
        self,
        stage: Stage,
        strip: _Strip,
        source: Tensor | None,
        gradients: Sequence[Tensor],
        above: Tensor | None,
    ) -> Tensor:
        """The gradient with respect to the strip's source. above: that of the stage's output."""
        reach, own = stage.at_end(strip.rows)
        found = None if above is None else _own_only(own, reach, above)
        for position in reversed(range(len(stage.layers))):
            self._checkpoint()
            name = stage.layers[position]
            reach, own = stage.after(strip.rows, stage.layers[: position + 1])
            if found is None:
                found = _zeros(strip.shape, strip.layout, gradients[0], self._network.dtype)
            self._pull(name, self._features(stage, strip, name, own, source), reach, own,
                       gradients, found)  # fmt: skip
            found = self._network.layer_back(name, strip.memos.pop(), found)
        assert found is not None
        return found

    def _features(
        self, stage: Stage, strip: _Strip, name: str, own: Rows, source: Tensor | None
    ) -> Tensor | None:
        """A tapped layer's features in the strip's own rows."""
        if name not in self._tapped or own.stop <= own.start:
            return None
        if name != LAYERS[0]:
            return strip.features.pop(name)
        assert source is not None
        return self._network.layer(name, stage.rows_of(source, own))

    def _pull(
        self,
        name: str,
        features: Tensor | None,
        reach: Rows,
        own: Rows,
        gradients: Sequence[Tensor],
        gradient: Tensor,
    ) -> None:
        """Add to the gradient with respect to a layer's output what its taps have to add."""
        if features is None:
            return
        into = own.within(reach).of(gradient)
        seen = self._network.in_unit(features)
        is_plain = seen is features
        pulled = into if is_plain else torch.zeros_like(seen)
        for index in self._at(name, own):
            self._taps[index].pull(seen, own, gradients[index], pulled)
        if not is_plain:
            into += self._network.out_of_unit(pulled)

    def _at(self, name: str, own: Rows) -> list[int]:
        """The taps of a layer, if the strip has rows of it."""
        if own.stop <= own.start:
            return []
        return [index for index, tap in enumerate(self._taps) if tap.layer == name]


def _empty(shape: Sequence[int], like: Tensor) -> Tensor:
    return torch.empty(
        tuple(shape), dtype=like.dtype, device=like.device, memory_format=layout_of(like)
    )


def _zeros(
    shape: tuple[int, ...], layout: torch.memory_format, like: Tensor, dtype: torch.dtype
) -> Tensor:
    return torch.empty(shape, dtype=dtype, device=like.device, memory_format=layout).zero_()


def _own_only(own: Rows, reach: Rows, above: Tensor) -> Tensor:
    """The gradient above of a strip's own rows; in its halo it is another strip's."""
    if own.share == 1 and reach == own:
        return above
    found = _empty((*above.shape[:2], reach.stop - reach.start, above.shape[3]), above)
    within = own.within(reach)
    found[:, :, : within.start], found[:, :, within.stop :] = 0, 0
    within.of(found).copy_(own.of(above))
    return found
