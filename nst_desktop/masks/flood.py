"""Flooding: what is connected to a pixel, without a loop over pixels."""

import numpy as np
import numpy.typing as npt


def flooded(open_to_it: npt.NDArray[np.bool_], x: int, y: int) -> npt.NDArray[np.bool_]:
    """(H, W) bool: the pixels that are reached from this one over open ones, side by side.

    Works on the runs of each row: those that touch one another in neighbouring rows are joined
    until nothing moves any more, all at once in each round.
    """
    height, width = open_to_it.shape
    reached = np.zeros_like(open_to_it)
    if not open_to_it[y, x]:
        return reached
    padded = np.zeros((height, width + 2), np.int8)
    padded[:, 1:-1] = open_to_it
    change = np.diff(padded, axis=1).ravel()
    starts, ends = np.flatnonzero(change == 1), np.flatnonzero(change == -1)
    above, below = _touching(starts, ends, width + 1)
    labels = _joined(len(starts), above, below)
    own = int(np.searchsorted(starts, y * (width + 1) + x, side="right")) - 1
    chosen = labels == labels[own]
    marks = np.zeros(height * (width + 1), np.int8)
    marks[starts[chosen]] = 1
    np.add.at(marks, ends[chosen], -1)
    return np.cumsum(marks.reshape(height, width + 1), axis=1, dtype=np.int8)[:, :width] > 0


def _touching(
    starts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64], stride: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The pairs of runs of which one lies above the other. Both are sorted, and do not overlap."""
    # A run moved up by a row meets the runs that end after its start and start before its end.
    first = np.searchsorted(ends, starts - stride, side="right")
    last = np.searchsorted(starts, ends - stride, side="left")
    counts = np.maximum(last - first, 0)
    below = np.repeat(np.arange(len(starts)), counts)
    offsets = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return first[below] + offsets, below


def _joined(
    count: int, one: npt.NDArray[np.int64], other: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """A label for each of so many things: the same where pairs lead from one to another."""
    labels = np.arange(count)
    while True:
        before = labels
        least = np.minimum(labels[one], labels[other])
        labels = labels.copy()
        # Hook the roots of both, then let everybody look further up: pairs join in a few rounds.
        np.minimum.at(labels, before[one], least)
        np.minimum.at(labels, before[other], least)
        np.minimum.at(labels, one, least)
        np.minimum.at(labels, other, least)
        while True:
            further = labels[labels]
            if np.array_equal(further, labels):
                break
            labels = further
        if np.array_equal(labels, before):
            return labels
