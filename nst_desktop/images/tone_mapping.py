"""Tone mapping from high dynamic range (PQ, HLG) to standard range."""

from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating[Any]]

_WHITE = 203.0  # cd/m², level of standard white in a high dynamic range: ITU-R BT.2408
_HLG_PEAK, _HLG_GAMMA = 1000.0, 1.2  # reference display: cd/m², system gamma; BT.2100
_LUMINANCE = np.array([0.2627, 0.6780, 0.0593], np.float32)  # for BT.2100's primaries

_TABLE_SIZE = 1 << 16

# SMPTE ST 2084
_M1, _M2 = 2610 / 16384, 2523 / 4096 * 128
_C1, _C2, _C3 = 3424 / 4096, 2413 / 4096 * 32, 2392 / 4096 * 32
_PQ_PEAK = 10_000.0  # cd/m²


def pq_to_light(values: Floats) -> Floats:
    """Convert ST 2084 (PQ) values, 0 to 1, to light in cd/m²."""
    root = np.asarray(values) ** (1 / _M2)
    light: Floats = _PQ_PEAK * (np.maximum(root - _C1, 0) / (_C2 - _C3 * root)) ** (1 / _M1)
    return light


def hlg_to_light(values: Floats) -> Floats:
    """Convert BT.2100 HLG values, 0 to 1, to scene light, 0 to 1."""
    a, b, c = 0.17883277, 0.28466892, 0.55991073
    return np.where(values <= 0.5, values**2 / 3, (np.exp((values - c) / a) + b) / 12)


def tone_map(light: Floats, highest: float, is_hlg: bool) -> Floats:
    """Map light, (H, W, 3), from a high dynamic range to standard range, where 1 is white.

    All three channels are scaled by the brightest channel's factor, so hues are preserved.

    Args:
        light: Light in cd/m² for PQ, or scene light for HLG.
        highest: Highest light in the whole picture, in the same unit.
        is_hlg: Whether the light is from HLG rather than PQ.
    """
    shares = np.arange(_TABLE_SIZE) / (_TABLE_SIZE - 1)
    if is_hlg:  # BT.2100, table 5: the OOTF
        gains = _HLG_PEAK * shares ** (_HLG_GAMMA - 1)
        light = light * _look_up(gains, light @ _LUMINANCE)
        highest = _HLG_PEAK
    peak = max(float(highest), _WHITE)
    lights = np.maximum(shares, shares[1]) * peak
    gains = pq_to_light(_roll_off(_pq_value(lights), peak)) / lights / _WHITE
    return light * _look_up(gains, light.max(axis=-1) / peak)


def _look_up(table: Floats, shares: Floats) -> Floats:
    """Return the table values, (H, W, 1), at relative positions in the table, 0 to 1.

    A table is used because computing powers for each pixel would be slow.
    """
    indices = (shares.clip(0, 1) * (_TABLE_SIZE - 1) + 0.5).astype(np.uint16)
    return table.astype(np.float32)[indices][..., None]


def _roll_off(values: Floats, peak: float) -> Floats:
    """Compress values from a display with this peak to one that peaks at standard white.

    This is the EETF of BT.2390-11, 5.4. Values below the knee stay the same. Above the knee, a
    Hermite spline leads to the second display's peak.
    """
    source, target = (float(_pq_value(np.array(light))) for light in (peak, _WHITE))
    goal = target / source
    knee = 1.5 * goal - 0.5
    if knee >= 1:
        return values
    share = values / source
    t = ((share - knee) / (1 - knee)).clip(0, 1)
    spline = (
        (2 * t**3 - 3 * t**2 + 1) * knee
        + (t**3 - 2 * t**2 + t) * (1 - knee)
        + (3 * t**2 - 2 * t**3) * goal
    )
    return np.where(share < knee, share, spline) * source


def _pq_value(light: Floats) -> Floats:
    """Convert light in cd/m² to ST 2084 (PQ) values, 0 to 1."""
    root = (np.asarray(light) / _PQ_PEAK) ** _M1
    return ((_C1 + _C2 * root) / (1 + _C3 * root)) ** _M2
