"""Pictures with an image for display, and conversions to QImage."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter

from nst_desktop.core.arrays import Pixels
from nst_desktop.images.load import Picture

THUMBNAIL_SIDE = 240  # px
PROXY_SIDE = 2560  # px; no canvas displays a picture larger than this


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class LoadedPicture:
    """A picture and its image for display, with a long side of at most PROXY_SIDE px."""

    picture: Picture
    image: QImage


def load(picture: Picture) -> LoadedPicture:
    """Create the image for display. This is slow for large pictures; any thread may call it."""
    return LoadedPicture(picture, shrunk(to_image(picture.pixels), PROXY_SIDE))


def to_image(pixels: Pixels) -> QImage:
    """Copy uint8 pixels, (H, W, 3) or with alpha (H, W, 4), into a QImage."""
    from numpy import ascontiguousarray  # the window opens before numpy is loaded

    height, width, channels = pixels.shape
    pixels = ascontiguousarray(pixels)
    layout = QImage.Format.Format_RGBA8888 if channels == 4 else QImage.Format.Format_RGB888
    return QImage(pixels.data, width, height, channels * width, layout).copy()


def shrunk(image: QImage, side: int) -> QImage:
    """Return the image, scaled down if its long side exceeds `side` px."""
    if max(image.width(), image.height()) <= side:
        return image
    return scaled(image, QSize(side, side))


def scaled(image: QImage, box: QSize) -> QImage:
    """Scale the image to fit a box, given in px, keeping the aspect ratio."""
    return image.scaled(
        box, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


def halved(image: QImage) -> QImage:
    """Return the image at half size, rounded up. Each pixel is the mean of four pixels."""
    size = QSize((image.width() + 1) // 2, (image.height() + 1) // 2)
    alpha = image.hasAlphaChannel()
    layout = QImage.Format.Format_ARGB32_Premultiplied if alpha else QImage.Format.Format_RGB32
    half = QImage(size, layout)
    painter = QPainter(half)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.scale(size.width() / image.width(), size.height() / image.height())
    painter.drawImage(0, 0, image)
    painter.end()
    return half


def small_image(path: Path, side: int = THUMBNAIL_SIDE) -> QImage | None:
    """Read a picture at reduced size. Return None if it is unreadable.

    The long side is at most `side` px. Reading is fast for JPEG files.
    """
    if not path.is_file():  # reading a pipe would never end
        return None
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > side:
        size.scale(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio)
        reader.setScaledSize(size)
    image = reader.read()
    return None if image.isNull() else image
