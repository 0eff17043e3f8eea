"""Two pictures in one place: side by side with a line between them, or one after the other."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from nst_desktop.widgets.canvas import painting
from nst_desktop.widgets.canvas.layer import Layer
from nst_desktop.widgets.canvas.picture_view import PictureView
from nst_desktop.widgets.canvas.split import Split
from nst_desktop.widgets.theme import Colours

SPLIT_STEP = 0.02  # of the picture's width, by the keyboard
LEFT, RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight


class CompareView(PictureView):
    """Shows a picture and, if there is one, another to compare it with.

    The line between them is dragged, or moved with Shift and left or right; while backslash is
    held, the compared picture is shown instead. Both fill the same rectangle.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._compared: Layer | None = None
        self._label, self._compared_label = "", ""
        self._split = Split()
        self._is_split = self._before_shown = False

    def set_compared(self, image: QImage | None, label: str = "") -> None:
        """The picture to compare with, and its name; None: there is none."""
        self._compared = None if image is None or image.isNull() else Layer(image)
        self._compared_label = label
        self.update()

    def set_label(self, label: str) -> None:
        """The name of the picture that is shown, told while two are compared."""
        self._label = label
        self.update()

    def set_split(self, on: bool) -> None:
        """Whether the compared picture, if there is one, is shown left of a line."""
        self._is_split = on
        self.update()

    def is_split(self) -> bool:
        """Whether the two pictures are shown side by side as soon as there are two."""
        return self._is_split

    def show_before(self, on: bool) -> None:
        """Whether the compared picture, if there is one, is shown instead."""
        self._before_shown = on
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._is_on_line(event.position()):
            self._split.is_held = True
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._split.is_held:
            self._split.move_to(event.position().x(), self._seen_rect())
            self.update()
        else:
            super().mouseMoveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        steps = {Qt.Key.Key_Left: -SPLIT_STEP, Qt.Key.Key_Right: SPLIT_STEP}
        if event.key() == Qt.Key.Key_Backslash:
            self.show_before(True)
        elif shift and event.key() in steps and self._shows_two():
            self._split.move_by(steps[Qt.Key(event.key())])
            self.update()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        # Any key: where backslash needs AltGr, that may be let go first.
        if self._before_shown and not event.isAutoRepeat():
            self.show_before(False)
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.show_before(False)

    def _let_go(self) -> None:
        super()._let_go()
        self._split.is_held = False

    def _paint_pictures(self, painter: QPainter, shown: Layer, colours: Colours) -> None:
        seen = self._seen_rect()
        if self._shows_two():
            x = self._line(seen)
            before, after = QRectF(seen), QRectF(seen)
            before.setRight(x)
            after.setLeft(x)
            self._paint_side(painter, shown, after, colours, RIGHT, self._label)
            self._paint_side(painter, self._compared, before, colours, LEFT, self._compared_label)
            painting.paint_split_line(painter, seen, x)
        elif self._before_shown and self._compared is not None:
            self._paint_side(painter, self._compared, seen, colours, LEFT, self._compared_label)
        else:
            self._paint_side(painter, shown, seen, colours, LEFT, "")

    def _paint_side(
        self,
        painter: QPainter,
        layer: Layer | None,
        side: QRectF,
        colours: Colours,
        align: Qt.AlignmentFlag,
        label: str,
    ) -> None:
        if layer is None or side.isEmpty():
            return
        painter.save()
        painter.setClipRect(side)
        place = self._logical(self._place_of(layer))
        if layer.image.hasAlphaChannel():
            painting.paint_checks(painter, place, colours)
        self._paint_layer(painter, layer)
        seen = place.intersected(QRectF(self.rect()))
        painting.paint_chip(painter, self, seen, align | Qt.AlignmentFlag.AlignTop, label)
        painter.restore()

    def _shows_two(self) -> bool:
        ready = self._layer is not None and self._compared is not None
        return ready and self._is_split and not self._before_shown

    def _is_on_line(self, point: QPointF) -> bool:
        return self._shows_two() and self._split.is_under(point, self._seen_rect())

    def _show_cursor(self, point: QPointF) -> None:
        if self._split.is_held or self._is_on_line(point):
            self.setCursor(Qt.CursorShape.SplitHCursor)
        else:
            super()._show_cursor(point)

    def _seen_rect(self) -> QRectF:
        """What is seen of the picture, in the widget's coordinates."""
        return self.picture_rect().intersected(QRectF(self.rect()))

    def _line(self, seen: QRectF) -> float:
        """The split line's place, between two device pixels."""
        ratio = self.devicePixelRatioF()
        return round(self._split.x(seen) * ratio) / ratio
