"""A geometric abstraction: overlapping circles, triangles, arcs, checkers and lines."""

from __future__ import annotations

import numpy as np
from _noise import fbm
from _paint import Array, blur, finish, grid, mix, relief, rgb, smoothstep
from PIL import Image

WIDTH, HEIGHT, SCALE = 1000, 820, 2
PAD, TURNS = 90, 9  # spare border and number of brush directions of the prepared textures

INK, CREAM, RED = rgb("1b1a1c"), rgb("efe3c8"), rgb("bf3a28")
MUSTARD, TEAL, RUST = rgb("d9a02c"), rgb("1f6f72"), rgb("8a2d22")
PALE, GREY, OCHRE = rgb("8fb5a8"), rgb("6f675c"), rgb("c77f35")


class _Panel:
    """The painting; shapes are signed distances in final pixels, negative inside."""

    def __init__(self) -> None:
        x, y = grid(WIDTH, HEIGHT, SCALE)
        self.x = x + 1.1 * fbm(x / 55, y / 55, 1, 3)
        self.y = y + 1.1 * fbm(x / 55, y / 55, 2, 3)
        self.rough = 0.7 * fbm(x / 5, y / 5, 3, 3)
        self.colour: Array = np.empty((*x.shape, 3), np.float32)
        self.colour[:] = CREAM
        self.height: Array = np.zeros_like(x)
        self._coats = 0
        self._rng = np.random.default_rng(88)
        wide_x, wide_y = grid(WIDTH + 2 * PAD, HEIGHT + 2 * PAD, SCALE)
        self._cloud = fbm(wide_x / 120, wide_y / 120, 5, 4)
        self._streaks = []
        for k in range(TURNS):
            c, s = np.cos(np.pi * k / TURNS), np.sin(np.pi * k / TURNS)
            along, across = c * wide_x + s * wide_y, -s * wide_x + c * wide_y
            self._streaks.append(fbm(along / 90, across / 3.2, 100 + 7 * k, 3))

    def _cut(self, texture: Array, box: tuple[slice, slice]) -> Array:
        """Return a random part of a prepared texture, of the size of `box`."""
        dy, dx = self._rng.integers(0, 2 * PAD * SCALE, 2)
        rows, columns = box
        return texture[rows.start + dy : rows.stop + dy, columns.start + dx : columns.stop + dx]

    def paint(
        self, distance: Array, colour: Array, turn: float | None = None, opacity: float = 1.0
    ) -> None:
        """Cover the inside of a shape with slightly streaky paint, brushed at angle `turn`."""
        self._coats += 1
        cover = smoothstep(0.6, -0.6, distance + self.rough)
        rows, columns = np.flatnonzero(cover.any(1)), np.flatnonzero(cover.any(0))
        box = (slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1))
        cover, distance = cover[box], distance[box]
        angle = 2.4 * self._coats if turn is None else turn
        streak = self._cut(self._streaks[round(angle / np.pi * TURNS) % TURNS], box)
        cloud = self._cut(self._cloud, box)
        tone = 1.0 + 0.085 * streak + 0.10 * cloud
        worn = smoothstep(0.42, 0.9, streak + 0.5 * cloud) * 0.35
        coat = mix(colour * tone[..., None], self.colour[box], worn)
        rim = np.exp(-(((distance + 2.0) / 2.2) ** 2))
        self.colour[box] = mix(self.colour[box], coat, cover * opacity)
        self.height[box] = mix(self.height[box], 0.5 * streak + 0.9 * rim, cover)

    def circle(self, cx: float, cy: float, radius: float) -> Array:
        """Return the distance to a disc."""
        return np.hypot(self.x - cx, self.y - cy) - radius

    def ring(self, cx: float, cy: float, radius: float, width: float) -> Array:
        """Return the distance to a ring of the given width."""
        return np.abs(self.circle(cx, cy, radius)) - width / 2

    def half(self, px: float, py: float, degrees: float) -> Array:
        """Return the distance to a half plane; `degrees` is the direction that is outside."""
        angle = np.radians(degrees)
        return (self.x - px) * np.cos(angle) + (self.y - py) * np.sin(angle)

    def polygon(self, *corners: tuple[float, float]) -> Array:
        """Return the distance to a convex polygon given clockwise as seen on screen."""
        result: Array | None = None
        for (ax, ay), (bx, by) in zip(corners, corners[1:] + corners[:1], strict=True):
            length = float(np.hypot(bx - ax, by - ay))
            side = ((self.x - ax) * (by - ay) - (self.y - ay) * (bx - ax)) / length
            result = side if result is None else np.maximum(result, side)
        assert result is not None
        return result

    def bar(self, ax: float, ay: float, bx: float, by: float, width: float) -> Array:
        """Return the distance to a straight bar with square ends."""
        length = float(np.hypot(bx - ax, by - ay))
        ux, uy = (bx - ax) / length, (by - ay) / length
        along = (self.x - ax) * ux + (self.y - ay) * uy
        across = -(self.x - ax) * uy + (self.y - ay) * ux
        return np.maximum(np.abs(across) - width / 2, np.abs(along - length / 2) - length / 2)

    def stripes(self, degrees: float, period: float, share: float = 0.5) -> Array:
        """Return the distance to endless parallel stripes."""
        across = self.half(0.0, 0.0, degrees)
        place = np.abs((across / period) % 1.0 - 0.5) * period
        return place - share * period / 2

    def checks(self, px: float, py: float, degrees: float, cell: float) -> Array:
        """Return the distance to the dark fields of a checkerboard."""
        a = (self.half(px, py, degrees) / cell) % 2.0 - 1.0
        b = (self.half(px, py, degrees + 90) / cell) % 2.0 - 1.0
        edge = np.minimum(
            np.minimum(np.abs(a), 1 - np.abs(a)), np.minimum(np.abs(b), 1 - np.abs(b))
        )
        return np.where(a * b > 0, -edge, edge) * cell

    def rings(self, cx: float, cy: float, period: float, share: float = 0.5) -> Array:
        """Return the distance to endless concentric rings."""
        radius = np.hypot(self.x - cx, self.y - cy)
        return (np.abs((radius / period) % 1.0 - 0.5) - share / 2) * period


