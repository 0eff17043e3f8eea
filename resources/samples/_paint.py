"""Helpers shared by the sample pictures: colour, blur, lighting and saving."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image

Array = np.ndarray

MAX_BYTES = 450_000


def rgb(code: str) -> Array:
    """Return the 0..1 colour of a hex code such as ``"d9a441"``."""
    return np.array([int(code[i : i + 2], 16) / 255.0 for i in (0, 2, 4)], np.float32)


def palette(*codes: str) -> Array:
    """Return several hex colours as an array with one row each."""
    return np.stack([rgb(code) for code in codes])


def smoothstep(low: float, high: float, x: Array) -> Array:
    """Return 0 below `low`, 1 above `high` and a smooth ramp between them."""
    t = np.clip((x - low) / (high - low), 0.0, 1.0)
    return t * t * (3.0 - 2.0 * t)


def mix(a: Array | float, b: Array | float, t: Array | float) -> Array:
    """Blend from `a` to `b`; a two-dimensional `t` is stretched over the colours."""
    t = np.asarray(t, np.float32)
    if t.ndim == 2 and (np.ndim(a) in (1, 3) or np.ndim(b) in (1, 3)):
        t = t[..., None]
    return a + (b - a) * t


def ramp(colours: Array, t: Array) -> Array:
    """Look `t` (0..1) up in a smooth gradient through `colours`."""
    place = np.linspace(0.0, 1.0, len(colours))
    return np.stack([np.interp(t, place, colours[:, i]) for i in range(3)], -1).astype(np.float32)


def grid(width: int, height: int, scale: int) -> tuple[Array, Array]:
    """Return pixel-centre coordinates, in final pixels, of a picture drawn `scale` times larger."""
    xs = (np.arange(width * scale, dtype=np.float32) + 0.5) / scale
    ys = (np.arange(height * scale, dtype=np.float32) + 0.5) / scale
    x, y = np.meshgrid(xs, ys)
    return x, y


def _box(values: Array, radius: int, axis: int) -> Array:
    """Return the running mean along one axis, with the edges repeated."""
    pad = [(0, 0)] * values.ndim
    pad[axis] = (radius + 1, radius)
    total = np.cumsum(np.pad(values, pad, mode="edge"), axis=axis, dtype=np.float64)
    size = values.shape[axis]
    high = np.take(total, np.arange(2 * radius + 1, 2 * radius + 1 + size), axis=axis)
    low = np.take(total, np.arange(size), axis=axis)
    return ((high - low) / (2 * radius + 1)).astype(np.float32)


def blur(values: Array, sigma: float) -> Array:
    """Return a nearly Gaussian blur, made of three running means."""
    radius = max(1, round(np.sqrt(sigma * sigma + 0.25) - 0.5))
    for _ in range(3):
        values = _box(_box(values, radius, 0), radius, 1)
    return values


def relief(height: Array, light: tuple[float, float, float], depth: float) -> tuple[Array, Array]:
    """Light a height map; return the diffuse light (1 on flat ground) and a gloss term."""
    slope_y, slope_x = np.gradient(height * depth)
    length = np.sqrt(slope_x * slope_x + slope_y * slope_y + 1.0)
    lx, ly, lz = np.array(light) / np.linalg.norm(light)
    facing = (-slope_x * lx - slope_y * ly + lz) / length
    hx, hy, hz = np.array([lx, ly, lz + 1.0]) / np.linalg.norm([lx, ly, lz + 1.0])
    gloss = np.clip((-slope_x * hx - slope_y * hy + hz) / length, 0.0, 1.0)
    return facing / lz, gloss


def edge_distance(mask: Array, reach: int) -> Array:
    """Return each pixel's distance to the nearest set pixel of `mask`, at most `reach`."""
    near: Array = np.where(mask, 0.0, float(reach)).astype(np.float32)
    for step in range(1, reach):
        near[:, step:] = np.where(mask[:, :-step], np.minimum(near[:, step:], step), near[:, step:])
        near[:, :-step] = np.where(
            mask[:, step:], np.minimum(near[:, :-step], step), near[:, :-step]
        )
    squared = near * near
    best = squared.copy()
    for step in range(1, reach):
        best[step:] = np.minimum(best[step:], squared[:-step] + step * step)
        best[:-step] = np.minimum(best[:-step], squared[step:] + step * step)
    return np.minimum(np.sqrt(best), float(reach))


def to_image(pixels: Array) -> Image.Image:
    """Turn 0..1 colours into an 8-bit picture."""
    return Image.fromarray((np.clip(pixels, 0.0, 1.0) * 255.0 + 0.5).astype(np.uint8))


def finish(pixels: Array, width: int, height: int) -> Image.Image:
    """Reduce a supersampled picture to its final size."""
    return to_image(pixels).resize((width, height), Image.Resampling.LANCZOS)


def save_jpeg(picture: Image.Image, path: Path) -> int:
    """Save `picture` in the best quality that stays below `MAX_BYTES`; return the size.

    Full colour resolution (4:4:4) is kept as long as the quality does not have to fall below 82.
    """
    tries = [(quality, 0) for quality in range(92, 81, -1)]
    tries += [(quality, 2) for quality in range(90, 59, -2)]
    data = b""
    for quality, subsampling in tries:
        buffer = BytesIO()
        picture.save(buffer, "JPEG", quality=quality, subsampling=subsampling, optimize=True)
        data = buffer.getvalue()
        if len(data) < MAX_BYTES:
            break
    path.write_bytes(data)
    return len(data)
