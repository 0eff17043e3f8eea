"""Picture sizes for a given long side, and the smallest long side for a given short side."""

from bisect import bisect_left

from nst_desktop.core.params import describe


def fit_size(width: int, height: int, long_side: int) -> tuple[int, int]:
    """Scale (width, height) to a long side of `long_side` px, with at least 1 px per side."""
    factor = long_side / max(width, height)
    return max(1, round(width * factor)), max(1, round(height * factor))


def least_size(width: int, height: int, short_side: int) -> int | None:
    """Return the smallest StyleParams.size for which the short side has at least `short_side` px.

    Returns None if no allowed size is large enough. The search uses fit_size() itself: a size
    calculated from the rounded short side would be wrong for long, narrow pictures.
    """
    parameter = describe("size")
    assert parameter.lo is not None
    assert parameter.hi is not None
    sizes = range(int(parameter.lo), int(parameter.hi) + 1)
    index = bisect_left(sizes, short_side, key=lambda size: min(fit_size(width, height, size)))
    return sizes[index] if index < len(sizes) else None
