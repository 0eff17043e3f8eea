"""Types of corpus files, and pictures to fill them with."""

import io
from dataclasses import dataclass

import numpy as np
from PIL import Image


@dataclass(frozen=True)
class Sample:
    """A file and its expected pixels and alpha, as in Picture; tolerance is per value."""

    row: str
    name: str
    data: bytes
    pixels: np.ndarray
    alpha: np.ndarray | None = None
    tolerance: int = 0
    notice: str = ""

    def __str__(self):
        return f"{self.row}: {self.name}"


@dataclass(frozen=True)
class Refused:
    """An invalid file, and a pattern that the error message must match."""

    row: str
    name: str
    data: bytes
    message: str

    def __str__(self):
        return f"{self.row}: {self.name}"


def noise(*shape, highest=255, seed=0):
    """Return random values."""
    return np.random.default_rng(seed).integers(0, highest, shape, endpoint=True)


def patches(height=32, width=48):
    """Return four areas of different plain colours, which lossy formats preserve."""
    picture = np.empty((height, width, 3), np.uint8)
    rows, columns = height // 2, width // 2
    picture[:rows, :columns] = 200, 60, 40
    picture[:rows, columns:] = 60, 180, 70
    picture[rows:, :columns] = 50, 80, 190
    picture[rows:, columns:] = 230, 220, 200
    return picture


def soft(height=32, width=48):
    """Return a smooth gradient, whose neighbouring pixels are similar."""
    down, across = np.mgrid[0 : 1 : height * 1j, 0 : 1 : width * 1j]
    parts = 40 + 150 * across, 200 - 120 * down, 90 + 60 * down + 70 * across
    return np.stack(parts, axis=2).round().astype(np.uint8)


def grey(values):
    """Return (H, W) as (H, W, 3) uint8."""
    return np.repeat(np.asarray(values).round().astype(np.uint8)[..., None], 3, axis=2)


def on_white(colours, alpha):
    """Composite colours on white; alpha is 0 to 255."""
    share = np.asarray(alpha, float)[..., None] / 255
    return (colours * share + 255 * (1 - share)).round().astype(np.uint8)


def oriented(stored, orientation):
    """Turn the stored picture upright according to EXIF 2.3."""
    across = stored.transpose(1, 0, 2)
    return {
        1: stored, 2: stored[:, ::-1], 3: stored[::-1, ::-1], 4: stored[::-1],
        5: across, 6: across[:, ::-1], 7: across[::-1, ::-1], 8: across[::-1],
    }[orientation]  # fmt: skip


def saved(pixels, codec, mode=None, **options):
    """Return the file that Pillow writes."""
    image = Image.fromarray(np.asarray(pixels).astype(np.uint8), mode) if mode else None
    image = image or Image.fromarray(pixels)
    stream = io.BytesIO()
    image.save(stream, codec, **options)
    return stream.getvalue()
