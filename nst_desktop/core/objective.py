"""Objective for one scale: a picture's losses and their gradient."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from nst_desktop.core.columns import Columns
from nst_desktop.core.guidance import resize_map
from nst_desktop.core.job import Losses, Style, StyleJob
from nst_desktop.core.layers import smallest_side
from nst_desktop.core.losses import colour_range, error_factor, range_penalty, total_variation
from nst_desktop.core.neighbours import NeighbourSearch
from nst_desktop.core.optimisers import COMPACT_FROM
from nst_desktop.core.params import StyleParams
from nst_desktop.core.pictures import network_view, painting_at, photograph_at, region_coverage
from nst_desktop.core.pyramid import content_layers_at
from nst_desktop.core.strips import MemoryPlan, Sweep, Tap
from nst_desktop.core.structure import structure_of
from nst_desktop.core.style_terms import StyleTerms, Summaries, layer_shares
from nst_desktop.core.taps import Coded, ContentTap, FeaturesTap, Gathered, LevelledTap
from nst_desktop.core.vgg import VGG19

_MATCHED = 2  # layers are matched separately in the last 1 / _MATCHED of the final scale's steps


@dataclass(frozen=True, slots=True, eq=False)
class _ContentTerm:
    """Content target for one layer.

    Attributes:
        layer: Name of the layer.
        share: The layer's share of the content term.
        target: The photograph's features, (1, C, h, w), or their nearest neighbours in the
            paintings.
        factor: Factor that the error is multiplied by, (); see losses.error_factor().
        structure: How much structure the photograph has at each position, (1, 1, h, w), 0..1; see
            structure.py. If None, all positions count alike.
    """

    layer: str
    share: float
    target: Tensor | Gathered | Coded
    factor: Tensor
    structure: Tensor | None

    def weights(self, plain_areas: float) -> Tensor | None:
        """Return the weight of each position, (1, 1, h, w); None if all are 1."""
        if self.structure is None or plain_areas == 1:
            return None
        return plain_areas + (1 - plain_areas) * self.structure


class Objective:
    """Content, style, total-variation and gamut losses at one scale.

    Each target is computed once. The content targets are computed when the first picture is
    evaluated: if that picture is the photograph itself, one pass serves both purposes. Neighbour
    targets are computed as soon as their weight is above 0, which may only happen later in the run.
    """

    def __init__(
        self,
        job: StyleJob,
        network: VGG19,
        size: tuple[int, int],
        device: torch.device,
        checkpoint: Callable[[], None],
        plan: MemoryPlan | None = None,
        guide: Tensor | None = None,
        is_last: bool = True,
    ) -> None:
        """Compute the style targets.

        Args:
            job: Job with its pictures.
            network: VGG-19, including at least the job's deepest layer.
            size: (width, height) of the scale, in px.
            device: Device that holds the network and the pictures.
            checkpoint: Callback invoked between layers; may raise to abort.
            plan: Memory plan; None to process the whole picture at once.
            guide: Picture that selects the column targets, (1, 3, H, W), 0..1; None for the
                photograph.
            is_last: Whether this is the run's last scale.
        """
        self._job, self._network, self._device = job, network, device
        self._params = job.params
        self._checkpoint = checkpoint
        self._size, self._plan = size, plan or MemoryPlan()
        # Gradients would underflow in float16, so they are scaled up by a factor that evaluate()
        # lowers when they overflow (loss scaling, Micikevicius et al. 2018).
        self._loss_scale = 2.0**24 if network.dtype == torch.float16 else 1.0
        content_layers = content_layers_at(job, size)
        self._content_layers = layer_shares(content_layers, job.params.normalisation)
        with torch.no_grad():
            self._content = self._load_content()  # None once the content targets are known
            paintings = [self._painting(style) for style in job.styles]
            self._range = colour_range(paintings) if paintings else None
            self._coverage = region_coverage(job, size, device)
            self._structure = structure_of(job)
            self._style_terms = self._make_style_terms(paintings, guide, is_last)
        self._content_terms: list[_ContentTerm] = []
        self._neighbour_terms: list[_ContentTerm] | None = None

    def change(self, params: StyleParams) -> None:
        """Use the weights in these parameters from now on. All others must be unchanged."""
        self._params = params

    def evaluate(self, picture: Tensor, step: int = 0) -> tuple[Losses, Tensor]:
        """Return a picture's losses and the gradient of their total.

        Args:
            picture: Picture, (1, 3, H, W), 0..1.
            step: Index of the step at this scale, from 0.

        Returns:
            The weighted losses, and the gradient, (1, 3, H, W).
        """
        self._step = step
        picture = picture.detach().requires_grad_()
        with torch.enable_grad():
            view = self._view(picture)
            prepared = self._network.prepare(view)
            sweep, sums = self._sweep(picture.detach(), prepared.detach())
            sums = [total.requires_grad_() for total in sums]
            regularity = self._regularity(picture, view)
            terms = torch.stack([*self._weighted_terms(sums), regularity])
            gradients = torch.autograd.grad(terms[:2].sum(), sums)
            input_gradient = sweep.backward([self._loss_scale * gradient for gradient in gradients])
            if self._loss_scale > 1 and not input_gradient.isfinite().all():
                self._loss_scale /= 16
                return self.evaluate(picture, step)
            input_gradient = (
                input_gradient / self._loss_scale if self._loss_scale > 1 else input_gradient
            )
            # A product is used because grad_outputs would make torch import sympy (half a second).
            (gradient,) = torch.autograd.grad(
                (prepared * input_gradient).sum() + regularity, picture
            )
        content, style, tv = terms.tolist()
        return Losses(content, style, tv, content + style + tv), gradient

    @torch.no_grad()
    def _sweep(self, picture: Tensor, prepared: Tensor) -> tuple[Sweep, list[Tensor]]:
        """Run the forward pass, and return the sweep and its content, neighbour and style sums."""
        if self._neighbour_terms is None and self._params.neighbour_weight > 0:
            self._neighbour_terms = self._make_neighbour_terms()
        content = self._content
        if content is None:
            return self._sweep_over(prepared, self._content_taps())
        features = [FeaturesTap(name) for name, _ in self._content_layers]
        if torch.equal(picture, content):  # content errors and their gradients are zero
            result = self._sweep_over(prepared, features)
            self._take_targets(features)
            return result
        self._look_at(self._view(content), features)
        self._take_targets(features)
        return self._sweep_over(prepared, self._content_taps())

    def _sweep_over(self, prepared: Tensor, content: Sequence[Tap]) -> tuple[Sweep, list[Tensor]]:
        taps = [*content, *self._neighbour_taps(), *self._style_taps()]
        sweep = Sweep(self._network, taps, self._plan, self._checkpoint)
        return sweep, sweep.forward(prepared)

    def _view(self, picture: Tensor) -> Tensor:
        """Return the network's view of a picture: all its colours, or only its luminance."""
        return network_view(picture, self._params.colour)

    def _weighted_terms(self, sums: list[Tensor]) -> tuple[Tensor, Tensor]:
        """Return the weighted content and style losses, given the taps' sums.

        Neighbour terms count as content.
        """
        remaining = iter(sums)
        content = self._params.content_weight * self._errors(self._content_terms, remaining)
        neighbours = self._errors(self._active_neighbours, remaining)
        style = torch.zeros((), device=self._device)
        style = style + self._style_terms.loss(self._step, list(remaining))
        content = content + self._params.neighbour_weight * neighbours
        return content, self._params.style_weight * style

    def _errors(self, terms: Iterable[_ContentTerm], sums: Iterator[Tensor]) -> Tensor:
        """Return the terms' total weighted error, consuming one sum per term."""
        total = torch.zeros((), device=self._device)
        for term in terms:
            total = total + term.share * term.factor * next(sums)
        return total

    def _regularity(self, picture: Tensor, view: Tensor) -> Tensor:
        """Return the loss for the picture itself: total variation and out-of-range colours."""
        params, loss = self._params, picture.new_zeros(())
        if params.tv_weight:
            loss = loss + params.tv_weight * total_variation(picture)
        if params.gamut_weight and params.style_weight and self._range is not None:
            outside = range_penalty(view, *self._range, self._coverage)
            loss = loss + params.gamut_weight * outside
        return loss

    @property
    def _active_neighbours(self) -> list[_ContentTerm]:
        """Neighbour terms; none if their weight is 0."""
        return self._neighbour_terms or [] if self._params.neighbour_weight > 0 else []

    def _content_taps(self) -> list[Tap]:
        return self._taps_of(self._content_terms, self._params.content_weight)

    def _neighbour_taps(self) -> list[Tap]:
        return self._taps_of(self._active_neighbours, self._params.neighbour_weight)

    def _taps_of(self, terms: Sequence[_ContentTerm], weight: float) -> list[Tap]:
        plain_areas = self._plain_areas
        return [
            self._levelled(
                ContentTap(term.layer, term.target, term.weights(plain_areas)), weight * term.share
            )
            for term in terms
        ]

    @property
    def _plain_areas(self) -> float:
        """Weight of positions without structure, 0..1; see structure.py.

        It is 1 if nothing is painted, and if gradients are equalised, since the gradient that is
        left in other parts would be scaled up.
        """
        params = self._params
        equalised = params.gradient_normalisation == "on"
        return 1.0 if equalised or params.style_weight == 0 else params.plain_areas

    def _style_taps(self) -> list[Tap]:
        return [
            self._levelled(tap, self._params.style_weight * share)
            for tap, share in self._style_terms.taps(self._step)
        ]

    def _levelled(self, tap: Tap, pull: float) -> Tap:
        return tap if self._params.gradient_normalisation == "off" else LevelledTap(tap, pull)

    def _load_content(self) -> Tensor | None:
        if self._job.content is None:
            return None
        return photograph_at(self._job, self._size).to(self._device)

    def _take_targets(self, taps: Sequence[FeaturesTap]) -> None:
        """Make the content terms from taps that hold the photograph's features."""
        width, height = self._size
        for (_, share), tap in zip(self._content_layers, taps, strict=True):
            assert tap.features is not None
            factor = self._factor(tap.features.square().mean())
            is_large = 3 * width * height >= COMPACT_FROM
            target = Coded.from_features(tap.features) if is_large else tap.features
            structure = self._structure_in(tap.layer)
            self._content_terms.append(_ContentTerm(tap.layer, share, target, factor, structure))
            tap.features = None  # the sweep may hold the tap for longer
        self._content = None  # no longer needed

    def _structure_in(self, layer: str) -> Tensor | None:
        """Return the photograph's structure at a layer's positions, (1, 1, h, w), 0..1.

        It is 1 outside the regions, where nothing is painted.
        """
        if self._structure is None:
            return None
        stride = smallest_side([layer])
        shape = self._size[1] // stride, self._size[0] // stride
        found = resize_map(self._structure, *shape).to(self._device)
        if self._coverage is None:
            return found
        return 1 - resize_map(self._coverage, *shape) * (1 - found)

    def _factor(self, mean_square: Tensor) -> Tensor:
        return error_factor(mean_square, self._params.normalisation)

    def _make_neighbour_terms(self) -> list[_ContentTerm]:
        """Return the neighbour terms, with equal shares."""
        names = self._job.neighbour_layers
        if not names:
            return []
        photograph = self._view(photograph_at(self._job, self._size))
        search = NeighbourSearch(self._job, self._size, self._look_at, self._checkpoint)
        terms = []
        for name in names:
            tap = FeaturesTap(name)
            self._look_at(photograph, [tap])
            assert tap.features is not None
            target = search.targets(name, tap.features)
            factor = self._factor(target.mean_square())
            structure = self._structure_in(name)
            terms.append(_ContentTerm(name, 1 / len(names), target, factor, structure))
        return terms

    def _make_style_terms(
        self, paintings: Sequence[Tensor], guide: Tensor | None, is_last: bool
    ) -> StyleTerms:
        steps = self._params.steps
        if not self._job.compares_columns:
            return Summaries(self._job, self._size, paintings, self._look_at)
        guide = self._view(photograph_at(self._job, self._size) if guide is None else guide)
        joint = steps - steps // _MATCHED if is_last else None
        return Columns(self._job, self._size, self._look_at, self._checkpoint, guide, joint)

    def _painting(self, style: Style) -> Tensor:
        """Return a painting, (1, 3, h, w), 0..1, at the size and in the colours to compare."""
        names = [name for name, weight in self._params.compared_style_layers if weight > 0]
        return painting_at(self._job, style, self._size, names, self._content).to(self._device)

    def _look_at(self, picture: Tensor, taps: Sequence[Tap]) -> list[Tensor]:
        """Return the taps' sums over a picture."""
        if not taps:
            return []
        sweep = Sweep(self._network, taps, self._plan, self._checkpoint)
        return sweep.forward(self._network.prepare(picture.to(self._device)), with_gradient=False)
