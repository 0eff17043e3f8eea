"""Measures of an artwork in comparison with its photograph and painting.

Pictures are (H, W, 3) uint8 and may differ in size.
"""

import math
import statistics
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy.ndimage import gaussian_filter

from nst_desktop.core.arrays import Pixels

_LUMA = np.array((0.299, 0.587, 0.114))  # Rec. 601
_BLUR = 1.5  # px
MEASURES = ("fine detail", "cut off", "mean error", "deviation error", "chroma energy")
_FINE, _CUT_OFF, _MEAN, _DEVIATION, _CHROMA = MEASURES


def measure(artwork: Pixels, photograph: Pixels, painting: Pixels) -> dict[str, float]:
    """Return all MEASURES of an artwork."""
    mean, deviation = statistics_error(artwork, painting)
    return {
        _FINE: detail_correlation(artwork, photograph),
        _CUT_OFF: cut_off_share(artwork),
        _MEAN: mean,
        _DEVIATION: deviation,
        _CHROMA: chroma_energy(artwork) / max(chroma_energy(painting), 1.0),
    }


def detail_correlation(artwork: Pixels, photograph: Pixels) -> float:
    """Return Pearson's r of both pictures' fine detail d = Y - G * Y, or 0 if one has none.

    Y = 0.299 R + 0.587 G + 0.114 B; G is a Gaussian blur with sigma 1.5 px. The photograph is
    resized to the artwork's size first. A high value means that it shows through the paint.
    """
    first = _fine_detail(artwork)
    second = _fine_detail(_resized(photograph, artwork))
    first, second = first - first.mean(), second - second.mean()
    norm = math.sqrt((first**2).sum() * (second**2).sum())
    return float((first * second).sum() / norm) if norm > 0 else 0.0


def cut_off_share(picture: Pixels) -> float:
    """Return the share of values, over all pixels and channels, that are 0 or 255."""
    return float(((picture == 0) | (picture == 255)).mean())


def statistics_error(artwork: Pixels, painting: Pixels) -> tuple[float, float]:
    """Return (mean_c |m_c - m'_c|, mean_c |s_c - s'_c|), in units of 0..255.

    m_c and s_c are mean and standard deviation of the artwork's channel c; m'_c and s'_c those of
    the painting's.
    """
    mean = np.abs(artwork.mean((0, 1)) - painting.mean((0, 1))).mean()
    deviation = np.abs(artwork.std((0, 1)) - painting.std((0, 1))).mean()
    return float(mean), float(deviation)


def chroma_energy(picture: Pixels) -> float:
    """Return mean((Cb - 128)^2 + (Cr - 128)^2) in JPEG's Cb and Cr: 0..255, with 128 as grey.

    measure() divides it by the painting's, or by 1 if the painting is nearly grey.
    """
    y = picture @ _LUMA
    cb = (picture[..., 2] - y) * 0.5 / (1 - _LUMA[2])
    cr = (picture[..., 0] - y) * 0.5 / (1 - _LUMA[0])
    return float((cb**2 + cr**2).mean())


def median(figures: Sequence[dict[str, float]]) -> dict[str, float]:
    """Return the median of each measure."""
    return {name: statistics.median(row[name] for row in figures) for name in MEASURES}


def worst(figures: Sequence[dict[str, float]]) -> dict[str, float]:
    """Return each measure's highest value; for chroma energy, the factor farthest from 1."""
    found = {name: max(row[name] for row in figures) for name in MEASURES}
    energies = (row[_CHROMA] for row in figures)
    found[_CHROMA] = max(energies, key=lambda energy: abs(math.log(max(energy, 1e-9))))
    return found


def _fine_detail(picture: Pixels) -> NDArray[np.float64]:
    brightness = picture @ _LUMA
    return brightness - gaussian_filter(brightness, _BLUR)


def _resized(picture: Pixels, model: Pixels) -> Pixels:
    size = model.shape[1], model.shape[0]
    return np.asarray(Image.fromarray(picture).resize(size, Image.Resampling.LANCZOS))
