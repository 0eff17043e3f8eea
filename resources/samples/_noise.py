"""Gradient noise and the fractal sums built from it, vectorised with numpy.

Every function takes coordinate arrays, so that noise can be stretched, rotated or warped
simply by changing the coordinates. The same seed always gives the same noise.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

Array = np.ndarray

_SIZE = 256
_OCTAVE_TURN = 0.62  # radians; turning each octave hides the lattice


@lru_cache(maxsize=512)
def _lattice(seed: int) -> tuple[Array, Array]:
    """Return the unit gradients of a periodic lattice as two flat arrays."""
    angle = np.random.default_rng(seed).uniform(0.0, 2.0 * np.pi, _SIZE * _SIZE)
    return np.cos(angle).astype(np.float32), np.sin(angle).astype(np.float32)


def noise_with_slope(x: Array, y: Array, seed: int) -> tuple[Array, Array, Array]:
    """Return gradient noise of about -1..1 and its derivatives along x and y."""
    grad_x, grad_y = _lattice(seed)
    x = np.asarray(x, dtype=np.float32)
    y = np.asarray(y, dtype=np.float32)
    floor_x, floor_y = np.floor(x), np.floor(y)
    fx, fy = x - floor_x, y - floor_y
    ix, iy = floor_x.astype(np.int32), floor_y.astype(np.int32)
    x0, x1 = ix & 255, (ix + 1) & 255
    y0, y1 = (iy & 255) << 8, ((iy + 1) & 255) << 8

    def corner(index: Array, dx: Array, dy: Array) -> tuple[Array, Array, Array]:
        gx, gy = grad_x.take(index), grad_y.take(index)
        return gx * dx + gy * dy, gx, gy

    a, ax, ay = corner(y0 + x0, fx, fy)
    b, bx, by = corner(y0 + x1, fx - 1, fy)
    c, cx, cy = corner(y1 + x0, fx, fy - 1)
    d, dx_, dy_ = corner(y1 + x1, fx - 1, fy - 1)
    u = fx * fx * fx * (fx * (fx * 6 - 15) + 10)
    v = fy * fy * fy * (fy * (fy * 6 - 15) + 10)
    du = 30 * fx * fx * (fx * (fx - 2) + 1)
    dv = 30 * fy * fy * (fy * (fy - 2) + 1)
    twist = a - b - c + d
    value = a + u * (b - a) + v * (c - a) + u * v * twist
    slope_x = ax + u * (bx - ax) + v * (cx - ax) + u * v * (ax - bx - cx + dx_)
    slope_y = ay + u * (by - ay) + v * (cy - ay) + u * v * (ay - by - cy + dy_)
    slope_x += du * (b - a + v * twist)
    slope_y += dv * (c - a + u * twist)
    return value * 1.5, slope_x * 1.5, slope_y * 1.5


def noise(x: Array, y: Array, seed: int) -> Array:
    """Return gradient noise of about -1..1."""
    grad_x, grad_y = _lattice(seed)
    x = np.asarray(x, dtype=np.float32)
    y = np.asarray(y, dtype=np.float32)
    floor_x, floor_y = np.floor(x), np.floor(y)
    fx, fy = x - floor_x, y - floor_y
    ix, iy = floor_x.astype(np.int32), floor_y.astype(np.int32)
    x0, x1 = ix & 255, (ix + 1) & 255
    y0, y1 = (iy & 255) << 8, ((iy + 1) & 255) << 8

    def corner(index: Array, dx: Array, dy: Array) -> Array:
        return grad_x.take(index) * dx + grad_y.take(index) * dy

    u = fx * fx * fx * (fx * (fx * 6 - 15) + 10)
    v = fy * fy * fy * (fy * (fy * 6 - 15) + 10)
    top = corner(y0 + x0, fx, fy)
    top += u * (corner(y0 + x1, fx - 1, fy) - top)
    low = corner(y1 + x0, fx, fy - 1)
    low += u * (corner(y1 + x1, fx - 1, fy - 1) - low)
    return (top + v * (low - top)) * 1.5


def _turn(x: Array, y: Array) -> tuple[Array, Array]:
    """Rotate coordinates for the next octave and double their frequency."""
    c, s = 2.03 * np.cos(_OCTAVE_TURN), 2.03 * np.sin(_OCTAVE_TURN)
    return (c * x - s * y).astype(np.float32), (s * x + c * y).astype(np.float32)


def fbm(x: Array, y: Array, seed: int, octaves: int = 5, gain: float = 0.5) -> Array:
    """Return fractal noise of about -1..1: octaves of noise with falling strength."""
    total: Array = np.zeros(np.broadcast(x, y).shape, np.float32)
    strength, norm = 1.0, 0.0
    for octave in range(octaves):
        total += strength * noise(x, y, seed + 31 * octave)
        norm += strength
        strength *= gain
        x, y = _turn(x, y)
    return total / norm * 1.4


def ridged(x: Array, y: Array, seed: int, octaves: int = 5, gain: float = 0.5) -> Array:
    """Return ridged fractal noise of about 0..1, with sharp crests near 1."""
    total: Array = np.zeros(np.broadcast(x, y).shape, np.float32)
    strength, norm = 1.0, 0.0
    weight: Array | float = 1.0
    for octave in range(octaves):
        crest = 1.0 - np.abs(noise(x, y, seed + 37 * octave))
        crest = crest * crest
        total += strength * crest * weight
        norm += strength
        weight = np.clip(crest * 1.6, 0.0, 1.0)
        strength *= gain
        x, y = _turn(x, y)
    return total / norm


def warped_fbm(x: Array, y: Array, seed: int, octaves: int = 5, warp: float = 1.0) -> Array:
    """Return fractal noise whose coordinates are bent by more fractal noise."""
    wx = fbm(x + 5.2, y + 1.3, seed + 1001, 3)
    wy = fbm(x - 3.1, y + 7.7, seed + 2003, 3)
    return fbm(x + warp * wx, y + warp * wy, seed, octaves)


def eroded(x: Array, y: Array, seed: int, octaves: int = 9, gain: float = 0.46) -> Array:
    """Return mountain-like heights: detail is damped where the ground is already steep.

    Valleys and worn slopes become smooth while crests keep their detail, which resembles the
    work of water on rock.
    """
    total: Array = np.zeros(np.broadcast(x, y).shape, np.float32)
    slope_x: Array = np.zeros_like(total)
    slope_y: Array = np.zeros_like(total)
    strength = 1.0
    for octave in range(octaves):
        value, dx, dy = noise_with_slope(x, y, seed + 41 * octave)
        slope_x += dx * 0.8
        slope_y += dy * 0.8
        total += strength * value / (1.0 + slope_x * slope_x + slope_y * slope_y)
        strength *= gain
        x, y = _turn(x, y)
    return total
