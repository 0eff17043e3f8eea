"""Exact sums over a layer's positions, and their gradients, in bounded memory.

VGG is a chain of blocks, each of which ends in a pooling. Within a block, the picture is processed
in horizontal strips. Each strip is extended above and below by a halo of one row per convolution,
so that its own rows give the same results as in the whole picture. Everything that is a sum over
positions (Gram matrices, moments, content errors) is accumulated strip by strip. Then, from the
last block to the first, each strip's share of the gradient is propagated back. Nothing is
approximated.

The filters are constant, so the backward pass needs little data: one bit per value to record
where a ReLU was above zero, bits to record which of four inputs won each maximum pooling, and the
features of the compared layers. These memos are kept. If memory is short, the memory plan specifies
a number of blocks that keep nothing and are computed again in the backward pass.

The backward pass is written by hand rather than left to autograd: gradients are accumulated in
place, features are freed as soon as they are used, and no zero buffers are allocated just to
accumulate into.
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
    """Quantity that is summed over a layer's positions."""

    @property
    def layer(self) -> str:
        """Name of the layer."""

    def part(self, features: Tensor, rows: Rows) -> Tensor:
        """Return these rows' contribution to the sum, in at least 32 bits.

        Args:
            features: Features in these rows, (1, C, h, W), with at least 16 bits, in any memory
                layout.
            rows: Range of these rows in the layer.
        """

    def pull(self, features: Tensor, rows: Rows, upstream: Tensor, gradient: Tensor) -> None:
        """Add the gradient of part() with respect to the features to `gradient`, in place.

        Args:
            features: Features that were passed to part().
            rows: Rows that were passed to part().
            upstream: Gradient with respect to the sum.
            gradient: Gradient to add to, (1, C, h, W), with the features' data type or a wider
                one.
        """


Look = Callable[[Tensor, Sequence[Tap]], list[Tensor]]  # (picture, taps) -> the taps' sums


@dataclass(slots=True, eq=False)
class _Strip:
    """Strip with the data for its backward pass.

    Attributes:
        rows: The strip's own rows, without the halo.
        memos: Memos of the stage's layers, in order.
        features: Features of the tapped layers in the strip's own rows, by layer name.
        shape: Shape of the last layer's output, including the halo.
        layout: Memory layout of the last layer's output.
    """

    rows: Rows
    memos: list[Memo] = field(default_factory=list)
    features: dict[str, Tensor] = field(default_factory=dict)
    shape: tuple[int, ...] = ()
    layout: torch.memory_format = torch.contiguous_format


@dataclass(slots=True, eq=False)
class _Passage:
    """Record of a stage's forward pass, for its backward pass.

    Attributes:
        stage: The stage.
        source: Input of the stage; None if it is not needed again.
        shape: Shape of the source.
        strips: Recorded strips, from top to bottom; empty if the stage is repeated.
    """

    stage: Stage
    source: Tensor | None
    shape: torch.Size
    strips: list[_Strip] = field(default_factory=list)


