"""Controller for the variations page, which varies parameters, paintings or presets."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from math import isclose
from typing import Any

from PySide6.QtCore import QLocale, Slot

from nst_desktop.core.errors import ParameterError
from nst_desktop.core.job import StyleJob
from nst_desktop.core.params import StyleParams, parameter_names
from nst_desktop.core.variations import (
    SMALL_STEPS,
    Variation,
    by_interest,
    small_jobs,
    style_distance,
    with_small_pictures,
)
from nst_desktop.document.setup import Painting
from nst_desktop.images.headings import Headings
from nst_desktop.run.error_texts import error_text
from nst_desktop.run.run_events import CellUpdate
from nst_desktop.run.scheduler import Scheduler
from nst_desktop.run.sketch_runner import SketchRunner
from nst_desktop.ui.explore.axes import PAINTINGS, PRESETS, Axes
from nst_desktop.ui.explore.axis_picker import Axis
from nst_desktop.ui.explore.cell_board import Place
from nst_desktop.ui.explore.cell_sketches import CellSketches
from nst_desktop.ui.explore.page_controller import ExploreController, Jobs
from nst_desktop.ui.explore.variations_page import VariationsPage
from nst_desktop.ui.interfaces import Artworks, PresetValues, Runs
from nst_desktop.ui.services import Services

DEFAULT_DOWN, DEFAULT_ACROSS = Axis("style_scale"), Axis("style_weight")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Meaning of the grid's cells.

    Attributes:
        base: Parameters at the time when the pictures were started.
        axes: Axes for the rows and for the columns.
        rows: Variation for each row.
        columns: Variation for each column.
        headings: Headings for the contact sheet.
        paintings: Paintings at that time, by file path; empty if no axis varies the painting.
    """

    base: StyleParams
    axes: tuple[Axis, Axis]
    rows: tuple[Variation, ...]
    columns: tuple[Variation, ...]
    headings: Headings
    paintings: Mapping[str, Painting]


