"""Cell for one layer in the layer map, filled in proportion to the layer's weight."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QSizePolicy, QWidget

from nst_desktop.core.numbers import plain_number
from nst_desktop.ui.parts.theme import Colours, colours_of

RADIUS = 4
STEP = 0.1
MAX_WEIGHT = 100.0


class LayerCell(QAbstractButton):
    """Button for the weight of one layer.

    A click or Space turns the layer on or off. Dragging, the mouse wheel and the + and - keys
    change the weight.

    Signals:
        weight_changed(float): The user changed the weight; 0 means off.
        drag_began(): The user started dragging.
    """

    weight_changed = Signal(float)
    drag_began = Signal()

    def __init__(self, layer: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.layer = layer
        self._weight = 0.0
        self._full = 1.0
        self._drag: tuple[float, float] | None = None  # initial x position, in px, and weight
        self._dragging = False
        self.setText(layer.removeprefix("conv"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_weight(0.0)

        self.clicked.connect(self._on_clicked)

    def weight(self) -> float:
        """Return the layer's weight; 0 means off."""
        return self._weight

    def set_weight(self, weight: float, full: float = 1.0) -> None:
        """Show this weight; a weight of `full` or more fills the cell."""
        self._weight, self._full = weight, full
        state = self.tr("weight {0}").format(plain_number(weight)) if weight else self.tr("off")
        self.setAccessibleName(self.layer)
        self.setAccessibleDescription(state)
        hint = self.tr(
            "Click to turn the layer on or off. Drag, scroll or press + or − to change the weight."
        )
        self.setToolTip(f"<qt><b>{self.layer}</b>: {state}<br>{hint}</qt>")
        self.update()

    def is_dragging(self) -> bool:
        """Return whether the user is dragging the weight."""
        return self._dragging

    def sizeHint(self) -> QSize:
        return QSize(44, 26)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.update()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self._change_by(STEP)
            case Qt.Key.Key_Minus:
                self._change_by(-STEP)
            case Qt.Key.Key_Left | Qt.Key.Key_Right | Qt.Key.Key_Up | Qt.Key.Key_Down:
                event.ignore()  # The map moves the focus to a neighbour.
            case _:
                super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.angleDelta().y():
            self._change_by(STEP if event.angleDelta().y() > 0 else -STEP)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._drag = (event.position().x(), self._weight)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is None:
            return
        start, weight = self._drag
        distance = event.position().x() - start
        if not self._dragging:
            if abs(distance) < QApplication.startDragDistance():
                return
            self._dragging = True
            self.drag_began.emit()
        self._change_to(weight + distance / self.width())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._drag = None
        if self._dragging:
            self._dragging = False
            self.setDown(False)
        else:
            super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = colours_of(self.palette())
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        shape = QPainterPath()
        radius = frame.height() / 2 if self.layer.startswith("pool") else RADIUS
        shape.addRoundedRect(frame, radius, radius)
        painter.fillPath(shape, QColor(self._ground(colours)))
        self._draw_text(painter, self._ink(colours))
        if self._weight:
            filled = QRectF(self.rect())
            filled.setWidth(self.width() * min(1.0, self._weight / self._full))
            painter.save()
            painter.setClipRect(filled)
            painter.fillPath(shape, QColor(colours.accent if self.isEnabled() else colours.hover))
            self._draw_text(painter, colours.on_accent if self.isEnabled() else colours.disabled)
            painter.restore()
        painter.setPen(self._frame_pen(colours))
        painter.drawPath(shape)

    def _draw_text(self, painter: QPainter, colour: str) -> None:
        painter.setPen(QColor(colour))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())

    def _ground(self, colours: Colours) -> str:
        if not self.isEnabled():
            return colours.window
        return colours.hover if self.underMouse() else colours.button

    def _ink(self, colours: Colours) -> str:
        if not self.isEnabled():
            return colours.disabled
        return colours.text if self._weight else colours.muted

    def _frame_pen(self, colours: Colours) -> QPen:
        if self.hasFocus():
            return QPen(QColor(colours.text), 1.5)
        return QPen(QColor(colours.accent if self._weight and self.isEnabled() else colours.border))

    def _change_by(self, step: float) -> None:
        self._change_to(self._weight + step)

    def _change_to(self, weight: float) -> None:
        weight = round(min(max(weight, 0.0), MAX_WEIGHT), 2)
        if weight != self._weight:
            self._weight = weight
            self.weight_changed.emit(weight)

    def _on_clicked(self) -> None:
        self._change_to(0.0 if self._weight else 1.0)
