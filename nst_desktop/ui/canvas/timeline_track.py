"""Track for the timeline, with moments at their steps, ticks for new scales, and a handle."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QSlider, QToolTip, QWidget

from nst_desktop.ui.parts.theme import Colours, colours_of

INSET = 9.0  # px; margin on both sides, so that the handle is never clipped
GAP = 18.0  # px between the last moment and now
RADIUS = 6.0  # px; radius of the handle
TICK = 6.0  # px; half the height of a scale tick


class TimelineTrack(QSlider):
    """Slider whose values are moment indices; the maximum stands for now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._moments: list[tuple[int, str]] = []
        self._scales: list[tuple[int, str]] = []
        self.setRange(0, 0)
        self.setPageStep(5)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Moments of the run"))
        self.setToolTip(self.tr("Drag to view earlier moments of the run"))
        self.set_moments([])

    def set_moments(self, moments: Sequence[tuple[int, str]]) -> None:
        """Show these moments, given as (step, label) pairs in the order of their steps."""
        self._moments = list(moments)
        self.setMaximum(len(self._moments))
        self.setEnabled(bool(self._moments))
        self.update()

    def add_scale(self, step: int, text: str) -> None:
        """Add a tick at the step at which a scale began."""
        self._scales.append((step, text))
        self.update()

    def clear_scales(self) -> None:
        """Remove all scale ticks."""
        self._scales.clear()
        self.update()

    def is_live(self) -> bool:
        """Return whether the handle is at now."""
        return self.value() == self.maximum()

    def sizeHint(self) -> QSize:
        return QSize(240, 28)

    def minimumSizeHint(self) -> QSize:
        return QSize(96, 28)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._tip_at(event.pos().x()), self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self.setValue(self._value_at(event.position().x()))
            event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self.setValue(self._value_at(event.position().x()))
            event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(False)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = colours_of(self.palette())
        middle = self.height() / 2
        self._paint_groove(painter, colours, middle)
        if not self._moments:
            return
        painter.setPen(QPen(QColor(colours.muted), 1))
        for step, _ in self._visible_scales():
            x = round(self._x_of_step(step)) + 0.5
            painter.drawLine(QPointF(x, middle - TICK), QPointF(x, middle + TICK))
        self._paint_now(painter, colours, middle)
        self._paint_handle(painter, colours, middle)

    def _paint_groove(self, painter: QPainter, colours: Colours, middle: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.border))
        whole = QRectF(INSET, middle - 2, self.width() - 2 * INSET, 4)
        painter.drawRoundedRect(whole, 2, 2)
        if self._moments:
            painter.setBrush(QColor(colours.accent))
            whole.setRight(self._x_of(self.value()))
            painter.drawRoundedRect(whole, 2, 2)

    def _paint_now(self, painter: QPainter, colours: Colours, middle: float) -> None:
        painter.setPen(QPen(QColor(colours.muted), 1.5))
        painter.setBrush(QColor(colours.window))
        painter.drawEllipse(QPointF(self._x_of(self.maximum()), middle), 3.5, 3.5)

    def _paint_handle(self, painter: QPainter, colours: Colours, middle: float) -> None:
        active = self.hasFocus() or self.underMouse() or self.isSliderDown()
        painter.setPen(QPen(QColor(colours.accent if active else colours.muted), 1))
        painter.setBrush(QColor(colours.accent if active else colours.base))
        painter.drawEllipse(QPointF(self._x_of(self.value()), middle), RADIUS, RADIUS)

    def _visible_scales(self) -> list[tuple[int, str]]:
        first, last = self._moments[0][0], self._moments[-1][0]
        return [scale for scale in self._scales if first < scale[0] <= last]

    def _x_of(self, value: int) -> float:
        if value >= len(self._moments):
            return self.width() - INSET
        return self._x_of_step(self._moments[value][0])

    def _x_of_step(self, step: int) -> float:
        first, last = self._moments[0][0], self._moments[-1][0]
        share = (step - first) / (last - first) if last > first else 0.0
        return INSET + share * (self.width() - 2 * INSET - GAP)

    def _value_at(self, x: float) -> int:
        return min(range(self.maximum() + 1), key=lambda value: abs(self._x_of(value) - x))

    def _tip_at(self, x: float) -> str:
        """Return the tooltip for this position: a moment and its scale, or now."""
        if not self._moments:
            return self.toolTip()
        value = self._value_at(x)
        if value == self.maximum():
            return self.tr("Now")
        step, label = self._moments[value]
        scales = [text for began, text in self._scales if began <= step]
        return f"{label}  ·  {scales[-1]}" if scales else label
