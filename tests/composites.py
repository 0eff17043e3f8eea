"""Composites with known alpha: objects pasted over textured backgrounds, from fixed seeds.

Shared by the test of selecting objects and its benchmark.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from nst_desktop.core.arrays import Mask, Pixels
from nst_desktop.masks.selection import SelectionStroke
from tests.composite_parts import (
    WIDTH,
    Floats,
    Shape,
    Surface,
    branch,
    bricks,
    clothed,
    ellipse,
    figure,
    furry,
    gradient,
    leaves,
    mottled,
    polygon,
    ring,
    round_polygon,
    striped,
)

_RADIUS = 9.0  # px, of every stroke


@dataclass(frozen=True, slots=True)
class Composite:
    """A picture, its object's alpha and a rough stroke over the object.

    Attributes:
        name: Name for reports.
        pixels: The picture, (H, W, 3) uint8.
        alpha: The object's alpha, (H, W) float32, 0..1.
        stroke: Stroke that a person would draw to mark the object.
    """

    name: str
    pixels: Pixels
    alpha: Floats
    stroke: SelectionStroke


def composites() -> list[Composite]:
    """Return the twelve composites."""
    return [_composite(number, *recipe) for number, recipe in enumerate(_RECIPES)]


def intersection_over_union(mask: Mask, alpha: Floats) -> float:
    """Return the overlap of a selection and an alpha, both cut at one half, from 0 to 1."""
    chosen, true = mask >= 128, alpha >= 0.5
    return float((chosen & true).sum() / max(1, (chosen | true).sum()))


def correcting_stroke(mask: Mask, alpha: Floats) -> SelectionStroke:
    """Return a short stroke in the middle of the largest area that is wrong in a selection."""
    wrong = (mask >= 128) != (alpha >= 0.5)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(wrong.astype(np.uint8), connectivity=4)
    largest = 1 + int(stats[1:, cv2.CC_STAT_AREA].argmax()) if len(stats) > 1 else 0
    part = np.pad((labels == largest).astype(np.uint8), 1)
    depth = cv2.distanceTransform(part, cv2.DIST_L2, 5)[1:-1, 1:-1]
    y, x = np.unravel_index(int(depth.argmax()), depth.shape)
    radius = float(min(_RADIUS, max(1.0, 0.6 * depth[y, x])))
    rays = [_longest_line(depth, (int(x), int(y)), radius, turn) for turn in range(8)]
    points = max(rays, key=lambda ends: np.hypot(*np.subtract(*ends)))
    return SelectionStroke(points, radius, bool(alpha[y, x] >= 0.5))


def large_photograph(width: int = 6000, height: int = 4000) -> tuple[Pixels, SelectionStroke]:
    """Return a composite enlarged to this size, with fresh grain, and a stroke over its object."""
    small = composites()[5]
    pixels = cv2.resize(small.pixels, (width, height), interpolation=cv2.INTER_CUBIC)
    grain = np.zeros(pixels.shape, np.int8)
    cv2.setRNGSeed(5)
    cv2.randn(grain, (0, 0, 0), (4, 4, 4))
    factor = width / small.pixels.shape[1]
    points = tuple((x * factor, y * factor) for x, y in small.stroke.points)
    grainy: Pixels = cv2.add(pixels, grain, dtype=cv2.CV_8U)
    return grainy, SelectionStroke(points, small.stroke.radius * factor, inside=True)


def _longest_line(
    depth: Floats, centre: tuple[int, int], radius: float, turn: int
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Extend a line from the centre to both sides while the stroke stays within the area."""
    direction = np.array([np.cos(turn * np.pi / 8), np.sin(turn * np.pi / 8)])
    ends = []
    for sign in (-1, 1):
        length = 0
        while length < 0.06 * WIDTH:
            x, y = np.rint(centre + sign * (length + 1) * direction).astype(int)
            inside = 0 <= y < depth.shape[0] and 0 <= x < depth.shape[1]
            if not inside or depth[y, x] < radius:
                break
            length += 1
        ends.append(tuple(float(value) for value in centre + sign * length * direction))
    return ends[0], ends[1]


