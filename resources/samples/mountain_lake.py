"""A mountain lake in evening light: snow peaks, forest, a cabin on a spit and a sailing boat."""

from __future__ import annotations

import numpy as np
from _noise import fbm
from _paint import Array, finish, mix, rgb, smoothstep
from _terrain import (
    EYE,
    FOCAL,
    HEIGHT,
    HORIZON,
    SCALE,
    SUN,
    WIDTH,
    Land,
    Scene,
    build_land,
    haze,
    project,
    seen_rows,
    view,
)
from PIL import Image, ImageDraw

TREE_SIZE = (440, 1000)


def _draw_tree(rng: np.random.Generator) -> Image.Image:
    """Draw one conifer, branch by branch: red is the light, alpha the shape."""
    width, height = TREE_SIZE
    picture = Image.new("LA", TREE_SIZE, (60, 0))
    pen = ImageDraw.Draw(picture)
    middle = width / 2
    lean = rng.normal(0, 8)
    pen.polygon(
        [
            (middle - 11, height),
            (middle + 11, height),
            (middle + lean + 1, 14),
            (middle + lean - 1, 14),
        ],
        fill=(58, 255),
    )
    slim = rng.uniform(0.40, 0.50)
    whorls = 52
    for level in range(whorls):
        t = ((level + rng.uniform(-0.25, 0.25)) / whorls) if level else 0.004
        y = 16 + t**0.92 * (height - 90)
        spread = slim * width * (0.03 + 0.97 * t**0.80)
        for side in (-1, 1, -1, 1, 0, 0):
            reach = spread * rng.uniform(0.55, 1.06) * (side or rng.uniform(-0.6, 0.6))
            _draw_branch(pen, rng, (middle + lean * (1 - t), y + rng.normal(0, 4)), reach, t)
    return picture


def _draw_branch(
    pen: ImageDraw.ImageDraw,
    rng: np.random.Generator,
    root: tuple[float, float],
    reach: float,
    t: float,
) -> None:
    """Draw one drooping branch with its hanging needles; `t` is 0 at the top of the tree."""
    droop = abs(reach) * rng.uniform(0.10, 0.48)
    base = 66 if reach < 0 else 34
    for k in range(11):
        s = (k + 1) / 11
        px, py = root[0] + reach * s, root[1] + droop * s**1.6 - 0.10 * abs(reach) * s**3
        size = (5 + 11 * t) * (1.15 - 0.75 * s)
        for _ in range(4):
            light = int(np.clip(base + 92 * s * s + rng.normal(0, 24), 6, 250))
            dx = rng.normal(0, 0.8) * size + np.sign(reach) * size * 0.8
            dy = abs(rng.normal(0, 0.8)) * size
            pen.line((px, py, px + dx, py + dy), fill=(light - int(dy * 0.8) % 40, 255), width=3)


class _Forest:
    """A few drawn conifers, kept in every size that is asked for."""

    def __init__(self, rng: np.random.Generator, kinds: int = 6) -> None:
        self._trees = [_draw_tree(rng) for _ in range(kinds)]
        self._sizes: dict[tuple[int, int], tuple[Array, Array]] = {}

    def sprite(self, kind: int, height: int) -> tuple[Array, Array]:
        """Return light (0..1) and cover of a tree of the given height in pixels."""
        key = (kind, height)
        if key not in self._sizes:
            width = max(2, round(height * TREE_SIZE[0] / TREE_SIZE[1]))
            small = self._trees[kind].resize((width, height), Image.Resampling.BOX)
            values = np.asarray(small, np.float32) / 255.0
            self._sizes[key] = values[..., 0], values[..., 1]
        return self._sizes[key]

    @property
    def kinds(self) -> int:
        """Return the number of different trees."""
        return len(self._trees)


def _stamp(
    colour: Array, light: Array, cover: Array, left: int, top: int, dark: Array, bright: Array
) -> None:
    """Put a tree into the picture; parts outside of it are cut off."""
    height, width = cover.shape
    x0, x1 = max(left, 0), min(left + width, colour.shape[1])
    y0, y1 = max(top, 0), min(top + height, colour.shape[0])
    if x0 >= x1 or y0 >= y1:
        return
    part = (slice(y0 - top, y1 - top), slice(x0 - left, x1 - left))
    paint = dark + (bright - dark) * light[part][..., None]
    target = colour[y0:y1, x0:x1]
    target += (paint - target) * cover[part][..., None]


