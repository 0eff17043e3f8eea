"""A still life in pen and ink: hatching that follows the form, on warm grained paper."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from _noise import fbm
from _paint import Array, blur, finish, grid, mix, relief, rgb, smoothstep
from _still_life import View, look
from PIL import Image, ImageDraw

WIDTH, HEIGHT, SCALE = 1024, 760, 3
PAPER, INK, WASH = rgb("efe2c6"), rgb("221a17"), rgb("a98c62")
STEP = 2.0


@dataclass(frozen=True)
class Coat:
    """One layer of hatching: its direction, the tone below which it appears, and its pen."""

    turn: float  # direction: 0 around the form, 1 along it, negative values lean the other way
    limit: float
    spacing: float
    width: float


COATS = (
    Coat(0.0, 0.80, 4.6, 1.15),
    Coat(0.42, 0.50, 4.5, 1.10),
    Coat(-0.45, 0.30, 4.5, 1.10),
    Coat(0.95, 0.17, 4.3, 1.15),
)


def _direction(view: View, turn: float) -> tuple[Array, Array]:
    """Return the unit pen direction between the two directions of the form."""
    ax, ay = np.cos(view.around), np.sin(view.around)
    bx, by = np.cos(view.along), np.sin(view.along)
    sign = np.where(bx * ay - by * ax > 0, -1.0, 1.0)
    weight = abs(turn) * np.pi / 2
    second = np.sign(turn) * np.sin(weight) * sign
    dx, dy = np.cos(weight) * ax + second * bx, np.cos(weight) * ay + second * by
    x, y = grid(WIDTH, HEIGHT, 1)
    wobble = 0.10 * fbm(x / 34, y / 34, 21, 3)
    c, s = np.cos(wobble), np.sin(wobble)
    length = np.hypot(dx, dy) + 1e-9
    return (c * dx - s * dy) / length, (s * dx + c * dy) / length


def _grow(
    start: tuple[float, float],
    dx: Array,
    dy: Array,
    body: Array,
    taken: Array,
    sign: float,
    reach: int,
) -> list[tuple[float, float]]:
    """Follow the pen direction until the object ends or another line comes too close."""
    x, y = start
    column, row = int(x), int(y)
    home = body[row, column]
    last_x, last_y = dx[row, column] * sign, dy[row, column] * sign
    points = []
    for _ in range(reach):
        ux, uy = dx[row, column], dy[row, column]
        if ux * last_x + uy * last_y < 0:
            ux, uy = -ux, -uy
        if ux * last_x + uy * last_y < 0.6:
            break
        x, y = x + STEP * ux, y + STEP * uy
        last_x, last_y = ux, uy
        column, row = int(x), int(y)
        if not (0 <= column < WIDTH and 0 <= row < HEIGHT and x >= 0 and y >= 0):
            break
        if body[row, column] != home or taken[row, column]:
            break
        points.append((x, y))
    return points


def _disc(radius: float) -> list[tuple[int, int]]:
    """Return the pixel offsets inside a small disc."""
    r = int(np.ceil(radius))
    return [
        (i, j)
        for i in range(-r, r + 1)
        for j in range(-r, r + 1)
        if i * i + j * j <= radius * radius
    ]


def _lines(view: View, coat: Coat, wanted: Array, rng: np.random.Generator) -> list[Array]:
    """Return evenly spaced lines over the part of the picture where `wanted` is set."""
    dx, dy = _direction(view, coat.turn)
    near: Array = np.zeros(wanted.shape, bool)
    far: Array = np.zeros(wanted.shape, bool)
    small, large = np.array(_disc(coat.spacing * 0.55)), np.array(_disc(coat.spacing * 0.92))
    xs, ys = np.meshgrid(np.arange(0.5, WIDTH, 2.0), np.arange(0.5, HEIGHT, 2.0))
    seeds = np.stack([xs.ravel(), ys.ravel()], -1)
    seeds = seeds[wanted[seeds[:, 1].astype(int), seeds[:, 0].astype(int)]]
    rng.shuffle(seeds)
    result = []
    for sx, sy in seeds.tolist():
        if far[int(sy), int(sx)]:
            continue
        reach = int(rng.integers(14, 46))
        back = _grow((sx, sy), dx, dy, view.body, near, -1.0, reach)
        ahead = _grow((sx, sy), dx, dy, view.body, near, 1.0, reach)
        points = np.array([*back[::-1], (sx, sy), *ahead])
        cells = points.astype(int)
        for mask, offsets in ((near, small), (far, large)):
            rows = np.clip(cells[:, None, 1] + offsets[None, :, 0], 0, HEIGHT - 1)
            columns = np.clip(cells[:, None, 0] + offsets[None, :, 1], 0, WIDTH - 1)
            mask[rows, columns] = True
        if len(points) >= 4:
            result.append(points)
    return result


def _pen(draw: ImageDraw.ImageDraw, points: Array, width: Array, ink: int) -> None:
    """Draw one line whose width swells and tapers."""
    spots = (points * SCALE).tolist()
    widths = (width * SCALE).tolist()
    for (ax, ay), (bx, by), w in zip(spots, spots[1:], widths, strict=False):
        if w > 0.8:
            draw.line((ax, ay, bx, by), fill=ink, width=max(1, round(w)))
            r = w / 2 - 0.3
            if r > 0.8:
                draw.ellipse((bx - r, by - r, bx + r, by + r), fill=ink)


def _hatch(draw: ImageDraw.ImageDraw, view: View, tone: Array, rng: np.random.Generator) -> None:
    """Lay all coats of hatching; lines fade where the picture gets lighter."""
    x, y = grid(WIDTH, HEIGHT, 1)
    for number, coat in enumerate(COATS):
        ragged = tone + 0.05 * fbm(x / 26, y / 26, 40 + number, 3)
        wanted = ragged < coat.limit
        for points in _lines(view, coat, wanted, rng):
            cells = points.astype(int)
            dark = (coat.limit - ragged[cells[:, 1], cells[:, 0]]) / coat.limit
            swell = np.clip(0.35 + 1.25 * dark, 0.0, 1.35) * (dark > -0.06)
            ends = np.minimum(np.arange(len(points)), np.arange(len(points))[::-1]) / 4.0
            shake = 1.0 + 0.18 * np.convolve(
                rng.normal(0, 1, len(points) + 4), np.ones(5) / 2.2, "valid"
            )
            width = coat.width * swell * np.clip(0.4 + ends, 0, 1) * np.clip(shake, 0.5, 1.5)
            drift = np.array([rng.normal(0, 0.35), rng.normal(0, 0.35)])
            _pen(draw, points + drift, width, int(rng.integers(205, 256)))


def _outline(view: View) -> Array:
    """Return the strength of the outlines, at drawing size."""
    edge: Array = np.zeros(view.body.shape, np.float32)
    jump = np.abs(np.diff(view.depth, axis=1)) > 0.12
    edge[:, 1:] = (view.body[:, 1:] != view.body[:, :-1]) | jump
    jump = np.abs(np.diff(view.depth, axis=0)) > 0.12
    edge[1:] = np.maximum(edge[1:], (view.body[1:] != view.body[:-1]) | jump)
    soft = Image.fromarray(blur(edge, 1.0)).resize(
        (WIDTH * SCALE, HEIGHT * SCALE), Image.Resampling.BICUBIC
    )
    x, y = grid(WIDTH, HEIGHT, SCALE)
    pressure = 0.23 + 0.10 * fbm(x / 45, y / 45, 61, 3)
    return smoothstep(pressure - 0.05, pressure + 0.05, np.asarray(soft))


def draw() -> Image.Image:
    """Draw the picture."""
    rng = np.random.default_rng(90210)
    view = look(WIDTH, HEIGHT)
    tone = np.clip(blur(view.tone.astype(np.float32), 0.8), 0, 1)
    tone = tone**0.9
    sheet = Image.new("L", (WIDTH * SCALE, HEIGHT * SCALE), 0)
    _hatch(ImageDraw.Draw(sheet), view, tone, rng)
    x, y = grid(WIDTH, HEIGHT, SCALE)
    ink = np.maximum(np.asarray(sheet, np.float32) / 255.0, 0.95 * _outline(view))
    grain = 0.6 * fbm(x / 2.1, y / 2.1, 71, 3) + 0.4 * fbm(x / 6, y / 6, 72, 3)
    ink = blur(ink, 1.0)
    ink = np.clip(ink * (1.06 - 0.30 * np.clip(grain, -0.4, 1)), 0, 1)
    diffuse, _ = relief(grain, (-0.6, -0.7, 1.0), 1.1)
    stain = fbm(x / 300, y / 300, 73, 4)
    paper = PAPER * (0.78 + 0.22 * diffuse + 0.035 * stain)[..., None]
    fibres = smoothstep(0.45, 0.8, fbm(x / 30, y / 2.5, 74, 3)) * 0.10
    paper = mix(paper, WASH, fibres)
    broad = np.asarray(Image.fromarray(tone).resize(sheet.size, Image.Resampling.BICUBIC))
    paper = mix(paper, WASH * paper, 0.42 * smoothstep(0.55, 0.1, broad + 0.06 * stain))
    return finish(mix(paper, INK, ink * 0.94), WIDTH, HEIGHT)
