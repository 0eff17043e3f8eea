"""Guided filter: smooths a mask so that its edges follow a picture's (He, Sun & Tang 2010)."""

from collections.abc import Callable

import cv2
import numpy as np

from nst_desktop.core.arrays import AnyArray, Mask, Pixels

_Mean = Callable[[AnyArray], AnyArray]


def guided_coefficients(view: Pixels, labels: Mask, radius: int, smoothness: float) -> AnyArray:
    """Fit labels by a linear function of the colour in every window.

    These are the averaged coefficients a and b of equations 11 and 12 of "Guided Image Filtering"
    (PAMI 2013) with a colour guide (equation 19). They are smooth, so that they can be enlarged and
    applied to a larger picture ("Fast Guided Filter", He & Sun 2015): a . I + b.

    Args:
        view: The guide, (h, w, 3) uint8.
        labels: 0 or 1 for each pixel, (h, w) uint8.
        radius: Half the windows' width, in px.
        smoothness: Regularisation, for colours from 0 to 1.

    Returns:
        The coefficients, (h, w, 4) float32: a for red, green and blue, from 0 to 1, and b.
    """
    guide = view.astype(np.float32) / np.float32(255)
    target = labels.astype(np.float32)

    def mean(array: AnyArray) -> AnyArray:
        blurred: AnyArray = cv2.blur(
            array, (2 * radius + 1, 2 * radius + 1), borderType=cv2.BORDER_REFLECT
        )
        return blurred

    means, target_mean = mean(guide), mean(target)
    covariance = mean(guide * target[..., None]) - means * target_mean[..., None]
    slope = _solved(guide, means, covariance, mean, smoothness)
    offset = target_mean - np.einsum("ijk,ijk->ij", slope, means)
    return mean(np.dstack([slope, offset]))


def _solved(
    guide: AnyArray, means: AnyArray, covariance: AnyArray, mean: _Mean, smoothness: float
) -> AnyArray:
    """Solve (Sigma + smoothness) a = covariance for every pixel, by Cramer's rule."""
    products = {}
    for i in range(3):
        for j in range(i, 3):
            product = mean(guide[..., i] * guide[..., j]) - means[..., i] * means[..., j]
            products[i, j] = product + np.float32(smoothness) if i == j else product
    rr, rg, rb = products[0, 0], products[0, 1], products[0, 2]
    gg, gb, bb = products[1, 1], products[1, 2], products[2, 2]
    inverse = {
        (0, 0): gg * bb - gb * gb, (0, 1): gb * rb - rg * bb, (0, 2): rg * gb - gg * rb,
        (1, 1): rr * bb - rb * rb, (1, 2): rb * rg - rr * gb, (2, 2): rr * gg - rg * rg,
    }  # fmt: skip
    determinant = rr * inverse[0, 0] + rg * inverse[0, 1] + rb * inverse[0, 2]
    rows = [
        sum(inverse[min(i, j), max(i, j)] * covariance[..., j] for j in range(3)) / determinant
        for i in range(3)
    ]
    return np.dstack(rows)