def _plant(scene: Scene, land: Land, forest: _Forest, eye: float) -> None:
    """Plant the woods along the shores, from far to near."""
    rng = np.random.default_rng(515)
    row, top = seen_rows(land, eye)
    count = 26000
    column = rng.integers(0, len(land.across), count)
    z_wish = np.exp(rng.uniform(np.log(240), np.log(3300), count))
    index = np.searchsorted(land.distance, z_wish)
    chance, size, kind = rng.random(count), rng.uniform(11, 25, count), rng.integers(0, 99, count)
    tint = rng.normal(0, 1, count)
    wood = 0.5 + 0.9 * fbm(land.across[column] * z_wish / 160, z_wish / 260, 521, 3)
    for i in np.argsort(-index, kind="stable"):
        d, c = index[i], column[i]
        z, ground = float(land.distance[d]), float(land.height[d, c])
        x = float(land.across[c]) * z
        if ground < 1.2 or ground > 420 or row[d, c] > top[d, c] + 1.5:
            continue
        near = z < 420
        limit = wood[i]
        if near:
            limit = 0.22 if ground > 2.2 and (x < 104 or x > 134) else 0.0
        if chance[i] > limit:
            continue
        height = max(3, round(size[i] * (0.8 if near else 1.0) * FOCAL / z))
        light, cover = forest.sprite(int(kind[i]) % forest.kinds, height)
        lit = 0.25 + 0.75 * float(land.sunlit[d, c])
        warm = 1.0 + 0.10 * tint[i]
        dark = np.array([0.030, 0.052, 0.045], np.float32)
        leaf = (0.74, 0.52, 0.14) if tint[i] > 1.25 else (0.46 * warm, 0.47, 0.23)
        bright = np.array(leaf, np.float32) * lit + 0.03
        place = np.array(float(c))
        dark = haze(dark, np.array(z), np.array(ground), place)
        bright = haze(bright, np.array(z), np.array(ground), place)
        left, base = c - cover.shape[1] // 2, int(row[d, c]) + 2
        _stamp(scene.colour, light, cover, int(left), base - height, dark, bright)
        if eye > 0:
            scene.water[max(base - height, 0) : base, max(left, 0) : left + cover.shape[1]] &= (
                cover[max(height - base, 0) :, max(-left, 0) :][
                    :, : scene.water.shape[1] - max(left, 0)
                ]
                < 0.5
            )


def _shape(
    scene: Scene,
    corners: list[tuple[float, float]],
    colour: Array,
    fade: float = 0.0,
) -> None:
    """Fill a polygon with soft edges; `fade` darkens it towards the right."""
    xs, ys = [c[0] for c in corners], [c[1] for c in corners]
    x0, y0 = int(min(xs)) - 2, int(min(ys)) - 2
    x1, y1 = int(max(xs)) + 3, int(max(ys)) + 3
    mask = Image.new("L", ((x1 - x0) * 4, (y1 - y0) * 4), 0)
    ImageDraw.Draw(mask).polygon([((x - x0) * 4, (y - y0) * 4) for x, y in corners], fill=255)
    cover = np.asarray(mask.resize((x1 - x0, y1 - y0), Image.Resampling.BOX), np.float32) / 255
    target = scene.colour[y0:y1, x0:x1]
    slope = 1 - fade * np.linspace(0, 1, x1 - x0, dtype=np.float32)[None, :, None]
    target += (colour * slope - target) * cover[..., None]
    scene.water[y0:y1, x0:x1] &= cover < 0.5


def _cabin(scene: Scene, land: Land, eye: float) -> None:
    """Build the cabin on the spit."""
    z = 292.0
    x = 118.0
    d = int(np.searchsorted(land.distance, z))
    c = int(np.searchsorted(land.across, x / z))
    ground = float(land.height[d, c]) - 0.6

    def at(dx: float, up: float) -> tuple[float, float]:
        return project(x + dx, z, ground + up, eye)

    _shape(
        scene, [at(-6, 0), at(-0.5, 0), at(-0.5, 4.6), at(-3.2, 8.2), at(-6, 4.6)], rgb("b98755")
    )
    _shape(scene, [at(-0.5, 0), at(8, 0), at(8, 4.6), at(-0.5, 4.6)], rgb("5b4030"))
    _shape(scene, [at(-3.3, 8.5), at(5.6, 8.5), at(8.8, 4.2), at(0.0, 4.2)], rgb("53454a"), 0.2)
    _shape(scene, [at(-3.3, 8.5), at(-2.9, 8.2), at(-6.3, 4.0), at(-6.8, 4.4)], rgb("d9b48a"))
    _shape(scene, [at(-4.3, 1.2), at(-2.3, 1.2), at(-2.3, 3.4), at(-4.3, 3.4)], rgb("ffd27a"))
    for dx in (1.4, 4.8):
        _shape(
            scene, [at(dx, 1.4), at(dx + 1.5, 1.4), at(dx + 1.5, 3.2), at(dx, 3.2)], rgb("ffc766")
        )
    _shape(scene, [at(4.0, 6.4), at(5.2, 6.4), at(5.2, 10), at(4.0, 10)], rgb("6a5148"))


