"""A sea at dusk in thick oil paint: thousands of bristle strokes along a swirling flow."""

from __future__ import annotations

import numpy as np
from _noise import fbm
from _paint import Array, blur, finish, grid, mix, palette, ramp, relief, rgb, smoothstep, to_image
from PIL import Image, ImageDraw

WIDTH, HEIGHT, SCALE = 1024, 800, 2
HORIZON = 500.0
SUN = (668.0, 236.0)

# centre x, centre y, radius of influence, strength (sign: sense of rotation)
EDDIES = (
    (668.0, 196.0, 175.0, 2.6),
    (255.0, 190.0, 170.0, -2.5),
    (455.0, 385.0, 105.0, 1.7),
    (935.0, 410.0, 120.0, -1.9),
    (70.0, 420.0, 110.0, 1.7),
    (205.0, 655.0, 125.0, 2.2),
    (520.0, 690.0, 110.0, -1.9),
    (835.0, 660.0, 135.0, 2.2),
    (950.0, 90.0, 110.0, 1.6),
    (470.0, 60.0, 90.0, 1.4),
)

SKY = palette(
    "0b1840", "14336f", "235596", "3f7fb5", "8fb4c4", "e6dcb8", "dfae48", "2b5b9c", "10265a"
)
SEA = palette("081a33", "0f3c5f", "1d6a78", "3f8f6f", "a9c39a", "f1e7c6", "17507a", "0a2444")
LIGHT = palette("fff4cf", "f9dc85", "eeb23e", "d08a24", "9c6a2a")


def _stream(x: Array, y: Array) -> Array:
    """Return the stream function; paint runs along its level lines."""
    total = 0.55 * y + 26.0 * fbm(x / 330, y / 330, 77, 3)
    for cx, cy, radius, strength in EDDIES:
        squared = (x - cx) ** 2 + (y - cy) ** 2
        total = total + strength * 62.0 * np.exp(-squared / (2 * (0.62 * radius) ** 2))
    return total.astype(np.float32)


def _underpainting(x: Array, y: Array, stream: Array) -> Array:
    """Return the colour that a stroke starting at each point is loaded with."""
    wave = 0.5 + 0.5 * np.sin(stream / 9.0 + 1.6 * fbm(x / 140, y / 140, 5, 2))
    drift = 0.5 + 0.5 * fbm(x / 260, y / 260, 9, 3)
    sky = ramp(SKY, np.clip(0.62 * wave + 0.55 * drift - 0.12, 0, 1))
    sea = ramp(SEA, np.clip(0.66 * wave + 0.5 * drift - 0.14, 0, 1))
    glow = np.exp(-(((x - SUN[0]) / 330) ** 2) - ((y - HORIZON + 20) / 95) ** 2)
    sky = mix(sky, ramp(LIGHT, 0.15 + 0.75 * wave), np.clip(glow * 1.15, 0, 0.95))
    shore = HORIZON + 9 * np.sin(x / 61) + 6 * np.sin(x / 23 + 1)
    colour = mix(sky, sea, smoothstep(-6, 6, y - shore))
    distance = np.hypot(x - SUN[0], y - SUN[1])
    halo = np.exp(-((distance / 150.0) ** 2))
    ring = 0.5 + 0.5 * np.cos(distance / 8.5)
    colour = mix(colour, ramp(LIGHT, 0.2 + 0.6 * ring), np.clip(halo * 1.25, 0, 0.96))
    colour = mix(colour, LIGHT[0], smoothstep(52, 44, distance))
    path = np.exp(-(((x - SUN[0]) / (40 + 0.35 * (y - HORIZON).clip(0))) ** 2))
    path = path * smoothstep(0, 14, y - shore) * smoothstep(0.35, 0.75, wave)
    return mix(colour, ramp(LIGHT, 0.1 + 0.6 * drift), path * 0.85)


class _Canvas:
    """The growing picture: a colour layer and the thickness of the paint."""

    def __init__(self, ground: Array) -> None:
        size = (WIDTH * SCALE, HEIGHT * SCALE)
        self.colour = to_image(ground).resize(size, Image.Resampling.BICUBIC)
        self.height = Image.new("F", size, 0.3)
        self._pen = ImageDraw.Draw(self.colour)
        self._relief = ImageDraw.Draw(self.height)

    def bristle(
        self, points: list[tuple[float, float]], width: int, colour: tuple[int, ...], height: float
    ) -> None:
        """Draw the trace of one bristle."""
        body, tips = points[1:-1], (points[:3], points[-3:])
        self._pen.line(body, fill=colour, width=width)
        self._relief.line(body, fill=height, width=width)
        for tip in tips:
            self._pen.line(tip, fill=colour, width=max(1, width - 2))
            self._relief.line(tip, fill=height - 0.06, width=max(1, width - 2))


def _trace(starts: Array, angle: Array, steps: int, step: float) -> Array:
    """Follow the flow from many points at once; return points of shape (steps, n, 2)."""
    points = [starts]
    place = starts.copy()
    for _ in range(steps - 1):
        column = np.clip(place[:, 0].astype(int), 0, WIDTH - 1)
        row = np.clip(place[:, 1].astype(int), 0, HEIGHT - 1)
        turn = angle[row, column]
        place = place + step * np.stack([np.cos(turn), np.sin(turn)], -1)
        points.append(place)
    return np.stack(points)


