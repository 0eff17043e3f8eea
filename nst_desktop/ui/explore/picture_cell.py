"""One small picture among others: it comes into being here, and is chosen here."""

from enum import Enum, auto

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from nst_desktop.ui.parts.theme import Colours, colours_of

RADIUS = 6
BAR = 3  # px, of the progress at the lower edge
MARK = 20  # px, of the tick on what is in use
MARGIN = 8  # px around a text
FINE = 1000  # units in which a shape is exact enough
MOVES = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class CellState(Enum):
    """How far a picture is."""

    EMPTY = auto()
    GOING = auto()
    DONE = auto()
    FAILED = auto()


class PictureCell(QAbstractButton):
    """clicked(): the user wants what it shows; by mouse, Enter or the space bar.

    moved(int, int): an arrow key goes so many rows down and columns to the right.
    """

    moved = Signal(int, int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """name: what it is a picture of, for people."""
        super().__init__(parent)
        self._name = name
        self._image: QImage | None = None
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
        """What it is a picture of, for people."""
        return self._name

    def state(self) -> CellState:
        """How far its picture is."""
        return self._state

    def image(self) -> QImage | None:
        """What it shows; None if there is nothing yet."""
        return self._image

    def fault(self) -> str:
        """Why there is no picture; empty where nothing went wrong."""
        return self._fault

    def is_used(self) -> bool:
        """Whether what it shows is what the window has set."""
        return self._is_used

    def set_name(self, name: str) -> None:
        """What it is a picture of, for people."""
        self._name = name
        self._describe()

    def set_aspect(self, aspect: float) -> None:
        """The shape that its picture will have: height as a share of the width."""
        self._aspect = aspect
        self.updateGeometry()
        self.update()

    def set_empty(self) -> None:
        """No picture yet."""
        self._image = None
        self._show(CellState.EMPTY, 0.0)

    def set_going(self, image: QImage, fraction: float) -> None:
        """The picture as it is now; fraction: share of it that is done, 0..1."""
        self._image = image
        self._show(CellState.GOING, fraction)

    def set_done(self, image: QImage, note: str = "") -> None:
        """The finished picture. note: what else can be said of it, for the tooltip."""
        self._image, self._note = image, note
        self._show(CellState.DONE, 1.0)

    def set_failed(self, fault: str) -> None:
        """There will be no picture, and why."""
        self._image, self._fault = None, fault
        self._show(CellState.FAILED, 0.0)

    def set_used(self, used: bool) -> None:
        """Whether what it shows is what the window has set: a tick tells it."""
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
        place = fitted(self, self._shape())
        frame = QPainterPath()
        frame.addRoundedRect(place, RADIUS, RADIUS)
        painter.fillPath(frame, self.palette().dark())
        painter.save()
        painter.setClipPath(frame)
        self._paint_content(painter, place, colours)
        painter.restore()
        pen = self._frame_pen(colours)
        if pen is not None:
            painter.setPen(pen)
            painter.drawPath(frame)
        if self._is_used:
            self._paint_tick(painter, place, colours)

    def _show(self, state: CellState, fraction: float) -> None:
        self._state, self._fraction = state, fraction
        if state is not CellState.FAILED:
            self._fault = ""
        if state is not CellState.DONE:
            self._note = ""
        self._describe()

    def _describe(self) -> None:
        told = {
            CellState.EMPTY: self.tr("not made yet"),
            CellState.GOING: self.tr("being made"),
            CellState.DONE: self.tr("made"),
            CellState.FAILED: self.tr("failed"),
        }[self._state]
        if self._is_used:
            told = self.tr("{0}, in use").format(told)
        self.setAccessibleName(f"{self._name}: {told}")
        lines = [self._name, self._fault, self._note, self.tr("Click to use it")]
        self.setToolTip("\n".join(line for line in lines if line))
        self.update()

    def _shape(self) -> QSize | None:
        if self._image is not None:
            return self._image.size()
        return None if self._aspect is None else QSize(FINE, round(FINE * self._aspect))

    def _paint_content(self, painter: QPainter, place: QRectF, colours: Colours) -> None:
        if self._state is CellState.FAILED:
            painter.setPen(QColor(colours.text))
            inner = place.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(inner, flags, self.tr("Failed: {0}").format(self._fault))
        if self._image is not None:
            painter.drawImage(place, self._image)
        if self._state is CellState.GOING:
            lower = QRectF(place.left(), place.bottom() - BAR, place.width(), BAR)
            painter.fillRect(lower, QColor(colours.border))
            lower.setWidth(self._fraction * place.width())
            painter.fillRect(lower, QColor(colours.accent))

    def _paint_tick(self, painter: QPainter, place: QRectF, colours: Colours) -> None:
        disc = QRectF(place.right() - MARK - 6, place.top() + 6, MARK, MARK)
        painter.setPen(QPen(QColor(colours.on_accent), 1.5))
        painter.setBrush(QColor(colours.accent))
        painter.drawEllipse(disc)
        at = disc.topLeft()
        tick = [QPointF(5.5, 10.5), QPointF(8.8, 13.8), QPointF(14.5, 7)]
        painter.setPen(QPen(QColor(colours.on_accent), 2))
        painter.drawPolyline([at + each for each in tick])

    def _frame_pen(self, colours: Colours) -> QPen | None:
        if self.hasFocus():
            return QPen(QColor(colours.content_line), 2.5)
        if self._is_used or self.underMouse():
            return QPen(QColor(colours.content_line), 1.5)
        return None if self._image is not None else QPen(QColor(colours.border), 1)


def keep_height(widget: QWidget) -> None:
    """Let layouts ask the widget for the height that its width needs."""
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)
    widget.updateGeometry()


def fitted(widget: QWidget, shape: QSize | None) -> QRectF:
    """Where a picture of this shape is shown: in the middle of the widget; None: all of it."""
    place = QRectF(widget.rect()).adjusted(2, 2, -2, -2)
    if shape is None:
        return place
    size = QSizeF(shape)
    size.scale(place.size(), Qt.AspectRatioMode.KeepAspectRatio)
    smaller = QRectF(0, 0, round(size.width()), round(size.height()))
    smaller.moveCenter(place.center())
    return smaller
