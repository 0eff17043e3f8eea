"""User-friendly forms of a number in the window: a scale reading or a named amount."""

import math
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """Logarithmic scale with readings lo..hi, for a parameter whose values are 0 or more.

    The scale is logarithmic because the eye perceives ratios of values. The reading lo stands for
    the value 0.

    Attributes:
        label: Label that replaces the parameter's own label.
        help: Help text that replaces the parameter's own help text.
        middle_value: Parameter value in the middle of the scale.
        marks: Captions displayed at lo, the middle and hi.
        lo: Smallest reading.
        hi: Largest reading.
        per_decade: Increase in the reading for each tenfold increase in the value.
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
        """Reading halfway between lo and hi."""
        return (self.lo + self.hi) / 2

    def value(self, reading: float) -> float:
        """Return the parameter's value for a reading.

        Raises:
            ValueError: If the reading is outside lo..hi.
        """
        if not self.lo <= reading <= self.hi:
            raise ValueError(f"a reading must be from {self.lo:g} to {self.hi:g}, not {reading}")
        if reading == self.lo:
            return 0.0
        return self.middle_value * 10 ** ((reading - self.middle) / self.per_decade)

    def reading(self, value: float) -> float:
        """Return the reading for a value of 0 or more, clamped to lo..hi."""
        if value <= 0:
            return self.lo
        reading = self.middle + self.per_decade * math.log10(value / self.middle_value)
        return min(max(reading, self.lo), self.hi)


@dataclass(frozen=True, slots=True)
class Amounts:
    """Named amounts for a numeric parameter.

    Attributes:
        label: Label that replaces the parameter's own label.
        help: Help text that replaces the parameter's own help text.
        named: Values by name.
        entry: Template for a list entry, with {0} for the name and {1} for the value.
    """

    label: str
    help: str
    named: Mapping[str, int]
    entry: str
