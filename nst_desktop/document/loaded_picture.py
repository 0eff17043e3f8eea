"""From arrays of pixels to Qt's images."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter

from nst_desktop.core.arrays import Pixels
from nst_desktop.images.load import Picture

THUMBNAIL_SIDE = 240  # px
PROXY_SIDE = 2560  # px; larger than this no canvas shows a picture


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class LoadedPicture:
    """A picture and what the window shows of it: the same image, at most PROXY_SIDE px."""

    picture: Picture
    image: QImage


def load(picture: Picture) -> LoadedPicture:
    """Make the image to be shown; costly for large pictures, and safe off the window's thread."""
    return LoadedPicture(picture, shrunk(to_image(picture.pixels), PROXY_SIDE))


def to_image(pixels: Pixels) -> QImage:
    """A QImage with its own copy of these (H, W, 3) or, with alpha, (H, W, 4) uint8 pixels."""
    from numpy import ascontiguousarray  # the window is there before it

    height, width, channels = pixels.shape
    pixels = ascontiguousarray(pixels)
    kind = QImage.Format.Format_RGBA8888 if channels == 4 else QImage.Format.Format_RGB888
    return QImage(pixels.data, width, height, channels * width, kind).copy()


def shrunk(image: QImage, side: int) -> QImage:
    """The image with its long side no longer than this, px; never enlarged."""
    if max(image.width(), image.height()) <= side:
        return image
    return scaled(image, QSize(side, side))


def scaled(image: QImage, box: QSize) -> QImage:
    """The image as large as fits into the box, px, in its own shape."""
    return image.scaled(
        box, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


def halved(image: QImage) -> QImage:
    """The image at half its size, rounded up: each pixel the mean of four."""
    size = QSize((image.width() + 1) // 2, (image.height() + 1) // 2)
    alpha = image.hasAlphaChannel()
    kind = QImage.Format.Format_ARGB32_Premultiplied if alpha else QImage.Format.Format_RGB32
    half = QImage(size, kind)
    painter = QPainter(half)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.scale(size.width() / image.width(), size.height() / image.height())
    painter.drawImage(0, 0, image)
    painter.end()
    return half


def small_image(path: Path, side: int = THUMBNAIL_SIDE) -> QImage | None:
    """The picture at most this large, px, or None; JPEGs are decoded at a fraction of the cost."""
    if not path.is_file():  # a pipe of that name would be waited for without end
        return None
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > side:
        size.scale(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio)
        reader.setScaledSize(size)
    image = reader.read()
    return None if image.isNull() else image