def _composite(
    seed: int,
    name: str,
    background: Surface,
    surface: Surface,
    shape: Shape,
    points: Sequence[tuple[float, float]],
) -> Composite:
    rng = np.random.default_rng(100 + seed)
    alpha = shape(rng)
    mixed = alpha[..., None] * surface(rng) + (1 - alpha[..., None]) * background(rng)
    mixed += rng.normal(0, 3, mixed.shape).astype(np.float32)
    pixels = np.clip(np.rint(mixed), 0, 255).astype(np.uint8)
    return Composite(name, pixels, alpha, SelectionStroke(tuple(points), _RADIUS, inside=True))


_FOLIAGE = ((38, 70, 30), (66, 104, 42), (94, 132, 60), (120, 150, 84))
_RECIPES = (
    (
        "ellipse",
        mottled((60, 90, 50), (130, 160, 90)),
        mottled((150, 60, 40), (215, 130, 80)),
        ellipse(190, 120, 25),
        [(400, 280), (480, 315)],
    ),
    (
        "polygon",
        leaves(_FOLIAGE, 16),
        striped((70, 80, 120), (180, 185, 200), 22, 0.6),
        polygon([(300, 150), (560, 110), (660, 330), (470, 480), (270, 380)]),
        [(420, 280), (500, 300)],
    ),
    (
        "star",
        bricks((140, 80, 62), (180, 172, 160)),
        gradient((240, 200, 60), (190, 120, 20), 0.9),
        round_polygon(5, 230, 110),
        [(410, 290), (490, 310)],
    ),
    (
        "ring",
        mottled((90, 80, 70), (150, 140, 130), 0.25),
        gradient((60, 90, 150), (150, 190, 230), 1.2),
        ring(210, 110),
        [(300, 260), (310, 215), (340, 175)],
    ),
    (
        "branch",
        gradient((150, 180, 220), (215, 225, 235), 1.5),
        mottled((50, 36, 24), (110, 84, 60), 0.3, 32),
        branch,
        [(443, 520), (448, 440), (438, 360)],
    ),
    (
        "figure",
        leaves(((90, 96, 100), (130, 134, 136), (160, 160, 154), (112, 122, 110)), 28),
        clothed,
        figure,
        [(452, 190), (450, 300), (455, 385)],
    ),
    (
        "chequered",
        mottled((120, 110, 70), (190, 180, 130)),
        striped((40, 40, 48), (210, 60, 70), 40, 1.9),
        round_polygon(8, 200, 185),
        [(400, 270), (490, 330)],
    ),
    (
        "gradient",
        striped((110, 96, 84), (150, 138, 120), 46, 0.1),
        gradient((220, 70, 50), (60, 70, 190), 0.0),
        ellipse(220, 130, 160),
        [(360, 300), (540, 300)],
    ),
    (
        "blurred",
        leaves(((30, 40, 60), (60, 70, 90), (80, 80, 80)), 34),
        mottled((180, 150, 60), (230, 200, 120)),
        ellipse(170, 140, 70, 7),
        [(410, 290), (490, 300)],
    ),
    (
        "camouflaged",
        mottled((110, 104, 84), (160, 150, 124), 0.25),
        mottled((96, 112, 92), (132, 146, 118), 0.2, 8),
        polygon([(310, 190), (470, 130), (620, 210), (600, 400), (430, 460), (300, 370)]),
        [(420, 270), (500, 320)],
    ),
    (
        "furry",
        gradient((90, 130, 90), (150, 180, 130), 0.4, 12),
        mottled((120, 92, 70), (205, 180, 150), 0.3, 16),
        furry,
        [(420, 280), (490, 320)],
    ),
    (
        "leaf",
        leaves(_FOLIAGE, 40),
        gradient((120, 40, 30), (230, 130, 40), 2.4, 10),
        polygon(
            [(250, 420), (300, 270), (420, 180), (640, 130), (600, 330), (480, 430), (330, 450)]
        ),
        [(380, 350), (470, 290)],
    ),
)
