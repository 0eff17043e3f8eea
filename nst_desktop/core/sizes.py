"""Picture sizes for a given long side, and the smallest long side that suffices."""

from bisect import bisect_left

from nst_desktop.core.params import describe


def fit_size(width: int, height: int, long_side: int) -> tuple[int, int]:
    """Scale (width, height) so that the longer side is long_side; at least 1 px each."""
    factor = long_side / max(width, height)
    return max(1, round(width * factor)), max(1, round(height * factor))


def least_size(width: int, height: int, short_side: int) -> int | None:
    """Return the smallest StyleParams.size that gives this shape a short side of `short_side` px.

    None if no allowed size does. Searched with fit_size() itself: a size computed back from a
    rounded side would be off for long narrow pictures.
    """
    parameter = describe("size")
    assert parameter.lo is not None
    assert parameter.hi is not None
    sizes = range(int(parameter.lo), int(parameter.hi) + 1)
    index = bisect_left(sizes, short_side, key=lambda size: min(fit_size(width, height, size)))
    return sizes[index] if index < len(sizes) else None
