"""A small ray-marched still life; it gives the pen drawing its tones, forms and outlines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from _noise import fbm
from _paint import Array, smoothstep

EYE = np.array([0.0, 1.75, -5.6], np.float32)
TARGET = np.array([0.06, 0.76, 0.2], np.float32)
TILE = 64  # the view is computed in squares, each with only the objects that matter there
ZOOM = 2.75
LIGHT = np.array([-0.61, 0.67, -0.42], np.float32)
LIGHT /= np.linalg.norm(LIGHT)
TABLE_EDGE = -1.32

Field = Callable[[Array], Array]


@dataclass
class Body:
    """One object: its distance function, axis of form, and how dark and glossy it is."""

    distance: Field
    centre: tuple[float, float, float]
    axis: tuple[float, float, float]
    shade: float
    gloss: float
    reach: float = 0.0  # radius around `middle` that holds the object; 0 if it has no bounds
    rise: float = 0.0  # height of `middle` above `centre`

    @property
    def middle(self) -> Array:
        """Return the centre of the ball that holds the object."""
        return np.array(self.centre, np.float32) + np.array([0, self.rise, 0], np.float32)


@dataclass
class View:
    """What is seen in each pixel of the drawing."""

    tone: Array
    body: Array
    depth: Array
    around: Array
    along: Array


def _turned(cx: float, cz: float, heights: list[float], radii: list[float], wall: float) -> Field:
    """Return a turned vessel: a smooth profile of radii, open at the top unless `wall` is 0."""
    fine = np.linspace(heights[0], heights[-1], 200)
    profile = np.interp(fine, heights, radii)
    kernel = np.hanning(61)
    padded = np.pad(profile, 30, mode="edge")
    profile = np.convolve(padded, kernel / kernel.sum(), "valid").astype(np.float32)
    top = heights[-1]

    def distance(p: Array) -> Array:
        axial = np.hypot(p[:, 0] - cx, p[:, 2] - cz)
        place = np.clip(p[:, 1] * (199.0 / top), 0.0, 198.99)
        index = place.astype(np.int32)
        radius = profile[index] + (profile[index + 1] - profile[index]) * (place - index)
        outside = np.maximum(axial - radius, np.abs(p[:, 1] - top / 2) - top / 2)
        if wall <= 0:
            return outside * 0.75
        hollow = np.maximum(axial - radius + wall, wall - p[:, 1])
        return np.maximum(outside, -hollow) * 0.75

    return distance


def _fruit(
    centre: tuple[float, float, float], radius: float, axis: tuple[float, float, float], neck: float
) -> Field:
    """Return an apple (`neck` 0) or a pear (`neck` above 0)."""
    middle = np.array(centre, np.float32)
    up = (np.array(axis) / np.linalg.norm(axis)).astype(np.float32)

    def distance(p: Array) -> Array:
        q = p - middle
        height = q @ up
        axial = np.sqrt(np.maximum((q * q).sum(-1) - height * height, 0.0))
        if neck > 0:
            low = np.hypot(axial, height) - radius
            top = np.hypot(axial, height - neck) - radius * 0.50
            blend = np.clip(0.5 + 0.5 * (top - low) / 0.22, 0, 1)
            body = top + (low - top) * blend - 0.22 * blend * (1 - blend)
        else:
            body = np.hypot(axial - 0.26 * radius, height * 1.05) - 0.80 * radius
        stem_top = (neck + radius * 0.78) if neck > 0 else radius * 1.12
        bend = axial - 0.025
        stem = np.maximum(bend, np.abs(height - stem_top + 0.12) - 0.14)
        return np.minimum(body, stem) * 0.85

    return distance


def _handle(cx: float, cy: float, cz: float) -> Field:
    """Return the handle of the jug."""

    def distance(p: Array) -> Array:
        x, y, z = p[:, 0] - cx, (p[:, 1] - cy) * 0.78, p[:, 2] - cz
        ring = np.hypot(x, y) - 0.34
        return (np.hypot(ring, z * 0.75) - 0.062) * 0.8

    return distance


def _box(
    centre: tuple[float, float, float], half: tuple[float, float, float], turn: float
) -> Field:
    """Return a book: a slightly rounded box turned about the vertical."""
    c, s = float(np.cos(turn)), float(np.sin(turn))
    middle, size = np.array(centre, np.float32), np.array(half, np.float32) - 0.02

    def distance(p: Array) -> Array:
        q = p - middle
        x, z = c * q[:, 0] + s * q[:, 2], -s * q[:, 0] + c * q[:, 2]
        d = np.abs(np.stack([x, q[:, 1], z], -1)) - size
        outside = np.linalg.norm(np.maximum(d, 0.0), axis=-1)
        return outside + np.minimum(d.max(-1), 0.0) - 0.02

    return distance


def _curtain(p: Array) -> Array:
    """Return the distance to the draped cloth in the background."""
    x, y = p[:, 0], p[:, 1]
    sway = x + 0.16 * np.sin(1.3 * y + 0.8) + 0.10 * y
    fold = 0.20 * np.sin(3.6 * sway) + 0.09 * np.sin(8.3 * sway + 1.1 * y)
    return (2.1 + fold - p[:, 2]) * 0.62


def _table(p: Array) -> Array:
    """Return the distance to the table."""
    return np.maximum(p[:, 1], TABLE_EDGE - p[:, 2])


UP = (0.0, 1.0, 0.0)
JUG, BOTTLE, BOWL = (-1.0, 0.25), (0.22, 0.85), (1.12, 0.12)
BODIES: tuple[Body, ...] = (
    Body(_table, (0, 0, 0), UP, 0.86, 0.0),
    Body(_curtain, (0, 0, 0), UP, 0.66, 0.0),
    Body(
        _turned(
            *JUG,
            [0, 0.06, 0.3, 0.75, 1.15, 1.4, 1.62, 1.72],
            [0.36, 0.42, 0.58, 0.68, 0.46, 0.27, 0.30, 0.38],
            0.05,
        ),
        (JUG[0], 0, JUG[1]),
        UP,
        0.84,
        0.6,
        1.15,
        0.86,
    ),
    Body(
        _handle(JUG[0] - 0.58, 1.08, JUG[1]),
        (JUG[0] - 0.58, 1.08, JUG[1]),
        (0, 0, 1),
        0.9,
        0.4,
        0.62,
    ),
    Body(
        _turned(
            *BOTTLE,
            [0, 0.05, 0.7, 1.1, 1.42, 1.6, 2.1, 2.13, 2.2, 2.22],
            [0.30, 0.34, 0.36, 0.36, 0.2, 0.12, 0.11, 0.15, 0.15, 0.13],
            0.0,
        ),
        (BOTTLE[0], 0, BOTTLE[1]),
        UP,
        0.34,
        0.9,
        1.2,
        1.1,
    ),
    Body(
        _turned(*BOWL, [0, 0.05, 0.1, 0.26, 0.5, 0.56], [0.30, 0.30, 0.34, 0.6, 0.76, 0.80], 0.05),
        (BOWL[0], 0, BOWL[1]),
        UP,
        0.92,
        0.3,
        0.9,
        0.28,
    ),
    Body(
        _fruit((0.86, 0.62, 0.06), 0.31, (-0.2, 1, -0.25), 0),
        (0.86, 0.62, 0.06),
        (-0.2, 1, -0.25),
        0.70,
        0.6,
        0.5,
    ),
    Body(
        _fruit((1.40, 0.63, 0.02), 0.30, (0.4, 1, -0.3), 0),
        (1.40, 0.63, 0.02),
        (0.4, 1, -0.3),
        0.86,
        0.5,
        0.5,
    ),
    Body(
        _fruit((1.12, 0.74, 0.36), 0.32, (0.15, 1, 0.1), 0.42),
        (1.12, 0.74, 0.36),
        (0.15, 1, 0.1),
        0.9,
        0.3,
        0.85,
    ),
    Body(
        _box((-0.05, 0.09, -0.55), (0.66, 0.09, 0.44), 0.32), (-0.05, 0, -0.55), UP, 0.72, 0.0, 0.85
    ),
    Body(
        _fruit((-0.05, 0.42, -0.55), 0.30, (0.25, 1, -0.3), 0),
        (-0.05, 0.42, -0.55),
        (0.25, 1, -0.3),
        0.72,
        0.6,
        0.5,
    ),
    Body(
        _fruit((-1.05, 0.29, -0.78), 0.31, (-0.9, 0.35, -0.5), 0.44),
        (-1.05, 0.29, -0.78),
        (-0.9, 0.35, -0.5),
        0.92,
        0.35,
        0.85,
    ),
    Body(
        _fruit((1.02, 0.25, -0.92), 0.27, (0.3, 1, 0.2), 0),
        (1.02, 0.25, -0.92),
        (0.3, 1, 0.2),
        0.8,
        0.5,
        0.45,
    ),
)


def _scene(p: Array, bodies: Sequence[Body]) -> Array:
    """Return the distance from each point to the nearest of the objects."""
    nearest = bodies[0].distance(p)
    for body in bodies[1:]:
        nearest = np.minimum(nearest, body.distance(p))
    return nearest


def _near_rays(start: Array, ray: Array, spare: float) -> list[Body]:
    """Return the objects that any of the rays may come close to."""
    result = []
    for body in BODIES:
        offset = body.middle - start
        along = np.maximum((offset * ray).sum(-1), 0.0)
        gap = (offset * offset).sum(-1) - along * along
        if not body.reach or gap.min() < (body.reach + spare) ** 2:
            result.append(body)
    return result


def _basis() -> tuple[Array, Array, Array]:
    """Return the directions to the right, up and forward of the eye."""
    forward = (TARGET - EYE) / np.linalg.norm(TARGET - EYE)
    right = np.cross(np.array([0.0, 1.0, 0.0]), forward)
    right /= np.linalg.norm(right)
    return right, np.cross(forward, right), forward


def _march(start: Array, ray: Array, far: float, steps: int) -> Array:
    """Return how far each ray travels before it meets something."""
    bodies = _near_rays(start, ray, 0.05)
    travel: Array = np.full(len(ray), 0.02, np.float32)
    active = np.arange(len(ray))
    for _ in range(steps):
        gap = _scene(start + ray[active] * travel[active, None], bodies)
        travel[active] += gap
        active = active[(gap > 0.0006) & (travel[active] < far)]
        if not len(active):
            break
    return travel


def _shadow(start: Array) -> Array:
    """Return 1 where the light arrives and 0 in full shadow, with soft borders."""
    bodies = _near_rays(start, LIGHT, 0.3)
    result: Array = np.ones(len(start), np.float32)
    travel: Array = np.full(len(start), 0.05, np.float32)
    for _ in range(26):
        gap = _scene(start + LIGHT * travel[:, None], bodies)
        result = np.minimum(result, np.clip(0.5 + 7.0 * gap / travel, 0, 1))
        travel += np.clip(gap, 0.035, 0.25)
    return result


def _near_points(p: Array) -> list[Body]:
    """Return the objects within half a unit of any of the points."""
    return [
        body
        for body in BODIES
        if not body.reach or ((p - body.middle) ** 2).sum(-1).min() < (body.reach + 0.5) ** 2
    ]


def _normals(p: Array, bodies: Sequence[Body]) -> Array:
    """Return the surface normals, from four samples around each point."""
    corners = np.array([[1, -1, -1], [-1, -1, 1], [-1, 1, -1], [1, 1, 1]], np.float32)
    total = sum(corner * _scene(p + corner * 0.003, bodies)[:, None] for corner in corners)
    return total / (np.linalg.norm(total, axis=-1, keepdims=True) + 1e-9)


def _forms(p: Array, normal: Array, body: Array) -> tuple[Array, Array]:
    """Return the two tangents of the surface that the pen follows."""
    axes = np.array([b.axis for b in BODIES], float)[body]
    centres = np.array([b.centre for b in BODIES], float)[body]
    around = np.cross(axes, p - centres)
    flat = np.isin(body, (0, 9))
    around[flat] = np.array([1.0, 0.0, 0.06])
    front = flat & (np.abs(normal[:, 1]) < 0.5)
    around[front] = np.array([0.9, 0.0, 0.3])
    around[body == 1] = np.array([0.85, 0.42, 0.0])
    around -= normal * (around * normal).sum(-1, keepdims=True)
    around /= np.linalg.norm(around, axis=-1, keepdims=True) + 1e-9
    return around, np.cross(normal, around)


def _project(p: Array) -> Array:
    """Return picture coordinates (y down) of points in space."""
    right, up, forward = _basis()
    q = p - EYE
    depth = q @ forward
    return np.stack([q @ right / depth, -(q @ up) / depth], -1) * ZOOM


def _shade(p: Array, ray: Array, normal: Array, body: Array, bodies: Sequence[Body]) -> Array:
    """Return the tone (0 dark to 1 light) of each point."""
    lambert = np.clip(normal @ LIGHT, 0, 1)
    lit = lambert > 0
    if lit.any():
        lambert[lit] *= _shadow(p[lit] + normal[lit] * 0.01)
    nook = (
        sum(
            np.clip(_scene(p + normal * reach, bodies) / reach, 0, 1) for reach in (0.06, 0.18, 0.4)
        )
        / 3
    )
    half = LIGHT - ray
    half /= np.linalg.norm(half, axis=-1, keepdims=True)
    shine = np.clip((normal * half).sum(-1), 0, 1) ** 60
    shades = np.array([b.shade for b in BODIES])[body]
    gloss = np.array([b.gloss for b in BODIES])[body] * (lambert > 0.02)
    rim = np.clip(1.0 + (normal * ray).sum(-1), 0, 1) ** 3 * 0.10
    tone = shades * (0.16 * nook + 0.06 + 0.92 * lambert * (0.55 + 0.45 * nook)) + rim
    tone = tone + gloss * shine * 1.1
    planks = np.abs((p[:, 2] * 1.9 + 0.2) % 1.0 - 0.5) * 2
    tone = np.where((body == 0) & (planks > 0.965), tone * 0.45, tone)
    grain = fbm(p[:, 0] * 1.3, p[:, 2] * 9 + np.floor(p[:, 2] * 1.9 + 0.2) * 7, 8, 4)
    tone = np.where(body == 0, tone * (0.92 + 0.25 * grain), tone)
    fade = smoothstep(2.8, -0.6, p[:, 0]) * 0.4 + 0.72
    return np.where(body == 1, tone * fade, tone)


def _tile(ray: Array) -> tuple[Array, ...]:
    """Return tone, object, depth and the two pen directions for some rays."""
    travel = _march(EYE, ray, 14.0, 80)
    p = EYE + ray * travel[:, None]
    bodies = _near_points(p)
    numbers = np.array([BODIES.index(b) for b in bodies])
    body = numbers[np.argmin(np.stack([b.distance(p) for b in bodies]), axis=0)]
    normal = _normals(p, bodies)
    tone = _shade(p, ray, normal, body, bodies)
    front = (body == 0) & (normal[:, 1] < 0.5)
    tone = np.where(front, tone * 0.42, tone)
    flat = _project(p.astype(float))
    angles = []
    for tangent in _forms(p, normal, body):
        step = _project(p + tangent * 0.002) - flat
        angles.append(np.arctan2(step[:, 1], step[:, 0]))
    return tone, np.where(front, len(BODIES), body), travel, angles[0], angles[1]


def look(width: int, height: int) -> View:
    """Return tone, object number, depth and pen directions for each pixel."""
    right, up, forward = _basis()
    xs = (np.arange(width, dtype=np.float32) + 0.5 - width / 2) / (height / 2) / ZOOM
    ys = (np.arange(height, dtype=np.float32) + 0.5 - height / 2) / (height / 2) / ZOOM
    px, py = np.meshgrid(xs, ys)
    rays = forward + px[..., None] * right - py[..., None] * up
    rays /= np.linalg.norm(rays, axis=-1, keepdims=True)
    layers = [np.zeros((height, width), kind) for kind in (float, int, float, float, float)]
    for top in range(0, height, TILE):
        for left in range(0, width, TILE):
            part = (slice(top, top + TILE), slice(left, left + TILE))
            block = rays[part]
            for layer, values in zip(layers, _tile(block.reshape(-1, 3)), strict=True):
                layer[part] = values.reshape(block.shape[:2])
    return View(*layers)
