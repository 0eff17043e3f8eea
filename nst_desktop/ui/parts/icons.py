"""Line icons in the colour of the surrounding text, in every theme and at every scale."""

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from nst_desktop import paths


def line_icon(name: str, role: QPalette.ColorRole = QPalette.ColorRole.ButtonText) -> QIcon:
    """Return the icon resources/icons/<name>.svg in the palette's colour for this role."""
    return QIcon(LineIconEngine(name, role))


def draw_icon(painter: QPainter, rect: QRectF, name: str, colour: str) -> None:
    """Draw the icon inside a rectangle, in a colour such as #5a5a5a."""
    drawing = paths.icon_file(name).read_bytes().replace(b"currentColor", colour.encode())
    QSvgRenderer(QByteArray(drawing)).render(painter, rect)


class LineIconEngine(QIconEngine):
    """Icon engine that reads the palette on every paint so that icons follow theme changes."""

    def __init__(self, name: str, role: QPalette.ColorRole) -> None:
        super().__init__()
        self._name, self._role = name, role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        disabled = mode == QIcon.Mode.Disabled
        group = QPalette.ColorGroup.Disabled if disabled else QPalette.ColorGroup.Active
        colour = QGuiApplication.palette().color(group, self._role)
        draw_icon(painter, QRectF(rect), self._name, colour.name())

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> "LineIconEngine":
        return LineIconEngine(self._name, self._role)
