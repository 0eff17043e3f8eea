"""Data for the loss plot: curves, thinned to the visible detail, and round axis labels."""

import math
from array import array
from bisect import bisect_left, bisect_right
from itertools import pairwise

from nst_desktop.core.arrays import FloatArray

Line = tuple[FloatArray, FloatArray]  # steps, base-10 logarithms of the losses


class Curve:
    """Curve of one loss term over the steps. Values without a finite logarithm are left out."""

    def __init__(self) -> None:
        self._steps, self._logs = array("d"), array("d")

    def __len__(self) -> int:
        return len(self._steps)

    def add(self, step: int, value: float) -> None:
        """Append a point. Steps must be added in ascending order."""
        if value > 0 and math.isfinite(value):
            self._steps.append(step)
            self._logs.append(math.log10(value))

    def clear(self) -> None:
        """Remove all points."""
        self._steps, self._logs = array("d"), array("d")

    def line(self) -> Line:
        """Return all points."""
        from numpy import array as to_array

        return to_array(self._steps), to_array(self._logs)

    def value_at(self, step: float) -> float | None:
        """Return the value of the last point at or before this step, or None."""
        count = bisect_right(self._steps, step)
        return 10 ** self._logs[count - 1] if count else None


def thin(line: Line, max_count: int) -> Line:
    """Reduce a line to its sections' extremes: about `max_count` points that look the same."""
    steps, logs = line
    if len(steps) <= max_count:
        return line
    import numpy as np  # imported late so that the window opens sooner

    count = max_count // 2
    begins = np.arange(count) * len(steps) // count
    ends = np.append(begins[1:], len(steps)) - 1
    pairs = np.empty((2, count, 2))
    pairs[0, :, 0], pairs[0, :, 1] = steps[begins], steps[ends]
    pairs[1, :, 0] = np.minimum.reduceat(logs, begins)
    pairs[1, :, 1] = np.maximum.reduceat(logs, begins)
    falls = logs[begins] > logs[ends]
    pairs[1, falls] = pairs[1, falls, ::-1]
    return pairs[0].ravel(), pairs[1].ravel()


def split_at(line: Line, begins: list[int]) -> list[Line]:
    """Split a line before each of these ascending steps and leave out empty pieces."""
    steps, logs = line
    cuts = [0, *(bisect_left(steps, step) for step in begins), len(steps)]
    return [(steps[begin:end], logs[begin:end]) for begin, end in pairwise(cuts) if begin < end]


def span(lines: list[Line], max_decades: float = 5.0) -> tuple[float, float]:
    """Return the lowest and highest logarithm to display.

    They are at most `max_decades` apart, plus a margin at each end.
    """
    curves = [logs for _, logs in lines if len(logs)]
    if not curves:
        return 0.0, 1.0
    high = max(float(logs.max()) for logs in curves)
    low = max(min(float(logs.min()) for logs in curves), high - max_decades)
    margin = max(0.05 * (high - low), 0.05)
    return low - margin, high + margin


def decades(low: float, high: float, max_count: int) -> list[float]:
    """Return the base-10 logarithms of the ticks between the logarithms `low` and `high`.

    The ticks are powers of ten, or round numbers if the span contains fewer than two powers.
    """
    powers = [float(power) for power in range(math.ceil(low), math.floor(high) + 1)]
    if len(powers) >= 2:
        return powers[:: math.ceil(len(powers) / max_count)]
    first, last = 10**low, 10**high
    return [math.log10(number) for number in round_numbers(first, last, max_count) if number > 0]


def round_numbers(low: float, high: float, max_count: int) -> list[float]:
    """Return up to `max_count` + 1 round numbers: multiples of 1, 2 or 5 times a power of ten."""
    min_step = max(high - low, 1e-12) / max(1, max_count)
    power = 10 ** math.floor(math.log10(min_step))
    step = next(unit * power for unit in (1, 2, 5, 10) if unit * power >= min_step * 0.999)
    first = math.ceil(low / step - 1e-9)
    return [index * step for index in range(first, math.floor(high / step + 1e-9) + 1)]
