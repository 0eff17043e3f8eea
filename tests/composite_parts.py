"""Surfaces and shapes of the composites' objects, (600, 900), drawn with a random generator."""

from collections.abc import Callable, Sequence

import cv2
import numpy as np
import numpy.typing as npt

WIDTH, HEIGHT = 900, 600

Floats = npt.NDArray[np.float32]
Colour = tuple[int, int, int]
Surface = Callable[[np.random.Generator], Floats]
Shape = Callable[[np.random.Generator], Floats]


# Surfaces: (H, W, 3) float32, 0..255


def _clouds(rng: np.random.Generator, coarsest: int = 128, finest: int = 2) -> Floats:
    """Return noise of several octaves, (H, W), with mean 0 and deviation 1."""
    total = np.zeros((HEIGHT, WIDTH), np.float32)
    cell = coarsest
    while cell >= finest:
        grid = rng.normal(size=(HEIGHT // cell + 2, WIDTH // cell + 2)).astype(np.float32)
        octave = cv2.resize(grid, (WIDTH + cell, HEIGHT + cell), interpolation=cv2.INTER_CUBIC)
        total += octave[:HEIGHT, :WIDTH] * (cell / coarsest) ** 0.6
        cell //= 2
    return (total - total.mean()) / total.std()


def mottled(dark: Colour, light: Colour, spread: float = 0.3, coarsest: int = 64) -> Surface:
    def surface(rng: np.random.Generator) -> Floats:
        share = np.clip(0.5 + spread * _clouds(rng, coarsest), 0, 1)[..., None]
        return ((1 - share) * np.float32(dark) + share * np.float32(light)).astype(np.float32)

    return surface


def gradient(first: Colour, second: Colour, angle: float, grain: float = 6) -> Surface:
    def surface(rng: np.random.Generator) -> Floats:
        y, x = np.mgrid[:HEIGHT, :WIDTH].astype(np.float32)
        way = np.cos(angle) * (x - WIDTH / 2) + np.sin(angle) * (y - HEIGHT / 2)
        share = np.clip(0.5 + way / 360, 0, 1)[..., None]
        colours = (1 - share) * np.float32(first) + share * np.float32(second)
        return (colours + grain * _clouds(rng, 16)[..., None]).astype(np.float32)

    return surface


def striped(dark: Colour, light: Colour, period: float, angle: float) -> Surface:
    def surface(rng: np.random.Generator) -> Floats:
        y, x = np.mgrid[:HEIGHT, :WIDTH].astype(np.float32)
        way = np.cos(angle) * x + np.sin(angle) * y + 4 * _clouds(rng, 128, 8)
        share = (0.5 + 0.5 * np.tanh(2 * np.sin(2 * np.pi * way / period)))[..., None]
        colours = (1 - share) * np.float32(dark) + share * np.float32(light)
        return (colours + 8 * _clouds(rng, 32)[..., None]).astype(np.float32)

    return surface


def bricks(brick: Colour, mortar: Colour) -> Surface:
    def surface(rng: np.random.Generator) -> Floats:
        y, x = np.mgrid[:HEIGHT, :WIDTH]
        row = y // 30
        across = x + 35 * (row % 2)
        tones = rng.normal(0, 12, (HEIGHT // 30 + 1, WIDTH // 70 + 2))
        colours = np.float32(brick) + tones[row, across // 70][..., None]
        joints = (y % 30 < 4) | (across % 70 < 4)
        colours[joints] = mortar
        return (colours + 9 * _clouds(rng, 16)[..., None]).astype(np.float32)

    return surface


def leaves(colours: Sequence[Colour], size: int) -> Surface:
    def surface(rng: np.random.Generator) -> Floats:
        canvas = np.full((HEIGHT, WIDTH, 3), colours[0], np.float32)
        for _ in range(14 * WIDTH * HEIGHT // (size * size * 3)):
            centre = int(rng.integers(WIDTH)), int(rng.integers(HEIGHT))
            axes = int(size * rng.uniform(0.5, 1.2)), int(size * rng.uniform(0.2, 0.5))
            tone = np.float32(colours[rng.integers(len(colours))]) + rng.normal(0, 12)
            angle = float(rng.uniform(0, 180))
            cv2.ellipse(canvas, centre, axes, angle, 0, 360, tone.tolist(), -1, cv2.LINE_AA)
        return canvas

    return surface


def clothed(rng: np.random.Generator) -> Floats:
    """Return a figure's colours: hair, skin, a chequered shirt and trousers."""
    canvas = np.full((HEIGHT, WIDTH, 3), (196, 150, 122), np.float32)
    canvas[:150] = 70, 48, 36
    y, x = np.mgrid[:HEIGHT, :WIDTH]
    squares = ((x // 14 + y // 14) % 2)[..., None]
    shirt = np.where(squares, np.float32((168, 40, 46)), np.float32((205, 84, 70)))
    canvas[225:380] = shirt[225:380]
    canvas[380:] = 48, 58, 98
    shade = 18 * np.cos((x - 450) / 60)[..., None]
    return (canvas + shade + 6 * _clouds(rng, 64)[..., None]).astype(np.float32)


# Shapes: (H, W) float32, 0..1


def _drawn(draw: Callable[[npt.NDArray[np.uint8]], None], softness: float = 0.0) -> Floats:
    """Return what is drawn at four times the size, with smooth edges, blurred by this sigma."""
    canvas = np.zeros((4 * HEIGHT, 4 * WIDTH), np.uint8)
    draw(canvas)
    alpha = cv2.resize(canvas, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA) / np.float32(255)
    return cv2.GaussianBlur(alpha, (0, 0), softness) if softness else alpha


def ellipse(width: int, height: int, angle: float, softness: float = 0.0) -> Shape:
    def shape(rng: np.random.Generator) -> Floats:
        def draw(canvas: npt.NDArray[np.uint8]) -> None:
            centre, axes = (2 * WIDTH, 2 * HEIGHT), (4 * width, 4 * height)
            cv2.ellipse(canvas, centre, axes, angle, 0, 360, 255, -1)

        return _drawn(draw, softness)

    return shape


def polygon(corners: Sequence[tuple[float, float]], softness: float = 0.0) -> Shape:
    def shape(rng: np.random.Generator) -> Floats:
        points = np.rint(4 * np.array(corners)).astype(np.int32)
        return _drawn(lambda canvas: cv2.fillPoly(canvas, [points], 255), softness)

    return shape


def round_polygon(tips: int, outer: float, inner: float) -> Shape:
    angles = np.arange(2 * tips) * np.pi / tips - np.pi / 2
    radii = np.where(np.arange(2 * tips) % 2 == 0, outer, inner)
    x, y = WIDTH / 2 + radii * np.cos(angles), HEIGHT / 2 + radii * np.sin(angles)
    return polygon(list(zip(x, y, strict=True)))


def ring(outer: int, inner: int) -> Shape:
    def shape(rng: np.random.Generator) -> Floats:
        def draw(canvas: npt.NDArray[np.uint8]) -> None:
            for radius, value in ((outer, 255), (inner, 0)):
                cv2.circle(canvas, (2 * WIDTH, 2 * HEIGHT), 4 * radius, value, -1)

        return _drawn(draw)

    return shape


def branch(rng: np.random.Generator) -> Floats:
    lines = [
        ((440, 590), (450, 420), 30), ((450, 420), (430, 270), 22), ((430, 270), (350, 90), 13),
        ((450, 420), (600, 250), 17), ((600, 250), (720, 130), 11), ((430, 300), (250, 250), 12),
        ((430, 270), (520, 80), 12), ((600, 250), (760, 270), 10), ((340, 275), (230, 160), 8),
    ]  # fmt: skip

    def draw(canvas: npt.NDArray[np.uint8]) -> None:
        for start, end, width in lines:
            scaled = [(4 * x, 4 * y) for x, y in (start, end)]
            cv2.line(canvas, *scaled, 255, 4 * width)

    return _drawn(draw)


def figure(rng: np.random.Generator) -> Floats:
    def draw(canvas: npt.NDArray[np.uint8]) -> None:
        cv2.ellipse(canvas, (1800, 640), (150, 190), 0, 0, 360, 255, -1)
        lines = [
            ((450, 190), (450, 250), 36), ((450, 270), (450, 370), 100),
            ((405, 260), (340, 400), 34), ((495, 260), (565, 395), 34),
            ((428, 380), (412, 560), 46), ((475, 380), (492, 560), 46),
        ]  # fmt: skip
        for start, end, width in lines:
            cv2.line(canvas, *[(4 * x, 4 * y) for x, y in (start, end)], 255, 4 * width)

    return _drawn(draw)


def furry(rng: np.random.Generator) -> Floats:
    """Return a round body with hairs of about 3 px that stand out from it."""
    angles = rng.uniform(0, 2 * np.pi, 260)
    bends = rng.normal(0, 0.12, 260)

    def draw(canvas: npt.NDArray[np.uint8]) -> None:
        centre = np.array([2 * WIDTH, 2 * HEIGHT])
        cv2.circle(canvas, (2 * WIDTH, 2 * HEIGHT), 4 * 150, 255, -1)
        for angle, bend in zip(angles, bends, strict=True):
            start = centre + 4 * 140 * np.array([np.cos(angle), np.sin(angle)])
            tip = centre + 4 * 178 * np.array([np.cos(angle + bend), np.sin(angle + bend)])
            ends = [tuple(np.rint(point).astype(int).tolist()) for point in (start, tip)]
            cv2.line(canvas, *ends, 255, 12)

    return _drawn(draw)