def _both(*shapes: Array) -> Array:
    """Return the common part of several shapes."""
    result = shapes[0]
    for shape in shapes[1:]:
        result = np.maximum(result, shape)
    return result


def _ground(p: _Panel) -> None:
    """Divide the ground into large tilted fields, so that no part stays empty."""
    p.paint(p.x * 0 - 9, CREAM, 0.3)
    p.paint(p.half(390, 0, -14), MUSTARD, 1.3)
    p.paint(p.half(205, 400, 22), TEAL, 1.9)
    p.paint(p.polygon((640, -20), (1020, -20), (1020, 330), (760, 250)), PALE)
    p.paint(_both(p.polygon((700, 500), (1020, 400), (1020, 840), (620, 840))), RED, 0.4)
    p.paint(p.polygon((-20, 600), (330, 540), (470, 840), (-20, 840)), INK, 0.2)
    corner = p.polygon((640, -20), (1020, -20), (1020, 330), (760, 250))
    p.paint(_both(corner, p.stripes(32, 22, 0.42)), TEAL, 0.55)


def _large_shapes(p: _Panel) -> None:
    """Paint the great disc, the wedge and their overlaps."""
    disc = p.circle(430, 365, 238)
    wedge = p.polygon((585, 40), (905, 660), (330, 560))
    p.paint(p.circle(442, 379, 241), INK, opacity=0.75)
    p.paint(disc, RED, 0.9)
    p.paint(_both(disc, p.half(430, 365, -62)), RUST, 2.1)
    p.paint(_both(disc, p.half(300, 365, 6), p.rings(430, 365, 24, 0.5)), CREAM)
    p.paint(wedge, MUSTARD, 1.2)
    p.paint(_both(wedge, disc), CREAM, 0.4)
    p.paint(_both(wedge, disc, p.half(520, 330, 28), p.checks(533.5, 330, 28, 27)), INK)
    p.paint(_both(wedge, p.half(660, 480, 208), p.stripes(118, 17, 0.4)), RED)
    p.paint(_both(wedge, p.ring(430, 365, 238, 7)), INK)


