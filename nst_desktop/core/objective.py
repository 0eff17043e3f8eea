"""The objective of one scale: how far a picture is from what the job asks for."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from nst_desktop.core.columns import Columns
from nst_desktop.core.job import Losses, Style, StyleJob
from nst_desktop.core.losses import out_of_range, range_of, relative_to, total_variation
from nst_desktop.core.neighbours import NeighbourSearch
from nst_desktop.core.params import StyleParams
from nst_desktop.core.pictures import painted_at, painting_at, photograph_at, seen
from nst_desktop.core.strips import MemoryPlan, Sweep, Tap
from nst_desktop.core.style_terms import StyleTerms, Summaries, shares_of
from nst_desktop.core.taps import ContentTap, FeaturesTap, Gathered, LevelledTap
from nst_desktop.core.vgg import VGG19

_MATCHED = 2  # 1 / _MATCHED of the last scale's steps, at its end, match each layer on its own


@dataclass(frozen=True, slots=True, eq=False)
class _ContentTerm:
    """What one layer should be, and how much that counts.

    target: the photograph's features, (1, C, h, w), or their neighbours among the paintings'.
    share: the layer's weight among the layers. factor: what makes the error relative, where it
    shall be.
    """

    layer: str
    share: float
    target: Tensor | Gathered
    factor: Tensor


class Objective:
    """Content, style and total-variation loss against targets computed once.

    The content's are computed with the first picture: where that is the content itself, one pass
    serves both. Neighbour targets are computed once their weight is above 0, which can be later.
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
        """size: (width, height) of the scale. checkpoint: called between layers.

        plan: in what strips the picture is worked through; None: as a whole. guide: (1, 3, H, W),
        the picture that columns' targets are chosen by; None: the photograph. is_last: whether
        this is the run's last scale.
        """
        self._job, self._network, self._device = job, network, device
        self._params = job.params
        self._checkpoint = checkpoint
        self._size, self._plan = size, plan or MemoryPlan()
        # In float16 the gradient would vanish on its way, so a multiple of it is carried, as large
        # as goes without an overflow (Micikevicius et al. 2018, loss scaling).
        self._multiple = 2.0**24 if network.dtype == torch.float16 else 1.0
        self._content_layers = shares_of(job.params.content_layers, job.params.normalisation)
        with torch.no_grad():
            self._content = self._load_content()  # None when its targets are known
            paintings = [self._painting(style) for style in job.styles]
            self._range = range_of(paintings) if paintings else None
            self._painted = painted_at(job, size, device)
            self._style_terms = self._make_style_terms(paintings, guide, is_last)
        self._content_terms: list[_ContentTerm] = []
        self._neighbour_terms: list[_ContentTerm] | None = None

    def change(self, params: StyleParams) -> None:
        """Take up other weights of the terms; nothing else may differ."""
        self._params = params

    def evaluate(self, picture: Tensor, step: int = 0) -> tuple[Losses, Tensor]:
        """The losses of a picture (1, 3, H, W), 0..1, and the gradient of their total.

        step: 0, 1, … of the scale.
        """
        self._step = step
        picture = picture.detach().requires_grad_()
        with torch.enable_grad():
            seen = self._seen(picture)
            prepared = self._network.prepare(seen)
            sweep, sums = self._sweep(picture.detach(), prepared.detach())
            sums = [each.requires_grad_() for each in sums]
            regularity = self._regularity(picture, seen)
            terms = torch.stack([*self._weighted_terms(sums), regularity])
            gradients = torch.autograd.grad(terms[:2].sum(), sums)
            above = sweep.backward([self._multiple * each for each in gradients])
            if self._multiple > 1 and not above.isfinite().all():
                self._multiple /= 16
                return self.evaluate(picture, step)
            above = above / self._multiple if self._multiple > 1 else above
            # A product, since torch imports half a second's worth of sympy for grad_outputs.
            (gradient,) = torch.autograd.grad((prepared * above).sum() + regularity, picture)
        content, style, tv = terms.tolist()
        return Losses(content, style, tv, content + style + tv), gradient

    @torch.no_grad()
    def _sweep(self, picture: Tensor, prepared: Tensor) -> tuple[Sweep, list[Tensor]]:
        """The way there: the content terms' sums, their neighbours', then the style terms'."""
        if self._neighbour_terms is None and self._params.neighbour_weight > 0:
            self._neighbour_terms = self._make_neighbour_terms()
        content = self._content
        if content is None:
            return self._sweep_over(prepared, self._content_taps())
        features = [FeaturesTap(name) for name, _ in self._content_layers]
        if torch.equal(picture, content):  # its errors are zero, and so are their gradients
            found = self._sweep_over(prepared, features)
            self._take_targets(features)
            return found
        self._look_at(self._seen(content), features)
        self._take_targets(features)
        return self._sweep_over(prepared, self._content_taps())

    def _sweep_over(self, prepared: Tensor, content: Sequence[Tap]) -> tuple[Sweep, list[Tensor]]:
        taps = [*content, *self._neighbour_taps(), *self._style_taps()]
        sweep = Sweep(self._network, taps, self._plan, self._checkpoint)
        return sweep, sweep.forward(prepared)

    def _seen(self, picture: Tensor) -> Tensor:
        """What the network looks at: all colours, or brightness alone."""
        return seen(picture, self._params.colour)

    def _weighted_terms(self, sums: list[Tensor]) -> tuple[Tensor, Tensor]:
        """Content and style loss, times their weights, from what the taps have added up.

        Neighbours belong to the content.
        """
        ahead = iter(sums)
        content = self._params.content_weight * self._errors(self._content_terms, ahead)
        neighbours = self._errors(self._active_neighbours, ahead)
        style = torch.zeros((), device=self._device)
        style = style + self._style_terms.loss(self._step, list(ahead))
        content = content + self._params.neighbour_weight * neighbours
        return content, self._params.style_weight * style

    def _errors(self, terms: Iterable[_ContentTerm], sums: Iterator[Tensor]) -> Tensor:
        """The terms' errors, by their shares; takes as many of the sums as there are terms."""
        total = torch.zeros((), device=self._device)
        for term in terms:
            total = total + term.share * term.factor * next(sums)
        return total

    def _regularity(self, picture: Tensor, seen: Tensor) -> Tensor:
        """What holds the picture itself: smoothness, and the paintings' range of colours."""
        params, found = self._params, picture.new_zeros(())
        if params.tv_weight:
            found = found + params.tv_weight * total_variation(picture)
        if params.gamut_weight and params.style_weight and self._range is not None:
            outside = out_of_range(seen, *self._range, self._painted)
            found = found + params.gamut_weight * outside
        return found

    @property
    def _active_neighbours(self) -> list[_ContentTerm]:
        """The neighbour terms, while they count for something."""
        return self._neighbour_terms or [] if self._params.neighbour_weight > 0 else []

    def _content_taps(self) -> list[Tap]:
        return self._taps_of(self._content_terms, self._params.content_weight)

    def _neighbour_taps(self) -> list[Tap]:
        return self._taps_of(self._active_neighbours, self._params.neighbour_weight)

    def _taps_of(self, terms: Sequence[_ContentTerm], weight: float) -> list[Tap]:
        return [
            self._levelled(ContentTap(term.layer, term.target), weight * term.share)
            for term in terms
        ]

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
        """Make the content terms. taps: of the content layers, filled with the content's."""
        for (_, share), tap in zip(self._content_layers, taps, strict=True):
            assert tap.features is not None
            factor = self._factor(tap.features.square().mean())
            self._content_terms.append(_ContentTerm(tap.layer, share, tap.features, factor))
        self._content = None  # it has done its part

    def _factor(self, mean_square: Tensor) -> Tensor:
        return relative_to(mean_square, self._params.normalisation)

    def _make_neighbour_terms(self) -> list[_ContentTerm]:
        """Alike for all layers: 1/2 for each of two."""
        names = self._job.neighbour_layers
        if not names:
            return []
        photograph = self._seen(photograph_at(self._job, self._size))
        search = NeighbourSearch(self._job, self._size, self._look_at, self._checkpoint)
        terms = []
        for name in names:
            tap = FeaturesTap(name)
            self._look_at(photograph, [tap])
            assert tap.features is not None
            target = search.targets(name, tap.features)
            factor = self._factor(target.mean_square())
            terms.append(_ContentTerm(name, 1 / len(names), target, factor))
        return terms

    def _make_style_terms(
        self, paintings: Sequence[Tensor], guide: Tensor | None, is_last: bool
    ) -> StyleTerms:
        steps = self._params.steps
        if not self._job.compares_columns:
            return Summaries(self._job, self._size, paintings, self._look_at)
        guide = self._seen(photograph_at(self._job, self._size) if guide is None else guide)
        joint = steps - steps // _MATCHED if is_last else steps
        return Columns(self._job, self._size, self._look_at, self._checkpoint, guide, joint)

    def _painting(self, style: Style) -> Tensor:
        """A style picture as it is looked at, (1, 3, H, W)."""
        names = [name for name, weight in self._params.compared_style_layers if weight > 0]
        return painting_at(self._job, style, self._size, names, self._content).to(self._device)

    def _look_at(self, picture: Tensor, taps: Sequence[Tap]) -> list[Tensor]:
        """The sums of the taps over a picture."""
        if not taps:
            return []
        sweep = Sweep(self._network, taps, self._plan, self._checkpoint)
        return sweep.forward(self._network.prepare(picture.to(self._device)), with_gradient=False)
