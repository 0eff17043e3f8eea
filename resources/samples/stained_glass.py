"""A window of coloured glass: a rosette sun above hills, a river and flowers."""

from __future__ import annotations

import numpy as np
from _noise import fbm, ridged
from _paint import Array, blur, edge_distance, finish, grid, mix, palette, relief, rgb, smoothstep
from PIL import Image

WIDTH, HEIGHT, SCALE = 800, 1024, 2
SUN_X, SUN_Y = 400.0, 352.0
FRAME = 52.0
LEAD = 3.1  # half the width of the lead between two panes, in final pixels

GOLD = palette("ffd34a", "ffb52e", "ffe27a", "ff9d1f")
FIRE = palette("f2641a", "e0401a", "ff8a24", "c92a1c")
ROSE = palette("c21f3a", "a4143c", "e0455a", "8f1f52")
DUSK = palette("5b2a86", "7a3a9a", "473094", "93438f")
BLUES = palette("1c4fb0", "2466c9", "163a92", "3a86d8", "1f57a0")
NIGHT = palette("15307f", "102567", "24449c", "1d2f8c")
WATER = palette("4fb7d6", "79d3e2", "2f93c4", "a9e4e4")
LEAF = palette("2f8f46", "56ad3c", "1f7a4d", "8cc63f", "3f9d6b")
MOSS = palette("14633f", "1d7550", "0f5446", "2e8448")
VIOLET = palette("4a2f8f", "5f3fa6", "39307f", "7350b4")
AMBER = palette("d98a1e", "f0a830", "c26d18", "e8bc4a")
RUBY = palette("b8142c", "d42a3a", "981030", "e24a48")
WHITE = palette("f6efd2", "ffe9b8", "e6f0dc")


class _Window:
    """The division of the window into panes, and the colour of each pane."""

    def __init__(self) -> None:
        self.x, self.y = grid(WIDTH, HEIGHT, SCALE)
        self.rng = np.random.default_rng(4711)
        self.label: Array = np.zeros(self.x.shape, np.int32)
        self.colours: list[Array] = [rgb("203060")]

    def fill(self, mask: Array, cells: Array, colours: Array) -> None:
        """Put panes into `mask`: one for every number found in `cells` there."""
        numbers, inverse = np.unique(cells[mask], return_inverse=True)
        self.label[mask] = inverse.astype(np.int32) + len(self.colours)
        last = -1
        for _ in numbers:
            pick = int(self.rng.integers(len(colours)))
            if pick == last:
                pick = (pick + 1) % len(colours)
            last = pick
            shade = colours[pick] * self.rng.uniform(0.8, 1.15)
            self.colours.append(np.clip(shade + self.rng.normal(0, 0.018, 3), 0, 1))

    def voronoi(self, mask: Array, u: Array, v: Array, size_u: float, size_v: float) -> Array:
        """Return the number of the nearest of many scattered seeds, in coordinates u and v."""
        us, vs = u[mask] / size_u, v[mask] / size_v
        columns = np.arange(np.floor(us.min()) - 1, np.ceil(us.max()) + 2)
        rows = np.arange(np.floor(vs.min()) - 1, np.ceil(vs.max()) + 2)
        cu, cv = np.meshgrid(columns, rows)
        cu = cu + 0.5 * (rows[:, None] % 2) + self.rng.uniform(-0.33, 0.33, cu.shape)
        cv = cv + self.rng.uniform(-0.33, 0.33, cv.shape)
        iu = np.clip((us - columns[0] + 0.5).astype(int), 1, len(columns) - 2)
        iv = np.clip((vs - rows[0] + 0.5).astype(int), 1, len(rows) - 2)
        best: Array = np.full(us.shape, 1e9, np.float32)
        nearest: Array = np.zeros(us.shape, np.int32)
        for dv in (-2, -1, 0, 1, 2):
            for du in (-2, -1, 0, 1, 2):
                ju = np.clip(iu + du, 0, len(columns) - 1)
                jv = np.clip(iv + dv, 0, len(rows) - 1)
                distance = (us - cu[jv, ju]) ** 2 + (vs - cv[jv, ju]) ** 2
                closer = distance < best
                best[closer] = distance[closer]
                nearest[closer] = (jv * len(columns) + ju)[closer]
        result: Array = np.zeros(u.shape, np.int32)
        result[mask] = nearest
        return result

    def scatter(
        self, mask: Array, u: Array, v: Array, size_u: float, size_v: float, colours: Array
    ) -> None:
        """Fill `mask` with Voronoi panes of about the given size."""
        self.fill(mask, self.voronoi(mask, u, v, size_u, size_v), colours)


