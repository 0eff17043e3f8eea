"""First guess of an object's extent, from the colours under its strokes."""

import cv2
import numpy as np
import numpy.typing as npt

from nst_desktop.core.arrays import AnyArray, Pixels

_OBJECT_COLOURS, _OTHER_COLOURS = 6, 8
_MAX_NEAR = 14.0  # Lab units; border pixels nearer to the object's colours may belong to it
_MIN_CLUSTER = 0.06  # of the samples; smaller ones are a neighbour's colours under the stroke
_FALLOFF = 6.0  # growth of the difference of colours at a distance of the shorter side
_BORDER = 0.03  # of the shorter side
_MAX_SAMPLES = 4000
_CRITERIA = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_MAX_ITER, 12, 1.0)


def likely_object(
    view: Pixels, inside: npt.NDArray[np.bool_], outside: npt.NDArray[np.bool_]
) -> npt.NDArray[np.bool_]:
    """Return the pixels that resemble the inside strokes more than the picture's border.

    The further a pixel is from the strokes, the more it has to resemble them.

    GrabCut finds only a local optimum. Started from the strokes alone, it leaves out colours that
    the strokes miss.

    Args:
        view: Picture pixels, (h, w, 3) uint8.
        inside: Pixels under the inside strokes, (h, w); at least one.
        outside: Pixels under the outside strokes, (h, w).

    Returns:
        The pixels that are connected to an inside stroke, (h, w).
    """
    colours = cv2.cvtColor(view, cv2.COLOR_RGB2Lab).astype(np.float32)
    own = _distance(colours, _palette(colours[inside], _OBJECT_COLOURS))
    near = min(_MAX_NEAR**2, 2 * float(np.quantile(own[inside], 0.9)))
    border = _border(view.shape[0], view.shape[1]) & (own > near) & ~inside
    samples = np.concatenate([colours[border], colours[outside]])
    if not len(samples):
        return np.ones_like(inside)
    others = _distance(colours, _palette(samples, _OTHER_COLOURS))
    likely = cv2.medianBlur((own * _falloff(inside) < others).astype(np.uint8), 5)
    likely[inside] = 1
    likely[outside] = 0
    _, parts = cv2.connectedComponents(likely, connectivity=8)
    return np.isin(parts, np.unique(parts[inside]))


def _palette(samples: AnyArray, count: int) -> AnyArray:
    """Return the main colours of these samples, by k-means."""
    step = -(-len(samples) // _MAX_SAMPLES)
    samples = np.ascontiguousarray(samples[::step])
    if len(samples) <= count:
        return samples
    start = np.zeros((len(samples), 1), np.int32)
    _, labels, centres = cv2.kmeans(samples, count, start, _CRITERIA, 2, cv2.KMEANS_PP_CENTERS)
    shares = np.bincount(labels.ravel(), minlength=count) / len(samples)
    palette: AnyArray = centres[shares >= _MIN_CLUSTER]
    return palette


def _distance(colours: AnyArray, palette: AnyArray) -> AnyArray:
    """Return each pixel's squared distance from the nearest colour of a palette, (h, w)."""
    nearest = np.full(colours.shape[:2], np.inf, np.float32)
    for colour in palette:
        difference = colours - colour
        np.minimum(nearest, np.einsum("ijk,ijk->ij", difference, difference), out=nearest)
    return nearest


def _falloff(inside: npt.NDArray[np.bool_]) -> AnyArray:
    """Return by how much distance from the strokes increases the difference of colours, (h, w)."""
    distance = cv2.distanceTransform((~inside).astype(np.uint8), cv2.DIST_L2, 3)
    factor: AnyArray = 1 + np.float32(_FALLOFF / min(inside.shape)) * distance
    return factor


def _border(height: int, width: int) -> npt.NDArray[np.bool_]:
    thickness = max(1, round(_BORDER * min(height, width)))
    border = np.ones((height, width), np.bool_)
    border[thickness:-thickness, thickness:-thickness] = False
    return border