def _middle_shapes(p: _Panel) -> None:
    """Paint the smaller discs, arcs and checkers."""
    p.paint(p.circle(800, 585, 132), INK)
    p.paint(p.circle(800, 585, 108), TEAL)
    p.paint(_both(p.circle(800, 585, 108), p.half(800, 585, 35)), CREAM)
    p.paint(_both(p.circle(800, 585, 108), p.half(800, 585, 35), p.rings(800, 585, 18)), RED)
    p.paint(p.circle(800, 585, 36), MUSTARD)
    p.paint(p.circle(800, 585, 14), INK)
    for radius, colour in ((185, CREAM), (150, RED), (115, MUSTARD), (80, INK), (45, PALE)):
        p.paint(_both(p.circle(150, 660, radius), p.half(0, 660, 90)), colour)
    p.paint(
        _both(p.polygon((-20, 706), (255, 706), (255, 840), (-20, 840)), p.checks(0, 691, 0, 30)),
        CREAM,
    )
    p.paint(p.polygon((520, 660), (640, 840), (400, 840)), PALE)
    p.paint(_both(p.polygon((520, 660), (640, 840), (400, 840)), p.stripes(90, 20)), INK)
    p.paint(p.circle(118, 150, 88), MUSTARD)
    p.paint(_both(p.circle(118, 150, 88), p.stripes(60, 21, 0.45)), INK)
    p.paint(p.circle(118, 150, 34), RED)
    p.paint(p.ring(118, 150, 104, 9), CREAM)
    p.paint(p.circle(850, 140, 74), RED)
    p.paint(_both(p.circle(850, 140, 74), p.half(850, 140, 122)), INK)
    p.paint(p.ring(850, 140, 92, 6), INK)
    p.paint(p.polygon((24, 300), (150, 372), (24, 452)), RED)
    p.paint(p.polygon((70, 352), (186, 420), (70, 490)), CREAM, opacity=0.92)
    p.paint(_both(p.polygon((70, 352), (186, 420), (70, 490)), p.stripes(0, 14, 0.4)), INK)


def _lines(p: _Panel) -> None:
    """Paint the long bars and fine lines that tie the picture together."""
    p.paint(p.bar(-20, 560, 1020, 300, 15), INK)
    p.paint(p.bar(250, -20, 700, 860, 8), INK)
    p.paint(p.bar(215, 40, 560, 20, 22), RED)
    for i in range(7):
        p.paint(p.bar(250 + 22 * i, 92 + 3 * i, 300 + 22 * i, 226 - 9 * i, 4.5), INK)
    for i in range(9):
        p.paint(p.bar(905, 300 + 15 * i, 1020, 268 + 15 * i, 5), INK if i % 3 else RED)
    p.paint(_both(p.ring(640, 700, 120, 10), p.half(640, 700, -100)), CREAM)
    p.paint(_both(p.ring(640, 700, 94, 6), p.half(640, 700, -100)), INK)
    for i in range(6):
        for j in range(3):
            p.paint(p.circle(300 + 25 * i, 640 + 25 * j + 4 * i, 6.5), MUSTARD if j % 2 else CREAM)
    p.paint(p.circle(705, 92, 24), MUSTARD)
    p.paint(p.circle(705, 92, 9), INK)
    p.paint(p.bar(560, 150, 760, 60, 5), INK)
    p.paint(p.circle(592, 352, 40), TEAL)
    p.paint(_both(p.circle(592, 352, 40), p.half(592, 352, 150)), PALE)
    p.paint(_both(p.ring(592, 352, 54, 4), p.half(592, 352, -40)), INK)
    p.paint(_both(p.ring(592, 352, 64, 4), p.half(592, 352, -40)), RED)
    for i in range(5):
        p.paint(p.bar(484 + 9 * i, 528 - 13 * i, 566 + 9 * i, 548 - 13 * i, 4.5), TEAL)
        x = 418 + 27 * i
        p.paint(p.polygon((x, 66), (x + 22, 66), (x + 11, 90)), INK if i % 2 else RED)
    for i in range(6):
        p.paint(p.bar(880 + 17 * i, 722 - 12 * i, 906 + 17 * i, 840, 6), INK if i % 2 else CREAM)


def draw() -> Image.Image:
    """Paint the picture."""
    p = _Panel()
    _ground(p)
    _large_shapes(p)
    _middle_shapes(p)
    _lines(p)
    x, y = grid(WIDTH, HEIGHT, SCALE)
    weave = np.sin(x * 2.1 + fbm(x / 20, y / 20, 50, 2)) * np.sin(
        y * 2.1 + fbm(x / 20, y / 20, 51, 2)
    )
    height = blur(p.height, 0.8) + 0.16 * weave + 0.35 * fbm(x / 4, y / 4, 52, 3)
    diffuse, _ = relief(height, (-0.6, -0.7, 1.0), 0.55)
    lit = p.colour * np.clip(0.55 + 0.45 * diffuse, 0.6, 1.35)[..., None]
    stain = 1.0 + 0.06 * fbm(x / 210, y / 210, 60, 4)
    lit = mix(lit, lit * lit * (3 - 2 * np.clip(lit, 0, 1)), 0.2) * stain[..., None]
    return finish(lit + 0.012, WIDTH, HEIGHT)
