"""GrabCut: separation of an object from its surroundings (Rother, Kolmogorov & Blake 2004)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from nst_desktop.core.arrays import AnyArray, Mask, Pixels
from nst_desktop.masks.object_seeds import likely_object
from nst_desktop.masks.rect import Rect

if TYPE_CHECKING:
    from nst_desktop.masks.selection import SelectionStroke

_SEARCH_AREA, _EDGE_AREA = 60_000, 400_000  # px, of the pictures for the two cuts
_ITERATIONS = 3
_SEED = 1  # GrabCut and k-means draw random numbers
_MIN_SAMPLES = 10  # pixels per colour model, which has five components
_MAX_HOLE = 0.005  # of the object's area; smaller holes are filled
_NO_RECTANGLE = (0, 0, 0, 0)
_SHIFT = 4  # fractional bits of the coordinates that cv2 draws with


@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """An object found in a part of a picture.

    Attributes:
        area: Part of the picture, in picture pixels.
        view: The part's pixels, possibly shrunk, (h, w, 3) uint8.
        labels: 1 where the object is, else 0, (h, w) uint8.
        models: GrabCut's colour models of the surroundings and the object, (1, 65) float64 each.
    """

    area: Rect
    view: Pixels
    labels: Mask
    models: tuple[AnyArray, AnyArray]


class Scene:
    """A picture with strokes, in which GrabCut searches for the object."""

    def __init__(self, pixels: Pixels, strokes: Sequence["SelectionStroke"]) -> None:
        self._pixels, self._strokes = pixels, strokes
        height, width = pixels.shape[:2]
        self.whole = Rect(0, 0, width, height)

    def has_inside(self) -> bool:
        """Return whether a stroke marks a pixel of the object."""
        view = self._view(self.whole, _SEARCH_AREA)
        return bool((self._seeds(self.whole, view) == cv2.GC_FGD).any())

    def search(self, area: Rect) -> Cut | None:
        """Search for the object in a part of the picture, at a reduced size.

        Returns:
            The object, or None if it cannot be told from its surroundings.
        """
        view = self._view(area, _SEARCH_AREA)
        seeds = self._seeds(area, view)
        cv2.setRNGSeed(_SEED)
        likely = likely_object(view, seeds == cv2.GC_FGD, seeds == cv2.GC_BGD)
        unknown = seeds == cv2.GC_PR_BGD
        labels = np.where(unknown & likely, cv2.GC_PR_FGD, seeds).astype(np.uint8)
        count = int((labels & 1).sum())
        if count < _MIN_SAMPLES or labels.size - count < _MIN_SAMPLES:
            return None
        models = np.zeros((1, 65)), np.zeros((1, 65))
        cv2.grabCut(view, labels, _NO_RECTANGLE, *models, _ITERATIONS, cv2.GC_INIT_WITH_MASK)
        found = _cleaned((labels & 1).astype(np.uint8), seeds)
        return Cut(area, view, found, models) if 0 < found.sum() < found.size else None

    def is_cut_off(self, cut: Cut) -> bool:
        """Return whether the object continues beyond the part that was searched."""
        labels, area, whole = cut.labels, cut.area, self.whole
        sides = (labels[:, 0], labels[0], labels[:, -1], labels[-1])
        inner = (a != b for a, b in zip(area, whole, strict=True))
        return any(is_inner and side.any() for side, is_inner in zip(sides, inner, strict=True))

    def refine(self, cut: Cut) -> Cut:
        """Cut the object's edge again at a larger size, with the same colour models."""
        area = self._area_around(cut)
        view = self._view(area, _EDGE_AREA)
        height, width = view.shape[:2]
        scale = (cut.area.right - cut.area.left) / cut.view.shape[1]  # picture px per cut px
        coarse = _resampled(cut, area, width, height)
        reach = max(1, round(1.5 * scale * width / (area.right - area.left)))
        kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
        labels = np.where(coarse, cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
        labels[cv2.erode(coarse, kernel) > 0] = cv2.GC_FGD
        labels[cv2.dilate(coarse, kernel) == 0] = cv2.GC_BGD
        seeds = self._seeds(area, view)
        is_known = seeds != cv2.GC_PR_BGD
        labels[is_known] = seeds[is_known]
        models = cut.models[0].copy(), cut.models[1].copy()
        cv2.setRNGSeed(_SEED)
        cv2.grabCut(view, labels, _NO_RECTANGLE, *models, 1, cv2.GC_EVAL_FREEZE_MODEL)
        return Cut(area, view, _cleaned((labels & 1).astype(np.uint8), seeds), cut.models)

    def _area_around(self, cut: Cut) -> Rect:
        """Return the object's bounding box with a margin, in picture pixels."""
        rows, columns = np.flatnonzero(cut.labels.any(1)), np.flatnonzero(cut.labels.any(0))
        scale = (cut.area.right - cut.area.left) / cut.labels.shape[1]
        margin = 6
        return Rect(
            cut.area.left + int(scale * (columns[0] - margin)),
            cut.area.top + int(scale * (rows[0] - margin)),
            cut.area.left + int(scale * (columns[-1] + margin + 1)) + 1,
            cut.area.top + int(scale * (rows[-1] + margin + 1)) + 1,
        ).within(self.whole)

    def _view(self, area: Rect, most: int) -> Pixels:
        """Return a part of the picture, shrunk to about this number of pixels."""
        part = self._pixels[area.slices]
        height, width = part.shape[:2]
        factor = min(1.0, (most / (width * height)) ** 0.5)
        size = max(1, round(width * factor)), max(1, round(height * factor))
        if size == (width, height):
            return np.ascontiguousarray(part)
        view: AnyArray = cv2.resize(part, size, interpolation=cv2.INTER_AREA)
        return view

    def _seeds(self, area: Rect, view: Pixels) -> Mask:
        """Return GrabCut's labels: certain under the strokes, else probably background."""
        height, width = view.shape[:2]
        seeds: Mask = np.full((height, width), cv2.GC_PR_BGD, np.uint8)
        factor = width / (area.right - area.left), height / (area.bottom - area.top)
        for stroke in self._strokes:
            points = (np.array(stroke.points) - (area.left, area.top)) * factor - 0.5
            label = cv2.GC_FGD if stroke.inside else cv2.GC_BGD
            _draw(seeds, points, stroke.radius * factor[0], label)
        return seeds


def _draw(seeds: Mask, points: AnyArray, radius: float, label: int) -> None:
    fixed = np.rint(points * (1 << _SHIFT)).astype(np.int32)
    thickness = min(max(1, round(2 * radius)), 32767)
    cv2.polylines(seeds, [fixed.reshape(-1, 1, 2)], False, label, thickness, cv2.LINE_8, _SHIFT)
    size = round(radius * (1 << _SHIFT))
    for x, y in fixed.tolist():
        cv2.circle(seeds, (x, y), size, label, cv2.FILLED, cv2.LINE_8, _SHIFT)


def _resampled(cut: Cut, area: Rect, width: int, height: int) -> Mask:
    """Return the labels of a part of the cut at this width and height."""
    across = cut.labels.shape[1] / (cut.area.right - cut.area.left)
    down = cut.labels.shape[0] / (cut.area.bottom - cut.area.top)
    step_x, step_y = (area.right - area.left) / width, (area.bottom - area.top) / height
    left, top = area.left - cut.area.left, area.top - cut.area.top
    mapping = np.array(
        [
            [across * step_x, 0, across * (left + step_x / 2) - 0.5],
            [0, down * step_y, down * (top + step_y / 2) - 0.5],
        ]
    )
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    smooth = cv2.warpAffine(
        cut.labels * np.uint8(255), mapping, (width, height), flags=flags,
        borderMode=cv2.BORDER_REPLICATE,
    )  # fmt: skip
    return (smooth >= 128).astype(np.uint8)


def _cleaned(labels: Mask, seeds: Mask) -> Mask:
    """Keep the parts that touch an inside stroke, and fill pin holes without outside strokes."""
    _, parts = cv2.connectedComponents(labels, connectivity=8, ltype=cv2.CV_32S)
    is_kept = np.zeros(int(parts.max()) + 1, np.uint8)
    is_kept[np.unique(parts[seeds == cv2.GC_FGD])] = 1
    is_kept[0] = 0
    kept: Mask = is_kept[parts]
    _, holes, stats, _ = cv2.connectedComponentsWithStats(1 - kept, connectivity=4)
    is_filled = stats[:, cv2.CC_STAT_AREA] <= max(4, _MAX_HOLE * int(kept.sum()))
    is_filled[np.unique(holes[seeds == cv2.GC_BGD])] = False
    frame = (holes[0], holes[-1], holes[:, 0], holes[:, -1])
    is_filled[np.unique(np.concatenate(frame))] = False
    is_filled[0] = False
    kept[is_filled[holes]] = 1
    return kept
