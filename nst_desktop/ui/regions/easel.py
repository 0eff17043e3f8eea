"""Easel that holds the masks on the canvas and applies tools to the current mask."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QPointF, Signal

from nst_desktop import masks
from nst_desktop.masks.mask_buffer import MaskBuffer
from nst_desktop.masks.patches import Recorder
from nst_desktop.masks.rect import Rect
from nst_desktop.ui.regions.lasso import Lasso, Point
from nst_desktop.ui.regions.overlay import OverlayRegion, symbol_position
from nst_desktop.ui.regions.selector import Selector
from nst_desktop.ui.regions.swatches import Swatch
from nst_desktop.ui.regions.tools import Tool, ToolOptions

Symbol = tuple[QPointF, Swatch]


class Easel(QObject):
    """Applies strokes and outlines to the current mask.

    Its selector follows the tools that select by content.

    All coordinates and distances are in mask pixels.

    Signals:
        drawn(Patch, Patch, Tool): The user changed the mask with this tool. The patches contain
            the changed tiles before and after.
        touched(Rect): This part of the mask looks different.
        changed(): Anything on the canvas may look different.
    """

    drawn = Signal(object, object, object)
    touched = Signal(object)
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[OverlayRegion, ...] = ()
        self._symbols: list[Symbol] = []
        self._options = ToolOptions()
        self._title = self._note = ""
        self._stroke: masks.brush.Stroke | None = None
        self._lasso: Lasso | None = None
        self._erases = False
        self.selector = Selector(self)
        self.selector.changed.connect(self.changed)

    def set_shown(self, shown: Sequence[OverlayRegion], title: str) -> None:
        """Show these masks and the current region's title, discarding any unfinished stroke."""
        self.discard()
        former = self.buffer()
        self._shown, self._title = tuple(shown), title
        if self.buffer() is not former:
            self.selector.end()
        self.refresh()

    def refresh(self) -> None:
        """Update the display after masks were changed elsewhere."""
        symbols = ((symbol_position(region.buffer), region.swatch) for region in self._shown)
        self._symbols = [(point, swatch) for point, swatch in symbols if point is not None]
        self.changed.emit()

    def set_options(self, options: ToolOptions) -> None:
        """Set the tool and the options. A new tool discards an unfinished outline."""
        if options.tool is not self._options.tool:
            self.discard()
            self.selector.end()
        self._options = options
        self.changed.emit()

    def set_note(self, note: str) -> None:
        """Show a note after the title, such as the name of a slow operation; "" removes it."""
        self._note = note
        self.changed.emit()

    def shown(self) -> tuple[OverlayRegion, ...]:
        """Return the displayed masks in drawing order, with the topmost mask last.

        A preview takes the place of the current mask. Its size may be different.
        """
        preview = self.selector.preview()
        shown = [
            replace(region, buffer=preview) if region.is_current and preview else region
            for region in self._shown
        ]
        return tuple(sorted(shown, key=lambda region: region.is_current))

    def title(self) -> str:
        """Return the current region's title, followed by the note if there is one."""
        return f"{self._title}  ·  {self._note}" if self._note else self._title

    def symbols(self) -> list[Symbol]:
        """Return the symbols of the masks, with positions relative to the picture, 0..1."""
        return self._symbols

    def buffer(self) -> MaskBuffer | None:
        """Return the buffer of the current mask."""
        return next((region.buffer for region in self._shown if region.is_current), None)

    def tool(self) -> Tool:
        """Return the current tool."""
        return self._options.tool

    def brush_size(self) -> float:
        """Return the brush diameter; 0 if the tool has no brush."""
        buffer, tool = self.buffer(), self._options.tool
        if buffer is None or tool not in (Tool.BRUSH, Tool.ERASER):
            return 0.0
        return self._options.pixels(max(buffer.size))

    def outline(self) -> Lasso | None:
        """Return the unfinished outline, if there is one."""
        return self._lasso

    def line_points(self) -> Sequence[Point]:
        """Return the points of the line being drawn, which is an outline or a rough stroke."""
        line = self._lasso or self.selector.rough_stroke()
        return () if line is None else line.points

    def is_busy(self) -> bool:
        """Return whether a stroke, an outline or a selection is unfinished."""
        return self._has_stroke() or self.selector.is_busy()

    def press(
        self, x: float, y: float, reach: float, pressure: float = 1.0, erases: bool = False
    ) -> None:
        """Apply the tool at the point where the mouse button or pen was pressed.

        Args:
            x: Horizontal coordinate of the point.
            y: Vertical coordinate of the point.
            reach: Distance within which points count as the same.
            pressure: Pen pressure, 0..1.
            erases: Whether to erase, whichever tool is in use; for Select, whether the point is
                outside the object.
        """
        buffer = self.buffer()
        if buffer is None or self._stroke is not None:
            return
        match self._options.tool:
            case Tool.BRUSH | Tool.ERASER:
                erases = erases or self._options.tool is Tool.ERASER
                brush = masks.brush.Brush(self.brush_size(), self._options.softness, erases)
                self._stroke = masks.brush.Stroke(buffer, brush)
                self._emit_touched(self._stroke.to(x, y, pressure))
            case Tool.LASSO if self._lasso is None:
                self._lasso, self._erases = Lasso((x, y)), erases
                self.changed.emit()
            case Tool.LASSO if self._lasso is not None and self._lasso.press((x, y), reach):
                self.close_outline()
            case Tool.SELECT:
                self.selector.start_stroke((x, y), buffer.size, reach, inside=not erases)
            case Tool.SIMILAR:
                tolerance = self._options.tolerance
                self.selector.start_drag((x, y), buffer.size, reach, tolerance, erases)

    def move(self, x: float, y: float, pressure: float = 1.0) -> None:
        """Continue the stroke or outline while the button is held down."""
        if self._stroke is not None:
            self._emit_touched(self._stroke.to(x, y, pressure))
        elif self._lasso is not None:
            self._lasso.move((x, y))
        else:
            self.selector.move(x, y)

    def release(self, x: float, y: float, reach: float) -> None:
        """Finish the stroke, or the outline if releasing the button closes it."""
        if self._stroke is not None:
            recorder, self._stroke = self._stroke.recorder, None
            self._finish(recorder)
        elif self._lasso is not None and self._lasso.release((x, y), reach):
            self.close_outline()
        elif self._lasso is None:
            self.selector.release(x, y)

    def close_outline(self) -> None:
        """Close the outline and apply its area to the mask."""
        lasso, buffer = self._lasso, self.buffer()
        self._lasso = None
        if lasso is not None and buffer is not None:
            self._finish(masks.shapes.fill_outline(buffer, lasso.points, self._erases)[1])

    def remove_last_point(self) -> None:
        """Remove the last point from the outline."""
        if self._lasso is not None and not self._lasso.remove_last_point():
            self._lasso = None
        self.changed.emit()

    def discard(self) -> None:
        """Discard the unfinished stroke, outline or drag."""
        self.selector.discard()
        if self._stroke is not None:
            self._stroke.recorder.restore()
        if self._has_stroke():
            self._stroke = self._lasso = None
            self.changed.emit()

    def cancel(self) -> None:
        """Discard what is unfinished or, if nothing is, the selection being computed."""
        if self._has_stroke():
            self.discard()
        else:
            self.selector.cancel()

    def abandon(self) -> None:
        """Discard what is unfinished and the selection being computed."""
        self.discard()
        self.selector.cancel()

    def _has_stroke(self) -> bool:
        return self._stroke is not None or self._lasso is not None

    def _finish(self, recorder: Recorder) -> None:
        changes = recorder.changes()
        self.refresh()
        if changes is not None:
            self.drawn.emit(*changes, self._options.tool)

    def _emit_touched(self, rect: Rect) -> None:
        if not rect.is_empty:
            self.touched.emit(rect)
