"""Painting on the picture, with the mouse or a pen."""

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Slot
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPointingDevice,
    QPolygonF,
    QTabletEvent,
)
from PySide6.QtWidgets import QWidget

from nst_desktop.files.masks.rect import Rect
from nst_desktop.files.masks.sheet import Sheet
from nst_desktop.widgets.canvas import painting
from nst_desktop.widgets.canvas.compare_view import CompareView
from nst_desktop.widgets.regions.easel import Easel
from nst_desktop.widgets.regions.overlay import paint_mask, place_in
from nst_desktop.widgets.regions.swatches import paint_swatch

REACH = 6  # logical px that count as the same place
LEFT = Qt.MouseButton.LeftButton
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
DARK, WHITE = QColor(0, 0, 0, 190), QColor(Qt.GlobalColor.white)


class PaintView(CompareView):
    """While there is an easel, the left button paints on its mask; Alt takes away, and Ctrl or
    the middle button moves the picture. Esc gives up what is on its way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._easel: Easel | None = None
        self._pointer: QPointF | None = None
        self._is_painting = False

    def set_easel(self, easel: Easel | None) -> None:
        """What is painted on; None: the picture is only looked at."""
        if self._easel is not None:
            self._easel.give_up()
            self._easel.touched.disconnect(self._on_touched)
            self._easel.changed.disconnect(self._on_easel_changed)
        self._easel, self._is_painting, self._pointer = easel, False, None
        if easel is not None:
            easel.touched.connect(self._on_touched)
            easel.changed.connect(self._on_easel_changed)
        self._show_cursor(QPointF())
        self.update()

    def has_easel(self) -> bool:
        """Whether the picture is painted on."""
        return self._easel is not None

    def event(self, event: QEvent) -> bool:
        wanted = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if wanted and self._is_busy() and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            event.accept()  # or it would stop the run
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._easel is None or not self._easel.is_busy():
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self._is_painting = False
            self._easel.give_up()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._easel.close_outline()
        elif event.key() == Qt.Key.Key_Backspace:
            self._easel.step_back()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._paints_with(event):
            self._put_down(event.position(), 1.0, bool(event.modifiers() & ALT))
        else:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        outline = None if self._easel is None else self._easel.outline()
        if self._easel is not None and outline is not None and outline.is_polygon:
            self._easel.close_outline()
        else:
            self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(event.position())
        if self._is_painting and not event.buttons() & LEFT:
            self._lift(event.position())  # somebody else has taken the release
        if self._is_painting:
            self._go_on(event.position(), 1.0)
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._is_painting and event.button() == LEFT:
            self._lift(event.position())
        else:
            super().mouseReleaseEvent(event)

    def tabletEvent(self, event: QTabletEvent) -> None:
        """A pen: how hard it is pressed counts, and its other end erases."""
        if self._easel is None or self._layer is None:
            event.ignore()  # Qt makes a mouse of it
            return
        self._point_at(event.position())
        kind = event.type()
        if kind == QEvent.Type.TabletPress and event.button() == LEFT:
            is_eraser = event.pointerType() == QPointingDevice.PointerType.Eraser
            erases = is_eraser or bool(event.modifiers() & ALT)
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._put_down(event.position(), event.pressure(), erases)
        elif kind == QEvent.Type.TabletMove and self._is_painting:
            self._go_on(event.position(), event.pressure())
        elif kind == QEvent.Type.TabletRelease and self._is_painting:
            self._lift(event.position())
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point_at(None)

    def _show_cursor(self, point: QPointF) -> None:
        if self._easel is not None and self._easel.sheet() is not None and self._pan_from is None:
            self.setCursor(Qt.CursorShape.CrossCursor)
        else:
            super()._show_cursor(point)

    def _paints_with(self, event: QMouseEvent) -> bool:
        ready = self._easel is not None and self._layer is not None
        return ready and event.button() == LEFT and not event.modifiers() & CONTROL

    def _is_busy(self) -> bool:
        return self._easel is not None and self._easel.is_busy()

    def _put_down(self, point: QPointF, pressure: float, erases: bool) -> None:
        assert self._easel is not None
        self._is_painting = True
        x, y = self._on_mask(point)
        self._easel.press(x, y, self._reach(), pressure, erases)

    def _go_on(self, point: QPointF, pressure: float) -> None:
        assert self._easel is not None
        self._easel.move(*self._on_mask(point), pressure)

    def _lift(self, point: QPointF) -> None:
        assert self._easel is not None
        self._is_painting = False
        x, y = self._on_mask(point)
        self._easel.release(x, y, self._reach())

    def _on_mask(self, point: QPointF) -> tuple[float, float]:
        sheet, relative = self._sheet(), self.to_picture(point)
        if sheet is None:
            return 0.0, 0.0
        return relative.x() * sheet.size[0], relative.y() * sheet.size[1]

    def _from_mask(self, x: float, y: float) -> QPointF:
        sheet, place = self._sheet(), self.picture_rect()
        if sheet is None:
            return QPointF()
        return QPointF(
            place.left() + x / sheet.size[0] * place.width(),
            place.top() + y / sheet.size[1] * place.height(),
        )

    def _reach(self) -> float:
        sheet = self._sheet()
        return 0.0 if sheet is None else REACH * sheet.size[0] / max(1, self.picture_rect().width())

    def _sheet(self) -> Sheet | None:
        return None if self._easel is None else self._easel.sheet()

    def _point_at(self, point: QPointF | None) -> None:
        """The pointer is there: where its ring, or the line to it, was and is, paint anew."""
        if self._easel is None:
            return
        for each in (self._pointer, point):
            if each is not None:
                self.update(self._around(each))
        self._pointer = point

    def _around(self, point: QPointF) -> QRect:
        """What the pointer draws: its ring, and lines from the outline's last points."""
        assert self._easel is not None
        reach = self._ring() + 3
        rect = QRectF(point.x() - reach, point.y() - reach, 2 * reach, 2 * reach)
        outline = self._easel.outline()
        for corner in outline.points[-2:] if outline is not None else ():
            at = self._from_mask(*corner)
            rect = rect.united(QRectF(at.x() - 4, at.y() - 4, 8, 8))
        return rect.toAlignedRect()

    def _ring(self) -> float:
        """The brush's radius, logical px."""
        sheet = self._sheet()
        if self._easel is None or sheet is None:
            return 0.0
        return self._easel.brush_size() / 2 * self.picture_rect().width() / sheet.size[0]

    def _paint_easel(self, painter: QPainter, rect: QRect) -> None:
        """The masks, as far as they lie in rect, the outline on its way and the brush's ring."""
        if self._easel is None:
            return
        place, ratio = self.picture_rect(), self.devicePixelRatioF()
        seen = rect.intersected(place.toAlignedRect())
        if not seen.isEmpty():
            for shown in self._easel.shown():
                paint_mask(painter, shown, place, seen, ratio)
        for relative, swatch in self._easel.signs():
            centre = QPointF(
                place.left() + relative.x() * place.width(),
                place.top() + relative.y() * place.height(),
            )
            paint_swatch(painter, centre, swatch)
        visible = place.intersected(QRectF(self.rect()))
        corner = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        painting.paint_chip(painter, self, visible, corner, self._easel.title())
        self._paint_outline(painter)
        self._paint_ring(painter)

    def _paint_outline(self, painter: QPainter) -> None:
        outline = None if self._easel is None else self._easel.outline()
        if outline is None:
            return
        corners = [self._from_mask(*each) for each in outline.points]
        if self._pointer is not None:
            corners.append(self._pointer)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen in (QPen(DARK, 3), QPen(WHITE, 1.2)):
            painter.setPen(pen)
            painter.drawPolyline(QPolygonF(corners))
        painter.setPen(QPen(DARK, 1))
        painter.setBrush(WHITE)
        painter.drawEllipse(corners[0], 4, 4)

    def _paint_ring(self, painter: QPainter) -> None:
        if self._pointer is None or not self._ring():
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        radius = max(self._ring(), 1.5)
        # Hairlines: a large ring of any other width takes milliseconds.
        for colour, by in ((DARK, 1), (WHITE, 0), (DARK, -1)):
            painter.setPen(QPen(colour, 0))
            painter.drawEllipse(self._pointer, radius + by, radius + by)

    @Slot(object)
    def _on_touched(self, rect: Rect) -> None:
        sheet = self._sheet()
        if sheet is not None:
            self.update(place_in(rect, sheet, self.picture_rect(), self.devicePixelRatioF()))

    @Slot()
    def _on_easel_changed(self) -> None:
        self._show_cursor(QPointF())
        self.update()
