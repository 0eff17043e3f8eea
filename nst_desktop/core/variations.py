"""Contact sheets: small pictures of a job, in which up to two parameters vary."""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from nst_desktop.core.arrays import Pixels
from nst_desktop.core.errors import ParameterError, StoppedError, UserError
from nst_desktop.core.job import Control, Losses, Step, Style, StyleJob
from nst_desktop.core.layers import LAYERS, smallest_side
from nst_desktop.core.params import StyleParams, is_layer_list, parameter_names, parse_value
from nst_desktop.core.sizes import fit_size

logger = logging.getLogger(__name__)

# Long side of a small picture, in px, and its number of steps at that size: enough to judge by.
SMALL_SIZE, SMALL_STEPS = 192, 16
SMALL_PICTURE_PARAMETERS = "size", "steps"  # fixed for small pictures, whatever the preset
_NARROWEST = smallest_side(LAYERS)  # px
_MAX_SCALE = 4  # the maximum of StyleParams.style_scale, which limits a painting's useful size


@dataclass(frozen=True, slots=True)
class Variation:
    """Changes to the job in one row or column of a contact sheet.

    Attributes:
        label: Caption displayed to the user.
        params: Changed parameter values, by name.
        styles: Paintings that replace the job's paintings; empty for no change.
    """

    label: str
    params: Mapping[str, Any] = field(default_factory=dict, hash=False)
    styles: tuple[Style, ...] = ()

    def apply(self, job: StyleJob) -> StyleJob:
        """Return the job with these changes.

        Raises:
            ParameterError: If the result is not a valid job.
        """
        return replace(
            job, params=replace(job.params, **self.params), styles=self.styles or job.styles
        )


UNCHANGED = (Variation(""),)  # the only row or column along an axis without variations


@dataclass(frozen=True, slots=True)
class Cell:
    """Small picture on a contact sheet, after one of the picture's steps.

    Attributes:
        row: Row of the cell, from 0.
        column: Column of the cell, from 0.
        job: Job of the small picture.
        step: Latest step; None if the job failed before its first step.
        has_ended: Whether this is the cell's final update.
        fault: Error that made the cell fail; None if it did not fail.
    """

    row: int
    column: int
    job: StyleJob
    step: Step | None
    has_ended: bool
    fault: Exception | None = None


def variations_of(name: str, texts: Sequence[str]) -> tuple[Variation, ...]:
    """Return a variation for each value of a parameter.

    Args:
        name: Name of the parameter.
        texts: Values as format_value() writes them: the parameter's own values, not scale readings.

    Raises:
        ParameterError: If the parameter does not exist or cannot be varied, or a value is not
            allowed.
    """
    allowed = [
        parameter
        for parameter in parameter_names()
        if not is_layer_list(parameter) and parameter != "size"
    ]
    if name not in allowed:
        raise ParameterError(
            name,
            "Cannot vary '{name}'. Choose one of these: {allowed}.",
            name=name,
            allowed=", ".join(allowed),
        )
    if not texts:
        raise ParameterError(
            name, "List the values to use for {name}, for example {name}:A,B,C.", name=name
        )
    variations = []
    for text in texts:
        value = getattr(StyleParams(**{name: parse_value(name, text)}), name)
        variations.append(Variation(text, {name: value}))
    return tuple(variations)


def by_interest(rows: int, columns: int) -> list[tuple[int, int]]:
    """Return the (row, column) of every cell, from the middle outwards."""

    def distance(cell: tuple[int, int]) -> float:
        down, across = cell[0] - (rows - 1) // 2, cell[1] - (columns - 1) // 2
        return (down / rows) ** 2 + (across / columns) ** 2

    return sorted(((r, c) for r in range(rows) for c in range(columns)), key=distance)


def small_jobs(
    job: StyleJob,
    rows: Sequence[Variation] = UNCHANGED,
    columns: Sequence[Variation] = UNCHANGED,
    size: int = SMALL_SIZE,
    steps: int = SMALL_STEPS,
) -> dict[tuple[int, int], StyleJob]:
    """Return each cell's job by (row, column), in the order of by_interest().

    If both axes vary the same parameter, the column takes precedence. This function imports torch.

    Args:
        job: Job at the planned artwork's size.
        rows: Variations for the rows.
        columns: Variations for the columns.
        size: Long side of a small picture, in px.
        steps: Number of steps for cells whose variations do not set it.

    Raises:
        ParameterError: If a cell's job would be invalid.
    """
    job = with_small_pictures(job, size)
    rows, columns = (
        [_with_small_styles(variation, size) for variation in axis] for axis in (rows, columns)
    )
    return {
        (row, column): _small(job, (rows[row], columns[column]), size, steps)
        for row, column in by_interest(len(rows), len(columns))
    }


def with_small_pictures(job: StyleJob, size: int) -> StyleJob:
    """Return the job with its pictures shrunk to the largest size that a cell can use.

    `size` is the cell's long side, in px. The pictures then need not be shrunk again for each cell.
    This function imports torch.
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
    """Make the cells one after another, and yield the current cell after every step.

    If a cell fails, the remaining cells are still made.

    Args:
        jobs: Jobs by (row, column), as returned by small_jobs().
        control: Control for all cells.
        stylize: Replacement for engine.stylize().

    Raises:
        StoppedError: If the control requests a stop.
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
    """Return the unweighted style loss, for comparing pictures; None if the style weight is 0."""
    return losses.style / params.style_weight if params.style_weight else None


def _engine() -> Callable[[StyleJob, Control], Iterator[Step]]:
    from nst_desktop.core.engine import stylize

    return stylize


def _small(
    job: StyleJob, variations: tuple[Variation, Variation], size: int, steps: int
) -> StyleJob:
    """Return the varied job at cell size, with its first scale reduced in proportion."""
    for variation in variations:
        job = variation.apply(job)
        steps = variation.params.get("steps", steps)
    params = job.params
    share = min(1.0, params.min_size / params.size)
    params = replace(params, size=size, min_size=max(16, round(size * share)), steps=steps)
    return replace(job, params=params)


def _with_small_styles(variation: Variation, size: int) -> Variation:
    styles = tuple(_small_style(style, size) for style in variation.styles)
    return replace(variation, styles=styles)


def _small_style(style: Style, size: int) -> Style:
    """Return the style with its painting shrunk to the largest size that a cell can use."""
    factor = max(1.0, _MAX_SCALE * style.scale)
    return replace(style, pixels=_shrunk(style.pixels, size, factor))


def _shrunk(pixels: Pixels, size: int, factor: float = 1.0) -> Pixels:
    """Return the picture, shrunk to a long side of at most size * factor, in px.

    A picture is not shrunk if it is so narrow that rounding would change its shape or make it too
    small for a layer.
    """
    from nst_desktop.core.pyramid import shrink, to_pixels, to_tensor

    height, width = pixels.shape[:2]
    long_side = round(size * factor)
    if max(width, height) <= long_side or min(fit_size(width, height, size)) < _NARROWEST:
        return pixels
    return to_pixels(shrink(to_tensor(pixels), long_side))
