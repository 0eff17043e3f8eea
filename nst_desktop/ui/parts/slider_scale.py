"""How the positions of a slider stand for numbers, linearly or logarithmically."""

import math
from dataclasses import dataclass

POSITIONS = 200  # a slider goes from 0 to this


@dataclass(frozen=True, slots=True)
class SliderScale:
    """lo, hi: the values at the slider's ends. logarithmic: equal ways are equal ratios.

    zero: the lowest position stands for 0, which no logarithm reaches.
    """

    lo: float
    hi: float
    logarithmic: bool
    zero: bool = False

    @classmethod
    def around(cls, default: float, lo: float, hi: float, reach: float) -> "SliderScale":
        """A scale for values from lo to hi; a wide range is cut to default / reach … * reach."""
        if hi > 1 if lo == 0 else hi > 10 * lo > 0:
            middle = default or 1.0
            return cls(max(lo, middle / reach), min(hi, middle * reach), True, zero=lo == 0)
        return cls(lo, hi, False)

    def position(self, value: float) -> int:
        """The position nearest to this value; values outside are at the ends."""
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
        """The value at this position, rounded to three digits where the scale is logarithmic."""
        if self.zero and position == 0:
            return 0.0
        first = 1 if self.zero else 0
        share = (position - first) / (POSITIONS - first)
        if self.logarithmic:
            return float(f"{self.lo * (self.hi / self.lo) ** share:.3g}")
        return round(self.lo + share * (self.hi - self.lo), 2)
