"""Linear and logarithmic mappings between slider positions and values."""

import math
from dataclasses import dataclass

POSITIONS = 200  # highest position of a slider; the lowest is 0


@dataclass(frozen=True, slots=True)
class SliderScale:
    """Mapping of slider positions to values.

    Attributes:
        lo: Value at the slider's low end.
        hi: Value at the slider's high end.
        logarithmic: Whether equal distances stand for equal ratios rather than equal differences.
        zero: Whether the lowest position stands for 0, which a logarithmic scale cannot reach; the
            position above it then stands for lo.
    """

    lo: float
    hi: float
    logarithmic: bool
    zero: bool = False

    @classmethod
    def around(cls, default: float, lo: float, hi: float, reach: float) -> "SliderScale":
        """Return a scale for values from lo to hi.

        A wide range gets a logarithmic scale, limited to default / reach … default * reach.
        """
        if hi > 1 if lo == 0 else hi > 10 * lo > 0:
            middle = default or 1.0
            return cls(max(lo, middle / reach), min(hi, middle * reach), True, zero=lo == 0)
        return cls(lo, hi, False)

    def position(self, value: float) -> int:
        """Return the position nearest to a value; values off the scale are clamped to its ends."""
        if self.zero and value <= 0:
            return 0
        value = min(max(value, self.lo), self.hi)
        if self.logarithmic:
            share = math.log(value / self.lo) / math.log(self.hi / self.lo)
        else:
            share = (value - self.lo) / (self.hi - self.lo)
        first = 1 if self.zero else 0
        return first + round(share * (POSITIONS - first))

    def value(self, position: int) -> float:
        """Return the value at a position.

        On a logarithmic scale, the value is rounded to three significant digits; on a linear one,
        to two decimals.
        """
        if self.zero and position == 0:
            return 0.0
        first = 1 if self.zero else 0
        share = (position - first) / (POSITIONS - first)
        if self.logarithmic:
            return float(f"{self.lo * (self.hi / self.lo) ** share:.3g}")
        return round(self.lo + share * (self.hi - self.lo), 2)