def _layer(
    canvas: _Canvas,
    rng: np.random.Generator,
    colour: Array,
    angle: Array,
    starts: Array,
    width: float,
    length: float,
) -> None:
    """Lay one coat of strokes of about the same size."""
    steps = max(6, int(length / 5))
    lines = _trace(starts, angle, steps, length / steps)
    count = max(5, round(width * SCALE / 2.6))
    spread = np.linspace(-1.0, 1.0, count)
    taper = np.sin(np.pi * np.linspace(0.06, 0.97, steps) ** 0.72) ** 0.55
    tangent = np.gradient(lines, axis=0)
    tangent /= np.linalg.norm(tangent, axis=-1, keepdims=True) + 1e-6
    normal = np.stack([-tangent[..., 1], tangent[..., 0]], -1)
    rows = np.clip(lines[0, :, 1].astype(int), 0, HEIGHT - 1)
    columns = np.clip(lines[0, :, 0].astype(int), 0, WIDTH - 1)
    loads = colour[rows, columns]
    for i in range(lines.shape[1]):
        half = 0.5 * width * rng.uniform(0.75, 1.25)
        body = loads[i] * rng.uniform(0.86, 1.14) + rng.normal(0, 0.022, 3)
        second = body
        if rng.random() < 0.08:
            second = mix(body, loads[rng.integers(len(loads))], 0.6)
        streaks = np.convolve(rng.normal(0, 1, count + 2), [0.25, 0.5, 0.25], "valid")
        base = rng.uniform(0.35, 0.75)
        for j in rng.permutation(count):
            offset = spread[j] * half
            first = int(rng.integers(0, 3))
            last = steps - int(rng.integers(0, max(2, steps // 4)))
            path = lines[first:last, i] + normal[first:last, i] * (offset * taper[first:last, None])
            shade = mix(body, second, 0.5 + 0.5 * spread[j]) * (1.0 + 0.13 * streaks[j])
            ink = tuple(int(v) for v in np.clip(shade * 255, 0, 255))
            thick = base + 0.2 * streaks[j] + 0.28 * spread[j] ** 4
            canvas.bristle(
                [(float(px) * SCALE, float(py) * SCALE) for px, py in path],
                int(rng.integers(3, 6)),
                ink,
                float(thick),
            )


def _scatter(rng: np.random.Generator, spacing: float, keep: Array | None = None) -> Array:
    """Return jittered grid points in random order, thinned by the `keep` probability map."""
    xs, ys = np.meshgrid(np.arange(-20, WIDTH + 20, spacing), np.arange(-20, HEIGHT + 20, spacing))
    points = np.stack([xs.ravel(), ys.ravel()], -1)
    points = points + rng.uniform(-0.6, 0.6, points.shape) * spacing
    rng.shuffle(points)
    if keep is not None:
        row = np.clip(points[:, 1].astype(int), 0, HEIGHT - 1)
        column = np.clip(points[:, 0].astype(int), 0, WIDTH - 1)
        points = points[rng.random(len(points)) < keep[row, column]]
    return points


def draw() -> Image.Image:
    """Paint the picture."""
    rng = np.random.default_rng(1201)
    x, y = grid(WIDTH, HEIGHT, 1)
    stream = _stream(x, y)
    slope_y, slope_x = np.gradient(stream)
    angle = np.arctan2(-slope_x, slope_y) + 0.12 * fbm(x / 40, y / 40, 3, 2)
    colour = _underpainting(x, y, stream)
    detail = np.abs(colour.mean(-1) - blur(colour.mean(-1), 9.0))
    detail = np.clip(0.18 + 7.0 * detail, 0, 1)
    canvas = _Canvas(blur(colour, 8.0) * 0.85)
    _layer(canvas, rng, blur(colour, 8.0), angle, _scatter(rng, 17.0), 24.0, 100.0)
    _layer(canvas, rng, blur(colour, 3.0), angle, _scatter(rng, 11.0), 13.0, 72.0)
    _layer(canvas, rng, colour, angle, _scatter(rng, 8.0, detail), 7.5, 46.0)
    accents = np.clip(smoothstep(0.55, 0.8, colour.mean(-1)) * 0.55, 0, 1)
    _layer(canvas, rng, colour * 1.06 + 0.02, angle, _scatter(rng, 8.0, accents), 6.0, 34.0)
    return _light(canvas)


def _light(canvas: _Canvas) -> Image.Image:
    """Light the relief of the paint from the upper left and return the finished picture."""
    pixels = np.asarray(canvas.colour, np.float32) / 255.0
    height = np.asarray(canvas.height, np.float32)
    x, y = grid(WIDTH, HEIGHT, SCALE)
    height = 0.75 * blur(height, 1.2) + 0.6 * blur(height, 4.0)
    height = height + 0.012 * fbm(x / 2.2, y / 2.2, 15, 2)
    diffuse, gloss = relief(height, (-0.6, -0.7, 0.8), 4.2)
    lit = pixels * np.clip(0.20 + 0.74 * diffuse, 0.2, 1.6)[..., None]
    lit = lit + (0.22 * np.clip(gloss, 0, 1) ** 26 * smoothstep(0.9, 1.25, diffuse))[..., None]
    grey = lit.mean(-1, keepdims=True)
    lit = grey + (lit - grey) * 1.12
    lit = mix(lit, lit * lit * (3 - 2 * np.clip(lit, 0, 1)), 0.35) + 0.01 * rgb("f0c860")
    return finish(lit, WIDTH, HEIGHT)