class Sweep:
    """Pass over a picture that computes the taps' sums and their gradient with respect to it."""

    def __init__(
        self,
        network: VGG19,
        taps: Sequence[Tap],
        plan: MemoryPlan,
        checkpoint: Callable[[], None],
    ) -> None:
        """Prepare a sweep.

        Args:
            network: The network.
            taps: One or more taps, in the order of their sums.
            plan: Memory plan, which sets the strips and the blocks to repeat.
            checkpoint: Callback invoked before every layer, in both passes; may raise to abort.
        """
        self._network, self._taps, self._checkpoint = network, taps, checkpoint
        self._stages = stages_up_to(deepest(tap.layer for tap in taps), plan)
        self._tapped = {tap.layer for tap in taps}
        self._passages: list[_Passage] = []
        self._trim = trim_heap if plan.is_sparing else lambda: None

    @torch.no_grad()
    def forward(self, prepared: Tensor, with_gradient: bool = True) -> list[Tensor]:
        """Return the sums of all taps.

        Args:
            prepared: Picture as returned by VGG19.prepare().
            with_gradient: Whether backward() will be called; if not, nothing is kept.
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
            source = self._stage_forward(passage, source, sums, with_gradient)
            self._trim()
        return [total for total in sums if total is not None]

    @torch.no_grad()
    def backward(self, gradients: Sequence[Tensor]) -> Tensor:
        """Return the gradient with respect to forward()'s input.

        `gradients` holds the gradient with respect to each sum that forward() returned. This method
        may be called once after each forward().
        """
        upstream: Tensor | None = None
        while self._passages:
            upstream = self._stage_backward(self._passages.pop(), gradients, upstream)
            self._trim()
        assert upstream is not None
        return upstream

    def _stage_forward(
        self,
        passage: _Passage,
        source: Tensor,
        sums: list[Tensor | None],
        with_gradient: bool,
    ) -> Tensor | None:
        """Run a stage, and return its output if another stage follows, else None."""
        stage, output = passage.stage, None
        record = with_gradient and not stage.is_repeated
        for rows in stage.strips(stage.height(source.shape)):
            strip, features = self._run_strip(stage, source, rows, sums, record)
            if record:
                passage.strips.append(strip)
            if stage is self._stages[-1]:
                continue
            reach, own = stage.at_end(rows)
            part = own.within(reach).of(features)
            if own.share == 1:
                return part
            if output is None:
                output = _empty((1, part.shape[1], own.whole, part.shape[3]), features)
            own.of(output).copy_(part)
        return output

    def _run_strip(
        self,
        stage: Stage,
        source: Tensor,
        rows: Rows,
        sums: list[Tensor | None] | None,
        record: bool,
    ) -> tuple[_Strip, Tensor]:
        """Run a strip through its stage, and return the strip's record and the last layer's output.

        The record is empty unless `record` is True. If `sums` is given, the taps' contributions are
        added to it.
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
        """Pass a strip's own rows to the layer's taps, and keep them for the backward pass."""
        if name not in self._tapped or own.stop <= own.start:
            return
        features = own.within(reach).of(output)
        if sums is not None:
            unscaled = self._network.unscale(features)
            for index in self._tap_indices(name, own):
                part, total = self._taps[index].part(unscaled, own), sums[index]
                sums[index] = part if total is None else total.add_(part)
        if strip is not None and name != LAYERS[0]:  # conv1_1 is computed again from the picture
            strip.features[name] = features if own == reach else features.clone()

    def _stage_backward(
        self, passage: _Passage, gradients: Sequence[Tensor], upstream: Tensor | None
    ) -> Tensor:
        """Return the gradient with respect to a stage's source, summed where halos overlap."""
        stage, source = passage.stage, passage.source
        below: Tensor | None = None
        filled = 0
        for rows in stage.strips(stage.height(passage.shape)):
            if stage.is_repeated:
                assert source is not None
                strip, _ = self._run_strip(stage, source, rows, None, True)
            else:
                strip = passage.strips.pop(0)
            gradient = self._strip_backward(stage, strip, source, gradients, upstream)
            if rows.share == 1:
                return gradient
            if below is None:
                below = _empty(passage.shape, gradient)
            reach = stage.reach(rows)
            overlap = filled - reach.start
            below[:, :, reach.start : filled] += gradient[:, :, :overlap]
            filled = reach.start + gradient.shape[2]
            below[:, :, reach.start + overlap : filled].copy_(gradient[:, :, overlap:])
        assert below is not None
        return below

    def _strip_backward(
        self,
        stage: Stage,
        strip: _Strip,
        source: Tensor | None,
        gradients: Sequence[Tensor],
        upstream: Tensor | None,
    ) -> Tensor:
        """Return the gradient with respect to the strip's source.

        `upstream` is the gradient with respect to the stage's output; None for the last stage.
        """
        reach, own = stage.at_end(strip.rows)
        gradient = None if upstream is None else _own_only(own, reach, upstream)
        for index in reversed(range(len(stage.layers))):
            self._checkpoint()
            name = stage.layers[index]
            reach, own = stage.after(strip.rows, stage.layers[: index + 1])
            if gradient is None:
                gradient = _zeros(strip.shape, strip.layout, gradients[0], self._network.dtype)
            self._pull(name, self._features(stage, strip, name, own, source), reach, own,
                       gradients, gradient)  # fmt: skip
            gradient = self._network.layer_backward(name, strip.memos.pop(), gradient)
        assert gradient is not None
        return gradient

    def _features(
        self, stage: Stage, strip: _Strip, name: str, own: Rows, source: Tensor | None
    ) -> Tensor | None:
        """Return a tapped layer's features in the strip's own rows; None for other layers."""
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
        """Add the gradients of a layer's taps to the gradient with respect to its output."""
        if features is None:
            return
        target = own.within(reach).of(gradient)
        unscaled = self._network.unscale(features)
        is_unscaled = unscaled is features
        added = target if is_unscaled else torch.zeros_like(unscaled)
        for index in self._tap_indices(name, own):
            self._taps[index].pull(unscaled, own, gradients[index], added)
        if not is_unscaled:
            target += self._network.rescale_gradient(added)

    def _tap_indices(self, name: str, own: Rows) -> list[int]:
        """Return the indices of a layer's taps; none if the strip has no rows in the layer."""
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


def _own_only(own: Rows, reach: Rows, upstream: Tensor) -> Tensor:
    """Return the upstream gradient for a strip's own rows, with zeros in its halo."""
    if own.share == 1 and reach == own:
        return upstream
    result = _empty((*upstream.shape[:2], reach.stop - reach.start, upstream.shape[3]), upstream)
    within = own.within(reach)
    result[:, :, : within.start], result[:, :, within.stop :] = 0, 0
    within.of(result).copy_(own.of(upstream))
    return result