def _sky(w: _Window) -> None:
    """Fill the sky: rings of panes around the sun, from rose through violet to night blue."""
    dx, dy = w.x - SUN_X, w.y - SUN_Y
    radius = np.hypot(dx, dy)
    turn = np.arctan2(dy, dx)
    w.fill(radius < 260, np.floor(turn / (2 * np.pi) * 24 + 0.5).astype(int) % 24, BLUES)
    bands = ((236, 300, ROSE), (300, 372, DUSK), (372, 460, BLUES), (460, 900, NIGHT))
    wobble = 1.0 + 0.03 * np.sin(turn * 6 + 1) + 0.02 * np.sin(turn * 11)
    for low, high, colours in bands:
        mask = (radius >= low * wobble) & (radius < high * wobble)
        middle = (low + min(high, 560)) / 2
        w.scatter(mask, turn * middle, radius, 66, (min(high, 560) - low) * 0.8, colours)


def _sun(w: _Window) -> None:
    """Fill the rosette: core, petals, a ring of beads and two crowns of rays."""
    dx, dy = w.x - SUN_X, w.y - SUN_Y
    radius = np.hypot(dx, dy)
    turn = np.arctan2(dy, dx) / (2 * np.pi)
    saw = np.abs((turn * 24) % 1.0 - 0.5) * 2
    w.fill(radius < 250 - 78 * saw, np.floor(turn * 24).astype(int), FIRE)
    saw = np.abs((turn * 12 + 0.5) % 1.0 - 0.5) * 2
    w.fill(radius < 168, np.floor(turn * 24 + 0.5).astype(int) % 24, RUBY)
    w.fill(radius < 148 - 34 * saw**1.6, np.floor(turn * 12 + 0.5).astype(int) % 12, GOLD)
    for i in range(12):
        angle = 2 * np.pi * (i + 0.5) / 12
        bead = np.hypot(dx - 141 * np.cos(angle), dy - 141 * np.sin(angle)) < 15
        w.fill(bead, np.zeros_like(w.label), WHITE)
    w.fill(radius < 84, np.floor(turn * 12).astype(int), FIRE)
    saw = np.abs((turn * 12) % 1.0 - 0.5) * 2
    w.fill(radius < 78 - 22 * saw**1.5, np.floor(turn * 12).astype(int), WHITE)
    w.fill(radius < 36, np.zeros_like(w.label), GOLD)


def _land(w: _Window) -> None:
    """Fill the hills from back to front, with a river winding between them."""
    x, y = w.x, w.y
    far = 560 - 58 * np.sin(x / 118 + 0.4) - 26 * np.sin(x / 51 + 2)
    w.scatter(y > far, x + 0.6 * y, y - far, 74, 44, VIOLET)
    second = 632 + 48 * np.sin(x / 150 + 2.2) + 14 * np.sin(x / 47)
    w.scatter(y > second, x - 0.5 * y, y - second, 82, 42, MOSS)
    third = 700 + 0.16 * (x - 400) + 40 * np.sin(x / 135 + 0.2)
    w.scatter(y > third, x + 0.9 * y, y - third, 86, 40, LEAF)
    centre = 430 + 120 * np.sin((y - 650) / 74.0) * smoothstep(640, 760, y)
    half = 10 + (y - 640) * 0.24
    w.scatter((np.abs(x - centre) < half) & (y > 652), x - centre, y, 46, 30, WATER)
    near = 862 - 74 * smoothstep(180, 0, x) - 88 * smoothstep(520, 800, x) + 12 * np.sin(x / 40)
    w.scatter(y > near, x - 0.4 * y, y - near, 70, 44, AMBER)


def _tree(w: _Window) -> None:
    """Put a round-headed tree on the right."""
    x, y = w.x, w.y
    trunk = np.abs(x - 640 - 10 * np.sin((y - 560) / 60)) < 11 + 30 * smoothstep(740, 860, y)
    w.scatter(trunk & (y > 560) & (y < 850), x, y, 60, 66, palette("6b3a1e", "7f4a22", "55301c"))
    crown: Array = np.zeros(x.shape, bool)
    for cx, cy, r in ((640, 560, 74), (575, 604, 52), (702, 600, 54), (640, 622, 66)):
        crown |= np.hypot(x - cx, (y - cy) * 1.06) < r
    w.scatter(crown, x, y, 40, 36, LEAF)


def _flowers(w: _Window) -> None:
    """Put three large flowers with leaves in the foreground."""
    x, y = w.x, w.y
    for cx, cy, size, petals in ((150, 800, 66, RUBY), (268, 878, 52, DUSK), (566, 892, 58, ROSE)):
        stem = np.abs(x - cx - 12 * np.sin((y - cy) / 40)) < 7
        w.fill(stem & (y > cy), np.zeros_like(w.label), MOSS)
        for side in (-1, 1):
            lx, ly = x - cx - side * 36, y - cy - size - 26
            leaf = ((lx * 0.8 + side * ly * 0.6) / 40) ** 2 + (
                (ly * 0.8 - side * lx * 0.6) / 15
            ) ** 2
            w.fill(leaf < 1, np.zeros_like(w.label), LEAF)
        dx, dy = x - cx, y - cy
        turn = np.arctan2(dy, dx) / (2 * np.pi) + 0.04
        lobe = np.abs(np.sin(np.pi * 8 * turn)) ** 0.6
        radius = np.hypot(dx, dy)
        w.fill(radius < size * (0.72 + 0.28 * lobe), np.floor(turn * 8).astype(int), petals)
        w.fill(radius < size * 0.4, np.zeros_like(w.label), GOLD)


