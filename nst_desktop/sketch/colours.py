"""Colour modes of a sketch, as in StyleParams.colour.

They are the modes of core/colour.py in numpy, since a sketch must not wait for torch. Unlike a run,
which recolours the painting beforehand, a sketch is recoloured afterwards: the network's 100
numbers describe colours only roughly.

Pictures are RGB arrays, (H, W, 3) float32, with values 0..1.
"""

import numpy as np

from nst_desktop.core.arrays import FloatArray

_LUMA = np.array([0.299, 0.587, 0.114], np.float32)  # Rec. 601
_QUANTILES = 256


def recolour_sketch(sketch: FloatArray, content: FloatArray, colour: str) -> FloatArray:
    """Return the sketch with colours as `colour`, a value of StyleParams.colour, requires.

    Args:
        sketch: The sketch.
        content: The photograph, of the same size.
        colour: Where the colours come from.
    """
    if colour == "luminance":
        return _with_chroma_of(content, sketch)
    if colour == "match":
        return _match_statistics(sketch, content)
    if colour == "histogram":
        return _match_histograms(sketch, content)
    return sketch


def _with_chroma_of(content: FloatArray, sketch: FloatArray) -> FloatArray:
    """Combine the sketch's brightness with the photograph's chroma, within 0..1."""
    change = ((sketch - content) @ _LUMA)[..., None]
    darkest, brightest = content.min(-1, keepdims=True), content.max(-1, keepdims=True)
    chroma: FloatArray = content + np.clip(change, -darkest, 1 - brightest)
    return chroma


def _match_statistics(sketch: FloatArray, content: FloatArray) -> FloatArray:
    """Give the sketch the photograph's mean colour and covariance by optimal transport."""
    pixels, target = sketch.reshape(-1, 3), content.reshape(-1, 3)
    root, inverse_root = _power(_covariance(pixels), 0.5), _power(_covariance(pixels), -0.5)
    middle = _power(root @ _covariance(target) @ root, 0.5)
    matrix = (inverse_root @ middle @ inverse_root).astype(np.float32)
    matched: FloatArray = (pixels - pixels.mean(0)) @ matrix + target.mean(0)
    return matched.reshape(sketch.shape)


def _match_histograms(sketch: FloatArray, content: FloatArray) -> FloatArray:
    """Match each channel's histogram to the photograph's."""
    shares = np.linspace(0, 1, _QUANTILES)
    matched = np.empty_like(sketch)
    for channel in range(3):
        own = np.quantile(sketch[..., channel], shares)
        wanted = np.quantile(content[..., channel], shares)
        matched[..., channel] = np.interp(sketch[..., channel], own, wanted)
    return matched


def _covariance(pixels: FloatArray) -> FloatArray:
    # The small addition keeps the matrix invertible for pictures with only one or two colours.
    covariance: FloatArray = np.cov(pixels.T.astype(np.float64), bias=True) + 1e-10 * np.eye(3)
    return covariance


def _power(matrix: FloatArray, exponent: float) -> FloatArray:
    """Raise a symmetric positive definite matrix, (3, 3), to a power."""
    values, vectors = np.linalg.eigh(matrix)
    power: FloatArray = vectors * np.maximum(values, 1e-20) ** exponent @ vectors.T
    return power
