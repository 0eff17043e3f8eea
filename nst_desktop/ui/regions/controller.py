"""Painting: the regions panel and the canvas, tied to the areas; every change can be undone."""

from dataclasses import asdict, replace
from typing import Any

from PySide6.QtCore import QObject, QSize, Slot

from nst_desktop.document.loaded_picture import LoadedPicture, to_image
from nst_desktop.document.regions import Area, Kind
from nst_desktop.ui.canvas.controller import Viewing
from nst_desktop.ui.main_window import MainWindow
from nst_desktop.ui.panels import Panel
from nst_desktop.ui.regions.easel import Easel
from nst_desktop.ui.regions.mask_edits import MaskEditing
from nst_desktop.ui.regions.overlay import Shown
from nst_desktop.ui.regions.region_list import AreaRow
from nst_desktop.ui.regions.swatches import swatch_of
from nst_desktop.ui.regions.tools import Tool, ToolOptions
from nst_desktop.ui.services import Services

WHOLE_IMAGE = 60_000_000  # px up to which the canvas gets the whole picture to paint on


class Painting(QObject):
    """While it is painted, the canvas shows the picture below the current area, alone."""

    def __init__(
        self,
        window: MainWindow,
        services: Services,
        viewing: Viewing,
    ) -> None:
        super().__init__(viewing)
        self._window, self._settings = window, services.settings
        self._document, self._viewing = services.document, viewing
        self._is_painting = False
        self._held: LoadedPicture | None = None
        self.easel = Easel(self)
        self.editing = MaskEditing(window.regions, services, self.easel)
        panel = window.regions
        self._restore()
        services.document.changed.connect(self._on_document_changed)
        services.document.area_chosen.connect(self._refresh)
        services.document.painted.connect(self._show_rows)
        window.actions.paint.triggered.connect(self.set_painting)
        window.actions.panels[Panel.REGIONS].triggered.connect(self._on_panel_shown)
        window.leave_requested.connect(self._on_leave)
        panel.row_chosen.connect(self._on_row_chosen)
        panel.removed.connect(self._on_removed)
        panel.add_requested.connect(self._on_add)
        panel.bound.connect(self._on_bound)
        panel.tools.options_changed.connect(self.easel.set_options)
        panel.tools.tool_chosen.connect(self._on_tool_chosen)
        self._refresh()

    def is_painting(self) -> bool:
        """Whether the canvas is painted on."""
        return self._is_painting

    @Slot(bool)
    def set_painting(self, painting: bool) -> None:
        """Paint on the canvas, or look at the artwork again."""
        if painting and self._document.setup().photograph is None:
            self._window.message.show_notice(self.tr("Choose a photograph first"))
            painting = False
        was, self._is_painting = self._is_painting, painting
        self._window.actions.paint.setChecked(painting)
        if painting and not was:
            if not self._window.isFullScreen():
                self._window.set_panel_shown(Panel.REGIONS, True)
            self._document.put(self._document.setup().with_all_areas())
            self._window.canvas.set_easel(self.easel)
            self._window.canvas.setFocus()
        elif was and not painting:
            self._window.canvas.set_easel(None)
        self._refresh()

    def remember(self) -> None:
        """Write down how the tools are set."""
        panel = self._window.regions
        values = {**asdict(panel.tools.options()), "feather": panel.feather()}
        self._settings.set_document("painting", values)
        self._settings.write()

    def _restore(self) -> None:
        found = self._settings.document("painting")
        options = _options(found)
        self._window.regions.tools.set_options(options)
        self.easel.set_options(options)
        feather = found.get("feather")
        if isinstance(feather, int):
            self._window.regions.set_feather(feather)

    @Slot(object)
    def _on_document_changed(self, names: frozenset[str]) -> None:
        if names & {"photograph", "paintings", "areas"}:
            self._refresh()

    @Slot()
    def _refresh(self) -> None:
        """Show in panel and canvas what there is."""
        area, panel = self._document.area(), self._window.regions
        self._show_rows()
        names = [self._painting_name(at) for at in range(len(self._document.setup().paintings))]
        is_region = area is not None and area.kind is Kind.REGION
        panel.set_paintings(names, area.painting if area is not None and is_region else -1)
        panel.set_choices(self._choices(len(names)))
        self.easel.set_shown(
            [
                Shown(each.sheet, swatch_of(each), each is area)
                for each in self._document.setup().areas
                if area is not None and _picture_below(each) == _picture_below(area)
            ],
            "" if area is None else self.tr("Now painting: {0}").format(self._title(area)),
        )
        self._hold(area)

    @Slot()
    def _show_rows(self) -> None:
        rows = [
            AreaRow(swatch_of(area), self._name(area), area.sheet.share())
            for area in self._document.setup().areas
        ]
        self._window.regions.set_rows(rows, self._document.area_index())

    def _hold(self, area: Area | None) -> None:
        picture = None if area is None else self._document.setup().picture_below(area)
        if not self._is_painting or picture is None:
            self._held = None
            self._viewing.let_go()
        elif picture is not self._held:
            self._held = picture
            pixels = picture.picture.pixels
            height, width = pixels.shape[:2]
            whole = width * height <= WHOLE_IMAGE
            image = to_image(pixels) if whole else picture.image
            self._viewing.hold(image, QSize(width, height), picture.picture.name)

    def _name(self, area: Area) -> str:
        if area.kind is Kind.PROTECT:
            return self.tr("Protected")
        name = self._painting_name(area.painting)
        return name if area.kind is Kind.REGION else self.tr("Only from {0}").format(name)

    def _title(self, area: Area) -> str:
        """The name with what the swatch says."""
        name = self._name(area)
        return name if area.kind is Kind.PROTECT else f"{area.painting + 1}  ·  {name}"

    def _painting_name(self, place: int) -> str:
        paintings = self._document.setup().paintings
        known = place < len(paintings)
        return paintings[place].loaded.picture.name if known else str(place + 1)

    def _choices(self, paintings: int) -> list[tuple[Kind, int, str]]:
        there = {(area.kind, area.painting) for area in self._document.setup().areas}
        words = {
            Kind.REGION: self.tr("Region for {0}"),
            Kind.PART: self.tr("Take the texture only from a part of {0}"),
        }
        found = [
            (kind, at, words[kind].format(f"{at + 1}  {self._painting_name(at)}"))
            for kind in words
            for at in range(paintings)
            if (kind, at) not in there
        ]
        if (Kind.PROTECT, -1) not in there:
            found.insert(0, (Kind.PROTECT, -1, self.tr("Protected part of the photograph")))
        return found

    @Slot(int)
    def _on_row_chosen(self, row: int) -> None:
        self._document.choose_area(row)
        if not self._is_painting:
            self.set_painting(True)
            self._window.regions.focus_list()

    @Slot()
    def _on_tool_chosen(self) -> None:
        if not self._is_painting:
            self.set_painting(True)

    @Slot(object, int)
    def _on_add(self, kind: Kind, painting: int) -> None:
        setup = self._document.setup()
        area = setup.new_area(kind, painting)
        if area is not None:
            areas = (*setup.areas, area)
            self._document.edit_areas(self.tr("Add a region"), areas, area.sheet)
            self.set_painting(True)

    @Slot(int)
    def _on_removed(self, row: int) -> None:
        areas = list(self._document.setup().areas)
        if 0 <= row < len(areas):
            del areas[row]
            current = areas[min(row, len(areas) - 1)].sheet if areas else None
            self._document.edit_areas(self.tr("Remove a region"), tuple(areas), current)

    @Slot(int)
    def _on_bound(self, painting: int) -> None:
        area, index = self._document.area(), self._document.area_index()
        if area is not None and area.kind is Kind.REGION and area.painting != painting:
            areas = list(self._document.setup().areas)
            areas[index] = replace(area, painting=painting)
            what = self.tr("Painting of a region")
            self._document.edit_areas(what, tuple(areas), area.sheet)

    @Slot(bool)
    def _on_panel_shown(self, shown: bool) -> None:
        """The user has folded the panel, or brought it back to paint."""
        if shown != self._is_painting:
            self.set_painting(shown)

    @Slot()
    def _on_leave(self) -> None:
        self.set_painting(False)


def _picture_below(area: Area) -> int:
    """-1: the photograph; or the place of the painting that the mask lies on."""
    return area.painting if area.kind is Kind.PART else -1


def _options(found: dict[str, Any]) -> ToolOptions:
    """What was remembered; the usual for what cannot be used."""
    usual = ToolOptions()
    tool, size = found.get("tool"), found.get("size")
    softness, tolerance = found.get("softness"), found.get("tolerance")
    return ToolOptions(
        Tool(tool) if tool in list(Tool) else usual.tool,
        size if isinstance(size, float) and 0 < size <= 100 else usual.size,
        softness if isinstance(softness, float) and 0 <= softness <= 1 else usual.softness,
        tolerance if isinstance(tolerance, int) and 0 <= tolerance <= 255 else usual.tolerance,
    )
