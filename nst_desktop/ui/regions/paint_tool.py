"""Canvas tool that paints masks with the mouse or a pen."""

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Slot
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPointingDevice,
    QTabletEvent,
)

from nst_desktop.masks.rect import Rect
from nst_desktop.ui.canvas import decorations
from nst_desktop.ui.canvas.canvas_tool import CanvasTool
from nst_desktop.ui.canvas.viewport import Viewport
from nst_desktop.ui.regions import line_marks
from nst_desktop.ui.regions.easel import Easel
from nst_desktop.ui.regions.overlay import canvas_rect, paint_mask
from nst_desktop.ui.regions.swatches import paint_swatch
from nst_desktop.ui.regions.tools import Tool

REACH = 6  # logical px; points closer than this count as the same
NO_BUTTON = Qt.MouseButton.NoButton
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class PaintTool(CanvasTool):
    """Paints on the current mask with the left button; Alt erases and Esc discards.

    Many window managers move the window when the user drags with Alt. Select therefore takes the
    right button for the same purpose.
    """

    def __init__(self, viewport: Viewport, easel: Easel) -> None:
        super().__init__(viewport)
        self._easel = easel
        self._pointer: QPointF | None = None
        self._button = NO_BUTTON  # held down to paint; a pen's tip counts as the left one
        self._uses_right = False
        easel.touched.connect(self._on_touched)
        easel.changed.connect(self.changed)

    def close(self) -> None:
        """Discard anything unfinished and disconnect from the easel."""
        self._easel.discard()
        self._easel.selector.end()
        self._easel.touched.disconnect(self._on_touched)
        self._easel.changed.disconnect(self.changed)
        super().close()

    def press(self, event: QMouseEvent) -> bool:
        outline, again = self._easel.outline(), event.type() == QEvent.Type.MouseButtonDblClick
        if again and outline is not None and outline.is_polygon:
            self._easel.close_outline()
            return True
        paints, button = self._paints(event), event.button()
        self._uses_right = paints and button == RIGHT
        is_first = not event.buttons() & self._button or button == self._button
        if paints and is_first:
            erases = self._uses_right or bool(event.modifiers() & ALT)
            self._put_down(event.position(), 1.0, erases, button)
        return paints

    def move(self, event: QMouseEvent) -> bool:
        self._point_at(event.position())
        if self._is_painting() and not event.buttons() & self._button:
            self._lift(event.position())  # The release event went elsewhere.
        if self._is_painting():
            self._easel.move(*self._on_mask(event.position()))
        return self._is_painting()

    def release(self, event: QMouseEvent) -> bool:
        if not self._is_painting() or event.button() != self._button:
            return False
        self._lift(event.position())
        return True

    def uses_right_button(self) -> bool:
        return self._uses_right

    def leave(self) -> None:
        self._point_at(None)

    def tablet(self, event: QTabletEvent) -> bool:
        """Paint with a pressure-sensitive pen, whose other end erases."""
        if self._viewport.layer is None:
            return False
        self._point_at(event.position())
        event_type = event.type()
        if event_type == QEvent.Type.TabletPress and event.button() == LEFT:
            is_eraser = event.pointerType() == QPointingDevice.PointerType.Eraser
            erases = is_eraser or bool(event.modifiers() & ALT)
            self._widget.setFocus(Qt.FocusReason.MouseFocusReason)
            self._put_down(event.position(), event.pressure(), erases, LEFT)
        elif event_type == QEvent.Type.TabletMove and self._is_painting():
            self._easel.move(*self._on_mask(event.position()), event.pressure())
        elif event_type == QEvent.Type.TabletRelease and self._is_painting():
            self._lift(event.position())
        return True

    def claims(self, event: QKeyEvent) -> bool:
        """Claim Esc while anything is unfinished, because Esc would otherwise stop the run."""
        return self._easel.is_busy() and event.key() == Qt.Key.Key_Escape

    def key_press(self, event: QKeyEvent) -> bool:
        if not self._easel.is_busy():
            return False
        if event.key() == Qt.Key.Key_Escape:
            self._button = NO_BUTTON
            self._easel.cancel()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._easel.close_outline()
        elif event.key() == Qt.Key.Key_Backspace:
            self._easel.remove_last_point()
        else:
            return False
        return True

    def cursor(self, point: QPointF) -> Qt.CursorShape | None:
        return None if self._easel.buffer() is None else Qt.CursorShape.CrossCursor

    def paint(self, painter: QPainter, rect: QRect) -> None:
        """Draw the masks inside `rect`, the symbols, the title, the lines and the pointer."""
        picture, ratio = self._viewport.picture_rect(), self._widget.devicePixelRatioF()
        part = rect.intersected(picture.toAlignedRect())
        if not part.isEmpty():
            for region in self._easel.shown():
                paint_mask(painter, region, picture, part, ratio)
        for relative, swatch in self._easel.symbols():
            centre = self._viewport.from_picture(relative.x(), relative.y())
            paint_swatch(painter, centre, swatch)
        visible, title = self._viewport.visible_rect(), self._easel.title()
        corner = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        decorations.paint_chip(painter, self._widget, visible, corner, title)
        self._paint_lines(painter)
        self._paint_pointer(painter)

    def _paints(self, event: QMouseEvent) -> bool:
        """Return whether the tool wants this press."""
        if event.modifiers() & CONTROL or self._viewport.layer is None:
            return False
        is_on_picture = self._viewport.picture_rect().contains(event.position())
        takes_right = self._easel.tool() is Tool.SELECT and is_on_picture
        return event.button() == LEFT or (event.button() == RIGHT and takes_right)

    def _is_painting(self) -> bool:
        return self._button != NO_BUTTON

    def _put_down(
        self, point: QPointF, pressure: float, erases: bool, button: Qt.MouseButton
    ) -> None:
        self._button = button
        x, y = self._on_mask(point)
        self._easel.press(x, y, self._reach(), pressure, erases)

    def _lift(self, point: QPointF) -> None:
        self._button = NO_BUTTON
        x, y = self._on_mask(point)
        self._easel.release(x, y, self._reach())

    def _on_mask(self, point: QPointF) -> tuple[float, float]:
        buffer, relative = self._easel.buffer(), self._viewport.to_picture(point)
        if buffer is None:
            return 0.0, 0.0
        return relative.x() * buffer.size[0], relative.y() * buffer.size[1]

    def _from_mask(self, x: float, y: float) -> QPointF:
        buffer = self._easel.buffer()
        if buffer is None:
            return QPointF()
        return self._viewport.from_picture(x / buffer.size[0], y / buffer.size[1])

    def _reach(self) -> float:
        """Return REACH converted to mask pixels."""
        buffer, width = self._easel.buffer(), self._viewport.picture_rect().width()
        return 0.0 if buffer is None else REACH * buffer.size[0] / max(1, width)

    def _point_at(self, point: QPointF | None) -> None:
        """Move the pointer and repaint the brush ring and the outline around both positions."""
        for position in (self._pointer, point):
            if position is not None:
                self._widget.update(self._around(position))
        self._pointer = point
        if self._easel.selector.drag() is not None:
            self._widget.update()  # The note is beside the pointer.

    def _around(self, point: QPointF) -> QRect:
        """Return a rectangle around the brush ring and the lines to the last two points."""
        reach = self._ring() + 3
        rect = QRectF(point.x() - reach, point.y() - reach, 2 * reach, 2 * reach)
        for corner in self._easel.line_points()[-2:]:
            end = self._from_mask(*corner)
            rect = rect.united(QRectF(end.x() - 4, end.y() - 4, 8, 8))
        return rect.toAlignedRect()

    def _ring(self) -> float:
        """Return the radius of the brush ring in logical px."""
        buffer, width = self._easel.buffer(), self._viewport.picture_rect().width()
        return 0.0 if buffer is None else self._easel.brush_size() / 2 * width / buffer.size[0]

    def _paint_lines(self, painter: QPainter) -> None:
        """Draw the outline or the strokes of the current tool."""
        outline, selector = self._easel.outline(), self._easel.selector
        if outline is not None:
            corners = [self._from_mask(*point) for point in outline.points]
            line_marks.paint_outline(painter, corners, self._pointer)
        drawn = selector.rough_stroke()
        for stroke in (*selector.strokes(), *(() if drawn is None else (drawn,))):
            points = [self._from_mask(*point) for point in stroke.points]
            line_marks.paint_stroke(painter, points, stroke.inside)

    def _paint_pointer(self, painter: QPainter) -> None:
        """Draw the brush ring or, during a drag, the tolerance at the pointer."""
        if self._pointer is None:
            return
        drag = self._easel.selector.drag()
        if drag is not None:
            visible = self._viewport.visible_rect()
            text = self.tr("Tolerance: {0}").format(drag.click.tolerance)
            decorations.paint_note(painter, self._widget, visible, self._pointer, text)
        elif self._ring():
            line_marks.paint_ring(painter, self._pointer, self._ring())

    @Slot(object)
    def _on_touched(self, rect: Rect) -> None:
        buffer, picture = self._easel.buffer(), self._viewport.picture_rect()
        if buffer is not None:
            ratio = self._widget.devicePixelRatioF()
            self._widget.update(canvas_rect(rect, buffer, picture, ratio))
