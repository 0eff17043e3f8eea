"""Easel: the masks on the canvas, and the tools applied to the current one."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPointF, Signal

from nst_desktop import masks
from nst_desktop.masks.mask_buffer import MaskBuffer
from nst_desktop.masks.patches import Recorder
from nst_desktop.masks.rect import Rect
from nst_desktop.ui.regions.lasso import Lasso
from nst_desktop.ui.regions.overlay import OverlayRegion, symbol_position
from nst_desktop.ui.regions.swatches import Swatch
from nst_desktop.ui.regions.tools import Tool, ToolOptions

Symbol = tuple[QPointF, Swatch]


class Easel(QObject):
    """Applies strokes, outlines and fills to the current mask. All points are pixels of the mask.

    Signals:
        drawn(Patch, Patch, Tool): the user changed the mask; its tiles before and after.
        fill_requested(int, int, int, bool): the user wants to fill from this pixel (x, y) with
            this tolerance; True erases.
        touched(Rect): this part of the mask looks different.
        changed(): everything may look different.
    """

    drawn = Signal(object, object, object)
    fill_requested = Signal(int, int, int, bool)
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

    def set_shown(self, shown: Sequence[OverlayRegion], title: str) -> None:
        """Show these masks, with the title of the current one; discard an unfinished stroke."""
        self.discard()
        self._shown, self._title = tuple(shown), title
        self.refresh()

    def refresh(self) -> None:
        """Show masks that were changed elsewhere."""
        symbols = ((symbol_position(region.buffer), region.swatch) for region in self._shown)
        self._symbols = [(point, swatch) for point, swatch in symbols if point is not None]
        self.changed.emit()

    def set_options(self, options: ToolOptions) -> None:
        """Set the tool and its options; a new tool discards an unfinished outline."""
        if options.tool is not self._options.tool:
            self.discard()
        self._options = options
        self.changed.emit()

    def set_note(self, note: str) -> None:
        """Show a note after the title, such as a slow operation in progress; "" removes it."""
        self._note = note
        self.changed.emit()

    def shown(self) -> tuple[OverlayRegion, ...]:
        """Return the masks in painting order, the topmost last."""
        return tuple(sorted(self._shown, key=lambda region: region.is_current))

    def title(self) -> str:
        """Return the current region's title, with the note if there is one."""
        return f"{self._title}  ·  {self._note}" if self._note else self._title

    def symbols(self) -> list[Symbol]:
        """Return the masks' symbols and their positions relative to the picture, 0..1."""
        return self._symbols

    def buffer(self) -> MaskBuffer | None:
        """Return the mask that is painted on."""
        return next((region.buffer for region in self._shown if region.is_current), None)

    def tool(self) -> Tool:
        """Return the current tool."""
        return self._options.tool

    def brush_size(self) -> float:
        """Return the diameter of the brush; 0 for tools without a brush."""
        buffer, tool = self.buffer(), self._options.tool
        if buffer is None or tool not in (Tool.BRUSH, Tool.ERASER):
            return 0.0
        return self._options.pixels(max(buffer.size))

    def outline(self) -> Lasso | None:
        """Return the unfinished outline."""
        return self._lasso

    def is_busy(self) -> bool:
        """Return whether a stroke or an outline is unfinished."""
        return self._stroke is not None or self._lasso is not None

    def press(
        self, x: float, y: float, reach: float, pressure: float = 1.0, erases: bool = False
    ) -> None:
        """Apply the tool where the button or the pen is pressed.

        Args:
            x: of the point.
            y: of the point.
            reach: distance within which points count as the same.
            pressure: of the pen, 0..1.
            erases: whether to erase, whatever the tool.
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
            case Tool.FILL:
                width, height = buffer.size
                if 0 <= x < width and 0 <= y < height:
                    self.fill_requested.emit(int(x), int(y), self._options.tolerance, erases)

    def move(self, x: float, y: float, pressure: float = 1.0) -> None:
        """Continue the stroke or outline while the button is held."""
        if self._stroke is not None:
            self._emit_touched(self._stroke.to(x, y, pressure))
        elif self._lasso is not None:
            self._lasso.move((x, y))

    def release(self, x: float, y: float, reach: float) -> None:
        """Finish the stroke; finish the outline if it is closed."""
        if self._stroke is not None:
            recorder, self._stroke = self._stroke.recorder, None
            self._finish(recorder)
        elif self._lasso is not None and self._lasso.release((x, y), reach):
            self.close_outline()

    def close_outline(self) -> None:
        """Close the outline and fill it."""
        lasso, buffer = self._lasso, self.buffer()
        self._lasso = None
        if lasso is not None and buffer is not None:
            self._finish(masks.shapes.fill_outline(buffer, lasso.points, self._erases)[1])

    def remove_last_point(self) -> None:
        """Remove the last point of the outline."""
        if self._lasso is not None and not self._lasso.remove_last_point():
            self._lasso = None
        self.changed.emit()

    def discard(self) -> None:
        """Discard the unfinished stroke or outline."""
        if self._stroke is not None:
            self._stroke.recorder.restore()
        if self.is_busy():
            self._stroke = self._lasso = None
            self.changed.emit()

    def _finish(self, recorder: Recorder) -> None:
        changes = recorder.changes()
        self.refresh()
        if changes is not None:
            self.drawn.emit(*changes, self._options.tool)

    def _emit_touched(self, rect: Rect) -> None:
        if not rect.is_empty:
            self.touched.emit(rect)