def _boat(scene: Scene, eye: float) -> None:
    """Put the sailing boat on the lake."""
    z, x = 205.0, -19.0

    def at(dx: float, up: float) -> tuple[float, float]:
        return project(x + dx, z, up, eye)

    _shape(scene, [at(-3.6, 1.0), at(4.0, 1.2), at(2.9, 0), at(-2.9, 0)], rgb("6b2f25"), 0.4)
    _shape(scene, [at(-3.7, 1.1), at(4.1, 1.3), at(4.0, 0.95), at(-3.6, 0.8)], rgb("e8d8bd"))
    _shape(scene, [at(0.35, 1), at(0.55, 1), at(0.5, 12.2), at(0.4, 12.2)], rgb("4a382c"))
    _shape(scene, [at(0.3, 11.8), at(0.2, 2.0), at(-3.9, 2.0), at(-2.2, 5.6)], rgb("fff1d6"), 0.12)
    _shape(scene, [at(0.7, 10.4), at(0.8, 2.0), at(4.1, 1.7), at(2.0, 5.0)], rgb("d8c3ae"), 0.2)


def _water(scene: Scene, mirror: Array) -> None:
    """Fill the lake with the mirrored view, broken by ripples, and a glitter below the sun."""
    height, width = scene.water.shape
    top = int(HORIZON) + 1
    ys, xs = np.meshgrid(np.arange(top, height) + 0.5, np.arange(width) + 0.5, indexing="ij")
    down = (ys - HORIZON).astype(np.float32)
    z = FOCAL * EYE / down
    x = (xs - width / 2) / FOCAL * z
    breeze = smoothstep(-0.25, 0.5, fbm(x / 46, z / 120, 611, 3))
    swell = fbm(x / 2.6, z / 5.5, 612, 4) * np.clip(110 / z, 0.12, 1)
    chop = fbm(x / 0.7, z / 1.5, 613, 4) * np.clip(70 / z, 0.05, 1)
    slope = (0.35 + 0.75 * breeze) * (0.034 * swell + 0.034 * chop)
    rng = np.random.default_rng(616)
    total: Array = np.zeros((*z.shape, 3), np.float32)
    samples = 7
    for k in range(samples):
        smear = (
            (k / (samples - 1) - 0.5)
            * (0.010 + 0.030 * breeze)
            * FOCAL
            * (0.25 + 0.75 * down / down.max())
        )
        row = HORIZON - np.abs(down + slope * FOCAL * 2.0 + smear) - 1
        column = xs + slope * FOCAL * 0.25 + rng.uniform(-1, 1, z.shape)
        total += mirror[
            np.clip(row, 0, height - 1).astype(int), np.clip(column, 0, width - 1).astype(int)
        ]
    total /= samples
    grazing = np.clip(1 - down / FOCAL - 1.6 * slope, 0, 1)
    strength = 0.30 + 0.66 * grazing**2.6
    deep = mix(rgb("0d2a38"), rgb("1d4a55"), np.clip(0.5 + 1.5 * swell, 0, 1))
    lake = mix(deep, total * np.array([0.90, 0.95, 0.98], np.float32), strength[..., None])
    column = np.exp(-(((xs - SUN[0]) / (30 * SCALE + 0.16 * down)) ** 2))
    sparkle = (
        smoothstep(0.012, 0.040, slope + 0.010 * column) * column * np.exp(-down / (210 * SCALE))
    )
    lake = lake + sparkle[..., None] * np.array([1.0, 0.80, 0.48], np.float32) * 1.3
    wet = scene.water[top:]
    scene.colour[top:] = np.where(wet[..., None], lake, scene.colour[top:])


