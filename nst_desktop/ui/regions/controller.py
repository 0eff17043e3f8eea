"""Painting: the regions panel and the canvas, tied to the areas; every change can be undone."""

from dataclasses import asdict, replace
from typing import Any

from PySide6.QtCore import QObject, QSize, Slot

from nst_desktop.document.loaded_picture import LoadedPicture, to_image
from nst_desktop.document.regions import Region, RegionKind
from nst_desktop.ui.actions import Panel
from nst_desktop.ui.canvas import Canvas
from nst_desktop.ui.interfaces import Stage
from nst_desktop.ui.regions.easel import Easel
from nst_desktop.ui.regions.mask_edits import MaskEdits
from nst_desktop.ui.regions.overlay import OverlayRegion
from nst_desktop.ui.regions.paint_tool import PaintTool
from nst_desktop.ui.regions.region_list import RegionRow
from nst_desktop.ui.regions.regions_panel import RegionsPanel
from nst_desktop.ui.regions.swatches import swatch_of
from nst_desktop.ui.regions.tools import Tool, ToolOptions
from nst_desktop.ui.services import Services

WHOLE_IMAGE = 60_000_000  # px up to which the canvas gets the whole picture to paint on


class RegionsController(QObject):
    """While it is painted, the canvas shows the picture below the current area, alone."""

    def __init__(
        self,
        panel: RegionsPanel,
        canvas: Canvas,
        services: Services,
        stage: Stage,
    ) -> None:
        super().__init__(panel)
        self._panel, self._canvas, self._stage = panel, canvas, stage
        self._services, self._document = services, services.document
        self._settings, self._actions = services.settings, services.actions
        self._show_panel = services.actions.panels[Panel.REGIONS]
        self._is_painting = False
        self._held: LoadedPicture | None = None
        self.easel = Easel(self)
        self.editing = MaskEdits(panel, services, self.easel)
        self._restore()
        services.document.changed.connect(self._on_document_changed)
        services.document.region_chosen.connect(self._refresh)
        services.document.painted.connect(self._show_rows)
        services.actions.paint.triggered.connect(self.set_painting)
        self._show_panel.triggered.connect(self._on_panel_shown)
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
            self._services.message.show_notice(self.tr("Choose a photograph first"))
            painting = False
        was, self._is_painting = self._is_painting, painting
        self._actions.paint.setChecked(painting)
        if painting and not was:
            if not self._services.window.isFullScreen() and not self._show_panel.isChecked():
                self._show_panel.trigger()
            self._document.put(self._document.setup().with_all_regions())
            self._canvas.set_tool(PaintTool(self._canvas.viewport, self.easel))
            self._canvas.setFocus()
        elif was and not painting:
            self._canvas.set_tool(None)
        self._refresh()

    def remember(self) -> None:
        """Write down how the tools are set."""
        values = {**asdict(self._panel.tools.options()), "feather": self._panel.feather()}
        self._settings.set_document("painting", values)
        self._settings.write()

    def _restore(self) -> None:
        found = self._settings.document("painting")
        options = _options(found)
        self._panel.tools.set_options(options)
        self.easel.set_options(options)
        feather = found.get("feather")
        if isinstance(feather, int):
            self._panel.set_feather(feather)

    @Slot(object)
    def _on_document_changed(self, names: frozenset[str]) -> None:
        if names & {"photograph", "paintings", "regions"}:
            self._refresh()

    @Slot()
    def _refresh(self) -> None:
        """Show in panel and canvas what there is."""
        region, panel = self._document.region(), self._panel
        self._show_rows()
        names = [self._painting_name(at) for at in range(len(self._document.setup().paintings))]
        is_region = region is not None and region.kind is RegionKind.REGION
        panel.set_paintings(names, region.painting if region is not None and is_region else -1)
        panel.set_choices(self._choices(len(names)))
        self.easel.set_shown(
            [
                OverlayRegion(each.buffer, swatch_of(each), each is region)
                for each in self._document.setup().regions
                if region is not None and _picture_below(each) == _picture_below(region)
            ],
            "" if region is None else self.tr("Now painting: {0}").format(self._title(region)),
        )
        self._hold(region)

    @Slot()
    def _show_rows(self) -> None:
        rows = [
            RegionRow(swatch_of(region), self._name(region), region.buffer.share())
            for region in self._document.setup().regions
        ]
        self._panel.set_rows(rows, self._document.region_index())

    def _hold(self, region: Region | None) -> None:
        picture = None if region is None else self._document.setup().picture_below(region)
        if not self._is_painting or picture is None:
            self._held = None
            self._stage.let_go()
        elif picture is not self._held:
            self._held = picture
            pixels = picture.picture.pixels
            height, width = pixels.shape[:2]
            whole = width * height <= WHOLE_IMAGE
            image = to_image(pixels) if whole else picture.image
            self._stage.hold(image, QSize(width, height), picture.picture.name)

    def _name(self, region: Region) -> str:
        if region.kind is RegionKind.PROTECT:
            return self.tr("Protected")
        name = self._painting_name(region.painting)
        return name if region.kind is RegionKind.REGION else self.tr("Only from {0}").format(name)

    def _title(self, region: Region) -> str:
        """The name with what the swatch says."""
        name = self._name(region)
        return name if region.kind is RegionKind.PROTECT else f"{region.painting + 1}  ·  {name}"

    def _painting_name(self, place: int) -> str:
        paintings = self._document.setup().paintings
        known = place < len(paintings)
        return paintings[place].loaded.picture.name if known else str(place + 1)

    def _choices(self, paintings: int) -> list[tuple[RegionKind, int, str]]:
        there = {(region.kind, region.painting) for region in self._document.setup().regions}
        words = {
            RegionKind.REGION: self.tr("Region for {0}"),
            RegionKind.PART: self.tr("Take the texture only from a part of {0}"),
        }
        found = [
            (kind, at, words[kind].format(f"{at + 1}  {self._painting_name(at)}"))
            for kind in words
            for at in range(paintings)
            if (kind, at) not in there
        ]
        if (RegionKind.PROTECT, -1) not in there:
            found.insert(0, (RegionKind.PROTECT, -1, self.tr("Protected part of the photograph")))
        return found

    @Slot(int)
    def _on_row_chosen(self, row: int) -> None:
        self._document.choose_region(row)
        if not self._is_painting:
            self.set_painting(True)
            self._panel.focus_list()

    @Slot()
    def _on_tool_chosen(self) -> None:
        if not self._is_painting:
            self.set_painting(True)

    @Slot(object, int)
    def _on_add(self, kind: RegionKind, painting: int) -> None:
        setup = self._document.setup()
        region = setup.new_region(kind, painting)
        if region is not None:
            regions = (*setup.regions, region)
            self._document.edit_regions(self.tr("Add a region"), regions, region.buffer)
            self.set_painting(True)

    @Slot(int)
    def _on_removed(self, row: int) -> None:
        regions = list(self._document.setup().regions)
        if 0 <= row < len(regions):
            del regions[row]
            current = regions[min(row, len(regions) - 1)].buffer if regions else None
            self._document.edit_regions(self.tr("Remove a region"), tuple(regions), current)

    @Slot(int)
    def _on_bound(self, painting: int) -> None:
        region, index = self._document.region(), self._document.region_index()
        if region is not None and region.kind is RegionKind.REGION and region.painting != painting:
            regions = list(self._document.setup().regions)
            regions[index] = replace(region, painting=painting)
            what = self.tr("Painting of a region")
            self._document.edit_regions(what, tuple(regions), region.buffer)

    @Slot(bool)
    def _on_panel_shown(self, shown: bool) -> None:
        """The user has folded the panel, or brought it back to paint."""
        if shown != self._is_painting:
            self.set_painting(shown)

    @Slot()
    def leave(self) -> None:
        """Stop painting."""
        self.set_painting(False)


def _picture_below(region: Region) -> int:
    """-1: the photograph; or the place of the painting that the mask lies on."""
    return region.painting if region.kind is RegionKind.PART else -1


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
