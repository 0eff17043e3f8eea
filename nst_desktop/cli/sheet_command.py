"""The sheet command: a contact sheet that varies parameters, paintings or presets."""

import argparse
from collections.abc import Sequence
from contextlib import ExitStack, closing
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING, Any

from nst_desktop.cli.log import Log
from nst_desktop.cli.messages import DONE, FAILED, INTERRUPTED, format_duration, note
from nst_desktop.cli.outputs import check_outputs, option_inputs, outputs_of
from nst_desktop.cli.parser import DEFAULT_COLUMNS, DEFAULT_ROWS
from nst_desktop.cli.plan_options import given_parameters
from nst_desktop.cli.precision_check import warn_if_slow
from nst_desktop.cli.run_loop import Interrupt, interruptible, progress_bar
from nst_desktop.cli.weights_option import load_weights_for
from nst_desktop.core.arrays import Pixels
from nst_desktop.core.errors import StoppedError, explain
from nst_desktop.core.job import Style, StyleJob
from nst_desktop.core.params import StyleParams
from nst_desktop.core.variations import (
    SMALL_PICTURE_PARAMETERS,
    SMALL_SIZE,
    SMALL_STEPS,
    UNCHANGED,
    Cell,
    Variation,
    explore,
    small_jobs,
    style_distance,
    variations_of,
)
from nst_desktop.images.contact_sheet import draw_contact_sheet
from nst_desktop.images.headings import Headings
from nst_desktop.images.load import load_picture
from nst_desktop.images.save import check_target, save_picture
from nst_desktop.machine.tuning_file import remember_choices
from nst_desktop.recipes.overwrite_guard import PAINTING, PHOTOGRAPH, NamedFile
from nst_desktop.recipes.presets import apply, builtin_presets, find_preset, own_presets

if TYPE_CHECKING:
    from tqdm import tqdm

_FAILED = "failed"
_INTERVAL = 2.0  # s between updates of an unfinished picture


def make_sheet(options: argparse.Namespace) -> int:
    """Make the contact sheet, updating it after every picture, and return the exit code."""
    _check(options)
    job, names = _read_job(options)
    if options.rows is None and options.columns is None:
        options.rows, options.columns = DEFAULT_ROWS, DEFAULT_COLUMNS
    rows_title, rows = _read_axis(options.rows, job, names)
    columns_title, columns = _read_axis(options.columns, job, names)
    given = given_parameters(options)
    size, steps = given.get("size", SMALL_SIZE), given.get("steps", SMALL_STEPS)
    jobs = small_jobs(job, rows, columns, size, steps)
    headings = Headings(_labels(rows), _labels(columns), rows_title, columns_title)
    with ExitStack() as stack:
        log = None if options.log is None else stack.enter_context(closing(Log(options.log)))
        control = stack.enter_context(interruptible())
        try:
            weights = load_weights_for(options, control)
            jobs = {cell: replace(job, weights=lambda: weights) for cell, job in jobs.items()}
            warn_if_slow(job.params.precision, options.device)
            return _Sheet(options, headings, log).make(jobs, control)
        except StoppedError:
            return INTERRUPTED


def _check(options: argparse.Namespace) -> None:
    """Raise UserError before the run if an output is not writable or would replace an input."""
    check_target(options.output)
    pictures = [NamedFile(PAINTING, path) for path in options.styles]
    pictures.append(NamedFile(PHOTOGRAPH, options.content))
    check_outputs(outputs_of(options), [*pictures, *option_inputs(options)])


