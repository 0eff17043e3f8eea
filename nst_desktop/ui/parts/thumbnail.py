"""Picture button, which the user clicks to choose another picture."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from nst_desktop.document.loaded_picture import scaled, shrunk
from nst_desktop.ui.parts.icons import draw_icon
from nst_desktop.ui.parts.theme import Colours, colours_of

RADIUS = 6
ICON_SIDE = 40
ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)
STORED_SIDE = 640  # px, enough for a thumbnail at a device pixel ratio of 2


class Thumbnail(QAbstractButton):
    """Button with a thumbnail on the canvas grey, or with an icon if there is no image."""

    def __init__(self, icon_name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self._image: QImage | None = None
        self._is_target = False
        self.setAccessibleName(self.tr("{0}: choose a picture").format(title))
        self.setToolTip(self.tr("Click to choose a picture, or drop one here"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_image(self, image: QImage | None) -> None:
        """Show this image, scaled to fit the button."""
        self._image = None if image is None else shrunk(image, STORED_SIDE)
        self.update()

    def set_target(self, is_target: bool) -> None:
        """Set whether a drag would drop its file on this thumbnail; the frame shows this."""
        self._is_target = is_target
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(208, 156)

    def minimumSizeHint(self) -> QSize:
        return QSize(96, 72)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.update()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ARROWS:  # a button would move the focus to a neighbour
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = colours_of(self.palette())
        frame = QPainterPath()
        frame.addRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        painter.fillPath(frame, self.palette().dark())
        painter.save()
        painter.setClipPath(frame)
        self._paint_content(painter, colours)
        painter.restore()
        painter.setPen(self._frame_pen(colours))
        painter.drawPath(frame)

    def _paint_content(self, painter: QPainter, colours: Colours) -> None:
        if self._image is None:
            side = min(ICON_SIDE, self.height() / 2)
            icon = QRectF(0, 0, side, side)
            icon.moveCenter(QRectF(self.rect()).center())
            draw_icon(painter, icon, self._icon_name, colours.muted)
            return
        ratio = self.devicePixelRatioF()
        image = scaled(self._image, self.size() * ratio)
        left = (self.width() * ratio - image.width()) // 2 / ratio
        top = (self.height() * ratio - image.height()) // 2 / ratio
        image.setDevicePixelRatio(ratio)
        painter.drawImage(QPointF(left, top), image)

    def _frame_pen(self, colours: Colours) -> QPen:
        if self._is_target:
            return QPen(QColor(colours.content_line), 2.5)
        if self.hasFocus() or self.underMouse():
            return QPen(QColor(colours.content_line), 1.5)
        if self._image is None:
            return QPen(QColor(colours.muted), 1, Qt.PenStyle.DashLine)
        return QPen(QColor(colours.border), 1)