class VariationsController(ExploreController):
    """Fills the variations page and remembers its axes and picture size."""

    NAME = "variations"

    def __init__(
        self,
        services: Services,
        runs: Runs,
        artworks: Artworks,
        scheduler: Scheduler,
        presets: PresetValues,
        sketches: SketchRunner,
    ) -> None:
        super().__init__(services, runs, artworks, scheduler)
        self._cell_sketches = CellSketches(sketches)
        self._presets = presets
        self._axes = Axes(self._document, presets, self)
        self._variations_page: VariationsPage | None = None
        self._sheet: _Sheet | None = None

    @Slot()
    def refresh(self) -> None:
        """Offer the properties that can vary now, and tick the pictures in use."""
        if self._variations_page is not None and self._variations_page.isVisible():
            self._variations_page.set_kinds(self._axes.kinds())
        super().refresh()

    @Slot()
    def start(self) -> None:
        """Make all pictures with the current document, after their sketches."""
        self._cell_sketches.stop()
        super().start()

    @Slot()
    def stop(self) -> None:
        """Stop and keep the finished pictures, and the other pictures' sketches."""
        self._cell_sketches.stop()
        super().stop()

    def _make_page(self) -> VariationsPage:
        page = self._variations_page = VariationsPage(self._settings, self._services.window)
        page.set_kinds(self._axes.kinds())
        last = self._settings.document("variations")
        page.set_axes(
            _axis(last.get("down"), DEFAULT_DOWN), _axis(last.get("across"), DEFAULT_ACROSS)
        )
        side = last.get("side")
        page.set_side(side if isinstance(side, int) else 0)
        page.axes_changed.connect(self._on_axes_changed)
        return page

    def _prepare(self) -> None:
        self._open_page().set_kinds(self._axes.kinds())
        if not self._open_page().board.has_begun():
            self._show_empty()

    def _plan(self) -> tuple[set[Place], Callable[[], Jobs]]:
        page = self._open_page()
        job = self._runs.job()
        job = replace(job, weights=cache(job.weights))
        sheet = self._sheet = self._new_sheet(job.params)
        self._lay_out(sheet.headings, job)
        places = set(by_interest(len(sheet.rows), len(sheet.columns)))
        return places, partial(_small_jobs, job, sheet.rows, sheet.columns, page.side())

    def _draw_sketches(self) -> None:
        sheet, board = self._sheet, self._open_page().board
        if sheet is not None and self._settings.flag("sketches", True):
            places = by_interest(len(sheet.rows), len(sheet.columns))
            wanted = [
                (board.cell(*at), self._params_of(sheet, *at)[0], self._painting_of(sheet, *at))
                for at in places
            ]
            self._cell_sketches.start(self._document.setup(), wanted)

    def _use(self, row: int, column: int) -> None:
        sheet = self._sheet
        if sheet is None:
            raise ParameterError(
                "", self.tr("These pictures have not been made yet. Press Start to make them.")
            )
        params, preset = self._params_of(sheet, row, column)
        painting, setup = self._painting_of(sheet, row, column), self._document.setup()
        if preset or not _are_alike(params, setup.params):
            setup = replace(setup, params=params, preset=preset)
        if painting is not None:
            setup = setup.with_only(painting)
        self._enter(setup, self.tr("Variation"))
        label = self._open_page().board.cell(row, column).name()
        self._open_page().set_status(self.tr("Now in use: {0}").format(label))

    def _used(self) -> set[Place]:
        sheet = self._sheet
        if sheet is None:
            return set()
        current = self._document.setup().params
        alone = self._document.setup().paintings if sheet.paintings else ()
        return {
            (row, column)
            for row, column in self._open_page().board.places()
            if _are_alike(self._params_of(sheet, row, column)[0], current)
            and self._painting_of(sheet, row, column) in (None, *alone[: len(alone) == 1])
        }

    def _headings(self) -> Headings:
        assert self._sheet is not None
        return self._sheet.headings

    def _note(self, update: CellUpdate) -> str:
        assert self._sheet is not None
        differences = self._differences(self._sheet, update.row, update.column)
        if update.losses is None:
            return ""
        distance = style_distance(update.losses, replace(self._sheet.base, **differences))
        if distance is None:
            return ""
        return self.tr("Distance from the painting's texture: {0}").format(
            QLocale().toString(distance, "g", 3)
        )

    def _new_sheet(self, base: StyleParams) -> _Sheet:
        down, across = self._open_page().axes()
        rows_title, rows = self._axes.variations(down, other=across.name)
        columns_title, columns = self._axes.variations(across, other=down.name)
        headings = Headings(
            [row.label for row in rows], [column.label for column in columns],
            rows_title, columns_title,
        )  # fmt: skip
        by_painting = PAINTINGS in (down.name, across.name)
        paintings = self._axes.paintings() if by_painting else {}
        return _Sheet(base, (down, across), rows, columns, headings, paintings)

    def _show_empty(self) -> None:
        """Show the empty grid, or the error if the axes are invalid."""
        page = self._open_page()
        try:
            headings = self._new_sheet(StyleParams()).headings
        except ParameterError as error:
            page.set_error(error_text(error))
            return
        try:
            self._lay_out(headings, self._runs.job())
        except ParameterError:
            self._lay_out(headings, None)
        self._sheet = None
        count = len(headings.rows) * len(headings.columns)
        status = self.tr("{0} pictures  ·  {1}").format(count, self._runs.readiness())
        page.set_status(status)

    def _lay_out(self, headings: Headings, job: StyleJob | None) -> None:
        """Lay out the cells with the aspect of the job's picture, or 4:3 if there is no job."""
        self._cell_sketches.stop()
        width, height = (4, 3) if job is None else job.output_size
        titles = headings.rows_title, headings.columns_title
        self._open_page().set_sheet(headings.rows, headings.columns, titles, height / width)

    def _open_page(self) -> VariationsPage:
        assert self._variations_page is not None, "it is open"
        return self._variations_page

    def _differences(self, sheet: _Sheet, row: int, column: int) -> dict[str, Any]:
        return {**sheet.rows[row].params, **sheet.columns[column].params}

    def _params_of(self, sheet: _Sheet, row: int, column: int) -> tuple[StyleParams, str]:
        """Return the cell's parameters and the matching preset's name, or else an empty string."""
        base, preset = self._document.setup().params, ""
        for axis, index in zip(sheet.axes, (row, column), strict=True):
            if axis.name == PRESETS and axis.values[index] in self._presets.titles():
                preset = axis.values[index]
                base = self._presets.params_of(preset)
        params = replace(base, **self._differences(sheet, row, column))
        return params, preset if params == base else ""

    def _painting_of(self, sheet: _Sheet, row: int, column: int) -> Painting | None:
        for axis, index in zip(sheet.axes, (row, column), strict=True):
            if axis.name == PAINTINGS:
                return sheet.paintings[axis.values[index]]
        return None

    @Slot()
    def _on_axes_changed(self) -> None:
        page = self._open_page()
        down, across = page.axes()
        self._settings.set_document(
            "variations",
            {
                "down": [down.name, list(down.values)],
                "across": [across.name, list(across.values)],
                "side": page.side(),
            },
        )
        if self._runner.is_running():
            self.start()
        elif not self._pictures:
            self._show_empty()


def _small_jobs(
    job: StyleJob, rows: Sequence[Variation], columns: Sequence[Variation], side: int
) -> Jobs:
    """Return the cells' jobs; an invalid job fails only in its own cell.

    Runs on the worker thread because it imports torch.
    """
    job = with_small_pictures(job, side)
    jobs = {}
    for row, column in by_interest(len(rows), len(columns)):
        try:
            cell = small_jobs(job, [rows[row]], [columns[column]], side, SMALL_STEPS)[0, 0]
        except ParameterError as error:
            cell = replace(job, weights=partial(_refuse, error))
        jobs[row, column] = cell
    return jobs


def _refuse(error: ParameterError) -> Any:
    raise error


def _axis(stored: Any, default: Axis) -> Axis:
    """Return the stored axis, or the default if it is invalid."""
    match stored:
        case [str(name), list(values)] if all(isinstance(value, str) for value in values):
            return Axis(name, tuple(values))
    return default


def _are_alike(one: StyleParams, other: StyleParams) -> bool:
    """Return whether the parameters are equal within the precision of the panel's fields."""
    pairs = ((getattr(one, name), getattr(other, name)) for name in parameter_names())
    return all(isclose(a, b, rel_tol=1e-5) if isinstance(a, float) else a == b for a, b in pairs)