def _foreground(scene: Scene, forest: _Forest) -> None:
    """Frame the view with a dark bank of rocks and grass and tall trees at the left."""
    rng = np.random.default_rng(717)
    height, width = scene.water.shape
    xs = np.arange(width, dtype=np.float32)
    slope = 606 + 0.00047 * (xs / SCALE) ** 2
    rim = np.minimum(slope, 655 + 40 * smoothstep(860, 560, xs / SCALE))
    rim = (rim + 7 * fbm(xs / 90, xs * 0, 721, 4) + 3 * fbm(xs / 14, xs * 0, 722, 3)) * SCALE
    ys, grid_x = np.meshgrid(np.arange(height, dtype=np.float32), xs, indexing="ij")
    part = slice(int(rim.min()) - 2, height)
    below = ys[part] - rim[None, :]
    gx, gy = grid_x[part], ys[part]
    stone = fbm(gx / 60, gy / 26, 723, 5)
    light = np.gradient(stone, axis=1) * -16 + 0.5
    colour = mix(rgb("15181a"), rgb("6f6656"), np.clip(light * 0.55 + 0.2 * stone, 0, 1))
    moss = smoothstep(0.0, 0.4, fbm(gx / 110, gy / 40, 725, 4))
    colour = mix(colour, rgb("2b3018") * (1 + 0.6 * stone)[..., None], moss * 0.8)
    cover = smoothstep(-1.0, 1.0, below)
    scene.colour[part] = mix(scene.colour[part], colour, cover)
    dark, bright = np.array([0.012, 0.022, 0.022]), np.array([0.34, 0.36, 0.17])
    for x, tall, kind in (
        (20, 560, 0),
        (205, 250, 4),
        (92, 455, 1),
        (150, 330, 2),
        (985, 300, 3),
        (1030, 420, 5),
    ):
        light_, cover_ = forest.sprite(kind, tall * SCALE)
        base = int(rim[min(x * SCALE, width - 1)]) + 14 * SCALE
        _stamp(
            scene.colour,
            light_,
            cover_,
            x * SCALE - cover_.shape[1] // 2,
            base - tall * SCALE,
            dark.astype(np.float32),
            bright.astype(np.float32),
        )
    _grass(scene, rim, rng)


def _grass(scene: Scene, rim: Array, rng: np.random.Generator) -> None:
    """Let blades of grass grow out of the bank."""
    picture = Image.fromarray((np.clip(scene.colour, 0, 1) * 255).astype(np.uint8))
    pen = ImageDraw.Draw(picture)
    width = picture.width
    clump = fbm(np.arange(width) / 60.0, np.zeros(width), 731, 3)
    for _ in range(5200):
        x = int(rng.integers(0, width))
        depth = rng.random() ** 1.6
        y = float(rim[x]) + depth * (picture.height - float(rim[x]))
        if clump[x] + rng.normal(0, 0.25) < 0.0 or y > picture.height + 10:
            continue
        length = rng.uniform(8, 24) * SCALE * (0.6 + 0.7 * depth)
        lean = rng.normal(3, 6) * SCALE
        tone = rng.uniform(0.3, 1.0)
        ink = tuple(int(v * 255 * tone) for v in (0.34, 0.33, 0.13))
        pen.line(
            [(x, y), (x + lean * 0.35, y - length * 0.6), (x + lean, y - length)],
            fill=ink,
            width=int(rng.integers(2, 4)),
        )
    scene.colour[:] = np.asarray(picture, np.float32) / 255.0


def draw() -> Image.Image:
    """Paint the picture."""
    forest = _Forest(np.random.default_rng(2024))
    land = build_land()
    mirrored = view(land, -EYE)
    _plant(mirrored, land, forest, -EYE)
    _cabin(mirrored, land, -EYE)
    _boat(mirrored, -EYE)
    scene = view(land, EYE)
    _plant(scene, land, forest, EYE)
    _cabin(scene, land, EYE)
    _boat(scene, EYE)
    _water(scene, mirrored.colour)
    _foreground(scene, forest)
    lit = np.clip(scene.colour, 0, None)
    lit = np.where(lit > 0.8, 0.8 + 0.2 * np.tanh((lit - 0.8) / 0.25), lit)
    lit = mix(lit, lit * lit * (3 - 2 * np.clip(lit, 0, 1)), 0.35)
    return finish(lit, WIDTH, HEIGHT)
