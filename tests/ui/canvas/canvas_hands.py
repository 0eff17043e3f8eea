"""What a person does at the canvas, and pictures that tell where one looks."""

import numpy as np
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from nst_desktop.document.loaded_picture import to_image

LEFT, NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
RGBX = QImage.Format.Format_RGBX8888
NOTCH = 120


def mapped(width=800, height=600):
    """A picture whose every pixel tells its own place; see place_at."""
    y, x = np.mgrid[:height, :width]
    return to_image(np.stack([x % 256, y % 256, x // 256 * 16 + y // 256], -1).astype(np.uint8))


def plain(colour, width=400, height=300):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


def place_at(canvas, x, y):
    """The pixel of the mapped picture that is seen there, where pixels are whole."""
    red, green, blue, _ = colour_at(canvas, x, y).getRgb()
    return red + blue // 16 * 256, green + blue % 16 * 256


def colour_at(canvas, x, y):
    return canvas.grab().toImage().pixelColor(x, y)


def wheel(canvas, point, turned=NOTCH):
    place, nothing = QPointF(*point), QPoint()
    event = QWheelEvent(
        place, canvas.mapToGlobal(place), nothing, QPoint(0, turned),
        Qt.MouseButton.NoButton, NO_KEY, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas, event)
    return event.isAccepted()


def drag(canvas, start, end, button=LEFT, keys=NO_KEY):
    QTest.mousePress(canvas, button, keys, QPoint(*start))
    for share in (0.25, 0.5, 1):
        x = start[0] + share * (end[0] - start[0])
        y = start[1] + share * (end[1] - start[1])
        QTest.mouseMove(canvas, QPoint(round(x), round(y)))
    QTest.mouseRelease(canvas, button, keys, QPoint(*end))


def furthest_apart(one, other):
    """The largest difference of two images of one size in any pixel, 0..255."""
    one, other = one.convertToFormat(RGBX), other.convertToFormat(RGBX)
    # constBits() keeps no image alive: both need a name until their pixels have been read.
    pixels = (np.frombuffer(each.constBits(), np.uint8) for each in (one, other))
    return np.abs(np.subtract(*pixels, dtype=int)).max()
