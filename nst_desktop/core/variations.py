"""Variations: small pictures of a job over two of its parameters, the most telling ones first."""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from nst_desktop.core.arrays import Pixels
from nst_desktop.core.errors import ParameterError, StoppedError, UserError
from nst_desktop.core.job import Control, Losses, Step, Style, StyleJob
from nst_desktop.core.layers import LAYERS, smallest_side
from nst_desktop.core.params import StyleParams, is_layer_list, parameter_names, read_value
from nst_desktop.core.sizes import fit_size

logger = logging.getLogger(__name__)

SIZE, STEPS = 192, 16  # of a small picture: enough to tell how the large one will look
OWN = "size", "steps"  # the parameters that small pictures have of their own, whatever the preset
_NARROWEST = smallest_side(LAYERS)  # px
_MAX_SCALE = 4  # of StyleParams.style_scale: more of a painting is never looked at


@dataclass(frozen=True, slots=True)
class Variation:
    """One row or column of a sheet: what is different in it.

    label: for people. params: values by parameter. styles: paintings in place of the job's.
    """

    label: str
    params: Mapping[str, Any] = field(default_factory=dict, hash=False)
    styles: tuple[Style, ...] = ()

    def applied(self, job: StyleJob) -> StyleJob:
        """The job with this difference. Raises ParameterError if it cannot be."""
        return replace(
            job, params=replace(job.params, **self.params), styles=self.styles or job.styles
        )


AS_IT_IS = (Variation(""),)  # the one row, or column, of a sheet that varies in one way only


@dataclass(frozen=True, slots=True)
class Cell:
    """One small picture of a sheet, as it is after one of its steps.

    row, column: 0, 1, …. job: the small job. step: None if it failed before the first one.
    has_ended: whether this is the last that is heard of it. fault: why it failed.
    """

    row: int
    column: int
    job: StyleJob
    step: Step | None
    has_ended: bool
    fault: Exception | None = None


def variations_of(name: str, texts: Sequence[str]) -> tuple[Variation, ...]:
    """A variation for each value of this parameter, as show_value writes them.

    They are values of the parameter itself, not readings on its scale.
    Raises ParameterError if there is no such parameter, or a value is not allowed.
    """
    able = [each for each in parameter_names() if not is_layer_list(each) and each != "size"]
    if name not in able:
        raise ParameterError(
            name,
            "A sheet cannot vary '{name}'. It can vary {able}.",
            name=name,
            able=", ".join(able),
        )
    if not texts:
        raise ParameterError(name, "Name the values of {name}, such as {name}:A,B,C.", name=name)
    found = []
    for text in texts:
        value = getattr(StyleParams(**{name: read_value(name, text)}), name)
        found.append(Variation(text, {name: value}))
    return tuple(found)


def by_interest(rows: int, columns: int) -> list[tuple[int, int]]:
    """(row, column) of every cell: the one in the middle first, then outwards."""

    def distance(cell: tuple[int, int]) -> float:
        down, across = cell[0] - (rows - 1) // 2, cell[1] - (columns - 1) // 2
        return (down / rows) ** 2 + (across / columns) ** 2

    return sorted(((r, c) for r in range(rows) for c in range(columns)), key=distance)


def small_jobs(
    job: StyleJob,
    rows: Sequence[Variation] = AS_IT_IS,
    columns: Sequence[Variation] = AS_IT_IS,
    size: int = SIZE,
    steps: int = STEPS,
) -> dict[tuple[int, int], StyleJob]:
    """The job of every cell, by row and column, in the order of interest.

    job: at the size of the artwork that is planned; a column goes before its row where both
    vary the same. size: long side of a small picture, px. steps: where no variation has its own.
    Raises ParameterError if one of them cannot be. Loads torch.
    """
    job = with_small_pictures(job, size)
    rows, columns = ([_with_small_styles(each, size) for each in axis] for axis in (rows, columns))
    return {
        (row, column): _small(job, (rows[row], columns[column]), size, steps)
        for row, column in by_interest(len(rows), len(columns))
    }


def with_small_pictures(job: StyleJob, size: int) -> StyleJob:
    """The job, none of its pictures much larger than a cell of this long side, px.

    So none is made smaller for each cell anew. Loads torch.
    """
    return replace(
        job,
        content=None if job.content is None else _shrunk(job.content, size),
        start=None if job.start is None else _shrunk(job.start, size),
        styles=tuple(_small_style(style, size) for style in job.styles),
    )


def explore(
    jobs: Mapping[tuple[int, int], StyleJob],
    control: Control,
    stylize: Callable[[StyleJob, Control], Iterator[Step]] | None = None,
) -> Iterator[Cell]:
    """Make the cells one after another; yields each after every step.

    A cell that fails does not stop the others. stylize: in place of the engine's.
    Raises Stopped when the control says so.
    """
    stylize = stylize or _engine()
    for (row, column), job in jobs.items():
        step = None
        try:
            for step in stylize(job, control):
                yield Cell(row, column, job, step, step.index == step.total)
        except StoppedError:
            raise
        except Exception as error:
            if not isinstance(error, UserError):
                logger.exception("the picture at %d, %d failed", row, column)
            yield Cell(row, column, job, step, True, error)


def style_distance(losses: Losses, params: StyleParams) -> float | None:
    """The style loss without its weight, so that pictures can be compared; None without style."""
    return losses.style / params.style_weight if params.style_weight else None


def _engine() -> Callable[[StyleJob, Control], Iterator[Step]]:
    from nst_desktop.core.engine import stylize

    return stylize


def _small(
    job: StyleJob, variations: tuple[Variation, Variation], size: int, steps: int
) -> StyleJob:
    """The job in small. Its scales stand in the same relation to its size as the large one's."""
    for variation in variations:
        job = variation.applied(job)
        steps = variation.params.get("steps", steps)
    params = job.params
    share = min(1.0, params.min_size / params.size)
    params = replace(params, size=size, min_size=max(16, round(size * share)), steps=steps)
    return replace(job, params=params)


def _with_small_styles(variation: Variation, size: int) -> Variation:
    styles = tuple(_small_style(style, size) for style in variation.styles)
    return replace(variation, styles=styles)


def _small_style(style: Style, size: int) -> Style:
    """The painting, no larger than pictures of this size can make use of."""
    factor = max(1.0, _MAX_SCALE * style.scale)
    return replace(style, pixels=_shrunk(style.pixels, size, factor))


def _shrunk(pixels: Pixels, size: int, factor: float = 1.0) -> Pixels:
    """The picture at this size times the factor.

    One that is so narrow that rounding would change its shape, or cost a layer, stays as it is.
    """
    from nst_desktop.core.pyramid import shrink, to_pixels, to_tensor

    height, width = pixels.shape[:2]
    long_side = round(size * factor)
    if max(width, height) <= long_side or min(fit_size(width, height, size)) < _NARROWEST:
        return pixels
    return to_pixels(shrink(to_tensor(pixels), long_side))
