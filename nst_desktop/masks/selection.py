"""Selection of an object from rough strokes, and of similar areas from one point."""

import importlib.util
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from nst_desktop.core.arrays import Mask, Pixels
from nst_desktop.core.errors import UserError
from nst_desktop.masks.rect import Rect

if TYPE_CHECKING:
    from nst_desktop.masks.object_cut import Cut, Scene

MIN_SIDE = 8  # px; smaller pictures have too few pixels for colour models
_PACKAGE = "opencv-python-headless"
_REACHES = 2, 3, 5  # stroke extents around the stroke that the searches cover, one by one
_LARGE_SHARE = 0.5  # of the picture; a larger search would cover all of it
_MAX_COORDINATE = 1e6  # px; cv2 draws with 32-bit integers


class SelectionError(UserError):
    """Nothing can be selected here. The message says what to do instead."""


class NoObjectError(SelectionError):
    """No object stands out with these strokes. A further stroke may help."""


@dataclass(frozen=True, slots=True)
class SelectionStroke:
    """Rough stroke that says which pixels belong to the object.

    Attributes:
        points: Corners of the line (x, y), in picture pixels; at least one. They may lie outside
            the picture.
        radius: Half the width of the stroke, in px.
        inside: Whether the pixels certainly belong to the object; otherwise, they certainly don't.
    """

    points: tuple[tuple[float, float], ...]
    radius: float
    inside: bool


def select_object(pixels: Pixels, strokes: Sequence[SelectionStroke]) -> Mask:
    """Select the object that the strokes mark.

    GrabCut (Rother et al. 2004) finds the object in the shrunk picture. A fast guided filter (He &
    Sun 2015) then fits its edge to the pixels of the full picture.

    Args:
        pixels: Picture pixels, (H, W, 3) uint8.
        strokes: Strokes in the order in which they were drawn; where two overlap, the later counts.

    Returns:
        Mask with soft edges, (H, W) uint8.

    Raises:
        NoObjectError: No object stands out.
        SelectionError: No stroke marks the inside, or the picture is too small.
    """
    check_opencv()
    from numpy import zeros  # the window appears before numpy is loaded

    from nst_desktop.masks.object_cut import Scene
    from nst_desktop.masks.object_edge import lay_edge

    height, width = pixels.shape[:2]
    if min(height, width) < MIN_SIDE:
        raise SelectionError(
            "The picture is too small to find objects in it. Choose one with at least {side} px "
            "per side.",
            side=MIN_SIDE,
        )
    usable = _usable_strokes(strokes)
    cut = _find_object(Scene(pixels, usable), _search_areas(usable, width, height))
    mask: Mask = zeros((height, width), "uint8")
    lay_edge(pixels, cut, mask)
    return mask


def select_similar(pixels: Pixels, x: int, y: int, tolerance: int) -> Mask:
    """Select the connected area around a pixel whose colour and texture are similar.

    Args:
        pixels: Picture pixels, (H, W, 3) uint8.
        x: Column of the pixel.
        y: Row of the pixel.
        tolerance: Maximum difference, 0..255; 0 selects only equal pixels.

    Returns:
        Mask with hard edges, (H, W) uint8.

    Raises:
        SelectionError: The pixel lies outside the picture.
    """
    check_opencv()
    from nst_desktop.masks.similarity import similar_area

    height, width = pixels.shape[:2]
    if not (0 <= x < width and 0 <= y < height):
        raise SelectionError("The point lies outside the picture. Choose a point in the picture.")
    return similar_area(pixels, x, y, min(max(tolerance, 0), 255))


def check_opencv() -> None:
    """Raise SelectionError if OpenCV is not installed."""
    if importlib.util.find_spec("cv2") is None:
        raise SelectionError(
            "Selecting objects needs OpenCV, which is not installed. Install it with: python -m "
            "pip install {package}",
            package=_PACKAGE,
        )


def _find_object(scene: "Scene", areas: Sequence[Rect]) -> "Cut":
    """Search these areas, of which the last is the whole picture, until one holds the object.

    In a small area, fewer surroundings resemble the object. Raises NoObjectError if no object
    stands out.
    """
    if not scene.has_inside():
        raise SelectionError(
            "Nothing in the picture is marked as part of the object. Mark the object."
        )
    for area in areas:
        found = scene.search(area)
        if found is not None and not scene.is_cut_off(found):
            return scene.refine(found)
    raise NoObjectError(
        "The object does not stand out from its surroundings. Mark more of it, and mark what does "
        "not belong to it."
    )


def _usable_strokes(strokes: Sequence[SelectionStroke]) -> list[SelectionStroke]:
    """Return the strokes without points and radii that cannot be drawn."""
    usable = []
    for stroke in strokes:
        points = tuple(filter(_is_drawable, stroke.points))
        if points and math.isfinite(stroke.radius):
            radius = min(max(stroke.radius, 0.5), _MAX_COORDINATE)
            usable.append(replace(stroke, points=points, radius=radius))
    return usable


def _is_drawable(point: tuple[float, float]) -> bool:
    return all(abs(value) <= _MAX_COORDINATE for value in point)  # False for NaN


def _search_areas(strokes: Sequence[SelectionStroke], width: int, height: int) -> list[Rect]:
    """Return the parts of the picture to search, from near the strokes to the whole picture."""
    whole = Rect(0, 0, width, height)
    marked = [stroke for stroke in strokes if stroke.inside]
    if not marked:
        return [whole]
    xs = [x for stroke in marked for x, _ in stroke.points]
    ys = [y for stroke in marked for _, y in stroke.points]
    radius = max(stroke.radius for stroke in marked)
    extent = max(max(xs) - min(xs), max(ys) - min(ys), 8 * radius)
    areas = []
    for reach in (round(factor * extent) + MIN_SIDE for factor in _REACHES):
        area = Rect(
            round(min(xs)) - reach, round(min(ys)) - reach,
            round(max(xs)) + reach, round(max(ys)) + reach,
        ).within(whole)  # fmt: skip
        share = (area.right - area.left) * (area.bottom - area.top) / (width * height)
        if not area.is_empty and share <= _LARGE_SHARE:
            areas.append(area)
    return [*areas, whole]
