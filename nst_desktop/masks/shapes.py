"""What is done to a mask at once: outlines filled, colours picked, all of it changed."""

import math
from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from nst_desktop.core.arrays import Mask, Pixels
from nst_desktop.masks.mask_buffer import MaskBuffer
from nst_desktop.masks.patches import Patch, Recorder
from nst_desktop.masks.rect import EMPTY, Rect

_FINE = 3  # an outline is drawn so many times larger, for a smooth edge
_MAX_FINE = 4_000_000  # px of such a drawing; larger outlines have pixels for an edge
_SHARP = 6.0  # px of blur that are worked out at full size; beyond, nobody sees the difference

Point = tuple[float, float]
Changes = tuple[Patch, Patch]


def fill_outline(
    buffer: MaskBuffer, points: Sequence[Point], erases: bool
) -> tuple[Rect, Recorder]:
    """Put what lies within these points, px, inside the mask, or take it out."""
    rect, recorder = _bounds(points).within(buffer.rect), Recorder(buffer)
    if len(points) < 3 or rect.is_empty:
        return EMPTY, recorder
    recorder.keep(rect)
    _lay(buffer, rect, _outline(points, rect), erases)
    return rect, recorder


def lay(buffer: MaskBuffer, shape: Mask, erases: bool) -> Changes | None:
    """Put what is in a shape of the mask's own size inside of it, or take it out."""
    recorder = Recorder(buffer)
    rect = bounds_of(shape)
    if rect.is_empty:
        return None
    recorder.keep(rect)
    _lay(buffer, rect, shape[rect.slices], erases)
    return recorder.changes()


def replace(buffer: MaskBuffer, mask: Mask) -> Changes | None:
    """Make the whole mask another one of its size."""
    recorder = Recorder(buffer)
    recorder.keep(buffer.rect)
    buffer.mask[...] = mask
    buffer.touched(buffer.rect)
    return recorder.changes()


def inverted(mask: Mask) -> Mask:
    """Inside becomes outside."""
    turned: Mask = 255 - mask
    return turned


def filled(mask: Mask) -> Mask:
    """All of it inside."""
    return np.full_like(mask, 255)


def cleared(mask: Mask) -> Mask:
    """Nothing inside."""
    return np.zeros_like(mask)


def feathered(mask: Mask, radius: float) -> Mask:
    """The mask with an edge that is soft over about this many px to each side."""
    sigma = radius / 2
    bounds = bounds_of(mask)
    if sigma <= 0 or bounds.is_empty:
        return mask.copy()
    reach = math.ceil(3 * sigma)
    height, width = mask.shape
    rect = Rect(
        bounds.left - reach, bounds.top - reach, bounds.right + reach, bounds.bottom + reach
    ).within(Rect(0, 0, width, height))
    # Pillow takes what lies beyond the edge as black, which would soften the picture's rim too.
    part = np.pad(mask[rect.slices], reach, mode="edge")
    soft = _blurred(part, sigma)[reach:-reach, reach:-reach]
    made = np.zeros_like(mask)
    made[rect.slices] = soft
    return made


def fitted_mask(mask: Mask, width: int, height: int) -> Mask:
    """The mask at this size, px; its own shape is not kept."""
    if mask.shape == (height, width):
        return mask
    image = Image.fromarray(mask).resize((width, height), Image.Resampling.BILINEAR)
    return np.array(image)


def bounds_of(mask: Mask) -> Rect:
    """The smallest part that holds all that is inside."""
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    if not rows.size:
        return EMPTY
    return Rect(int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)


def alike(pixels: Pixels, x: int, y: int, tolerance: int) -> np.ndarray:
    """(H, W) bool: which pixels have the colour of this one, each channel within the tolerance."""
    chosen = pixels[y, x].astype(np.int16)
    low = np.clip(chosen - tolerance, 0, 255).astype(np.uint8)
    high = np.clip(chosen + tolerance, 0, 255).astype(np.uint8)
    near: np.ndarray = ((pixels >= low) & (pixels <= high)).all(-1)
    return near


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
    fine = _FINE if width * height * _FINE**2 <= _MAX_FINE else 1
    # Pillow's points are the middles of pixels, ours their corners.
    moved = [((x - rect.left) * fine - 0.5, (y - rect.top) * fine - 0.5) for x, y in points]
    image = Image.new("L", (width * fine, height * fine))
    ImageDraw.Draw(image).polygon(moved, fill=255)
    return np.array(image.reduce(fine) if fine > 1 else image)


def _blurred(part: Mask, sigma: float) -> Mask:
    image = Image.fromarray(part)
    shrink = max(1, int(sigma / _SHARP))
    small = image.reduce(shrink) if shrink > 1 else image
    blurred = small.filter(ImageFilter.GaussianBlur(sigma / shrink))
    return np.array(blurred.resize(image.size, Image.Resampling.BICUBIC))
