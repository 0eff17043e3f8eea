"""The size of a picture whose long side is given, and the least one that will do."""

from bisect import bisect_left

from nst_desktop.core.params import describe


def fit_size(width: int, height: int, long_side: int) -> tuple[int, int]:
    """(width, height) of the same shape whose longer side is long_side; at least 1 px each."""
    factor = long_side / max(width, height)
    return max(1, round(width * factor)), max(1, round(height * factor))


def least_size(width: int, height: int, short_side: int) -> int | None:
    """The smallest StyleParams.size at which this shape has so many px on its short side.

    None if no size that is allowed has. Searched with fit_size itself: calculated back from a
    rounded side it would be too small, or too large, for long narrow pictures.
    """
    about = describe("size")
    assert about.lo is not None
    assert about.hi is not None
    sizes = range(int(about.lo), int(about.hi) + 1)
    index = bisect_left(sizes, short_side, key=lambda size: min(fit_size(width, height, size)))
    return sizes[index] if index < len(sizes) else None
