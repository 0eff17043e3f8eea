"""Comparison of two pictures: side by side with a split line, or one instead of the other."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter

from nst_desktop.ui.canvas import decorations
from nst_desktop.ui.canvas.canvas_tool import CanvasTool
from nst_desktop.ui.canvas.layer import Layer
from nst_desktop.ui.canvas.split import Split
from nst_desktop.ui.canvas.viewport import Viewport

STEPS = {Qt.Key.Key_Left: -0.02, Qt.Key.Key_Right: 0.02}  # as fractions of the visible width
LEFT, RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight


class Comparison(CanvasTool):
    """Shows the picture and, if there is one, the compared picture in the same rectangle.

    The user can drag the split line, or move it by pressing Shift with the left or right arrow
    key. While backslash is held down, only the compared picture is displayed.
    """

    def __init__(self, viewport: Viewport) -> None:
        super().__init__(viewport)
        self.compared: Layer | None = None
        self.label = self.compared_label = ""
        self.is_split = False  # whether to show the split line when there are two pictures
        self._split = Split()
        self._before_shown = False

    def show_before(self, on: bool) -> None:
        """Show the compared picture, if there is one, instead of the current picture."""
        self._before_shown = on
        self._widget.update()

    def press(self, event: QMouseEvent) -> bool:
        grabs = event.button() == Qt.MouseButton.LeftButton and self._is_on_line(event.position())
        self._split.is_held |= grabs
        return grabs

    def move(self, event: QMouseEvent) -> bool:
        if not self._split.is_held:
            return False
        self._split.move_to(event.position().x(), self._viewport.visible_rect())
        self._widget.update()
        return True

    def let_go(self) -> None:
        self._split.is_held = False

    def cursor(self, point: QPointF) -> Qt.CursorShape | None:
        on_line = self._split.is_held or self._is_on_line(point)
        return Qt.CursorShape.SplitHCursor if on_line else None

    def key_press(self, event: QKeyEvent) -> bool:
        key, shift = Qt.Key(event.key()), event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if key == Qt.Key.Key_Backslash:
            self.show_before(True)
        elif shift and key in STEPS and self._shows_two():
            self._split.move_by(STEPS[key])
            self._widget.update()
        else:
            return False
        return True

    def key_release(self, event: QKeyEvent) -> bool:
        # Any key counts: on keyboards where backslash needs AltGr, AltGr may be released first.
        ends = self._before_shown and not event.isAutoRepeat()
        if ends:
            self.show_before(False)
        return ends

    def paint(self, painter: QPainter, rect: QRect) -> None:
        """Draw the current picture, the compared picture, or both."""
        visible, shown = self._viewport.visible_rect(), self._viewport.layer
        if self._shows_two():
            x = self._line(visible)
            before, after = QRectF(visible), QRectF(visible)
            before.setRight(x)
            after.setLeft(x)
            self._paint_side(painter, shown, after, RIGHT, self.label)
            self._paint_side(painter, self.compared, before, LEFT, self.compared_label)
            decorations.paint_split_line(painter, visible, x)
        elif self._before_shown and self.compared is not None:
            self._paint_side(painter, self.compared, visible, LEFT, self.compared_label)
        else:
            self._paint_side(painter, shown, visible, LEFT, "")

    def _paint_side(
        self,
        painter: QPainter,
        layer: Layer | None,
        side: QRectF,
        align: Qt.AlignmentFlag,
        label: str,
    ) -> None:
        if layer is None or side.isEmpty():
            return
        painter.save()
        painter.setClipRect(side)
        rect = self._viewport.rect_of(layer)
        if layer.image.hasAlphaChannel():
            decorations.paint_checks(painter, self._widget, rect)
        self._viewport.paint(painter, layer)
        visible = rect.intersected(QRectF(self._widget.rect()))
        corner = align | Qt.AlignmentFlag.AlignTop
        decorations.paint_chip(painter, self._widget, visible, corner, label)
        painter.restore()

    def _shows_two(self) -> bool:
        ready = self._viewport.layer is not None and self.compared is not None
        return ready and self.is_split and not self._before_shown

    def _is_on_line(self, point: QPointF) -> bool:
        return self._shows_two() and self._split.is_under(point, self._viewport.visible_rect())

    def _line(self, visible: QRectF) -> float:
        """Return the split line's x position, rounded to device pixels."""
        ratio = self._widget.devicePixelRatioF()
        return round(self._split.x(visible) * ratio) / ratio
