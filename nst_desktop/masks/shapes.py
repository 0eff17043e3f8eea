"""Operations on masks: filling outlines, transforming whole masks."""

import math
from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from nst_desktop.core.arrays import Mask
from nst_desktop.masks.mask_buffer import MaskBuffer
from nst_desktop.masks.patches import Patch, Recorder
from nst_desktop.masks.rect import EMPTY, Rect

_OVERSAMPLING = 3  # scale at which outlines are drawn, for smooth edges
_MAX_OVERSAMPLED = 4_000_000  # px; larger outlines are drawn without oversampling
_MAX_FULL_SIGMA = 6.0  # px; stronger blurs look the same if computed at reduced size

Point = tuple[float, float]
Changes = tuple[Patch, Patch]


def fill_outline(
    buffer: MaskBuffer, points: Sequence[Point], erases: bool
) -> tuple[Rect, Recorder]:
    """Add the area inside an outline to the mask, or remove that area.

    Args:
        buffer: Mask to change.
        points: Corners of the outline, in mask pixels.
        erases: Whether to remove the area instead of adding it.

    Returns:
        The part that has changed, and the recorder for the change.
    """
    rect, recorder = _bounds(points).within(buffer.rect), Recorder(buffer)
    if len(points) < 3 or rect.is_empty:
        return EMPTY, recorder
    recorder.keep(rect)
    _lay(buffer, rect, _outline(points, rect), erases)
    return rect, recorder


def apply_shape(buffer: MaskBuffer, shape: Mask, erases: bool) -> Changes | None:
    """Add a shape to a mask of the same size, or remove the shape from the mask.

    Returns None if nothing changes.
    """
    recorder = Recorder(buffer)
    rect = bounds_of(shape)
    if rect.is_empty:
        return None
    recorder.keep(rect)
    _lay(buffer, rect, shape[rect.slices], erases)
    return recorder.changes()


def replace(buffer: MaskBuffer, mask: Mask) -> Changes | None:
    """Replace the whole mask with another of the same size. Returns None if nothing changes."""
    recorder = Recorder(buffer)
    recorder.keep(buffer.rect)
    buffer.mask[...] = mask
    buffer.touched(buffer.rect)
    return recorder.changes()


def inverted(mask: Mask) -> Mask:
    """Return the mask with inside and outside swapped."""
    inverse: Mask = 255 - mask
    return inverse


def filled(mask: Mask) -> Mask:
    """Return a mask of the same size with everything inside."""
    return np.full_like(mask, 255)


def cleared(mask: Mask) -> Mask:
    """Return a mask of the same size with nothing inside."""
    return np.zeros_like(mask)


def feathered(mask: Mask, radius: float) -> Mask:
    """Return the mask with its edges softened over about `radius` px on each side."""
    sigma = radius / 2
    bounds = bounds_of(mask)
    if sigma <= 0 or bounds.is_empty:
        return mask.copy()
    reach = math.ceil(3 * sigma)
    height, width = mask.shape
    rect = Rect(
        bounds.left - reach, bounds.top - reach, bounds.right + reach, bounds.bottom + reach
    ).within(Rect(0, 0, width, height))
    # Pad, since Pillow treats pixels outside as black, which would soften the picture's border.
    part = np.pad(mask[rect.slices], reach, mode="edge")
    soft = _blurred(part, sigma)[reach:-reach, reach:-reach]
    result = np.zeros_like(mask)
    result[rect.slices] = soft
    return result


def fitted_mask(mask: Mask, width: int, height: int) -> Mask:
    """Return the mask scaled to this width and height, in px, without keeping its proportions."""
    if mask.shape == (height, width):
        return mask
    image = Image.fromarray(mask).resize((width, height), Image.Resampling.BILINEAR)
    return np.array(image)


def bounds_of(mask: Mask) -> Rect:
    """Return the bounding box of everything inside the mask."""
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    if not rows.size:
        return EMPTY
    return Rect(int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)


def _lay(buffer: MaskBuffer, rect: Rect, shape: Mask, erases: bool) -> None:
    pixels = buffer.mask[rect.slices]
    if erases:
        np.minimum(pixels, 255 - shape, out=pixels)
    else:
        np.maximum(pixels, shape, out=pixels)
    buffer.touched(rect)


def _bounds(points: Sequence[Point]) -> Rect:
    xs, ys = [x for x, _ in points] or [0], [y for _, y in points] or [0]
    return Rect(
        math.floor(min(xs)), math.floor(min(ys)), math.ceil(max(xs)) + 1, math.ceil(max(ys)) + 1
    )


def _outline(points: Sequence[Point], rect: Rect) -> Mask:
    width, height = rect.right - rect.left, rect.bottom - rect.top
    factor = _OVERSAMPLING if width * height * _OVERSAMPLING**2 <= _MAX_OVERSAMPLED else 1
    # Pillow's coordinates refer to pixel centres, ours to pixel corners.
    corners = [((x - rect.left) * factor - 0.5, (y - rect.top) * factor - 0.5) for x, y in points]
    image = Image.new("L", (width * factor, height * factor))
    ImageDraw.Draw(image).polygon(corners, fill=255)
    return np.array(image.reduce(factor) if factor > 1 else image)


def _blurred(part: Mask, sigma: float) -> Mask:
    image = Image.fromarray(part)
    shrink = max(1, int(sigma / _MAX_FULL_SIGMA))
    small = image.reduce(shrink) if shrink > 1 else image
    blurred = small.filter(ImageFilter.GaussianBlur(sigma / shrink))
    return np.array(blurred.resize(image.size, Image.Resampling.BICUBIC))
