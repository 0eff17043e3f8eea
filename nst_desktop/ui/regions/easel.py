"""The easel: the mask that is painted on, and what the hand does with it."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPointF, Signal

from nst_desktop import masks
from nst_desktop.masks.mask_buffer import MaskBuffer
from nst_desktop.masks.patches import Recorder
from nst_desktop.masks.rect import Rect
from nst_desktop.ui.regions.lasso import Lasso
from nst_desktop.ui.regions.overlay import OverlayRegion, middle_of
from nst_desktop.ui.regions.swatches import Swatch
from nst_desktop.ui.regions.tools import Tool, ToolOptions

Sign = tuple[QPointF, Swatch]


class Easel(QObject):
    """All points are pixels of the mask.

    drawn(Patch, Patch, Tool): the user has made a change, from the one to the other.
    fill_requested(int, int, int, bool): the user wants to fill from this pixel, with this
    tolerance; True: to erase there.
    touched(Rect): this part of the mask looks different. changed(): everything may.
    """

    drawn = Signal(object, object, object)
    fill_requested = Signal(int, int, int, bool)
    touched = Signal(object)
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[OverlayRegion, ...] = ()
        self._signs: list[Sign] = []
        self._options = ToolOptions()
        self._title = self._note = ""
        self._stroke: masks.brush.Stroke | None = None
        self._lasso: Lasso | None = None
        self._erases = False

    def set_shown(self, shown: Sequence[OverlayRegion], title: str) -> None:
        """The masks to be seen; the current one, of this title, is painted on.

        A stroke on its way is given up.
        """
        self.give_up()
        self._shown, self._title = tuple(shown), title
        self.refresh()

    def refresh(self) -> None:
        """The masks were changed in some other way."""
        found = ((middle_of(each.buffer), each.swatch) for each in self._shown)
        self._signs = [(place, swatch) for place, swatch in found if place is not None]
        self.changed.emit()

    def set_options(self, options: ToolOptions) -> None:
        """The tool, and how it is set; an outline on its way is given up with its tool."""
        if options.tool is not self._options.tool:
            self.give_up()
        self._options = options
        self.changed.emit()

    def set_note(self, note: str) -> None:
        """A word after the title, such as that something takes its time; empty: none."""
        self._note = note
        self.changed.emit()

    def shown(self) -> tuple[OverlayRegion, ...]:
        """The masks, those that are seen above the others last."""
        return tuple(sorted(self._shown, key=lambda each: each.is_current))

    def title(self) -> str:
        """What is painted, in words."""
        return f"{self._title}  ·  {self._note}" if self._note else self._title

    def signs(self) -> list[Sign]:
        """What tells the masks apart without a colour, and where, relative to the picture."""
        return self._signs

    def buffer(self) -> MaskBuffer | None:
        """The mask that is painted on."""
        return next((each.buffer for each in self._shown if each.is_current), None)

    def tool(self) -> Tool:
        """What the hand holds."""
        return self._options.tool

    def brush_size(self) -> float:
        """The diameter of the brush; 0 with a tool that has none."""
        buffer, tool = self.buffer(), self._options.tool
        if buffer is None or tool not in (Tool.BRUSH, Tool.ERASER):
            return 0.0
        return self._options.pixels(max(buffer.size))

    def outline(self) -> Lasso | None:
        """The outline that is on its way."""
        return self._lasso

    def is_busy(self) -> bool:
        """Whether a stroke or an outline is on its way."""
        return self._stroke is not None or self._lasso is not None

    def press(
        self, x: float, y: float, reach: float, pressure: float = 1.0, erases: bool = False
    ) -> None:
        """The button or the pen goes down. reach: what counts as the same place.

        erases: whether this stroke takes away, whatever the tool.
        """
        buffer = self.buffer()
        if buffer is None or self._stroke is not None:
            return
        match self._options.tool:
            case Tool.BRUSH | Tool.ERASER:
                erases = erases or self._options.tool is Tool.ERASER
                brush = masks.brush.Brush(self.brush_size(), self._options.softness, erases)
                self._stroke = masks.brush.Stroke(buffer, brush)
                self._tell(self._stroke.to(x, y, pressure))
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
        """The pointer goes on while the button is held."""
        if self._stroke is not None:
            self._tell(self._stroke.to(x, y, pressure))
        elif self._lasso is not None:
            self._lasso.move((x, y))

    def release(self, x: float, y: float, reach: float) -> None:
        """The button or the pen is lifted."""
        if self._stroke is not None:
            recorder, self._stroke = self._stroke.recorder, None
            self._finish(recorder)
        elif self._lasso is not None and self._lasso.release((x, y), reach):
            self.close_outline()

    def close_outline(self) -> None:
        """Fill what the outline encloses."""
        lasso, buffer = self._lasso, self.buffer()
        self._lasso = None
        if lasso is not None and buffer is not None:
            self._finish(masks.shapes.fill_outline(buffer, lasso.points, self._erases)[1])

    def step_back(self) -> None:
        """Give up the last point of a polygon."""
        if self._lasso is not None and not self._lasso.step_back():
            self._lasso = None
        self.changed.emit()

    def give_up(self) -> None:
        """What is on its way has not happened."""
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

    def _tell(self, rect: Rect) -> None:
        if not rect.is_empty:
            self.touched.emit(rect)
