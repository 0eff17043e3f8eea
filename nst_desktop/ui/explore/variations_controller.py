"""Varying: a sheet of what could be, over two parameters, all paintings or all presets."""

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
    STEPS,
    Variation,
    by_interest,
    small_jobs,
    style_distance,
    with_small_pictures,
)
from nst_desktop.document.setup import Painting
from nst_desktop.images.headings import Headings
from nst_desktop.run.error_texts import error_text
from nst_desktop.run.run_events import Sketch
from nst_desktop.run.scheduler import Scheduler
from nst_desktop.ui.explore.axes import PAINTINGS, PRESETS, Axes
from nst_desktop.ui.explore.axis_picker import Axis
from nst_desktop.ui.explore.cell_board import Place
from nst_desktop.ui.explore.page_controller import ExploreController, Jobs
from nst_desktop.ui.explore.variations_page import VariationsPage
from nst_desktop.ui.interfaces import Artworks, PresetValues, Runs
from nst_desktop.ui.services import Services

DOWN, ACROSS = Axis("style_scale"), Axis("style_weight")  # at the first time


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What the cells stand for. base: the parameters when it was begun. paintings: those that
    were in place then, by their files."""

    base: StyleParams
    axes: tuple[Axis, Axis]
    rows: tuple[Variation, ...]
    columns: tuple[Variation, ...]
    headings: Headings
    paintings: Mapping[str, Painting]


class VariationsController(ExploreController):
    """Fills the page of variations; axes and size are remembered."""

    NAME = "variations"

    def __init__(
        self,
        services: Services,
        runs: Runs,
        artworks: Artworks,
        scheduler: Scheduler,
        presets: PresetValues,
    ) -> None:
        super().__init__(services, runs, artworks, scheduler)
        self._presets = presets
        self._axes = Axes(self._document, presets, self)
        self._varied: VariationsPage | None = None
        self._sheet: _Sheet | None = None

    @Slot()
    def refresh(self) -> None:
        """Something has changed in the window: offer what can vary now, tick what is in use."""
        if self._varied is not None and self._varied.isVisible():
            self._varied.set_kinds(self._axes.kinds())
        super().refresh()

    def _make_page(self) -> VariationsPage:
        page = self._varied = VariationsPage(self._settings, self._services.window)
        page.set_kinds(self._axes.kinds())
        last = self._settings.document("variations")
        page.set_axes(_axis(last.get("down"), DOWN), _axis(last.get("across"), ACROSS))
        side = last.get("side")
        page.set_side(side if isinstance(side, int) else 0)
        page.axes_changed.connect(self._on_axes_changed)
        return page

    def _prepare(self) -> None:
        self._page_there().set_kinds(self._axes.kinds())
        if not self._page_there().board.has_begun():
            self._show_empty()

    def _plan(self) -> tuple[set[Place], Callable[[], Jobs]]:
        page = self._page_there()
        job = self._runs.job()
        job = replace(job, weights=cache(job.weights))
        sheet = self._sheet = self._new_sheet(job.params)
        self._lay_out(sheet.headings, job)
        places = set(by_interest(len(sheet.rows), len(sheet.columns)))
        return places, partial(_small_jobs, job, sheet.rows, sheet.columns, page.side())

    def _use(self, row: int, column: int) -> None:
        sheet = self._sheet
        if sheet is None:
            raise ParameterError("", self.tr("Press Start to make these pictures first."))
        params, preset = self._params_of(sheet, row, column)
        painting, setup = self._painting_of(sheet, row, column), self._document.setup()
        if preset or not _are_alike(params, setup.params):
            setup = replace(setup, params=params, preset=preset)
        if painting is not None:
            setup = setup.with_only(painting)
        self._enter(setup, self.tr("Variation"))
        label = self._page_there().board.cell(row, column).name()
        self._page_there().set_status(self.tr("In use now: {0}").format(label))

    def _used(self) -> set[Place]:
        sheet = self._sheet
        if sheet is None:
            return set()
        present = self._document.setup().params
        alone = self._document.setup().paintings if sheet.paintings else ()
        return {
            (row, column)
            for row, column in self._page_there().board.places()
            if _are_alike(self._params_of(sheet, row, column)[0], present)
            and self._painting_of(sheet, row, column) in (None, *alone[: len(alone) == 1])
        }

    def _headings(self) -> Headings:
        assert self._sheet is not None
        return self._sheet.headings

    def _note(self, sketch: Sketch) -> str:
        assert self._sheet is not None
        differences = self._differences(self._sheet, sketch.row, sketch.column)
        if sketch.losses is None:
            return ""
        distance = style_distance(sketch.losses, replace(self._sheet.base, **differences))
        if distance is None:
            return ""
        return self.tr("Distance from the painting's texture: {0}").format(
            QLocale().toString(distance, "g", 3)
        )

    def _new_sheet(self, base: StyleParams) -> _Sheet:
        down, across = self._page_there().axes()
        rows_title, rows = self._axes.variations(down, but=across.name)
        columns_title, columns = self._axes.variations(across, but=down.name)
        headings = Headings(
            [each.label for each in rows], [each.label for each in columns],
            rows_title, columns_title,
        )  # fmt: skip
        by_painting = PAINTINGS in (down.name, across.name)
        paintings = self._axes.paintings() if by_painting else {}
        return _Sheet(base, (down, across), rows, columns, headings, paintings)

    def _show_empty(self) -> None:
        """The sheet as it will be, or what is wrong with its axes."""
        page = self._page_there()
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
        told = self.tr("{0} pictures  ·  {1}").format(count, self._runs.readiness())
        page.set_status(told)

    def _lay_out(self, headings: Headings, job: StyleJob | None) -> None:
        """job: whose pictures they will be; None: not known yet."""
        width, height = (4, 3) if job is None else job.output_size
        titles = headings.rows_title, headings.columns_title
        self._page_there().set_sheet(headings.rows, headings.columns, titles, height / width)

    def _page_there(self) -> VariationsPage:
        assert self._varied is not None, "it is open"
        return self._varied

    def _differences(self, sheet: _Sheet, row: int, column: int) -> dict[str, Any]:
        return {**sheet.rows[row].params, **sheet.columns[column].params}

    def _params_of(self, sheet: _Sheet, row: int, column: int) -> tuple[StyleParams, str]:
        """What the document has when this cell is used, and the preset's name if it is one."""
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
        page = self._page_there()
        down, across = page.axes()
        self._settings.set_document(
            "variations",
            {
                "down": [down.name, list(down.values)],
                "across": [across.name, list(across.values)],
                "side": page.side(),
            },
        )
        if self._explorer.is_running():
            self.start()
        elif not self._pictures:
            self._show_empty()


def _small_jobs(
    job: StyleJob, rows: Sequence[Variation], columns: Sequence[Variation], side: int
) -> Jobs:
    """On the worker's thread: torch is imported there. What cannot be fails in its own cell."""
    job = with_small_pictures(job, side)
    found = {}
    for row, column in by_interest(len(rows), len(columns)):
        try:
            cell = small_jobs(job, [rows[row]], [columns[column]], side, STEPS)[0, 0]
        except ParameterError as error:
            cell = replace(job, weights=partial(_refuse, error))
        found[row, column] = cell
    return found


def _refuse(error: ParameterError) -> Any:
    raise error


def _axis(found: Any, usual: Axis) -> Axis:
    """What was remembered; the usual one for what cannot be used."""
    match found:
        case [str(name), list(values)] if all(isinstance(value, str) for value in values):
            return Axis(name, tuple(values))
    return usual


def _are_alike(one: StyleParams, other: StyleParams) -> bool:
    """Whether they are the same, as far as the panel's boxes have digits for them."""
    pairs = ((getattr(one, name), getattr(other, name)) for name in parameter_names())
    return all(isclose(a, b, rel_tol=1e-5) if isinstance(a, float) else a == b for a, b in pairs)
