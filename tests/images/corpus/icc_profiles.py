"""Hand-made ICC profiles, and the sRGB values that their colours have by definition."""

import struct
from functools import cache

import numpy as np

D50 = np.array([0.9642, 1.0, 0.8249])
D65 = np.array([0.95047, 1.0, 1.08883])
_BRADFORD = np.array(
    [[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]]
)
PRIMARIES = {
    "sRGB": ((0.64, 0.33), (0.30, 0.60), (0.15, 0.06)),
    "AdobeRGB": ((0.64, 0.33), (0.21, 0.71), (0.15, 0.06)),
    "Display P3": ((0.68, 0.32), (0.265, 0.69), (0.15, 0.06)),
}
_SRGB_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)


def to_xyz(name):
    """Return the matrix (3, 3) from linear RGB with these primaries to XYZ, adapted to D50."""
    columns = np.array([[x / y, 1.0, (1 - x - y) / y] for x, y in PRIMARIES[name]]).T
    matrix = columns * np.linalg.solve(columns, D65)
    cones = _BRADFORD @ D50 / (_BRADFORD @ D65)
    return np.linalg.inv(_BRADFORD) @ (cones[:, None] * _BRADFORD) @ matrix


def encoded(linear):
    """Convert linear values, 0 to 1, to sRGB, 0 to 255."""
    linear = np.clip(linear, 0, 1)
    curved = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    return (curved * 255).round().astype(np.uint8)


def linear_of(srgb):
    """Convert sRGB, 0 to 255, to linear values, 0 to 1."""
    values = np.asarray(srgb) / 255
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def in_srgb(pixels, name):
    """Convert pixels (…, 3) uint8 of this colour space to sRGB."""
    linear = (pixels / 255) ** (563 / 256) if name == "AdobeRGB" else linear_of(pixels)
    return encoded(linear @ (np.linalg.inv(to_xyz("sRGB")) @ to_xyz(name)).T)


def grey_in_srgb(grey, gamma):
    """Convert grey of this gamma to sRGB, (…, 3)."""
    return np.repeat(encoded((grey / 255) ** gamma)[..., None], 3, axis=-1)


@cache
def rgb_profile(name):
    curve = _parametric(_SRGB_CURVE) if name != "AdobeRGB" else _gamma(563 / 256)
    tags = {
        **{key: _xyz(column) for key, column in zip(
            (b"rXYZ", b"gXYZ", b"bXYZ"), to_xyz(name).T, strict=True)},
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }  # fmt: skip
    return _profile(b"RGB ", b"XYZ ", b"mntr", tags)


@cache
def grey_profile(gamma):
    return _profile(b"GRAY", b"XYZ ", b"mntr", {b"kTRC": _gamma(gamma)})


def cmyk_profile(colours):
    """Build a CMYK profile from sRGB colours (2, 2, 2, 2, 3), indexed by c, m, y, k (0 or full)."""
    xyz = linear_of(colours) @ to_xyz("sRGB").T
    ratio = xyz / D50
    root = np.where(ratio > 216 / 24389, np.cbrt(ratio), (24389 / 27 * ratio + 16) / 116)
    lab = np.stack([
        (116 * root[..., 1] - 16) * 255 / 100,
        500 * (root[..., 0] - root[..., 1]) + 128,
        200 * (root[..., 1] - root[..., 2]) + 128,
    ], axis=-1)  # fmt: skip
    ramp = bytes(range(256))
    table = b"mft1\0\0\0\0" + bytes([4, 3, 2, 0])
    table += b"".join(_fixed(value) for value in np.eye(3).ravel())
    table += ramp * 4 + lab.round().clip(0, 255).astype(np.uint8).tobytes() + ramp * 3
    return _profile(b"CMYK", b"Lab ", b"prtr", {b"A2B0": table})


def _profile(space, pcs, kind, tags):
    about = b"a test"
    text = b"desc\0\0\0\0" + struct.pack(">I", len(about) + 1) + about + b"\0" + bytes(78)
    tags = {b"desc": text, b"wtpt": _xyz(D50), **tags}
    offset, directory, body = 128 + 4 + 12 * len(tags), struct.pack(">I", len(tags)), b""
    for key, data in tags.items():
        directory += struct.pack(">4sII", key, offset + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    size = offset + len(body)
    head = struct.pack(">I4sI4s4s4s12x4s", size, b"\0\0\0\0", 0x02400000, kind, space, pcs, b"acsp")
    head += bytes(28) + b"".join(map(_fixed, D50))
    return head.ljust(128, b"\0") + directory + body


def _fixed(value):
    return struct.pack(">i", round(value * 65536))


def _xyz(values):
    return b"XYZ \0\0\0\0" + b"".join(map(_fixed, values))


def _gamma(value):
    return b"curv\0\0\0\0" + struct.pack(">IH", 1, round(value * 256))


def _parametric(values):
    return b"para\0\0\0\0" + struct.pack(">HH", 3, 0) + b"".join(map(_fixed, values))