def _border(w: _Window) -> None:
    """Frame the picture with a row of rectangular panes and square corners."""
    x, y = w.x, w.y
    inner = np.minimum(np.minimum(x, WIDTH - x), np.minimum(y, HEIGHT - y))
    thin = FRAME * 0.34
    across, down = (WIDTH - 2 * FRAME) / 9, (HEIGHT - 2 * FRAME) / 12
    column = np.clip(np.floor((x - FRAME) / across), -1, 9).astype(int)
    row = np.clip(np.floor((y - FRAME) / down), -1, 12).astype(int)
    cells = column * 100 + row
    odd = (column + row) % 2 == 0
    outer = inner < FRAME
    w.fill(outer & odd, cells, palette("1a5f8a", "23779c", "174e86"))
    w.fill(outer & ~odd, cells, palette("8e1d3c", "a82a3c", "7a1a48"))
    w.fill((inner >= FRAME) & (inner < FRAME + thin), cells // 200 + 50 * (row // 2), AMBER)
    for cx in (FRAME / 2, WIDTH - FRAME / 2):
        for cy in (FRAME / 2, HEIGHT - FRAME / 2):
            w.fill(np.hypot(x - cx, y - cy) < FRAME * 0.36, np.zeros_like(w.label), GOLD)


def _glass(w: _Window, distance: Array) -> Array:
    """Return the light that comes through the panes, each with its own streaks and ripples."""
    count = len(w.colours)
    base = np.stack(w.colours).astype(np.float32)[w.label]
    angle = w.rng.uniform(0, np.pi, count).astype(np.float32)[w.label]
    shift = w.rng.uniform(0, 200, count).astype(np.float32)[w.label]
    along = w.x * np.cos(angle) + w.y * np.sin(angle)
    across = -w.x * np.sin(angle) + w.y * np.cos(angle)
    streak = fbm(along / 75 + shift, across / 13 - shift, 11, 4)
    cloud = fbm(w.x / 46 + shift, w.y / 46, 13, 3)
    hammer = ridged(w.x / 15 + shift, w.y / 15, 17, 3)
    diffuse, gloss = relief(hammer + 0.35 * streak, (-0.5, -0.7, 0.8), 3.2)
    far = np.hypot(w.x - SUN_X, w.y - SUN_Y)
    back = 0.80 + 1.25 * np.exp(-((far / 250) ** 2)) + 0.14 * fbm(w.x / 230, w.y / 230, 19, 3)
    light = back * (1.0 + 0.28 * streak + 0.24 * cloud) * np.clip(0.62 + 0.38 * diffuse, 0.4, 1.5)
    light = light * (1.0 - 0.50 * np.exp(-((distance - LEAD).clip(0) / 4.5)))
    thick = np.clip(1.35 + 0.55 * cloud - 0.45 * streak, 0.5, 2.4)
    colour = np.clip(base, 0.02, 1.0) ** thick[..., None] * light[..., None]
    pale = np.clip(0.16 * streak + 0.10 * back - 0.04, 0, 0.4)
    colour = mix(colour, colour * 0.6 + 0.5, pale)
    return colour + (0.30 * gloss**40 * back)[..., None] * base


def draw() -> Image.Image:
    """Draw the window."""
    w = _Window()
    for part in (_sky, _sun, _land, _tree, _flowers, _border):
        part(w)
    edge: Array = np.zeros(w.label.shape, bool)
    edge[:, 1:] |= w.label[:, 1:] != w.label[:, :-1]
    edge[1:] |= w.label[1:] != w.label[:-1]
    distance = blur(edge_distance(edge, 30), 1.0) / SCALE
    glass = _glass(w, distance)
    half = LEAD * (1.0 + 0.16 * fbm(w.x / 22, w.y / 22, 23, 2))
    lead = smoothstep(0.5, -0.5, distance - half)
    dome = np.sqrt(np.clip(1.0 - (distance / half) ** 2, 0, 1)) * half * SCALE
    diffuse, gloss = relief(
        blur(dome, 1.0) + 0.25 * fbm(w.x / 3, w.y / 3, 29, 2), (-0.6, -0.7, 0.7), 0.8
    )
    metal = 0.012 + 0.022 * diffuse.clip(0) + 0.13 * gloss**16
    lit = mix(glass, metal[..., None] * rgb("d8dde8"), lead)
    halo = blur(glass * (1 - lead)[..., None], 9 * SCALE)
    lit = lit + 0.16 * halo + 0.10 * blur(halo, 24 * SCALE)
    lit = 1.0 - np.exp(-1.9 * np.clip(lit, 0, None))
    grey = lit.mean(-1, keepdims=True)
    lit = grey + (lit - grey) * 1.22
    return finish(lit, WIDTH, HEIGHT)
