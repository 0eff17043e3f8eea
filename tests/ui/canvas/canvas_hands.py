"""User input on the canvas, and test pictures that encode pixel positions."""

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
    """Return a picture whose pixels encode their own position; see pixel_at()."""
    y, x = np.mgrid[:height, :width]
    return to_image(np.stack([x % 256, y % 256, x // 256 * 16 + y // 256], -1).astype(np.uint8))


def plain(colour, width=400, height=300):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


def pixel_at(canvas, x, y):
    """Return the pixel of the mapped picture that is visible there, without smoothing."""
    red, green, blue, _ = colour_at(canvas, x, y).getRgb()
    return red + blue // 16 * 256, green + blue % 16 * 256


def colour_at(canvas, x, y):
    return canvas.grab().toImage().pixelColor(x, y)


def wheel(canvas, point, turned=NOTCH):
    position, nothing = QPointF(*point), QPoint()
    event = QWheelEvent(
        position, canvas.mapToGlobal(position), nothing, QPoint(0, turned),
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
    """Return the largest difference of any pixel of two images of one size, 0..255."""
    one, other = one.convertToFormat(RGBX), other.convertToFormat(RGBX)
    # constBits() keeps no image alive: both need a name until their pixels have been read.
    pixels = (np.frombuffer(image.constBits(), np.uint8) for image in (one, other))
    return np.abs(np.subtract(*pixels, dtype=int)).max()
