"""From high dynamic range to the range of a usual screen."""

from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating[Any]]

_WHITE = 203.0  # cd/m², where a usual picture's white lies in one of high range: ITU-R BT.2408
_HLG_PEAK, _HLG_GAMMA = 1000.0, 1.2  # cd/m² of the reference screen, its system gamma: BT.2100
_LUMINANCE = np.array([0.2627, 0.6780, 0.0593], np.float32)  # BT.2100's primaries

_STEPS = 1 << 16  # of tables

# SMPTE ST 2084
_M1, _M2 = 2610 / 16384, 2523 / 4096 * 128
_C1, _C2, _C3 = 3424 / 4096, 2413 / 4096 * 32, 2392 / 4096 * 32
_PQ_PEAK = 10_000.0  # cd/m²


def pq_light(values: Floats) -> Floats:
    """ST 2084 (PQ) values, 0 to 1, as light in cd/m²."""
    root = np.asarray(values) ** (1 / _M2)
    return _PQ_PEAK * (np.maximum(root - _C1, 0) / (_C2 - _C3 * root)) ** (1 / _M1)


def hlg_light(values: Floats) -> Floats:
    """BT.2100 HLG values, 0 to 1, as light of the scene, 0 to 1."""
    a, b, c = 0.17883277, 0.28466892, 0.55991073
    return np.where(values <= 0.5, values**2 / 3, (np.exp((values - c) / a) + b) / 12)


def tone_mapped(light: Floats, highest: float, is_hlg: bool) -> Floats:
    """Light (H, W, 3) of a high range, 1 for the screen's white afterwards.

    highest: of the whole picture, in the unit of the light. All three colours get the factor of
    the brightest of them, so that no hue changes.
    """
    shares = np.arange(_STEPS) / (_STEPS - 1)
    if is_hlg:  # BT.2100, table 5: the OOTF
        gains = _HLG_PEAK * shares ** (_HLG_GAMMA - 1)
        light = light * _looked_up(gains, light @ _LUMINANCE)
        highest = _HLG_PEAK
    peak = max(float(highest), _WHITE)
    lights = np.maximum(shares, shares[1]) * peak
    gains = pq_light(_rolled_off(_pq_value(lights), peak)) / lights / _WHITE
    return light * _looked_up(gains, light.max(axis=-1) / peak)


def _looked_up(table: Floats, shares: Floats) -> Floats:
    """The table's values (H, W, 1) at these shares, 0 to 1, of its length: powers are slow."""
    places = (shares.clip(0, 1) * (_STEPS - 1) + 0.5).astype(np.uint16)
    return table.astype(np.float32)[places][..., None]


def _rolled_off(values: Floats, peak: float) -> Floats:
    """BT.2390-11, 5.4: the EETF from screens of this peak to one whose peak is white.

    Below the knee nothing changes; from there a Hermite spline leads to the target's peak.
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
    """Light in cd/m² as ST 2084 values, 0 to 1."""
    root = (np.asarray(light) / _PQ_PEAK) ** _M1
    return ((_C1 + _C2 * root) / (1 + _C3 * root)) ** _M2
