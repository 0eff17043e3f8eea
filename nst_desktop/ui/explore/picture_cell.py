"""Page cell: a small picture that shows its progress and can be chosen."""

from enum import Enum, auto

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontInfo,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from nst_desktop.ui.parts.theme import Colours, colours_of

RADIUS = 6
BAR_HEIGHT = 3  # height of the progress bar at the lower edge, in px
TICK_SIZE = 20  # diameter of the tick mark on a cell in use, in px
TEXT_MARGIN = 8  # px
PILL_INSET, PILL_PADDING = 6, 7  # of the pill that marks a sketch, in px
PILL_TEXT_SCALE = 0.85  # size of the pill's text, relative to other text
ASPECT_UNITS = 1000  # width of a QSize that only expresses an aspect ratio
MOVES = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class CellState(Enum):
    """State of a picture."""

    EMPTY = auto()
    SKETCH = auto()
    PARTIAL = auto()
    DONE = auto()
    FAILED = auto()


class PictureCell(QAbstractButton):
    """Button that shows a small picture and responds to the mouse, Enter and Space.

    Signals:
        moved(int, int): An arrow key was pressed to move this many rows down and columns right.
    """

    moved = Signal(int, int)

    def __init__(self, name: str, parent: QWidget | None = None, hint: str = "") -> None:
        """Create an empty cell.

        Args:
            name: Description of the picture for the user.
            parent: Parent widget.
            hint: What a click does, for the tooltip; by default, it uses the picture's settings.
        """
        super().__init__(parent)
        self._name = name
        self._hint = hint or self.tr("Click to use its settings")
        self._image: QImage | None = None
        self._sketch: QImage | None = None
        self._state = CellState.EMPTY
        self._fraction = 0.0
        self._fault = ""
        self._is_used = False
        self._note = ""
        self._aspect: float | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._describe()

    def name(self) -> str:
        """Return the description of the picture for the user."""
        return self._name

    def state(self) -> CellState:
        """Return the state of the picture."""
        return self._state

    def image(self) -> QImage | None:
        """Return the displayed image, or None."""
        return self._image

    def fault(self) -> str:
        """Return why the picture failed, or an empty string if it did not."""
        return self._fault

    def is_used(self) -> bool:
        """Return whether the document uses the cell's settings."""
        return self._is_used

    def set_name(self, name: str) -> None:
        """Set the description of the picture for the user."""
        self._name = name
        self._describe()

    def set_aspect(self, aspect: float) -> None:
        """Set the picture's expected height divided by its width."""
        self._aspect = aspect
        self.updateGeometry()
        self.update()

    def set_empty(self) -> None:
        """Remove the picture and its sketch."""
        self._image = self._sketch = None
        self._show(CellState.EMPTY, 0.0)

    def set_sketch(self, image: QImage) -> None:
        """Show a sketch, marked as such, unless the picture itself is shown or has failed."""
        self._sketch = image
        if self._state in (CellState.EMPTY, CellState.SKETCH):
            self._image = image
            self._show(CellState.SKETCH, 0.0)

    def drop_partial(self) -> None:
        """Remove an unfinished picture, and show its sketch again if there is one."""
        if self._state is CellState.PARTIAL:
            self._image = self._sketch
            self._show(CellState.EMPTY if self._sketch is None else CellState.SKETCH, 0.0)

    def set_partial(self, image: QImage, fraction: float) -> None:
        """Show an unfinished picture and its completed share, 0..1."""
        self._image = image
        self._show(CellState.PARTIAL, fraction)

    def set_done(self, image: QImage, note: str = "") -> None:
        """Show the finished picture, with a note in the tooltip."""
        self._image, self._note = image, note
        self._show(CellState.DONE, 1.0)

    def set_failed(self, fault: str) -> None:
        """Show why the picture failed."""
        self._image, self._fault = None, fault
        self._show(CellState.FAILED, 0.0)

    def set_used(self, used: bool) -> None:
        """Set whether the document uses the cell's settings; a tick mark shows this."""
        self._is_used = used
        self._describe()

    def sizeHint(self) -> QSize:
        return QSize(192, 144)

    def minimumSizeHint(self) -> QSize:
        return QSize(104, 72)

    def heightForWidth(self, width: int) -> int:
        return -1 if self._aspect is None else round(self._aspect * width)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.update()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in MOVES:
            self.moved.emit(*MOVES[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        colours = colours_of(self.palette())
        rect = fitted(self, self._shape())
        frame = QPainterPath()
        frame.addRoundedRect(rect, RADIUS, RADIUS)
        painter.fillPath(frame, self.palette().dark())
        painter.save()
        painter.setClipPath(frame)
        self._paint_content(painter, rect, colours)
        painter.restore()
        pen = self._frame_pen(colours)
        if pen is not None:
            painter.setPen(pen)
            painter.drawPath(frame)
        if self._state is CellState.SKETCH:
            self._paint_pill(painter, rect, colours)
        if self._is_used:
            self._paint_tick(painter, rect, colours)

    def _show(self, state: CellState, fraction: float) -> None:
        self._state, self._fraction = state, fraction
        if state is not CellState.FAILED:
            self._fault = ""
        if state is not CellState.DONE:
            self._note = ""
        self._describe()

    def _describe(self) -> None:
        text = {
            CellState.EMPTY: self.tr("not started"),
            CellState.SKETCH: self.tr("sketch"),
            CellState.PARTIAL: self.tr("in progress"),
            CellState.DONE: self.tr("finished"),
            CellState.FAILED: self.tr("failed"),
        }[self._state]
        if self._is_used:
            text = self.tr("{0}, in use").format(text)
        self.setAccessibleName(f"{self._name}: {text}")
        is_sketch = self._state is CellState.SKETCH
        about = self.tr("Sketch: the finished picture will differ") if is_sketch else ""
        lines = [self._name, about, self._fault, self._note, self._hint]
        self.setToolTip("\n".join(line for line in lines if line))
        self.update()

    def _shape(self) -> QSize | None:
        if self._image is not None:
            return self._image.size()
        return (
            None
            if self._aspect is None
            else QSize(ASPECT_UNITS, round(ASPECT_UNITS * self._aspect))
        )

    def _paint_content(self, painter: QPainter, rect: QRectF, colours: Colours) -> None:
        if self._state is CellState.FAILED:
            painter.setPen(QColor(colours.text))
            self._paint_fault(painter, rect)
        if self._image is not None:
            painter.drawImage(rect, self._image)
        if self._state is CellState.PARTIAL:
            lower = QRectF(rect.left(), rect.bottom() - BAR_HEIGHT, rect.width(), BAR_HEIGHT)
            painter.fillRect(lower, QColor(colours.border))
            lower.setWidth(self._fraction * rect.width())
            painter.fillRect(lower, QColor(colours.accent))

    def _paint_fault(self, painter: QPainter, rect: QRectF) -> None:
        """Write why the picture failed, or as many whole lines of it as fit."""
        text = self.tr("Failed: {0}").format(self._fault)
        inner = rect.adjusted(TEXT_MARGIN, TEXT_MARGIN, -TEXT_MARGIN, -TEXT_MARGIN)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        if painter.boundingRect(inner, flags, text).height() > inner.height():
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
            line = painter.fontMetrics().lineSpacing()
            inner.setHeight(inner.height() // line * line)
        painter.drawText(inner, flags, text)

    def _paint_tick(self, painter: QPainter, rect: QRectF, colours: Colours) -> None:
        disc = QRectF(rect.right() - TICK_SIZE - 6, rect.top() + 6, TICK_SIZE, TICK_SIZE)
        painter.setPen(QPen(QColor(colours.on_accent), 1.5))
        painter.setBrush(QColor(colours.accent))
        painter.drawEllipse(disc)
        origin = disc.topLeft()
        tick = [QPointF(5.5, 10.5), QPointF(8.8, 13.8), QPointF(14.5, 7)]
        painter.setPen(QPen(QColor(colours.on_accent), 2))
        painter.drawPolyline([origin + point for point in tick])

    def _paint_pill(self, painter: QPainter, rect: QRectF, colours: Colours) -> None:
        """Paint the word Sketch in the lower left corner, opaque to be readable on any picture."""
        font = self.font()
        font.setPointSizeF(PILL_TEXT_SCALE * QFontInfo(font).pointSizeF())
        painter.setFont(font)
        text, metrics = self.tr("Sketch"), QFontMetricsF(font)
        height = metrics.height() + 2
        pill = QRectF(0, 0, metrics.horizontalAdvance(text) + 2 * PILL_PADDING, height)
        pill.moveBottomLeft(rect.bottomLeft() + QPointF(PILL_INSET, -PILL_INSET))
        if pill.width() + 2 * PILL_INSET > rect.width():
            pill.moveLeft(rect.center().x() - pill.width() / 2)
        painter.setPen(QPen(QColor(colours.border), 1))
        painter.setBrush(QColor(colours.base))
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setPen(QColor(colours.text))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)

    def _frame_pen(self, colours: Colours) -> QPen | None:
        if self.hasFocus():
            return QPen(QColor(colours.content_line), 2.5)
        if self._is_used or self.underMouse():
            return QPen(QColor(colours.content_line), 1.5)
        return None if self._image is not None else QPen(QColor(colours.border), 1)


def keep_height(widget: QWidget) -> None:
    """Make layouts use the widget's heightForWidth()."""
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)
    widget.updateGeometry()


def fitted(widget: QWidget, shape: QSize | None) -> QRectF:
    """Return the largest centred rectangle of this shape, or the whole widget's area if None."""
    rect = QRectF(widget.rect()).adjusted(2, 2, -2, -2)
    if shape is None:
        return rect
    size = QSizeF(shape)
    size.scale(rect.size(), Qt.AspectRatioMode.KeepAspectRatio)
    fitted_rect = QRectF(0, 0, round(size.width()), round(size.height()))
    fitted_rect.moveCenter(rect.center())
    return fitted_rect