class _Sheet:
    """A contact sheet in progress."""

    def __init__(self, options: argparse.Namespace, headings: Headings, log: Log | None) -> None:
        self._options, self._headings, self._log = options, headings, log
        self._pictures: dict[tuple[int, int], Pixels | str] = {}
        self._faults: list[str] = []
        self._drawn = monotonic()

    def make(self, jobs: dict[tuple[int, int], StyleJob], control: Interrupt) -> int:
        remember_choices()
        with progress_bar(self._options.quiet) as bar:
            for cell in explore(jobs, control):
                self._show(bar, cell, len(jobs))
                if cell.has_ended:
                    self._end(cell)
                elif monotonic() > self._drawn + _INTERVAL:
                    self._draw(cell)
        if self._faults:
            note(f"{len(self._faults)} of {len(jobs)} pictures failed. {self._faults[0]}")
        return FAILED if self._faults else DONE

    def _draw(self, cell: Cell) -> None:
        """Write the contact sheet, drawing this cell in its current state."""
        picture = _FAILED if cell.fault is not None or cell.step is None else cell.step.snapshot(0)
        pictures = {**self._pictures, (cell.row, cell.column): picture}
        sheet = draw_contact_sheet(self._headings, pictures, cell.job.output_size)
        save_picture(sheet, self._options.output)
        self._drawn = monotonic()
        if cell.has_ended:
            self._pictures = pictures

    def _end(self, cell: Cell) -> None:
        if cell.fault is not None:
            self._faults.append(explain(cell.fault))
        self._draw(cell)
        if self._log is not None:
            self._log.write(self._line(cell))

    def _show(self, bar: "tqdm[Any]", cell: Cell, count: int) -> None:
        share = 1.0 if cell.step is None else cell.step.progress
        bar.n = min((len(self._pictures) + share) / count, 1.0)
        left = bar.format_dict["elapsed"] * (1 - bar.n) / bar.n
        bar.set_description_str(
            f"picture {len(self._pictures) + 1} of {count}, {format_duration(left)} left"
        )

    def _line(self, cell: Cell) -> dict[str, Any]:
        line: dict[str, Any] = {
            "row": self._headings.rows[cell.row],
            "column": self._headings.columns[cell.column],
            "fault": "" if cell.fault is None else explain(cell.fault),
        }
        if cell.step is not None:
            losses = cell.step.losses
            line |= {"loss": losses.total, "content": losses.content, "style": losses.style}
            line["distance"] = style_distance(losses, cell.job.params)
        return line


def _read_job(options: argparse.Namespace) -> tuple[StyleJob, list[str]]:
    """Return the job at full artwork size, and the paintings' names."""
    params = StyleParams()
    if options.preset is not None:
        params = apply(find_preset(options.preset), params)
    given = given_parameters(options)
    given.pop("size", None)  # the size given is for the pictures in the contact sheet
    styles = [load_picture(path) for path in options.styles]
    job = StyleJob(
        params=replace(params, **given),
        weights=_not_yet,
        content=load_picture(options.content).pixels,
        styles=tuple(Style(picture.pixels) for picture in styles),
        device=options.device,
    )
    return job, [picture.path.stem for picture in styles]


def _not_yet() -> Any:
    raise AssertionError("the weights are set later")


def _read_axis(
    text: str | None, job: StyleJob, names: Sequence[str]
) -> tuple[str, tuple[Variation, ...]]:
    """Return an axis title, and the variation for each row or column."""
    if text is None:
        return "", UNCHANGED
    name, _, values = text.partition(":")
    texts = [value.strip() for value in values.split(",") if value.strip()]
    if name == "styles":
        pairs = zip(names, job.styles, strict=True)
        return "", tuple(Variation(label, styles=(style,)) for label, style in pairs)
    if name == "presets":
        return "", _presets(texts)
    return name, variations_of(name, texts)


def _presets(names: Sequence[str]) -> tuple[Variation, ...]:
    """Return variations for these presets, or for all presets if `names` is empty.

    Size and steps are left out, since the contact sheet sets them.
    """
    presets = [find_preset(name) for name in names] or [*own_presets(), *builtin_presets()]
    return tuple(
        Variation(
            preset.name,
            {
                name: value
                for name, value in preset.parameters.items()
                if name not in SMALL_PICTURE_PARAMETERS
            },
        )
        for preset in presets
    )


def _labels(variations: Sequence[Variation]) -> list[str]:
    return [variation.label for variation in variations]
