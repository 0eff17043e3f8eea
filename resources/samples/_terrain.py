"""The land and the sky of the mountain lake, seen in true perspective.

The land is a height field sampled on a fan of rays: columns are picture columns, rows are growing
distances. The visible surface of a column follows from the running top of its projected heights.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from _noise import eroded, fbm, ridged, warped_fbm
from _paint import Array, mix, palette, ramp, rgb, smoothstep

WIDTH, HEIGHT, SCALE = 1024, 683, 2
FOCAL = 900.0 * SCALE
HORIZON = 352.0 * SCALE
EYE = 9.0
MARGIN = 260 * SCALE  # more columns at the left, where shadows come from
SUN_SLOPE = 0.42  # rise of the light towards the left
LIGHT = np.array([-0.86, 0.40, -0.30]) / np.linalg.norm([-0.86, 0.40, -0.30])
LOWEST = 60  # rows below the horizon that may show land
SUN = (258.0 * SCALE, 226.0 * SCALE)

# x, distance, height, radius across, radius along; in metres
PEAKS = (
    (950, 7300, 2150, 1500, 1700),
    (2300, 8600, 1750, 1300, 1500),
    (-450, 9200, 1700, 1200, 1500),
    (3900, 7000, 1700, 1300, 1600),
    (-4300, 8200, 1650, 1500, 1800),
    (-2950, 5200, 880, 900, 1100),
    (2650, 4200, 760, 1100, 1000),
    (-2300, 11800, 1150, 2600, 1500),
)


@dataclass
class Land:
    """The height field on the fan of rays, with its slopes and shadows."""

    across: Array  # x divided by the distance, for each column
    distance: Array  # for each row
    height: Array
    normal: Array
    sunlit: Array


def land_height(x: Array, z: Array) -> Array:
    """Return the height above the lake at world places; below zero is water."""
    bent = 70 * fbm(x / 420, z / 420, 301, 3)
    shore = 820 + 150 * fbm(x / 500, z / 2000, 302, 4) + bent
    inland = z - shore
    foot = 0.055 * np.clip(inland, -400, 1400) + 22 * smoothstep(60, 900, inland) * (
        1 + fbm(x / 330, z / 330, 303, 5)
    )
    side = 330 * smoothstep(700, 3200, np.abs(x + 150)) * smoothstep(900, 2600, z)
    mass: Array = np.zeros_like(x)
    for px, pz, top, rx, rz in PEAKS:
        reach = np.sqrt(((x - px) / rx) ** 2 + ((z - pz) / rz) ** 2)
        mass = np.maximum(mass, top * np.exp(-(reach**1.35) * 0.75)) + 0.12 * top * np.exp(
            -(reach**2)
        )
    rough = eroded(x / 1500, z / 1500, 310, 11)
    crests = ridged(x / 1150 + 0.2 * rough, z / 1150, 330, 6)
    body = (mass + side) * (0.64 + 0.46 * rough + 0.36 * crests)
    spit = 9.5 - np.abs(z - 300 - 0.10 * (x - 100)) * 0.30 - 0.40 * np.clip(70 - x, 0, None)
    spit = np.minimum(spit + 2.2 * fbm(x / 22, z / 22, 305, 4), 7.0)
    land = foot + smoothstep(300, 2600, inland) * body
    return np.maximum(land, spit).astype(np.float32)


def build_land() -> Land:
    """Compute the height field."""
    columns = np.arange(-MARGIN, WIDTH * SCALE, dtype=np.float32) + 0.5
    across = ((columns - WIDTH * SCALE / 2) / FOCAL).astype(np.float32)
    steps = (
        np.geomspace(190, 3000, 480),
        np.linspace(3006, 10500, 1050),
        np.linspace(10530, 17000, 160),
    )
    distance = np.concatenate(steps).astype(np.float32)
    x = across[None, :] * distance[:, None]
    z = np.broadcast_to(distance[:, None], x.shape)
    height = land_height(x, z)
    slope_u = np.gradient(height, axis=1) * FOCAL
    slope_x = slope_u / distance[:, None]
    slope_z = np.gradient(height, distance, axis=0) - across[None, :] * slope_x
    length = np.sqrt(slope_x**2 + slope_z**2 + 1)
    normal = np.stack([-slope_x / length, 1 / length, -slope_z / length], -1)
    beam = height + SUN_SLOPE * x
    above = np.maximum.accumulate(beam, axis=1) - beam
    sunlit = smoothstep(1.0, 0.0, above / (6 + 0.006 * distance[:, None]))
    keep = slice(MARGIN, None)
    return Land(
        across[keep],
        distance,
        height[:, keep],
        normal[:, keep].astype(np.float32),
        sunlit[:, keep].astype(np.float32),
    )


def project(x: float, z: float, height: float, eye: float) -> tuple[float, float]:
    """Return the picture place (supersampled pixels) of a point in the world."""
    return WIDTH * SCALE / 2 + FOCAL * x / z, HORIZON - FOCAL * (height - eye) / z


def seen_rows(land: Land, eye: float) -> tuple[Array, Array]:
    """Return the projected picture row of each sample, and the running top in front of it."""
    row = HORIZON - FOCAL * (land.height - eye) / land.distance[:, None]
    if eye < 0:
        row = np.where(land.height > 0, row, 1e6)
    else:
        row = np.where(land.height > 0, row, HORIZON + FOCAL * eye / land.distance[:, None])
    return row, np.minimum.accumulate(row, axis=0)


def haze(colour: Array, z: Array, height: Array, x: Array) -> Array:
    """Add the air between the eye and things far away; it is warm near the sun."""
    amount = 1 - np.exp(-(np.clip(z - 150, 0, None) / 13000) * (0.70 + 1.3 * np.exp(-height / 420)))
    towards = np.exp(-(((x - SUN[0]) / (430 * SCALE)) ** 2))
    air = mix(rgb("8ea9c8"), rgb("f3cfa0"), towards * 0.85)
    return mix(colour, air, amount[..., None] if amount.ndim == 2 else amount)


def _surface(x: Array, z: Array, height: Array, normal: Array, lit: Array) -> Array:
    """Return the colour of the ground: rock, snow, forest and meadow in sun and shade."""
    fine = fbm(x / 60, (z + 2 * height) / 60, 341, 5)
    strata = fbm(x / 420 + 0.3 * fine, (height + 0.25 * x) / 34, 342, 4)
    rock = ramp(palette("4a4650", "6d655f", "8d8174", "a59a8c"), 0.5 + 0.32 * strata + 0.22 * fine)
    upright = normal[..., 1]
    line = 760 + 260 * fbm(x / 800, z / 800, 343, 4) + 120 * fine
    snow = smoothstep(-120, 240, height - line) * smoothstep(0.40, 0.60, upright + 0.10 * fine)
    snow = np.maximum(snow, smoothstep(1250, 1700, height) * smoothstep(0.28, 0.46, upright))
    trees = smoothstep(640, 470, height + 150 * fine) * smoothstep(0.46, 0.66, upright)
    leaf = ramp(palette("141f1b", "1e2e25", "2e3c29", "474b30"), 0.45 + 0.5 * fine)
    speckle = fbm(x / 9, (z * 0.35 + 3 * height) / 9, 344, 2)
    gold = smoothstep(0.12, 0.55, fbm(x / 300, (z + 2 * height) / 300, 346, 4) + 0.3 * speckle)
    leaf = mix(leaf, rgb("8a6f2c"), gold * 0.75)
    leaf = leaf * (1.15 + 0.55 * speckle)[..., None]
    grass = ramp(palette("45502a", "6b6d38", "8b8148"), 0.5 + 0.5 * fbm(x / 40, z / 40, 345, 4))
    meadow = smoothstep(60, 14, height + 16 * fine) * smoothstep(2600, 1200, z)
    colour = mix(mix(rock, leaf, trees), grass, meadow)
    sand = smoothstep(2.0, 0.6, height + 0.5 * fine)
    colour = mix(colour, rgb("8d8069"), sand * 0.8)
    colour = mix(colour, rgb("e9edf4") * (1 + 0.04 * fine)[..., None], snow)
    facing = np.clip(normal @ LIGHT.astype(np.float32), 0, 1)
    direct = (facing * lit)[..., None] * np.array([1.75, 1.34, 0.94], np.float32)
    dome = (0.42 + 0.40 * upright)[..., None] * np.array([0.47, 0.60, 0.86], np.float32)
    bounce = np.clip(normal[..., 0], 0, 1)[..., None] * np.array([0.07, 0.06, 0.06], np.float32)
    return colour * (direct + dome * 0.78 + bounce)


def sky(columns: Array, rows: Array) -> Array:
    """Return the sky for picture places at or above the horizon."""
    up = np.clip((HORIZON - rows) / FOCAL, 0.0, 1.0)
    u = (columns - WIDTH * SCALE / 2) / FOCAL
    away = np.hypot(columns - SUN[0], (rows - SUN[1]) * 1.15) / SCALE
    colour = ramp(
        palette("f6d3a3", "e3c9b4", "a9bfd6", "6f9bc9", "4a7cb4", "35639f"),
        np.clip(up / 0.40, 0, 1) ** 0.8,
    )
    warm = np.exp(-away / 190)
    colour = mix(colour, rgb("ffd591"), warm * 0.8)
    bend = 1 / (up + 0.11)
    cx, cy = u * bend * 0.95 + 1.7, bend * 0.62
    body = warped_fbm(cx + 3, cy + 1, 361, 8, 0.38)
    toward = warped_fbm(cx + 3 - 0.10, cy + 1 + 0.06, 361, 5, 0.38)
    puff = ridged(cx * 2.1 + 0.5 * body, cy * 2.9, 365, 6) - 0.5
    body, toward = body + 0.30 * puff, toward + 0.12 * puff
    cover = smoothstep(-0.06, 0.42, body + 0.16 - 0.25 * np.exp(-((up / 0.05) ** 2)))
    thick = smoothstep(0.10, 0.75, body)
    edge = np.clip(0.62 + 1.7 * (body - toward) - 0.55 * thick, 0, 1)
    shade = mix(rgb("8c8fa8"), rgb("b7a5a6"), np.exp(-away / 330))
    bright = mix(rgb("fdf3e4"), rgb("ffdf9f"), np.exp(-away / 260))
    cloud = mix(np.broadcast_to(shade, colour.shape), bright, edge[..., None])
    colour = mix(colour, cloud, (cover * 0.92)[..., None])
    streaks = fbm(u * 3.2 + 0.4 * fbm(u * 2, up * 9, 371, 3), up * 34, 372, 5)
    low = smoothstep(0.12, 0.55, streaks) * np.exp(-(((up - 0.11) / 0.07) ** 2))
    veil = mix(rgb("c99a86"), rgb("ffe2ad"), np.exp(-away / 240))
    colour = mix(colour, veil, (low * 0.55)[..., None])
    glow = 1.15 * np.exp(-((away / 17) ** 2)) + 0.55 * np.exp(-((away / 60) ** 1.2))
    return colour + glow[..., None] * np.array([1.0, 0.86, 0.58], np.float32)


def _see_past_spit(land: Land, row: Array, first: Array, ys: Array) -> None:
    """Let the mirrored view show what lies behind the spit, for the water beyond it."""
    start = int(np.searchsorted(land.distance, 420.0))
    behind = np.minimum.accumulate(row[start:], axis=0)
    for column in range(first.shape[1]):
        seen = first[:, column]
        hidden = (seen < start) & (ys > row[np.minimum(seen, start), column] + 3)
        if hidden.any():
            found = np.searchsorted(-behind[:, column], -ys[hidden]) + start
            first[hidden, column] = found


@dataclass
class Scene:
    """A rendered view: its colours and which pixels show water."""

    colour: Array
    water: Array


def view(land: Land, eye: float) -> Scene:
    """Render sky and land from the given eye height; below zero gives the mirrored view."""
    width, height = WIDTH * SCALE, HEIGHT * SCALE
    row, top = seen_rows(land, eye)
    low = int(HORIZON) + (LOWEST * SCALE if eye > 0 else 2)  # nothing but water below this row
    ys = np.arange(low, dtype=np.float32) + 0.5
    first: Array = np.empty((low, width), np.int32)
    for column in range(width):
        first[:, column] = np.searchsorted(-top[:, column], -ys)
    if eye < 0:
        _see_past_spit(land, row, first, ys)
    hit = first < len(land.distance)
    far = np.clip(first, 1, len(land.distance) - 1)
    columns = np.broadcast_to(np.arange(width), far.shape)
    row_near, row_far = row[far - 1, columns], row[far, columns]
    t = np.clip((row_near - ys[:, None]) / np.maximum(row_near - row_far, 1e-3), 0, 1)
    t = np.where(row_near > 1e5, 1.0, t)

    def pick(values: Array) -> Array:
        near, beyond = values[far - 1, columns], values[far, columns]
        blend = t[..., None] if values.ndim == 3 else t
        return (near + (beyond - near) * blend).astype(np.float32)

    z = land.distance[far - 1] + (land.distance[far] - land.distance[far - 1]) * t
    x = (land.across[None, :] * z).astype(np.float32)
    ground = pick(land.height)
    place = np.broadcast_to(columns + 0.5, far.shape)
    colour: Array = np.zeros((height, width, 3), np.float32)
    air = int(HORIZON) + 2
    colour[:air] = sky(
        place[:air].astype(np.float32), np.broadcast_to(ys[:air, None], (air, width))
    )
    rows = hit.any(axis=1)
    part = slice(int(np.argmax(rows)), low)
    solid = _surface(
        x[part],
        z[part].astype(np.float32),
        ground[part],
        pick(land.normal)[part],
        pick(land.sunlit)[part],
    )
    solid = haze(solid, z[part], ground[part].clip(0), place[part])
    colour[part] = np.where(hit[part][..., None], solid, colour[part])
    water: Array = np.ones((height, width), bool)
    water[:low] = (ys[:, None] > HORIZON) & (~hit | (ground < 0.05) | (z < 195))
    return Scene(colour, water)
