"""Controller that connects the regions panel and the canvas to the document."""

from dataclasses import asdict, replace
from typing import Any

from PySide6.QtCore import QObject, QSize, Slot

from nst_desktop.document.loaded_picture import LoadedPicture, to_image
from nst_desktop.document.regions import Region, RegionKind
from nst_desktop.ui.actions import Panel
from nst_desktop.ui.canvas import Canvas
from nst_desktop.ui.interfaces import CanvasStage
from nst_desktop.ui.regions.easel import Easel
from nst_desktop.ui.regions.mask_edits import MaskEdits
from nst_desktop.ui.regions.overlay import OverlayRegion
from nst_desktop.ui.regions.paint_tool import PaintTool
from nst_desktop.ui.regions.region_list import RegionRow
from nst_desktop.ui.regions.regions_panel import RegionsPanel
from nst_desktop.ui.regions.selection_edits import SelectionEdits
from nst_desktop.ui.regions.swatches import swatch_of
from nst_desktop.ui.regions.tools import ToolOptions, tool_named
from nst_desktop.ui.services import Services

MAX_WHOLE_IMAGE = 60_000_000  # px; for larger pictures, the canvas gets a small copy


class RegionsController(QObject):
    """Lets the user add, remove and paint regions. Every change can be undone.

    In painting mode, the canvas shows only the picture that the current region belongs to.
    """

    def __init__(
        self,
        panel: RegionsPanel,
        canvas: Canvas,
        services: Services,
        stage: CanvasStage,
    ) -> None:
        super().__init__(panel)
        self._panel, self._canvas, self._stage = panel, canvas, stage
        self._services, self._document = services, services.document
        self._settings, self._actions = services.settings, services.actions
        self._show_panel = services.actions.panels[Panel.REGIONS]
        self._is_painting = False
        self._held: LoadedPicture | None = None
        self.easel = Easel(self)
        self.mask_edits = MaskEdits(panel, services, self.easel)
        self._selection_edits = SelectionEdits(services, self.easel, self.mask_edits.push)
        self._restore()
        services.document.changed.connect(self._on_document_changed)
        services.document.region_chosen.connect(self._refresh)
        services.document.painted.connect(self._show_rows)
        services.actions.paint.triggered.connect(self.set_painting)
        self._show_panel.triggered.connect(self._on_panel_shown)
        panel.row_chosen.connect(self._on_row_chosen)
        panel.remove_requested.connect(self._on_remove)
        panel.add_requested.connect(self._on_add)
        panel.painting_chosen.connect(self._on_painting_chosen)
        panel.tools.options_changed.connect(self.easel.set_options)
        panel.tools.tool_chosen.connect(self._on_tool_chosen)
        self.easel.selector.tolerance_dragged.connect(self._on_tolerance_dragged)
        self._refresh()

    def is_painting(self) -> bool:
        """Return whether the canvas is in painting mode."""
        return self._is_painting

    @Slot(bool)
    def set_painting(self, painting: bool) -> None:
        """Switch the canvas to painting mode or back to the artwork."""
        if painting and self._document.setup().photograph is None:
            self._services.message.show_notice(
                self.tr("Open a photograph before painting regions.")
            )
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
        """Save the tool settings."""
        values = {**asdict(self._panel.tools.options()), "feather": self._panel.feather()}
        self._settings.set_document("painting", values)
        self._settings.write()

    def _restore(self) -> None:
        saved = self._settings.document("painting")
        options = _options(saved)
        self._panel.tools.set_options(options)
        self.easel.set_options(options)
        feather = saved.get("feather")
        if isinstance(feather, int):
            self._panel.set_feather(feather)

    @Slot(object)
    def _on_document_changed(self, names: frozenset[str]) -> None:
        if names & {"photograph", "paintings", "regions"}:
            self._refresh()

    @Slot()
    def _refresh(self) -> None:
        """Show the document's regions in the panel and on the canvas."""
        region, panel = self._document.region(), self._panel
        self._show_rows()
        count = len(self._document.setup().paintings)
        names = [self._painting_name(index) for index in range(count)]
        is_region = region is not None and region.kind is RegionKind.REGION
        panel.set_paintings(names, region.painting if region is not None and is_region else -1)
        panel.set_choices(self._choices(len(names)))
        self.easel.set_shown(
            [
                OverlayRegion(other.buffer, swatch_of(other), other is region)
                for other in self._document.setup().regions
                if region is not None and _masked_painting(other) == _masked_painting(region)
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
            whole = width * height <= MAX_WHOLE_IMAGE
            image = to_image(pixels) if whole else picture.image
            self._stage.hold(image, QSize(width, height), picture.picture.name)

    def _name(self, region: Region) -> str:
        if region.kind is RegionKind.PROTECT:
            return self.tr("Protected")
        name = self._painting_name(region.painting)
        return name if region.kind is RegionKind.REGION else self.tr("Part of {0}").format(name)

    def _title(self, region: Region) -> str:
        """Return the region's name, preceded by the number of its painting, if any."""
        name = self._name(region)
        return name if region.kind is RegionKind.PROTECT else f"{region.painting + 1}  ·  {name}"

    def _painting_name(self, index: int) -> str:
        paintings = self._document.setup().paintings
        known = index < len(paintings)
        return paintings[index].loaded.picture.name if known else str(index + 1)

    def _choices(self, paintings: int) -> list[tuple[RegionKind, int, str]]:
        existing = {(region.kind, region.painting) for region in self._document.setup().regions}
        texts = {
            RegionKind.REGION: self.tr("Region for {0}"),
            RegionKind.PART: self.tr("Part of {0} to take the texture from"),
        }
        choices = [
            (kind, index, texts[kind].format(f"{index + 1}  {self._painting_name(index)}"))
            for kind in texts
            for index in range(paintings)
            if (kind, index) not in existing
        ]
        if (RegionKind.PROTECT, -1) not in existing:
            choices.insert(0, (RegionKind.PROTECT, -1, self.tr("Protected part of the photograph")))
        return choices

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

    @Slot(int)
    def _on_tolerance_dragged(self, tolerance: int) -> None:
        options = replace(self._panel.tools.options(), tolerance=tolerance)
        self._panel.tools.set_options(options)
        self.easel.set_options(options)

    @Slot(object, int)
    def _on_add(self, kind: RegionKind, painting: int) -> None:
        setup = self._document.setup()
        region = setup.new_region(kind, painting)
        if region is not None:
            regions = (*setup.regions, region)
            self._document.edit_regions(self.tr("Add a region"), regions, region.buffer)
            self.set_painting(True)

    @Slot(int)
    def _on_remove(self, row: int) -> None:
        regions = list(self._document.setup().regions)
        if 0 <= row < len(regions):
            del regions[row]
            current = regions[min(row, len(regions) - 1)].buffer if regions else None
            self._document.edit_regions(self.tr("Remove a region"), tuple(regions), current)

    @Slot(int)
    def _on_painting_chosen(self, painting: int) -> None:
        region, index = self._document.region(), self._document.region_index()
        if region is not None and region.kind is RegionKind.REGION and region.painting != painting:
            regions = list(self._document.setup().regions)
            regions[index] = replace(region, painting=painting)
            label = self.tr("Change a region's painting")
            self._document.edit_regions(label, tuple(regions), region.buffer)

    @Slot(bool)
    def _on_panel_shown(self, shown: bool) -> None:
        """Enter painting mode when the user shows the panel; leave it when they hide the panel."""
        if shown != self._is_painting:
            self.set_painting(shown)

    @Slot()
    def leave(self) -> None:
        """Leave painting mode."""
        self.set_painting(False)


def _masked_painting(region: Region) -> int:
    """Return the index of the painting that the mask belongs to, or -1 for the photograph."""
    return region.painting if region.kind is RegionKind.PART else -1


def _options(saved: dict[str, Any]) -> ToolOptions:
    """Return the saved options, replacing invalid values with defaults."""
    default = ToolOptions()
    size, softness, tolerance = (saved.get(key) for key in ("size", "softness", "tolerance"))
    return ToolOptions(
        tool_named(saved.get("tool")) or default.tool,
        size if isinstance(size, float) and 0 < size <= 100 else default.size,
        softness if isinstance(softness, float) and 0 <= softness <= 1 else default.softness,
        tolerance if isinstance(tolerance, int) and 0 <= tolerance <= 255 else default.tolerance,
    )
