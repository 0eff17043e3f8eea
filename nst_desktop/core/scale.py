"""What a painter sets in place of a number: a reading on a scale, or a named amount."""

import math
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale with readings from lo to hi for a number of 0 or more, the parameter's value.

    The eye sees ratios of values, hence the logarithm: per_decade more is ten times the value.
    label, help: for people, in place of the parameter's own.
    middle_value: the value at the middle of the scale. At lo it is 0.
    marks: what lo, the middle and hi mean, for people.
    """

    label: str
    help: str
    middle_value: float
    marks: tuple[str, str, str]
    lo: float = 0.0
    hi: float = 100.0
    per_decade: float = 25.0

    @property
    def middle(self) -> float:
        """The reading halfway between lo and hi."""
        return (self.lo + self.hi) / 2

    def value(self, reading: float) -> float:
        """The parameter's value. Raises ValueError for a reading outside lo..hi."""
        if not self.lo <= reading <= self.hi:
            raise ValueError(f"a reading is from {self.lo:g} to {self.hi:g}, not {reading}")
        if reading == self.lo:
            return 0.0
        return self.middle_value * 10 ** ((reading - self.middle) / self.per_decade)

    def reading(self, value: float) -> float:
        """The inverse; values beyond the scale's ends are at its ends. value: >= 0."""
        if value <= 0:
            return self.lo
        reading = self.middle + self.per_decade * math.log10(value / self.middle_value)
        return min(max(reading, self.lo), self.hi)


@dataclass(frozen=True, slots=True)
class Amounts:
    """Amounts of a number that have a name.

    label, help: for people, in place of the parameter's own.
    named: value by name. entry: how one is written, with {0} for its name and {1} for its value.
    """

    label: str
    help: str
    named: Mapping[str, int]
    entry: str
