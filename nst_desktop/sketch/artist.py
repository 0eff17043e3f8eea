"""Drawing of a sketch: what a run would make of a photograph, roughly and at once."""

import math
from collections.abc import Sequence

import numpy as np
from PIL import Image

from nst_desktop.core.arrays import FloatArray, Mask, Pixels
from nst_desktop.core.job import Style
from nst_desktop.core.params import StyleParams, describe
from nst_desktop.core.sizes import fit_size
from nst_desktop.sketch.colours import recolour_sketch
from nst_desktop.sketch.networks import SketchNetworks
from nst_desktop.sketch.picture_memo import PictureMemo
from nst_desktop.sketch.sketch_job import SKETCH_SIDE, SketchJob

_MIN_WORK_SIDE = 48  # px
_MAX_WORK_SIDE = 1024  # px, unless the sketch itself is larger; more would take seconds
_EXAGGERATION = 0.5  # beyond the painting's own style numbers, at the greatest strength


class SketchArtist:
    """Draws sketches, and remembers what it has computed from pictures that are still in use."""

    def __init__(self, networks: SketchNetworks) -> None:
        self._networks = networks
        self._memo = PictureMemo()

    def draw(self, job: SketchJob, side: int = SKETCH_SIDE) -> Pixels:
        """Draw a sketch.

        Args:
            job: What to draw.
            side: Long side of the sketch, in px.

        Returns:
            The sketch, (H, W, 3) uint8.
        """
        content = self._memo.get(job.content, side, lambda: _shrunk(job.content, side))
        photograph = content.astype(np.float32) / 255
        if job.regions:
            sketch = self._draw_regions(job, content, photograph)
        else:
            shares = [style.weight for style in job.styles]
            sketch = self._paint(job, content, job.styles, shares)
        sketch = recolour_sketch(sketch, photograph, job.params.colour)
        if job.protect is not None:
            sketch += _to_weights(job.protect, content) * (photograph - sketch)
        pixels: Pixels = np.rint(np.clip(sketch, 0, 1) * 255).astype(np.uint8)
        return pixels

    def _draw_regions(self, job: SketchJob, content: Pixels, photograph: FloatArray) -> FloatArray:
        """Paint each region with its painting; outside all regions, keep the photograph."""
        masks = [_to_weights(region.mask, content) for region in job.regions]
        total = np.maximum(sum(masks), 1)
        sketch = photograph.copy()
        for region, mask in zip(job.regions, masks, strict=True):
            style = job.styles[region.style]
            if region.style_mask is not None:
                style = _part(style, region.style_mask)
            sketch += mask / total * (self._paint(job, content, (style,), (1.0,)) - photograph)
        return sketch

    def _paint(
        self, job: SketchJob, content: Pixels, styles: Sequence[Style], shares: Sequence[float]
    ) -> FloatArray:
        own = self._describe(content)
        numbers = np.average([self._describe(style.pixels) for style in styles], 0, shares)
        numbers = (own + _strength(job.params) * (numbers - own)).astype(np.float32)
        scales = [math.log(style.scale) for style in styles]
        scale = job.params.style_scale * math.exp(np.average(scales, weights=shares))
        return self._paint_at(content, numbers, scale)

    def _paint_at(self, content: Pixels, numbers: FloatArray, scale: float) -> FloatArray:
        """Paint with brushstrokes `scale` times as broad, by working at another size."""
        height, width = content.shape[:2]
        limit = max(height, width, _MAX_WORK_SIDE)
        side = min(max(max(height, width) / scale, _MIN_WORK_SIDE), limit)
        size = fit_size(width, height, round(side))
        if size == (width, height):
            return self._networks.paint(content, numbers)
        work = Image.fromarray(content).resize(size, Image.Resampling.LANCZOS)
        painted = self._networks.paint(np.asarray(work), numbers)
        return _resized(painted, width, height)

    def _describe(self, pixels: Pixels) -> FloatArray:
        return self._memo.get(pixels, "style", lambda: self._networks.describe_style(pixels))


def _strength(params: StyleParams) -> float:
    """Return how far to go from the photograph's style numbers to the painting's.

    At the middle of the strength scale the result is 1, the painting's own numbers.
    """
    scale = describe("style_weight").scale
    assert scale is not None
    if params.content_weight == 0:
        reading = scale.hi
    else:
        reading = scale.reading(params.style_weight / params.content_weight)
    share = (reading - scale.lo) / (scale.middle - scale.lo)
    return share if share < 1 else 1 + _EXAGGERATION * (share - 1)


def _shrunk(pixels: Pixels, side: int) -> Pixels:
    height, width = pixels.shape[:2]
    size = fit_size(width, height, side)
    image = Image.fromarray(pixels).resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    return np.array(image)


def _to_weights(mask: Mask, picture: Pixels) -> FloatArray:
    """Return a mask as weights 0..1 for this picture's pixels, (H, W, 1) float32."""
    size = picture.shape[1], picture.shape[0]
    image = Image.fromarray(mask).resize(size, Image.Resampling.BILINEAR, reducing_gap=2.0)
    return np.asarray(image, np.float32)[..., None] / 255


def _part(style: Style, mask: Mask) -> Style:
    """Return the smallest rectangle of a painting that contains the mask's inside."""
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    if not rows.size:
        return style
    height, width = style.pixels.shape[:2]
    down, across = height / mask.shape[0], width / mask.shape[1]
    top, bottom = int(rows[0] * down), math.ceil((rows[-1] + 1) * down)
    left, right = int(columns[0] * across), math.ceil((columns[-1] + 1) * across)
    return Style(style.pixels[top:bottom, left:right], style.weight, style.scale)


def _resized(picture: FloatArray, width: int, height: int) -> FloatArray:
    channels = [Image.fromarray(picture[..., index], "F") for index in range(picture.shape[2])]
    size = width, height
    return np.stack(
        [np.asarray(channel.resize(size, Image.Resampling.BICUBIC)) for channel in channels], -1
    )
