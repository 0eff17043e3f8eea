"""Areas of similar colour and texture."""

import cv2
import numpy as np

from nst_desktop.core.arrays import AnyArray, Mask, Pixels

_TEXTURE_AREA = 1_500_000  # px; texture is compared in a picture of at most about this size
_WINDOW = 7  # px, of the texture
_SIMILAR = 255


def similar_area(pixels: Pixels, x: int, y: int, tolerance: int) -> Mask:
    """Return the connected area around a pixel that resembles it.

    A pixel is similar if its own colour is, or if mean and deviation of the colours are similar in
    a window that contains it. The windows fill textured areas and stop at their edges.

    Args:
        pixels: Picture pixels, (H, W, 3) uint8.
        x: Column of the pixel.
        y: Row of the pixel.
        tolerance: Maximum difference, 0..255.

    Returns:
        The area, (H, W) uint8; 255 inside, else 0.
    """
    similar = _same_colour(pixels, x, y, tolerance)
    if tolerance and min(pixels.shape[:2]) >= _WINDOW:
        similar |= _same_texture(pixels, x, y, tolerance)
    return _connected(similar, x, y)


def _same_colour(pixels: Pixels, x: int, y: int, tolerance: int) -> Mask:
    """Return 255 where the colour differs by no more than the tolerance, (H, W) uint8."""
    if not tolerance:  # different colours can be equal in 8-bit Lab
        colour = pixels[y, x].astype(float)
        exact: AnyArray = cv2.inRange(pixels, colour, colour)
        return exact
    lab = cv2.cvtColor(pixels, cv2.COLOR_RGB2Lab)
    colour = lab[y, x].astype(float)
    limits = tolerance * _channel_weights(tolerance)
    similar: AnyArray = cv2.inRange(lab, colour - limits, colour + limits)
    return similar


def _channel_weights(tolerance: int) -> AnyArray:
    """Return the share of the tolerance for each Lab channel.

    In 8 bits, a step of lightness is 2.5 times finer than one of colour. The largest tolerance
    nevertheless includes everything.
    """
    chroma = 0.5 + 0.5 * tolerance / 255
    return np.array([1.0, chroma, chroma])


def _same_texture(pixels: Pixels, x: int, y: int, tolerance: int) -> Mask:
    """Return 255 in the windows that resemble the one at the pixel, (H, W) uint8."""
    height, width = pixels.shape[:2]
    factor = min(1.0, (_TEXTURE_AREA / (width * height)) ** 0.5)
    size = max(_WINDOW, round(width * factor)), max(_WINDOW, round(height * factor))
    small: AnyArray = (
        cv2.resize(pixels, size, interpolation=cv2.INTER_AREA) if factor < 1 else pixels
    )
    means, deviations = _texture(small)
    row, column = _calm_window(deviations, int(x * size[0] / width), int(y * size[1] / height))
    limits = tolerance * _channel_weights(tolerance)
    resembling: AnyArray = cv2.inRange(means, *_range(means[row, column], limits))
    resembling &= cv2.inRange(deviations, *_range(deviations[row, column], limits))
    similar = cv2.dilate(resembling, np.ones((_WINDOW, _WINDOW), np.uint8))
    if factor < 1:
        similar = cv2.resize(similar, (width, height), interpolation=cv2.INTER_LINEAR)
        similar = cv2.threshold(similar, 127, _SIMILAR, cv2.THRESH_BINARY)[1]
    return np.asarray(similar, np.uint8)


def _range(centre: AnyArray, limits: AnyArray) -> tuple[AnyArray, AnyArray]:
    return centre.astype(float) - limits, centre.astype(float) + limits


def _texture(small: Pixels) -> tuple[AnyArray, AnyArray]:
    """Return mean and deviation of the Lab colours around each pixel, (h, w, 3) float32 each."""
    lab = cv2.cvtColor(small, cv2.COLOR_RGB2Lab).astype(np.float32)
    means = cv2.blur(lab, (_WINDOW, _WINDOW))
    variances = cv2.sqrBoxFilter(lab, cv2.CV_32F, (_WINDOW, _WINDOW)) - means * means
    return means, np.sqrt(np.maximum(variances, 0))


def _calm_window(deviations: AnyArray, x: int, y: int) -> tuple[int, int]:
    """Return row and column of the window with the least deviation among those with the pixel.

    The window around the pixel itself may lie across an edge.
    """
    reach = _WINDOW // 2
    top, left = max(0, y - reach), max(0, x - reach)
    near = deviations[top : y + reach + 1, left : x + reach + 1].sum(-1)
    row, column = np.unravel_index(int(near.argmin()), near.shape)
    return top + int(row), left + int(column)


def _connected(similar: Mask, x: int, y: int) -> Mask:
    """Return the area that is 4-connected to a pixel, (H, W) uint8; 255 inside, else 0."""
    marked = 128
    cv2.floodFill(similar, None, (x, y), (marked,))
    area: AnyArray = cv2.inRange(similar, (marked,), (marked,))
    return area
