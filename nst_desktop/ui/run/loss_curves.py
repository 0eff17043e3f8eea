"""What the loss plot draws: values over steps, thinned to what can be seen, and round numbers."""

import math
from array import array
from bisect import bisect_left, bisect_right
from itertools import pairwise

from nst_desktop.core.arrays import FloatArray

Line = tuple[FloatArray, FloatArray]  # steps, logarithms to base 10


class Curve:
    """One term over the steps; only values above 0 have a place on a logarithmic scale."""

    def __init__(self) -> None:
        self._steps, self._logs = array("d"), array("d")

    def __len__(self) -> int:
        return len(self._steps)

    def add(self, step: int, value: float) -> None:
        """One more point, after all others."""
        if value > 0 and math.isfinite(value):
            self._steps.append(step)
            self._logs.append(math.log10(value))

    def clear(self) -> None:
        """Forget all points."""
        self._steps, self._logs = array("d"), array("d")

    def line(self) -> Line:
        """All points."""
        from numpy import array as to_array

        return to_array(self._steps), to_array(self._logs)

    def value_at(self, step: float) -> float | None:
        """The value at the last point until this step, or None."""
        number = bisect_right(self._steps, step)
        return 10 ** self._logs[number - 1] if number else None


def thinned(line: Line, most: int) -> Line:
    """At most about `most` points that look the same: of each piece the lowest and the highest."""
    steps, logs = line
    if len(steps) <= most:
        return line
    import numpy as np  # the window is there before it

    count = most // 2
    begins = np.arange(count) * len(steps) // count
    ends = np.append(begins[1:], len(steps)) - 1
    pairs = np.empty((2, count, 2))
    pairs[0, :, 0], pairs[0, :, 1] = steps[begins], steps[ends]
    pairs[1, :, 0] = np.minimum.reduceat(logs, begins)
    pairs[1, :, 1] = np.maximum.reduceat(logs, begins)
    falls = logs[begins] > logs[ends]
    pairs[1, falls] = pairs[1, falls, ::-1]
    return pairs[0].ravel(), pairs[1].ravel()


def pieces(line: Line, begins: list[int]) -> list[Line]:
    """The line cut before each of these steps, which ascend; empty pieces are left out."""
    steps, logs = line
    cuts = [0, *(bisect_left(steps, each) for each in begins), len(steps)]
    return [(steps[begin:end], logs[begin:end]) for begin, end in pairwise(cuts) if begin < end]


def span(lines: list[Line], widest: float = 5.0) -> tuple[float, float]:
    """The lowest and highest logarithm to show: not more than `widest` decades from the top."""
    logs = [each for _, each in lines if len(each)]
    if not logs:
        return 0.0, 1.0
    high = max(float(each.max()) for each in logs)
    low = max(min(float(each.min()) for each in logs), high - widest)
    margin = max(0.05 * (high - low), 0.05)
    return low - margin, high + margin


def decades(low: float, high: float, most: int) -> list[float]:
    """Logarithms for the ticks between low and high: of powers of ten, or finer in a small span."""
    powers = [float(each) for each in range(math.ceil(low), math.floor(high) + 1)]
    if len(powers) >= 2:
        return powers[:: math.ceil(len(powers) / most)]
    first, last = 10**low, 10**high
    return [math.log10(each) for each in round_numbers(first, last, most) if each > 0]


def round_numbers(low: float, high: float, most: int) -> list[float]:
    """Up to `most` + 1 multiples of 1, 2 or 5 times a power of ten between low and high."""
    least = max(high - low, 1e-12) / max(1, most)
    power = 10 ** math.floor(math.log10(least))
    unit = next(each * power for each in (1, 2, 5, 10) if each * power >= least * 0.999)
    first = math.ceil(low / unit - 1e-9)
    return [number * unit for number in range(first, math.floor(high / unit + 1e-9) + 1)]
