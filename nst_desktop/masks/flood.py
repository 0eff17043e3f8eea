"""Flood fill without a loop over pixels."""

import numpy as np
import numpy.typing as npt


def flood_fill(fillable: npt.NDArray[np.bool_], x: int, y: int) -> npt.NDArray[np.bool_]:
    """Return the fillable pixels that are 4-connected to a starting pixel.

    The algorithm splits each row into runs of fillable pixels. It then merges touching runs in
    neighbouring rows, all in parallel, until nothing changes.

    Args:
        fillable: Boolean mask of the pixels that can be filled, (H, W).
        x: Column of the starting pixel.
        y: Row of the starting pixel.

    Returns:
        Boolean mask of the connected pixels, (H, W); all False if the starting pixel itself is not
        fillable.
    """
    height, width = fillable.shape
    reached = np.zeros_like(fillable)
    if not fillable[y, x]:
        return reached
    padded = np.zeros((height, width + 2), np.int8)
    padded[:, 1:-1] = fillable
    change = np.diff(padded, axis=1).ravel()
    starts, ends = np.flatnonzero(change == 1), np.flatnonzero(change == -1)
    above, below = _touching(starts, ends, width + 1)
    labels = _component_labels(len(starts), above, below)
    own = int(np.searchsorted(starts, y * (width + 1) + x, side="right")) - 1
    chosen = labels == labels[own]
    marks = np.zeros(height * (width + 1), np.int8)
    marks[starts[chosen]] = 1
    np.add.at(marks, ends[chosen], -1)
    return np.cumsum(marks.reshape(height, width + 1), axis=1, dtype=np.int8)[:, :width] > 0


def _touching(
    starts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64], stride: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the indices of the upper and lower run in each touching pair.

    Args:
        starts: First position of each run in the flattened rows; sorted.
        ends: Position after each run; sorted.
        stride: Number of positions per row.
    """
    # A run shifted up by a row overlaps the runs that end after its start and start before its end.
    first = np.searchsorted(ends, starts - stride, side="right")
    last = np.searchsorted(starts, ends - stride, side="left")
    counts = np.maximum(last - first, 0)
    below = np.repeat(np.arange(len(starts)), counts)
    offsets = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return first[below] + offsets, below


def _component_labels(
    count: int, first: npt.NDArray[np.int64], second: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """Label the connected components in a graph with `count` nodes.

    Each edge connects a node in `first` with the node at the same index in `second`.
    """
    labels = np.arange(count)
    while True:
        before = labels
        lowest = np.minimum(labels[first], labels[second])
        labels = labels.copy()
        # Hook the roots of both nodes, then compress the paths: this converges in a few rounds.
        np.minimum.at(labels, before[first], lowest)
        np.minimum.at(labels, before[second], lowest)
        np.minimum.at(labels, first, lowest)
        np.minimum.at(labels, second, lowest)
        while True:
            parents = labels[labels]
            if np.array_equal(parents, labels):
                break
            labels = parents
        if np.array_equal(labels, before):
            return labels
