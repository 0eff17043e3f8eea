"""Colour spaces that files specify by codes or numbers, and their conversion to sRGB.

The codes are defined in ITU-T H.273 (tables 2 and 3). They are used by PNG's cICP chunk and by the
nclx box in AVIF and HEIF files.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nst_desktop.core.arrays import Pixels
from nst_desktop.images.tone_mapping import Floats, hlg_to_light, pq_to_light, tone_map

Point = tuple[float, float]  # CIE 1931 x, y

_BAND = 1 << 20  # pixels converted at a time

_D65, _C, _E, _DCI = (0.3127, 0.3290), (0.310, 0.316), (1 / 3, 1 / 3), (0.314, 0.351)
_SMPTE_170M = (0.630, 0.340), (0.310, 0.595), (0.155, 0.070)
_BT_709 = (0.640, 0.330), (0.300, 0.600), (0.150, 0.060)
_P3 = (0.680, 0.320), (0.265, 0.690), (0.150, 0.060)
_ADOBE = (0.640, 0.330), (0.210, 0.710), (0.150, 0.060)
_ADOBE_GAMMA = 563 / 256  # Adobe RGB (1998), 4.3.1.2

# Cone response matrix for Bradford's chromatic adaptation (ICC.1:2022, annex E)
_BRADFORD = np.array(
    [[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]]
)


@dataclass(frozen=True, slots=True)
class Primaries:
    """Chromaticities of the red, green and blue primaries and of the white point."""

    colours: tuple[Point, Point, Point] = _BT_709
    white: Point = _D65

    def srgb_matrix(self) -> Floats:
        """Return the (3, 3) matrix that converts linear RGB with these primaries to linear sRGB.

        The white point is adapted to D65 with the Bradford transform.

        Raises:
            LinAlgError: The chromaticities are not linearly independent.
        """
        cones, target = (_BRADFORD @ _xyz(white) for white in (self.white, _D65))
        adapted = np.linalg.solve(_BRADFORD, (target / cones)[:, None] * _BRADFORD)
        srgb = _to_xyz(_BT_709, _D65)
        matrix = np.linalg.solve(srgb, adapted @ _to_xyz(self.colours, self.white))
        return matrix.astype(np.float32)


@dataclass(frozen=True, slots=True)
class ColourSpace:
    """An RGB colour space.

    Attributes:
        primaries: Primary colours and white point.
        transfer: Function that maps stored values, 0 to 1, to linear light, where 1 is white. If
            the space has a high dynamic range, the result still needs tone mapping. It is
            luminance in cd/m² for PQ, and scene light for HLG.
        is_hdr: Whether the space has a high dynamic range.
        is_narrow_range: Whether black is stored as 16 and white as 235, instead of 0 and 255.
    """

    primaries: Primaries
    transfer: Callable[[Floats], Floats]
    is_hdr: bool = False
    is_narrow_range: bool = False

    @property
    def is_srgb(self) -> bool:
        """Whether stored values represent the same colours as in sRGB."""
        is_standard = self.transfer is srgb_to_light and not self.is_narrow_range
        return is_standard and np.allclose(self.primaries.srgb_matrix(), np.eye(3), atol=0.002)

    def to_srgb(self, pixels: Pixels) -> Pixels:
        """Convert uint8 pixels, (H, W, 3), to sRGB, clipping out-of-gamut colours."""
        matrix, codes = self.primaries.srgb_matrix().T, _srgb_codes()
        black, white = (16, 235) if self.is_narrow_range else (0, 255)
        stored = (np.arange(256) - black) / (white - black)
        lights = self.transfer(stored.clip(0, 1)).astype(np.float32)
        highest = lights[int(pixels.max(initial=0))]
        converted = np.empty_like(pixels)
        rows = max(1, _BAND // pixels.shape[1])
        for top in range(0, len(pixels), rows):
            light = lights[pixels[top : top + rows]]
            if self.is_hdr:
                light = tone_map(light, highest, is_hlg=self.transfer is hlg_to_light)
            linear = (light @ matrix).clip(0, 1)
            converted[top : top + rows] = codes[(linear * 65535 + 0.5).astype(np.uint16)]
        return converted


def space_from_codes(
    primaries: int, transfer: int, is_narrow_range: bool = False
) -> ColourSpace | None:
    """Return the colour space for these H.273 codes, or None if either is unknown."""
    if primaries not in _PRIMARIES or transfer not in _TRANSFERS:
        return None
    curve = _TRANSFERS[transfer]
    return ColourSpace(
        _PRIMARIES[primaries], curve, curve in (pq_to_light, hlg_to_light), is_narrow_range
    )


def adobe_rgb() -> ColourSpace:
    """Return the Adobe RGB (1998) colour space."""
    return ColourSpace(Primaries(_ADOBE), power_curve(_ADOBE_GAMMA))


def power_curve(exponent: float) -> Callable[[Floats], Floats]:
    """Return a transfer function that raises values to this exponent."""
    return lambda values: values**exponent


def srgb_to_light(values: Floats) -> Floats:
    """Convert sRGB values to linear light (IEC 61966-2-1)."""
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def _smpte_240m_to_light(values: Floats) -> Floats:
    return np.where(values < 0.0913, values / 4, ((values + 0.1115) / 1.1115) ** (1 / 0.45))


def _smpte_428_to_light(values: Floats) -> Floats:
    return 52.37 / 48 * values**2.6


# H.273, table 2; code 2 means "unspecified"
_PRIMARIES = {
    1: Primaries(),
    2: Primaries(),
    4: Primaries(((0.67, 0.33), (0.21, 0.71), (0.14, 0.08)), _C),
    5: Primaries(((0.64, 0.33), (0.29, 0.60), (0.15, 0.06))),
    6: Primaries(_SMPTE_170M),
    7: Primaries(_SMPTE_170M),
    8: Primaries(((0.681, 0.319), (0.243, 0.692), (0.145, 0.049)), _C),
    9: Primaries(((0.708, 0.292), (0.170, 0.797), (0.131, 0.046))),
    10: Primaries(((1.0, 0.0), (0.0, 1.0), (0.0, 0.0)), _E),
    11: Primaries(_P3, _DCI),
    12: Primaries(_P3),
    22: Primaries(((0.630, 0.340), (0.295, 0.605), (0.155, 0.077))),
}
# H.273, table 3. Codes 1, 6, 14 and 15 are camera curves. Pictures with these codes are graded for
# screens, so they are treated as sRGB, as browsers do.
_TRANSFERS: dict[int, Callable[[Floats], Floats]] = {
    **dict.fromkeys((1, 2, 6, 13, 14, 15), srgb_to_light),
    4: power_curve(2.2),
    5: power_curve(2.8),
    7: _smpte_240m_to_light,
    8: power_curve(1.0),
    16: pq_to_light,
    17: _smpte_428_to_light,
    18: hlg_to_light,
}


def _xyz(point: Point) -> npt.NDArray[np.float64]:
    """Return the XYZ values for this chromaticity at luminance 1."""
    x, y = point
    return np.array([x, y, 1 - x - y]) / y


def _to_xyz(colours: tuple[Point, Point, Point], white: Point) -> npt.NDArray[np.float64]:
    """Return the matrix that converts linear RGB to XYZ (SMPTE RP 177)."""
    columns = np.array([[x, y, 1 - x - y] for x, y in colours]).T
    return columns * np.linalg.solve(columns, _xyz(white))


def _srgb_codes() -> npt.NDArray[np.uint8]:
    """Return a table of sRGB values, 0 to 255, indexed by linear values, 0 to 65535."""
    linear = np.arange(1 << 16) / 65535
    curved = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    return (curved * 255).round().astype(np.uint8)
