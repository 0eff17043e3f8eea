"""Edge of a selected object at the picture's full size."""

from collections.abc import Iterator

import cv2
import numpy as np

from nst_desktop.core.arrays import AnyArray, Mask, Pixels
from nst_desktop.masks.guided_filter import guided_coefficients
from nst_desktop.masks.object_cut import Cut
from nst_desktop.masks.rect import Rect

_RADIUS = 3  # px of the cut; the edge can move this far
_SMOOTHNESS = 1e-4
_GAIN = 1.6  # contrast of the edge; removes haloes where object and surroundings are alike
_TILE = 256  # px


def lay_edge(pixels: Pixels, cut: Cut, mask: Mask) -> None:
    """Draw an object into an empty mask, with an edge that follows the picture.

    Only tiles that the edge crosses are filtered.

    Args:
        pixels: Picture pixels, (H, W, 3) uint8.
        cut: The object.
        mask: Mask to change, (H, W) uint8.
    """
    area, labels = cut.area, cut.labels
    coefficients = guided_coefficients(cut.view, labels, _RADIUS, _SMOOTHNESS)
    width, height = area.right - area.left, area.bottom - area.top
    mask[area.slices] = cv2.resize(labels, (width, height), interpolation=cv2.INTER_NEAREST) * 255
    reach = 4 * _RADIUS + 3
    kernel = np.ones((reach, reach), np.uint8)
    edge = cv2.dilate(labels, kernel) != cv2.erode(labels, kernel)
    scale_x, scale_y = labels.shape[1] / width, labels.shape[0] / height
    for tile in _tiles(width, height):
        rows = slice(int(tile.top * scale_y), int(tile.bottom * scale_y) + 1)
        columns = slice(int(tile.left * scale_x), int(tile.right * scale_x) + 1)
        if edge[rows, columns].any():
            target = Rect(
                area.left + tile.left, area.top + tile.top,
                area.left + tile.right, area.top + tile.bottom,
            )  # fmt: skip
            linear = _enlarged(coefficients, tile, scale_x, scale_y)
            mask[target.slices] = _applied(linear, pixels[target.slices])


def _tiles(width: int, height: int) -> Iterator[Rect]:
    for top in range(0, height, _TILE):
        for left in range(0, width, _TILE):
            yield Rect(left, top, min(left + _TILE, width), min(top + _TILE, height))


def _enlarged(coefficients: AnyArray, tile: Rect, scale_x: float, scale_y: float) -> AnyArray:
    """Return the coefficients of one tile at full size."""
    mapping = np.array(
        [
            [scale_x, 0, scale_x * (tile.left + 0.5) - 0.5],
            [0, scale_y, scale_y * (tile.top + 0.5) - 0.5],
        ]
    )
    enlarged: AnyArray = cv2.warpAffine(
        coefficients, mapping, (tile.right - tile.left, tile.bottom - tile.top),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_REPLICATE,
    )  # fmt: skip
    return enlarged


def _applied(linear: AnyArray, part: Pixels) -> Mask:
    alpha = np.einsum("ijk,ijk->ij", linear[..., :3], part.astype(np.float32) / np.float32(255))
    alpha += linear[..., 3]
    contrast = (alpha - np.float32(0.5)) * np.float32(_GAIN) + np.float32(0.5)
    result: Mask = np.rint(np.clip(contrast, 0, 1) * 255).astype(np.uint8)
    return result
