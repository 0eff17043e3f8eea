"""Selector that follows the gestures of the tools Select and Similar."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from nst_desktop import masks
from nst_desktop.core.arrays import Mask
from nst_desktop.masks.mask_buffer import MaskBuffer
from nst_desktop.ui.regions.lasso import Point
from nst_desktop.ui.regions.selection_gestures import (
    RoughStroke,
    SimilarClick,
    ToleranceDrag,
    is_within,
)

if TYPE_CHECKING:
    from nst_desktop.ui.regions.selection_session import Strokes


class Selector(QObject):
    """Reports what the user wants to select, and holds what the canvas shows of it.

    All coordinates and distances are in mask pixels.

    Signals:
        stroke_drawn(SelectionStroke): The user drew a stroke inside or outside an object.
        similar_chosen(SimilarClick): The user wants the area around this pixel.
        similar_dragged(ToleranceDrag): The tolerance has changed, and the user may change it
            further.
        tolerance_dragged(int): The tolerance has changed to this value.
        cancelled(): The user does not want the selection that is being computed.
        ended(): The user turned to another tool or mask.
        changed(): Something on the canvas may look different.
    """

    stroke_drawn = Signal(object)
    similar_chosen = Signal(object)
    similar_dragged = Signal(object)
    tolerance_dragged = Signal(int)
    cancelled = Signal()
    ended = Signal()
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rough: RoughStroke | None = None
        self._drag: ToleranceDrag | None = None
        self._strokes: Strokes = ()
        self._preview: MaskBuffer | None = None
        self._is_computing = False

    def rough_stroke(self) -> RoughStroke | None:
        """Return the unfinished stroke, if there is one."""
        return self._rough

    def drag(self) -> ToleranceDrag | None:
        """Return the unfinished drag, if there is one."""
        return self._drag

    def strokes(self) -> "Strokes":
        """Return the finished strokes."""
        return self._strokes

    def set_strokes(self, strokes: "Strokes") -> None:
        """Show these finished strokes."""
        self._strokes = strokes
        self.changed.emit()

    def preview(self) -> MaskBuffer | None:
        """Return the preview of the mask, in any size, or None if there is none."""
        return self._preview

    def set_preview(self, mask: Mask | None) -> None:
        """Show a preview instead of the current mask. None shows the mask itself."""
        if mask is not None or self._preview is not None:
            self._preview = None if mask is None else MaskBuffer(mask)
            self.changed.emit()

    def set_computing(self, computing: bool) -> None:
        """Set whether a selection is being computed, which cancel() can then cancel."""
        self._is_computing = computing

    def has_gesture(self) -> bool:
        """Return whether a stroke or a drag is unfinished."""
        return self._rough is not None or self._drag is not None

    def is_busy(self) -> bool:
        """Return whether a gesture is unfinished or a selection is being computed."""
        return self.has_gesture() or self._is_computing

    def start_stroke(self, point: Point, size: tuple[int, int], reach: float, inside: bool) -> None:
        """Start a stroke inside or outside an object in a mask of this width and height."""
        self._rough = RoughStroke(size, reach, inside)
        self.move(*point)

    def start_drag(
        self, point: Point, size: tuple[int, int], reach: float, tolerance: int, erases: bool
    ) -> None:
        """Choose a pixel in a mask of this width and height; a drag changes the tolerance."""
        if is_within(point, size):
            click = SimilarClick(int(point[0]), int(point[1]), tolerance, erases)
            self._drag = ToleranceDrag(click, reach)
            self.changed.emit()

    def move(self, x: float, y: float) -> None:
        """Continue the gesture."""
        if self._rough is not None:
            self._rough.move((x, y))
        elif self._drag is not None and self._drag.move(x):
            self.tolerance_dragged.emit(self._drag.click.tolerance)
            self.similar_dragged.emit(self._drag)

    def release(self, x: float, y: float) -> None:
        """Finish the gesture."""
        self.move(x, y)
        rough, drag = self._rough, self._drag
        self._rough = self._drag = None
        if rough is not None and rough.points:
            points = tuple(rough.points)
            stroke = masks.selection.SelectionStroke(points, rough.radius, rough.inside)
            self.stroke_drawn.emit(stroke)
        elif drag is not None:
            self.similar_chosen.emit(drag.click)
        self.changed.emit()

    def discard(self) -> None:
        """Discard the unfinished gesture; a drag leaves the tolerance as it was."""
        drag, had_gesture = self._drag, self.has_gesture()
        self._rough = self._drag = None
        if drag is not None:
            self.set_preview(None)
            self.tolerance_dragged.emit(drag.start.tolerance)
        if had_gesture:
            self.changed.emit()

    def cancel(self) -> None:
        """Discard the unfinished gesture or, if there is none, the selection being computed."""
        if self.has_gesture():
            self.discard()
        else:
            self.cancelled.emit()

    def end(self) -> None:
        """End the selection, because the user turned to another tool or mask."""
        self.discard()
        self.ended.emit()
