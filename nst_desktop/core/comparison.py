"""Which values of a number are worth comparing with the one that is set."""

from collections.abc import Iterable
from dataclasses import dataclass

_FACTORS = 0.5, 1.0, 2.0  # of what is felt by its ratio


@dataclass(frozen=True, slots=True)
class ComparedValues:
    """Without details: half the present value, the value itself and twice the value.

    values: these instead, in order, and the present one where it lies between them.
    successors: as many whole numbers instead, from the present one on.
    from_zero: what a present 0, which doubling would leave as it is, is compared with.
    """

    values: tuple[float, ...] = ()
    successors: int = 0
    from_zero: tuple[float, ...] = (1.0, 10.0)

    def around(self, present: float, lo: float, hi: float) -> list[float]:
        """The values, in order, each once and from lo to hi, of the type of the present one."""
        kind = type(present)
        found = self._candidates(present, hi)
        return sorted({kind(min(max(value, lo), hi)) for value in found})

    def _candidates(self, present: float, hi: float) -> Iterable[float]:
        if self.successors:
            first = min(present, hi - self.successors + 1)
            return (first + more for more in range(self.successors))
        if self.values:
            lies_between = self.values[0] <= present <= self.values[-1]
            return (*self.values, present) if lies_between else self.values
        if present == 0:
            return (present, *self.from_zero)
        return (present * factor for factor in _FACTORS)
